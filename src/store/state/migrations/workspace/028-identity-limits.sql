-- How many different values of a kind of identifier one person may have, in the order in which kinds count. The newest row is in force, the others say what was.
CREATE TABLE identity_limits (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  by_user text,
  limits jsonb NOT NULL
);

-- Joins that evidence asks for and a limit keeps apart, with the kind whose limit it is. Follows from edges, words and limits, as members do.
CREATE TABLE identity_refusals (
  a text NOT NULL,
  b text NOT NULL,
  kind text NOT NULL,
  PRIMARY KEY (a, b)
);
CREATE INDEX identity_refusals_of_b ON identity_refusals (b);
ALTER TABLE identity_refusals ALTER COLUMN a SET STATISTICS 0, ALTER COLUMN b SET STATISTICS 0;

ALTER TABLE identity_changes
  DROP CONSTRAINT identity_changes_cause_check,
  ADD CONSTRAINT identity_changes_cause_check CHECK (cause IN ('word', 'run', 'recall', 'limits'));
