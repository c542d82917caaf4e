-- Visitors give telephone numbers, too, kept as hashes like addresses. Of a record's number the surname as a hash: a number with several is nobody's.
ALTER TABLE visitor_addresses ADD COLUMN kind text NOT NULL DEFAULT 'email' CHECK (kind IN ('email', 'phone'));
ALTER TABLE record_addresses
  ADD COLUMN kind text NOT NULL DEFAULT 'email' CHECK (kind IN ('email', 'phone')),
  ADD COLUMN surname text NOT NULL DEFAULT '';
ALTER TABLE visitor_links
  DROP CONSTRAINT visitor_links_reason_check,
  ADD CONSTRAINT visitor_links_reason_check CHECK (reason IN ('address', 'phone', 'word'));

-- Whether numbers of records are kept: from the first visitor on who gives one.
ALTER TABLE visitor_joins ADD COLUMN phones boolean NOT NULL DEFAULT false;
