-- A word on a visitor may take back an earlier one.
ALTER TABLE visitor_words
  DROP CONSTRAINT visitor_words_says_check,
  ADD CONSTRAINT visitor_words_says_check CHECK (says IN ('same', 'different', 'unsure', 'undo')),
  ADD COLUMN undoes bigint;

-- Visitors that were taken for a person, and that no longer were: the part of the feed of merges and splits that is about them, under numbers of the
-- same series. `word` made it, or an address (as a hash) did; `silent` says why an address speaks no more, '' where no record has it.
CREATE TABLE visitor_changes (
  id bigint PRIMARY KEY DEFAULT nextval('identity_changes_id_seq'),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('merge', 'split')),
  node text NOT NULL,
  record text NOT NULL,
  word bigint,
  address text,
  source text,
  said_at timestamptz,
  silent text NOT NULL,
  look bigint NOT NULL
);
CREATE INDEX visitor_changes_of_record ON visitor_changes (record);
CREATE INDEX visitor_changes_of_node ON visitor_changes (node);
ALTER TABLE visitor_changes ALTER COLUMN node SET STATISTICS 0, ALTER COLUMN record SET STATISTICS 0;

-- How often visitors were looked at and somebody changed.
ALTER TABLE visitor_joins ADD COLUMN looks bigint NOT NULL DEFAULT 0;

-- Who was joined before there was a feed.
INSERT INTO visitor_changes (at, kind, node, record, word, address, source, said_at, silent, look)
SELECT links.linked_at, 'merge', links.node, links.record,
  CASE WHEN links.reason = 'word' THEN (SELECT max(sequence) FROM visitor_words AS words WHERE words.node = links.node AND words.record = links.record AND words.says = 'same') END,
  links.address, links.source, links.said_at, '', 0
FROM visitor_links AS links ORDER BY links.linked_at, links.node;
