//! Numbered data-loss rules of the desk as a whole.

use super::history::write;
use super::{Bench, bench, body, open, text, typed};
use desk::{Desk, ErrorKind, Event, ListQuery, Options, Remote, Update};
use model::{Field, PieceId, Splice};
use std::path::{Path, PathBuf};

fn replace(desk: &Desk, id: PieceId, field: Field, after: &str) {
    let opened = desk.open_piece(id).unwrap();
    let (_, before, version) = opened.fields.into_iter().find(|(f, ..)| *f == field).unwrap();
    let length = model::utf16_len(&before);
    let splices = vec![Splice { from: 0, to: length, insert: after.into() }];
    desk.edit(id, field, version, vec![Update { client: "window".into(), length, splices }]).unwrap();
}

fn kept(desk: &Desk, id: PieceId) -> Vec<(String, i64)> {
    let rows = desk.history(id, None, 100).unwrap().entries;
    rows.into_iter().flat_map(|row| row.versions).map(|version| (version.kind, version.moment)).collect()
}

/// The file of a folder with one piece.
pub(crate) fn only_file(folder: &Path) -> PathBuf {
    let mut files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|end| end == "md")).unwrap()
}

#[test]
fn dl_10_emptying_a_text_keeps_it_as_a_version_first() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let long = "It was due at nine, and nobody knows why it never came at all.";
    replace(&desk, id, Field::Body, "Short.");
    replace(&desk, id, Field::Body, "");
    assert_eq!(kept(&desk, id), [], "a few words are undone by hand");
    replace(&desk, id, Field::Body, long);
    replace(&desk, id, Field::Body, " \n ");
    let versions = kept(&desk, id);
    assert_eq!(versions.len(), 1);
    assert_eq!(versions[0].0, "before_empty");
    assert_eq!(desk.piece_at(id, versions[0].1).unwrap().body, long);
    // Neither opening, switching nor closing keeps or empties anything.
    replace(&desk, id, Field::Body, long);
    let other = desk.new_piece().unwrap().id;
    for _ in 0..20 {
        desk.open_piece(other).unwrap();
        desk.open_piece(id).unwrap();
    }
    desk.close();
    let (desk, ..) = open(dir.path());
    assert_eq!((body(&desk, id).as_str(), kept(&desk, id).len()), (long, 1));
}

#[test]
fn dl_10_a_file_whose_text_another_program_emptied_keeps_the_words_as_a_version() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let long = "It was due at nine, and nobody knows why it never came at all.";
    replace(&desk, id, Field::Body, long);
    replace(&desk, id, Field::Headline, "Ferry");
    let folder = dir.path().join("texts");
    std::fs::create_dir(&folder).unwrap();
    desk.set_folder(Some(&folder)).unwrap();
    let file = only_file(&folder);
    let emptied = std::fs::read_to_string(&file).unwrap().replace(long, "");
    std::fs::write(&file, emptied).unwrap();
    // A text that lost its end just now may be half written: it is looked at again when it has come to rest.
    let past = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    std::fs::File::options().write(true).open(&file).unwrap().set_modified(past).unwrap();
    desk.sync_folder().unwrap();
    let version = kept(&desk, id).into_iter().find(|(kind, _)| kind == "before_empty");
    assert_eq!(body(&desk, id), "");
    assert_eq!(desk.piece_at(id, version.unwrap().1).unwrap().body, long);
}

