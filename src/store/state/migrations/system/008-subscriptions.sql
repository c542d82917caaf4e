-- Brokers that we subscribe to: the sealed password of each, and how it does. Settings are with the event source.
ALTER TABLE event_sources ADD COLUMN secrets bytea;

CREATE TABLE subscriptions (
  workspace text NOT NULL,
  source text NOT NULL,
  state text NOT NULL CHECK (state IN ('connected', 'waiting', 'stopped')),
  since timestamptz NOT NULL,
  last_message_at timestamptz,
  messages bigint NOT NULL DEFAULT 0,
  errors_in_a_row integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  error text,
  PRIMARY KEY (workspace, source)
);
