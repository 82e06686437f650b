//! A piece travels between two desks.

mod pictures;

use super::history::{MINUTE, Turned, write};
use super::{body, text, typed};
use crate::life::reply;
use desk::review::{NewComment, Place as Spot, ReadbackWanted, Stepping};
use desk::{Archive, Clock, Desk, ErrorKind, Event, HistoryKind, Options, PacketContents, Take, maintenance};
use model::review::{Action, CommentKind, How, Role};
use model::{Field, PieceId, Splice};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// A desk of a person, with a clock of its own.
struct Place {
    desk: Desk,
    clock: Arc<Turned>,
    events: Arc<Mutex<Vec<Event>>>,
    dir: tempfile::TempDir,
}

fn place(person: &str) -> Place {
    let dir = tempfile::tempdir().unwrap();
    let clock = Arc::new(Turned(AtomicI64::new(1_700_000_000_000)));
    let events = Arc::new(Mutex::new(Vec::new()));
    let heard = events.clone();
    let sink = Arc::new(move |events| heard.lock().unwrap().extend(events));
    let options = Options { clock: clock.clone(), sink, ..Options::new(dir.path().join("desk")) };
    let desk = Desk::open(options).unwrap();
    desk.set_person(person, "").unwrap();
    Place { desk, clock, events, dir }
}

impl Place {
    fn archive(&self) -> Archive {
        Archive::open(self.desk.dir()).unwrap()
    }

    fn packed(&self, id: PieceId, since: Option<&str>) -> (PathBuf, PacketContents) {
        let (bytes, contents) = self.archive().packet(id, since, self.clock.now_ms()).unwrap();
        let file = self.dir.path().join(format!("{}.standfirst", contents.slugline));
        std::fs::write(&file, bytes).unwrap();
        (file, contents)
    }

    fn later(&self, minutes: i64) {
        self.clock.0.fetch_add(minutes * MINUTE, Ordering::Relaxed);
    }

    fn replace(&self, id: PieceId, field: Field, old: &str, new: &str) {
        let opened = self.desk.open_piece(id).unwrap();
        let (_, text, version) = opened.fields.into_iter().find(|(f, ..)| *f == field).unwrap();
        let at = model::utf16_len(&text[..text.find(old).unwrap()]);
        let splices = vec![Splice { from: at, to: at + model::utf16_len(old), insert: new.into() }];
        let length = model::utf16_len(&text);
        self.desk.edit(id, field, version, vec![desk::Update { client: "window".into(), length, splices }]).unwrap();
    }

    /// Who did what, when, and with how many words, oldest first.
    fn told(&self, id: PieceId) -> Vec<(String, HistoryKind, String, u32, u32)> {
        let history = self.desk.history(id, None, 100).unwrap().entries;
        let told = history.into_iter().rev();
        told.map(|e| (e.person.name, e.kind, e.to, e.words_added, e.words_removed)).collect()
    }

    fn is_sound(&self) {
        let report = maintenance::doctor(self.desk.dir()).unwrap();
        assert!(report.is_sound(), "{report:?}");
    }
}

/// A piece of Maud's with a past.
fn ferry(maud: &Place) -> PieceId {
    let id = maud.desk.new_piece().unwrap().id;
    maud.desk.rename(id, "night-ferry").unwrap();
    write(&maud.desk, id, "The bribe was paid. It was due at nine 🦆. Nobody came.");
    maud.desk.edit(id, Field::Headline, 0, typed(0, 0, "The night ferry")).unwrap();
    maud.later(40);
    maud.replace(id, Field::Body, "The bribe was paid. ", "");
    maud.desk.save_version(id, "For Ivo").unwrap();
    maud.later(40);
    write(&maud.desk, id, " The end.");
    id
}

