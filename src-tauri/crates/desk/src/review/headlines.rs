//! Headlines: to whom they were shown, and what was said.

use crate::clock::rfc3339;
use crate::review::flow::plain;
use crate::review::sight::Sight;
use crate::review::{HeadlineAnswered, HeadlineShown};
use crate::service::hold;
use crate::{Desk, Error, ErrorKind};
use model::review::{Act, Answer, How, RecordId};
use model::{Field, Person, PieceId};

/// The headlines of a piece.
pub(crate) const HEADLINES: [Field; 4] =
    [Field::Headline, Field::HeadlinePrint, Field::HeadlineWeb, Field::HeadlineSocial];

impl Sight<'_> {
    /// The trail of the headlines, newest first.
    pub(crate) fn headlines(&self) -> Vec<HeadlineShown> {
        let shown = self.records.iter().rev().filter_map(|record| match &record.act {
            Act::HeadlineShown { field, text, to, how } => Some((record, *field, text, to, *how)),
            _ => None,
        });
        let view = |(record, field, text, to, how): (&model::review::Record, Field, &String, &String, How)| {
            let answers = self.records.iter().rev().filter_map(|later| match &later.act {
                Act::HeadlineAnswer { of, answer, note } if *of == record.id => Some(HeadlineAnswered {
                    answer: *answer,
                    note: note.clone(),
                    by: later.by.clone(),
                    at: rfc3339(later.at),
                }),
                _ => None,
            });
            let answers: Vec<HeadlineAnswered> = answers.collect();
            let is_now = self.session.manuscript.text(field) == text;
            let last = answers.first();
            let (answer, note) = (last.map(|last| last.answer), last.map_or(String::new(), |last| last.note.clone()));
            HeadlineShown {
                record: record.id.clone(),
                field,
                text: text.clone(),
                written_by: if is_now { self.writers(field) } else { Vec::new() },
                to: to.clone(),
                how,
                by: record.by.clone(),
                at: rfc3339(record.at),
                answer,
                note,
                answers,
                is_now,
            }
        };
        shown.map(view).collect()
    }

    /// Who wrote the letters of a text, those with most first.
    pub(crate) fn writers(&self, field: Field) -> Vec<Person> {
        let mut wrote: Vec<(Person, u32)> = Vec::new();
        for run in self.session.manuscript.authors(field) {
            let Some(person) = self.people.get(&run.peer) else { continue };
            match wrote.iter_mut().find(|(known, _)| known == person) {
                Some((_, letters)) => *letters += run.to - run.from,
                None => wrote.push((person.clone(), run.to - run.from)),
            }
        }
        wrote.sort_by_key(|(_, letters)| std::cmp::Reverse(*letters));
        wrote.into_iter().map(|(person, _)| person).collect()
    }
}

impl Desk {
    /// Keeps that a headline, as it reads now, is shown to somebody; gives the record.
    ///
    /// # Errors
    /// When the text is no headline or empty, or nobody is named.
    pub fn show_headline(&self, id: PieceId, field: Field, to: &str, how: How) -> Result<RecordId, Error> {
        let to = plain(to, 120)?;
        if to.is_empty() {
            return Err(Error::bad("To whom? Name the person who sees the headline."));
        }
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let text = guard.manuscript.text(field).to_owned();
        if !HEADLINES.contains(&field) || text.trim().is_empty() {
            return Err(Error::bad("There is no such headline to show."));
        }
        let record = self.put(&mut guard, None, Act::HeadlineShown { field, text, to, how })?;
        self.finish(guard, "headline")?;
        Ok(record.id)
    }

    /// Keeps what somebody said of a headline.
    ///
    /// # Errors
    /// When it was not shown.
    pub fn answer_headline(&self, id: PieceId, shown: &str, answer: Answer, note: &str) -> Result<(), Error> {
        let note = note.trim().chars().take(4000).collect();
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let known = guard
            .manuscript
            .records()
            .iter()
            .any(|record| record.id == shown && matches!(record.act, Act::HeadlineShown { .. }));
        if !known {
            return Err(Error::new(ErrorKind::NotFound, "This headline was not shown to anybody."));
        }
        self.put(&mut guard, None, Act::HeadlineAnswer { of: shown.to_owned(), answer, note })?;
        self.finish(guard, "headline")
    }
}
