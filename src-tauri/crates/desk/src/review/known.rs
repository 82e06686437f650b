//! What only a desk knows of a text that leaves: who agreed to it, what was asked and said of it, whether it is sealed.

use crate::review::flow::stage_words;
use crate::review::sight::Sight;
use firewall::{Known, Sealing, Spot, Unagreed};
use manuscript::review::changes;
use model::picture::{Pictures, names_in};
use model::review::flow::{needs, objection, subject};
use model::review::{Change, CommentKind, Need, Role, Standing, Texts, baseline, texts_of};
use model::{Person, Piece};

impl Sight<'_> {
    /// What is known of a piece that leaves with these texts, which may be the sealed ones.
    pub(crate) fn known(&self, leaves: &Piece, pictures: &Pictures, comments_travel: bool) -> Known {
        let texts = texts_of(leaves);
        let (mut queries, mut comments) = (Vec::new(), Vec::new());
        for comment in self.comments().into_iter().filter(|comment| !comment.resolved) {
            let waits = comment.kind == CommentKind::Query && comment.replies.is_empty();
            let spot = Spot { field: comment.field, range: comment.range, words: comment.quote };
            if waits {
                queries.push((spot, comment.text));
            } else {
                comments.push(spot);
            }
        }
        let (unagreed, unread) = self.agreements(&texts);
        let conditions = self.conditions();
        let called = names_in(&leaves.body).into_iter();
        let missing = called.filter(|name| pictures.get(name).is_none()).map(str::to_owned).collect();
        let missing_pictures = Some(missing);
        let sealing = self.sealing();
        let (objection, stopped) = (objection(self.records).map(|record| record.by.name.clone()), self.stopped());
        Known {
            sealing,
            objection,
            stopped,
            queries,
            comments,
            comments_travel,
            unagreed,
            unread,
            conditions,
            missing_pictures,
        }
    }

    /// The stage of a piece that was taken out of the paper.
    fn stopped(&self) -> Option<String> {
        let stage = self.session.stage();
        stage.is_set_aside().then(|| stage_words(stage))
    }

    fn sealing(&self) -> Sealing {
        let Some((_, sealed)) = self.last_seal() else { return Sealing::Never };
        if self.seal_view().is_some_and(|seal| seal.is_now) {
            return Sealing::Now;
        }
        let since = changes(&sealed.texts, &self.session.manuscript.texts());
        let first = since.first().map(spot).unwrap_or_default();
        Sealing::Moved { fingerprint: sealed.fingerprint.clone(), first }
    }

    /// The author, and each role that has to read the piece: what of the text they have not agreed to.
    fn agreements(&self, texts: &Texts) -> (Vec<Unagreed>, Vec<String>) {
        let needs = needs(self.records);
        let others = needs.keys().filter(|role| **role != Role::Author);
        let (mut unagreed, mut unread) = (Vec::new(), Vec::new());
        for role in std::iter::once(&Role::Author).chain(others) {
            let who = subject(role).to_owned();
            if needs.get(role) == Some(&Need::Required) {
                unread.push(who);
                continue;
            }
            let base = baseline(self.records, role);
            if base.base.is_none() && base.accepted.is_empty() {
                // Nobody ever gave this role a text to agree to.
                continue;
            }
            let mut open = changes(&base.texts, texts);
            if *texts == self.session.manuscript.texts() {
                self.session.manuscript.attribute(&mut open, &base, &self.person_of());
            }
            if *role == Role::Author {
                let author = self.authors();
                open.retain(|change| change.by.is_empty() || !change.by.iter().all(&author));
            }
            let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
            let first = open.first().map(|change| self.spot_now(change, texts)).unwrap_or_default();
            unagreed.push(Unagreed { who, changes: count, signed: base.is_signed, first });
        }
        (unagreed, unread)
    }

    /// Those whose agreement is wanted and who gave it on a condition, and the condition.
    fn conditions(&self) -> Vec<(String, String)> {
        let needs = needs(self.records);
        let wanted =
            |role: &Role| *role == Role::Author || needs.get(role).is_some_and(|need| *need != Need::NotNeeded);
        let states =
            self.roles().into_iter().filter(wanted).map(|role| (subject(&role).to_owned(), self.sign_off_of(&role)));
        let on = states.filter(|(_, state)| state.standing == Standing::Conditional);
        on.map(|(who, state)| (who, state.conditions)).collect()
    }

    /// Whether somebody wrote the piece, by its byline and its list of authors.
    fn authors(&self) -> impl Fn(&Person) -> bool + use<> {
        let piece = self.session.piece();
        let mut names: Vec<String> = piece.authors.iter().map(|author| author.name.trim().to_lowercase()).collect();
        names.push(piece.byline.to_lowercase());
        move |person: &Person| {
            let name = person.name.trim().to_lowercase();
            !name.is_empty() && names.iter().any(|known| *known == name || holds_name(known, &name))
        }
    }

    /// The place of a change, as far as it is the same in the text that a person has before him.
    fn spot_now(&self, change: &Change, texts: &Texts) -> Spot {
        let leaves = texts.get(&change.field).map_or("", String::as_str);
        let mut found = spot(change);
        if leaves != self.session.manuscript.text(change.field) {
            found.range = None;
        }
        found
    }
}

/// Whether a byline names somebody: the name, with nothing of another name at its ends.
fn holds_name(byline: &str, name: &str) -> bool {
    let mut from = 0;
    while let Some(at) = byline[from..].find(name).map(|at| at + from) {
        let end = at + name.len();
        let open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        if open(byline[..at].chars().next_back()) && open(byline[end..].chars().next()) {
            return true;
        }
        from = end;
    }
    false
}

fn spot(change: &Change) -> Spot {
    let part = change.parts.last();
    let words = part.map(|part| if part.inserted.trim().is_empty() { &part.removed } else { &part.inserted });
    Spot {
        field: Some(change.field),
        range: part.map(|part| (part.after.start, part.after.end)),
        words: words.map(|words| words.trim().to_owned()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Field;

    #[test]
    fn a_byline_names_whole_names_only() {
        assert!(holds_name("by ilse varden and bo lind", "bo lind"));
        assert!(holds_name("ilse varden", "ilse varden"));
        assert!(!holds_name("by bo lindholm", "bo lind"));
        assert!(!holds_name("", "bo lind"));
    }

    #[test]
    fn a_change_stands_where_its_words_are() {
        let part = model::review::Part { before: 0..4, after: 3..3, removed: "gone ".into(), inserted: String::new() };
        let change = Change {
            id: String::new(),
            field: Field::Body,
            kind: model::review::ChangeKind::Remove,
            parts: vec![part],
            paragraph: 1,
            by: Vec::new(),
            at: 0,
        };
        assert_eq!(spot(&change), Spot { field: Some(Field::Body), range: Some((3, 3)), words: "gone".into() });
    }
}