#[test]
fn dl_45_a_piece_arrives_as_it_was_with_its_history_people_and_versions() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    let (file, contents) = maud.packed(id, None);
    assert_eq!((contents.people.as_slice(), contents.left.as_ref()), (&["Maud Castell".to_owned()][..], None));
    assert_eq!((contents.versions.as_slice(), contents.attachments), (&["For Ivo".to_owned()][..], 0));
    let came = ivo.desk.import_packet(&file).unwrap();
    assert_eq!((came.id, came.is_new, came.slugline.as_str(), came.versions), (id, true, "night-ferry", 1));
    assert_eq!(came.changes, contents.changes);
    assert_eq!(ivo.told(id), maud.told(id), "who and when, as it was");
    for field in Field::ALL {
        assert_eq!(text(&ivo.desk, id, field), text(&maud.desk, id, field));
    }
    let at = ivo.archive().moment(&format!("{id}@For Ivo")).unwrap().moment;
    assert_eq!(ivo.desk.piece_at(id, at).unwrap().body, "It was due at nine 🦆. Nobody came.");
    let (_, authors) = ivo.desk.authors(id, Field::Body).unwrap();
    assert!(authors.iter().all(|(.., who)| who.as_ref().is_some_and(|who| who.name == "Maud Castell")), "{authors:?}");
    // Closed and opened, and made again from the log, it is the same.
    ivo.is_sound();
    ivo.desk.close();
    assert_eq!(maintenance::rebuild(ivo.desk.dir()).unwrap().pieces, 1);
    let again = Desk::open(Options::new(ivo.desk.dir())).unwrap();
    assert_eq!(body(&again, id), body(&maud.desk, id));
    again.close();
}

#[test]
fn the_same_packet_again_changes_nothing() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    let (file, _) = maud.packed(id, None);
    ivo.desk.import_packet(&file).unwrap();
    let (before, list) = (ivo.told(id), ivo.archive());
    let last = |place: &Place| place.desk.history(id, None, 1).unwrap().now;
    let now = last(&ivo);
    for one in [&ivo, &maud] {
        let again = one.desk.import_packet(&file).unwrap();
        assert_eq!((again.is_new, again.changes, again.versions, again.collisions), (false, 0, 0, 0));
    }
    assert_eq!((ivo.told(id), last(&ivo)), (before, now));
    assert_eq!(list.list(&super::everything()).unwrap().total, 1);
    ivo.is_sound();
    maud.is_sound();
}

#[test]
fn two_desks_that_went_on_apart_read_the_same_and_show_what_collides() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    ivo.desk.import_packet(&maud.packed(id, None).0).unwrap();
    ivo.desk.open_piece(id).unwrap();
    let seen = body(&ivo.desk, id);
    for one in [&maud, &ivo] {
        one.later(60);
    }
    maud.replace(id, Field::Body, "at nine", "at ten");
    maud.replace(id, Field::Headline, "night", "last");
    ivo.replace(id, Field::Body, "at nine", "at noon");
    write(&ivo.desk, id, " So says Ivo.");
    ivo.desk.save_version(id, "Checked").unwrap();
    let mine = body(&ivo.desk, id);
    ivo.events.lock().unwrap().clear();

    let (from_maud, from_ivo) = (maud.packed(id, None).0, ivo.packed(id, None).0);
    let came = ivo.desk.import_packet(&from_maud).unwrap();
    assert_eq!((came.is_new, came.collisions, came.versions), (false, 1, 0));
    let back = maud.desk.import_packet(&from_ivo).unwrap();
    assert_eq!((back.is_new, back.collisions, back.versions), (false, 1, 1));
    assert_eq!(body(&maud.desk, id), body(&ivo.desk, id), "both read the same");
    assert_eq!(text(&ivo.desk, id, Field::Headline), "The last ferry");
    let read = body(&ivo.desk, id);
    assert!(read.contains("ten") && read.contains("noon") && read.ends_with("So says Ivo."), "{read}");

    // The window had Ivo's text open: what it was told makes the same of it.
    let mut shown = mine.clone();
    for event in ivo.events.lock().unwrap().iter() {
        if let Event::PieceChanged { field: Field::Body, updates, .. } = event {
            for update in updates {
                shown = model::apply_splices(&shown, &update.splices).unwrap();
            }
        }
    }
    assert_eq!(shown, read);

    // A milestone of before, on both sides.
    let kept: Vec<_> = ivo.desk.history(id, None, 100).unwrap().entries;
    let before = kept.iter().flat_map(|e| &e.versions).find(|version| version.kind == "before_merge").unwrap();
    assert_eq!(ivo.desk.piece_at(id, before.moment).unwrap().body, mine);
    assert_ne!(mine, seen);

    let open = &ivo.desk.collisions(Some(id)).unwrap()[0].1;
    assert_eq!((open.ours.as_str(), open.theirs.as_str(), open.base.as_str()), ("noon", "ten", "nine"));
    let there = maud.desk.collisions(Some(id)).unwrap()[0].1.clone();
    assert_eq!((there.ours.as_str(), there.theirs.as_str()), ("ten", "noon"));
    ivo.desk.decide_collision(open.id, Take::Theirs).unwrap();
    assert!(body(&ivo.desk, id).contains("due at ten 🦆"), "{}", body(&ivo.desk, id));
    // Maud is told of the decision by the next packet, and has nothing left to decide.
    let told = maud.desk.import_packet(&ivo.packed(id, None).0).unwrap();
    assert_eq!((told.collisions, body(&maud.desk, id)), (0, body(&ivo.desk, id)));
    assert!(maud.desk.collisions(Some(id)).unwrap().is_empty());
    for one in [&maud, &ivo] {
        one.is_sound();
        let people: Vec<_> = one.told(id).into_iter().map(|row| row.0).collect();
        assert!(people.contains(&"Maud Castell".into()) && people.contains(&"Ivo Marić".into()));
    }
}

