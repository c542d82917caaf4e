import { mergeTree, onCluster, type Topology } from './table-engine.ts';

const at = "DateTime64(3, 'UTC')";

/**
 * Touches, and beside them what was thinned: one row for each touch and for each reason of a person's day, with the ids of its events,
 * so that the sum of events can be checked. A day of a visitor that was made anew has a higher build: the last one that
 * `touch_builds` says is complete counts. Sorted by the visitor, because a person's touches are looked up; by month, because
 * days are made anew one by one and few parts should be read for it.
 */
export const touchTables = (topology: Topology): readonly string[] => [
  `CREATE TABLE touch_rows${onCluster(topology)} (day Date, who String, build UInt64, rule_version UInt32, touch_id UUID, kind LowCardinality(String), thinned LowCardinality(String), name String, first_at ${at}, last_at ${at}, known_at ${at}, `
  + 'pages Array(String), page_views UInt32, referrer String, channel LowCardinality(String), campaign String, user_id String, anonymous_ids Array(String), group_ids Array(String), sources Array(LowCardinality(String)), events Array(UUID), '
  + `INDEX by_known known_at TYPE minmax GRANULARITY 1) ${mergeTree(topology, 'touch_rows', '(who, day, build)', 'PARTITION BY toYYYYMM(day)', 1024)}`,
  // `stale` says that events were erased: everything is made anew.
  `CREATE TABLE touch_builds${onCluster(topology)} (build UInt64, fact LowCardinality(String), rule_version UInt32, up_to ${at}, standing UInt64) ${mergeTree(topology, 'touch_builds', 'build')}`,
];
