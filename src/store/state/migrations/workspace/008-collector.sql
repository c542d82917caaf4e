-- Exact ids that events named, each with the visitor it belongs to: the id that its group of joined ids had first.
CREATE TABLE visitor_ids (
  node text PRIMARY KEY,
  visitor text NOT NULL,
  first_at timestamptz NOT NULL
);
CREATE INDEX visitor_ids_of_visitor ON visitor_ids (visitor);

-- Why two ids were joined: a source said so. What stands in visitor_ids follows from these.
CREATE TABLE visitor_edges (
  a text NOT NULL,
  b text NOT NULL,
  source text NOT NULL,
  call text NOT NULL,
  known_at timestamptz NOT NULL,
  PRIMARY KEY (a, b)
);

-- What visitors' ids refuse now, from the ledger, and the stamp that their events last carried.
CREATE TABLE visitor_standings (
  node text PRIMARY KEY,
  refused text[] NOT NULL,
  granted text[] NOT NULL,
  stamp text,
  sequence bigint NOT NULL
);
CREATE INDEX visitor_standings_in_order ON visitor_standings (sequence);
