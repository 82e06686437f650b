//! Agreements: a role signs the whole text, and a later edit reopens what it touched.

use crate::clock::rfc3339;
use crate::review::sight::Sight;
use crate::review::{Agreement, SignOff, Touched};
use crate::service::hold;
use crate::{Desk, Error, ErrorKind};
use model::review::flow::{Signed, needs, objection};
use model::review::{Act, How, Need, Record, RecordId, Role, Standing, baseline};
use model::{Field, PieceId};
use std::collections::BTreeMap;

/// Longest note, characters.
const LONGEST: usize = 4000;

/// A text of the piece in the middle of a sentence.
pub(crate) fn furniture(field: Field) -> &'static str {
    match field {
        Field::Kicker => "kicker",
        Field::Headline => "headline",
        Field::HeadlinePrint => "print headline",
        Field::HeadlineWeb => "web headline",
        Field::HeadlineSocial => "social headline",
        Field::Standfirst => "standfirst",
        Field::Byline => "byline",
        Field::Body => "body",
        Field::AuthorNote => "author note",
        Field::Disclosure => "disclosure",
        Field::CorrectionNote => "correction note",
    }
}

/// "Headline, 2 paragraphs changed since".
fn touched_words(touched: &[Touched]) -> String {
    let mut parts: Vec<String> =
        touched.iter().filter(|t| t.field != Field::Body).map(|t| furniture(t.field).to_owned()).collect();
    let paragraphs = touched.iter().filter(|t| t.field == Field::Body).count();
    match paragraphs {
        0 => {}
        1 => parts.push("1 paragraph".into()),
        many => parts.push(format!("{many} paragraphs")),
    }
    let mut said = parts.join(", ");
    if let Some(first) = said.get(..1).map(str::to_uppercase) {
        said.replace_range(..1, &first);
    }
    format!("{said} changed since")
}

/// How a role stands that objected.
fn objects(state: SignOff, record: &Record) -> SignOff {
    let Act::ReadbackReply { note, .. } = &record.act else { return state };
    SignOff {
        record: Some(record.id.clone()),
        by: Some(record.by.clone()),
        who: record.by.name.clone(),
        at: Some(rfc3339(record.at)),
        how: Some(How::Readback),
        note: note.clone(),
        standing: Standing::Objects,
        says: "Objects to the text that was sent".into(),
        ..state
    }
}

/// Whose agreement a sign-off is.
pub(crate) fn whose(role: &Role, how: How, of: &str, by: &str) -> String {
    match (role, how) {
        (_, How::Here) => by.to_owned(),
        (_, How::Readback) if of.is_empty() => by.to_owned(),
        (Role::Person(name), _) if of.is_empty() => name.clone(),
        _ => of.to_owned(),
    }
}

