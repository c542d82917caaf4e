-- Sources that are fed by signed webhooks.
CREATE TABLE hook_sources (
  source text PRIMARY KEY,
  -- SHA-256 of the last part of the address.
  token_hash text NOT NULL UNIQUE,
  duplicates bigint NOT NULL DEFAULT 0,
  not_signed bigint NOT NULL DEFAULT 0
);

-- Deliveries as they came, stored before they are answered. Inserted under one lock, so that a later number is never seen before an earlier one.
CREATE TABLE hook_deliveries (
  number bigserial PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  source text NOT NULL,
  -- SHA-256 of what tells deliveries apart; kept for longer than what was delivered.
  delivery_hash text NOT NULL,
  received_at timestamptz NOT NULL,
  -- Null once its time is over, or somebody who is in it was forgotten.
  payload text,
  -- Why it was put aside, where, and by which version of the mapping.
  code text,
  path text,
  mapping_version integer,
  attempts integer NOT NULL DEFAULT 0,
  UNIQUE (source, delivery_hash)
);
CREATE INDEX hook_deliveries_in_order ON hook_deliveries (source, number);
CREATE INDEX hook_deliveries_by_age ON hook_deliveries (received_at);

CREATE TABLE hook_mappings (
  source text NOT NULL,
  version integer NOT NULL,
  mapping jsonb NOT NULL,
  at timestamptz NOT NULL,
  by_user text,
  PRIMARY KEY (source, version)
);
