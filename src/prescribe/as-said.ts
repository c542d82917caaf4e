import { meansFearOrIndecision, type ActionAnswer, type ActionsAnswer } from '../model/index.ts';
import { reduceRisk } from './candidates.ts';
import type { Hold } from './delay/urgency.ts';

/** What people said since a list was made. */
export interface Said {
  /** Where an action stands, by its id. */
  readonly states: ReadonlyMap<string, { readonly state: string; readonly reason: string | null }>;
  /** What a rep last said that holds a deal, by its id. */
  readonly holds: ReadonlyMap<string, Hold>;
}

/**
 * The list with what people said: deals that wait on us come first and are never held back; a deal that fear or indecision holds gets
 * the step that takes risk away, whatever its sign, because every other one would press; verdicts stand beside their actions.
 */
export function asSaid(answer: ActionsAnswer, { states, holds }: Said): ActionsAnswer {
  const waits = (action: ActionAnswer): boolean => holds.get(action.dealId)?.reason === 'waiting_on_us';
  const actions = [...answer.actions.filter(waits).map(first), ...answer.actions.filter((action) => !waits(action))];
  return { ...answer, actions: actions.map((action) => withState(unpressed(action, holds.get(action.dealId)), states.get(action.id))) };
}

const first = (action: ActionAnswer): ActionAnswer => ({ ...action, heldOut: false, reasons: ['the rep says it waits on us', ...action.reasons] });

function unpressed(action: ActionAnswer, hold: Hold | undefined): ActionAnswer {
  if (hold === undefined || !meansFearOrIndecision(hold.reason)) return action;
  const { kind, step, assumedPoints } = reduceRisk;
  return {
    ...action, kind, step, assumedChange: { ...action.assumedChange, points: assumedPoints }, options: [{ kind, probability: 1 }],
    reasons: ['the rep says that fear or indecision holds it', ...action.reasons],
  };
}

const withState = (action: ActionAnswer, known: { state: string; reason: string | null } | undefined): ActionAnswer =>
  (known ? { ...action, state: known.state as ActionAnswer['state'], stateReason: known.reason } : action);
