-- The password of the mail server: AES-256-GCM under a key that is no part of the database or of its backups. What stands in `password`
-- from before is sealed at the next start, and the table is written anew without it.
ALTER TABLE mail_settings ADD COLUMN sealed bytea;
