//! The hats that people put on.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A hat that a person puts on, not an account. Each has a baseline of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who wrote it.
    Author,
    /// Who edits it.
    Editor,
    /// Who checks its facts.
    FactCheck,
    /// Who reads it for the law.
    Legal,
    /// Who reads it for style and errors.
    Copy,
    /// Anybody, by name, for him- or herself alone.
    Person(String),
}

impl Role {
    /// The roles of a newsroom, in the order of the list of sign-offs.
    pub const DESK: [Role; 5] = [Role::Author, Role::Editor, Role::FactCheck, Role::Legal, Role::Copy];

    /// The name for people: "Author", "Fact-check"; a person's own name.
    pub fn label(&self) -> &str {
        match self {
            Role::Author => "Author",
            Role::Editor => "Editor",
            Role::FactCheck => "Fact-check",
            Role::Legal => "Legal",
            Role::Copy => "Copy",
            Role::Person(name) => name,
        }
    }
}

impl fmt::Display for Role {
    /// The name on the wire and in records: `author`, `fact_check`, `person:Ada Kell`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Author => "author",
            Role::Editor => "editor",
            Role::FactCheck => "fact_check",
            Role::Legal => "legal",
            Role::Copy => "copy",
            Role::Person(name) => return write!(f, "person:{name}"),
        })
    }
}

/// The text is not the name of a role.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is no role. Roles are author, editor, fact-check, legal, copy, and person:NAME.")]
pub struct BadRole(String);

impl FromStr for Role {
    type Err = BadRole;
    fn from_str(text: &str) -> Result<Self, BadRole> {
        if let Some(name) = text.trim().strip_prefix("person:").map(str::trim).filter(|name| !name.is_empty()) {
            return Ok(Role::Person(name.to_owned()));
        }
        match text.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
            "author" => Ok(Role::Author),
            "editor" => Ok(Role::Editor),
            "fact_check" | "factcheck" => Ok(Role::FactCheck),
            "legal" => Ok(Role::Legal),
            "copy" => Ok(Role::Copy),
            _ => Err(BadRole(text.chars().take(60).collect())),
        }
    }
}

impl Serialize for Role {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_survives_its_name() {
        for role in Role::DESK.into_iter().chain([Role::Person("Ada Kell".into())]) {
            assert_eq!(role.to_string().parse::<Role>(), Ok(role));
        }
        assert_eq!("Fact-check".parse::<Role>(), Ok(Role::FactCheck));
        assert!("chief".parse::<Role>().is_err());
        assert!("person: ".parse::<Role>().is_err());
    }
}
