//! What the printer should know.

use std::fmt;

/// Something that is not on the page as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Characters that no shipped face has; empty boxes stand in their places.
    Missing(Vec<char>),
    /// A family that is not shipped.
    Face {
        /// The family that was asked for.
        asked: String,
        /// The one that was taken.
        used: &'static str,
    },
    /// The masthead's SVG can't be drawn; the name is set instead.
    Masthead,
    /// A picture can't be read; its words are set instead. Its name.
    Picture(String),
    /// With a picture the page would hold more pixels than are opened together; its words are set instead. Its name.
    Pixels(String),
    /// The body was set this much smaller, in hundredths, so that all of it stands on one sheet.
    Smaller(u32),
}

/// Characters as they are named in a sentence: with their code, since they may be what can't be seen.
pub(crate) fn named(characters: &[char]) -> String {
    const MOST: usize = 40;
    let mut out: Vec<String> = characters.iter().take(MOST).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    if characters.len() > MOST {
        out.push(format!("and {} more", characters.len() - MOST));
    }
    out.join(", ")
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Report::Missing(characters) => write!(
                f,
                "The faces that are shipped lack {} of the text, and the page shows an empty box for each: {}.",
                if characters.len() == 1 {
                    "a character".to_owned()
                } else {
                    format!("{} characters", characters.len())
                },
                named(characters)
            ),
            Report::Face { asked, used } => {
                write!(
                    f,
                    "The face “{asked}” is not shipped; {used} was taken. There are Newsreader, Inter and Source Serif 4."
                )
            }
            Report::Masthead => {
                f.write_str("The masthead’s SVG can’t be drawn; the name of the outlet is set in its place.")
            }
            Report::Picture(name) => {
                write!(
                    f,
                    "The picture {name} is damaged and can’t be set; what it shows stands in its place, in words."
                )
            }
            Report::Pixels(name) => {
                write!(
                    f,
                    "With the picture {name} the page would hold more than 250 million pixels; what it shows stands in its place, in words. Save large pictures smaller."
                )
            }
            Report::Smaller(hundredths) => {
                write!(f, "The body is set at {hundredths} % of its size, so that all of it stands on one sheet.")
            }
        }
    }
}
