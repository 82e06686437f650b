//! The pictures of an RTF text, as digits or raw, with what their shapes say of them.

use super::Reader;
use super::state::{Goal, State};
use crate::pictures::{LONGEST, Left};
use model::ReceiptKind;
use model::picture::MAX_BYTES;

/// Words that [`Reader::picture_goal`] knows.
const WORDS: [&str; 9] = ["pict", "shppict", "nonshppict", "shpinst", "shptxt", "picprop", "sp", "sn", "sv"];

/// A picture that is being read.
#[derive(Default)]
pub(super) struct Blip {
    bytes: Vec<u8>,
    /// The first digit of a byte.
    half: Option<u8>,
    /// What the file says it is: the ending of a name. What it is, its bytes say.
    kind: &'static str,
}

impl Blip {
    /// A digit; what is none is passed over. Of what is too large, only as much is kept as tells that it is.
    pub(super) fn digit(&mut self, byte: u8) {
        let Some(digit) = char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()) else { return };
        match self.half.take() {
            Some(high) if self.bytes.len() <= MAX_BYTES => self.bytes.push(high << 4 | digit),
            Some(_) => {}
            None => self.half = Some(digit),
        }
    }

    /// Bytes as they are.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        let room = (MAX_BYTES + 1).saturating_sub(self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// A word of its group; whether it says what kind of picture it is.
    pub(super) fn is(&mut self, word: &str) -> bool {
        self.kind = match word {
            "pngblip" => "png",
            "jpegblip" => "jpg",
            "emfblip" => "emf",
            "wmetafile" => "wmf",
            "macpict" => "pict",
            "pmmetafile" => "met",
            "dibitmap" | "wbitmap" => "bmp",
            _ => return false,
        };
        true
    }
}

/// What is known of the pictures around a place.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) blip: Blip,
    /// The picture of a shape, until the shape ends: what it shows may be said behind it.
    held: Option<Blip>,
    /// The name of the property that is being read.
    property: String,
    /// What is said to be shown.
    alt: String,
    /// The next picture is there a second time, for programs that don't know the first form.
    has_double: bool,
}

impl Reader<'_> {
    /// A word of a picture, a shape or a property of one; none for others.
    pub(super) fn picture_goal(&mut self, word: &str) -> Option<Goal> {
        if !WORDS.contains(&word) {
            return None;
        }
        let state = self.state();
        Some(match word {
            "pict" => {
                let in_shape = state.goal == Goal::PropertyValue && state.shape && self.shown.property == "pib";
                match state.goal {
                    Goal::Text if state.hidden => {
                        self.lines.count(ReceiptKind::Dropped, "hidden text", "rtf.hidden");
                        Goal::Nothing
                    }
                    Goal::Text => {
                        self.shown.alt.clear();
                        self.shown.blip = Blip::default();
                        Goal::Picture
                    }
                    Goal::PropertyValue if in_shape => {
                        self.shown.blip = Blip::default();
                        Goal::Picture
                    }
                    Goal::Nothing | Goal::Picture => Goal::Nothing,
                    _ => {
                        self.lines.count(ReceiptKind::Dropped, "picture", "rtf.picture");
                        Goal::Nothing
                    }
                }
            }
            "shppict" => {
                self.shown.has_double = true;
                state.goal
            }
            "nonshppict" if std::mem::take(&mut self.shown.has_double) => Goal::Nothing,
            "nonshppict" => state.goal,
            "shpinst" => {
                if state.goal == Goal::Text {
                    self.held_ends();
                    self.shown.alt.clear();
                    self.set(|state| (state.shape, state.opens_shape) = (true, true));
                }
                state.goal
            }
            // Its words and pictures are text again.
            "shptxt" => {
                self.set(|state| state.shape = false);
                state.goal
            }
            "picprop" | "sp" => Goal::Property,
            "sn" if state.goal == Goal::Property => {
                self.shown.property.clear();
                Goal::PropertyName
            }
            "sv" if state.goal == Goal::Property => {
                if self.shown.property == "wzDescription" {
                    self.shown.alt.clear();
                }
                Goal::PropertyValue
            }
            _ => return None,
        })
    }

    /// Words of a property.
    pub(super) fn property(&mut self, goal: Goal, text: &str) {
        let shown = &mut self.shown;
        if goal == Goal::PropertyName && shown.property.len() < 100 {
            shown.property.push_str(text.trim());
        } else if goal == Goal::PropertyValue && shown.property == "wzDescription" && shown.alt.len() < LONGEST * 4 {
            shown.alt.push_str(text);
        }
    }

    /// A group of a picture or of a shape has ended.
    pub(super) fn picture_ends(&mut self, ended: &State, around: &State) {
        if ended.goal == Goal::Picture && around.goal != Goal::Picture {
            let blip = std::mem::take(&mut self.shown.blip);
            if around.shape {
                self.held_ends();
                self.shown.held = Some(blip);
            } else {
                self.picture(blip);
            }
        }
        if ended.opens_shape {
            self.held_ends();
        }
    }

    fn held_ends(&mut self) {
        if let Some(blip) = self.shown.held.take() {
            self.picture(blip);
        }
    }

    fn picture(&mut self, blip: Blip) {
        let alt = std::mem::take(&mut self.shown.alt);
        let state = self.state();
        // What came in and went out again was in neither text.
        if state.removed.is_some() && state.inserted.is_some() {
            return;
        }
        let status = self.status(&state);
        let found = if blip.bytes.is_empty() {
            Err(Left::Missing)
        } else {
            let taken = self.lines.pictures.take("", &alt, &blip.bytes);
            taken.map_err(|why| match why {
                Left::Refused(_, why) => Left::Refused(format!("picture.{}", blip.kind), why),
                why => why,
            })
        };
        self.cell_starts();
        self.lines.picture(&found, &alt, "", &status);
    }
}
