-- Under which terms the records of a source are held: how long people's records are kept, and who lent them for what until when.
CREATE TABLE source_terms (
  source text PRIMARY KEY,
  retention_days integer CHECK (retention_days > 0),
  lender text,
  purposes jsonb,
  -- Last day of the loan, ISO, UTC; null where it has none.
  until text,
  -- When the loan ended and its rows were removed: nothing of the source is taken in again until it is lent anew.
  ended_at timestamptz,
  at timestamptz NOT NULL,
  by_user text
);
