-- What holds of all records with some value, whoever brings them and whenever: people's words on values. Taken back they stay as what was.
CREATE TABLE identity_rules (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  by_user text,
  says text NOT NULL CHECK (says IN ('same', 'different', 'not-through')),
  kind text NOT NULL,
  value text NOT NULL,
  other_kind text,
  other_value text,
  taken_back_at timestamptz,
  taken_back_by text
);
ALTER TABLE identity_rules ALTER COLUMN value SET STATISTICS 0, ALTER COLUMN other_value SET STATISTICS 0;

-- Records that have the value of a rule (side 0) or its other value (side 1).
CREATE TABLE identity_bearers (
  rule bigint NOT NULL,
  side smallint NOT NULL,
  record text NOT NULL,
  known_at timestamptz NOT NULL,
  PRIMARY KEY (rule, side, record)
);
CREATE INDEX identity_bearers_of_record ON identity_bearers (record);
ALTER TABLE identity_bearers ALTER COLUMN record SET STATISTICS 0;

-- A join may also be kept apart by a rule.
ALTER TABLE identity_refusals ALTER COLUMN kind DROP NOT NULL, ADD COLUMN rule bigint;

ALTER TABLE identity_changes
  DROP CONSTRAINT identity_changes_cause_check,
  ADD CONSTRAINT identity_changes_cause_check CHECK (cause IN ('word', 'run', 'recall', 'limits', 'rule'));
