-- Who may enter: people, one-time links, sessions, what was done, and answers kept for repeated requests.
CREATE TABLE users (
  id text PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text,
  role text NOT NULL CHECK (role IN ('admin', 'member', 'viewer')),
  reach text NOT NULL CHECK (reach IN ('all', 'team', 'own')),
  lens text NOT NULL CHECK (lens IN ('leader', 'revops', 'rep', 'marketer', 'ceo')),
  owner_name text,
  team_name text,
  created_at timestamptz NOT NULL
);
-- Only hashes: whoever reads this table can neither sign in nor take over a session.
CREATE TABLE sign_in_links (
  token_hash text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE TABLE sessions (
  secret_hash text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE TABLE audit_entries (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  by_user text NOT NULL,
  what text NOT NULL,
  subject text
);
-- An answer is null while its request is still at work.
CREATE TABLE idempotency_keys (
  key_hash text PRIMARY KEY,
  request_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  status integer,
  body text
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
