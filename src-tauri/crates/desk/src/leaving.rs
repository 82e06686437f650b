//! What is looked at before a piece leaves, and which text leaves.

use crate::clock::{Clock, SystemClock, offset_seconds};
use crate::outgoing::{convert_with, file_name};
use crate::print::{PrintedPiece, Printing, first, print};
use crate::review::sight::Sight;
use crate::service::hold;
use crate::{Archive, Desk, Error, Export, ExportFormat, Form, MomentId, fit_outlet};
use firewall::{Finding, Leaving, Severity};
use manuscript::Detail;
use model::picture::Pictures;
use model::review::flow::Embargo;
use model::{ExtraEntry, Field, OutletProfile, Piece, PieceId};

/// Looks through a piece that leaves for an outlet. Of a file nothing more is known: queries, changes and the seal are not
/// asked here.
pub fn inspect(piece: &Piece, profile: &OutletProfile, is_final: bool) -> Vec<Finding> {
    let now = SystemClock.now_ms();
    let embargo = Embargo::at(piece.embargo.as_deref(), now, offset_seconds(now));
    let headline_lines = headline_lines(piece, profile);
    firewall::inspect(&Leaving { is_final, embargo: &embargo, headline_lines, ..Leaving::draft(piece, profile) })
}

/// Lines that the printed headline takes in the outlet's face; none where there is no headline.
pub fn headline_lines(piece: &Piece, profile: &OutletProfile) -> Option<u32> {
    let text = first(&[&piece.headlines.print, &piece.headline, &piece.headlines.web]);
    (!text.is_empty()).then(|| press::headline(text, &profile.page).lines)
}

/// Whether nobody can let it pass: there is no sealed text to send, or it is too early.
pub fn is_firm(finding: &Finding) -> bool {
    matches!(finding.rule, "seal.missing" | "embargo.open" | "embargo.unclear")
}

/// How a piece is to leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish<'a> {
    /// As the final copy: the sealed text, never the working text.
    pub is_final: bool,
    /// For this outlet; none for the one that was chosen for the piece.
    pub outlet: Option<&'a OutletProfile>,
    /// Whether comments go along in the form.
    pub comments_travel: bool,
}

/// A piece that is about to leave.
#[derive(Clone, Debug)]
pub struct Leave {
    /// Which piece.
    pub id: PieceId,
    /// As it goes out: sealed where it is the final copy, with the outlet's name.
    pub piece: Piece,
    /// The outlet.
    pub profile: OutletProfile,
    /// The fingerprint of the seal, when the sealed text leaves.
    pub fingerprint: Option<String>,
    /// Whether the working text moved on after the seal.
    pub moved: bool,
    /// Whether it leaves as the final copy.
    pub is_final: bool,
    /// The moment of its text; none where it is not known yet.
    pub moment: Option<MomentId>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The pictures that its body calls, as they leave.
    pub pictures: Pictures,
}

impl Leave {
    /// What stops it: the blockers of a final copy. A draft is stopped by nothing.
    pub fn stops(&self) -> Vec<&Finding> {
        let blockers = self.findings.iter().filter(|finding| finding.severity == Severity::Blocker);
        if self.is_final { blockers.collect() } else { Vec::new() }
    }

    /// Whether it may leave, given a reason (empty for none).
    ///
    /// # Errors
    /// A sentence that names what stops it.
    pub fn may(&self, reason: &str) -> Result<(), Error> {
        let stops = self.stops();
        let firm: Vec<&Finding> = stops.iter().copied().filter(|finding| is_firm(finding)).collect();
        let said = |list: &[&Finding]| {
            let mut said: Vec<String> = Vec::new();
            for finding in list {
                let words = if finding.words.is_empty() { String::new() } else { format!("“{}”: ", finding.words) };
                said.push(format!("{words}{}", finding.reason));
            }
            said.dedup();
            let more = said.len().saturating_sub(3);
            said.truncate(3);
            let more = if more > 0 { format!(" And {more} more.") } else { String::new() };
            format!("{}{more}", said.join(" "))
        };
        if !firm.is_empty() {
            return Err(Error::bad(format!("{} Nothing was written; drafts still leave.", said(&firm))));
        }
        if stops.is_empty() || !reason.trim().is_empty() {
            return Ok(());
        }
        let hint = "It can leave all the same with a reason, which is kept.";
        Err(Error::bad(format!("{} Nothing was written. {hint}", said(&stops))))
    }

    /// The piece in a form: what stands in its file.
    ///
    /// # Errors
    /// When the form must say something that the piece does not tell.
    pub fn bytes(&self, format: ExportFormat) -> Result<Vec<u8>, Error> {
        if let (ExportFormat::Json, Some(fingerprint)) = (format, &self.fingerprint) {
            let mut piece = self.piece.clone();
            let value = serde_json::Value::String(fingerprint.clone());
            piece.extra.0.push(ExtraEntry { key: "seal".into(), raw: format!("seal: {fingerprint}"), value });
            return convert_with(&piece, format, &self.profile, Some(fingerprint), &self.pictures);
        }
        convert_with(&self.piece, format, &self.profile, self.fingerprint.as_deref(), &self.pictures)
    }

