//! The invariants of ARCHITECTURE.md, each as a test.

mod commands;
mod dependencies;
mod docs;
mod licences;
mod security;
mod sources;
mod writing;

/// Fails with all places at once, so that one run shows everything there is to mend.
fn none(what: &str, places: &[String]) {
    assert!(places.is_empty(), "{what}:\n  {}", places.join("\n  "));
}
