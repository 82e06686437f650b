//! Decisions taken back: as a whole, or one change of many.

use crate::service::hold;
use crate::{Desk, Error, ErrorKind};
use manuscript::review::{FieldSplices, accept, reject};
use model::PieceId;
use model::review::{Act, Decided, Record, Role, Texts, baseline, can_undo, undone};

/// Why one of many can't come back by itself.
const OTHERWISE: &str = "The text was changed since, so that this one can't be taken back by itself. Nothing was changed; the whole \
                         decision can be taken back, and the history has the words.";

impl Desk {
    /// Takes a decision back: an accepted change is open again; rejected words come back where they stood. With `only`,
    /// the name of one change that was decided with others, the others stay decided.
    ///
    /// # Errors
    /// When there is no such decision, or the words around a rejected change were changed since.
    pub fn undo_decision(&self, id: PieceId, record: &str, only: Option<&str>) -> Result<(), Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let records = guard.manuscript.records();
        if undone(records).contains(record) {
            return Err(Error::bad("This decision was taken back already."));
        }
        let no = || Error::new(ErrorKind::NotFound, "There is no such decision.");
        let found = records.iter().find(|other| other.id == record).cloned().ok_or_else(no)?;
        let (of, mark) = (found.id.clone(), guard.manuscript.mark());
        let (Act::Accept { decided, .. } | Act::Reject { decided, .. }) = &found.act else { return Err(no()) };
        if only.is_some_and(|only| !decided.iter().any(|about| about.change == only)) {
            return Err(no());
        }
        let rest: Vec<&Decided> =
            decided.iter().filter(|about| only.is_some_and(|only| about.change != only)).collect();
        if matches!(found.act, Act::Accept { .. }) {
            let stands = found.role.as_ref().is_some_and(|role| can_undo(records, role, record));
            if !stands {
                return Err(Error::bad("A later decision or sign-off builds on this one. Take that back first."));
            }
            let again = accepted_again(records, &found, &guard.manuscript.texts(), &rest)?;
            self.put(&mut guard, found.role.clone(), Act::Undo { of, mark, put: Vec::new() })?;
            if let Some(again) = again {
                self.put(&mut guard, found.role.clone(), again)?;
            }
            return self.finish(guard, "undo");
        }
        let splices = guard.manuscript.take_back(&found).ok_or_else(|| {
            Error::bad(
                "The words were changed since, so that they can't be put back by themselves. Nothing was changed; \
                 the history has the words.",
            )
        })?;
        let mut back = guard.manuscript.texts();
        for (field, splices) in &splices {
            let text = back.get(field).map_or("", String::as_str);
            let text = model::apply_splices(text, splices).map_err(|_| Error::bad(OTHERWISE))?;
            back.insert(*field, text);
        }
        let again = if rest.is_empty() {
            None
        } else {
            let sight = self.sight(&guard)?;
            let role = found.role.clone().unwrap_or(Role::Editor);
            let befores = sight
                .choices(&role)
                .into_iter()
                .filter_map(|choice| sight.held(Some(&choice.baseline), &role).ok().map(|held| held.baseline.texts));
            Some(rejected_again(befores, &back, &rest)?)
        };
        let (mut updates, put) = guard.splice_all(splices)?;
        self.put(&mut guard, found.role.clone(), Act::Undo { of, mark, put })?;
        if let Some((splices, decided)) = again {
            let mark = guard.manuscript.mark();
            let (more, put) = guard.splice_all(splices)?;
            updates.extend(more);
            self.put(&mut guard, found.role.clone(), Act::Reject { decided, mark, put })?;
        }
        self.finish_texts(guard, "undo", updates)
    }
}

/// The acceptance of the rest of a decision, as if the decision had not been; none when there is no rest.
fn accepted_again(records: &[Record], found: &Record, now: &Texts, rest: &[&Decided]) -> Result<Option<Act>, Error> {
    let (Some(role), false) = (&found.role, rest.is_empty()) else { return Ok(None) };
    let without: Vec<Record> = records.iter().filter(|record| record.id != found.id).cloned().collect();
    match accept(&baseline(&without, role), now, &names(rest)) {
        Some((mut act, again)) if again.len() == rest.len() => {
            if let Act::Accept { decided, .. } = &mut act {
                credited(decided, rest);
            }
            Ok(Some(act))
        }
        _ => Err(Error::bad(OTHERWISE)),
    }
}

/// What rejects the rest of a decision in the text that has all of it back. Against which baseline it was made is not
/// recorded: it is one in which every change of the rest reads as it did.
fn rejected_again(
    befores: impl Iterator<Item = Texts>,
    back: &Texts,
    rest: &[&Decided],
) -> Result<(FieldSplices, Vec<Decided>), Error> {
    let names = names(rest);
    let mut found = befores.filter_map(|before| reject(&before, back, &names));
    let (splices, mut decided) =
        found.find(|(_, again)| again.len() == rest.len()).ok_or_else(|| Error::bad(OTHERWISE))?;
    credited(&mut decided, rest);
    Ok((splices, decided))
}

fn names(rest: &[&Decided]) -> Vec<String> {
    rest.iter().map(|about| about.change.clone()).collect()
}

/// Writes in who had made the changes, as the first decision said.
fn credited(again: &mut [Decided], rest: &[&Decided]) {
    for about in again {
        if let Some(known) = rest.iter().find(|known| known.change == about.change) {
            about.by.clone_from(&known.by);
        }
    }
}
