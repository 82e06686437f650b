//! Several pieces that leave together.

use crate::{Bench, bench};
use desk::{Archive, ErrorKind, Event, ExportFormat, Several, Together};
use model::PieceId;
use std::path::PathBuf;

fn pieces(bench: &Bench) -> Vec<PieceId> {
    let files: Vec<_> = ["one", "two", "three"]
        .into_iter()
        .map(|name| {
            let file = bench.dir.path().join(format!("{name}.md"));
            let page = format!(
                "---\nheadline: The {name}\nbyline: Ilse Varden\nlanguage: en\n---\n\nThe {name} boat runs at six.\n"
            );
            std::fs::write(&file, page).unwrap();
            file
        })
        .collect();
    bench.desk.import_files(&files).into_iter().map(|came| came.outcome.unwrap().0.id.unwrap()).collect()
}

/// The pieces, and a folder for their files.
fn pieces_and_folder(bench: &Bench) -> (Vec<PieceId>, PathBuf) {
    let folder = bench.dir.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    (pieces(bench), folder)
}

fn wanted(ids: &[PieceId], format: ExportFormat, together: Together) -> Several {
    Several { ids: ids.to_vec(), format, is_final: false, together, reason: String::new(), force: false }
}

#[test]
fn a_file_each_goes_into_a_folder_and_every_one_is_kept() {
    let bench = bench();
    let (desk, ids) = (&bench.desk, pieces(&bench));
    let folder = bench.dir.path().join("out");
    let what = wanted(&ids, ExportFormat::Pdf, Together::Files);
    let missing = desk.several_export(&what, &folder, &mut |_| true).unwrap_err();
    assert_eq!(*missing.kind(), ErrorKind::NotFound);
    std::fs::create_dir(&folder).unwrap();
    let mut heard = Vec::new();
    let sent = desk
        .several_export(&what, &folder, &mut |at| {
            heard.push((at.done, at.of, at.name));
            true
        })
        .unwrap();
    assert_eq!(heard, [(0, 3, "The one".to_owned()), (1, 3, "The two".to_owned()), (2, 3, "The three".to_owned())]);
    assert_eq!((sent.pieces, sent.files.len(), sent.cancelled), (3, 3, false));
    assert!(sent.left_out.is_empty());
    for (id, file) in ids.iter().zip(&sent.files) {
        let bytes = std::fs::read(file).unwrap();
        assert!(bytes.starts_with(b"%PDF"));
        let row = &desk.exports(*id).unwrap()[0].record;
        assert_eq!(
            (row.form.as_str(), row.to.as_str(), row.bytes),
            ("pdf", &*file.to_string_lossy(), bytes.len() as u64)
        );
    }
    let told = bench.events.lock().unwrap().iter().filter(|event| matches!(event, Event::SeveralProgress(_))).count();
    assert_eq!(told, 3);
    // What is there is not replaced, and then nothing is begun.
    let before: Vec<_> = sent.files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    std::fs::remove_file(&sent.files[0]).unwrap();
    let refused = desk.several_export(&what, &folder, &mut |_| true).unwrap_err();
    assert_eq!(*refused.kind(), ErrorKind::Exists);
    assert!(refused.to_string().ends_with("and 1 more exist. Nothing was written."), "{refused}");
    assert!(!sent.files[0].exists());
    let again = desk.several_export(&Several { force: true, ..what }, &folder, &mut |_| true).unwrap();
    assert_eq!(again.files.iter().map(|file| std::fs::read(file).unwrap()).collect::<Vec<_>>(), before);
}

#[test]
fn a_stop_leaves_what_is_written_whole_and_an_archive_unwritten() {
    let bench = bench();
    let (desk, (ids, folder)) = (&bench.desk, pieces_and_folder(&bench));
    let files = wanted(&ids, ExportFormat::Html, Together::Files);
    let sent = desk.several_export(&files, &folder, &mut |at| at.done < 1).unwrap();
    assert_eq!((sent.pieces, sent.cancelled), (1, true));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    let zip = bench.dir.path().join("all.zip");
    let archive = wanted(&ids, ExportFormat::Html, Together::Archive);
    let sent = desk.several_export(&archive, &zip, &mut |at| at.done < 2).unwrap();
    assert!(sent.cancelled && sent.files.is_empty() && !zip.exists());
    let sent = desk.several_export(&archive, &zip, &mut |at| at.done < 3).unwrap();
    assert!(sent.cancelled && sent.files.is_empty() && !zip.exists(), "a stop during the last one is heard, too");
    let kept: Vec<usize> = ids.iter().map(|id| desk.exports(*id).unwrap().len()).collect();
    assert_eq!(kept, [1, 0, 0], "what did not leave is not kept as if it had");
}

