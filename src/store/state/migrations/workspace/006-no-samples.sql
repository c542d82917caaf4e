-- The planner must not keep samples of what names a person.
ALTER TABLE corrections ALTER COLUMN person SET STATISTICS 0, ALTER COLUMN record SET STATISTICS 0, ALTER COLUMN from_value SET STATISTICS 0, ALTER COLUMN to_value SET STATISTICS 0, ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE person_reads ALTER COLUMN record SET STATISTICS 0;
