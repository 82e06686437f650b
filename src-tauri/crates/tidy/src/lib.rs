//! Reads the repository as a whole, for the tests of the architecture's invariants (in `tests/it`).

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).expect("the crate lies three folders down").to_path_buf()
}

/// The workspace and all it stands on, as cargo resolves it for this machine. (Without the filter cargo would fetch
/// every package of every other system first.)
pub fn metadata() -> &'static Metadata {
    static METADATA: OnceLock<Metadata> = OnceLock::new();
    METADATA.get_or_init(|| {
        MetadataCommand::new()
            .current_dir(root())
            .other_options(["--locked".into(), "--filter-platform".into(), host()])
            .exec()
            .expect("cargo can describe the workspace")
    })
}

/// This machine's target triple.
fn host() -> String {
    let out = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .arg("-vV")
        .output()
        .expect("rustc says what it is");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}

/// A package of the workspace.
pub fn package(name: &str) -> &'static Package {
    let found = metadata().workspace_packages().into_iter().find(|p| p.name == name);
    found.unwrap_or_else(|| panic!("the workspace has no package {name}"))
}

/// What a package names in its manifest, as written there, except what only its tests need.
pub fn direct_dependencies(package: &Package) -> Vec<&str> {
    let real = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
    real.map(|d| d.name.as_str()).collect()
}

/// Everything that ends up in a package's program: its dependencies, theirs, and so on.
pub fn linked_into(name: &str) -> Vec<&'static Package> {
    let metadata = metadata();
    let nodes = &metadata.resolve.as_ref().expect("the metadata is resolved").nodes;
    let mut found = vec![&package(name).id];
    let mut at = 0;
    while at < found.len() {
        let node = nodes.iter().find(|n| n.id == *found[at]).expect("every package has a node");
        at += 1;
        for dep in &node.deps {
            let normal = dep.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal);
            if normal && !found.contains(&&dep.pkg) {
                found.push(&dep.pkg);
            }
        }
    }
    found[1..].iter().map(|id| &metadata[id]).collect()
}

/// The files that git tracks or would track, relative to the top.
pub fn files() -> Vec<String> {
    let out = Command::new("git")
        // A clone that belongs to somebody else (as in a container) is still this clone.
        .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    // Else every test over files would pass for want of files.
    assert!(out.status.success(), "git can't list the files: {}", String::from_utf8_lossy(&out.stderr));
    let mut files: Vec<String> = String::from_utf8_lossy(&out.stdout)
        .split('\0')
        .filter(|name| !name.is_empty() && root().join(name).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    files
}

/// The files with one of these endings, as (name, text); what is not UTF-8 is left out.
pub fn texts(endings: &[&str]) -> Vec<(String, String)> {
    let wanted = |name: &String| endings.is_empty() || endings.iter().any(|end| name.ends_with(end));
    let read = |name: String| std::fs::read_to_string(root().join(&name)).ok().map(|text| (name, text));
    files().into_iter().filter(wanted).filter_map(read).collect()
}

/// The text of one file.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name} can't be read: {e}"))
}
