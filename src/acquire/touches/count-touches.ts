import { z } from 'zod';
import { thinReasonSchema, touchKindSchema, type TouchCounts } from '../../model/index.ts';
import { countedEvents, visibleEvents, visibleTouches, type WorkspaceStore } from '../../store/index.ts';
import { touchRule } from './rules.ts';

const count = z.coerce.number();
const none = z.object({});

const perKind = {
  name: 'touches_per_kind', parameters: none, row: z.object({ kind: z.string(), thinned: z.string(), rows: count, held: count }),
  text: `SELECT kind, thinned, count() AS rows, sum(length(events)) AS held FROM ${visibleTouches('analyse')} AND notEmpty(events) GROUP BY kind, thinned ORDER BY kind, thinned`,
};

const eventTotals = {
  name: 'events_to_thin', parameters: z.object({ upTo: z.number() }), row: z.object({ all: count, refused: count, waiting: count }),
  text: `SELECT (SELECT countIf(fate = 'accepted') FROM ${countedEvents}) AS all, all - (SELECT count() FROM ${visibleEvents('analyse')}) AS refused, (SELECT countIf(received_at > fromUnixTimestamp64Milli({upTo:Int64})) FROM ${visibleEvents('analyse')}) AS waiting`,
};

const lastBuilt = {
  name: 'touches_built_up_to', parameters: none, row: z.object({ upTo: count }),
  text: "SELECT toUnixTimestamp64Milli(max(up_to)) AS upTo FROM touch_builds WHERE fact = 'built'",
};

/** What became of every accepted event. Both sides are counted by themselves: what events say, and what stands in touches. */
export async function countTouches({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>): Promise<TouchCounts> {
  const [{ upTo } = { upTo: 0 }] = await facts.query(lastBuilt, {});
  const [{ version }, groups, [totals]] = await Promise.all([touchRule(state), facts.query(perKind, {}), facts.query(eventTotals, { upTo })]);
  const isTouch = ({ thinned }: { thinned: string }): boolean => thinned === '';
  return {
    ruleVersion: version, upTo: upTo > 0 ? new Date(upTo).toISOString() : null, events: totals?.all ?? 0, refused: totals?.refused ?? 0, waiting: totals?.waiting ?? 0,
    inTouches: groups.filter(isTouch).reduce((sum, { held }) => sum + held, 0),
    touches: Object.fromEntries(groups.filter(isTouch).map(({ kind, rows }) => [touchKindSchema.parse(kind), rows])),
    thinned: summed(groups.filter((group) => !isTouch(group)).map(({ thinned, held }) => [thinReasonSchema.parse(thinned), held])),
  };
}

function summed(pairs: ReadonlyArray<readonly [z.infer<typeof thinReasonSchema>, number]>): TouchCounts['thinned'] {
  const sums: TouchCounts['thinned'] = {};
  for (const [reason, events] of pairs) sums[reason] = (sums[reason] ?? 0) + events;
  return sums;
}
