-- Wishes of people to have a field of a record corrected. Personal: both values.
CREATE TABLE corrections (
  id text PRIMARY KEY,
  -- The person's id then; the record is what counts.
  person text NOT NULL,
  record text NOT NULL,
  field text NOT NULL,
  further boolean NOT NULL,
  from_value text,
  to_value text,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'declined')),
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  reason text,
  -- Batch that holds the corrected record, and from when it is known; empty while the record cannot be corrected.
  batch_id bigint,
  known_at timestamptz
);
CREATE INDEX corrections_of_record ON corrections (record);

-- Who read whose profile, one row per day, reader, purpose and kind of read.
CREATE TABLE person_reads (
  record text NOT NULL,
  -- ISO date, UTC.
  day text NOT NULL,
  by_user text NOT NULL,
  purpose text NOT NULL,
  what text NOT NULL,
  times integer NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (record, day, by_user, purpose, what)
);
