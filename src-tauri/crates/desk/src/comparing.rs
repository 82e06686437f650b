//! The difference between two moments of a piece, or between two pieces, field by field.

use crate::page::PageState;
use crate::past::{MomentId, Past};
use crate::service::hold;
use crate::{Archive, Desk, Error, Preview};
use manuscript::{Comparison, Counts, Run, RunKind, compare};
use model::{Field, Person, Piece, PieceId};
use serde::Serialize;
use std::collections::HashMap;

/// The difference between two pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The fields that have words on either side, in page order; unchanged ones too.
    pub fields: Vec<ComparedField>,
    /// Other values that differ.
    pub details: Vec<DetailChange>,
    /// How much changed, over all fields.
    pub counts: Counts,
    /// Who signed changes between the two moments, in the order of the first one.
    pub people: Vec<Person>,
}

/// The difference of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedField {
    /// Which one.
    pub field: Field,
    /// The difference.
    pub comparison: Comparison,
    /// For each paragraph, its runs with who wrote what came in.
    pub runs: Vec<Vec<ComparedRun>>,
}

/// A stretch of words, and who wrote it where it came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedRun {
    /// Whether it stayed, went or came.
    pub kind: RunKind,
    /// The words.
    pub text: String,
    /// Who wrote inserted words; none where nobody is known.
    pub person: Option<Person>,
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailChange {
    /// Its front-matter key: `outlet`, `published` …
    pub name: &'static str,
    /// Before; empty for none.
    pub before: String,
    /// After; empty for none.
    pub after: String,
}

/// Who wrote stretches of a text, UTF-16 units.
pub type Authors = Vec<(u32, u32, Option<Person>)>;

/// Compares two pieces. `authors` knows who wrote the words of the second one.
pub(crate) fn compare_pieces(a: &Piece, b: &Piece, authors: impl Fn(Field) -> Authors) -> Compared {
    let mut counts = Counts::default();
    let mut fields = Vec::new();
    for field in Field::ALL {
        let (before, after) = (a.text(field), b.text(field));
        if before.trim().is_empty() && after.trim().is_empty() {
            continue;
        }
        let comparison = compare(before, after);
        counts.words_inserted += comparison.counts.words_inserted;
        counts.words_removed += comparison.counts.words_removed;
        counts.changes += comparison.counts.changes;
        counts.moved += comparison.counts.moved;
        let wrote =
            if comparison.counts.words_inserted + comparison.counts.changes > 0 { authors(field) } else { Vec::new() };
        let runs = comparison.paragraphs.iter().map(|p| p.runs.iter().flat_map(|run| named(run, &wrote)).collect());
        fields.push(ComparedField { field, runs: runs.collect(), comparison });
    }
    Compared { fields, details: details(a, b), counts, people: Vec::new() }
}

/// An inserted run, cut where its authors change; any other run as it is.
fn named(run: &Run, authors: &Authors) -> Vec<ComparedRun> {
    let (Some(start), RunKind::Inserted) = (run.after, run.kind) else {
        return vec![ComparedRun { kind: run.kind, text: run.text.clone(), person: None }];
    };
    let mut out: Vec<(String, Option<&Person>)> = Vec::new();
    let mut at = start;
    let mut index = authors.partition_point(|(_, to, _)| *to <= at);
    for c in run.text.chars() {
        while authors.get(index).is_some_and(|(_, to, _)| *to <= at) {
            index += 1;
        }
        let person = authors.get(index).and_then(|(_, _, person)| person.as_ref());
        match out.last_mut() {
            Some((text, last)) if *last == person => text.push(c),
            _ => out.push((c.to_string(), person)),
        }
        at += c.len_utf16() as u32;
    }
    out.into_iter().map(|(text, person)| ComparedRun { kind: run.kind, text, person: person.cloned() }).collect()
}

/// A value of a piece: its name, and how it reads.
type Value<'a> = (&'static str, &'a dyn Fn(&Piece) -> String);

