-- What a source costs the company, as somebody of it says.
CREATE TABLE source_costs (
  way text NOT NULL,
  name text NOT NULL,
  per_month numeric(14, 2) NOT NULL CHECK (per_month >= 0),
  currency char(3) NOT NULL,
  at timestamptz NOT NULL,
  by_user text,
  PRIMARY KEY (way, name)
);
