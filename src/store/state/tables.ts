import type { ColumnType, Generated } from 'kysely';
import type { ChangeCause, IdentityLimits, IdentityRule, KeptOutKind } from '../../model/index.ts';

/** Rows of the Postgres tables, as Kysely sees them. Times come back as Date; bigint as string. */
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json<T> = ColumnType<T, string, string>;

export interface SystemTables {
  workspaces: { name: string; demo: boolean; created_at: Timestamp };
  configuration: { key: string; value: string };
  jobs: JobTable;
  event_sources: EventSourceTable;
  subscriptions: SubscriptionTable;
}

export interface SubscriptionTable {
  workspace: string;
  source: string;
  state: 'connected' | 'waiting' | 'stopped';
  since: Timestamp;
  last_message_at: Timestamp | null;
  messages: ColumnType<string, number, number>;
  errors_in_a_row: number;
  next_try_at: Timestamp | null;
  error: string | null;
}

export interface EventSourceTable {
  key_hash: string;
  key_start: string;
  workspace: string;
  name: string;
  settings: Json<unknown>;
  created_at: Timestamp;
  created_by: string;
  closed_at: Timestamp | null;
  secrets: Generated<Buffer | null>;
}

export interface JobTable {
  id: string;
  kind: string;
  workspace: string;
  state: string;
  stage: Generated<string>;
  done: Generated<number>;
  total: number | null;
  request: Json<unknown>;
  created_at: Timestamp;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
  heartbeat_at: Timestamp | null;
  worker: string | null;
  cancel_asked: Generated<boolean>;
  error: string | null;
}

/** A run that looked for records of one entity. `model` is what it weighed evidence by, `counts` what it found. */
export interface IdentityRunTable {
  id: Generated<string>;
  scope: 'all' | 'new';
  state: 'under_way' | 'proposed' | 'in_force' | 'replaced' | 'failed';
  started_at: Timestamp;
  finished_at: Timestamp | null;
  by_user: string | null;
  model: Json<unknown> | null;
  counts: Json<unknown> | null;
}

export interface IdentityRuleTable {
  id: Generated<string>;
  at: Timestamp;
  by_user: string | null;
  says: IdentityRule['says'];
  kind: string;
  value: string;
  other_kind: string | null;
  other_value: string | null;
  taken_back_at: Timestamp | null;
  taken_back_by: string | null;
}

