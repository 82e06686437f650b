//! What a picture is called in a text.

use super::Kind;
use unicode_normalization::UnicodeNormalization;

/// The folder that pictures lie in, beside the text that calls them.
pub const FOLDER: &str = "pictures/";
/// How many digits of the digest a name ends in.
pub(super) const MARK: usize = 32;
/// Longest readable part of a name, letters.
const LONGEST: usize = 40;

/// A name taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// The readable part.
    pub stem: &'a str,
    /// The digits by which the picture is known.
    pub mark: &'a str,
    /// What the ending says.
    pub kind: Kind,
}

/// Takes a name apart: `harbour-0123456789abcdef0123456789abcdef.jpg`. None for a name that is not of this form.
pub fn named(name: &str) -> Option<Named<'_>> {
    let (front, ending) = name.rsplit_once('.')?;
    let (stem, mark) = front.rsplit_once('-')?;
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_stem = !stem.is_empty() && stem.len() <= LONGEST && stem.chars().all(sound);
    (is_stem && is_mark(mark)).then_some(())?;
    Some(Named { stem, mark, kind: Kind::of_extension(ending)? })
}

fn is_mark(mark: &str) -> bool {
    mark.len() == MARK && mark.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The address of a picture in a text.
pub fn address(name: &str) -> String {
    format!("{FOLDER}{name}")
}

/// The name behind an address, when it is the address of a picture of ours.
pub fn mark_of(address: &str) -> Option<(&str, Named<'_>)> {
    let name = address.strip_prefix(FOLDER)?;
    Some((name, named(name)?))
}

/// The names of all pictures that a text may call, each once, in order. Looks at letters alone: an address in code counts
/// as well.
pub fn names_in(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices(FOLDER) {
        let rest = &text[at + FOLDER.len()..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))).unwrap_or(rest.len());
        let name = &rest[..end];
        if named(name).is_some() && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// The name of a picture: readable letters of its file's name, its digits, its ending.
pub(super) fn name_for(file_name: &str, mark: &str, kind: Kind) -> String {
    let file = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut out = String::new();
    for c in stem.nfd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if (c.is_whitespace() || c.is_ascii_punctuation()) && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    // A picture that comes back has its digits already.
    let front =
        out.trim_end_matches('-').rsplit_once('-').filter(|(_, old)| is_mark(old)).map(|(front, _)| front.len());
    out.truncate(front.unwrap_or(out.len()));
    out.truncate(LONGEST);
    let out = out.trim_end_matches('-');
    let stem = if out.is_empty() { "picture" } else { out };
    format!("{stem}-{mark}.{}", kind.extension())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DIGITS: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_name_is_readable_and_ends_in_its_digits() {
        for (file, expected) in [
            ("Harbour, at dawn.JPG", "harbour-at-dawn-0123456789abcdef0123456789abcdef.png"),
            ("C:\\Bilder\\Käse & Brot.png", "kase-brot-0123456789abcdef0123456789abcdef.png"),
            ("../../etc/passwd", "passwd-0123456789abcdef0123456789abcdef.png"),
            ("写真.png", "picture-0123456789abcdef0123456789abcdef.png"),
            ("", "picture-0123456789abcdef0123456789abcdef.png"),
            ("-.-.png", "picture-0123456789abcdef0123456789abcdef.png"),
            ("harbour-ffffffffffffffffffffffffffffffff.png", "harbour-0123456789abcdef0123456789abcdef.png"),
        ] {
            assert_eq!(name_for(file, DIGITS, Kind::Png), expected, "{file}");
        }
    }

    #[test]
    fn only_names_of_this_form_are_names() {
        let name = "a-b-0123456789abcdef0123456789abcdef.webp";
        assert_eq!(named(name), Some(Named { stem: "a-b", mark: DIGITS, kind: Kind::WebP }));
        for bad in [
            "a.png",
            "-0123456789abcdef0123456789abcdef.png",
            "a-0123456789ABCDEF0123456789abcdef.png",
            "a-0123456789abcdef0123456789abcdef.svg",
            "a-0123456789abcdef0123456789abcdef.jpeg",
            "../a-0123456789abcdef0123456789abcdef.png",
            "a b-0123456789abcdef0123456789abcdef.png",
            "a-0123456789abcdef0123456789abcdefa.png",
            "",
        ] {
            assert_eq!(named(bad), None, "{bad}");
        }
        assert!(mark_of("pictures/a-0123456789abcdef0123456789abcdef.png").is_some());
        assert!(mark_of("https://x.example/pictures/a-0123456789abcdef0123456789abcdef.png").is_none());
    }

    #[test]
    fn the_names_in_a_text_are_found_once_each() {
        let text = "![a](pictures/a-0123456789abcdef0123456789abcdef.png \"x\") pictures/b.png\n![](pictures/a-0123456789abcdef0123456789abcdef.png)<img src=pictures/c-0123456789abcdef0123456789abcdef.gif>";
        assert_eq!(
            names_in(text),
            ["a-0123456789abcdef0123456789abcdef.png", "c-0123456789abcdef0123456789abcdef.gif"]
        );
    }

    proptest! {
        #[test]
        fn every_name_that_is_given_is_one(file in "\\PC{0,80}") {
            let name = name_for(&file, DIGITS, Kind::Jpeg);
            prop_assert!(named(&name).is_some(), "{}", name);
            prop_assert_eq!(name_for(&name, DIGITS, Kind::Jpeg), name);
        }
    }
}
