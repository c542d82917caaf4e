import { gateConditions, visibleTouches } from './gate.ts';
import { createKind, createKinds, currentRows, currentView, firstKinds, incomingTable, removedColumn, versionsTable } from './kind-tables.ts';
import type { Kind } from '../../model/index.ts';
import { eventTable } from './event-table.ts';
import { touchTables } from './touch-tables.ts';
import { mergeTree, partsLeaveSoon, onCluster, type Topology } from './table-engine.ts';

/** A numbered, forward-only step of the facts schema. */
export interface FactsMigration {
  readonly number: number;
  readonly name: string;
  readonly statements: (topology: Topology) => readonly string[];
}

const table = (topology: Topology, name: string, columns: string, orderBy: string): string =>
  `CREATE TABLE ${name}${onCluster(topology)} (${columns}) ${mergeTree(topology, name, orderBy)}`;

const at = "DateTime64(3, 'UTC')";

/** The gate reads it, so it is there before any view behind the gate. */
const sourceClosures = (topology: Topology): string =>
  table(topology, 'source_closures', `source_system String, purpose LowCardinality(String), closed Bool, until Nullable(${at}), sequence UInt64, occurred_at ${at}`, '(purpose, source_system, sequence)');

const withRemovals = (name: string, topology: Topology): string => `ALTER TABLE ${name}${onCluster(topology)} ADD COLUMN IF NOT EXISTS ${removedColumn}`;

/** The view reads the mark of deletion, so its table has it before, whatever version it is of. */
const gatedView = (kind: Kind, topology: Topology): string[] => [
  withRemovals(versionsTable(kind), topology),
  `CREATE OR REPLACE VIEW ${currentView(kind)}${onCluster(topology)} AS ${currentRows(kind, gateConditions(kind, 'analyse'))}`,
];

const touchView = 'SELECT touch_id, kind, name, who, user_id, anonymous_ids, group_ids, day, first_at, last_at, known_at, pages, page_views, referrer, channel, campaign, sources, rule_version, events '
  + `FROM ${visibleTouches('analyse')} AND thinned = '' AND kind != ''`;

