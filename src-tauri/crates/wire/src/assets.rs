//! The style sheets and faces of the outlet's page, built into the program.

/// One face that a page carries with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FontFace {
    /// The family's name in CSS.
    pub family: &'static str,
    /// `normal` or `italic`.
    pub style: &'static str,
    /// Which characters it is for, as CSS says it.
    pub unicode_range: &'static str,
    /// The font file, woff2.
    pub woff2: &'static [u8],
}

pub(crate) const LATIN: &str = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD";
const LATIN_EXT: &str = "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF";

macro_rules! newsreader {
    ($style:literal, $range:expr, $file:literal) => {
        FontFace {
            family: "Newsreader",
            style: $style,
            unicode_range: $range,
            woff2: include_bytes!(concat!("../../../../assets/fonts/newsreader-", $file, ".woff2")),
        }
    };
}

static NORMAL: FontFace = newsreader!("normal", LATIN, "latin-opsz-normal");
static ITALIC: FontFace = newsreader!("italic", LATIN, "latin-opsz-italic");
static NORMAL_EXT: FontFace = newsreader!("normal", LATIN_EXT, "latin-ext-opsz-normal");
static ITALIC_EXT: FontFace = newsreader!("italic", LATIN_EXT, "latin-ext-opsz-italic");

/// The page design of an outlet.
pub fn outlet_css() -> &'static str {
    include_str!("../../../../assets/outlet/outlet.css")
}

/// The colours and faces that the design needs when it stands alone, outside the window.
pub fn tokens_css() -> &'static str {
    include_str!("../../../../assets/outlet/tokens.css")
}

/// The faces that a page with this text needs: the Latin ones, and those for further Latin letters only when the text
/// has such letters. A text without any Latin letter is set in the reader's own faces.
pub fn fonts_for(text: &str) -> Vec<FontFace> {
    let further = text.chars().any(is_latin_ext);
    let latin = further || text.chars().any(|c| c.is_alphabetic() && c <= '\u{ff}');
    let mut faces = Vec::new();
    if latin {
        faces.extend([NORMAL, ITALIC]);
    }
    if further {
        faces.extend([NORMAL_EXT, ITALIC_EXT]);
    }
    faces
}

/// All faces, in the order in which a page has them.
pub(crate) fn faces() -> [FontFace; 4] {
    [NORMAL, ITALIC, NORMAL_EXT, ITALIC_EXT]
}

/// The upright face alone, for a file that has to stay small: slanted words are slanted by the browser.
pub(crate) fn reading_face(text: &str) -> Vec<FontFace> {
    let mut faces = fonts_for(text);
    faces.retain(|face| face.style == "normal");
    faces
}

/// Whether the Latin face lacks this character and the extended one has it.
fn is_latin_ext(c: char) -> bool {
    matches!(c, '\u{100}'..='\u{2ba}' | '\u{2bd}'..='\u{2c5}' | '\u{2c7}'..='\u{2cc}' | '\u{2ce}'..='\u{2d7}'
        | '\u{2dd}'..='\u{2ff}' | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1e9f}' | '\u{1ef2}'..='\u{1eff}'
        | '\u{2020}' | '\u{20a0}'..='\u{20ab}' | '\u{20ad}'..='\u{20c0}' | '\u{2113}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}')
        && !matches!(c, '\u{131}' | '\u{152}' | '\u{153}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_letters_bring_their_faces() {
        assert_eq!(fonts_for("Œuvre, naïve, “quoted” – €5").len(), 2);
        assert_eq!(fonts_for("Łódź").len(), 4);
        assert_eq!(fonts_for("الجسر 2026").len(), 0);
        assert!(fonts_for("Łódź").iter().all(|face| face.woff2.starts_with(b"wOF2")));
    }
}