fn details(a: &Piece, b: &Piece) -> Vec<DetailChange> {
    let date =
        |piece: &Piece| piece.published.printed.clone().or_else(|| piece.published.value.clone()).unwrap_or_default();
    let length = |piece: &Piece| piece.commissioned_length.map(|length| length.to_string()).unwrap_or_default();
    let authors = |piece: &Piece| {
        let named = piece.authors.iter().map(|author| match &author.role {
            Some(role) => format!("{} ({role})", author.name),
            None => author.name.clone(),
        });
        named.collect::<Vec<_>>().join(", ")
    };
    let extra = |piece: &Piece| {
        let entries = piece.extra.0.iter().map(|entry| format!("{}: {}", entry.key, entry.value));
        entries.collect::<Vec<_>>().join("; ")
    };
    let values: [Value<'_>; 11] = [
        ("slugline", &|piece| piece.slugline.clone()),
        ("outlet", &|piece| piece.outlet.name.clone()),
        ("tagline", &|piece| piece.outlet.tagline.clone()),
        ("published", &date),
        ("language", &|piece| piece.language.clone().unwrap_or_default()),
        ("stage", &|piece| piece.stage.name().to_owned()),
        ("commissioned_length", &length),
        ("tags", &|piece| piece.tags.join(", ")),
        ("embargo", &|piece| piece.embargo.clone().unwrap_or_default()),
        ("authors", &authors),
        ("extra", &extra),
    ];
    let changes = values.into_iter().map(|(name, get)| DetailChange { name, before: get(a), after: get(b) });
    changes.filter(|change| change.before != change.after).collect()
}

impl Past {
    /// The difference between two moments.
    pub(crate) fn compare(&self, a: MomentId, b: MomentId) -> Result<Compared, Error> {
        let (before, after) = (self.moment(a)?, self.moment(b)?);
        let (piece_a, piece_b) = (self.piece_of(&before, a), self.piece_of(&after, b));
        let mut compared = compare_pieces(&piece_a, &piece_b, |field| self.authors(&after, field));
        let between = self.log.iter().filter(|c| c.seq > a.min(b) && c.seq <= a.max(b) && c.bytes > 0);
        let mut last: Option<&Person> = None;
        for person in between.map(|change| &change.person) {
            if last != Some(person) && !compared.people.contains(person) {
                compared.people.push(person.clone());
            }
            last = Some(person);
        }
        Ok(compared)
    }
}

impl Desk {
    /// The difference between two moments of a piece.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn compare(&self, id: PieceId, a: MomentId, b: MomentId) -> Result<Compared, Error> {
        self.past(id)?.compare(a, b)
    }

    /// A piece as it was.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn piece_at(&self, id: PieceId, at: MomentId) -> Result<Piece, Error> {
        self.past(id)?.piece(at)
    }

    /// The difference between a moment and the text now, with the version of each text.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn compare_with_now(&self, id: PieceId, from: MomentId) -> Result<(Compared, HashMap<Field, u32>), Error> {
        let session = self.session(id)?;
        // Held until the log is read, so that nothing is written in between.
        let session = hold(&session);
        self.settle()?;
        let past = self.past(id)?;
        let versions = Field::ALL.into_iter().map(|field| (field, session.version(field))).collect();
        Ok((past.compare(from, past.now())?, versions))
    }

    /// Who wrote each letter of a field, in UTF-16 units, with the version of the text.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn authors(&self, id: PieceId, field: Field) -> Result<(u32, Authors), Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        self.settle()?;
        Ok((session.version(field), self.past(id)?.authors_now(field)))
    }

    /// The page of a piece as it was.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn page_at(&self, id: PieceId, at: MomentId) -> Result<Preview, Error> {
        Ok(PageState::of(&self.piece_at(id, at)?, &self.settings().profile, &|name| self.has_picture(name))
            .whole(id, 0))
    }
}

impl Archive {
    /// A piece as it was.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn piece_at(&self, id: PieceId, at: MomentId) -> Result<Piece, Error> {
        Past::read(self.reader(), id)?.piece(at)
    }

    /// The difference between two moments of a piece.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn compare(&self, id: PieceId, a: MomentId, b: MomentId) -> Result<Compared, Error> {
        Past::read(self.reader(), id)?.compare(a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_in_is_cut_where_its_authors_change() {
        let person = |name: &str| Some(Person { name: name.into(), initials: name.into() });
        let a = Piece { body: "One day.".into(), ..Piece::default() };
        let b = Piece { body: "One 🦆 fine day.".into(), language: Some("en".into()), ..Piece::default() };
        let compared = compare_pieces(&a, &b, |_| vec![(0, 4, person("A")), (4, 7, person("B")), (7, 16, person("C"))]);
        let inserted: Vec<_> = compared.fields[0].runs[0].iter().filter(|run| run.kind == RunKind::Inserted).collect();
        let names: Vec<_> =
            inserted.iter().map(|run| (run.text.as_str(), run.person.as_ref().map(|p| p.name.as_str()))).collect();
        assert_eq!(names, [("🦆 ", Some("B")), ("fine ", Some("C"))]);
        assert_eq!(compared.details, [DetailChange { name: "language", before: String::new(), after: "en".into() }]);
    }
}