#[test]
fn history_before_a_version_stays_behind_and_what_comes_back_merges() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    let whole = std::fs::read(maud.packed(id, None).0).unwrap();
    assert!(String::from_utf8_lossy(&whole).contains("bribe"));
    let (file, contents) = maud.packed(id, Some("For Ivo"));
    assert!(!String::from_utf8_lossy(&std::fs::read(&file).unwrap()).contains("bribe"));
    let left = contents.left.unwrap();
    assert_eq!((left.since.as_str(), left.changes), ("For Ivo", 4));
    assert_eq!(contents.versions, ["For Ivo"]);
    let came = ivo.desk.import_packet(&file).unwrap();
    assert_eq!((came.is_new, came.changes, came.versions), (true, 2, 1));
    assert_eq!(body(&ivo.desk, id), body(&maud.desk, id));
    let told = ivo.told(id);
    assert_eq!(told.iter().map(|row| row.1).collect::<Vec<_>>(), [HistoryKind::Merge, HistoryKind::Work]);
    let first = ivo.desk.history(id, None, 100).unwrap().entries.pop().unwrap();
    assert_eq!(ivo.desk.piece_at(id, first.moment).unwrap().body, "It was due at nine 🦆. Nobody came.");
    for moment in 0..=came.changes {
        assert!(!ivo.desk.piece_at(id, i64::from(moment)).unwrap().body.contains("bribe"));
    }
    write(&ivo.desk, id, " Seen by Ivo.");
    write(&maud.desk, id, " Seen by Maud.");
    maud.desk.import_packet(&ivo.packed(id, None).0).unwrap();
    ivo.desk.import_packet(&maud.packed(id, None).0).unwrap();
    assert_eq!(body(&ivo.desk, id), body(&maud.desk, id));
    assert!(body(&ivo.desk, id).contains("Seen by Ivo.") && body(&ivo.desk, id).contains("Seen by Maud."));
    let oldest = maud.desk.history(id, None, 100).unwrap().entries;
    let moment = oldest.iter().map(|row| row.moment).filter(|moment| *moment <= 4).max().unwrap();
    assert!(maud.desk.piece_at(id, moment).unwrap().body.contains("bribe"), "Maud's own history is whole");
    ivo.is_sound();
    maud.is_sound();
}

#[test]
fn unless_somebody_chooses_what_was_deleted_before_a_piece_was_filed_stays_here() {
    let maud = place("Maud Castell");
    let id = maud.desk.new_piece().unwrap().id;
    let second = || maud.clock.0.fetch_add(1000, Ordering::Relaxed);
    let least = || maud.archive().packet_starts(id).unwrap().remove(0).since;
    let bytes = |since: Option<&str>| {
        let (file, contents) = maud.packed(id, since);
        (String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned(), contents)
    };
    // All within a minute, which would be one row of the history.
    write(&maud.desk, id, "The bribe was paid. It was due at nine.");
    second();
    maud.replace(id, Field::Body, "The bribe was paid. ", "");
    second();
    assert_eq!(least().as_deref(), Some("now"));
    assert!(!bytes(Some("now")).0.contains("bribe"));
    let missing = maud.archive().packet(id, Some("filed"), 0).unwrap_err();
    assert!(missing.to_string().ends_with("was never filed."), "{missing}");
    let file = Stepping {
        action: Action::File,
        role: Role::Author,
        reason: String::new(),
        override_needs: false,
        fee: String::new(),
        rights_return: String::new(),
    };
    maud.desk.step(id, file).unwrap();
    second();
    write(&maud.desk, id, " The mayor knew. Nobody came.");
    second();
    maud.replace(id, Field::Body, " The mayor knew.", "");
    assert_eq!(least().as_deref(), Some("filed"));
    let (text, contents) = bytes(Some("filed"));
    assert!(!text.contains("bribe") && text.contains("mayor"), "what was written since travels");
    assert_eq!(contents.left.map(|left| left.since).as_deref(), Some("filed"));
    assert!(bytes(None).0.contains("bribe"));
    // A text that somebody agreed to is part of the review, and is told.
    maud.desk.sign_off(id, &Role::Editor, How::Here).unwrap();
    assert_eq!(bytes(Some("now")).1.baselines, 1);
}

