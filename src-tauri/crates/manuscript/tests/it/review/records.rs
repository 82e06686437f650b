//! Records in the document.

use super::{ada, id, opened};
use manuscript::{Error, Manuscript};
use model::Field;
use model::review::{Act, Role};

fn reply(text: &str) -> Act {
    Act::Reply { of: "x".into(), text: text.into() }
}

#[test]
fn records_are_kept_in_order_and_meet_as_a_union() {
    let mut one = Manuscript::new(1).unwrap();
    let first = one.record(id(5), 10, ada(), Some(Role::Editor), reply("first")).unwrap();
    assert_eq!(first.clock, 1);
    let log: Vec<Vec<u8>> = one.take_update(1).unwrap().into_iter().collect();
    let (mut left, mut right) = (opened(&log, 2), opened(&log, 3));
    left.record(id(4), 11, ada(), None, reply("left")).unwrap();
    right.record(id(3), 12, ada(), None, reply("right")).unwrap();
    let (from_left, from_right) = (left.take_update(2).unwrap().unwrap(), right.take_update(2).unwrap().unwrap());
    left.merge(&from_right).unwrap();
    right.merge(&from_left).unwrap();
    let ids = |piece: &Manuscript| piece.records().iter().map(|r| (r.clock, r.id.clone())).collect::<Vec<_>>();
    assert_eq!(ids(&left), [(1, id(5)), (2, id(3)), (2, id(4))]);
    assert_eq!(ids(&right), ids(&left));
    assert_eq!(left.record(id(6), 13, ada(), None, reply("on")).unwrap().clock, 3);
    let mark = left.version();
    left.take_update(3).unwrap();
    let snapshot = left.snapshot().unwrap();
    let again = Manuscript::load(Some(&snapshot), std::iter::empty(), 9).unwrap();
    assert_eq!(again.records(), left.records());
    assert_eq!(again.records()[0], first);
    assert!(left.at(&mark).unwrap().records().len() >= 3);
}

#[test]
fn what_is_too_long_is_refused_and_nothing_changes() {
    let mut one = Manuscript::new(1).unwrap();
    let refused = one.record(id(1), 1, ada(), None, reply(&"x".repeat(1_000_001)));
    assert!(matches!(refused, Err(Error::TooLong)));
    assert!(one.records().is_empty());
    assert_eq!(one.take_update(1).unwrap(), None);
    one.record(id(1), 1, ada(), None, reply("x")).unwrap();
    assert!(one.record(id(1), 1, ada(), None, reply("y")).is_err());
    assert!(one.record(String::new(), 1, ada(), None, reply("y")).is_err());
    assert_eq!(one.records().len(), 1);
}

#[test]
fn damaged_records_are_skipped_and_unknown_ones_are_kept() {
    let doc = loro::LoroDoc::new();
    let map = doc.get_map("records");
    map.insert("a", "{ not JSON").unwrap();
    map.insert("b", 5).unwrap();
    let unknown = r#"{"id":"c","clock":7,"at":1,"by":{"name":"Bo Lind","initials":"BL"},"act":"dreams","of":"what"}"#;
    map.insert("c", unknown).unwrap();
    map.insert("d", unknown).unwrap();
    doc.commit();
    let bytes = doc.export(loro::ExportMode::all_updates()).unwrap();
    let mut piece = opened(&[bytes], 2);
    assert_eq!(piece.records().len(), 1, "the one under its own name");
    assert_eq!(piece.records()[0].act, Act::Unknown);
    assert_eq!(piece.record(id(1), 1, ada(), None, reply("x")).unwrap().clock, 8);
    let updates = piece.take_update(1).unwrap();
    let _ = updates;
    let kept = piece.snapshot().unwrap();
    let reread = loro::LoroDoc::new();
    reread.import(&kept).unwrap();
    let value = reread.get_map("records").get("c").and_then(|v| v.into_value().ok()).and_then(|v| v.into_string().ok());
    assert_eq!(value.as_deref().map(String::as_str), Some(unknown));
    assert_eq!(piece.text(Field::Body), "");
}
