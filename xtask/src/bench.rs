//! `cargo xtask bench` and `cargo xtask screenshot`: both drive the real window from outside, on a virtual screen.

use crate::process::{cargo, run as start};
use crate::progress::Progress;
use crate::run::{binary, build, build_to_measure, target_dir};
use crate::{Outcome, display, root, system, ui};
use std::path::Path;

/// Measures the release build. The measuring itself is `src-tauri/crates/testkit/examples/bench.rs`.
pub fn bench(args: &[String]) -> Outcome {
    crate::only_known(args, &["--quick"])?;
    let mut steps = prepared(7, true)?;
    // Chosen from the whole workspace, so that the three share what they are built of.
    steps.step(
        "Measuring keeping (50,000 changes), review (500 open changes), Word files (100 changes) and pages",
        || {
            start(cargo().args([
                "bench",
                "--workspace",
                "--bench",
                "keeping",
                "--bench",
                "review",
                "--bench",
                "file",
                "--bench",
                "page",
            ]))
        },
    )?;
    steps.step("Measuring (some minutes; keep the machine quiet)", || {
        drive("bench", &binary("standfirst-desk", true), args)
    })
}

/// Takes the pictures of the README.
pub fn screenshot(args: &[String]) -> Outcome {
    crate::only_known(args, &["--debug"])?;
    let release = args.is_empty();
    let mut steps = prepared(6, release)?;
    steps.step("Taking pictures", || {
        let folder = root().join("docs/screenshots");
        std::fs::create_dir_all(&folder).map_err(|e| format!("docs/screenshots can't be made: {e}"))?;
        drive("screenshots", &binary("standfirst-desk", release), &[folder.display().to_string()])
    })
}

fn prepared(total: usize, release: bool) -> Result<Progress, String> {
    let mut steps = Progress::new(total);
    steps.step("Looking at the system", || {
        system::provide(&[system::FOR_THE_WINDOW, system::FOR_A_VIRTUAL_SCREEN, system::FOR_REAL_WINDOW_TESTS])
    })?;
    steps.step("Getting the packages of the interface", ui::packages)?;
    steps.step("Building the interface", ui::build)?;
    let name =
        if release { "Building the desk for release (half an hour the first time)" } else { "Building the desk" };
    steps.step(name, || if release { build_to_measure() } else { build(false) })?;
    // A debug build is right here: it only drives, and building it takes seconds.
    steps.step("Building the driver", || {
        start(cargo().args(["build", "--workspace", "--example", "bench", "--example", "screenshots"]))
    })?;
    Ok(steps)
}

fn drive(example: &str, window: &Path, args: &[String]) -> Outcome {
    let driver = target_dir().join("debug/examples").join(example);
    start(display::Virtual::start()?.command(driver).arg(window).args(args))
}
