import type { DealLog, Log, Outcome } from '../log.ts';

/** A stay of one deal in one stage. `leftAt` is null while it lasts; `exit` says how it ended. */
export interface StageVisit {
  readonly deal: DealLog;
  readonly stage: string;
  readonly enteredAt: number;
  readonly leftAt: number | null;
  /** The stage it went to, or the outcome; null while it lasts. */
  readonly to: string | null;
  readonly outcome: Outcome | null;
  /** The deal had not been in this stage before. */
  readonly first: boolean;
}

/**
 * Every stay of deals with dated stage changes, in the order of the log. Stages that only name an outcome ("Closed Won")
 * are no stays: they are recognised by being entered when deals close.
 */
export function stageVisits(log: Log): StageVisit[] {
  const closing = closingStages(log.deals);
  return log.deals.filter((deal) => deal.hasStageHistory).flatMap((deal) => visitsOf(deal, closing));
}

/** One stay from creation to close for deals whose file has no stage changes: what remains comparable without history. */
export function wholeLives(log: Log): StageVisit[] {
  return log.deals.filter((deal) => deal.createdAt !== null && (deal.outcome === null || deal.outcome.at !== null)).map((deal) => ({
    deal, stage: wholeLife, enteredAt: deal.createdAt as number, leftAt: deal.outcome?.at ?? null,
    to: deal.outcome?.kind ?? null, outcome: deal.outcome?.kind ?? null, first: true,
  }));
}
export const wholeLife = 'Created';

function visitsOf(deal: DealLog, closing: ReadonlySet<string>): StageVisit[] {
  const end = deal.outcome === null ? Infinity : deal.outcome.at ?? deal.stage[0]?.at ?? Infinity;
  const entries = deal.stage.filter((entry) => entry.at < end && !closing.has(entry.value));
  const seen = new Set<string>();
  return entries.map((entry, index) => {
    const next = entries[index + 1];
    const first = !seen.has(entry.value);
    seen.add(entry.value);
    const outcome = next === undefined && deal.outcome !== null ? deal.outcome.kind : null;
    return { deal, stage: entry.value, enteredAt: entry.at, leftAt: next?.at ?? (end === Infinity ? null : end), to: next?.value ?? outcome, outcome, first };
  });
}

/** Names that deals carry from the moment they close, and hardly ever before. */
function closingStages(deals: readonly DealLog[]): Set<string> {
  const atClose = new Map<string, number>();
  const before = new Map<string, number>();
  for (const deal of deals) {
    if (!deal.hasStageHistory) continue;
    const end = deal.outcome?.at ?? Infinity;
    for (const entry of deal.stage) {
      const counts = entry.at >= end ? atClose : before;
      counts.set(entry.value, (counts.get(entry.value) ?? 0) + 1);
    }
  }
  return new Set([...atClose].filter(([stage, count]) => count > (before.get(stage) ?? 0)).map(([stage]) => stage));
}
