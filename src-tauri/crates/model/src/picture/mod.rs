//! Pictures: what they are, what they are called, what is said below them, and what of them leaves.
//!
//! A picture is known by what its readers get: the file without anything that tells of a person, a place or a machine
//! ([`stripped`]). Its name in a text ends in the first digits of the digest of just these bytes, so that the same picture
//! has the same name on every desk, in every folder and in every packet, and comes back under it.

mod caption;
mod data;
mod kind;
mod name;
mod size;
mod strip;

pub use caption::{Caption, caption};
pub use data::{from_base64, from_data_address};
pub use kind::Kind;
pub use name::{FOLDER, Named, address, mark_of, named, names_in};
pub use size::{MAX_BYTES, MAX_PIXELS, MAX_TOGETHER, Refusal, Shape, shape};
pub use strip::stripped;

use std::collections::BTreeMap;
use std::sync::Arc;

/// A picture that was looked at and can be part of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its name, as a text calls it behind `pictures/`.
    pub name: String,
    /// What kind of file it is.
    pub kind: Kind,
    /// Its breadth as it is seen, pixels.
    pub width: u32,
    /// Its height as it is seen, pixels.
    pub height: u32,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl Picture {
    /// Looks at a file that somebody brings. What it is, its bytes say; `file_name` only lends it readable words.
    ///
    /// # Errors
    /// A sentence about why it can't be part of a piece.
    pub fn taken(file_name: &str, bytes: &[u8]) -> Result<Picture, Refusal> {
        let Shape { kind, width, height } = shape(bytes)?;
        let name = name::name_for(file_name, &mark(bytes), kind);
        Ok(Picture { name, kind, width, height, bytes: bytes.into() })
    }

    /// The same picture as it leaves.
    pub fn leaving(&self) -> Picture {
        Picture { bytes: stripped(&self.bytes).into(), ..self.clone() }
    }

    /// The part of its name that its bytes determine.
    pub fn mark(&self) -> &str {
        named(&self.name).map_or("", |named| named.mark)
    }
}

/// The digits by which a picture is known: the first 32 of the BLAKE3 digest of the file as it leaves: so many (128 bits) that
/// nobody can make two pictures of one name.
pub fn mark(bytes: &[u8]) -> String {
    let mut digits = blake3::hash(&stripped(bytes)).to_hex().to_string();
    digits.truncate(name::MARK);
    digits
}

/// The pictures of a piece that leaves, by the names that its text calls. None of them tells of a person or a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    by_name: BTreeMap<String, Picture>,
}

impl Pictures {
    /// Adds a picture under the name that a text calls it by; what must not leave is taken out of it here.
    pub fn add(&mut self, name: &str, picture: &Picture) {
        self.by_name.insert(name.to_owned(), Picture { name: name.to_owned(), ..picture.leaving() });
    }

    /// The picture that a text calls so.
    pub fn get(&self, name: &str) -> Option<&Picture> {
        self.by_name.get(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Picture> {
        self.by_name.values()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The pictures of several pieces as one.
    pub fn extend(&mut self, more: &Pictures) {
        self.by_name.extend(more.by_name.iter().map(|(name, picture)| (name.clone(), picture.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strip::tests::{jpeg, png};

    #[test]
    fn the_name_is_that_of_the_picture_as_it_leaves() {
        let told = jpeg(true);
        let plain = stripped(&told);
        assert_ne!(*told, *plain);
        let taken = Picture::taken("Harbour at DAWN.JPEG", &told).unwrap();
        assert!(taken.name.starts_with("harbour-at-dawn-") && taken.name.ends_with(".jpg"), "{}", taken.name);
        assert_eq!(*taken.bytes, *told, "what came is kept");
        let again = Picture::taken(&taken.name, &plain).unwrap();
        assert_eq!((&again.name, again.mark()), (&taken.name, taken.mark()), "it comes back under its name");
    }

    #[test]
    fn what_leaves_is_without_what_must_not() {
        let mut pictures = Pictures::default();
        let taken = Picture::taken("a.png", &png(true)).unwrap();
        pictures.add(&taken.name, &taken);
        let leaves = pictures.get(&taken.name).unwrap();
        assert_eq!(*leaves.bytes, *stripped(&taken.bytes));
        assert!(pictures.get("b.png").is_none() && !pictures.is_empty() && pictures.iter().count() == 1);
    }
}
