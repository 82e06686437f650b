//! `cargo xtask test`: every check and test, in the order of their cost.

use crate::process::{cargo, cargo_path, is_installed, npm, output, program, run};
use crate::progress::Progress;
use crate::{Outcome, display, system, ui};
use std::process::Command;

/// Tests of the real window need a screen of their own, so they run apart from the rest.
const ALL_BUT_THE_WINDOW: &str = "not binary(e2e)";
const THE_WINDOW: &str = "binary(e2e)";

/// Checks and tests everything; `--quick` leaves out the real window, the browser and apt-get.
pub fn test(args: &[String]) -> Outcome {
    crate::only_known(args, &["--quick"])?;
    let quick = !args.is_empty();
    let nextest = output(cargo().args(["nextest", "--version"])).is_ok();

    let mut steps = Progress::new(if quick { 10 } else { 13 });
    if !quick {
        steps.step("Looking at the system", || {
            let all = [
                system::FOR_THE_WINDOW,
                system::FOR_A_VIRTUAL_SCREEN,
                system::FOR_REAL_WINDOW_TESTS,
                system::FOR_FLOWS,
            ];
            system::provide(&all)
        })?;
    }
    steps.step("Getting the packages of the interface", ui::packages)?;
    steps.check("Types of the interface", || run(npm().args(["run", "check"])));
    steps.check("Lints of the interface", || run(npm().args(["run", "lint"])));
    steps.tests("Tests of the interface", npm().args(["run", "test"]));
    let page = steps.check("Building the interface", ui::build);

    steps.check("Format of the Rust code", || run(cargo().args(["fmt", "--all", "--check"])));
    // The root package embeds the built page, so nothing in Rust can be checked as a whole without it.
    let rust =
        ["Lints of the Rust code", "Building the desk and its tests", "Tests of the desk", "Examples in the docs"];
    if page {
        steps.check(rust[0], || {
            run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
        });
        if steps.check(rust[1], build) {
            // The types of the wire are compared with what is committed by a test of the crate `ipc`.
            steps.tests(rust[2], &mut tests(nextest));
            steps.tests(rust[3], cargo().args(["test", "--workspace", "--doc"]));
            if !quick {
                the_window(&mut steps, nextest);
            }
        } else {
            let rest = [&rust[2..], if quick { &[] } else { &["Real window"] }].concat();
            rest.iter().for_each(|step| steps.left_out(step, "the desk was not built"));
        }
    } else {
        let rest = [&rust[..], if quick { &[] } else { &["Real window"] }].concat();
        rest.iter().for_each(|step| steps.left_out(step, "the interface was not built"));
    }
    if !quick {
        match page {
            true => drop(steps.tests("Interface in a browser", program("node").arg("tests/flows/run.mjs"))),
            false => steps.left_out("Interface in a browser", "the interface was not built"),
        }
    }
    steps.finish()
}

/// Everything at once, and always the whole workspace with its tests: cargo chooses the features of shared dependencies
/// by what is selected, so a smaller selection in between would build them twice.
fn build() -> Outcome {
    run(cargo().args(["build", "--workspace", "--lib", "--bins", "--tests", "--examples"]))
}

fn tests(nextest: bool) -> Command {
    let mut command = cargo();
    if nextest {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "-E", ALL_BUT_THE_WINDOW]);
    } else {
        // All journeys lie in one module, so that a filter by name can leave them out.
        command.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests", "--"]);
        command.args(["--skip", "journeys::"]);
    }
    command
}

fn the_window(steps: &mut Progress, nextest: bool) {
    const NAME: &str = "Real window";
    let screen = match display::Virtual::start() {
        Ok(screen) => screen,
        Err(why) => return steps.left_out(NAME, &why),
    };
    let mut command = screen.command(cargo_path());
    if nextest {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "-E", THE_WINDOW]);
    } else {
        // One at a time: two windows on two cores make each other late.
        command.args(["test", "--workspace", "--no-fail-fast", "--test", "e2e", "--", "--test-threads=1"]);
    }
    // Here a missing driver is a failure; on a laptop the journeys say that they were left out.
    command.env("STANDFIRST_E2E", "required");
    debug_assert!(is_installed("dbus-run-session"));
    steps.tests(NAME, &mut command);
}
