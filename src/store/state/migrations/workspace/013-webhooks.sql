-- Where other systems want to be told. The secret signs what is sent, so it is kept as it is.
CREATE TABLE webhook_endpoints (
  id text PRIMARY KEY,
  url text NOT NULL,
  events text[] NOT NULL,
  secret text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  disabled_at timestamptz,
  disabled_why text
);

-- What is told: ids, states, counts and dates. `once` keeps the same thing from being told as two messages.
CREATE TABLE webhook_messages (
  id text PRIMARY KEY,
  once text NOT NULL UNIQUE,
  event text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX webhook_messages_by_age ON webhook_messages (created_at);

CREATE TABLE webhook_deliveries (
  endpoint_id text NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
  message_id text NOT NULL REFERENCES webhook_messages ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
  -- Attempts since the first, or since a replay began.
  tries integer NOT NULL DEFAULT 0,
  begun_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (endpoint_id, message_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_at) WHERE state = 'waiting';

CREATE TABLE webhook_attempts (
  endpoint_id text NOT NULL,
  message_id text NOT NULL,
  at timestamptz NOT NULL,
  answer text NOT NULL,
  duration_ms integer NOT NULL,
  FOREIGN KEY (endpoint_id, message_id) REFERENCES webhook_deliveries ON DELETE CASCADE
);
CREATE INDEX webhook_attempts_of ON webhook_attempts (endpoint_id, message_id, at);
