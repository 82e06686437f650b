-- Pieces that travel, words that are taken out for good, and a log that takes less room.

-- What the text holds at a place where a packet's words collided with its own; null where it reads as `ours`.
ALTER TABLE collision ADD COLUMN reads TEXT;

-- What was erased: who and when stand in the log, at the same place (kind `erase` or `purge`, no payload). Never the words.
CREATE TABLE erasure (
  seq INTEGER NOT NULL PRIMARY KEY,
  places INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- Rows that the log had and has no more: neighbours that were joined, and pieces that were taken out of the bin for good.
-- `thinned` is how far in the log neighbours were joined.
INSERT INTO state (name, value) VALUES ('removed', 0), ('thinned', 0);

-- What waits in each piece, for everybody, as of a place in its log. Made again when the log has gone on.
CREATE TABLE waiting (
  piece TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
