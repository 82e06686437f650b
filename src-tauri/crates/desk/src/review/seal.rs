//! The seal: one exact text is approved.

use crate::clock::rfc3339;
use crate::review::SealView;
use crate::review::sight::Sight;
use crate::service::hold;
use crate::{Desk, Error};
use markdown::{RenderOptions, reading_text};
use model::review::flow::Sealed;
use model::review::{Act, How, Record, Role, SealedText, seal};
use model::{OutletProfile, PieceId};

impl Sight<'_> {
    /// The last seal whose record says what its text comes to.
    pub(crate) fn last_seal(&self) -> Option<(&Record, &SealedText)> {
        self.seals().next_back()
    }

    /// All of them, oldest first. A record that somebody wrote other words into is none.
    pub(crate) fn seals(&self) -> impl DoubleEndedIterator<Item = (&Record, &SealedText)> {
        self.records.iter().filter_map(|record| match &record.act {
            Act::Seal { sealed } if sealed.is_whole() => Some((record, sealed)),
            _ => None,
        })
    }

    fn language(&self) -> Option<String> {
        self.session.manuscript.detail(manuscript::Detail::Language)
    }

    fn is_now(&self, sealed: &SealedText) -> bool {
        sealed.is_exactly(&self.session.manuscript.texts(), self.language().as_deref(), &[])
    }

    /// How the last seal stands to the text now.
    pub(crate) fn sealed(&self) -> Sealed {
        match self.last_seal() {
            None => Sealed::Never,
            Some((_, sealed)) if self.is_now(sealed) => Sealed::Now(sealed.fingerprint.clone()),
            Some((_, sealed)) => Sealed::Moved(sealed.fingerprint.clone()),
        }
    }

    /// The last seal.
    pub(crate) fn seal_view(&self) -> Option<SealView> {
        self.last_seal().map(|(record, sealed)| self.view(record, sealed))
    }

    pub(crate) fn view(&self, record: &Record, sealed: &SealedText) -> SealView {
        SealView {
            record: record.id.clone(),
            fingerprint: sealed.fingerprint.clone(),
            by: record.by.clone(),
            at: rfc3339(record.at),
            is_now: self.is_now(sealed),
            signed_by: self.signers(record, sealed),
        }
    }

    /// Who had signed exactly the sealed text when it was sealed: "Author (read-back, noted by Maud Castell)".
    fn signers(&self, seal: &Record, sealed: &SealedText) -> Vec<String> {
        let mut out: Vec<(Role, String)> = Vec::new();
        for record in self.records.iter().take_while(|record| record.id != seal.id) {
            let (Some(role), Act::SignOff { texts, how, of, conditions, .. }) = (&record.role, &record.act) else {
                continue;
            };
            out.retain(|(known, _)| known != role);
            if *texts == sealed.texts {
                let on = if conditions.is_empty() { "" } else { " on a condition" };
                out.push((role.clone(), format!("{}{on}", signed(role, *how, of, &record.by.name))));
            }
        }
        out.sort_by(|(one, _), (other, _)| one.cmp(other));
        out.into_iter().map(|(_, words)| words).collect()
    }
}

fn signed(role: &Role, how: How, of: &str, by: &str) -> String {
    let how = match how {
        How::Here if matches!(role, Role::Person(_)) => return role.label().to_owned(),
        How::Here => return format!("{} ({by})", role.label()),
        // Such an answer bears the name of who gave it, unless somebody wrote it down.
        How::Readback if of.is_empty() => return format!("{} ({by}, read-back)", role.label()),
        How::Readback => "by read-back",
        How::Phone => "by phone",
        How::Mail => "by mail",
        How::InPerson => "in person",
    };
    let of = if of.is_empty() || of == role.label() { String::new() } else { format!("{of}, ") };
    format!("{} ({of}{how}, noted by {by})", role.label())
}

/// How the outlet renders a text in a language.
fn rendering(profile: &OutletProfile, language: Option<&str>) -> RenderOptions {
    RenderOptions::of(profile, language)
}

impl Desk {
    /// Seals the text as it is now. When it is sealed so already, that seal is given again.
    ///
    /// # Errors
    /// When there is no text.
    pub fn seal(&self, id: PieceId) -> Result<SealView, Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        if guard.is_empty() {
            return Err(Error::bad("There is no text to seal."));
        }
        let (sealed, there) = {
            let sight = self.sight(&guard)?;
            (self.sealed_now(&sight), sight.seal_view().filter(|seal| seal.is_now))
        };
        if let Some(there) = there {
            return Ok(there);
        }
        let record = self.put(&mut guard, None, Act::Seal { sealed: sealed.clone() })?;
        let view = self.sight(&guard)?.view(&record, &sealed);
        self.finish(guard, "seal")?;
        Ok(view)
    }

    /// The text as it is now, sealed.
    pub(crate) fn sealed_now(&self, sight: &Sight<'_>) -> SealedText {
        let (texts, language) = (sight.session.manuscript.texts(), sight.language());
        let reading = reading_text(&texts, &rendering(&self.settings().profile, language.as_deref()));
        seal::seal(&texts, language.as_deref(), &[], &reading)
    }
}
