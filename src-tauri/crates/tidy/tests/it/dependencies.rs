//! Who may stand on whom.

use crate::none;
use tidy::{direct_dependencies, linked_into, metadata, package};

/// Each of these libraries is known to one crate of ours (or to the readers of one kind of file), so that it can be
/// replaced there.
const HOMES: &[(&str, &str)] = &[
    ("blake3", "model"),
    ("rusqlite", "store"),
    ("loro", "manuscript"),
    ("comrak", "markdown"),
    ("ammonia", "markdown"),
    ("htmd", "markdown"),
    ("serde-saphyr", "markdown"),
    ("encoding_rs", "intake"),
    ("chardetng", "intake"),
    ("notify", "folder"),
    ("flate2", "wire press"),
    ("toml", "outlets"),
    ("typst", "press"),
    ("typst-layout", "press"),
    ("typst-pdf", "press"),
    ("quick-xml", "word office"),
    ("zip", "word office"),
    ("fantoccini", "testkit"),
];

/// The crates that `desk` joins. None of them knows another.
const SIBLINGS: &[&str] = &[
    "manuscript",
    "store",
    "markdown",
    "intake",
    "wire",
    "folder",
    "share",
    "word",
    "office",
    "outlets",
    "firewall",
    "press",
];

/// Crates that exist for tests only.
const FOR_TESTS: &[&str] = &["testkit", "tidy", "xtask"];

#[test]
fn only_the_shell_and_the_root_package_know_tauri() {
    let mut places = Vec::new();
    for package in metadata().workspace_packages() {
        if ["shell", "standfirst-desk"].contains(&package.name.as_str()) {
            continue;
        }
        let known = package.dependencies.iter().map(|d| d.name.as_str());
        let window = known.filter(|d| d.starts_with("tauri") || ["wry", "tao", "gtk", "webkit2gtk"].contains(d));
        places.extend(window.map(|d| format!("{} names {d}", package.name)));
    }
    none("Only shell and root depend on the window's libraries", &places);
}

#[test]
fn each_outside_library_has_one_home() {
    let mut places = Vec::new();
    for package in metadata().workspace_packages() {
        for (library, home) in HOMES {
            if home.split(' ').all(|home| package.name != home)
                && package.dependencies.iter().any(|d| d.name == *library)
            {
                places.push(format!("{} names {library}, which belongs to {home}", package.name));
            }
        }
    }
    none("These libraries are known to one crate each", &places);
}

#[test]
fn the_crates_that_the_desk_joins_do_not_know_each_other() {
    let mut places = Vec::new();
    for name in SIBLINGS {
        for dependency in package(name).dependencies.iter().filter(|d| SIBLINGS.contains(&d.name.as_str())) {
            places.push(format!("{name} names {}", dependency.name));
        }
    }
    none("Siblings under desk do not depend on each other", &places);
}

#[test]
fn the_model_stands_on_pure_libraries_only() {
    let allowed = [
        "blake3",
        "serde",
        "serde_json",
        "thiserror",
        "ts-rs",
        "ulid",
        "unicode-normalization",
        "unicode-segmentation",
    ];
    let named = direct_dependencies(package("model"));
    let places: Vec<String> = named.iter().filter(|d| !allowed.contains(d)).map(|d| (*d).to_owned()).collect();
    none("The model names a library that is not on its list", &places);
}

#[test]
fn the_desk_and_everything_below_it_is_synchronous() {
    let mut places = Vec::new();
    for name in ["desk", "model"].iter().chain(SIBLINGS) {
        let named = direct_dependencies(package(name));
        places.extend(
            named.iter().filter(|d| ["tokio", "futures", "async-trait"].contains(d)).map(|d| format!("{name}: {d}")),
        );
    }
    none("The shell alone has a runtime; these crates name one too", &places);
}

#[test]
fn the_command_line_links_no_window() {
    let window = ["tauri", "wry", "tao", "gtk", "gtk-sys", "webkit2gtk", "webkit2gtk-sys", "tokio", "fantoccini"];
    let linked = linked_into("standfirst-cli");
    let places: Vec<String> =
        linked.iter().filter(|p| window.contains(&p.name.as_str())).map(|p| p.name.to_string()).collect();
    none("The command line must start without the window's libraries", &places);
}

#[test]
fn crates_for_tests_are_in_no_program() {
    for program in ["standfirst-desk", "standfirst-cli"] {
        let linked = linked_into(program);
        let found: Vec<String> =
            linked.iter().filter(|p| FOR_TESTS.contains(&p.name.as_str())).map(|p| p.name.to_string()).collect();
        none(&format!("{program} links crates that are for tests"), &found);
    }
}

#[test]
fn every_dependency_comes_from_the_public_registry() {
    let foreign = metadata().packages.iter().filter(|p| p.source.as_ref().is_some_and(|s| !s.is_crates_io()));
    let places: Vec<String> = foreign.map(|p| format!("{} {} from {:?}", p.name, p.version, p.source)).collect();
    none("No git dependencies and no other registries", &places);
}

#[test]
fn every_crate_of_the_workspace_takes_its_lints_from_it() {
    let mut places = Vec::new();
    for package in metadata().workspace_packages() {
        let manifest = std::fs::read_to_string(&package.manifest_path).expect("the manifest can be read");
        // xtask has its own list: it prints, which the workspace forbids.
        if package.name != "xtask" && !manifest.contains("[lints]\nworkspace = true") {
            places.push(package.name.to_string());
        }
    }
    none("Crates without the workspace's lints", &places);
}
