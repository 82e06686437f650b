//! Identifiers.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The identity of one piece on every desk: a ULID in lower case, 26 characters, sortable by time of birth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PieceId(ulid::Ulid);

impl PieceId {
    /// Makes an id from a time in milliseconds since 1970 and 80 random bits (the lower ones of `random` are used).
    pub fn from_parts(unix_ms: u64, random: u128) -> Self {
        Self(ulid::Ulid::from_parts(unix_ms, random))
    }
}

impl fmt::Display for PieceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string().to_ascii_lowercase())
    }
}

impl fmt::Debug for PieceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The text is not the id of a piece.
#[derive(Debug, thiserror::Error)]
#[error("“{0}” is not the id of a piece")]
pub struct BadId(String);

impl FromStr for PieceId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        ulid::Ulid::from_string(&text.to_ascii_uppercase())
            .map(Self)
            .map_err(|_| BadId(text.chars().take(40).collect()))
    }
}

impl Serialize for PieceId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PieceId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = PieceId::from_parts(1_764_000_000_000, 42);
        assert_eq!(id.to_string().len(), 26);
        assert_eq!(id.to_string().parse::<PieceId>().ok(), Some(id));
        assert!("no id".parse::<PieceId>().is_err());
    }
}