export const factsMigrations: readonly FactsMigration[] = [
  {
    number: 1,
    name: 'batches and records',
    statements: (topology) => [
      // Rows of a batch count once its commit fact is here, and no longer once it is withdrawn.
      table(topology, 'batches', `batch_id UInt64, import_id String, fact Enum8('commit' = 1, 'withdraw' = 2), known_at ${at}, recorded_at ${at}`, 'batch_id'),
      table(topology, 'rejects', 'batch_id UInt64, file String, line UInt32, column_name Nullable(String), reason String, value Nullable(String)', '(batch_id, file, line)'),
      ...createKinds(topology),
    ],
  },
  {
    number: 2,
    name: 'predictions, decisions, outcomes, refusals',
    statements: (topology) => [
      table(topology, 'predictions', `deal_id String, as_of ${at}, model String, data_version String, win_probability Nullable(Float64), low Nullable(Float64), high Nullable(Float64), expected_close Nullable(${at}), refusal LowCardinality(String), recorded_at ${at}`, '(as_of, deal_id)'),
      table(topology, 'quarter_forecasts', `quarter String, as_of ${at}, model String, data_version String, p10 Nullable(Float64), p50 Nullable(Float64), p90 Nullable(Float64), recorded_at ${at}`, '(quarter, as_of)'),
      // Offered and done are separate rows of one decision.
      table(topology, 'decisions', `decision_id String, action_id String, deal_id String, fact LowCardinality(String), reason Nullable(String), options String, held_out Bool, policy LowCardinality(String), by_user Nullable(String), occurred_at ${at}`, '(deal_id, occurred_at)'),
      table(topology, 'holding_reasons', `deal_id String, reason LowCardinality(String), by_user Nullable(String), occurred_at ${at}`, '(deal_id, occurred_at)'),
      table(topology, 'assignments', `cluster_id String, held_out Bool, policy LowCardinality(String), occurred_at ${at}`, '(cluster_id, occurred_at)'),
      table(topology, 'outcomes', `deal_id String, outcome LowCardinality(String), amount_cents Nullable(Int64), occurred_at ${at}, known_at ${at}`, '(deal_id, occurred_at)'),
      table(topology, 'refusals', `subject String, purpose LowCardinality(String), occurred_at ${at}, known_at ${at}`, '(subject, purpose, occurred_at)'),
    ],
  },
  {
    number: 3,
    name: 'stake and assumed change of decisions',
    statements: (topology) => [
      `ALTER TABLE decisions${onCluster(topology)} ADD COLUMN IF NOT EXISTS at_stake Nullable(Float64), ADD COLUMN IF NOT EXISTS assumed_points Nullable(Float64)`,
    ],
  },
  {
    number: 4,
    name: 'what buyers say when asked',
    statements: (topology) => [
      ...createKind('answer', topology),
      // Asked, answered, declined and taken back are rows of one ask; the last answer counts. Own words are not here: they stand in the
      // state table `asks` alone, so that taking them back leaves none behind. `contact_id` is personal.
      table(topology, 'ask_facts', `ask_id String, deal_id String, contact_id Nullable(String), fact LowCardinality(String), said LowCardinality(Nullable(String)), offer_wanted Nullable(Bool), by_user Nullable(String), occurred_at ${at}`, '(deal_id, ask_id, occurred_at)'),
    ],
  },
  {
    number: 5,
    name: 'standings of records by purpose, decisions on who is who, views behind the gate',
    statements: (topology) => [
      `ALTER TABLE refusals${onCluster(topology)} ADD COLUMN IF NOT EXISTS kind LowCardinality(String), ADD COLUMN IF NOT EXISTS source_system LowCardinality(String), ADD COLUMN IF NOT EXISTS record_id String, ADD COLUMN IF NOT EXISTS refused Bool, ADD COLUMN IF NOT EXISTS sequence UInt64`,
      table(topology, 'identity_decisions', `sequence UInt64, a String, b String, a_known_at ${at}, b_known_at ${at}, says LowCardinality(String), by_user Nullable(String), occurred_at ${at}`, 'sequence'),
      sourceClosures(topology),
      ...(['contact', 'lead', 'activity', 'answer'] as const).flatMap((kind) => gatedView(kind, topology)),
    ],
  },
  {
    number: 6,
    name: 'inputs of what waiting costs the buyer',
    statements: (topology) => [
      // Given and taken back are rows; what stands is their fold. `contact_id` and `evidence` are personal.
      table(topology, 'delay_facts', `input_id String, deal_id String, input LowCardinality(String), fact LowCardinality(String), low Nullable(Float64), likely Nullable(Float64), high Nullable(Float64), currency LowCardinality(Nullable(String)), on_day Nullable(String), words Nullable(String), source LowCardinality(Nullable(String)), contact_id Nullable(String), evidence Nullable(String), said_on Nullable(String), by_user Nullable(String), occurred_at ${at}`, '(deal_id, occurred_at)'),
    ],
  },
  {
    number: 7,
    name: 'what a mutation replaced leaves the disk soon',
    statements: (topology) => [...firstKinds.flatMap((kind) => [versionsTable(kind), incomingTable(kind)]), 'rejects', 'ask_facts', 'delay_facts', 'refusals', 'identity_decisions']
      .map((name) => `ALTER TABLE ${name}${onCluster(topology)} MODIFY SETTING ${partsLeaveSoon}`),
  },
  {
    number: 8,
    name: 'sources on loan are closed for what they were not lent for; deals of an assignment',
    statements: (topology) => [
      sourceClosures(topology),
      ...(['contact', 'lead', 'activity', 'answer'] as const).flatMap((kind) => gatedView(kind, topology)),
      // By its deals an account is known again after it was merged or got another id.
      `ALTER TABLE assignments${onCluster(topology)} ADD COLUMN IF NOT EXISTS deals Array(String)`,
    ],
  },
  {
    number: 9,
    name: 'events that a source sent, with what became of each',
    statements: (topology) => [eventTable(topology)],
  },
  {
    number: 10,
    name: 'public mentions and alerts of negative coverage',
    statements: (topology) => [
      // A mention whose words changed is another version; the newest counts. `meant` says where to look for an account, and is judged again on every read. `voice` tells speakers of one week apart and is nobody's id afterwards.
      table(topology, 'mentions', `source String, mention_id String, kind LowCardinality(String), url Nullable(String), title Nullable(String), body String, links Array(String), language LowCardinality(Nullable(String)), published_at Nullable(${at}), voice UInt64, content String, meant Array(String), known_at ${at}`, '(source, mention_id, known_at)'),
      table(topology, 'coverage_alerts', `alert_id String, source String, mention_id String, brand String, reason String, tone String, raised_at ${at}`, '(raised_at, alert_id)'),
    ],
  },
  {
    number: 11,
    name: 'records that their source deleted count no more',
    statements: (topology) => [
      ...firstKinds.map((kind) => withRemovals(incomingTable(kind), topology)),
      ...firstKinds.flatMap((kind) => gatedView(kind, topology)),
    ],
  },
  {
    number: 12,
    name: 'events are merged in fewer, larger steps',
    // Half the work of merging: ten parts become one at a time, where it would be five by itself.
    statements: (topology) => [`ALTER TABLE events${onCluster(topology)} MODIFY SETTING merge_selector_base = 10`],
  },
  {
    number: 13,
    name: 'touches, and what was thinned of events',
    statements: (topology) => [
      ...touchTables(topology),
      // Days are made anew by when things happened; events are kept by when they arrived.
      `ALTER TABLE events${onCluster(topology)} ADD INDEX IF NOT EXISTS by_occurred occurred_at TYPE minmax GRANULARITY 8`,
      `CREATE OR REPLACE VIEW touches${onCluster(topology)} AS ${touchView}`,
    ],
  },
  {
    number: 14,
    name: 'events left out at the door are counted as one row',
    statements: (topology) => [
      `ALTER TABLE events${onCluster(topology)} ADD COLUMN IF NOT EXISTS times UInt32 DEFAULT 1`,
    ],
  },
  {
    number: 15,
    name: 'edges between records of one entity; words that part groups or take words back',
    statements: (topology) => [
      // Looked up by the members of one connected part, so one order is enough: both ends of an edge are in it.
      table(topology, 'identity_edges', `run_id UInt64, a String, b String, weight Float64, probability Float64, levels Array(Int8), rule LowCardinality(String), joins Bool, known_at ${at}`, '(a, b, run_id)'),
      `ALTER TABLE identity_edges${onCluster(topology)} MODIFY SETTING ${partsLeaveSoon}`,
      `ALTER TABLE identity_decisions${onCluster(topology)} ADD COLUMN IF NOT EXISTS sides Array(Array(String)), ADD COLUMN IF NOT EXISTS undoes UInt64`,
    ],
  },
  {
    number: 16,
    name: 'contacts of deals, with their roles',
    statements: (topology) => [
      ...createKind('deal_contact', topology),
      ...[versionsTable('deal_contact'), incomingTable('deal_contact')].map((name) => `ALTER TABLE ${name}${onCluster(topology)} MODIFY SETTING ${partsLeaveSoon}`),
      ...gatedView('deal_contact', topology),
    ],
  },
];
