-- Links for people outside: each opens one page of one subject in one workspace. Only hashes: whoever reads this table can open none.
CREATE TABLE page_tokens (
  id text PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('ask', 'me')),
  workspace text NOT NULL,
  subject text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  uses integer NOT NULL DEFAULT 0,
  last_used_at timestamptz
);
CREATE INDEX page_tokens_of_subject ON page_tokens (workspace, kind, subject);
