import { WEEK_MS, type Method, type Quarter } from '../model/index.ts';
import { stateAt, type DealLog, type Log } from '../history/index.ts';
import { calibrated, type Calibration } from './calibration.ts';
import type { ShownDeal } from './chance-record.ts';
import { shownChance, sumOf } from './course.ts';
import type { Seen } from './encoder.ts';
import { methods, type ScoredDeal } from './evidence.ts';
import { isTimed } from './landmarks.ts';
import { seenAt, type WinModel } from './win-model.ts';

export interface Scores {
  readonly scored: readonly ScoredDeal[];
  readonly shown: readonly ShownDeal[];
}

/** What was said at an origin of each deal open then, and what came of it. `then` is the log as of the origin. */
export function scoreDeals(then: Log, model: WinModel, origin: number, quarter: Quarter, week: number, later: ReadonlyMap<string, DealLog>, corrections: ByMethod<Calibration>): Scores {
  const weeksLeft = Math.max(1, Math.ceil((quarter.end - origin) / WEEK_MS));
  const [scored, shown]: [ScoredDeal[], ShownDeal[]] = [[], []];
  for (const deal of then.deals) {
    const state = stateAt(deal, origin);
    const outcome = later.get(deal.id)?.outcome ?? null;
    if (state.status !== 'open' || !isTimed(deal) || outcome?.at === null || (state.ageDays ?? Infinity) / 7 > model.oldestWeeks) continue;
    const won = outcome?.kind === 'won' ? 1 : 0;
    const said = saidOf(model, seenAt(deal, origin, model.order), origin, weeksLeft);
    shown.push({
      quarter: quarter.name, week, deal: deal.id, won: outcome === null ? null : won, endedAt: outcome?.at ?? null,
      raw: said.raw, chance: byMethod((method) => calibrated(said.raw[method], corrections[method])),
    });
    if (outcome !== null && outcome.at < quarter.end) scored.push({ quarter: quarter.name, week, deal: deal.id, won, chance: said.ifClosed });
  }
  return { scored, shown };
}

type ByMethod<T> = Readonly<Record<Method, T>>;
export const byMethod = <T>(value: (method: Method) => T): ByMethod<T> => Object.fromEntries(methods.map((method) => [method, value(method)])) as ByMethod<T>;

function saidOf(model: WinModel, seen: Seen, origin: number, weeksLeft: number): { ifClosed: ByMethod<number>; raw: ByMethod<number> } {
  const each = byMethod((method) => shownChance(model, seen, origin, method));
  return {
    raw: byMethod((method) => each[method].chance),
    ifClosed: byMethod((method) => sumOf(each[method].course.won, weeksLeft) / Math.max(1e-9, sumOf(each[method].course.closed, weeksLeft))),
  };
}
