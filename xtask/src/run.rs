//! `cargo xtask run`: from a fresh clone to an open window.

use crate::process::{cargo, program, run as start};
use crate::progress::Progress;
use crate::{Outcome, display, root, system, ui};
use std::path::PathBuf;

/// Sets up what is missing, builds, and opens the window. What stands after `--` goes to the window.
pub fn run(args: &[String]) -> Outcome {
    let split = args.iter().position(|a| a == "--").unwrap_or(args.len());
    let (ours, theirs) = (&args[..split], args.get(split + 1..).unwrap_or_default());
    crate::only_known(ours, &["--release"])?;
    let release = !ours.is_empty();
    let virtual_screen = !display::is_there();

    let mut steps = Progress::new(5);
    steps.step("Looking at the system", || {
        let screen = if virtual_screen { system::FOR_A_VIRTUAL_SCREEN } else { &[] };
        system::provide(&[system::FOR_THE_WINDOW, screen])?;
        system::node_version().map(drop)
    })?;
    steps.step("Getting the packages of the interface", ui::packages)?;
    steps.step("Building the interface", ui::build)?;
    steps.step("Building the desk (the first time takes some minutes)", || build(release))?;
    println!("      The command line is {}", shown("standfirst", release));
    if virtual_screen {
        println!("      There is no screen here (DISPLAY is not set), so the window opens in a virtual one.");
    }
    steps.step("The window is open until you close it (or press Ctrl C here)", || {
        let window = binary("standfirst-desk", release);
        if virtual_screen {
            start(display::Virtual::start()?.command(window).args(theirs))
        } else {
            start(program(window).args(theirs))
        }
    })
}

/// Builds window and command line.
pub fn build(release: bool) -> Outcome {
    if release {
        return start(cargo().args(["build", "--release"])); // what is shipped, and nothing that only tests need
    }
    // Cargo chooses the features of shared dependencies by what is selected. With the whole workspace selected (though
    // only programs are built) they are those of `cargo xtask test`, and nothing has to be built again for it.
    start(cargo().args(["build", "--workspace", "--bins"]))
}

/// Builds both for release as the benchmarks are built, so that these are not built anew. What is shipped (`build`) has the
/// same code, and fewer features of libraries that only tests need.
pub fn build_to_measure() -> Outcome {
    start(cargo().args(["build", "--release", "--workspace", "--bins"]))
}

/// Where cargo puts a program.
pub fn binary(name: &str, release: bool) -> PathBuf {
    target_dir().join(if release { "release" } else { "debug" }).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

fn shown(name: &str, release: bool) -> String {
    let path = binary(name, release);
    path.strip_prefix(root()).unwrap_or(&path).display().to_string()
}

/// The folder that cargo builds into.
pub fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}
