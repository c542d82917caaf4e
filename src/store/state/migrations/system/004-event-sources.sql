-- Sources that send events. Only hashes of keys: whoever reads this table can send nothing.
CREATE TABLE event_sources (
  key_hash text PRIMARY KEY,
  key_start text NOT NULL,
  workspace text NOT NULL,
  name text NOT NULL,
  settings jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  closed_at timestamptz,
  UNIQUE (workspace, name)
);
