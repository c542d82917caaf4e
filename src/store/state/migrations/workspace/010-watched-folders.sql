-- Folders whose files are imported by themselves, what was seen in them, and which contents were imported.
CREATE TABLE watched_folders (
  path text PRIMARY KEY,
  source text,
  last_look_at timestamptz,
  fault text
);
CREATE TABLE watched_files (
  folder text NOT NULL REFERENCES watched_folders (path) ON DELETE CASCADE,
  file text NOT NULL,
  size bigint NOT NULL,
  modified_ms bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('arriving', 'known', 'queued', 'refused')),
  detail text,
  import_id uuid,
  -- When it was first seen with this size and time.
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (folder, file)
);
CREATE TABLE watched_contents (
  folder text NOT NULL REFERENCES watched_folders (path) ON DELETE CASCADE,
  -- SHA-256 of the file.
  hash text NOT NULL,
  import_id uuid NOT NULL,
  PRIMARY KEY (folder, hash)
);
