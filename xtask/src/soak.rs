//! `cargo xtask soak`: the kill tests, the papers as pages and the fight over a file, for as long as it takes to trust them.

use crate::process::{cargo, cargo_path, run};
use crate::{Outcome, display, ui};

/// How many kills of each kind.
const USUAL: &str = "1000";

/// Kills a desk at work, and the writer of a database, again and again; after each kill everything is checked.
pub fn soak(args: &[String]) -> Outcome {
    let kills = match args {
        [] => USUAL,
        [number] if number.parse::<u32>().is_ok_and(|number| number > 0) => number,
        _ => return Err("Say how many kills: `cargo xtask soak 1000`.".into()),
    };
    println!("Killing the writer of a database {kills} times, then a desk at work {kills} times. This takes a while.");
    for package in ["store", "desk"] {
        let mut tests = cargo();
        tests.args(["test", "--package", package, "--test", "it", "kill::", "--", "--nocapture"]);
        tests.env("STANDFIRST_KILLS", kills).env("STORE_KILLS", kills);
        run(&mut tests)?;
    }
    papers()?;
    fight()
}

/// Sets all papers as pages, reads every word back, and looks at the memory that it takes.
fn papers() -> Outcome {
    println!("Setting all papers as printed pages, and reading every word back.");
    let mut tests = cargo();
    tests.args(["test", "--package", "desk", "--test", "it", "every_word_of_the_papers", "--", "--nocapture"]);
    run(tests.env("STANDFIRST_PAPERS", "all"))
}

/// Two programs fight over a file of the desk folder for a minute, while somebody types in the real window.
fn fight() -> Outcome {
    println!("Two programs fight over a file for a minute, while somebody types.");
    ui::packages()?;
    ui::build()?;
    let screen = display::Virtual::start()?;
    let mut test = screen.command(cargo_path());
    test.args(["test", "--test", "e2e", "two_programs_fight", "--", "--nocapture"]);
    run(test.env("STANDFIRST_FIGHT", "60").env("STANDFIRST_E2E", "required"))
}
