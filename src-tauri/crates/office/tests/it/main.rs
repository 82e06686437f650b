//! Tests of the crate from outside.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod hostile;
mod odt;
mod pictures;
mod rtf;
