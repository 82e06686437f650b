//! The faces that are shipped, and which of them a design uses.

use crate::language::Script;
use crate::report::Report;
use model::PageDesign;
use serde_json::{Value, json};
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!("../../../../assets/press/", $name, ".ttf")).as_slice()
    };
}

/// Every face, as it lies in `assets/press`.
const FILES: [&[u8]; 15] = [
    face!("newsreader-regular"),
    face!("newsreader-italic"),
    face!("newsreader-bold"),
    face!("newsreader-bold-italic"),
    face!("newsreader-deck-regular"),
    face!("newsreader-deck-italic"),
    face!("newsreader-display-regular"),
    face!("newsreader-display-medium"),
    face!("source-serif-regular"),
    face!("source-serif-italic"),
    face!("source-serif-bold"),
    face!("source-serif-bold-italic"),
    face!("inter-regular"),
    face!("inter-italic"),
    face!("inter-bold"),
];

/// The faces, read once.
pub(crate) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect());

/// Whether a face has the character, or it is one that is never seen.
pub(crate) fn has(c: char) -> bool {
    let unseen = c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    unseen || FONTS.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

/// A family that can be named in a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Newsreader,
    SourceSerif,
    Inter,
}

impl Family {
    fn named(name: &str) -> Option<Family> {
        match name.trim().to_lowercase().as_str() {
            "newsreader" | "" => Some(Family::Newsreader),
            "source serif 4" | "source serif" => Some(Family::SourceSerif),
            "inter" => Some(Family::Inter),
            _ => None,
        }
    }

    /// The names of its cuts: for text, for headlines, for standfirst and pull quotes.
    fn cuts(self) -> [&'static str; 3] {
        match self {
            Family::Newsreader => ["Newsreader", "Newsreader Display", "Newsreader Deck"],
            Family::SourceSerif => ["Source Serif 4"; 3],
            Family::Inter => ["Inter"; 3],
        }
    }
}

/// The faces of a design for a script, as the template wants them.
pub(crate) fn of(design: &PageDesign, script: Script, reports: &mut Vec<Report>) -> Value {
    let mut family = |name: &str| {
        let found = Family::named(name).unwrap_or_else(|| {
            let report = Report::Face { asked: name.trim().to_owned(), used: "Newsreader" };
            if !reports.contains(&report) {
                reports.push(report);
            }
            Family::Newsreader
        });
        // Newsreader has no Cyrillic and no Greek; letters and stops of one text come from one face.
        if script == Script::Eastern && found == Family::Newsreader { Family::SourceSerif } else { found }
    };
    let (body, head) = (family(&design.body_face), family(&design.headline_face));
    let list = |first: &'static str| {
        let mut names = vec![first];
        names.extend(["Source Serif 4", "Inter"].iter().filter(|name| **name != first));
        names
    };
    let is_plain = head == Family::Inter;
    json!({
        "body": list(body.cuts()[0]),
        "display": list(head.cuts()[1]),
        "mast": list(head.cuts()[1]),
        "deck": list(body.cuts()[2]),
        "plain": list("Inter"),
        "weight": if is_plain { 700 } else { 400 },
        "mast_weight": if is_plain { 700 } else { 500 },
    })
}

/// The face of a design's headlines, to measure with.
pub(crate) fn headline(design: &PageDesign, script: Script) -> Option<rustybuzz::Face<'static>> {
    let family = Family::named(&design.headline_face).unwrap_or(Family::Newsreader);
    let file = match family {
        Family::Newsreader if script != Script::Eastern => face!("newsreader-display-regular"),
        Family::Inter => face!("inter-bold"),
        Family::Newsreader | Family::SourceSerif => face!("source-serif-regular"),
    };
    rustybuzz::Face::from_slice(file, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_read_and_latin_cyrillic_and_greek_are_there() {
        assert_eq!(FONTS.len(), FILES.len());
        let needed = "ABCxyzÄÖÜßéèçñøåłőşčğžĐđ“”‘’«»„–—…€£§†‡ АБВгдЁёЄєІіЇїҐґЎў ΑΒΓαβγάέήίόύώςϊΰ";
        assert_eq!(needed.chars().filter(|c| !has(*c)).collect::<String>(), "");
        assert!(!has('漢') && !has('א') && has('\u{a0}') && has('\u{200b}'));
    }

    #[test]
    fn a_face_that_is_not_shipped_is_named() {
        let mut reports = Vec::new();
        let design = PageDesign { body_face: "Times".into(), headline_face: "Times".into(), ..PageDesign::default() };
        assert_eq!(of(&design, Script::Latin, &mut reports)["body"][0], "Newsreader");
        assert_eq!(reports, [Report::Face { asked: "Times".into(), used: "Newsreader" }]);
        assert_eq!(of(&PageDesign::default(), Script::Eastern, &mut reports)["body"][0], "Source Serif 4");
    }
}
