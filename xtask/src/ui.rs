//! The interface in ui/: its packages, and its built page. Both are made again only when what they come from changed.

use crate::process::{npm, run};
use crate::{Outcome, root, system};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Installs what package-lock.json names, unless exactly that is installed.
pub fn packages() -> Outcome {
    system::node_version()?;
    let lock = root().join("ui/package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|e| format!("ui/package-lock.json can't be read: {e}"))?;
    // A copy of the lock file tells more than times do: a checkout changes times, and an interrupted `npm ci` leaves none.
    let installed = root().join("ui/node_modules/.standfirst-lock.json");
    if std::fs::read(&installed).is_ok_and(|have| have == wanted) {
        println!("      The packages are those of the lock file.");
        return Ok(());
    }
    run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    std::fs::write(&installed, wanted).map_err(|e| format!("ui/node_modules can't be written: {e}"))
}

/// Builds ui/dist, unless it was built from exactly these files.
pub fn build() -> Outcome {
    let stamp = root().join("ui/node_modules/.standfirst-build");
    let inputs = fingerprint().map_err(|e| format!("The files of ui/ can't be read: {e}"))?;
    if root().join("ui/dist/index.html").is_file() && std::fs::read_to_string(&stamp).is_ok_and(|have| have == inputs) {
        println!("      Nothing changed since the last build.");
        return Ok(());
    }
    run(npm().args(["run", "build"]))?;
    std::fs::write(&stamp, inputs).map_err(|e| format!("ui/node_modules can't be written: {e}"))
}

/// A fingerprint of everything that the built page is made from.
fn fingerprint() -> std::io::Result<String> {
    let mut files = Vec::new();
    for folder in ["ui", "assets"] {
        collect(&root().join(folder), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.strip_prefix(root()).unwrap_or(&file).hash(&mut hasher);
        std::fs::read(&file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let made = path.ends_with("node_modules") || path.ends_with("ui/dist");
        if path.is_dir() && !made {
            collect(&path, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
