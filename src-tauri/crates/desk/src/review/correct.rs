//! Corrections: an error that was printed is put right, told to readers, sealed again, and everything that carried it is
//! listed.

use crate::clock::rfc3339;
use crate::exports::{self, ExportRow};
use crate::past::Past;
use crate::review::flow::{plain, stage_words};
use crate::review::sight::Sight;
use crate::service::hold;
use crate::session::{Session, Updates};
use crate::{Archive, Desk, Error};
use manuscript::Detail;
use manuscript::review::changes;
use model::review::flow::{check, needs_of, outlet_needs, step};
use model::review::{Act, Action, RecordId, Role, SealedText, Texts};
use model::{Correction, DateStyle, Field, OutletProfile, Person, PieceId, Splice};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Longest words of a correction, characters.
const LONGEST: usize = 1000;

/// What was wrong in a text that is out, and what is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correcting {
    /// What was wrong: the words as they were printed, or what they said.
    pub wrong: String,
    /// What is right.
    pub right: String,
    /// Whether `right` takes the place of `wrong` in the text, where it must stand once.
    pub replace: bool,
    /// Whether nothing was false, and something is made clear.
    pub clarification: bool,
    /// Whether what was edited since the seal goes out with the correction.
    pub with_edits: bool,
    /// The note for readers; empty for the outlet's wording.
    pub note: String,
    /// The hat that the person wears.
    pub role: Role,
}

/// Something that left with the error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// What left.
    #[serde(flatten)]
    pub export: ExportRow,
    /// Whether the corrected text left to the same place in the same form since.
    pub redone: bool,
}

/// A correction that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Its record.
    pub record: RecordId,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub by: Person,
    /// What was wrong.
    pub wrong: String,
    /// What is right.
    pub right: String,
    /// What readers are told.
    pub note: String,
    /// The fingerprint of the text that was wrong.
    pub before: String,
    /// The fingerprint of the corrected text.
    pub after: String,
    /// Everything that left this desk with the error, the newest first.
    pub carried: Vec<Carried>,
}

/// Words with every run of white space as one space.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text says these words.
fn says(texts: &Texts, words: &str) -> bool {
    texts.iter().any(|(field, text)| *field != Field::CorrectionNote && flat(text).contains(words))
}

impl Sight<'_> {
    /// The corrections that were made, the newest first, with what carried each error.
    pub(crate) fn corrections(&self, left: &[ExportRow]) -> Result<Vec<Corrected>, Error> {
        let mut past: Option<Arc<Past>> = None;
        let mut out = Vec::new();
        for record in self.records.iter().rev() {
            let Act::Correction { wrong, right, note, before, after } = &record.act else { continue };
            let fingerprint = |of: &RecordId| {
                let found = self.seals().find(|(seal, _)| seal.id == *of);
                found.map(|(_, sealed)| sealed.fingerprint.clone()).unwrap_or_default()
            };
            let (before, after) = (fingerprint(before), fingerprint(after));
            let at = rfc3339(record.at);
            let words = flat(wrong);
            let literal = !words.is_empty()
                && self.seals().any(|(_, sealed)| sealed.fingerprint == before && says(&sealed.texts, &words));
            let mut carried = Vec::new();
            for row in left {
                let texts: Option<Texts> = match (&row.record.fingerprint, row.record.moment) {
                    (Some(seal), _) => self.sealed_as(seal).map(|sealed| sealed.texts.clone()),
                    (None, Some(moment)) if literal => {
                        let past = match &past {
                            Some(past) => past.clone(),
                            None => past.insert((self.past)()?).clone(),
                        };
                        // A moment that the log does not have any more is told of rather than left out.
                        past.moment(moment).ok().map(|moment| moment.texts.into_iter().collect())
                    }
                    _ => None,
                };
                let bears = match (&texts, literal) {
                    (Some(texts), true) => says(texts, &words),
                    _ => row.record.fingerprint.as_deref() == Some(before.as_str()),
                };
                if !bears || row.record.fingerprint.as_deref() == Some(after.as_str()) {
                    continue;
                }
                let again = |other: &ExportRow| {
                    other.number > row.number
                        && other.record.fingerprint.as_deref() == Some(after.as_str())
                        && (&other.record.to, &other.record.form) == (&row.record.to, &row.record.form)
                };
                carried.push(Carried { export: row.clone(), redone: left.iter().any(again) });
            }
            out.push(Corrected {
                record: record.id.clone(),
                at,
                by: record.by.clone(),
                wrong: wrong.clone(),
                right: right.clone(),
                note: note.clone(),
                before,
                after,
                carried,
            });
        }
        Ok(out)
    }

    fn sealed_as(&self, fingerprint: &str) -> Option<&SealedText> {
        self.seals().find(|(_, sealed)| sealed.fingerprint == fingerprint).map(|(_, sealed)| sealed)
    }
}

