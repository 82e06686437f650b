-- The log becomes enough to make every projection again, and tells what was put away.

-- Marks the file as a desk of Standfirst ("Stfd").
PRAGMA application_id = 1400137316;

-- Checksums (CRC-32, see sum.rs), since SQLite does not notice when the bytes of a long value change on the disk. Rows of
-- before have none.
ALTER TABLE change ADD COLUMN sum INTEGER;
ALTER TABLE version ADD COLUMN sum INTEGER;
ALTER TABLE snapshot ADD COLUMN sum INTEGER;

-- Moves into the bin and out of it are rows of the log with an empty payload, kinds `bin` and `unbin`. Those of before
-- are written now, signed by whoever changed the piece last, since nothing else is known.
INSERT INTO change (piece, at, person, kind, payload)
SELECT p.id, p.binned, (SELECT c.person FROM change c WHERE c.piece = p.id ORDER BY c.seq DESC LIMIT 1), 'bin', x''
FROM piece p
WHERE p.binned IS NOT NULL AND EXISTS (SELECT 1 FROM change c WHERE c.piece = p.id)
ORDER BY p.binned, p.id;

-- The place in the log of the last move into the bin, so that no order depends on a clock.
ALTER TABLE piece ADD COLUMN bin_seq INTEGER;
UPDATE piece SET bin_seq = (SELECT max(c.seq) FROM change c WHERE c.piece = piece.id AND c.kind = 'bin')
WHERE binned IS NOT NULL;

DROP INDEX piece_on_desk;
CREATE INDEX piece_on_desk ON piece (stage_rank, last_seq DESC) WHERE binned IS NULL;
DROP INDEX piece_in_bin;
CREATE INDEX piece_in_bin ON piece (bin_seq DESC) WHERE binned IS NOT NULL;
DROP INDEX version_of_piece;
CREATE INDEX version_of_piece ON version (piece, id);

-- Up to where a person has seen a piece: the place in the log, and the document's mark.
CREATE TABLE seen (
  piece TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  seq INTEGER NOT NULL,
  mark BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (piece, person)
) STRICT, WITHOUT ROWID;

-- Numbers about the file itself. `lineage` is drawn when the file is made or restored; `writes` counts the commits that
-- wrote what can't be made again; `commits` counts all. Two files with equal lineage and writes hold the same.
CREATE TABLE state (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO state (name, value) VALUES ('lineage', random()), ('writes', 0), ('commits', 0);
