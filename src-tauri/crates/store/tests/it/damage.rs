//! DL-21: one damaged page. It is noticed or does no harm, the newest good backup brings the desk back, and what can
//! still be read of the damaged file is read.

use crate::chance::Chance;
use crate::common::{all, change, id, version};
use model::{Person, PieceId};
use std::collections::BTreeMap;
use std::path::Path;
use store::salvage::{Salvaged, salvage};
use store::{Error, Op, Reader, RowQuery, StoredChange, VersionText, Writer, WriterOptions, backup, check};

const NOW: i64 = 1_795_521_600_000;
const PAGE: usize = 4096;
const PIECES: u128 = 12;

/// Everything that can be read of a desk through the ordinary ways.
#[derive(Debug, PartialEq)]
struct Content {
    changes: BTreeMap<PieceId, Vec<StoredChange>>,
    versions: BTreeMap<PieceId, Vec<VersionText>>,
    rows: Vec<String>,
}

fn content(dir: &Path) -> Result<Content, Error> {
    let reader = Reader::open(dir)?;
    let mut out = Content { changes: BTreeMap::new(), versions: BTreeMap::new(), rows: Vec::new() };
    for piece in (1..=PIECES).map(id) {
        out.changes.insert(piece, reader.changes(piece, 0, i64::MAX)?);
        let mut texts = Vec::new();
        for version in reader.versions(piece)? {
            texts.extend(reader.version(version.id)?);
        }
        out.versions.insert(piece, texts);
        reader.piece(piece)?;
        reader.history(piece)?;
    }
    for query in [all(), RowQuery { bin: true, ..all() }, RowQuery { search: "number".into(), ..all() }] {
        out.rows.extend(reader.rows(&query)?.iter().map(|row| format!("{row:?}")));
    }
    Ok(out)
}

/// A desk with small and large changes, versions, snapshots and an index, and a backup.
fn desk() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let mut chance = Chance::new(21);
    for n in 0..160u128 {
        let piece = id(n % PIECES + 1);
        let size = if n % 9 == 0 { 20_000 } else { 600 };
        let payload: Vec<u8> = (0..10 + chance.below(size)).map(|_| chance.next() as u8).collect();
        let mut ops = vec![change(piece, n as i64, &format!("number {n}"), &payload)];
        if n % 5 == 0 {
            ops.push(version(piece, n as i64, &format!("version {n} {}", "words ".repeat(chance.below(900)))));
        }
        if n % 11 == 0 {
            ops.push(Op::Snapshot { piece, payload: vec![n as u8; 3000] });
        }
        if n > 148 {
            ops.push(Op::Index { piece, body: format!("number {n} {}", "many words ".repeat(60)) });
        }
        writer.submit(ops);
    }
    writer.submit(vec![Op::Bin { piece: id(3), at: 1, person: Person::named("Ilse Varden"), binned: true }]);
    drop(writer);
    backup::make(dir.path(), NOW).unwrap().unwrap();
    dir
}

/// How many rows of a table a page holds at most, so that no more may be lost with it.
fn rows_on(dir: &Path, table: &str, page: usize) -> usize {
    let conn = rusqlite::Connection::open(dir.join(store::FILE_NAME)).unwrap();
    let mut statement = conn
        .prepare("SELECT pagetype, ncell FROM dbstat WHERE name = ?1 AND pageno = ?2 AND aggregate = FALSE")
        .unwrap();
    let mut found = statement.query(rusqlite::params![table, page as i64]).unwrap();
    match found.next().unwrap() {
        Some(row) if row.get::<_, String>(0).unwrap() == "leaf" => row.get::<_, u32>(1).unwrap() as usize,
        Some(row) if row.get::<_, String>(0).unwrap() == "overflow" => 1,
        _ => 0,
    }
}

/// Compares with the truth: nothing that is wrong, and how many changes and versions are missing.
fn missing(salvaged: &Salvaged, truth: &Content) -> (usize, usize) {
    let (mut changes, mut versions) = (0, 0);
    for piece in (1..=PIECES).map(id) {
        let found = salvaged.pieces.iter().find(|found| found.piece == piece);
        let known = found.map_or(&[][..], |found| &found.changes);
        for change in known {
            let right = truth.changes[&piece].iter().find(|right| right.seq == change.seq).unwrap();
            assert!(change.payload == right.payload && change.at == right.at && change.kind == right.kind);
            assert!(change.person == right.person || change.person.name.is_empty());
        }
        changes += truth.changes[&piece].len() - known.len();
        let known = found.map_or(&[][..], |found| &found.versions);
        for text in known {
            let right = truth.versions[&piece].iter().find(|right| right.version.id == text.version.id).unwrap();
            assert!(text.markdown == right.markdown);
        }
        versions += truth.versions[&piece].len() - known.len();
    }
    (changes, versions)
}