/// What a correction would do, before anything is changed.
struct Plan {
    /// The seal of the text that is wrong.
    before: RecordId,
    /// Where words are replaced.
    splice: Option<(Field, Splice)>,
    /// The note below the piece, with those that stand there.
    note: String,
    /// What readers are told now.
    told: String,
    moves: Act,
    stage: model::Stage,
}

impl Desk {
    /// Puts an error right that was printed: the words, where they are to be replaced; the note for readers; the seal of
    /// the corrected text; the stage. Gives everything that left with the error.
    ///
    /// # Errors
    /// When the piece was never out or sealed; when the text moved on since and that is not to go out with it; when the
    /// words do not stand in it once. Then nothing was changed.
    pub fn correct(&self, id: PieceId, wanted: &Correcting) -> Result<Corrected, Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let plan = self.plan(&guard, wanted)?;
        let (wrong, right) = (plain(&wanted.wrong, LONGEST)?, plain(&wanted.right, LONGEST)?);
        let mut updates: Updates = Vec::new();
        if let Some((field, splice)) = plan.splice {
            updates.extend(guard.splice(field, vec![splice])?);
        }
        updates.extend(guard.set_text(Field::CorrectionNote, &plan.note)?);
        let sealed = self.sealed_now(&self.sight(&guard)?);
        let after = self.put(&mut guard, None, Act::Seal { sealed })?.id;
        let role = Some(wanted.role.clone());
        let act = Act::Correction { wrong, right, note: plan.told, before: plan.before, after };
        let record = self.put(&mut guard, role.clone(), act)?;
        self.put(&mut guard, role, plan.moves)?;
        guard.manuscript.set_detail(Detail::Stage, Some(plan.stage.name()))?;
        self.finish_texts(guard, "step", updates)?;
        let made = self.corrections(id)?.into_iter().find(|made| made.record == record.id);
        made.ok_or_else(|| Error::bad("The correction was made, and can't be read back. Look at the piece."))
    }

    fn plan(&self, session: &Session, wanted: &Correcting) -> Result<Plan, Error> {
        let (wrong, right) = (plain(&wanted.wrong, LONGEST)?, plain(&wanted.right, LONGEST)?);
        if right.is_empty() || (wrong.is_empty() && !wanted.clarification) {
            return Err(Error::bad("A correction says what was wrong and what is right. Nothing was changed."));
        }
        let sight = self.sight(session)?;
        let from = session.stage();
        let Some(step) = step(Action::Correct, from, sight.records) else {
            let sentence = format!(
                "Only what was out is corrected, and this piece is {}. Edit it, and seal it again. Nothing was changed.",
                stage_words(from)
            );
            return Err(Error::bad(sentence));
        };
        if !step.may(&wanted.role) {
            return Err(Error::bad(format!("{} Nothing was changed.", step.refusal())));
        }
        let Some((before, sealed)) = sight.last_seal() else {
            return Err(Error::bad(
                "Nothing of this piece was sealed, so there is no text to correct. Nothing was changed.",
            ));
        };
        let texts = session.manuscript.texts();
        let since = changes(&sealed.texts, &texts).len();
        if since > 0 && !wanted.with_edits {
            let count = if since == 1 { "1 change".to_owned() } else { format!("{since} changes") };
            return Err(Error::bad(format!(
                "The text moved on after seal {}: {count}. Take them back, or say that they go out with the correction. \
                 Nothing was changed.",
                sealed.fingerprint
            )));
        }
        let splice = if wanted.replace { Some(place(&texts, wanted.wrong.trim(), wanted.right.trim())?) } else { None };
        let (profile, _) = sight.outlet();
        let told = match plain(&wanted.note, LONGEST)? {
            own if own.is_empty() => self.worded(session, &profile, wanted, (&wrong, &right)),
            own => own,
        };
        let stands = texts.get(&Field::CorrectionNote).map_or("", String::as_str).trim();
        let note = if stands.is_empty() { told.clone() } else { format!("{stands} {told}") };
        // What this makes is not asked for; what else the outlet wants is overridden, and the reason is kept.
        let reason = format!("{wrong} → {right}");
        let facts = sight.facts(self.now(), &reason, &profile);
        let made = [
            model::review::Requirement::CorrectionNote,
            model::review::Requirement::Sealed,
            model::review::Requirement::Reason,
        ];
        let needs = needs_of(&step, Some(&outlet_needs(&profile))).into_iter();
        let unmet = needs.filter(|need| !made.contains(need) && !check(step.action, *need, &facts).met);
        let moves = Act::Moves {
            action: step.action,
            from,
            to: step.to,
            reason,
            overridden: unmet.collect(),
            fee: String::new(),
            rights_return: String::new(),
        };
        Ok(Plan { before: before.id.clone(), splice, note, told, moves, stage: step.to })
    }

    /// The note in the outlet's wording. Words that were printed stand in its quotation marks.
    fn worded(
        &self,
        session: &Session,
        profile: &OutletProfile,
        wanted: &Correcting,
        (wrong, right): (&str, &str),
    ) -> String {
        let marks: Vec<char> = profile.style.quotes.chars().filter(|c| !c.is_whitespace()).collect();
        let said = |words: &str| match (wanted.replace, marks.as_slice()) {
            (true, [open, close]) => format!("{open}{words}{close}"),
            _ => words.to_owned(),
        };
        let piece = session.piece();
        let today = rfc3339(self.now()).chars().take(10).collect::<String>();
        let style =
            if profile.date_style == DateStyle::AsPrinted { DateStyle::DayMonthYear } else { profile.date_style };
        let date = intake::format_date(&today, style, piece.language.as_deref()).unwrap_or(today);
        let outlet = if profile.name.trim().is_empty() { piece.outlet.name.trim() } else { profile.name.trim() };
        let (wrong, right) = (said(wrong), said(right));
        let of = Correction { clarification: wanted.clarification, wrong: &wrong, right: &right, date: &date, outlet };
        profile.wording.correction_note(&of)
    }

    /// The corrections of a piece, the newest first, with everything that left with each error.
    ///
    /// # Errors
    /// When there is no such piece, or the database fails.
    pub fn corrections(&self, id: PieceId) -> Result<Vec<Corrected>, Error> {
        let left = self.exports(id)?;
        let session = self.session(id)?;
        let session = hold(&session);
        self.sight(&session)?.corrections(&left)
    }
}