export interface WorkspaceTables {
  settings: { only_row: Generated<boolean>; body: Json<unknown>; version: ColumnType<string, number, number> };
  imports: ImportTable;
  outbox: { id: Generated<string>; fact_table: string; rows: Json<Record<string, unknown>[]> };
  mappings: { source: string; kind: string; header: string; field: string | null };
  calls: { id: Generated<string>; quarter: string; value: number; at: Timestamp; by_user: string | null };
  notes: { id: string; deal_id: string; body: string; by_user: string | null; at: Timestamp };
  saved_filters: { id: string; screen: string; name: string; query: string; by_user: string | null };
  action_states: { action_id: string; deal_id: string; state: string; reason: string | null; at: Timestamp; by_user: string | null };
  consent_ledger: { sequence: Generated<string>; subject: string; purpose: string; statement: string; basis: string; wording: string | null; source: string; said_of: string; at: Timestamp; expires_at: Timestamp | null; by_user: string | null };
  identity_decisions: { sequence: Generated<string>; a: string; b: string; a_known_at: Timestamp; b_known_at: Timestamp; says: string; at: Timestamp; by_user: string | null; sides: Json<string[][]> | null; undoes: ColumnType<string | null, number | null | undefined, number | null> };
  identity_members: { record: string; entity: string; component: string; known_at: Timestamp };
  identity_runs: IdentityRunTable;
  identity_changes: { id: Generated<string>; at: Timestamp; kind: 'merge' | 'split'; entity: string; parts: Json<string[][]>; cause: ChangeCause; cause_id: ColumnType<string | null, number | null, number | null> };
  company_edges: { a: string; b: string; reason: string; detail: string; rule: string; weight: number; known_at: Timestamp };
  company_members: { record: string; entity: string; known_at: Timestamp };
  company_parents: { child: string; parent: string; reason: string; weight: number; known_at: Timestamp };
  company_folds: { only_row: Generated<boolean>; folds: ColumnType<string, number, number>; compared: boolean; folded_at: Timestamp };
  identity_questions: { id: Generated<string>; a: string; b: string; drawn_at: Timestamp };
  identity_limits: { id: Generated<string>; at: Timestamp; by_user: string | null; limits: Json<IdentityLimits> };
  identity_refusals: { a: string; b: string; kind: string | null; rule: string | null };
  identity_rules: IdentityRuleTable;
  identity_bearers: { rule: string; side: number; record: string; known_at: Timestamp };
  identity_fold: { only_row: Generated<boolean>; words_through: ColumnType<string, number, number> };
  recalls: RecallTable;
  source_terms: SourceTermsTable;
  source_costs: { way: string; name: string; per_month: ColumnType<string, number, number>; currency: string; at: Timestamp; by_user: string | null };
  live_sources: LiveSourceTable;
  live_cursors: { source: string; stream: string; value: Json<unknown>; at: Timestamp };
  live_mappings: { source: string; stream: string; tables: Json<unknown> };
  source_runs: SourceRunTable;
  mailbox_words: MailboxWordTable;
  hook_sources: { source: string; token_hash: string; duplicates: CountColumn; not_signed: CountColumn };
  hook_deliveries: HookDeliveryTable;
  hook_mappings: { source: string; version: number; mapping: Json<unknown>; at: Timestamp; by_user: string | null };
  recall_key: { only_row: Generated<boolean>; key: Buffer };
  kept_out: { kind: KeptOutKind; hash: Buffer; mark: ColumnType<string, number, number>; words: number; recall_id: string };
  asks: AskTable;
  corrections: CorrectionTable;
  person_reads: { record: string; day: string; by_user: string; purpose: string; what: string; times: number; last_at: Timestamp };
  followed_feeds: FollowedFeedTable;
  watched_folders: { path: string; source: string | null; last_look_at: Timestamp | null; fault: string | null };
  watched_files: { folder: string; file: string; size: ColumnType<string, number, number>; modified_ms: ColumnType<string, number, number>; state: string; detail: string | null; import_id: string | null; seen_at: Timestamp };
  watched_contents: { folder: string; hash: string; import_id: string };
  handled_alerts: { alert_id: string; at: Timestamp; by_user: string | null };
  listed_devices: { device: string; since: string; account: string | null; product: string | null; at: Timestamp; by_user: string | null };
  listening_salts: { week: string; salt: Buffer };
  webhook_endpoints: WebhookEndpointTable;
  webhook_messages: { id: string; once: string; event: string; body: string; created_at: Timestamp };
  webhook_deliveries: { endpoint_id: string; message_id: string; state: 'waiting' | 'delivered' | 'given_up'; tries: Generated<number>; begun_at: Timestamp; next_at: Timestamp };
  webhook_attempts: { endpoint_id: string; message_id: string; at: Timestamp; answer: string; duration_ms: number };
  visitor_ids: { node: string; visitor: string; first_at: Timestamp };
  visitor_edges: { a: string; b: string; source: string; call: string; known_at: Timestamp };
  visitor_standings: { node: string; refused: string[]; granted: string[]; stamp: string | null; sequence: ColumnType<string, number, number> };
  visitor_addresses: { node: string; kind: Generated<'email' | 'phone'>; address: string; hash: string; source: string; said_at: Timestamp };
  record_addresses: { record: string; hash: string; silent: string; kind: Generated<'email' | 'phone'>; surname: Generated<string> };
  visitor_links: { node: string; record: string; reason: 'address' | 'phone' | 'word'; address: string | null; source: string | null; said_at: Timestamp | null; linked_at: Timestamp };
  role_words: { sequence: Generated<string>; deal: string; record: string; role: string; says: 'has' | 'has_not' | 'taken_back'; at: Timestamp; by_user: string | null };
  visitor_words: { sequence: Generated<string>; node: string; record: string; says: 'same' | 'different' | 'unsure' | 'undo'; at: Timestamp; by_user: string | null; undoes: ColumnType<string | null, number | null | undefined, never> };
  visitor_changes: { id: Generated<string>; at: Timestamp; kind: 'merge' | 'split'; node: string; record: string; word: ColumnType<string | null, number | null, never>; address: string | null; source: string | null; said_at: Timestamp | null; silent: string; look: ColumnType<string, number, never> };
  visitor_joins: { only_row: Generated<boolean>; looks: ColumnType<string, number | undefined, number>; phones: Generated<boolean>; events_to: Timestamp; batches: string[]; changes: ColumnType<string, number, number>; standing: ColumnType<string, number, number>; blocked: string };
  contact_rules: { version: number; rules: Json<unknown>; at: Timestamp; by_user: string | null };
  contact_dials: { sequence: Generated<string>; subject: string; about: string; level: string; said_by: string; time_zone: string | null; at: Timestamp; by_user: string | null };
  contacts_made: { sequence: Generated<string>; subject: string; channel: string; about: string; at: Timestamp; booked_at: Timestamp; by_user: string | null };
  touch_rules: { version: number; rule: Json<unknown>; at: Timestamp; by_user: string | null };
  answers: { key: string; name: string; data_version: string; created_at: Timestamp; body: string };
}

