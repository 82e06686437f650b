//! The lists and the search index are in the log: taken away, they come back equal.

use crate::common::{all, id, version};
use model::{Person, PieceId, Stage};
use proptest::prelude::*;
use std::path::Path;
use store::rebuild::{PieceLog, projections};
use store::{Op, Projection, Reader, RowQuery, Writer, WriterOptions, check};

/// Reads a log as the desk does with manuscripts, only simpler: what was written last is the headline, everything
/// together the body.
fn project(piece: PieceId, payloads: &[Vec<u8>]) -> (Projection, String) {
    let texts: Vec<_> = payloads.iter().map(|payload| String::from_utf8_lossy(payload).into_owned()).collect();
    let projection = Projection {
        slugline: format!("piece-{piece}").to_lowercase(),
        headline: texts.last().cloned().unwrap_or_default(),
        byline: format!("By {}", texts.first().cloned().unwrap_or_default()),
        words: texts.len() as u32,
        stage: Stage::ALL[texts.len() % Stage::ALL.len()],
    };
    (projection, texts.join(" "))
}

fn projector(log: &PieceLog) -> Result<(Projection, String), String> {
    let payloads: Vec<_> = log.changes.iter().map(|change| change.payload.clone()).collect();
    Ok(project(log.piece, &payloads))
}

#[derive(Clone, Debug)]
enum Step {
    Change(u128, String),
    Bin(u128, bool),
    Snapshot(u128),
    Version(u128),
    Index(u128),
}

fn steps() -> impl Strategy<Value = Vec<(Step, i64)>> {
    let piece = 1u128..5;
    let step = prop_oneof![
        4 => (piece.clone(), "[a-zł]{1,8}").prop_map(|(piece, text)| Step::Change(piece, text)),
        1 => (piece.clone(), any::<bool>()).prop_map(|(piece, binned)| Step::Bin(piece, binned)),
        1 => piece.clone().prop_map(Step::Snapshot),
        1 => piece.clone().prop_map(Step::Version),
        1 => piece.prop_map(Step::Index),
    ];
    // Times are the clock's, and a clock may go back.
    prop::collection::vec((step, 0i64..1_000_000), 1..40)
}

fn write(dir: &Path, steps: &[(Step, i64)]) {
    let writer = Writer::open(dir, WriterOptions::default()).unwrap();
    let mut written: Vec<Vec<Vec<u8>>> = vec![Vec::new(); 5];
    for (step, at) in steps {
        let at = *at;
        let person = Person::named("Maud Castell");
        let op = match step {
            Step::Change(n, text) => {
                written[*n as usize].push(text.clone().into_bytes());
                let (projection, _) = project(id(*n), &written[*n as usize]);
                let payload = text.clone().into_bytes();
                Op::Change { piece: id(*n), at, person, kind: "edit".into(), payload, projection }
            }
            // A milestone of nothing is not what the desk writes, and doctor would rightly tell of it.
            Step::Snapshot(n) | Step::Version(n) if written[*n as usize].is_empty() => continue,
            Step::Bin(n, binned) => Op::Bin { piece: id(*n), at, person, binned: *binned },
            Step::Snapshot(n) => Op::Snapshot { piece: id(*n), payload: written[*n as usize].concat() },
            Step::Version(n) => version(id(*n), at, "kept"),
            Step::Index(n) => Op::Index { piece: id(*n), body: project(id(*n), &written[*n as usize]).1 },
        };
        writer.submit(vec![op]);
    }
    for n in 1..5u128 {
        writer.submit(vec![Op::Index { piece: id(n), body: project(id(n), &written[n as usize]).1 }]);
    }
}

/// Every projection, and beside it what must not be touched.
fn dump(dir: &Path) -> Vec<String> {
    let conn = rusqlite::Connection::open(dir.join(store::FILE_NAME)).unwrap();
    let mut out = Vec::new();
    for table in [
        "SELECT * FROM piece ORDER BY id",
        "SELECT r.piece, t.headline, t.byline, t.slugline, t.body FROM piece_text t JOIN piece_text_row r ON r.row = t.rowid ORDER BY r.piece",
        "SELECT * FROM change ORDER BY seq",
        "SELECT * FROM version ORDER BY id",
        "SELECT * FROM snapshot WHERE seq > 0 ORDER BY piece",
        "SELECT name, sql FROM sqlite_master ORDER BY name",
    ] {
        let mut statement = conn.prepare(table).unwrap();
        let columns = statement.column_count();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            out.extend((0..columns).map(|n| format!("{}: {:?}", names[n], row.get_ref(n).unwrap())));
        }
    }
    out
}

