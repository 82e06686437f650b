//! Tests of the crate from outside.

// Helpers of tests fail like tests, and say what they skip.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../../../markdown/tests/it/check.rs"]
mod check;
#[path = "../../../markdown/tests/it/fixtures.rs"]
mod fixtures;
mod golden;
mod hostile;
mod readback;
