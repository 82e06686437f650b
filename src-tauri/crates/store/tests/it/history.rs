//! What was can be read, in the order in which it happened.

use crate::common::{change, id, version};
use model::Person;
use store::{Op, Reader, Writer, WriterOptions};

const DAY: i64 = 86_400_000;

#[test]
fn the_log_of_a_piece_is_read_with_and_without_payloads() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let maud = Person::named("Maud Castell");
    let peer = Op::Peer { peer: u64::MAX, piece: id(1), person: maud.clone(), device: "laptop".into(), at: 1 };
    writer
        .submit(vec![peer, change(id(1), 1, "", b"a"), change(id(2), 2, "", b"other"), change(id(1), 3, "", b"bcd")])
        .wait()
        .unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    let history = reader.history(id(1)).unwrap();
    let facts: Vec<_> = history.iter().map(|row| (row.seq, row.at, row.kind.as_str(), row.bytes)).collect();
    assert_eq!(facts, [(1, 1, "edit", 1), (3, 3, "edit", 3)]);
    assert!(history.iter().all(|row| row.person == maud));
    let payloads = |after, up_to| {
        let changes = reader.changes(id(1), after, up_to).unwrap();
        changes.into_iter().map(|change| (change.seq, change.payload)).collect::<Vec<_>>()
    };
    assert_eq!(payloads(0, i64::MAX), [(1, b"a".to_vec()), (3, b"bcd".to_vec())]);
    assert_eq!(payloads(1, 3), [(3, b"bcd".to_vec())]);
    assert!(payloads(1, 2).is_empty(), "another piece's change is not this one's");
    assert_eq!(reader.last_seq().unwrap(), 3);
    let peers = reader.peers(id(1)).unwrap();
    assert_eq!((peers[0].peer, peers[0].device.as_str(), &peers[0].person), (u64::MAX, "laptop", &maud));
}

#[test]
fn dl_25_versions_and_changes_keep_their_order_when_the_clock_goes_back_a_day() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let times = [10 * DAY, 10 * DAY + 5, 9 * DAY, 9 * DAY + 1, 11 * DAY];
    for (n, at) in times.iter().enumerate() {
        let name = format!("version {n}");
        writer.submit(vec![change(id(1), *at, &name, name.as_bytes()), version(id(1), *at, &name)]).wait().unwrap();
    }
    let reader = Reader::open(dir.path()).unwrap();
    let history: Vec<_> = reader.history(id(1)).unwrap().into_iter().map(|row| row.at).collect();
    assert_eq!(history, times, "the log is in the order of writing");
    let names: Vec<_> = reader.versions(id(1)).unwrap().into_iter().map(|version| version.name).collect();
    assert_eq!(names, ["version 0", "version 1", "version 2", "version 3", "version 4"]);
    let stored = reader.piece(id(1)).unwrap();
    assert_eq!(stored.changes.last().unwrap(), b"version 4");
    let oldest = reader.versions(id(1)).unwrap()[0].id;
    let text = reader.version(oldest).unwrap().unwrap();
    assert_eq!((text.piece, text.markdown.as_str(), text.version.seq), (id(1), "# version 0\n", 1));
    assert_eq!(reader.version(99).unwrap(), None);
}
