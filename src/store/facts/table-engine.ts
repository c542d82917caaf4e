/** Where the tables live: one embedded or single server, or a cluster with replicas. */
export type Topology = { readonly kind: 'single' } | { readonly kind: 'cluster'; readonly cluster: string };

/**
 * Parts that a mutation or a merge replaced leave the disk within a minute or two: a person who asked to be forgotten may be in
 * them, and the engine by itself would keep them for eight minutes and look every five. What replaces a part is on disk before.
 */
export const partsLeaveSoon = 'old_parts_lifetime = 45, cleanup_delay_period = 15, max_cleanup_delay_period = 30, min_rows_to_fsync_after_merge = 1';

/**
 * Every table engine in the house is named here.
 * Rows are on disk before an insert is acknowledged: `fsync_after_insert` and `fsync_part_directory`.
 * `granuleRows` is how many rows one step of the index covers: fewer where single objects are looked up.
 * The cluster form is unproven until someone runs a cluster; its text is kept under test so that it cannot rot.
 */
export function mergeTree(topology: Topology, table: string, orderBy: string, extra = '', granuleRows = 8192): string {
  const settings = `SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = ${granuleRows}, ${partsLeaveSoon}, non_replicated_deduplication_window = 1000`;
  const replicated = settings.replace(', non_replicated_deduplication_window = 1000', '');
  if (topology.kind === 'single') return `ENGINE = MergeTree ${extra} ORDER BY ${orderBy} ${settings}`;
  return `ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/${table}', '{replica}') ${extra} ORDER BY ${orderBy} ${replicated}`;
}

/** `ON CLUSTER` clause, empty on a single server. */
export const onCluster = (topology: Topology): string =>
  topology.kind === 'single' ? '' : ` ON CLUSTER '${topology.cluster}'`;
