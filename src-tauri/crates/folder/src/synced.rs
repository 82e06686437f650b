//! Whether a place is kept in step by a sync service. A database must not lie there: the services copy its files one by
//! one, and put together what was never together.

use std::path::{Path, PathBuf};

/// The service whose folder this path lies in, as far as names and marks of folders tell. The path need not exist;
/// links are followed as far as it does.
///
/// A name alone decides for some (`Dropbox`, `OneDrive`), so this is for a warning, not for a proof.
pub fn synced_location(path: &Path) -> Option<&'static str> {
    let given = path.ancestors();
    let real = existing(path);
    given.chain(real.iter().flat_map(|real| real.ancestors())).find_map(service)
}

/// The real place of the nearest folder that exists.
fn existing(path: &Path) -> Option<PathBuf> {
    path.ancestors().filter(|a| !a.as_os_str().is_empty()).find_map(|ancestor| ancestor.canonicalize().ok())
}

fn service(folder: &Path) -> Option<&'static str> {
    by_mark(folder).or_else(|| by_name(folder))
}

/// Files and folders that a service puts into its root.
fn by_mark(folder: &Path) -> Option<&'static str> {
    let has = |name: &str| folder.join(name).symlink_metadata().is_ok();
    if has(".stfolder") {
        return Some("Syncthing");
    }
    if has(".dropbox.cache") || folder.join(".dropbox").is_file() {
        return Some("Dropbox");
    }
    if has(".tmp.drivedownload") || has(".tmp.driveupload") {
        return Some("Google Drive");
    }
    if has(".nextcloudsync.log") || has(".owncloudsync.log") || has_sync_journal(folder) {
        return Some("Nextcloud");
    }
    folder.join(".sync/ID").is_file().then_some("Resilio Sync")
}

/// The journal of Nextcloud's and ownCloud's client: `.sync_0123456789ab.db`, in older versions `._sync_….db`.
fn has_sync_journal(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let journal = name.strip_prefix(".sync_").or_else(|| name.strip_prefix("._sync_"));
        journal
            .and_then(|rest| rest.strip_suffix(".db"))
            .is_some_and(|id| (8..=32).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_hexdigit()))
    })
}

/// Names that the services give their folders.
fn by_name(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name()?.to_string_lossy();
    let in_cloud_storage = folder.parent().is_some_and(|p| p.ends_with("Library/CloudStorage"));
    let starts = |prefix: &str| name.starts_with(prefix);
    if name == "Dropbox" || starts("Dropbox (") || (in_cloud_storage && starts("Dropbox")) {
        return Some("Dropbox");
    }
    if name == "OneDrive" || starts("OneDrive - ") || (in_cloud_storage && starts("OneDrive-")) {
        return Some("OneDrive");
    }
    let icloud = ["iCloudDrive", "iCloud Drive", "com~apple~CloudDocs"].contains(&&*name);
    if icloud || folder.ends_with("Library/Mobile Documents") {
        return Some("iCloud Drive");
    }
    if name == "Google Drive" || name == "GoogleDrive" || (in_cloud_storage && starts("GoogleDrive-")) {
        return Some("Google Drive");
    }
    if name == "Nextcloud" || name == "ownCloud" || (in_cloud_storage && starts("Nextcloud")) {
        return Some("Nextcloud");
    }
    None
}
