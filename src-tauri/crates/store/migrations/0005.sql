-- What left the desk: which text in which form, by whom, to where, and what was let pass for which reason. A record of this
-- computer: it knows names of files here, and does not travel with a piece.
CREATE TABLE export (
  id INTEGER PRIMARY KEY,
  piece TEXT NOT NULL,
  at INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  -- The place in the log of the text that left; of a sealed text, of the moment of leaving.
  seq INTEGER NOT NULL,
  form TEXT NOT NULL,
  outlet TEXT NOT NULL,
  final INTEGER NOT NULL,
  -- The seal's, where the sealed text left.
  fingerprint TEXT,
  -- A file as the person named it, `clipboard`, or `standard output`.
  target TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- BLAKE3 of the bytes, hexadecimal.
  digest TEXT NOT NULL,
  -- The rules that would have stopped it, a JSON array, and why they did not.
  overridden TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX export_of_piece ON export (piece, id);
