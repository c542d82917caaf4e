import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** Rows of the tables that `002-access.sql`, `003-page-tokens.sql`, `005-api-keys.sql`, `006-mail.sql` and `007-sealed-mail-password.sql` make in the system database. */
export interface AccessTables {
  users: UserTable;
  sign_in_links: { token_hash: string; user_id: string; created_at: Timestamp; expires_at: Timestamp; used_at: Timestamp | null };
  sessions: { secret_hash: string; user_id: string; created_at: Timestamp; last_seen_at: Timestamp; expires_at: Timestamp };
  audit_entries: { id: Generated<string>; at: Timestamp; by_user: string; what: string; subject: string | null };
  idempotency_keys: { key_hash: string; request_hash: string; created_at: Timestamp; status: number | null; body: string | null };
  page_tokens: PageTokenTable;
  api_keys: ApiKeyTable;
  mail_settings: { only_row: Generated<boolean>; body: ColumnType<unknown, string, string>; password: string | null; sealed: Buffer | null };
  digest_readers: { user_id: string; workspace: string; every: 'day' | 'week'; last_slot: Timestamp };
}

export interface ApiKeyTable {
  id: string;
  key_hash: string;
  key_start: string;
  name: string;
  permissions: string[];
  created_at: Timestamp;
  created_by: string;
  expires_at: Timestamp;
  revoked_at: Timestamp | null;
  last_used_at: Timestamp | null;
}

export interface PageTokenTable {
  id: string;
  token_hash: string;
  kind: 'ask' | 'me';
  workspace: string;
  subject: string;
  created_at: Timestamp;
  created_by: string;
  expires_at: Timestamp;
  revoked_at: Timestamp | null;
  uses: Generated<number>;
  last_used_at: Timestamp | null;
}

export interface UserTable {
  id: string;
  email: string;
  name: string | null;
  role: 'admin' | 'member' | 'viewer';
  reach: 'all' | 'team' | 'own';
  lens: 'leader' | 'revops' | 'rep' | 'marketer' | 'ceo';
  owner_name: string | null;
  team_name: string | null;
  created_at: Timestamp;
}
