//! What waits in each piece is kept beside the list, and goes when the projections are made again.

use crate::common::{change, id};
use store::{Op, Reader, Writer, WriterOptions, check, rebuild};

#[test]
fn what_waits_is_of_a_place_in_the_log_and_goes_with_a_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let waiting = |n: u128, seq, state: &str| Op::Waiting { piece: id(n), seq, state: state.into() };
    writer.submit(vec![change(id(1), 1, "one", b"a"), change(id(2), 2, "two", b"b"), waiting(1, None, "{}")]);
    writer.submit(vec![change(id(1), 3, "one", b"c"), waiting(2, Some(2), "[]")]).wait().unwrap();
    let kept = |dir: &std::path::Path| Reader::open(dir).unwrap().waiting().unwrap();
    assert_eq!(kept(dir.path()), [(id(1), (1, "{}".to_owned())), (id(2), (2, "[]".to_owned()))].into());
    writer.submit(vec![waiting(1, None, "{1}")]).wait().unwrap();
    assert_eq!(kept(dir.path())[&id(1)], (3, "{1}".to_owned()), "written again, it is of the newest change");
    let codes = |dir: &std::path::Path| check::doctor(dir).findings.into_iter().map(|f| f.code).collect::<Vec<_>>();
    assert!(!codes(dir.path()).contains(&"waiting"));
    writer.submit(vec![waiting(2, Some(9), "{}")]).wait().unwrap();
    assert!(codes(dir.path()).contains(&"waiting"), "the log has no such place");
    drop(writer);
    let mut unreadable = |_: &rebuild::PieceLog| Err("not asked for".to_owned());
    rebuild::projections(dir.path(), &mut unreadable).unwrap();
    assert!(kept(dir.path()).is_empty());
}

#[test]
fn pieces_are_found_by_what_their_log_tells_of() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let of = |n: u128, kind: &str| match change(id(n), 1, &format!("p{n}"), b"a") {
        Op::Change { piece, at, person, payload, projection, .. } => {
            Op::Change { piece, at, person, kind: kind.into(), payload, projection }
        }
        other => other,
    };
    writer.submit(vec![of(2, "seal"), of(1, "edit"), of(1, "merge"), of(2, "merge"), of(3, "edit")]).wait().unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.pieces_with(&["seal", "merge"]).unwrap(), [id(2), id(1)]);
    assert!(reader.pieces_with(&["sign"]).unwrap().is_empty());
}
