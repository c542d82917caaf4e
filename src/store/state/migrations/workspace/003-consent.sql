-- What people said about the use of their records. Lines are added, never changed.
CREATE TABLE consent_ledger (
  sequence bigserial PRIMARY KEY,
  subject text NOT NULL,
  purpose text NOT NULL,
  statement text NOT NULL,
  basis text NOT NULL,
  wording text,
  source text NOT NULL,
  said_of text NOT NULL,
  at timestamptz NOT NULL,
  expires_at timestamptz,
  by_user text
);
CREATE INDEX consent_of_subject ON consent_ledger (subject);

-- People's words that two records are, or are not, of one person.
CREATE TABLE identity_decisions (
  sequence bigserial PRIMARY KEY,
  a text NOT NULL,
  b text NOT NULL,
  a_known_at timestamptz NOT NULL,
  b_known_at timestamptz NOT NULL,
  says text NOT NULL CHECK (says IN ('same', 'different')),
  at timestamptz NOT NULL,
  by_user text
);
-- Orders the standings that follow from both, so that the last one counts whatever order they arrive in.
CREATE SEQUENCE standing_numbers AS bigint START 1;