#[test]
fn dl_24_hostile_files_come_in_while_five_drafts_are_typed_and_harm_none() {
    let Bench { desk, dir, .. } = bench();
    let drafts: Vec<PieceId> = (0..5).map(|_| desk.new_piece().unwrap().id).collect();
    let deep = format!("{}x{}", "<div>".repeat(60_000), "</div>".repeat(60_000));
    let mut packet = b"\x89SFP\r\n\x1a\n".to_vec();
    packet.extend(u32::MAX.to_le_bytes());
    packet.extend([b'{'; 9000]);
    let files: [(&str, Vec<u8>); 7] = [
        ("deep.html", deep.into_bytes()),
        ("zeros.md", vec![0; 200_000]),
        ("quotes.md", "> ".repeat(100_000).into_bytes()),
        ("yaml.md", format!("---\na: {}\n---\nx", "[".repeat(50_000)).into_bytes()),
        ("noise.txt", (0..300_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("lines.txt", "\u{202e}\u{feff}\r\r\n".repeat(50_000).into_bytes()),
        ("odd.standfirst", packet),
    ];
    let paths: Vec<_> = files
        .iter()
        .map(|(name, bytes)| {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    let importing = desk.clone();
    let import = std::thread::spawn(move || importing.import_files(&paths).len());
    let mut written = 0;
    while !import.is_finished() || written < 20 {
        for id in &drafts {
            write(&desk, *id, &format!("word{written} "));
        }
        written += 1;
    }
    assert_eq!(import.join().unwrap(), 7, "each of them is answered");
    let wanted: String = (0..written).map(|number| format!("word{number} ")).collect();
    assert!(drafts.iter().all(|id| body(&desk, *id) == wanted));
    desk.close();
    let (desk, ..) = open(dir.path());
    assert!(drafts.iter().all(|id| body(&desk, *id) == wanted));
}

#[test]
fn dl_36_a_second_program_on_the_same_desk_is_refused_and_brings_the_first_to_the_front() {
    let Bench { desk, events, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    desk.edit(id, Field::Body, 0, typed(0, 0, "Mine.")).unwrap();
    let second = Desk::open(Options::new(dir.path().join("desk")));
    assert!(second.is_err_and(|error| *error.kind() == ErrorKind::Locked));
    Remote::connect(&dir.path().join("desk")).unwrap().unwrap().show(Some(id)).unwrap();
    assert!(events.lock().unwrap().iter().any(|event| matches!(event, Event::OpenPiece(shown) if *shown == id)));
    assert_eq!(body(&desk, id), "Mine.");
}

#[test]
fn dl_36_a_second_desk_on_the_same_folder_is_told_of_with_its_computer_and_the_time() {
    let (one, other) = (bench(), bench());
    let folder = one.dir.path().join("shared");
    std::fs::create_dir(&folder).unwrap();
    let id = one.desk.new_piece().unwrap().id;
    write(&one.desk, id, "Hers.");
    assert_eq!(one.desk.set_folder(Some(&folder)).unwrap().others, []);
    let found = other.desk.set_folder(Some(&folder)).unwrap();
    assert_eq!(found.others.len(), 1);
    assert!(!found.others[0].computer.is_empty() && found.others[0].at.contains('T'), "{:?}", found.others);
    assert_eq!(one.desk.sync_folder().unwrap().others.len(), 1, "each is told of the other");
    assert_eq!(
        other.desk.list(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap().rows.len(),
        1,
        "and both have the piece"
    );
    assert_eq!(desk::Archive::open(&one.dir.path().join("desk")).unwrap().folder().unwrap().others.len(), 1);
    other.desk.set_folder(None).unwrap();
    assert_eq!(one.desk.sync_folder().unwrap().others, [], "who gives the folder up is no neighbour any more");
}

#[test]
fn dl_09_a_folder_that_goes_while_one_writes_takes_no_word_and_is_written_when_it_is_back() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "Before.");
    let (share, away) = (dir.path().join("share"), dir.path().join("away"));
    std::fs::create_dir(&share).unwrap();
    desk.set_folder(Some(&share)).unwrap();
    for round in 0..6 {
        write(&desk, id, &format!(" Round {round}."));
        std::fs::rename(&share, &away).unwrap();
        write(&desk, id, " Away.");
        assert!(desk.sync_folder().unwrap().paused.is_some(), "it is said");
        std::fs::rename(&away, &share).unwrap();
        let status = desk.sync_folder().unwrap();
        assert_eq!((status.paused, status.problems), (None, Vec::new()));
        let file = only_file(&share);
        let words = std::fs::read_to_string(file).unwrap();
        assert!(words.contains(&text(&desk, id, Field::Body)), "round {round}: {words}");
    }
}

#[test]
fn dl_42_a_rename_and_a_replacement_in_many_places_are_one_change_each_and_touch_nothing_else() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let before = "The ferry. `ferry()` [x](https://ferry.example) FERRY ferryman 🦆 ferry.";
    replace(&desk, id, Field::Body, before);
    desk.rename(id, "the-ferry").unwrap();
    assert_eq!(body(&desk, id), before, "a name is no word of the text");
    // As the window sends it: every place in one update.
    let opened = desk.open_piece(id).unwrap();
    let version = opened.fields.iter().find(|(f, ..)| *f == Field::Body).unwrap().2;
    let at = |byte: usize| model::utf16_len(&before[..byte]);
    let places = before.match_indices("ferry");
    let splices = places.map(|(byte, _)| Splice { from: at(byte), to: at(byte + 5), insert: "boat".into() }).collect();
    let length = model::utf16_len(before);
    let moment = desk.history(id, None, 1).unwrap().now;
    desk.edit(id, Field::Body, version, vec![Update { client: "window".into(), length, splices }]).unwrap();
    assert_eq!(body(&desk, id), before.replace("ferry", "boat"));
    desk.restore(id, moment).unwrap();
    assert_eq!(body(&desk, id), before, "and one step back is exact");
}

#[test]
fn a_desk_that_is_closed_while_somebody_types_ends() {
    for _ in 0..20 {
        let Bench { desk, dir, .. } = bench();
        let id = desk.new_piece().unwrap().id;
        desk.preview(id).unwrap();
        let (said, typing) = std::sync::mpsc::channel();
        let typist = desk.clone();
        std::thread::spawn(move || {
            // Until the desk refuses, being closed.
            for at in 0.. {
                if typist.edit(id, Field::Body, at, typed(at, at, "x")).is_err() {
                    break;
                }
                let _ = said.send(at);
            }
        });
        typing.iter().find(|at| *at == 5).unwrap();
        let (ended, end) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            desk.close();
            let _ = ended.send(());
        });
        end.recv_timeout(std::time::Duration::from_secs(20)).expect("closing and typing wait for each other");
        let last = typing.iter().last().unwrap_or(5);
        let (desk, ..) = open(dir.path());
        assert!(body(&desk, id).len() > last as usize, "what was acknowledged is there");
        desk.close();
    }
}