#[test]
fn an_archive_has_a_file_each_and_a_book_has_all() {
    let bench = bench();
    let (desk, ids) = (&bench.desk, pieces(&bench));
    let zip = bench.dir.path().join("all.zip");
    let sent = desk.several_export(&wanted(&ids, ExportFormat::Md, Together::Archive), &zip, &mut |_| true).unwrap();
    assert_eq!((sent.pieces, sent.files.len()), (3, 1));
    let file = |id: &PieceId| {
        let export = desk.export(*id, ExportFormat::Md).unwrap();
        (export.file_name, export.bytes)
    };
    assert_eq!(std::fs::read(&zip).unwrap(), wire::zip(&ids.iter().map(file).collect::<Vec<_>>()));
    assert_eq!(desk.exports(ids[1]).unwrap()[0].record.form, "zip");
    let book = bench.dir.path().join("all.epub");
    desk.several_export(&wanted(&ids, ExportFormat::Epub, Together::One), &book, &mut |_| true).unwrap();
    let archive = Archive::open(&bench.dir.path().join("desk")).unwrap();
    let all: Vec<_> = ids.iter().map(|id| archive.piece(*id).unwrap()).collect();
    let (profile, none) = (archive.settings().profile, model::picture::Pictures::default());
    assert_eq!(
        std::fs::read(&book).unwrap(),
        desk::convert_several(&all, ExportFormat::Epub, &profile, &none).unwrap()
    );
    assert_ne!(
        std::fs::read(&book).unwrap(),
        desk::convert_several(&all[1..], ExportFormat::Epub, &profile, &none).unwrap()
    );
    let refused =
        desk.several_export(&wanted(&ids, ExportFormat::Docx, Together::One), &book, &mut |_| true).unwrap_err();
    assert!(refused.to_string().contains("holds one piece"), "{refused}");
    let marks = desk.several_check(&wanted(&ids, ExportFormat::Proof, Together::Files)).unwrap_err();
    assert!(marks.to_string().ends_with("Nothing was written."), "{marks}");
}

#[test]
fn final_copies_leave_where_nothing_stops_them_and_the_others_are_named() {
    let bench = bench();
    let (desk, (ids, folder)) = (&bench.desk, pieces_and_folder(&bench));
    desk.seal(ids[1]).unwrap();
    let what = Several { is_final: true, ..wanted(&ids, ExportFormat::Html, Together::Files) };
    let checked = desk.several_check(&what).unwrap();
    assert_eq!(
        checked.iter().map(|piece| (piece.firm, piece.stops.is_empty())).collect::<Vec<_>>(),
        [(true, false), (false, true), (true, false)]
    );
    let sent = desk.several_export(&what, &folder, &mut |_| true).unwrap();
    assert_eq!((sent.pieces, sent.left_out.len()), (1, 2));
    assert_eq!(sent.left_out[0].name, "The one");
    assert!(sent.left_out[0].reason.starts_with("The text is not sealed"), "{}", sent.left_out[0].reason);
    let row = &desk.exports(ids[1]).unwrap()[0].record;
    assert!(row.is_final && row.fingerprint.is_some());
    assert!(desk.verify_file(&sent.files[0], None).unwrap().matches);
}

#[test]
fn what_the_typesetter_says_of_a_piece_is_told() {
    let bench = bench();
    let (desk, (mut ids, folder)) = (&bench.desk, pieces_and_folder(&bench));
    let file = bench.dir.path().join("four.md");
    std::fs::write(&file, "---\nheadline: The four\nlanguage: en\n---\n\nThe 漢 boat.\n").unwrap();
    ids.extend(desk.import_files(&[file]).into_iter().map(|came| came.outcome.unwrap().0.id.unwrap()));
    let sent = desk.several_export(&wanted(&ids, ExportFormat::Pdf, Together::Files), &folder, &mut |_| true).unwrap();
    let [otherwise] = &sent.otherwise[..] else { panic!("{:?}", sent.otherwise) };
    assert_eq!((otherwise.id, otherwise.name.as_str()), (ids[3], "The four"));
    assert!(otherwise.reports.len() == 1 && otherwise.reports[0].contains("漢"), "{:?}", otherwise.reports);
    // Stopped while the last one is made: nothing left, so nothing left otherwise.
    let archive = wanted(&ids, ExportFormat::Pdf, Together::Archive);
    let sent = desk.several_export(&archive, &folder.join("all.zip"), &mut |at| at.done < 4).unwrap();
    assert!(sent.cancelled && sent.files.is_empty() && sent.otherwise.is_empty(), "{:?}", sent.otherwise);
}

#[test]
fn a_file_that_was_written_and_not_kept_is_counted() {
    let bench = bench();
    let (desk, (ids, folder)) = (&bench.desk, pieces_and_folder(&bench));
    let what = wanted(&ids, ExportFormat::Html, Together::Files);
    let ended = desk.several_export(&what, &folder, &mut |at| {
        // Files can be written without a desk, and nothing can be kept of them.
        if at.done == 1 {
            desk.close();
        }
        true
    });
    let error = ended.unwrap_err().to_string();
    assert!(error.ends_with(" 2 files were written before."), "{error}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);

    let bench = self::bench();
    let (desk, (ids, folder)) = (&bench.desk, pieces_and_folder(&bench));
    let what = wanted(&ids, ExportFormat::Html, Together::Archive);
    let archive = folder.join("all.zip");
    let ended = desk.several_export(&what, &archive, &mut |at| {
        if at.done == at.of {
            desk.close();
        }
        true
    });
    let error = ended.unwrap_err().to_string();
    assert!(archive.exists() && error.ends_with(" 1 file was written before."), "{error}");
}

#[test]
fn the_file_of_a_piece_that_stays_is_in_nobodys_way() {
    let bench = bench();
    let (desk, (ids, folder)) = (&bench.desk, pieces_and_folder(&bench));
    let drafts = wanted(&ids, ExportFormat::Html, Together::Files);
    let files = desk.several_export(&drafts, &folder, &mut |_| true).unwrap().files;
    let before = std::fs::read(&files[0]).unwrap();
    // No piece is sealed, so none leaves as the final copy.
    let finals = Several { is_final: true, ..drafts };
    let sent = desk.several_export(&finals, &folder, &mut |_| true).unwrap();
    assert_eq!((sent.pieces, sent.left_out.len()), (0, 3));
    assert_eq!(std::fs::read(&files[0]).unwrap(), before);
}
