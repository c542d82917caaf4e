-- State of one workspace. Facts live in the other engine; what must reach them goes through the outbox.
CREATE TABLE settings (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  body jsonb NOT NULL,
  version bigint NOT NULL DEFAULT 1
);
INSERT INTO settings (body) VALUES ('{}');

CREATE TABLE imports (
  id uuid PRIMARY KEY,
  state text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  by_user text,
  request jsonb NOT NULL,
  files jsonb NOT NULL,
  plan jsonb NOT NULL,
  receipt jsonb,
  rows_done bigint NOT NULL DEFAULT 0,
  rows_total bigint,
  stage text NOT NULL DEFAULT '',
  error text,
  -- Rows of every attempt carry its own number, so that a killed attempt leaves nothing behind that counts.
  batch_id bigint,
  known_at timestamptz,
  undo_until timestamptz
);
CREATE INDEX imports_by_time ON imports (created_at DESC);

-- Written in the transaction that changes state; drained to the facts engine with the row id as dedupe token.
CREATE TABLE outbox (
  id bigserial PRIMARY KEY,
  fact_table text NOT NULL,
  rows jsonb NOT NULL
);

-- Column decisions people made, by source, kind and header; reused by the next import.
CREATE TABLE mappings (
  source text NOT NULL,
  kind text NOT NULL,
  header text NOT NULL,
  field text,
  PRIMARY KEY (source, kind, header)
);

CREATE TABLE calls (
  id bigserial PRIMARY KEY,
  quarter text NOT NULL,
  value double precision NOT NULL,
  at timestamptz NOT NULL,
  by_user text
);

CREATE TABLE notes (
  id uuid PRIMARY KEY,
  deal_id text NOT NULL,
  body text NOT NULL,
  by_user text,
  at timestamptz NOT NULL
);
CREATE INDEX notes_of_deal ON notes (deal_id, at);

CREATE TABLE saved_filters (
  id uuid PRIMARY KEY,
  screen text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  by_user text
);

-- Where each action stands, for the screens; the facts of it are in `decisions`.
CREATE TABLE action_states (
  action_id text PRIMARY KEY,
  deal_id text NOT NULL,
  state text NOT NULL,
  reason text,
  at timestamptz NOT NULL,
  by_user text
);

-- Answers already computed for a date, a scope and a version of the data. A cache: it may be emptied at any time.
CREATE TABLE answers (
  key text PRIMARY KEY,
  name text NOT NULL,
  data_version text NOT NULL,
  created_at timestamptz NOT NULL,
  body text NOT NULL
);
CREATE INDEX answers_by_version ON answers (data_version);