#[test]
fn a_reply_that_came_in_on_two_desks_stands_once_when_they_meet() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    let place = Spot::Words { field: Some(Field::Body), words: "due at nine".into() };
    let query =
        NewComment { place, kind: CommentKind::Query, text: "Nine?".into(), asks: None, role: Some(Role::Editor) };
    maud.desk.comment(id, query).unwrap();
    let file = maud.dir.path().join("back.html");
    let wanted = ReadbackWanted { against: None, to: "Ilse Varden".into(), path: file.clone(), force: false };
    maud.desk.readback_export(id, &wanted).unwrap();
    let reply = reply(&std::fs::read_to_string(&file).unwrap(), "agrees", &["Nine."]);
    ivo.desk.import_packet(&maud.packed(id, None).0).unwrap();
    for one in [&maud, &ivo] {
        assert!(!one.desk.readback_import(&reply).unwrap().repeated);
        one.later(1);
    }
    let (from_maud, from_ivo) = (maud.packed(id, None).0, ivo.packed(id, None).0);
    maud.desk.import_packet(&from_ivo).unwrap();
    ivo.desk.import_packet(&from_maud).unwrap();
    for one in [&maud, &ivo] {
        let review = one.desk.review(id, None, &Role::Editor).unwrap();
        let replies: Vec<_> = review.comments.iter().flat_map(|comment| &comment.replies).collect();
        assert_eq!((review.comments.len(), replies.len()), (2, 1), "the query with its answer, and the thanks");
        assert!(one.desk.readback_import(&reply).unwrap().repeated);
        one.is_sound();
    }
}

#[test]
fn a_name_that_another_piece_has_here_is_not_taken_from_it() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    let own = ivo.desk.new_piece().unwrap().id;
    ivo.desk.rename(own, "night-ferry").unwrap();
    let came = ivo.desk.import_packet(&maud.packed(id, None).0).unwrap();
    assert_eq!(came.slugline, "night-ferry-2");
    // Later Maud gives it a name that Ivo's piece got meanwhile.
    ivo.desk.rename(own, "morning-ferry").unwrap();
    maud.desk.rename(id, "morning-ferry").unwrap();
    let came = ivo.desk.import_packet(&maud.packed(id, None).0).unwrap();
    assert_eq!(ivo.archive().resolve("morning-ferry").unwrap(), own);
    assert_ne!(came.slugline, "morning-ferry");
    assert_eq!(ivo.archive().resolve(&came.slugline).unwrap(), id);
    ivo.is_sound();
}

#[test]
fn what_is_no_packet_or_lies_is_refused_in_a_sentence_and_changes_nothing() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    let (file, _) = maud.packed(id, None);
    let bytes = std::fs::read(&file).unwrap();
    let refused = |bytes: &[u8]| {
        let file = ivo.dir.path().join("odd.standfirst");
        std::fs::write(&file, bytes).unwrap();
        let error = ivo.desk.import_packet(&file).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::BadInput, "{error}");
        let sentence = error.to_string();
        assert!(
            sentence.starts_with("“odd.standfirst” can't") && sentence.ends_with("Nothing was changed."),
            "{sentence}"
        );
        sentence
    };
    assert!(refused(b"---\nheadline: x\n---\n").contains("not a Standfirst packet"));
    assert!(refused(&bytes[..bytes.len() - 9]).contains("damaged or not whole"));
    assert!(ivo.desk.import_packet(&ivo.dir.path().join("none.standfirst")).is_err());
    assert!(ivo.desk.import_packet(ivo.dir.path()).is_err());
    // Somebody who knows the format gives other logs and documents.
    let lies: [fn(&mut share::Packet); 6] = [
        |packet| packet.document.truncate(packet.document.len() / 2),
        |packet| packet.document = b"loro, or so".to_vec(),
        |packet| drop(packet.changes.remove(1)),
        |packet| packet.changes.swap(1, 2),
        |packet| packet.changes[1].kind = "purge".into(),
        |packet| packet.versions[0].mark = vec![1, 2, 3],
    ];
    for lie in lies {
        let mut packet = share::read(&bytes).unwrap();
        lie(&mut packet);
        assert!(refused(&share::write(&packet).unwrap()).contains("contradicts itself"));
    }
    assert_eq!(ivo.archive().list(&super::everything()).unwrap().total, 0);
    // Another piece under the number of one that is here.
    ivo.desk.import_packet(&file).unwrap();
    let other = place("Somebody Else");
    let theirs = ferry(&other);
    let mut packet = share::read(&std::fs::read(other.packed(theirs, None).0).unwrap()).unwrap();
    packet.piece = id;
    assert!(refused(&share::write(&packet).unwrap()).contains("is not that of the piece"));
    assert_eq!(body(&ivo.desk, id), body(&maud.desk, id));
    ivo.is_sound();
}

