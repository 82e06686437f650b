//! `cargo xtask package`: a .deb with the window, the command line, the desktop entry and the icon.

use crate::process::{program, run as start};
use crate::progress::Progress;
use crate::run::{binary, build, target_dir};
use crate::{Outcome, root, system, ui};
use std::path::{Path, PathBuf};

/// The program that makes the .deb, of the same release line as the library.
const BUNDLER: &str = "@tauri-apps/cli@~2.12";

/// Builds the .deb for this machine and says how large everything is.
pub fn package(args: &[String]) -> Outcome {
    crate::only_known(args, &[])?;
    if !system::is_debian_like() {
        return Err("A .deb can only be made on Debian or Ubuntu; other systems are not packaged yet.".into());
    }
    let bundler = target_dir().join("bundler");
    let mut steps = Progress::new(6);
    steps.step("Looking at the system", || system::provide(&[system::FOR_THE_WINDOW]))?;
    steps.step("Getting the packages of the interface", ui::packages)?;
    steps.step("Building the interface", ui::build)?;
    // Before the bundler, which builds only the window: the .deb takes the command line from target/release.
    steps.step("Building the desk for release (half an hour the first time)", || build(true))?;
    // In a folder of its own: only this command needs it, and beside the interface's packages it would change some of those.
    steps.step("Getting the bundler", || {
        std::fs::create_dir_all(&bundler).map_err(|e| format!("{} can't be made: {e}", bundler.display()))?;
        let add = ["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix"];
        start(program("npm").args(add).arg(&bundler).arg(BUNDLER).current_dir(&bundler))
    })?;
    steps.step("Bundling", || {
        start(program(bundler.join("node_modules/.bin/tauri")).args(["build", "--bundles", "deb"]).current_dir(root()))
    })?;
    for path in [binary("standfirst-desk", true), binary("standfirst", true)].into_iter().chain(bundles()) {
        println!("      {:>6.1} MB  {}", megabytes(&path), path.strip_prefix(root()).unwrap_or(&path).display());
    }
    Ok(())
}

fn bundles() -> Vec<PathBuf> {
    let folder = target_dir().join("release/bundle/deb");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "deb")).collect()
}

fn megabytes(path: &Path) -> f64 {
    path.metadata().map_or(0.0, |meta| meta.len() as f64 / 1e6)
}
