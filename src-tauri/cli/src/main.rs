//! The desk without a window.
//!
//! Data goes to standard output, messages to standard error. Ends with 0 when all was done, 1 when it was done and
//! there are differences or findings, 2 for bad input or usage, 3 when something went wrong inside.

mod args;
mod failure;
mod output;
mod review_args;
mod run;

use args::Args;
use clap::Parser;
use failure::Failure;
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = Output::default();
    match run::run(&args, &mut out).and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        // Whoever read our output has had enough.
        Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(Failure::Said { code, message }) => {
            out.say(&message);
            ExitCode::from(code)
        }
    }
}
