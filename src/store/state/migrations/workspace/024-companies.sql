-- Which records of accounts are of one company, as the rules and people's words say since somebody asked for it. Words and the feed of merges and
-- splits are those of people (identity_decisions, identity_changes): keys tell which is meant.

-- Reasons to join, with the rules' version.
CREATE TABLE company_edges (
  a text NOT NULL,
  b text NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  rule text NOT NULL,
  weight double precision NOT NULL,
  known_at timestamptz NOT NULL,
  PRIMARY KEY (a, b)
);

-- The company of each record that is not a company by itself.
CREATE TABLE company_members (
  record text PRIMARY KEY,
  entity text NOT NULL,
  known_at timestamptz NOT NULL
);
CREATE INDEX company_members_of_entity ON company_members (entity);

-- Which company a record says is above it. Never a merge.
CREATE TABLE company_parents (
  child text NOT NULL,
  parent text NOT NULL,
  reason text NOT NULL,
  weight double precision NOT NULL,
  known_at timestamptz NOT NULL,
  PRIMARY KEY (child, parent)
);

-- That companies are used, and how often they were folded: answers of another fold are not kept. Before somebody had all accounts compared, words
-- alone count.
CREATE TABLE company_folds (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  folds bigint NOT NULL,
  compared boolean NOT NULL,
  folded_at timestamptz NOT NULL
);
