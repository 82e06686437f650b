//! Everything of the review of a piece, as it stands.

use crate::clock::rfc3339;
use crate::review::sight::Sight;
use crate::review::signoff::hexadecimal;
use crate::review::{Against, BaselineChoice, DecidedChange, OpenChange, Review};
use crate::service::hold;
use crate::{Archive, Desk, Error, ErrorKind};
use manuscript::review::changes;
use model::review::{Act, Baseline, Decision, Role, Texts, baseline, can_undo, texts_of, undone};
use model::{Field, PieceId};

/// A baseline with its texts.
pub(crate) struct Held {
    /// How it is called.
    pub(crate) choice: BaselineChoice,
    /// Its texts, and from where on somebody may have changed them.
    pub(crate) baseline: Baseline,
}

/// A baseline that is nobody's: texts, and the mark of their moment.
fn alone(texts: Texts, mark: String) -> Baseline {
    Baseline { signed: texts.clone(), texts, mark, ..Baseline::default() }
}

/// A role in the middle of a sentence.
pub(crate) fn who(role: &Role) -> &str {
    match role {
        Role::Author => "the author",
        Role::Editor => "the editor",
        Role::FactCheck => "the fact-check",
        Role::Legal => "legal",
        Role::Copy => "the copy desk",
        Role::Person(name) => name,
    }
}

/// The name of the text as it came in.
const RECEIVED: &str = "it was received";

impl Sight<'_> {
    /// The record by which the piece came in, if it did.
    fn received(&self) -> Option<(&model::review::Record, &Texts, &str)> {
        self.records.iter().rev().find_map(|record| match &record.act {
            Act::Received { texts, mark, .. } => Some((record, texts, mark.as_str())),
            _ => None,
        })
    }

    /// When a role signed last.
    fn signed_at(&self, role: &Role) -> Option<i64> {
        let mut all = self.records.iter().rev();
        all.find(|record| record.role.as_ref() == Some(role) && matches!(record.act, Act::SignOff { .. })).map(|r| r.at)
    }

    /// The name of a role's baseline. Names follow "since": "the author last agreed", "it was received".
    fn role_choice(&self, role: &Role) -> BaselineChoice {
        let against = Against::Role { role: role.clone() };
        let (label, at) = match (self.signed_at(role), self.received()) {
            (Some(at), _) => {
                let last = self.last_of(&baseline(self.records, role).standing).map_or(at, |record| record.at);
                (format!("{} last agreed", who(role)), Some(last))
            }
            (None, Some((record, ..))) => (RECEIVED.to_owned(), Some(record.at)),
            (None, None) => ("it was begun".to_owned(), None),
        };
        BaselineChoice { baseline: against, label, at: at.map(rfc3339) }
    }

    /// Whether a role has a baseline of its own: it signed, or took changes into the text as it came in.
    fn has_own(&self, role: &Role) -> bool {
        let own = baseline(self.records, role);
        own.is_signed || !own.accepted.is_empty() || own.base.is_none()
    }

    /// Whether a baseline is the role's own, so that changes can be accepted into it. Who signed nothing yet starts from
    /// the text as it came in.
    pub(crate) fn is_own(&self, against: &Against, role: &Role) -> bool {
        match against {
            Against::Role { role: of } => of == role,
            Against::Received => self.signed_at(role).is_none(),
            Against::Moment { .. } | Against::Seal => false,
        }
    }

    /// What the text can be compared with: one's own baseline, that of others who signed, as received, the seal, and
    /// versions that were named.
    pub(crate) fn choices(&self, role: &Role) -> Vec<BaselineChoice> {
        let mut all = Vec::new();
        if self.has_own(role) {
            all.push(self.role_choice(role));
        }
        let mut others: Vec<&Role> = self
            .records
            .iter()
            .filter(|record| matches!(record.act, Act::SignOff { .. }))
            .filter_map(|record| record.role.as_ref())
            .filter(|other| *other != role)
            .collect();
        others.sort();
        others.dedup();
        all.extend(others.into_iter().map(|other| self.role_choice(other)));
        if let Some((record, ..)) = self.received() {
            let (label, at) = (RECEIVED.to_owned(), Some(rfc3339(record.at)));
            all.push(BaselineChoice { baseline: Against::Received, label, at });
        }
        if let Some((record, _)) = self.last_seal() {
            let (label, at) = ("the last seal".to_owned(), Some(rfc3339(record.at)));
            all.push(BaselineChoice { baseline: Against::Seal, label, at });
        }
        for version in self.named.iter().rev().take(20) {
            let (label, at) = (format!("“{}”", version.name), Some(rfc3339(version.at)));
            all.push(BaselineChoice { baseline: Against::Moment { moment: version.seq }, label, at });
        }
        all
    }

    /// A baseline with its texts; one's own when none is asked for.
    pub(crate) fn held(&self, against: Option<&Against>, role: &Role) -> Result<Held, Error> {
        let missing = |what: &str| Error::new(ErrorKind::NotFound, format!("There is no {what} to compare with."));
        match against {
            None if self.has_own(role) => self.held(Some(&Against::Role { role: role.clone() }), role),
            None => self.held(Some(&Against::Received), role),
            Some(Against::Role { role: of }) => {
                Ok(Held { choice: self.role_choice(of), baseline: baseline(self.records, of) })
            }
            Some(Against::Received) => {
                let (record, texts, mark) = self.received().ok_or_else(|| missing("text as it came in"))?;
                let choice = BaselineChoice {
                    baseline: Against::Received,
                    label: RECEIVED.into(),
                    at: Some(rfc3339(record.at)),
                };
                Ok(Held { choice, baseline: alone(texts.clone(), mark.to_owned()) })
            }
            Some(Against::Seal) => {
                let (record, sealed) = self.last_seal().ok_or_else(|| missing("seal"))?;
                let choice = BaselineChoice {
                    baseline: Against::Seal,
                    label: "the last seal".into(),
                    at: Some(rfc3339(record.at)),
                };
                Ok(Held { choice, baseline: alone(sealed.texts.clone(), String::new()) })
            }
            Some(Against::Moment { moment }) => {
                let past = (self.past)()?;
                let piece = past.piece(*moment)?;
                let named = self.named.iter().find(|version| version.seq == *moment);
                let label = match named {
                    Some(version) => format!("“{}”", version.name),
                    None => "an earlier moment".to_owned(),
                };
                let choice = BaselineChoice {
                    baseline: Against::Moment { moment: *moment },
                    label,
                    at: past.log.iter().rev().find(|row| row.seq <= *moment).map(|row| rfc3339(row.at)),
                };
                Ok(Held { choice, baseline: alone(texts_of(&piece), hexadecimal(&past.mark(*moment))) })
            }
        }
    }

    /// The changes since a baseline, with who and when.
    pub(crate) fn open_changes(&self, held: &Held) -> Vec<OpenChange> {
        let mut found = changes(&held.baseline.texts, &self.session.manuscript.texts());
        self.session.manuscript.attribute(&mut found, &held.baseline, &self.person_of());
        let when = |at: i64| (at > 0).then(|| rfc3339(at));
        found.into_iter().map(|change| OpenChange { when: when(change.at), change }).collect()
    }

    /// What was decided and not taken back, newest first.
    fn decided(&self) -> Vec<DecidedChange> {
        let undone = undone(self.records);
        let mut out = Vec::new();
        for record in self.records.iter().rev() {
            let (decision, decided) = match &record.act {
                Act::Accept { decided, .. } => (Decision::Accept, decided),
                Act::Reject { decided, .. } => (Decision::Reject, decided),
                _ => continue,
            };
            if undone.contains(&record.id) {
                continue;
            }
            let can_undo = match (&record.role, decision) {
                (Some(role), Decision::Accept) => can_undo(self.records, role, &record.id),
                (None, Decision::Accept) => false,
                (_, Decision::Reject) => true,
            };
            out.extend(decided.iter().map(|change| DecidedChange {
                record: record.id.clone(),
                change: change.change.clone(),
                decision,
                role: record.role.as_ref().map(ToString::to_string).unwrap_or_default(),
                decided_by: record.by.clone(),
                decided_at: rfc3339(record.at),
                field: change.field,
                kind: change.kind,
                removed: change.removed.clone(),
                inserted: change.inserted.clone(),
                by: change.by.clone(),
                can_undo,
            }));
        }
        out
    }

    /// Everything of the review.
    pub(crate) fn review(&self, against: Option<&Against>, role: &Role) -> Result<Review, Error> {
        let held = self.held(against, role)?;
        let own = self.is_own(&held.choice.baseline, role);
        Ok(Review {
            id: self.session.id,
            choices: self.choices(role),
            own,
            before: held.baseline.texts.iter().map(|(field, text)| (*field, text.clone())).collect(),
            versions: Field::ALL.into_iter().map(|field| (field, self.session.version(field))).collect(),
            changes: self.open_changes(&held),
            decided: self.decided(),
            comments: self.comments(),
            sign_offs: self.sign_offs(),
            seal: self.seal_view(),
            headlines: self.headlines(),
            against: held.choice,
        })
    }
}

