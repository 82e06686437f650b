-- Pictures: their bytes, and the pieces that have them.

-- A picture as it came. Texts call it by a name that ends in its mark: the first digits of the digest of the file as it
-- leaves, without what tells of a person or a place.
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  mark TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  at INTEGER NOT NULL,
  -- BLAKE3 of the bytes, hexadecimal.
  digest TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Which piece has which. A picture that no piece has goes with the last piece that had it.
CREATE TABLE piece_picture (
  piece TEXT NOT NULL,
  mark TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (piece, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX piece_picture_of_mark ON piece_picture (mark);
