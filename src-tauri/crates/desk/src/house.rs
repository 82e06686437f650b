//! House style: quotation marks and dashes as the outlet of a piece sets them.

use crate::service::hold;
use crate::{CleanedPaste, Desk, Error};
use model::{Field, HouseKind, HouseMarks, Housed, OutletProfile, PieceId, Splice, house};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What the house changes in one text. Offsets are UTF-16 units of the text before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseField {
    /// Which text.
    pub field: Field,
    /// The changes, as one edit; empty when nothing changes.
    pub splices: Vec<Splice>,
    /// Paragraphs whose quotation marks do not pair: they are left as they are.
    pub unpaired: Vec<(u32, u32)>,
}

/// What the house changes in a piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseSet {
    /// Whose style it is: the outlet's name, empty for the desk's own page.
    pub outlet: String,
    /// Quotation marks that are set otherwise.
    pub quotes: u32,
    /// Apostrophes that are set otherwise.
    pub apostrophes: u32,
    /// Dashes that are set otherwise.
    pub dashes: u32,
    /// The texts that change, or of which something could not be set.
    pub fields: Vec<HouseField>,
}

/// Refuses a text in another language (BCP 47) than the outlet's.
fn same_language(profile: &OutletProfile, language: Option<&str>) -> Result<(), Error> {
    if profile.speaks(language) {
        return Ok(());
    }
    let name = if profile.name.trim().is_empty() { "The outlet" } else { profile.name.trim() };
    Err(Error::bad(format!(
        "{name} sets quotation marks and dashes for its own language, and this piece is in another one ({}). Nothing was changed.",
        language.unwrap_or_default()
    )))
}

/// What a style changes in one text.
pub(crate) fn housed(profile: &OutletProfile, field: Field, text: &str) -> Housed {
    house(text, &HouseMarks::for_field(field, profile))
}

impl HouseSet {
    /// What an outlet changes in texts.
    fn of<'t>(profile: &OutletProfile, texts: impl Iterator<Item = (Field, &'t str)>) -> Self {
        let mut out = HouseSet { outlet: profile.name.clone(), ..HouseSet::default() };
        for (field, text) in texts {
            let housed = housed(profile, field, text);
            let number = |kind: HouseKind| u32::try_from(housed.count(kind)).unwrap_or(u32::MAX);
            out.quotes += number(HouseKind::Quote);
            out.apostrophes += number(HouseKind::Apostrophe);
            out.dashes += number(HouseKind::Dash);
            let unpaired: Vec<_> = housed.unpaired.iter().map(|range| units(text, range)).collect();
            if !housed.edits.is_empty() || !unpaired.is_empty() {
                out.fields.push(HouseField { field, splices: housed.splices(text), unpaired });
            }
        }
        out
    }

    /// Whether nothing changes.
    pub fn is_nothing(&self) -> bool {
        self.fields.iter().all(|field| field.splices.is_empty())
    }
}

fn units(text: &str, range: &Range<usize>) -> (u32, u32) {
    let start = model::utf16_len(&text[..range.start]);
    (start, start + model::utf16_len(&text[range.clone()]))
}

impl Desk {
    /// What the outlet of a piece would change in these texts, which may be newer than what the desk has. Nothing is
    /// changed by it.
    ///
    /// # Errors
    /// When there is no such piece, or it is in another language than its outlet.
    pub fn house(&self, id: PieceId, texts: &[(Field, String)]) -> Result<HouseSet, Error> {
        let profile = self.house_of(id)?;
        Ok(HouseSet::of(&profile, texts.iter().map(|(field, text)| (*field, text.as_str()))))
    }

    /// Sets quotation marks and dashes in a piece as its outlet does; the text of before is kept as a version. With `look`
    /// it is only told.
    ///
    /// # Errors
    /// As for [`Desk::house`].
    pub fn set_house(&self, id: PieceId, look: bool) -> Result<HouseSet, Error> {
        let profile = self.house_of(id)?;
        let set = {
            let session = self.session(id)?;
            let session = hold(&session);
            let texts = session.manuscript.texts();
            HouseSet::of(&profile, texts.iter().map(|(field, text)| (*field, text.as_str())))
        };
        if look || set.is_nothing() {
            return Ok(set);
        }
        let mut done = HouseSet::default();
        self.bring_back(id, "house", "before_house", |session| {
            // Read again, and held: a key may have come in between.
            let texts = session.manuscript.texts();
            done = HouseSet::of(&profile, texts.iter().map(|(field, text)| (*field, text.as_str())));
            let mut updates = Vec::new();
            for field in &done.fields {
                updates.extend(session.splice(field.field, field.splices.clone())?);
            }
            Ok(updates)
        })?;
        Ok(done)
    }

    /// The outlet of a piece, where it sets marks in its language.
    fn house_of(&self, id: PieceId) -> Result<OutletProfile, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        let (profile, _) = self.sight(&session)?.outlet();
        same_language(&profile, session.manuscript.detail(manuscript::Detail::Language).as_deref())?;
        Ok(profile)
    }

    /// Sets the marks of what is pasted as the piece's outlet does, where that outlet sets them, and says so.
    pub(crate) fn house_pasted(&self, id: PieceId, clean: &mut CleanedPaste) {
        // A piece in another language, or one that is gone by now, gets the words as they are.
        let Some(profile) = self.house_of(id).ok().filter(|profile| profile.smart_punctuation) else {
            return;
        };
        let housed = housed(&profile, Field::Body, &clean.markdown);
        if !housed.edits.is_empty() {
            clean.markdown = housed.applied(&clean.markdown);
            let name = if profile.name.trim().is_empty() { "the outlet" } else { profile.name.trim() };
            let places = housed.edits.len();
            let marks = if places == 1 { "mark" } else { "marks" };
            clean.receipt.push_str(&format!(" {places} {marks} set as {name} sets them."));
        }
    }
}
