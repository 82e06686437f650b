-- The desk folder, and what other programs' edits left to decide.

-- A file as it was when it last agreed with its piece. Without a piece it is known and left alone (a conflicted copy
-- that was merged, a text that went on as another file).
CREATE TABLE folder_file (
  name TEXT NOT NULL PRIMARY KEY,
  piece TEXT,
  known TEXT NOT NULL,
  content BLOB NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX folder_file_of_piece ON folder_file (piece) WHERE piece IS NOT NULL;

-- Words that two sides rewrote apart from one another. The text reads as `ours` until a person decides.
CREATE TABLE collision (
  id INTEGER PRIMARY KEY,
  piece TEXT NOT NULL,
  field TEXT NOT NULL,
  base TEXT NOT NULL,
  ours TEXT NOT NULL,
  theirs TEXT NOT NULL,
  ahead TEXT NOT NULL,
  behind TEXT NOT NULL,
  source TEXT NOT NULL,
  at INTEGER NOT NULL,
  decided TEXT
) STRICT;
CREATE INDEX collision_open ON collision (piece, id) WHERE decided IS NULL;
