-- The house itself: which workspaces exist, settings of the installation, long jobs.
CREATE TABLE workspaces (
  name text PRIMARY KEY,
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
CREATE TABLE configuration (
  key text PRIMARY KEY,
  value text NOT NULL
);
-- One row per job, written by whoever runs it; the queue itself is pg-boss's.
CREATE TABLE jobs (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  workspace text NOT NULL,
  state text NOT NULL,
  stage text NOT NULL DEFAULT '',
  done double precision NOT NULL DEFAULT 0,
  total double precision,
  request jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz,
  worker text,
  cancel_asked boolean NOT NULL DEFAULT false,
  error text
);
CREATE INDEX jobs_open ON jobs (state, created_at);
-- Batches are numbered across the house so that a later batch always has a higher number.
CREATE SEQUENCE batch_numbers AS bigint START 1;
