-- Sources that are read again and again from where they were left.
CREATE TABLE live_sources (
  name text PRIMARY KEY,
  kind text NOT NULL,
  settings jsonb NOT NULL,
  -- AES-256-GCM under a key that is no part of the database or of its backups.
  secrets bytea,
  every_minutes integer CHECK (every_minutes > 0),
  created_at timestamptz NOT NULL,
  by_user text,
  -- When the schedule tries it next; null where it is read only when asked.
  next_try_at timestamptz,
  errors_in_row integer NOT NULL DEFAULT 0,
  -- Who reads it now: process id and start time.
  worker text,
  cancel_asked boolean NOT NULL DEFAULT false
);

-- Where a stream was left. Written in the transaction that makes the records before it count.
CREATE TABLE live_cursors (
  source text NOT NULL,
  stream text NOT NULL,
  value jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (source, stream)
);

-- How a stream's records are understood: decided at its first records, or by a person, and kept from then on.
CREATE TABLE live_mappings (
  source text NOT NULL,
  stream text NOT NULL,
  tables jsonb NOT NULL,
  PRIMARY KEY (source, stream)
);

CREATE TABLE source_runs (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  state text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  stage text NOT NULL DEFAULT '',
  records bigint NOT NULL DEFAULT 0,
  taken bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  imports jsonb NOT NULL DEFAULT '[]',
  -- The import under way, to be given up when its process was killed.
  import_id uuid,
  error text,
  todo text,
  -- What the source said, last lines.
  notes text NOT NULL DEFAULT ''
);
CREATE INDEX source_runs_in_order ON source_runs (source, started_at DESC);
