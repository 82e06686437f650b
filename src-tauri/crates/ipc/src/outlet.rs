//! Inputs and outputs of the outlets that pieces go out for.

use model::OutletProfile;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

wire!(in /// One outlet.
OutletKeyInput {
    /// The key of its profile.
    key: String,
});

wire!(out /// Something that a profile should not say.
OutletRemark {
    /// The key in the profile, with its table: `length.most`.
    key: String,
    /// What is the matter, and what to do.
    sentence: String,
});

wire!(out /// An outlet, to be looked at and changed.
OutletSheet {
    /// The key of its profile.
    key: String,
    /// Whether it is a file of the desk's own, which can be changed.
    own: bool,
    /// What it says.
    profile: OutletProfile,
    /// What it says that it should not.
    remarks: Vec<OutletRemark>,
});

wire!(in /// An outlet to keep.
OutletKeepInput {
    /// The key of its profile; empty for a new one.
    key: String,
    /// What it says.
    profile: OutletProfile,
    /// It was just taken away and comes back, also where it stood before a shipped one.
    comes_back: bool,
});

wire!(in /// A profile's file to take in.
OutletSource {
    /// Where it lies.
    path: String,
    /// Whether one of the same name may be replaced.
    force: bool,
});

wire!(in /// A profile's file to write.
OutletFileInput {
    /// The key of the profile.
    key: String,
    /// Where to.
    path: String,
    /// Whether an existing file may be replaced.
    force: bool,
});
