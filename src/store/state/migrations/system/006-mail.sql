-- The server that takes our mail. The password is sent to it, so it is kept as it is.
CREATE TABLE mail_settings (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  body jsonb NOT NULL,
  password text
);

-- Who asked for the letter. last_slot is the newest time of sending that is done with.
CREATE TABLE digest_readers (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  workspace text NOT NULL,
  every text NOT NULL CHECK (every IN ('day', 'week')),
  last_slot timestamptz NOT NULL,
  PRIMARY KEY (user_id, workspace)
);
