//! What the crate promises, tried from outside.

#![allow(clippy::print_stderr, reason = "what is skipped for want of another program is said")]

mod corpus;
mod dialects;
mod hostile;
mod others;
mod pictures;
mod round;
mod schema;
mod tools;
