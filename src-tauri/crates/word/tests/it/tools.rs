//! Other programs that the tests ask.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of real files; none on a machine without it.
pub fn corpus() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|folder| folder.join("shared/corpus/docx")).find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("the corpus is not on this machine: skipped");
    }
    found
}

/// The files of the corpus with their names.
pub fn corpus_files() -> Vec<(String, PathBuf)> {
    let Some(folder) = corpus() else { return Vec::new() };
    let entries = std::fs::read_dir(folder).expect("the corpus can be listed");
    let mut files: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        .map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path))
        .collect();
    files.sort();
    files
}

/// Whether a program is there; says so when it is not.
pub fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success());
    if !found {
        eprintln!("{program} is not on this machine: skipped");
    }
    found
}

/// What a program prints, with something on its standard input.
pub fn run(program: &str, arguments: &[&str], input: &str) -> String {
    use std::io::Write;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("it has an input").write_all(input.as_bytes()).expect("it reads");
    let out = child.wait_with_output().expect("it ends");
    assert!(out.status.success(), "{program} {arguments:?} failed");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// The part that says what the others are.
pub const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";

/// The relations of a package with a text.
pub const RELS: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>";

/// An archive of these parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> = parts.iter().map(|(n, c)| ((*n).to_owned(), c.as_bytes().to_vec())).collect();
    packed(&parts)
}

/// An archive of these parts.
pub fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(content).expect("a part is written");
    }
    zip.finish().expect("the archive ends").into_inner()
}

/// The parts of an archive.
pub fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is an archive");
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).expect("a part is there");
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("a part can be unpacked");
            (String::from_utf8_lossy(entry.name_raw()).into_owned(), content)
        })
        .collect()
}

/// A text with this body.
pub fn document(body: &str) -> String {
    format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}</w:body></w:document>"
    )
}

/// The smallest file with this text.
pub fn minimal(document: &str) -> Vec<u8> {
    archive(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", document)])
}

/// A file with this text and these styles.
pub fn with_styles(document: &str, styles: &str) -> Vec<u8> {
    let styles = format!(
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{styles}</w:styles>"
    );
    let rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles' Target='styles.xml'/></Relationships>";
    archive(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", rels),
        ("word/styles.xml", &styles),
    ])
}

/// A piece with something of everything: changes, a move, comments with a reply, notes, lists, a table, links.
pub fn sample() -> word::Outgoing {
    use word::{Comment, Place, Stamp, Status, Text, Tracked, When};
    let by = |author: &str, minute: u8| Stamp {
        author: author.into(),
        when: When {
            local: Some(format!("2026-05-04T11:{minute:02}:00")),
            utc: Some(format!("2026-05-04T09:{minute:02}:00Z")),
        },
    };
    let mut body = Tracked::default();
    body.push("The ferry ", Status::Kept, None);
    body.push("never ", Status::Inserted(by("Ann Ode", 1)), None);
    body.push("sails ", Status::Kept, None);
    body.push("at *noon*", Status::Removed(by("Bo & Co", 2)), None);
    body.push("[at dawn](https://ferry.example/times?a=1&b=2)", Status::Inserted(by("Bo & Co", 2)), None);
    body.push(".[^1]", Status::Kept, None);
    body.push("\n\n", Status::Kept, None);
    body.push("A whole paragraph came.\n\n", Status::Inserted(by("Ann Ode", 3)), None);
    body.push("This stays.\n\n", Status::Kept, None);
    body.push("This one goes.\n\n", Status::Removed(by("Ann Ode", 4)), None);
    body.push(
        "- one\n- two\n  1. deep\n\n> “Quoted,” she said.\n\n| a | b |\n| --- | --- |\n| c | **d** |\n\n",
        Status::Kept,
        None,
    );
    body.push("Moved away. ", Status::Removed(by("Bo & Co", 5)), Some("move1".into()));
    body.push("The end", Status::Kept, None);
    body.push(" moved in", Status::Inserted(by("Bo & Co", 5)), Some("move1".into()));
    body.push(" half-hearted", Status::Passing { inserted: by("Ann Ode", 6), removed: by("Bo & Co", 7) }, None);
    body.push(".\n\n[^1]: By the timetable of 1974.", Status::Kept, None);
    let comment = |id, author: &str, text: &str, parent: Option<u32>, range| Comment {
        id,
        by: by(author, 10),
        initials: author.chars().take(1).collect(),
        text: text.into(),
        resolved: parent.is_none(),
        parent,
        place: Some(Place { field: model::Field::Body, range }),
        quoted: String::new(),
    };
    word::Outgoing {
        texts: vec![
            Text { field: model::Field::Headline, text: Tracked::plain("No boat is an island") },
            Text { field: model::Field::Byline, text: Tracked::plain("Ann Ode") },
            Text { field: model::Field::Body, text: body },
        ],
        comments: vec![
            comment(0, "Bo & Co", "Is that so?\n\nTruly?", None, 4..9),
            comment(1, "Ann Ode", "It is.", Some(0), 4..9),
            comment(2, "Ann Ode", "On deleted words.", None, 26..30),
        ],
        images: Vec::new(),
        language: Some("en-GB".into()),
        title: "No boat is an island".into(),
        seal: None,
    }
}

/// Archives as parts, from which broken ones are made: the sample, small files of other dialects, and what was found by fuzzing.
pub fn seeds() -> Vec<Vec<(String, Vec<u8>)>> {
    let mut out = vec![unpacked(&word::write(&sample()).bytes)];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|list| list.filter_map(|e| e.ok().map(|e| e.path())).collect())
        .unwrap_or_default();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "xml")) {
        let text = std::fs::read_to_string(file).expect("a fixture can be read");
        out.push(unpacked(&crate::dialects::packed_fixture(&text)));
    }
    out
}

/// The same with something broken in one of its parts.
pub fn mutated(parts: &[(String, Vec<u8>)], dice: &mut crate::hostile::Dice) -> Vec<u8> {
    let mut parts = parts.to_vec();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(parts.len());
        let content = &mut parts[at].1;
        if content.is_empty() {
            continue;
        }
        let (from, to) = (dice.roll(content.len()), dice.roll(content.len()));
        let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 200));
        match dice.roll(6) {
            0 => content[from] ^= 1 << dice.roll(7),
            1 => drop(content.drain(from..to)),
            2 => {
                let piece = content[from..to].to_vec();
                let place = dice.roll(content.len());
                content.splice(place..place, piece);
            }
            3 => {
                // An element of one place in another.
                let starts: Vec<usize> =
                    content.iter().enumerate().filter(|(_, b)| **b == b'<').map(|(i, _)| i).collect();
                let (a, b) = (starts[dice.roll(starts.len())], starts[dice.roll(starts.len())]);
                let piece = content[a.min(b)..a.max(b)].to_vec();
                if piece.len() < 20_000 {
                    content.splice(a..a, piece);
                }
            }
            4 => {
                // Another number, another name.
                let digits: Vec<usize> =
                    content.iter().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
                if !digits.is_empty() {
                    content[digits[dice.roll(digits.len())]] = b"0123456789-x"[dice.roll(12)];
                }
            }
            _ => {
                let starts: Vec<usize> =
                    content.iter().enumerate().filter(|(_, b)| **b == b'<').map(|(i, _)| i).collect();
                let a = starts[dice.roll(starts.len())];
                let end = content[a..].iter().position(|b| *b == b'>').map_or(content.len(), |i| a + i + 1);
                content.drain(a..end);
            }
        }
    }
    packed(&parts)
}
