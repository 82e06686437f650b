use folder::synced_location;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

#[test]
fn dl_22_folders_of_sync_services_are_known_by_their_names() {
    let base = tempdir().unwrap();
    for (place, service) in [
        ("Dropbox/Articles", Some("Dropbox")),
        ("Dropbox (Personal)/x", Some("Dropbox")),
        ("Library/CloudStorage/Dropbox-Work/x", Some("Dropbox")),
        ("OneDrive", Some("OneDrive")),
        ("OneDrive - The Daily/Desk", Some("OneDrive")),
        ("Library/CloudStorage/OneDrive-Personal/x", Some("OneDrive")),
        ("Library/Mobile Documents/com~apple~CloudDocs/Desk", Some("iCloud Drive")),
        ("iCloudDrive/Desk", Some("iCloud Drive")),
        ("Google Drive/My Drive/x", Some("Google Drive")),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/My Drive", Some("Google Drive")),
        ("Nextcloud/x", Some("Nextcloud")),
        ("Documents/Dropbox-notes", None),
        ("Documents/OneDriveless", None),
        ("Documents/Desk", None),
    ] {
        let path = base.path().join(place);
        assert_eq!(synced_location(&path), service, "{place}, before it exists");
        fs::create_dir_all(&path).unwrap();
        assert_eq!(synced_location(&path), service, "{place}");
    }
}

#[test]
fn dl_22_folders_of_sync_services_are_known_by_their_marks() {
    for (mark, is_file, service) in [
        (".stfolder", false, "Syncthing"),
        (".stfolder", true, "Syncthing"),
        (".dropbox", true, "Dropbox"),
        (".dropbox.cache", false, "Dropbox"),
        (".tmp.drivedownload", false, "Google Drive"),
        (".sync_0123456789ab.db", true, "Nextcloud"),
        ("._sync_0123456789ab.db", true, "Nextcloud"),
        (".nextcloudsync.log", true, "Nextcloud"),
        (".sync/ID", true, "Resilio Sync"),
    ] {
        let base = tempdir().unwrap();
        let deep = base.path().join("my files/articles/2024");
        fs::create_dir_all(&deep).unwrap();
        assert_eq!(synced_location(&deep), None);
        let at = base.path().join("my files").join(mark);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        if is_file {
            fs::write(at, "x").unwrap()
        } else {
            fs::create_dir(at).unwrap()
        }
        assert_eq!(synced_location(&deep), Some(service), "{mark}");
        assert_eq!(synced_location(&deep.join("not/yet/there")), Some(service), "{mark}");
        assert_eq!(synced_location(base.path()), None, "the folder above is not synced");
    }
}

#[cfg(unix)]
#[test]
fn a_link_into_a_synced_folder_is_followed() {
    let base = tempdir().unwrap();
    let real = base.path().join("Dropbox/desk");
    fs::create_dir_all(&real).unwrap();
    std::os::unix::fs::symlink(&real, base.path().join("desk")).unwrap();
    assert_eq!(synced_location(&base.path().join("desk")), Some("Dropbox"));
}

#[test]
fn odd_paths_are_answered() {
    assert_eq!(synced_location(Path::new("")), None);
    assert_eq!(synced_location(Path::new("/")), None);
}
