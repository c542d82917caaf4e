-- A word may part several groups of records at once, say "not sure", or take back an earlier word.
ALTER TABLE identity_decisions
  DROP CONSTRAINT identity_decisions_says_check,
  ADD CONSTRAINT identity_decisions_says_check CHECK (says IN ('same', 'different', 'unsure', 'undo')),
  ADD COLUMN sides jsonb,
  ADD COLUMN undoes bigint;
ALTER TABLE identity_decisions ALTER COLUMN sides SET STATISTICS 0;
CREATE INDEX identity_decisions_of_a ON identity_decisions (a);
CREATE INDEX identity_decisions_of_b ON identity_decisions (b);

-- The entity of each record that an edge or a word names; any other record is an entity by itself. What has the same component folds together.
CREATE TABLE identity_members (
  record text PRIMARY KEY,
  entity text NOT NULL,
  component bigint NOT NULL,
  known_at timestamptz NOT NULL
);
CREATE INDEX identity_members_of_entity ON identity_members (entity);
CREATE INDEX identity_members_of_component ON identity_members (component);
ALTER TABLE identity_members ALTER COLUMN record SET STATISTICS 0, ALTER COLUMN entity SET STATISTICS 0;
CREATE SEQUENCE identity_components AS bigint START 1;

-- Runs that found edges. The edges of a run count while it is in force; a run over everything replaces those before it. With a new model it is
-- proposed first: somebody sees what would change, and approves.
CREATE TABLE identity_runs (
  id bigserial PRIMARY KEY,
  scope text NOT NULL CHECK (scope IN ('all', 'new')),
  state text NOT NULL CHECK (state IN ('under_way', 'proposed', 'in_force', 'replaced', 'failed')),
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  by_user text,
  model jsonb,
  counts jsonb
);

-- What folds did to entities: the feed of merges and splits.
CREATE TABLE identity_changes (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('merge', 'split')),
  entity text NOT NULL,
  parts jsonb NOT NULL,
  cause text NOT NULL CHECK (cause IN ('word', 'run', 'recall')),
  cause_id bigint
);
CREATE INDEX identity_changes_of_entity ON identity_changes (entity);
ALTER TABLE identity_changes ALTER COLUMN entity SET STATISTICS 0, ALTER COLUMN parts SET STATISTICS 0;

-- Words up to here are in the table of members.
CREATE TABLE identity_fold (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  words_through bigint NOT NULL
);
INSERT INTO identity_fold (words_through) VALUES (0);
