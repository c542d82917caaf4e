-- Feeds that are read by themselves, and how each fares.
CREATE TABLE followed_feeds (
  name text PRIMARY KEY,
  service text NOT NULL,
  what text NOT NULL,
  server text,
  every_minutes integer NOT NULL,
  address text NOT NULL,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'fine', 'failing', 'gone')),
  -- What the server gave to ask by: its own tag and date of the last answer, and the hash of what it was.
  etag text,
  last_modified text,
  body_hash text,
  next_at timestamptz NOT NULL,
  last_read_at timestamptz,
  last_outcome text,
  failures integer NOT NULL DEFAULT 0,
  kept bigint NOT NULL DEFAULT 0
);
