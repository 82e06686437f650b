-- The desk's first schema. Times are milliseconds since 1970, UTC.

-- Who signs changes.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  initials TEXT NOT NULL,
  since INTEGER NOT NULL,
  UNIQUE (name, initials)
) STRICT;

-- Which person wrote through which opening of a piece. A peer number is never used twice.
CREATE TABLE peer (
  peer INTEGER PRIMARY KEY,
  piece TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  device TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

-- The log: every change of every piece, for ever.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  piece TEXT NOT NULL,
  at INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  payload BLOB NOT NULL
) STRICT;
CREATE INDEX change_of_piece ON change (piece, seq);
CREATE TRIGGER change_is_append_only_update BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER change_is_append_only_delete BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

-- A piece as of a place in the log, so that opening it need not read the whole log.
CREATE TABLE snapshot (
  piece TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  payload BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Named and automatic milestones. The text stands beside the mark, readable without the document library.
CREATE TABLE version (
  id INTEGER PRIMARY KEY,
  piece TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  mark BLOB NOT NULL,
  markdown TEXT NOT NULL
) STRICT;
CREATE INDEX version_of_piece ON version (piece, at);

-- What came in from outside: the receipt, and the source as it was.
CREATE TABLE receipt (
  id INTEGER PRIMARY KEY,
  piece TEXT NOT NULL,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  entries TEXT NOT NULL,
  original TEXT NOT NULL,
  seq INTEGER NOT NULL,
  mark BLOB NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX receipt_of_piece ON receipt (piece, id);

-- Projections: all that follows can be made again from the log.
CREATE TABLE piece (
  id TEXT PRIMARY KEY,
  slugline TEXT NOT NULL UNIQUE,
  headline TEXT NOT NULL,
  byline TEXT NOT NULL,
  words INTEGER NOT NULL,
  stage TEXT NOT NULL,
  stage_rank INTEGER NOT NULL,
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  binned INTEGER,
  last_seq INTEGER NOT NULL,
  indexed_seq INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX piece_on_desk ON piece (stage_rank, modified DESC) WHERE binned IS NULL;
CREATE INDEX piece_in_bin ON piece (binned DESC) WHERE binned IS NOT NULL;
CREATE INDEX piece_unindexed ON piece (id) WHERE indexed_seq < last_seq;

CREATE VIRTUAL TABLE piece_text USING fts5 (
  headline, byline, slugline, body,
  tokenize = "unicode61 remove_diacritics 2 tokenchars '-'", prefix = '2 3'
);
CREATE TABLE piece_text_row (
  piece TEXT PRIMARY KEY,
  row INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