#[test]
fn dl_21_a_damaged_page_is_noticed_or_harmless_and_nothing_readable_is_lost() {
    let sound = desk();
    let truth = content(sound.path()).unwrap();
    let bytes = std::fs::read(sound.path().join(store::FILE_NAME)).unwrap();
    let pages = bytes.len() / PAGE;
    assert!(pages > 80, "{pages} pages");
    let mut chance = Chance::new(1);
    let mut noticed = 0;
    for case in 0..50 {
        // The first two are the ones that everything hangs on.
        let page = if case < 2 { 1 + case } else { 1 + chance.below(pages) };
        let mut damaged = bytes.clone();
        for byte in &mut damaged[(page - 1) * PAGE..page * PAGE] {
            *byte = if case % 5 == 4 { 0 } else { chance.next() as u8 };
        }
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(store::FILE_NAME), &damaged).unwrap();
        std::fs::write(dir.path().join("open"), "not closed").unwrap();

        let report = check::doctor(dir.path());
        let read = content(dir.path());
        let right = read.as_ref().is_ok_and(|read| *read == truth);
        assert!(right || !report.is_sound(), "page {page}: wrong and not noticed");
        noticed += usize::from(!report.is_sound());

        let salvaged = salvage(dir.path()).unwrap();
        let (changes, versions) = missing(&salvaged, &truth);
        let bound = rows_on(sound.path(), "change", page);
        assert!(changes <= bound, "page {page}: {changes} changes are missing, at most {bound} were on it");
        assert!(salvaged.lost as usize <= bound, "page {page}: {} are said to be lost", salvaged.lost);
        let bound = rows_on(sound.path(), "version", page);
        assert!(versions <= bound, "page {page}: {versions} versions are missing, at most {bound} were on it");

        // Opening for writing says so too, or the desk is whole.
        match Writer::open(dir.path(), WriterOptions::default()) {
            Ok(_) => assert!(right || !check::doctor(dir.path()).is_sound(), "page {page}"),
            Err(error) => assert!(matches!(error, Error::Damaged(_) | Error::NotADesk), "page {page}: {error:?}"),
        }

        // The way back.
        let copies = dir.path().join(backup::FOLDER);
        std::fs::create_dir(&copies).unwrap();
        for copy in backup::list(sound.path()).unwrap() {
            std::fs::copy(&copy.path, copies.join(copy.path.file_name().unwrap())).unwrap();
        }
        std::fs::write(copies.join("desk-20270101-000000.sqlite"), &damaged[..PAGE * 3]).unwrap();
        let good = backup::newest_sound(dir.path()).unwrap().unwrap();
        assert_eq!(good.at, NOW, "a newer backup that is damaged is passed over");
        let aside = backup::restore(dir.path(), &good.path, NOW).unwrap().unwrap();
        assert_eq!(content(dir.path()).unwrap(), truth, "page {page}");
        assert!(check::doctor(dir.path()).is_sound());
        assert!(aside.exists(), "and the damaged file is kept");
    }
    assert!(noticed > 40, "{noticed} of 50 did harm");
}

#[test]
fn a_sound_desk_is_salvaged_whole_also_from_its_log_and_with_a_damaged_frame_in_it() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    for n in 0..40i64 {
        writer.submit(vec![change(id(1), n, &format!("number {n}"), &[n as u8 + 1; 3000])]).wait().unwrap();
    }
    writer
        .submit(vec![Op::Bin { piece: id(1), at: 1, person: Person::named("Ilse Varden"), binned: true }])
        .wait()
        .unwrap();
    let living = salvage(dir.path()).unwrap();
    let piece = &living.pieces[0];
    assert_eq!((living.lost, piece.changes.len(), piece.binned), (0, 40, true));
    assert!(piece.changes.iter().all(|change| change.person == Person::named("Maud Castell")));

    let killed = tempfile::tempdir().unwrap();
    for name in ["desk.sqlite", "desk.sqlite-wal"] {
        std::fs::copy(dir.path().join(name), killed.path().join(name)).unwrap();
    }
    drop(writer);
    // SQLite must stop at the damaged frame; the changes behind it are still there to be read.
    let log = killed.path().join("desk.sqlite-wal");
    let mut bytes = std::fs::read(&log).unwrap();
    let frames = (bytes.len() - 32) / (24 + PAGE);
    assert!(frames > 60);
    let middle = 32 + frames / 2 * (24 + PAGE);
    bytes[middle + 24..middle + 24 + PAGE].fill(0x55);
    std::fs::write(&log, bytes).unwrap();
    let through_sqlite = {
        let aside = tempfile::tempdir().unwrap();
        for name in ["desk.sqlite", "desk.sqlite-wal"] {
            std::fs::copy(killed.path().join(name), aside.path().join(name)).unwrap();
        }
        Reader::open(aside.path()).unwrap().changes(id(1), 0, i64::MAX).unwrap().len()
    };
    let salvaged = salvage(killed.path()).unwrap();
    assert!(through_sqlite < 30, "{through_sqlite}");
    assert!(salvaged.pieces[0].changes.len() >= 39, "{}", salvaged.pieces[0].changes.len());
}

#[test]
fn what_is_no_database_has_nothing_to_salvage_and_does_no_harm() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(salvage(dir.path()), Err(Error::Missing)));
    let mut chance = Chance::new(5);
    for size in [0, 1, 100, 4095, 4096, 50_000] {
        let bytes: Vec<u8> = (0..size).map(|_| chance.next() as u8).collect();
        std::fs::write(dir.path().join(store::FILE_NAME), bytes).unwrap();
        assert_eq!(salvage(dir.path()).unwrap().pieces, []);
    }
}

#[test]
fn dl_21_reasons_why_a_desk_can_not_be_opened_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let open = |dir: &Path| Writer::open(dir, WriterOptions::default()).map(|_| ());
    assert!(matches!(open(&dir.path().join("nowhere")), Err(Error::Missing)));
    let path = dir.path().join(store::FILE_NAME);
    std::fs::create_dir(&path).unwrap();
    assert!(matches!(open(dir.path()), Err(Error::Disk(_) | Error::Unopened(_))), "a folder in its place");
    std::fs::remove_dir(&path).unwrap();
    open(dir.path()).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    other.execute("INSERT INTO state VALUES ('held', 1)", []).unwrap();
    drop(other);
    open(dir.path()).unwrap();
    std::fs::write(&path, [0x55; 8192]).unwrap();
    assert!(matches!(open(dir.path()), Err(Error::Damaged(_))));
}