impl Archive {
    /// As [`Desk::corrections`].
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn corrections(&self, id: PieceId) -> Result<Vec<Corrected>, Error> {
        let left = exports::rows(self.reader(), id)?;
        self.with_sight(id, |sight| sight.corrections(&left))
    }
}

/// Where words stand that are to be replaced: once, in body or furniture.
fn place(texts: &Texts, wrong: &str, right: &str) -> Result<(Field, Splice), Error> {
    let mut found = Vec::new();
    for (field, text) in texts.iter().filter(|(field, _)| **field != Field::CorrectionNote) {
        found.extend(text.match_indices(wrong).map(|(at, _)| (*field, model::utf16_len(&text[..at]))));
    }
    match (wrong.is_empty(), found.as_slice()) {
        (false, [(field, from)]) => {
            let splice = Splice { from: *from, to: from + model::utf16_len(wrong), insert: right.to_owned() };
            Ok((*field, splice))
        }
        (_, []) | (true, _) => Err(Error::bad(format!(
            "“{wrong}” does not stand in the text as it was sealed. Give the words exactly as they read, or leave the text as it \
             is and only tell readers. Nothing was changed."
        ))),
        (_, many) => Err(Error::bad(format!(
            "“{wrong}” stands in {} places. Give more of the words around it. Nothing was changed.",
            many.len()
        ))),
    }
}
