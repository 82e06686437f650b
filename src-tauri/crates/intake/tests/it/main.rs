//! The crate from outside: fixtures, laws, and the sample page.

mod bounds;
mod laws;
mod pages;
mod variants;
