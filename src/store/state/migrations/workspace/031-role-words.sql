-- What users say of the role of a person in a deal: never changed, so that it can be told who said what when. The newest of a record and role counts.
CREATE TABLE role_words (
  sequence bigserial PRIMARY KEY,
  deal text NOT NULL,
  record text NOT NULL,
  role text NOT NULL,
  says text NOT NULL CHECK (says IN ('has', 'has_not', 'taken_back')),
  at timestamptz NOT NULL,
  by_user text
);
CREATE INDEX role_words_of_deal ON role_words (deal);
CREATE INDEX role_words_of_record ON role_words (record);