impl Desk {
    /// Everything of the review of a piece. Without a baseline, it is compared with what the role last agreed to.
    ///
    /// # Errors
    /// When there is no such piece or baseline.
    pub fn review(&self, id: PieceId, against: Option<Against>, role: &Role) -> Result<Review, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        self.sight(&session)?.review(against.as_ref(), role)
    }
}

impl Archive {
    /// A baseline by the name that a person types: a role, `received`, `seal`, or a moment or version of the piece's
    /// history.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn against(&self, id: PieceId, name: &str) -> Result<Against, Error> {
        match name.trim() {
            "received" => return Ok(Against::Received),
            "seal" | "sealed" => return Ok(Against::Seal),
            name => {
                if let Ok(role) = name.parse::<Role>() {
                    return Ok(Against::Role { role });
                }
            }
        }
        // As elsewhere, a moment may be named with its piece: `ferry@17`.
        if let Some((piece, _)) = name.split_once('@')
            && self.resolve(piece.trim()).is_ok_and(|named| named == id)
        {
            return Ok(Against::Moment { moment: self.moment(name.trim())?.moment });
        }
        let moment = self.moment(&format!("{id}@{}", name.trim()))?.moment;
        Ok(Against::Moment { moment })
    }

    /// As [`Desk::review`].
    ///
    /// # Errors
    /// When there is no such piece or baseline, or it can't be read.
    pub fn review(&self, id: PieceId, against: Option<Against>, role: &Role) -> Result<Review, Error> {
        self.with_sight(id, |sight| sight.review(against.as_ref(), role))
    }
}
