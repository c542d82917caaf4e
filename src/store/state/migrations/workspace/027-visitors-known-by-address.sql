-- Addresses that events said of visitors' exact ids: `address` is one address as a hash, each `hash` a form in which it may travel.
CREATE TABLE visitor_addresses (
  node text NOT NULL,
  address text NOT NULL,
  hash text NOT NULL,
  source text NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (node, address, hash)
);
CREATE INDEX visitor_addresses_of_hash ON visitor_addresses (hash);

-- The same of records of people. `silent` says why an address says nothing of who somebody is; '' where it does.
CREATE TABLE record_addresses (
  record text NOT NULL,
  hash text NOT NULL,
  silent text NOT NULL,
  PRIMARY KEY (record, hash)
);
CREATE INDEX record_addresses_of_hash ON record_addresses (hash);

-- Whose records a visitor is taken for: the visitor by one of its exact ids, the person by one record.
CREATE TABLE visitor_links (
  node text PRIMARY KEY,
  record text NOT NULL,
  reason text NOT NULL CHECK (reason IN ('address', 'word')),
  address text,
  source text,
  said_at timestamptz,
  linked_at timestamptz NOT NULL
);
CREATE INDEX visitor_links_of_record ON visitor_links (record);

-- People's words on whether a visitor is the person of a record. The last one on the two counts; "not sure" leaves it to the addresses.
CREATE TABLE visitor_words (
  sequence bigserial PRIMARY KEY,
  node text NOT NULL,
  record text NOT NULL,
  says text NOT NULL CHECK (says IN ('same', 'different', 'unsure')),
  at timestamptz NOT NULL,
  by_user text
);
CREATE INDEX visitor_words_of_record ON visitor_words (record);

-- What was looked at: events received so far, imports, merges and splits, words on consent, and by which list of blocked values.
CREATE TABLE visitor_joins (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  events_to timestamptz NOT NULL,
  batches bigint[] NOT NULL,
  changes bigint NOT NULL,
  standing bigint NOT NULL,
  blocked text NOT NULL
);
INSERT INTO visitor_joins (events_to, batches, changes, standing, blocked) VALUES ('epoch', '{}', 0, 0, '');
