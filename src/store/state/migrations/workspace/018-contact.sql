-- How often people may be contacted. Nothing is changed afterwards: each version and each word has its date.
CREATE TABLE contact_rules (
  version INTEGER PRIMARY KEY,
  rules JSONB NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  by_user TEXT
);
-- What a person, and what the company, said of how much contact is wanted.
CREATE TABLE contact_dials (
  sequence BIGSERIAL PRIMARY KEY,
  subject TEXT NOT NULL,
  about TEXT NOT NULL,
  level TEXT NOT NULL,
  said_by TEXT NOT NULL,
  time_zone TEXT,
  at TIMESTAMPTZ NOT NULL,
  by_user TEXT
);
CREATE INDEX contact_dials_of_subject ON contact_dials (subject, sequence);
-- Contacts that were made or booked, which count against the caps.
CREATE TABLE contacts_made (
  sequence BIGSERIAL PRIMARY KEY,
  subject TEXT NOT NULL,
  channel TEXT NOT NULL,
  about TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  booked_at TIMESTAMPTZ NOT NULL,
  by_user TEXT
);
CREATE INDEX contacts_made_of_subject ON contacts_made (subject, at);
