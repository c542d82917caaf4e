import { WEEK_MS } from '../model/index.ts';
import type { DealLog, Log } from '../history/index.ts';
import { randomStream } from '../learn/index.ts';
import { bins, type Bin } from './horizon.ts';
import type { Landmark } from './landmarks.ts';

/** Rows beyond these many are sampled and weighted, so that fitting stays quick. */
const closingsKept = 12_000;
const quietKept = 24_000;

/** One landmark and one span ahead of it. */
export interface SpanRow {
  readonly landmark: Landmark;
  readonly bin: Bin;
}

export interface SpanSample {
  readonly closings: readonly SpanRow[];
  readonly quiet: readonly SpanRow[];
  readonly endShare: number;
  readonly quietShare: number;
  /** Closings rows per ended deal: a deal is seen from every week of its life. */
  readonly perDeal: number;
}

/** Every span ahead of every landmark that was over by the date; sampled by streams of the deals' own. */
export function sampleSpans(log: Log, landmarks: readonly Landmark[], asOf: number, seed: number): SpanSample {
  let [ends, quiets] = [0, 0];
  for (const landmark of landmarks) spansOf(log, landmark, asOf, (_, closes) => { if (closes) ends += 1; else quiets += 1; });
  const endShare = Math.min(1, closingsKept / Math.max(1, ends));
  const quietShare = Math.min(1, quietKept / Math.max(1, quiets));
  const [closings, quiet]: [SpanRow[], SpanRow[]] = [[], []];
  const ended = new Set<number>();
  let [deal, random] = [-1, randomStream('landmarks', seed)];
  for (const landmark of landmarks) {
    if (landmark.deal !== deal) {
      deal = landmark.deal;
      random = randomStream('landmarks', seed, (log.deals[deal] as DealLog).id);
    }
    spansOf(log, landmark, asOf, (bin, closes) => {
      if (closes) ended.add(landmark.deal);
      if (random() < (closes ? endShare : quietShare)) (closes ? closings : quiet).push({ landmark, bin });
    });
  }
  return { closings, quiet, endShare, quietShare, perDeal: Math.max(1, ends / Math.max(1, ended.size)) };
}

/** The spans from a landmark that were over by the date, up to the one in which the deal closed. */
function spansOf(log: Log, landmark: Landmark, asOf: number, visit: (bin: Bin, closes: boolean) => void): void {
  const end = log.deals[landmark.deal]?.outcome?.at ?? Infinity;
  for (const bin of bins) {
    const to = landmark.at + bin.to * WEEK_MS;
    if (to > asOf) return;
    visit(bin, end < to);
    if (end < to) return;
  }
}
