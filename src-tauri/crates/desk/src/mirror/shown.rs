//! Files that hold what changed since a baseline, and the open comments, as CriticMarkup. Others may edit words and marks
//! alike: the text of such a file is the one with all its changes taken, and a comment that was written there is kept.

use crate::review::Against;
use crate::review::passage::{cut, pointed_at};
use crate::service::hold;
use crate::session::Session;
use crate::source::read_markdown;
use crate::{Desk, Error};
use markdown::critic::{self, Comment};
use model::review::{Act, Anchor, CommentKind, Role};
use model::{Field, Person, Piece, PieceId};

/// A file, read.
pub(super) struct Read {
    /// The piece without marks.
    pub(super) piece: Piece,
    /// Its comments, with their text.
    comments: Vec<(Field, Comment)>,
}

/// Reads the text of a file; `with_marks` says whether it was written with marks.
pub(super) fn read(text: &str, with_marks: bool) -> Read {
    let mut piece = read_markdown(text);
    let mut comments = Vec::new();
    if with_marks {
        for field in Field::ALL {
            let found = critic::read(piece.text(field));
            comments.extend(found.comments.into_iter().filter(|comment| !comment.note).map(|comment| (field, comment)));
            *piece.text_mut(field) = found.after;
        }
    }
    Read { piece, comments }
}

/// Reads the text of a file that nobody knows yet: marks in it are marks.
pub(super) fn adopted(mut understood: crate::source::Understood) -> crate::source::Understood {
    crate::review::unmark(&mut understood);
    understood
}

/// The piece as its file shows it: against the baseline of a role, or clean.
pub(super) fn piece(desk: &Desk, session: &Session, show: Option<&Role>) -> Result<Piece, Error> {
    let Some(role) = show else { return Ok(session.piece()) };
    desk.sight(session)?.marked_piece(Some(&Against::Role { role: role.clone() }), role).map(|(piece, _)| piece)
}

impl Desk {
    /// Keeps the comments that somebody wrote into a file, signed by the file.
    pub(super) fn comments_of_file(&self, id: PieceId, source: &str, base: &Read, theirs: &Read) -> Result<(), Error> {
        let mut known: Vec<&(Field, Comment)> = base.comments.iter().collect();
        let new: Vec<&(Field, Comment)> = theirs
            .comments
            .iter()
            .filter(|(field, comment)| {
                let same = known.iter().position(|(other, old)| other == field && old.text == comment.text);
                same.map(|at| known.remove(at)).is_none() && !comment.text.trim().is_empty()
            })
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let person = Person { name: source.to_owned(), initials: "→".into() };
        guard.renew_peer()?;
        for (field, comment) in new {
            let anchor = place(&guard, *field, theirs.piece.text(*field), comment);
            let text = comment.text.trim().to_owned();
            let act = Act::Comment { anchor, text, kind: CommentKind::Comment, to: None };
            guard.manuscript.record(self.new_id().to_string(), self.now(), person.clone(), None, act)?;
        }
        guard.signing = Some(person);
        let logged = self.log_change(&mut guard, "comment", Vec::new());
        guard.signing = None;
        guard.renew_peer()?;
        drop(guard);
        if let Some(pending) = logged? {
            pending.wait()?;
        }
        self.emit(crate::Event::ReviewChanged { id });
        Ok(())
    }
}

/// Where a comment of a file hangs in the text as it is now: at its words, if they stand there once; else at the text.
/// One that stands at a point is about the word in front of it.
fn place(session: &Session, field: Field, theirs: &str, comment: &Comment) -> Anchor {
    let at = pointed_at(theirs, comment.after.clone());
    let words = cut(theirs, at.start, at.end).unwrap_or_default();
    let now = session.manuscript.text(field);
    let at = if now == theirs { Some(at.start) } else { only(now, words) };
    match at {
        Some(at) if !words.trim().is_empty() => {
            session.manuscript.anchor(field, at..at + model::utf16_len(words.trim_end()))
        }
        _ => Anchor { field: Some(field), ..Anchor::default() },
    }
}

/// The only place of words in a text, UTF-16 units.
fn only(text: &str, words: &str) -> Option<u32> {
    let mut places = text.match_indices(words);
    let (at, _) = places.next()?;
    places.next().is_none().then(|| model::utf16_len(&text[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_marks_is_read_as_with_all_changes_taken() {
        let text = "---\nheadline: The {--last --}ferry\n---\n\nIt {~~runs~>ran~~} at {==nine==}{>>Ten?<<}.\n";
        let found = read(text, true);
        assert_eq!((found.piece.headline.as_str(), found.piece.body.as_str()), ("The ferry", "It ran at nine."));
        assert_eq!(found.comments.len(), 1);
        assert!(read(text, false).piece.body.contains("{~~"), "marks in a clean file are its author's words");
    }
}
