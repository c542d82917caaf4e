-- A word may also say that one company is below another, or below none.
ALTER TABLE identity_decisions
  DROP CONSTRAINT identity_decisions_says_check,
  ADD CONSTRAINT identity_decisions_says_check CHECK (says IN ('same', 'different', 'unsure', 'undo', 'below', 'alone'));
