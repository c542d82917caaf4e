-- What owners of mail boxes and calendars said about reading them. Only added to; the newest word of an owner counts.
CREATE TABLE mailbox_words (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text NOT NULL,
  statement text NOT NULL CHECK (statement IN ('given', 'withdrawn')),
  subjects boolean NOT NULL,
  wording text,
  source text NOT NULL,
  at timestamptz NOT NULL,
  by_user text
);
CREATE INDEX mailbox_words_in_order ON mailbox_words (owner, sequence DESC);
