import { scaleRange } from '../../learn/index.ts';
import { isoDate, type DelayAnswer, type DelayStanding } from '../../model/index.ts';
import type { DelayFact } from '../../history/index.ts';
import { costOfDelay, countedInputs, partName, partsNotCounted, swingOf, type CostOfDelay, type Standing } from './cost-of-delay.ts';
import { decideBy } from './decide-by.ts';
import { nextQuestions } from './next-questions.ts';
import { delaySentence } from './say-delay.ts';
import { urgencyOf, type Hold } from './urgency.ts';

export interface DelayAnswerInput {
  readonly dealId: string;
  readonly standing: Standing;
  /** Names of contacts who may be named, by id. */
  readonly names: ReadonlyMap<string, string | null>;
  readonly hold: Hold | null;
  readonly asOf: number;
}

const daysPerWeek = 7;
const iso = (at: number): string => new Date(at).toISOString();

/** What waiting costs the buyer of a deal, with the evidence per input; what to ask next; and whether it may be used to hurry. */
export function delayAnswer({ dealId, standing, names, hold, asOf }: DelayAnswerInput): DelayAnswer {
  const found = costOfDelay(standing);
  const cost = found === 'mixed' ? null : found;
  const counted = countedInputs(standing);
  const urgency = urgencyOf(hold);
  const answer = {
    dealId,
    cost: cost && costShown(cost, standing),
    parts: cost === null ? [] : cost.parts.map(({ part, perDay }) => ({ part, name: partName(part), perDay })),
    notCounted: partsNotCounted(standing).map(partName),
    inputs: [...standing.values()].map((fact) => standingShown(fact, { counts: counted.has(fact.input), names, swing: swingOf(standing, fact.input) })),
    ask: nextQuestions(standing, urgency.state !== 'not_advised'),
    deadline: decideBy(standing),
    priority: counted.get('priority')?.words ?? null,
    urgency,
    asOf: isoDate(asOf),
  };
  return { ...answer, sentence: delaySentence(answer, found === 'mixed') };
}

function costShown(cost: CostOfDelay, standing: Standing): DelayAnswer['cost'] {
  const since = Math.max(...cost.inputs.map((input) => standing.get(input)?.at ?? 0));
  return { perDay: cost.perDay, perWeek: scaleRange(cost.perDay, daysPerWeek), currency: cost.currency, knownSince: iso(since), inputs: cost.inputs.length };
}

interface Beside {
  readonly counts: boolean;
  readonly names: ReadonlyMap<string, string | null>;
  readonly swing: number | null;
}

function standingShown({ id: _id, fact: _fact, contactId, at, ...fact }: DelayFact, { counts, names, swing }: Beside): DelayStanding {
  return { ...fact, counts, contact: contactId === null ? null : { id: contactId, name: names.get(contactId) ?? null }, at: iso(at), swing };
}