export interface FollowedFeedTable {
  name: string;
  service: string;
  what: string;
  server: string | null;
  every_minutes: number;
  address: string;
  state: Generated<'new' | 'fine' | 'failing' | 'gone'>;
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  next_at: Timestamp;
  last_read_at: Timestamp | null;
  last_outcome: string | null;
  failures: Generated<number>;
  kept: ColumnType<string, number | undefined, number>;
}

export interface SourceTermsTable {
  source: string;
  retention_days: number | null;
  lender: string | null;
  purposes: Json<string[]> | null;
  until: string | null;
  ended_at: Timestamp | null;
  at: Timestamp;
  by_user: string | null;
}

export interface LiveSourceTable {
  name: string;
  kind: string;
  settings: Json<Record<string, string>>;
  secrets: Buffer | null;
  every_minutes: number | null;
  daily_at: ColumnType<string | null, string | null | undefined, string | null>;
  daily_zone: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: Timestamp;
  by_user: string | null;
  next_try_at: Timestamp | null;
  errors_in_row: Generated<number>;
  worker: string | null;
  cancel_asked: Generated<boolean>;
}

export interface MailboxWordTable {
  sequence: Generated<string>;
  owner: string;
  statement: 'given' | 'withdrawn';
  subjects: boolean;
  wording: string | null;
  source: string;
  at: Timestamp;
  by_user: string | null;
}

type CountColumn = ColumnType<string, number | undefined, number>;

export interface HookDeliveryTable {
  number: Generated<string>;
  id: string;
  source: string;
  delivery_hash: string;
  received_at: Timestamp;
  payload: string | null;
  code: string | null;
  path: string | null;
  mapping_version: number | null;
  attempts: Generated<number>;
}

export interface SourceRunTable {
  id: string;
  source: string;
  state: string;
  started_at: Timestamp;
  finished_at: Timestamp | null;
  stage: Generated<string>;
  records: ColumnType<string, number | undefined, number>;
  taken: ColumnType<string, number | undefined, number>;
  rejected: ColumnType<string, number | undefined, number>;
  imports: ColumnType<string[], string | undefined, string>;
  import_id: string | null;
  error: string | null;
  todo: string | null;
  notes: Generated<string>;
}

export interface RecallTable {
  id: string;
  at: Timestamp;
  by_user: string | null;
  records: number;
  targets: Json<unknown> | null;
  finished_at: Timestamp | null;
}

export interface AskTable {
  id: string;
  token_id: string;
  deal_id: string;
  contact_id: string | null;
  created_at: Timestamp;
  by_user: string | null;
  asker: string | null;
  expires_at: Timestamp;
  said: string | null;
  offer_wanted: boolean | null;
  comment: string | null;
  answered_at: Timestamp | null;
  declined_at: Timestamp | null;
  taken_back_at: Timestamp | null;
}

export interface CorrectionTable {
  id: string;
  person: string;
  record: string;
  field: string;
  further: boolean;
  from_value: string | null;
  to_value: string | null;
  state: Generated<string>;
  asked_at: Timestamp;
  decided_at: Timestamp | null;
  decided_by: string | null;
  reason: string | null;
  batch_id: ColumnType<string | null, number | null, number | null>;
  known_at: Timestamp | null;
}

export interface WebhookEndpointTable {
  id: string;
  url: string;
  events: string[];
  /** What an earlier version kept in the clear; sealed at the next start. */
  secret: string | null;
  sealed: Buffer | null;
  created_at: Timestamp;
  created_by: string;
  disabled_at: Timestamp | null;
  disabled_why: string | null;
}

export interface ImportTable {
  id: string;
  state: string;
  created_at: Timestamp;
  finished_at: Timestamp | null;
  by_user: string | null;
  request: Json<unknown>;
  files: Json<string[]>;
  plan: Json<unknown>;
  receipt: Json<unknown> | null;
  rows_done: ColumnType<string, number | undefined, number>;
  rows_total: ColumnType<string | null, number | null, number | null>;
  stage: Generated<string>;
  error: string | null;
  batch_id: ColumnType<string | null, number | null, number | null>;
  known_at: Timestamp | null;
  undo_until: Timestamp | null;
}
