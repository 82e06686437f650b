//! The profiles that come with the program. Their outlets are invented; they are there to be copied and changed.

use model::OutletProfile;

/// A profile that is shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// The name to call it by.
    pub key: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The file.
    pub toml: &'static str,
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../assets/outlets/", $name, ".toml"))
    };
}

/// All of them.
pub const SHIPPED: [Shipped; 3] = [
    Shipped { key: "the-daily", about: "a broadsheet newspaper", toml: file!("the-daily") },
    Shipped { key: "longshore", about: "a web magazine", toml: file!("longshore") },
    Shipped { key: "plain-wire", about: "a wire service", toml: file!("plain-wire") },
];

/// The shipped profile of that name (`the-daily`); none when there is none.
pub fn shipped(key: &str) -> Option<OutletProfile> {
    let found = SHIPPED.iter().find(|shipped| shipped.key == key)?;
    crate::read(found.toml).ok()
}
