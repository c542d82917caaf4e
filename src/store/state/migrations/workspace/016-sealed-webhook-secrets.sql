-- Secrets that sign what is sent: AES-256-GCM under a key that is no part of the database or of its backups. What stands in `secret`
-- from before is sealed at the next start, and the table is written anew without it.
ALTER TABLE webhook_endpoints ADD COLUMN sealed bytea;
ALTER TABLE webhook_endpoints ALTER COLUMN secret DROP NOT NULL;
