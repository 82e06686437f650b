//! `cargo xtask`: runs the window from a fresh clone, runs every test, and does the chores.

mod bench;
mod check;
mod counts;
mod display;
mod doctor;
mod package;
mod process;
mod progress;
mod run;
mod soak;
mod system;
mod ui;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <task>

  run [--release] [-- ARGS]   sets up what is missing, builds, and opens the window
  test [--quick]              every check and test; --quick leaves out the real window, the browser and apt-get
  bench [--quick]             builds for release, measures, and prints a table with the hardware it ran on
  soak [KILLS]                kills a desk and a database at work, a thousand times each unless told otherwise; then a fight over a file
  package                     builds the .deb for this machine into target/release/bundle
  screenshot [--debug]        takes the pictures in docs/screenshots from the real window
  types                       writes ui/src/ipc/generated.ts from the Rust types of the wire
  doctor                      says what this machine has, and what is missing
";

/// What a task comes to: nothing, or one sentence that says what went wrong and what to do.
pub type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = args.split_first().map_or(("help", &[][..]), |(t, r)| (t.as_str(), r));
    if let Err(e) = std::env::set_current_dir(root()) {
        eprintln!("The repository {} can't be entered: {e}", root().display());
        return ExitCode::from(3);
    }
    let outcome = match task {
        "run" => run::run(rest),
        "test" => check::test(rest),
        "bench" => bench::bench(rest),
        "screenshot" => bench::screenshot(rest),
        "soak" => soak::soak(rest),
        "package" => package::package(rest),
        "types" => types(rest),
        "doctor" => doctor::doctor(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => {
            eprint!("There is no task {other:?}.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}

/// The top of the repository, wherever the task was called from.
pub fn root() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository")
}

/// Refuses options that a task does not know, so that a misspelt one is not silently left out.
pub fn only_known(args: &[String], known: &[&str]) -> Outcome {
    match args.iter().find(|a| !known.contains(&a.as_str())) {
        Some(unknown) if known.is_empty() => Err(format!("This task takes no arguments; got {unknown:?}.")),
        Some(unknown) => Err(format!("Unknown argument {unknown:?}. Known: {}.", known.join(", "))),
        None => Ok(()),
    }
}

fn types(args: &[String]) -> Outcome {
    only_known(args, &[])?;
    let mut cargo = process::cargo();
    cargo.args(["test", "--package", "ipc"]).env("UPDATE_TYPES", "1");
    process::run(&mut cargo)?;
    println!("ui/src/ipc/generated.ts is up to date.");
    Ok(())
}
