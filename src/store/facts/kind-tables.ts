import { fieldsOf, kindNames, kinds, type Field, type FieldType, type Kind } from '../../model/index.ts';
import { mergeTree, onCluster, type Topology } from './table-engine.ts';

/** `expectedCloseAt` → `expected_close_at`; money columns say their unit: `amount` → `amount_cents`. */
export function columnOf(name: string, field: Field): string {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return field.type === 'money' ? `${snake}_cents` : snake;
}

const columnTypes: Record<FieldType, string> = {
  id: 'Nullable(String)',
  text: 'Nullable(String)',
  currency: 'LowCardinality(Nullable(String))',
  money: 'Nullable(Int64)',
  number: 'Nullable(Float64)',
  integer: 'Nullable(Int64)',
  boolean: 'Nullable(Bool)',
  time: "Nullable(DateTime64(3, 'UTC'))",
};

/** Table of all versions of a kind's records; grain: one row per record version. */
export const versionsTable = (kind: Kind): string => `${kinds[kind].table}_versions`;
/** Rows of an import under way, by batch; moved to the versions table when the file is read. */
export const incomingTable = (kind: Kind): string => `${kinds[kind].table}_incoming`;
/** View of the records as they are now. */
export const currentView = (kind: Kind): string => kinds[kind].table;

/** Declared columns of a kind as `[field name, column name, field]`. */
export const columnsOf = (kind: Kind): ReadonlyArray<readonly [string, string, Field]> =>
  fieldsOf(kind).map(([name, field]) => [name, columnOf(name, field), field] as const);

/**
 * Hash of a version's content, computed by the engine on insert: equal hashes mean that a re-import changed nothing.
 * `toString` and a mark for NULL keep "empty" and "absent" apart from every text.
 */
function contentHash(kind: Kind): string {
  const parts = columnsOf(kind).map(([, column]) => `ifNull(toString(${column}), '\\0')`);
  return `sipHash64(${[...parts, 'toString(mapSort(attributes))'].join(', ')})`;
}

function tableColumns(kind: Kind): string {
  const declared = columnsOf(kind).map(([, column, field]) => `  ${column} ${columnTypes[field.type]}`);
  return [
    '  record_id String',
    '  source_system LowCardinality(String)',
    '  batch_id UInt64',
    "  known_at DateTime64(3, 'UTC')",
    '  line UInt32',
    ...declared,
    '  attributes Map(LowCardinality(String), String)',
    `  ${removedColumn}`,
    `  content_hash UInt64 MATERIALIZED ${contentHash(kind)}`,
    ...objectIndexes(kind),
  ].join(',\n');
}

/** True in a version that says that the source deleted the record; the rest of it repeats the version before. */
export const removedColumn = 'removed Bool DEFAULT false';

const has = (kind: Kind, field: string): boolean => field in kinds[kind].fields;

/** Rows about deals and accounts are asked for by deal and by account: a small filter per granule says where to look. */
const objectIndexes = (kind: Kind): string[] =>
  ([['dealId', 'deal_id'], ['accountId', 'account_id']] as const).filter(([field]) => has(kind, field))
    .map(([, column]) => `  INDEX by_${column} ${column} TYPE bloom_filter(0.01) GRANULARITY 1`);

/** What happened to one deal lies together, so that a page of it reads a few granules; everything else by its id. */
const isLookedUpByDeal = (kind: Kind): boolean => kind !== 'deal' && has(kind, 'dealId');
const sortKey = (kind: Kind): string =>
  isLookedUpByDeal(kind) ? "(source_system, ifNull(deal_id, ''), record_id, known_at, batch_id)" : '(source_system, record_id, known_at, batch_id)';

/** Statements that create a kind's tables and its view. */
export function createKind(kind: Kind, topology: Topology): string[] {
  const on = onCluster(topology);
  const versions = versionsTable(kind);
  const incoming = incomingTable(kind);
  return [
    `CREATE TABLE ${versions}${on} (\n${tableColumns(kind)}\n) ${mergeTree(topology, versions, sortKey(kind), '', isLookedUpByDeal(kind) ? 1024 : 8192)}`,
    // Partitioned by batch so that an abandoned or finished batch leaves by dropping one partition.
    `CREATE TABLE ${incoming}${on} (\n${tableColumns(kind)}\n) ${mergeTree(topology, incoming, '(source_system, record_id, line)', 'PARTITION BY batch_id')}`,
    `CREATE VIEW ${currentView(kind)}${on} AS ${currentRows(kind)}`,
  ];
}

/** Batches whose rows count: committed and not withdrawn. */
export const visibleBatches = "SELECT batch_id FROM batches GROUP BY batch_id HAVING countIf(fact = 'commit') > 0 AND countIf(fact = 'withdraw') = 0";

/** The newest version of each record first: the order in which versions count. */
export const newestFirst = 'ORDER BY known_at DESC, batch_id DESC LIMIT 1 BY source_system, record_id';

/** A kind's records as they are now, under further conditions; those that their source deleted are left out. */
export function currentRows(kind: Kind, also: readonly string[] = []): string {
  const shown = columnsOf(kind).map(([, column]) => column);
  const columns = `record_id, source_system, known_at, line, ${shown.join(', ')}, attributes`;
  return `SELECT ${columns} FROM (SELECT ${columns}, removed FROM ${versionsTable(kind)} `
    + `WHERE ${[`batch_id IN (${visibleBatches})`, ...also].join(' AND ')} ${newestFirst}) WHERE NOT removed`;
}

/** Kinds that came later have a migration of their own. */
export const firstKinds: readonly Kind[] = kindNames.filter((kind) => kind !== 'deal_contact');

/** The first kinds' statements, in declared order. */
export const createKinds = (topology: Topology): string[] => firstKinds.flatMap((kind) => createKind(kind, topology));
