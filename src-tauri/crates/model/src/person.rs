//! People.

use serde::{Deserialize, Serialize};

/// Somebody who works on pieces. Names are statements, not accounts.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The full name, as it stands in the history.
    pub name: String,
    /// One to four letters for the margin.
    pub initials: String,
}

impl Person {
    /// A person by name, with initials made from it (first letters of the first and the last word).
    pub fn named(name: &str) -> Person {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = name.split(' ').filter(|w| w.chars().any(char::is_alphanumeric)).collect();
        let first = |w: &&str| w.chars().find(|c| c.is_alphanumeric());
        let mut initials: String = words.first().and_then(first).into_iter().collect();
        if words.len() > 1 {
            initials.extend(words.last().and_then(first));
        }
        Person { initials: initials.to_uppercase(), name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters_of_first_and_last_name() {
        assert_eq!(Person::named("  maud  van der  Castell ").initials, "MC");
        assert_eq!(Person::named("Œdipe").initials, "Œ");
        assert_eq!(Person::named("").initials, "");
    }
}
