-- Rules by which events become touches, each version as it was. Names of events, hosts and numbers: nobody outside the house is named.
CREATE TABLE touch_rules (
  version INTEGER PRIMARY KEY,
  rule JSONB NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  by_user TEXT
);