fn run(dir: &Path, sql: &str) {
    rusqlite::Connection::open(dir.join(store::FILE_NAME)).unwrap().execute_batch(sql).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn projections_that_are_taken_away_come_back_equal(steps in steps()) {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &steps);
        let before = dump(dir.path());
        run(dir.path(), "DELETE FROM piece; DELETE FROM piece_text; DELETE FROM piece_text_row;");
        let done = projections(dir.path(), &mut projector).unwrap();
        prop_assert!(done.renamed.is_empty() && done.unreadable.is_empty());
        prop_assert_eq!(dump(dir.path()), before.clone());
        let report = check::doctor(dir.path());
        prop_assert!(report.is_sound(), "{:?}", report.findings);
        // And made again over sound ones they are the same as well.
        projections(dir.path(), &mut projector).unwrap();
        prop_assert_eq!(dump(dir.path()), before);
    }
}

fn three() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let change = |n: u128, text: &str| (Step::Change(n, text.to_owned()), 5);
    write(
        dir.path(),
        &[change(1, "ferry"), (Step::Snapshot(1), 5), change(2, "tram"), change(3, "bell"), (Step::Bin(3, true), 6)],
    );
    dir
}

#[test]
fn everything_that_doctor_calls_repairable_is_repaired() {
    for damage in [
        "DELETE FROM piece WHERE headline = 'tram'",
        "UPDATE piece SET last_seq = 1, indexed_seq = 1, modified = 99, binned = NULL, bin_seq = NULL",
        "DELETE FROM piece_text",
        "INSERT INTO snapshot VALUES ('nobody', 99, x'00', NULL)",
        "UPDATE snapshot SET payload = x'00'",
        "DELETE FROM state",
        "INSERT INTO piece SELECT 'ghost', 'ghost', '', '', 0, stage, stage_rank, 1, 1, NULL, 1, 0, NULL FROM piece LIMIT 1",
    ] {
        let dir = three();
        run(dir.path(), damage);
        let report = check::doctor(dir.path());
        assert!(!report.is_sound() && report.findings.iter().all(|finding| finding.repairable), "{damage}: {report:?}");
        projections(dir.path(), &mut projector).unwrap();
        assert_eq!(check::doctor(dir.path()).findings, [], "{damage}");
        let found = Reader::open(dir.path()).unwrap().rows(&RowQuery { search: "tram".into(), ..all() }).unwrap();
        assert_eq!(found[0].id, id(2), "{damage}");
    }
}

#[test]
fn a_piece_that_can_not_be_read_stays_on_the_list() {
    let dir = three();
    run(dir.path(), "DELETE FROM piece WHERE headline = 'ferry'");
    let mut project = |log: &PieceLog| if log.piece == id(3) { projector(log) } else { Err("torn".to_owned()) };
    let done = projections(dir.path(), &mut project).unwrap();
    assert_eq!((done.pieces, done.unreadable.len()), (1, 2));
    let reader = Reader::open(dir.path()).unwrap();
    let tram = reader.head(id(2)).unwrap().unwrap();
    assert_eq!((tram.row.headline.as_str(), tram.last_seq), ("tram", 2), "as it was listed before");
    let ferry = reader.head(id(1)).unwrap().unwrap();
    assert_eq!(ferry.row.slugline, id(1).to_string().to_lowercase(), "or under its id");
}

#[test]
fn two_pieces_of_one_slugline_are_both_listed() {
    let dir = three();
    let mut project = |log: &PieceLog| {
        projector(log).map(|(projection, body)| (Projection { slugline: "same".into(), ..projection }, body))
    };
    let done = projections(dir.path(), &mut project).unwrap();
    assert_eq!(done.renamed, [(id(2), "same-2".to_owned()), (id(3), "same-3".to_owned())]);
    assert_eq!(Reader::open(dir.path()).unwrap().by_slugline("same").unwrap(), Some(id(1)));
}

#[test]
fn a_rebuild_that_fails_changes_nothing() {
    let dir = three();
    run(
        dir.path(),
        "CREATE TRIGGER no BEFORE INSERT ON piece WHEN new.headline = 'bell' BEGIN SELECT raise(ABORT, 'no'); END",
    );
    let before = dump(dir.path());
    assert!(projections(dir.path(), &mut projector).is_err());
    assert_eq!(dump(dir.path()), before);
}
