//! How much room a headline takes in the outlet's own face, without setting the page.

use crate::faces;
use crate::language;
use model::PageDesign;
use rustybuzz::{Face, UnicodeBuffer, shape};

/// What the template takes off between letters, in the size of the letters.
const TRACKING: f64 = -0.018;
/// Breadth of the page's text in millimetres beyond which a headline does not take all of it, and how much it takes then.
const BROAD: (f64, f64) = (150.0, 0.92);
const POINTS: f64 = 72.0 / 25.4;

/// A headline in the outlet's face, at the size that the outlet gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadlineSet {
    /// Its breadth in one line, points.
    pub breadth: f64,
    /// The room that a line has, points.
    pub room: f64,
    /// Lines that it takes.
    pub lines: u32,
}

/// Measures a headline for the printed page.
pub fn headline(text: &str, design: &PageDesign) -> HeadlineSet {
    let size = f64::from(design.headline_tenths.clamp(100, 1200)) / 10.0;
    let (paper, _) = design.paper.millimetres();
    let margin = design.margin_mm.min(paper / 4);
    let whole = f64::from(paper.saturating_sub(2 * margin));
    let room = if whole > BROAD.0 { whole * BROAD.1 } else { whole } * POINTS;
    let Some(face) = faces::headline(design, language::script(text)) else {
        return HeadlineSet { breadth: 0.0, room, lines: 1 };
    };
    let space = breadth(&face, " ", size);
    let (mut lines, mut used, mut all) = (1u32, 0.0, 0.0);
    for word in text.split_whitespace() {
        let word = breadth(&face, word, size);
        let gap = if used > 0.0 { space } else { 0.0 };
        all += word + if all > 0.0 { space } else { 0.0 };
        if used > 0.0 && used + gap + word > room {
            lines = lines.saturating_add(1);
            used = word;
        } else {
            used += gap + word;
        }
    }
    HeadlineSet { breadth: all, room, lines }
}

/// The breadth of some words with their kerning, points.
fn breadth(face: &Face<'_>, text: &str, size: f64) -> f64 {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let set = shape(face, &[], buffer);
    let units: i64 = set.glyph_positions().iter().map(|glyph| i64::from(glyph.x_advance)).sum();
    let letters = u32::try_from(set.len()).unwrap_or_default();
    let units = units as f64 / f64::from(face.units_per_em().max(1));
    (units + f64::from(letters) * TRACKING) * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broad_letters_take_more_room_than_narrow_ones_and_lines_follow() {
        let design = PageDesign::default();
        let (narrow, broad) = (headline("illi illi", &design), headline("WMWM WMWM", &design));
        assert!(broad.breadth > 2.0 * narrow.breadth && narrow.lines == 1);
        assert_eq!(headline("", &design).lines, 1);
        let long = "A city that stops at midnight is not a city but a town with a curfew and a harbour";
        assert_eq!(headline(long, &design).lines, 3);
        let larger = PageDesign { headline_tenths: 600, ..PageDesign::default() };
        assert!(headline(long, &larger).lines > 4);
        let plain = PageDesign { headline_face: "Inter".into(), ..PageDesign::default() };
        assert!(headline(long, &plain).breadth > headline(long, &design).breadth);
    }
}
