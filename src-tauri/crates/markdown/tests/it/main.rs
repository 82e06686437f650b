//! Tests of the crate from outside.

// Helpers of tests fail like tests, and say what they skip.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod bounds;
mod check;
mod critic;
mod federalist;
mod fixtures;
mod golden;
mod hostile;
mod laws;
mod reading;
mod rewrite;
mod rewrite_laws;
