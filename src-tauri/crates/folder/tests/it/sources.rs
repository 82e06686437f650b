//! What this crate's own code must never do.

use std::fs;
use std::path::Path;

/// The product code of this crate, without the tests in it.
fn sources(dir: &Path, found: &mut Vec<(String, String)>) {
    for entry in dir.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            found.push((path.display().to_string(), code));
        }
    }
}

#[test]
fn dl_02_and_dl_11_no_file_is_opened_for_writing_and_no_folder_removed() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 10);
    let never = ["File::create", "fs::write(", ".truncate(true", ".write(true)", ".append(", ".set_len(", "remove_dir"];
    for (name, code) in &found {
        for word in never {
            assert!(!code.contains(word), "{name} has {word}");
        }
    }
}
