//! Words that shall be nowhere.

use super::history::write;
use super::{body, text, typed};
use desk::{Archive, Desk, ErrorKind, HistoryKind, ListQuery, Options, maintenance};
use model::{Field, PieceId};
use std::path::Path;

const NAME: &str = "Jaromira Quillfeather";

/// Every file under a folder whose bytes hold a text, in capitals or not.
fn holding(dir: &Path, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_default().to_ascii_lowercase();
            if bytes.windows(words.len()).any(|window| window == words.to_ascii_lowercase().as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

/// A desk on which the name stands in everything that is kept.
fn told_everywhere(dir: &Path) -> PieceId {
    let desk = Desk::open(Options::new(dir.join("desk"))).unwrap();
    desk.set_person("Maud Castell", "MC").unwrap();
    std::fs::create_dir(dir.join("texts")).unwrap();
    std::fs::write(dir.join("source.md"), format!("# A source\n\nIt was {NAME} who told us.\n\nShare this\n")).unwrap();
    let id = desk.import_files(&[dir.join("source.md")])[0].outcome.as_ref().unwrap().0.id.unwrap();
    desk.rename(id, "jaromira quillfeather speaks").unwrap();
    desk.set_folder(Some(&dir.join("texts"))).unwrap();
    for letter in format!(" And {NAME} again.").chars() {
        write(&desk, id, &letter.to_string());
    }
    desk.edit(
        id,
        Field::Headline,
        model_version(&desk, id),
        typed(length(&desk, id, Field::Headline), 0, "JAROMIRA QUILLFEATHER: "),
    )
    .unwrap();
    desk.save_version(id, &format!("With {NAME}")).unwrap();
    let tags = Some(vec![NAME.to_owned()]);
    desk.set_details(id, desk::DetailsChange { tags, ..Default::default() }).unwrap();
    desk.list(&ListQuery { search: "Jaromira".into(), limit: 9, ..ListQuery::default() }).unwrap();
    desk.back_up().unwrap();
    // Both sides rewrite one place: a question waits, with the name in it.
    desk.sync_folder().unwrap();
    let file = super::losses::only_file(&dir.join("texts"));
    let there = std::fs::read_to_string(&file).unwrap().replace("who told us", "and nobody else");
    let at = model::utf16_len(&body(&desk, id)[..body(&desk, id).find("told us").unwrap()]);
    let here = model::utf16_len(&body(&desk, id));
    let version = desk.open_piece(id).unwrap().fields.into_iter().find(|(f, ..)| *f == Field::Body).unwrap().2;
    desk.edit(id, Field::Body, version, typed(here, at, "never ")).unwrap();
    std::fs::write(&file, there).unwrap();
    desk.sync_folder().unwrap();
    desk.set_view(&format!("{{\"search\": \"{NAME}\"}}")).unwrap();
    desk.back_up().unwrap();
    desk.close();
    // A database that was put aside has it too.
    let backups = maintenance::backups(&dir.join("desk")).unwrap();
    maintenance::restore(&dir.join("desk"), &backups[0].path, 1_795_000_000_000).unwrap();
    id
}

fn model_version(desk: &Desk, id: PieceId) -> u32 {
    desk.open_piece(id).unwrap().fields.into_iter().find(|(f, ..)| *f == Field::Headline).unwrap().2
}

fn length(desk: &Desk, id: PieceId, field: Field) -> u32 {
    model::utf16_len(&text(desk, id, field))
}

fn moments_without(archive: &Archive, id: PieceId) {
    let now = archive.history(id, None, 1).unwrap().now;
    for moment in 0..=now {
        let piece = archive.piece_at(id, moment).unwrap();
        let all = format!("{piece:?}").to_lowercase();
        assert!(!all.contains("jaromira") && !all.contains("quillfeather"), "moment {moment}: {all}");
    }
}

#[test]
fn erased_words_are_in_no_file_and_in_no_moment_and_the_log_says_that_some_were() {
    let dir = tempfile::tempdir().unwrap();
    let id = told_everywhere(dir.path());
    let desk = dir.path().join("desk");
    for place in ["desk.sqlite", "backups", "aside", "view.json"] {
        assert!(holding(dir.path(), NAME).iter().any(|path| path.contains(place)), "it was in {place} before");
    }
    // Words in a PDF are packed: that the file is gone is what can be looked at.
    std::fs::create_dir_all(desk.join("print")).unwrap();
    let print = desk.join(format!("print/{id}.galley.pdf"));
    std::fs::write(&print, b"%PDF").unwrap();
    std::fs::write(desk.join("print/another.pdf"), b"%PDF").unwrap();
    let before = Archive::open(&desk).unwrap().piece(id).unwrap();
    let log = Archive::open(&desk).unwrap().history(id, None, 100).unwrap().entries;

    let found = maintenance::find_words(&desk, &id.to_string(), NAME).unwrap();
    assert!(found.now >= 3 && found.ever >= found.now, "{found:?}");
    let done = maintenance::erase_words(&desk, &id.to_string(), NAME, "She asked for it.", 1_795_000_000_000).unwrap();
    assert!(
        !print.exists() && desk.join("print/another.pdf").exists(),
        "what was printed of it goes, and nothing else"
    );
    assert!(done.places > 5 && done.copies >= 3 && done.files == 1, "{done:?}");
    assert_eq!(done.unreached, Vec::<std::path::PathBuf>::new());
    std::fs::remove_file(dir.path().join("source.md")).unwrap();
    for words in [NAME, "Jaromira", "Quillfeather", "jaromira-quillfeather"] {
        assert_eq!(holding(dir.path(), words), Vec::<String>::new(), "{words}");
    }

    let archive = Archive::open(&desk).unwrap();
    moments_without(&archive, id);
    let after = archive.piece(id).unwrap();
    assert_eq!(after.body.chars().count(), before.body.chars().count());
    assert!(after.body.contains("It was ████████ ████████████"), "{}", after.body);
    let told = archive.history(id, None, 100).unwrap().entries;
    assert_eq!((told[0].kind, told[0].person.name.as_str()), (HistoryKind::Erase, "Maud Castell"));
    let erased = told[0].erased.as_ref().unwrap();
    assert_eq!((erased.places, erased.reason.as_str()), (done.places, "She asked for it."));
    for (a, b) in told[told.len() - log.len()..].iter().zip(&log) {
        assert_eq!((&a.person, &a.from, &a.to, a.kind), (&b.person, &b.from, &b.to, b.kind), "who and when stay");
    }
    drop(archive);

    // Everything still hangs together: checked, made again, restored from each backup, written in the folder.
    assert!(maintenance::doctor(&desk).unwrap().is_sound(), "{:?}", maintenance::doctor(&desk));
    maintenance::rebuild(&desk).unwrap();
    for backup in maintenance::backups(&desk).unwrap() {
        maintenance::restore(&desk, &backup.path, 1_795_000_001_000).unwrap();
        assert!(maintenance::doctor(&desk).unwrap().is_sound());
        moments_without(&Archive::open(&desk).unwrap(), id);
        let opened = Desk::open(Options::new(&desk)).unwrap();
        opened.sync_folder_once().unwrap();
        opened.close();
        assert_eq!(holding(dir.path(), "Quillfeather"), Vec::<String>::new(), "nothing comes back in");
    }
}

#[test]
fn an_erased_piece_goes_on_as_before_and_other_pieces_keep_their_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk");
    let desk = Desk::open(Options::new(&path)).unwrap();
    let (one, other) = (desk.new_piece().unwrap().id, desk.new_piece().unwrap().id);
    write(&desk, one, "The bribe 🦆 was paid.");
    write(&desk, other, "No bribe here.");
    desk.close();
    let done = maintenance::erase_words(&path, &one.to_string(), "bribe", "", 1_795_000_000_000).unwrap();
    assert_eq!(done.places, 1);
    let again = maintenance::erase_words(&path, &one.to_string(), "bribe", "", 1_795_000_000_000).unwrap();
    assert_eq!((again.places, again.files), (0, 0), "twice erases nothing twice");
    let desk = Desk::open(Options::new(&path)).unwrap();
    write(&desk, one, " And so on.");
    assert_eq!(body(&desk, one), "The █████ 🦆 was paid. And so on.");
    assert_eq!(body(&desk, other), "No bribe here.");
    desk.bin(one).unwrap();
    let tombs = desk.history(one, None, 9).unwrap().entries.into_iter().filter(|row| row.kind == HistoryKind::Erase);
    assert_eq!(tombs.count(), 1);
    desk.close();
    assert!(maintenance::doctor(&path).unwrap().is_sound());
    maintenance::rebuild(&path).unwrap();
    assert!(
        maintenance::doctor(&path).unwrap().is_sound(),
        "an erasure after which a piece went to the bin is no fault"
    );
}

#[test]
fn nothing_is_erased_while_a_window_is_open_or_by_a_word_that_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk");
    let desk = Desk::open(Options::new(&path)).unwrap();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "The bribe was paid.");
    let erase = |words: &str, reason: &str| maintenance::erase_words(&path, &id.to_string(), words, reason, 1);
    assert_eq!(*erase("bribe", "").unwrap_err().kind(), ErrorKind::Locked);
    assert_eq!(body(&desk, id), "The bribe was paid.");
    desk.close();
    for (words, reason) in [("a", ""), ("…", ""), ("bribe", "because of the Bribe"), (&"x".repeat(9000), "")] {
        assert_eq!(*erase(words, reason).unwrap_err().kind(), ErrorKind::BadInput, "{words}");
    }
    assert!(maintenance::erase_words(&path, "no-such", "bribe", "", 1).is_err());
    assert_eq!(maintenance::find_words(&path, &id.to_string(), "bri").unwrap().inside_words, 1);
    assert_eq!(Archive::open(&path).unwrap().piece(id).unwrap().body, "The bribe was paid.");
}

#[test]
fn a_folder_that_is_not_there_keeps_the_erasure_waiting() {
    let dir = tempfile::tempdir().unwrap();
    let id = told_everywhere(dir.path());
    std::fs::rename(dir.path().join("texts"), dir.path().join("away")).unwrap();
    let refused = maintenance::erase_words(&dir.path().join("desk"), &id.to_string(), NAME, "", 1).unwrap_err();
    assert!(refused.to_string().contains("Nothing was erased"), "{refused}");
    std::fs::rename(dir.path().join("away"), dir.path().join("texts")).unwrap();
    assert!(maintenance::erase_words(&dir.path().join("desk"), &id.to_string(), NAME, "", 1).unwrap().places > 0);
}
