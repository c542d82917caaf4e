-- People who asked to be forgotten. What names them stands in `targets` only until the last file is clean, then it is null.
CREATE TABLE recalls (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  by_user text,
  records integer NOT NULL,
  targets jsonb,
  finished_at timestamptz
);

-- The key of the hashes below; no answer holds it, exports and backups carry it.
CREATE TABLE recall_key (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  key bytea NOT NULL
);

-- Keyed hashes of what would bring a forgotten person back. `mark` is a short hash of the same, to look up words of long
-- texts quickly; `words` says how many words were hashed together.
CREATE TABLE kept_out (
  kind text NOT NULL CHECK (kind IN ('record', 'id', 'email', 'phone', 'name')),
  hash bytea NOT NULL,
  mark bigint NOT NULL,
  words integer NOT NULL,
  recall_id uuid NOT NULL REFERENCES recalls (id),
  PRIMARY KEY (kind, hash)
);

-- The planner must not keep samples of what people wrote.
ALTER TABLE asks ALTER COLUMN comment SET STATISTICS 0, ALTER COLUMN contact_id SET STATISTICS 0;
ALTER TABLE notes ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE consent_ledger ALTER COLUMN subject SET STATISTICS 0, ALTER COLUMN said_of SET STATISTICS 0, ALTER COLUMN wording SET STATISTICS 0, ALTER COLUMN source SET STATISTICS 0;
ALTER TABLE identity_decisions ALTER COLUMN a SET STATISTICS 0, ALTER COLUMN b SET STATISTICS 0;
ALTER TABLE saved_filters ALTER COLUMN query SET STATISTICS 0;
ALTER TABLE imports ALTER COLUMN plan SET STATISTICS 0, ALTER COLUMN receipt SET STATISTICS 0, ALTER COLUMN error SET STATISTICS 0;
ALTER TABLE answers ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN key SET STATISTICS 0;
