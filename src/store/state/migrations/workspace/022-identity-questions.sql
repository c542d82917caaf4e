-- Pairs that people were asked about, drawn by what they weigh alone: their answers teach what weights mean. What is said of other pairs does not,
-- since those were looked for.
CREATE TABLE identity_questions (
  id bigserial PRIMARY KEY,
  a text NOT NULL,
  b text NOT NULL,
  drawn_at timestamptz NOT NULL,
  UNIQUE (a, b)
);
CREATE INDEX identity_questions_of_b ON identity_questions (b);
ALTER TABLE identity_questions ALTER COLUMN a SET STATISTICS 0, ALTER COLUMN b SET STATISTICS 0;
