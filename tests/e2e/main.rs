//! Journeys of a person in the real window. Each opens a window of its own on a desk of its own.
//!
//! They need a screen and WebKitWebDriver; `cargo xtask test` brings both. Without them they say so and pass, unless
//! `STANDFIRST_E2E=required` is set. Pictures of the main journeys, and of every failure, are in
//! tests/artifacts/e2e.

mod journeys;
