//! Inputs and outputs of what leaves: the outlets that it leaves for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire!(out /// The outlet that a piece goes out for.
OutletChoice {
    /// The key of its profile; empty for the desk's own page.
    key: String,
    /// Its name; empty where the page has none.
    name: String,
    /// Whether this desk has no profile of that key, so that its own page stands in.
    missing: bool,
});

wire!(out /// An outlet that can be chosen.
OutletRow {
    /// The key of its profile.
    key: String,
    /// Its name.
    name: String,
    /// What it is.
    about: String,
    /// Whether it is a file of the desk's own.
    own: bool,
});
