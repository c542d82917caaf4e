-- Random keys by which speakers of one week are told apart; a key is removed two weeks later, and then nobody can be found again by it.
CREATE TABLE listening_salts (
  -- Monday of the week, ISO, UTC.
  week text PRIMARY KEY,
  salt bytea NOT NULL
);
