//! Where the fixtures are.

use std::path::PathBuf;

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

/// A file of the fixtures.
pub fn fixture(name: &str) -> String {
    let path = root().join("tests/fixtures").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|wrong| panic!("{}: {wrong}", path.display()))
}

/// A list of texts among the fixtures.
pub fn texts(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap()
}

/// Compares with what is committed; `UPDATE_GOLDEN=1` commits what is there now.
pub fn golden(name: &str, now: &str) {
    let path = root().join("tests/fixtures/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, now).unwrap();
        return;
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(before == now, "{name} differs (UPDATE_GOLDEN=1 takes the new one):\n{now}");
}

/// A corpus that lies beside the repository and is not part of it; none on most machines.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared/corpus").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: there is no {name} beside the repository");
    None
}
