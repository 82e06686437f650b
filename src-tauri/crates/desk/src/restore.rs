//! Bringing an earlier text back. A restore is a new change: nothing is removed from the history.

use crate::past::MomentId;
use crate::service::hold;
use crate::session::Session;
use crate::{Desk, Error, ErrorKind, Event, Update};
use manuscript::{Comparison, Paragraph, ParagraphKind, RunKind, compare};
use model::{Field, Piece, PieceId};
use serde::{Deserialize, Serialize};
use store::Op;

/// A piece that was made to read as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoredVersion {
    /// The moment before: restoring it goes back.
    pub before: MomentId,
    /// The last moment now; the one before when the piece reads so already.
    pub now: MomentId,
}

impl Desk {
    /// As [`Desk::restore`], and says whether anything changed by it.
    ///
    /// # Errors
    /// As for [`Desk::restore`].
    pub fn restore_version(&self, id: PieceId, to: MomentId) -> Result<RestoredVersion, Error> {
        let before = self.restore(id, to)?;
        Ok(RestoredVersion { before, now: self.past(id)?.now() })
    }

    /// Makes a piece read as it did. Its slugline and its stage stay as they are. The text of before is kept as a
    /// version; returns its moment.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn restore(&self, id: PieceId, to: MomentId) -> Result<MomentId, Error> {
        self.settle()?;
        let past = self.past(id)?;
        let then = past.piece(to)?;
        self.bring_back(id, "restore", "before_restore", |session| {
            let now = session.piece();
            session.fill(&Piece { stage: now.stage, ..then })
        })?;
        Ok(past.now())
    }

    /// Puts one paragraph back as it was: one that changed or moved is replaced, one that is gone comes back where it
    /// stood, one that is new goes. `paragraph` is its number in the comparison of the moment with the text now, whose
    /// version must be `version`.
    ///
    /// # Errors
    /// [`ErrorKind::Behind`] when the text has changed since it was compared; then nothing was changed.
    pub fn restore_paragraph(
        &self,
        id: PieceId,
        to: MomentId,
        field: Field,
        paragraph: u32,
        version: u32,
    ) -> Result<MomentId, Error> {
        self.settle()?;
        let past = self.past(id)?;
        let then = past.piece(to)?;
        self.bring_back(id, "restore", "before_restore", |session| {
            let since = session.since(field, version).ok_or_else(Error::no_piece)?;
            if !since.is_empty() {
                let sentence = "The text changed while it was compared. Look again, and choose again.";
                return Err(Error::new(ErrorKind::Behind(since), sentence));
            }
            let now = session.manuscript.text(field).to_owned();
            let comparison = compare(then.text(field), &now);
            let after = put_back(&comparison, paragraph as usize)
                .ok_or_else(|| Error::bad("There is no such paragraph. Look again, and choose again."))?;
            Ok(session.set_text(field, &after)?.into_iter().collect())
        })?;
        Ok(past.now())
    }

    /// Changes the texts of a piece as a whole: keeps the text of before as a version first, and tells the windows.
    pub(crate) fn bring_back(
        &self,
        id: PieceId,
        kind: &str,
        version_kind: &str,
        change: impl FnOnce(&mut Session) -> Result<Vec<(Field, Update)>, Error>,
    ) -> Result<(), Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        let (person, _) = self.person();
        let version = self.version_of(session, version_kind, "");
        let updates = change(session)?;
        if session.manuscript.is_settled() {
            return Ok(());
        }
        // Handed over before the change: a version is of the last change that was written before it.
        let _ = self.submit(vec![Op::Version { piece: id, at: self.now(), person, version }])?;
        let pending = self.log_change(session, kind, Vec::new())?;
        self.tell_texts(session, updates);
        self.emit(Event::DetailsChanged { id, details: session.details() });
        drop(guard);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.list_changed(true);
        Ok(())
    }
}

/// The text after, with one paragraph of the comparison as it was before. None when there is no such paragraph.
fn put_back(comparison: &Comparison, number: usize) -> Option<String> {
    let wanted = comparison.paragraphs.get(number)?;
    let mut out = comparison.lead.after.clone();
    for (index, paragraph) in comparison.paragraphs.iter().enumerate() {
        if index != number {
            out.extend(side(paragraph, RunKind::Removed));
            out.push_str(&paragraph.gap.after);
            continue;
        }
        match wanted.kind {
            ParagraphKind::Inserted => {}
            ParagraphKind::Removed => {
                if !out.is_empty() && !out.ends_with("\n\n") {
                    out.truncate(out.trim_end_matches('\n').len());
                    out.push_str("\n\n");
                }
                out.extend(side(paragraph, RunKind::Inserted));
                out.push_str("\n\n");
            }
            _ => {
                out.extend(side(paragraph, RunKind::Inserted));
                out.push_str(&paragraph.gap.after);
            }
        }
    }
    let end = comparison.after();
    // What follows the last paragraph stays as it is.
    let tail = &end[end.trim_end_matches('\n').len()..];
    out.truncate(out.trim_end_matches('\n').len());
    out.push_str(tail);
    Some(out)
}

/// The words of a paragraph on one side: without the runs of the other.
fn side(paragraph: &Paragraph, without: RunKind) -> impl Iterator<Item = &str> {
    paragraph.runs.iter().filter(move |run| run.kind != without).map(|run| run.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(before: &str, after: &str, wanted: impl Fn(&Paragraph) -> bool) -> String {
        let comparison = compare(before, after);
        let number = comparison.paragraphs.iter().position(wanted).expect("such a paragraph");
        put_back(&comparison, number).expect("a text")
    }

    const BEFORE: &str = "The first one stands.\n\nThe second one is cut by somebody later.\n\nThe third ends it.\n";

    #[test]
    fn a_paragraph_that_is_gone_comes_back_where_it_stood() {
        let after = "The first one stands.\n\nThe third ends it.\n";
        assert_eq!(back(BEFORE, after, |p| p.kind == ParagraphKind::Removed), BEFORE);
        let after = "The first one stands.\n\nThe second one is cut by somebody later.\n";
        assert_eq!(back(BEFORE, after, |p| p.kind == ParagraphKind::Removed), BEFORE);
        assert_eq!(back("Alone it stood.", "", |p| p.kind == ParagraphKind::Removed), "Alone it stood.");
    }

    #[test]
    fn a_paragraph_that_changed_reads_as_before_and_the_others_stay() {
        let after = "The first one falls.\n\nThe second one is cut by somebody soon.\n\nThe third ends it.\n";
        let text = back(BEFORE, after, |p| p.kind == ParagraphKind::Changed);
        assert_eq!(text, "The first one stands.\n\nThe second one is cut by somebody soon.\n\nThe third ends it.\n");
    }

    #[test]
    fn a_paragraph_that_is_new_goes() {
        let after = format!("{BEFORE}\nA fourth was added by hand.\n");
        assert_eq!(back(BEFORE, &after, |p| p.kind == ParagraphKind::Inserted), BEFORE);
    }
}
