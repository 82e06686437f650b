//! Our files in other programs, and back.

use crate::tools::{has, run, sample};
use std::collections::BTreeSet;
use std::path::PathBuf;
use word::{Read, Status};

/// A folder of this test, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("word-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Changes as (kind, author, time, letters).
fn changes(read: &Read) -> BTreeSet<(bool, String, String, String)> {
    let mut out = BTreeSet::new();
    for run in &read.body().runs {
        let (inserted, by) = match &run.status {
            Status::Inserted(by) => (true, by),
            Status::Removed(by) => (false, by),
            Status::Kept | Status::Passing { .. } => continue,
        };
        let letters: String = run.text.chars().filter(|c| c.is_alphanumeric()).collect();
        if !letters.is_empty() {
            let time = by.when.local.clone().unwrap_or_default();
            out.insert((inserted, by.author.clone(), time, letters));
        }
    }
    out
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn libreoffice_saves_our_file_with_all_changes_and_comments() {
    if !has("soffice") {
        return;
    }
    let dir = folder("office");
    let (file, out) = (dir.join("in.docx"), dir.join("out"));
    let ours = word::write(&sample()).bytes;
    std::fs::write(&file, &ours).expect("the file can be written");
    let profile = format!("-env:UserInstallation=file://{}", dir.join("profile").display());
    let (out_dir, file) = (out.to_string_lossy().into_owned(), file.to_string_lossy().into_owned());
    run("soffice", &[&profile, "--headless", "--convert-to", "docx", "--outdir", &out_dir, &file], "");
    let theirs = std::fs::read(out.join("in.docx")).expect("it wrote a file");
    let (one, two) = (word::read(&ours).expect("ours"), word::read(&theirs).expect("theirs"));
    assert_eq!(words(&one.body().accepted()), words(&two.body().accepted()));
    assert_eq!(words(&one.body().rejected()), words(&two.body().rejected()));
    assert_eq!(changes(&one), changes(&two));
    let said = |read: &Read| -> BTreeSet<_> {
        read.comments
            .iter()
            .map(|c| {
                (c.by.author.clone(), c.by.when.local.clone(), words(&c.text), c.initials.clone(), words(&c.quoted))
            })
            .collect()
    };
    assert_eq!(said(&one), said(&two));
    let resolved = |read: &Read| read.comments.iter().filter(|c| c.resolved && c.parent.is_none()).count();
    assert!(resolved(&one) <= resolved(&two) + 1);
    let _ = std::fs::remove_dir_all(&dir);
}

#[test]
fn python_docx_opens_our_file_and_finds_its_styles_and_changes() {
    // A machine may have several; the system's own has the package.
    let knows = |python: &&str| {
        let mut command = std::process::Command::new(python);
        command.args(["-c", "import docx"]).stderr(std::process::Stdio::null()).status().is_ok_and(|s| s.success())
    };
    let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(knows) else {
        eprintln!("python-docx is not on this machine: skipped");
        return;
    };
    let dir = folder("python");
    let file = dir.join("in.docx");
    std::fs::write(&file, word::write(&sample()).bytes).expect("the file can be written");
    let script = "import sys, docx\n\
        d = docx.Document(sys.argv[1])\n\
        print('|'.join(p.style.name for p in d.paragraphs[:3]))\n\
        print(d.core_properties.title, repr(d.core_properties.author), d.core_properties.language)\n\
        x = d.element.xml\n\
        print(x.count('<w:ins '), x.count('<w:del '), x.count('<w:moveTo '), len(d.tables))\n";
    let printed = run(python, &["-c", script, &file.to_string_lossy()], "");
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[0], "Headline|Byline|Body Text");
    assert_eq!(lines[1], "No boat is an island '' en-GB");
    let numbers: Vec<usize> = lines[2].split(' ').map(|n| n.parse().expect("a number")).collect();
    assert!(numbers[0] >= 3 && numbers[1] >= 2 && numbers[2] >= 1 && numbers[3] == 1, "{numbers:?}");
    let _ = std::fs::remove_dir_all(&dir);
}

#[test]
fn pandoc_reads_in_our_file_what_we_wrote() {
    if !has("pandoc") {
        return;
    }
    let dir = folder("pandoc");
    let file = dir.join("in.docx");
    let sample = sample();
    std::fs::write(&file, word::write(&sample).bytes).expect("the file can be written");
    for (mode, text) in [("accept", sample.texts[2].text.accepted()), ("reject", sample.texts[2].text.rejected())] {
        let theirs = run(
            "pandoc",
            &[&format!("--track-changes={mode}"), "-t", "plain", "--wrap=none", &file.to_string_lossy()],
            "",
        );
        let ours =
            run("pandoc", &["-f", "commonmark+footnotes+pipe_tables+strikeout", "-t", "plain", "--wrap=none"], &text);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        assert!(letters(&theirs).contains(&letters(&ours)), "{mode}:\n{theirs}\n{ours}");
    }
    let _ = std::fs::remove_dir_all(&dir);
}
