//! `cargo xtask bench`: figures of speed and memory, with the machine they were taken on. Nothing is asserted: a figure
//! is compared with the last one by a person, on the same machine.
//!
//! Usage: bench WINDOW [--quick]

#![allow(clippy::print_stdout, reason = "a report is what this program is for")]

mod machine;
mod table;
mod throughput;
mod window;

use std::path::PathBuf;
use table::Table;
use testkit::{Failure, Result};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let mut args = std::env::args().skip(1);
    let program =
        args.next().map(PathBuf::from).ok_or_else(|| Failure::Program("usage: bench WINDOW [--quick]".into()))?;
    let quick = args.next().is_some_and(|arg| arg == "--quick");

    let machine = machine::describe()?;
    let mut table = Table::new();
    for words in [800, 10_000] {
        window::typing(&program, words, if quick { 40 } else { 200 }, &mut table).await?;
    }
    window::typing_under_review(&program, (10_000, 500), if quick { 40 } else { 200 }, &mut table).await?;
    for pieces in if quick { vec![1, 1000] } else { vec![1, 1000, 20_000] } {
        window::start(&program, pieces, if quick { 3 } else { 7 }, &mut table)?;
    }
    window::memory(&program, &mut table)?;
    throughput::import(&program, &mut table)?;
    throughput::convert(&program, &mut table)?;

    println!("\n{machine}\n\n{table}");
    println!("Each figure again: `cargo xtask bench`, or the command in its line, with a data folder of its own.");
    Ok(())
}
