import type { ActionAnswer, ActionsAnswer } from '../model/index.ts';

/** What people said since a list was made. */
export interface Said {
  /** Where an action stands, by its id. */
  readonly states: ReadonlyMap<string, { readonly state: string; readonly reason: string | null }>;
  /** Deals of which a rep says that they wait on us. */
  readonly waitingOnUs: ReadonlySet<string>;
}

/** The list with what people said: deals that wait on us come first and are never held back; verdicts stand beside their actions. */
export function asSaid(answer: ActionsAnswer, { states, waitingOnUs }: Said): ActionsAnswer {
  const waits = (action: ActionAnswer): boolean => waitingOnUs.has(action.dealId);
  const actions = [...answer.actions.filter(waits).map(first), ...answer.actions.filter((action) => !waits(action))];
  return { ...answer, actions: actions.map((action) => withState(action, states.get(action.id))) };
}

const first = (action: ActionAnswer): ActionAnswer => ({ ...action, heldOut: false, reasons: ['the rep says it waits on us', ...action.reasons] });

const withState = (action: ActionAnswer, known: { state: string; reason: string | null } | undefined): ActionAnswer =>
  (known ? { ...action, state: known.state as ActionAnswer['state'], stateReason: known.reason } : action);