impl Sight<'_> {
    /// The last sign-off of a role.
    fn last_sign_off(&self, role: &Role) -> Option<&Record> {
        let mut all = self.records.iter().rev();
        all.find(|record| record.role.as_ref() == Some(role) && matches!(record.act, Act::SignOff { .. }))
    }

    /// The last of some records.
    pub(crate) fn last_of(&self, ids: &[RecordId]) -> Option<&Record> {
        let last = ids.last()?;
        self.records.iter().rfind(|record| record.id == *last)
    }

    /// Whether somebody said after a sign-off that the role does not have to read the piece.
    fn excused_since(&self, role: &Role, sign_off: &Record) -> bool {
        let since = self.records.iter().rev().take_while(|record| record.id != sign_off.id);
        let mut needs = since.filter(|record| record.role.as_ref() == Some(role));
        needs.any(|record| matches!(record.act, Act::Needs { need: Need::NotNeeded }))
    }

    /// How a role stands to the text now.
    pub(crate) fn sign_off_of(&self, role: &Role) -> SignOff {
        let need = needs(self.records).get(role).copied().unwrap_or_default();
        let mut state = SignOff {
            role: role.to_string(),
            label: role.label().to_owned(),
            need,
            record: None,
            by: None,
            who: String::new(),
            at: None,
            accepted: None,
            how: None,
            note: String::new(),
            conditions: String::new(),
            standing: if need == Need::Required { Standing::Unread } else { Standing::Unneeded },
            touched: Vec::new(),
            says: match need {
                Need::Required => "Has to read it, and has not yet".into(),
                // These two read only what they are asked to.
                _ if matches!(role, Role::Legal | Role::FactCheck) => "Not needed".into(),
                _ => "Not signed".into(),
            },
        };
        if let Some(record) = objection(self.records).filter(|_| *role == Role::Author) {
            return objects(state, record);
        }
        let Some(record) = self.last_sign_off(role) else { return state };
        let Act::SignOff { how, of, note, conditions, .. } = &record.act else { return state };
        state.record = Some(record.id.clone());
        state.by = Some(record.by.clone());
        state.who = whose(role, *how, of, &record.by.name);
        state.at = Some(rfc3339(record.at));
        state.how = Some(*how);
        if state.need == Need::NotNeeded && !self.excused_since(role, record) {
            state.need = Need::Complete;
        }
        state.note.clone_from(note);
        state.conditions.clone_from(conditions);
        let (now, base) = (self.session.manuscript.texts(), baseline(self.records, role));
        state.accepted = self.last_of(&base.standing).map(|record| rfc3339(record.at));
        state.touched = manuscript::review::touched(&base, &now)
            .into_iter()
            .map(|touched| Touched {
                field: touched.field,
                paragraph: touched.paragraph,
                from: touched.at.start,
                to: touched.at.end,
                words: touched.words,
                gone: touched.gone,
            })
            .collect();
        (state.standing, state.says) = match (state.touched.is_empty(), conditions.is_empty()) {
            (true, true) => (Standing::Agrees, "Agrees with the text now".into()),
            (true, false) => (Standing::Conditional, format!("Agrees on a condition: {conditions}")),
            // Somebody said since that it need not read it.
            (false, _) if state.need == Need::NotNeeded => (Standing::Unneeded, touched_words(&state.touched)),
            (false, _) => (Standing::Changed, touched_words(&state.touched)),
        };
        state
    }

    /// The five roles, and persons who signed or have to.
    pub(crate) fn roles(&self) -> Vec<Role> {
        let mut persons: Vec<Role> = self
            .records
            .iter()
            .filter(|r| matches!(r.act, Act::SignOff { .. } | Act::Needs { .. }))
            .filter_map(|r| r.role.clone())
            .collect();
        persons.retain(|role| matches!(role, Role::Person(_)));
        persons.sort();
        persons.dedup();
        Role::DESK.into_iter().chain(persons).collect()
    }

    /// How all stand to the text now.
    pub(crate) fn sign_offs(&self) -> Vec<SignOff> {
        self.roles().iter().map(|role| self.sign_off_of(role)).collect()
    }

    /// The same, for the flow.
    pub(crate) fn signed(&self) -> BTreeMap<Role, Signed> {
        let state = |role: &Role| {
            let SignOff { standing, who, conditions, touched, .. } = self.sign_off_of(role);
            match standing {
                Standing::Objects => Signed::Objects(who),
                Standing::Conditional => Signed::Conditional(conditions),
                Standing::Agrees => Signed::Now,
                _ if touched.is_empty() => Signed::Never,
                _ => Signed::Touched(touched_words(&touched)),
            }
        };
        self.roles().into_iter().map(|role| (role.clone(), state(&role))).collect()
    }
}

impl Desk {
    /// A role agrees to the text now.
    ///
    /// # Errors
    /// When a person would sign here for somebody else, or there is no text.
    pub fn sign_off(&self, id: PieceId, role: &Role, agreement: impl Into<Agreement>) -> Result<SignOff, Error> {
        let Agreement { how, of, note, conditions } = agreement.into();
        let trimmed = |text: &str| text.trim().chars().take(LONGEST).collect::<String>();
        let (note, conditions) = (trimmed(&note), trimmed(&conditions));
        let me = self.person().0;
        let of = if of.trim() == me.name { String::new() } else { trimmed(&of) };
        if how == How::Here && !of.is_empty() {
            return Err(Error::bad(format!(
                "Here {} signs, not {of}. Say how {of} agreed: by mail, on the phone, in person, or by a read-back.",
                me.name
            )));
        }
        if let (Role::Person(name), How::Here) = (role, how)
            && *name != me.name
        {
            return Err(Error::bad(format!(
                "Only {name} can sign here for {name}. Say how the agreement was given: by mail, on the phone, in person."
            )));
        }
        let session = self.session(id)?;
        let mut guard = hold(&session);
        if guard.is_empty() {
            return Err(Error::bad("There is no text to agree to."));
        }
        let (texts, mark) = (guard.manuscript.texts(), guard.manuscript.mark());
        self.put(&mut guard, Some(role.clone()), Act::SignOff { texts, mark, how, of, note, conditions })?;
        let state = self.sight(&guard)?.sign_off_of(role);
        self.finish(guard, "signoff")?;
        Ok(state)
    }

    /// Says whether a role has to read a piece.
    ///
    /// # Errors
    /// When it is said to be complete although the role never signed.
    pub fn set_need(&self, id: PieceId, role: &Role, need: Need) -> Result<(), Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        if need == Need::Complete && self.sight(&guard)?.last_sign_off(role).is_none() {
            return Err(Error::new(
                ErrorKind::BadInput,
                format!("{} has not signed yet: a sign-off is what makes it complete.", role.label()),
            ));
        }
        self.put(&mut guard, Some(role.clone()), Act::Needs { need })?;
        self.finish(guard, "need")
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_touched_is_said_in_one_line() {
        let touched =
            |field, paragraph| Touched { field, paragraph, from: 0, to: 1, words: String::new(), gone: false };
        let both = [touched(Field::Headline, None), touched(Field::Body, Some(2)), touched(Field::Body, Some(4))];
        assert_eq!(touched_words(&both), "Headline, 2 paragraphs changed since");
        assert_eq!(touched_words(&both[1..2]), "1 paragraph changed since");
        assert_eq!(touched_words(&both[..1]), "Headline changed since");
    }
}
