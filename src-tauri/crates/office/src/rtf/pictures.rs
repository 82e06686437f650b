//! The pictures of an RTF text, as digits or raw, with what their shapes say of them.

use super::Reader;
use super::state::{Form, Goal, State};
use crate::pictures::{LONGEST, Left};
use crate::tracked::Status;
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
    /// A property says that it is hidden.
    unseen: bool,
    /// The first form of a picture has just ended: a second one can only follow right behind it.
    first_ended: bool,
    /// The first form where a piece can't have it: why, what it shows, what became of it.
    first: Option<(Left, String, Status)>,
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
                    Goal::Text => {
                        self.says_nothing_yet();
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
                self.set(|state| (state.form, state.opens_form) = (Form::First, true));
                state.goal
            }
            "nonshppict" => match (std::mem::take(&mut self.shown.first_ended), &self.shown.first) {
                (true, None) => Goal::Nothing,
                (true, Some(_)) => {
                    self.set(|state| (state.form, state.opens_form) = (Form::Second, true));
                    state.goal
                }
                (false, _) => state.goal,
            },
            "shpinst" => {
                if state.goal == Goal::Text {
                    self.held_ends();
                    self.says_nothing_yet();
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
        } else if goal == Goal::PropertyValue && shown.property == "fHidden" {
            shown.unseen = text.trim() == "1";
        }
    }

    /// Another picture or shape begins.
    fn says_nothing_yet(&mut self) {
        self.shown.alt.clear();
        self.shown.unseen = false;
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
        match ended.form {
            Form::First if ended.opens_form => self.shown.first_ended = true,
            Form::Second if ended.opens_form => self.first_is_left(),
            _ => {}
        }
    }

    fn held_ends(&mut self) {
        if let Some(blip) = self.shown.held.take() {
            self.picture(blip);
        }
    }

    /// No second form follows the first one.
    pub(super) fn first_form_ends(&mut self) {
        if std::mem::take(&mut self.shown.first_ended) {
            self.first_is_left();
        }
    }

    fn first_is_left(&mut self) {
        if let Some((why, alt, status)) = self.shown.first.take() {
            self.stands(&Err(why), &alt, &status);
        }
    }

    fn picture(&mut self, blip: Blip) {
        let mut alt = std::mem::take(&mut self.shown.alt);
        let unseen = std::mem::take(&mut self.shown.unseen);
        let state = self.state();
        if state.hidden || unseen {
            self.lines.count(ReceiptKind::Dropped, "hidden text", "rtf.hidden");
            return;
        }
        // What came in and went out again was in neither text.
        if state.removed.is_some() && state.inserted.is_some() {
            return;
        }
        let first = if state.form == Form::Second { self.shown.first.take() } else { None };
        if let Some((_, said, _)) = first.as_ref().filter(|(_, said, _)| !said.is_empty()) {
            alt.clone_from(said);
        }
        let status = self.status(&state);
        let found = match (self.taken(&blip, &alt), first) {
            // Why the first form is not kept says more than why its double is not.
            (Err(_), Some((why, ..))) => Err(why),
            (Err(why), None) if state.form == Form::First => {
                self.first_is_left();
                self.shown.first = Some((why, alt, status));
                return;
            }
            (found, _) => found,
        };
        self.stands(&found, &alt, &status);
    }

    fn taken(&mut self, blip: &Blip, alt: &str) -> Result<String, Left> {
        if blip.bytes.is_empty() {
            return Err(Left::Missing);
        }
        self.lines.pictures.take("", alt, &blip.bytes).map_err(|why| match why {
            Left::Refused(_, why) => Left::Refused(format!("picture.{}", blip.kind), why),
            why => why,
        })
    }

    fn stands(&mut self, found: &Result<String, Left>, alt: &str, status: &Status) {
        self.cell_starts();
        self.lines.picture(found, alt, "", status);
    }
}
