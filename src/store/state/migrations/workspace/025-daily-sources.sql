-- A live source that is read each day at a time of day in a zone, in place of after so many minutes.
ALTER TABLE live_sources ADD COLUMN daily_at text, ADD COLUMN daily_zone text, ADD CONSTRAINT one_schedule CHECK ((daily_at IS NULL) = (daily_zone IS NULL) AND (daily_at IS NULL OR every_minutes IS NULL));
