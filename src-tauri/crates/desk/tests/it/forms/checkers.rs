//! The checkers of others; a test says when one is not on this machine.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Checks files against a schema that lies beside the repository.
pub(super) fn xmllint(schema: &str, files: &[String]) {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/schemas").join(schema);
    if !schema.exists() {
        println!("skipped: there is no {} beside the repository", schema.display());
        return;
    }
    lint(&["--noout", "--nonet", "--schema", schema.to_str().unwrap()], files);
}

/// Checks that files are well formed, their names of elements among them.
pub(super) fn well_formed(files: &[String]) {
    lint(&["--noout", "--nonet"], files);
}

fn lint(args: &[&str], files: &[String]) {
    if Command::new("xmllint").arg("--version").output().is_err() {
        println!("skipped: there is no xmllint on this machine");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let paths = written(dir.path(), files.iter().map(String::as_bytes), "xml");
    let out = Command::new("xmllint").args(args).args(&paths).output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr);
    let wrong: Vec<&str> = said.lines().filter(|line| !line.ends_with(" validates")).take(12).collect();
    assert!(out.status.success() && wrong.is_empty(), "{}\n{}", wrong.join("\n"), first_bad(&said, &paths));
}

/// The file that is complained of first.
fn first_bad(said: &str, paths: &[PathBuf]) -> String {
    let bad = paths.iter().find(|path| said.contains(&format!("{}:", path.display())));
    bad.map(|path| std::fs::read_to_string(path).unwrap()).unwrap_or_default()
}

fn written<'a>(dir: &Path, files: impl Iterator<Item = &'a [u8]>, end: &str) -> Vec<PathBuf> {
    files
        .enumerate()
        .map(|(at, bytes)| {
            let path = dir.join(format!("{at}.{end}"));
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .collect()
}

/// Checks books; not a single warning is let pass.
pub(super) fn epubcheck(books: &[Vec<u8>]) {
    let jar = "/usr/share/java/epubcheck.jar";
    if !Path::new(jar).exists() || Command::new("java").arg("-version").output().is_err() {
        println!("skipped: there is no epubcheck on this machine");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    for path in written(dir.path(), books.iter().map(Vec::as_slice), "epub") {
        let out = Command::new("java").args(["-jar", jar, "--failonwarnings"]).arg(&path).output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        let wrong: Vec<&str> =
            said.lines().filter(|line| line.contains("ERROR") || line.contains("WARNING")).take(12).collect();
        assert!(out.status.success() && wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(!said.is_empty(), "epubcheck says something");
    }
}

/// References of an InDesign story that lead nowhere, and ids that are there twice.
pub(super) fn unclean_references(icml: &str) -> Vec<String> {
    let values = |name: &str| -> Vec<String> {
        let mark = format!(" {name}=\"");
        icml.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let ids = values("Self");
    let known: HashSet<&String> = ids.iter().collect();
    let mut wrong = Vec::new();
    if known.len() != ids.len() {
        wrong.push("an id is there twice".to_owned());
    }
    let mut used: Vec<String> =
        ["AppliedParagraphStyle", "AppliedCharacterStyle", "AppliedTableStyle", "AppliedCellStyle", "Source"]
            .iter()
            .flat_map(|name| values(name))
            .collect();
    let objects = icml.split("type=\"object\">").skip(1).filter_map(|rest| rest.split('<').next());
    used.extend(objects.map(str::to_owned));
    assert!(used.len() > 10, "a story uses styles");
    wrong.extend(used.into_iter().filter(|name| !known.contains(name)));
    wrong
}

/// The words between the tags; a footnote's mark is none, and a block ends a word.
pub(super) fn words_of_xml(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(text);
        let (tag, after) = after.split_once('>').unwrap();
        let is_note = tag.contains("class=\"footnote\"") || tag.contains("noteref");
        rest = if is_note { after.split_once("</a>").unwrap().1 } else { after };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if !matches!(name, "em" | "a" | "strong" | "del" | "sub" | "sup" | "code") {
            out.push(' ');
        }
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The chapters of a book; none without a program that opens archives.
pub(super) fn chapters(book: &[u8], count: usize) -> Option<Vec<String>> {
    let names: Vec<String> = (1..=count).map(|number| format!("EPUB/piece-{number}.xhtml")).collect();
    let all = unzip(book, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
    let chapters: Vec<String> = all.split("<?xml ").skip(1).map(str::to_owned).collect();
    assert_eq!(chapters.len(), count);
    Some(chapters)
}

/// All files of an archive, one after the other.
pub(super) fn all_of_zip(bytes: &[u8]) -> Option<String> {
    unzip(bytes, &[])
}

fn unzip(bytes: &[u8], names: &[&str]) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.zip");
    std::fs::write(&path, bytes).unwrap();
    let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
                  n = sys.argv[2:] or z.namelist()\nsys.stdout.buffer.write(b''.join(z.read(i) for i in n))";
    let Ok(out) = Command::new("python3").args(["-c", script]).arg(&path).args(names).output() else {
        println!("skipped: there is no python3 to open the archive with");
        return None;
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

/// The files of an archive with their paths; none without a program that opens archives.
pub(super) fn files_of_zip(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.zip"), bytes).unwrap();
    let script = "import sys, zipfile, os\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
                  for n, i in enumerate(z.namelist()):\n open(f'{sys.argv[2]}/{n:04}', 'wb').write(z.read(i))\n print(i)";
    let python = Command::new("python3").args(["-c", script]).arg(dir.path().join("a.zip")).arg(dir.path()).output();
    let Ok(out) = python else {
        println!("skipped: there is no python3 to open the archive with");
        return None;
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let names = String::from_utf8(out.stdout).unwrap();
    let read =
        |(at, name): (usize, &str)| (name.to_owned(), std::fs::read(dir.path().join(format!("{at:04}"))).unwrap());
    Some(names.lines().enumerate().map(read).collect())
}