    /// The piece in a form, with what the typesetter says of it.
    ///
    /// # Errors
    /// As for [`Leave::bytes`].
    pub(crate) fn made(&self, format: ExportFormat) -> Result<PrintedPiece, Error> {
        if !format.is_print() {
            return self.bytes(format).map(|bytes| PrintedPiece { bytes, ..PrintedPiece::default() });
        }
        let seal = self.fingerprint.as_deref();
        print(
            &self.piece,
            format,
            &self.profile,
            &Printing { seal, pictures: Some(&self.pictures), ..Printing::default() },
        )
    }

    /// A name for its file in a form.
    pub fn file_name(&self, format: ExportFormat) -> String {
        file_name(&self.piece, format)
    }

    /// The piece in a form, with a name for its file.
    ///
    /// # Errors
    /// As for [`Leave::bytes`].
    pub fn export(&self, format: ExportFormat) -> Result<Export, Error> {
        let bytes = self.bytes(format)?;
        let text = if format.is_text() { String::from_utf8_lossy(&bytes).into_owned() } else { String::new() };
        Ok(Export { text, bytes, file_name: file_name(&self.piece, format), words: self.piece.word_count })
    }
}

impl Sight<'_> {
    /// The piece as it would leave at a time (milliseconds since 1970), with everything that is to be said of it. A final
    /// copy of which nothing is sealed is looked at as it is; it can't leave.
    pub(crate) fn leave(&self, wish: &Wish<'_>, now: i64) -> Leave {
        let (own, choice) = self.outlet();
        let fits = wish.outlet.is_some() || !(choice.key.is_empty() || choice.missing);
        let profile = wish.outlet.cloned().unwrap_or(own);
        let sealed = if wish.is_final { self.sealed_text() } else { None };
        let fingerprint = sealed.as_ref().map(|(_, fingerprint)| fingerprint.clone());
        let mut piece = sealed.map_or_else(|| self.session.piece(), |(piece, _)| piece);
        if fits {
            piece = fit_outlet(piece, &profile);
        }
        let embargo = self.session.manuscript.detail(Detail::Embargo);
        let embargo = Embargo::at(embargo.as_deref(), now, offset_seconds(now));
        let pictures = (self.pictures)(&piece.body);
        let known = self.known(&piece, &pictures, wish.comments_travel);
        let leaving = Leaving {
            is_final: wish.is_final,
            known: &known,
            embargo: &embargo,
            headline_lines: headline_lines(&piece, &profile),
            ..Leaving::draft(&piece, &profile)
        };
        let mut findings = firewall::inspect(&leaving);
        for finding in &mut findings {
            // What stands elsewhere, or not at all, in the text that a person has before him is not pointed at.
            let known_place = finding.rule.starts_with("review.") || finding.rule == "seal.moved";
            let moved = |field: Field| piece.text(field) != self.session.manuscript.text(field);
            if !known_place && finding.field.is_some_and(moved) {
                finding.range = None;
            }
        }
        Leave {
            id: self.session.id,
            moved: fingerprint.is_some() && self.seal_view().is_some_and(|seal| !seal.is_now),
            piece,
            profile,
            fingerprint,
            is_final: wish.is_final,
            moment: None,
            findings,
            pictures,
        }
    }
}

impl Desk {
    /// The piece as it would leave now.
    pub(crate) fn leave(&self, id: PieceId, wish: &Wish<'_>) -> Result<Leave, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        Ok(self.sight(&session)?.leave(wish, self.now()))
    }

    /// Looks through a piece as it would leave now in a form, as a draft or as the final copy.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn export_check(&self, id: PieceId, form: impl Into<Form>) -> Result<Vec<Finding>, Error> {
        Ok(self.leave(id, &form.into().wish())?.findings)
    }
}

impl Archive {
    /// The piece as it would leave at a time (milliseconds since 1970).
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn leave(&self, id: PieceId, wish: &Wish<'_>, now: i64) -> Result<Leave, Error> {
        let moment = self.reader().head(id)?.map(|head| head.last_seq);
        self.with_sight(id, |sight| Ok(Leave { moment, ..sight.leave(wish, now) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_under_embargo_does_not_leave_and_one_that_was_does() {
        let rules = |embargo: &str| {
            let piece = Piece { embargo: Some(embargo.into()), ..Piece::default() };
            inspect(&piece, &OutletProfile::default(), true).iter().map(|finding| finding.rule).collect::<Vec<_>>()
        };
        assert_eq!(rules("9000-01-01T00:00:00Z"), ["embargo.open"]);
        assert_eq!(rules("open"), ["embargo.open"]);
        assert_eq!(rules("2001-01-01"), [] as [&str; 0]);
        assert_eq!(rules("soon"), ["embargo.unclear"]);
    }
}