#[test]
fn a_packet_among_files_comes_in_as_a_piece() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let id = ferry(&maud);
    let (file, _) = maud.packed(id, None);
    let done = ivo.desk.import_files(&[file]);
    let (piece, receipt) = done[0].outcome.as_ref().unwrap();
    assert_eq!((piece.id, piece.headline.as_str()), (Some(id), "The night ferry"));
    assert!(receipt[0].text.as_deref().is_some_and(|said| said.ends_with("by Maud Castell")), "{receipt:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 6, ..Default::default() })]
    /// Whatever two desks do, and however often and in whatever order their packets come: both read the same in the end,
    /// and each word that was written is in the text or in the history.
    #[test]
    fn packets_lose_no_word_and_end_alike(steps in proptest::collection::vec((0u8..5, 0usize..1000), 4..24)) {
        let both = [place("Maud Castell"), place("Ivo Marić")];
        let id = ferry(&both[0]);
        both[1].desk.import_packet(&both[0].packed(id, None).0).unwrap();
        let mut packets: Vec<PathBuf> = Vec::new();
        for (number, (step, at)) in steps.iter().enumerate() {
            let one = &both[at % 2];
            one.later(1);
            match step {
                0 | 1 => {
                    let words = format!("word{number} ");
                    let text = body(&one.desk, id);
                    let places: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
                    let place = places.get(at % places.len().max(1)).copied().unwrap_or(0);
                    let place = model::utf16_len(&text[..place]);
                    let opened = one.desk.open_piece(id).unwrap();
                    let version = opened.fields.iter().find(|(f, ..)| *f == Field::Body).unwrap().2;
                    one.desk.edit(id, Field::Body, version, typed(model::utf16_len(&text), place, &words)).unwrap();
                }
                2 => {
                    let text = body(&one.desk, id);
                    let word = text.split(' ').nth(at % text.split(' ').count()).unwrap_or("").to_owned();
                    if !word.is_empty() {
                        one.replace(id, Field::Body, &word, "");
                    }
                }
                3 => {
                    let (file, _) = one.packed(id, None);
                    let kept = file.with_file_name(format!("{number}.standfirst"));
                    std::fs::rename(file, &kept).unwrap();
                    packets.push(kept);
                }
                _ => {
                    if let Some(file) = packets.get(at % packets.len().max(1)) {
                        one.desk.import_packet(file).unwrap();
                    }
                }
            }
        }
        let last = [both[0].packed(id, None).0, both[1].packed(id, None).0];
        for file in last.iter().rev().chain(&last) {
            both[0].desk.import_packet(file).unwrap();
        }
        for file in last.iter().chain(&last) {
            both[1].desk.import_packet(file).unwrap();
        }
        proptest::prop_assert_eq!(body(&both[0].desk, id), body(&both[1].desk, id));
        let ever: Vec<String> = {
            let past = both[0].desk.history(id, None, 1000).unwrap().now;
            (0..=past).map(|at| both[0].desk.piece_at(id, at).unwrap().body).collect()
        };
        for (number, _) in steps.iter().enumerate().filter(|(_, (step, _))| *step < 2) {
            let word = format!("word{number}");
            proptest::prop_assert!(ever.iter().any(|text| text.contains(&word)), "{word}");
        }
        both[0].is_sound();
        both[1].is_sound();
    }
}
