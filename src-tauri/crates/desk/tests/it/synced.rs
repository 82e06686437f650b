//! DL-22: no database where a sync service works.

use desk::{Desk, ErrorKind, Options};
use std::path::{Path, PathBuf};

/// Made-up places, and the service that keeps each.
fn places(root: &Path) -> Vec<(PathBuf, &'static str)> {
    let made = |path: &str| {
        let folder = root.join(path);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    };
    let sync = made("sync/papers");
    std::fs::create_dir(root.join("sync/.stfolder")).unwrap();
    let cloud = made("cloud/papers");
    std::fs::write(root.join("cloud/.sync_0123456789ab.db"), "").unwrap();
    vec![
        (made("Dropbox/papers"), "Dropbox"),
        (made("OneDrive - The Lantern"), "OneDrive"),
        (made("Library/Mobile Documents/com~apple~CloudDocs"), "iCloud Drive"),
        (made("Google Drive/My Drive"), "Google Drive"),
        (made("Nextcloud"), "Nextcloud"),
        (cloud, "Nextcloud"),
        (sync, "Syncthing"),
    ]
}

#[test]
fn dl_22_a_desk_in_a_synced_folder_is_refused_with_an_explanation() {
    let root = tempfile::tempdir().unwrap();
    for (place, service) in places(root.path()) {
        let dir = place.join("desk");
        let Err(error) = Desk::open(Options { allow_synced: false, ..Options::new(&dir) }) else {
            panic!("{} is taken", dir.display());
        };
        assert_eq!(*error.kind(), ErrorKind::BadInput);
        let said = error.to_string();
        assert!(
            said.contains(service) && said.contains("--data-dir") && said.contains("Nothing was changed"),
            "{said}"
        );
        assert!(!dir.exists(), "nothing was made there");
        let desk = Desk::open(Options { allow_synced: true, ..Options::new(&dir) }).unwrap();
        desk.close();
        assert!(dir.exists(), "people who know better are not kept out");
    }
}

#[cfg(unix)]
#[test]
fn a_link_into_a_synced_folder_is_followed() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("Dropbox")).unwrap();
    let link = root.path().join("mine");
    std::os::unix::fs::symlink(root.path().join("Dropbox"), &link).unwrap();
    assert!(Desk::open(Options { allow_synced: false, ..Options::new(link.join("desk")) }).is_err());
}

#[test]
fn an_ordinary_folder_is_taken() {
    let root = tempfile::tempdir().unwrap();
    let desk = Desk::open(Options { allow_synced: false, ..Options::new(root.path().join("Dropbox notes")) }).unwrap();
    desk.close();
}
