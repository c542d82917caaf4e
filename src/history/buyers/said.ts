import type { Influence } from '../../model/index.ts';

/** One person asked about one deal, as known on a date. `answeredAt` is null where no answer is known yet. */
export interface Said {
  readonly id: string;
  readonly dealId: string;
  readonly contactId: string | null;
  readonly askedAt: number;
  readonly answeredAt: number | null;
  readonly declined: boolean;
  readonly said: Influence | null;
  /** False where the words named none of the sixteen and were read as "other". */
  readonly recognised: boolean;
  readonly offerWanted: boolean | null;
}

/** One step of an ask of our own. */
export interface AskFact {
  readonly askId: string;
  readonly dealId: string;
  readonly contactId: string | null;
  readonly fact: 'asked' | 'answered' | 'declined' | 'taken_back';
  readonly said: Influence | null;
  readonly offerWanted: boolean | null;
  readonly at: number;
}

/** An imported answer as one version of its row tells it. */
export interface ImportedAnswer {
  readonly id: string;
  readonly knownAt: number;
  readonly dealId: string;
  readonly contactId: string | null;
  readonly askedAt: number | null;
  readonly answeredAt: number | null;
  readonly said: Influence | null;
  readonly recognised: boolean;
  readonly offerWanted: boolean | null;
  /** The source deleted the row. */
  readonly removed?: true;
}

/** Everything asked and said: steps of our own asks in time order, and imported rows with their versions, oldest first. */
export interface Asked {
  readonly own: readonly AskFact[];
  readonly imported: ReadonlyArray<readonly ImportedAnswer[]>;
}

/** What was asked and said by a date, in a fixed order. Nothing later is used. */
export function saidAsOf({ own, imported }: Asked, asOf: number): Said[] {
  const asks = Map.groupBy(own.filter((fact) => fact.at <= asOf), (fact) => fact.askId);
  const ours = [...asks.values()].flatMap((facts) => foldAsk(facts) ?? []);
  const theirs = imported.flatMap((versions) => importedAsOf(versions, asOf) ?? []);
  return [...ours, ...theirs].sort((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1));
}

/** The last answer counts. An ask taken back without one was never asked. */
function foldAsk(facts: readonly AskFact[]): Said | null {
  const asked = facts.find((fact) => fact.fact === 'asked');
  if (!asked) return null;
  const last = facts.findLast((fact) => fact.fact === 'answered' || fact.fact === 'declined');
  const answer = last?.fact === 'answered' ? last : null;
  if (!answer && facts.some((fact) => fact.fact === 'taken_back')) return null;
  return {
    id: asked.askId, dealId: asked.dealId, contactId: asked.contactId, askedAt: asked.at, answeredAt: answer?.at ?? null, declined: last?.fact === 'declined',
    said: answer?.said ?? null, recognised: true, offerWanted: answer?.offerWanted ?? null,
  };
}

/**
 * The row as the versions known by the date tell it; the first one stands in for the time before it. Its dates are facts of their
 * own: asked and answered count from the day on which they happened, or from the import where no day is given.
 */
function importedAsOf(versions: readonly ImportedAnswer[], asOf: number): Said | null {
  const row = versions.findLast((version) => version.knownAt <= asOf) ?? versions[0];
  if (!row || row.removed) return null;
  const answeredAt = row.said === null ? null : row.answeredAt ?? row.knownAt;
  const askedAt = row.askedAt ?? answeredAt ?? row.knownAt;
  if (askedAt > asOf) return null;
  const isIn = answeredAt !== null && answeredAt <= asOf;
  return {
    id: row.id, dealId: row.dealId, contactId: row.contactId, askedAt, answeredAt: isIn ? answeredAt : null, declined: false,
    said: isIn ? row.said : null, recognised: row.recognised, offerWanted: isIn ? row.offerWanted : null,
  };
}
