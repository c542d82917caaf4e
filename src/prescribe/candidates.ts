import { meansFearOrIndecision, type ActionAnswer, type DealAnswer, type Sign } from '../model/index.ts';
import { entryAt, quietDays, type DealLog, type WonPatterns } from '../history/index.ts';

export type ActionKind = ActionAnswer['kind'];

/** A step that a visible sign of a deal calls for. */
export interface Candidate {
  readonly kind: ActionKind;
  readonly sign: string;
  readonly step: string;
  readonly dueInDays: number;
  /** Assumed change of the chance to win, in points: a planning figure that no data stands behind yet. */
  readonly assumedPoints: number;
}

export interface CandidateSetting {
  readonly asOf: number;
  readonly patterns: WonPatterns;
}

/** For a buyer who is afraid to choose: every other step would press, and the undecided are not helped by that. */
export const reduceRisk = {
  kind: 'reduce_risk',
  step: 'Take risk away: recommend one thing, offer a smaller first step that can be undone. Name no deadline.',
  dueInDays: 5, assumedPoints: 4,
} as const satisfies Omit<Candidate, 'sign'>;

/**
 * Everything the signs of a deal call for. Older than any win leaves one honest step: close it or say why not. A deal that came back
 * after it was lost to fear or indecision gets the step that takes risk away.
 */
export function candidatesFor(deal: DealLog, answer: DealAnswer, setting: CandidateSetting): Candidate[] {
  const lost = entryAt(deal.lossReason, setting.asOf)?.value ?? '';
  if (answer.signs.length > 0 && meansFearOrIndecision(lost)) return [{ ...reduceRisk, sign: `was lost to “${lost}” before` }];
  const signs = answer.signs.includes('older_than_any_win') ? (['older_than_any_win'] as const) : answer.signs;
  return signs.map((sign) => candidateOf(sign, deal, answer, setting));
}

function candidateOf(sign: Sign, deal: DealLog, answer: DealAnswer, { asOf, patterns }: CandidateSetting): Candidate {
  switch (sign) {
    case 'older_than_any_win': return closeOrDrop(answer, patterns);
    case 'no_activity': return reconnect(quietDays(deal, asOf) ?? 0, patterns);
    case 'stalled': return unblock(answer, patterns);
    case 'past_close_date': return confirmDate(answer, asOf);
    case 'no_next_step': return { kind: 'set_next_step', sign: 'no next step', step: 'Agree the next step with the buyer and write it down.', dueInDays: 5, assumedPoints: 2 };
    case 'no_amount': return { kind: 'set_amount', sign: 'no amount', step: 'Set the amount, as far as it is known.', dueInDays: 5, assumedPoints: 0.5 };
  }
}

const whole = (days: number | null): string => {
  const count = Math.round(days ?? 0);
  return `${count} ${count === 1 ? 'day' : 'days'}`;
};

const closeOrDrop = (answer: DealAnswer, patterns: WonPatterns): Candidate => ({
  kind: 'close_or_drop',
  sign: `open for ${whole(answer.ageDays)}; none of ${patterns.wonDeals} won deals took longer than ${whole(patterns.oldestWinDays)}`,
  step: 'Ask the buyer whether it is still alive; close it if not.',
  dueInDays: 10, assumedPoints: 0.5,
});

const reconnect = (days: number, patterns: WonPatterns): Candidate => ({
  kind: 'reconnect',
  sign: `no dated activity for ${whole(days)}; 9 of 10 won deals never went longer than ${whole(patterns.quietDays)} without one`,
  step: 'Call the buyer and ask what has changed.',
  dueInDays: 3, assumedPoints: 5,
});

const unblock = (answer: DealAnswer, patterns: WonPatterns): Candidate => ({
  kind: 'unblock_stage',
  sign: `${whole(answer.daysInStage)} in ${answer.stage ?? 'its stage'}; 9 of 10 won deals had left it within ${whole(patterns.waitDays.get(answer.stage ?? '') ?? null)}`,
  step: `Find out what holds it in ${answer.stage ?? 'its stage'} and who can release it.`,
  dueInDays: 5, assumedPoints: 4,
});

function confirmDate(answer: DealAnswer, asOf: number): Candidate {
  const late = answer.expectedCloseByRep === null ? 0 : Math.max(1, (asOf - Date.parse(answer.expectedCloseByRep)) / 86_400_000);
  return { kind: 'confirm_close_date', sign: `${whole(Math.floor(late))} past its close date`, step: 'Confirm a close date with the buyer, or move it.', dueInDays: 5, assumedPoints: 3 };
}
