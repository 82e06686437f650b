//! CriticMarkup: a piece with its open changes and comments as one Markdown file, and back.

use crate::marked::{Marked, Remark, Spot};
use crate::review::passage::pointed_at;
use crate::review::sight::Sight;
use crate::review::{Against, Comment};
use crate::source::Understood;
use crate::{Archive, Error};
use manuscript::{compare, to_critic};
use markdown::critic::{self, SpanKind};
use model::critic::{Segment, write};
use model::review::{Found, Role};
use model::{Field, Piece, PieceId, ReceiptEntry, ReceiptKind};
use std::path::Path;

/// A piece as a file with marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriticFile {
    /// Markdown with front matter.
    pub text: String,
    /// Open comments that have no place in it, since they are about the piece or their words are gone.
    pub left_out: u32,
}

impl Sight<'_> {
    /// The piece with its open changes and comments as marks, as a file.
    fn critic(&self, against: Option<&Against>, role: &Role) -> Result<CriticFile, Error> {
        let (piece, left_out) = self.marked_piece(against, role)?;
        Ok(CriticFile { text: as_file(piece, &self.session.piece()), left_out })
    }

    /// The piece with its open changes and comments as marks, and how many comments have no place in it.
    pub(crate) fn marked_piece(&self, against: Option<&Against>, role: &Role) -> Result<(Piece, u32), Error> {
        let held = self.held(against, role)?;
        let comments: Vec<Comment> = self.comments().into_iter().filter(|comment| !comment.resolved).collect();
        let mut piece = self.session.piece();
        let mut placed = 0;
        for field in Field::ALL {
            let before = held.baseline.texts.get(&field).map_or("", String::as_str);
            let now = self.session.manuscript.text(field);
            let own: Vec<critic::Comment> =
                comments.iter().filter(|comment| comment.field == Some(field)).filter_map(|c| note(c, now)).collect();
            placed += own.len();
            *piece.text_mut(field) = critic::write(&to_critic(&compare(before, now)), &own);
        }
        let left_out = u32::try_from(comments.len() - placed).unwrap_or(u32::MAX);
        Ok((piece, left_out))
    }
}

fn note(comment: &Comment, text: &str) -> Option<critic::Comment> {
    let after = match (comment.range, comment.found) {
        (_, Found::Gone) => return None,
        (Some((from, to)), _) => from..to,
        (None, _) => 0..model::utf16_len(text),
    };
    Some(critic::Comment { after, text: comment.text.clone(), note: false })
}

impl Archive {
    /// A piece as a Markdown file with its open changes and comments as CriticMarkup. Who made them and when has no place
    /// in it, nor have answers.
    ///
    /// # Errors
    /// When there is no such piece or baseline.
    pub fn critic(&self, id: PieceId, against: Option<Against>, role: &Role) -> Result<CriticFile, Error> {
        self.with_sight(id, |sight| sight.critic(against.as_ref(), role))
    }
}

/// A file with tracked changes or comments as a Markdown file with CriticMarkup; none when it has neither. The desk is not
/// touched.
///
/// # Errors
/// A sentence for every file that can't be read.
pub fn critic_of_file(path: &Path) -> Result<Option<CriticFile>, Error> {
    let understood = crate::source::understand_file(path)?;
    let Some(marked) = &understood.marked else { return Ok(None) };
    let plain = understood.piece;
    let mut piece = plain.clone();
    let mut placed = 0;
    for field in Field::ALL {
        let before = marked.before.get(&field).map_or("", String::as_str);
        let now = plain.text(field).to_owned();
        let remarks = marked.remarks.iter().filter(|remark| !remark.resolved);
        let own: Vec<critic::Comment> = remarks
            .filter_map(|remark| {
                let after = marked.in_text(remark, field, &now)?;
                Some(critic::Comment { after, text: remark.text.clone(), note: false })
            })
            .collect();
        placed += own.len();
        *piece.text_mut(field) = critic::write(&to_critic(&compare(before, &now)), &own);
    }
    let open = marked.remarks.iter().filter(|remark| !remark.resolved).count();
    let left_out = u32::try_from(open - placed).unwrap_or(u32::MAX);
    Ok(Some(CriticFile { text: as_file(piece, &plain), left_out }))
}

/// A piece with marks as a file; `plain` is the piece as it reads with all of them taken. Without any change or comment
/// it is the plain piece, since a file without marks is read to the last backslash.
pub(crate) fn as_file(mut marked: Piece, plain: &Piece) -> String {
    let has_marks = |piece: &Piece| Field::ALL.into_iter().any(|field| critic::read(piece.text(field)).is_marked);
    if has_marks(&marked) {
        return markdown::write_markdown(&marked);
    }
    if !has_marks(plain) {
        return markdown::write_markdown(plain);
    }
    // Words that pose as marks keep their backslashes, and one mark that changes nothing says what these are.
    if let Some(field) = Field::ALL.into_iter().find(|field| !plain.text(*field).is_empty()) {
        let text = plain.text(field);
        let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        let first = Segment::Change { removed: first.to_owned(), inserted: first.to_owned() };
        *marked.text_mut(field) = write(&[first, Segment::Same(rest.to_owned())]);
    }
    markdown::write_markdown(&marked)
}

/// Takes the marks out of a file that was understood, if it has any: the text is as with all changes taken.
pub(crate) fn unmark(understood: &mut Understood) {
    let read: Vec<(Field, critic::Critic)> =
        Field::ALL.into_iter().map(|field| (field, critic::read(understood.piece.text(field)))).collect();
    // What only looks like marks is text, to the last backslash.
    if !read.iter().any(|(_, critic)| critic.is_marked) {
        return;
    }
    if understood.piece.slugline == model::slugify(&understood.piece.headline) {
        let clean = read.iter().find(|(field, _)| *field == Field::Headline).map(|(_, critic)| critic.after.as_str());
        let slugline = model::slugify(clean.unwrap_or_default());
        if !slugline.is_empty() {
            understood.piece.slugline = slugline;
        }
    }
    let mut marked = Marked::default();
    let (mut changes, mut notes) = (0usize, 0usize);
    for (field, critic) in read {
        changes += critic.spans.iter().filter(|span| is_change(span.kind)).count();
        for problem in &critic.problems {
            // Its line is of the text alone, and a file has furniture in front.
            let says = problem.to_string();
            let says = says.split_once(": ").map_or(says.as_str(), |(_, says)| says);
            understood
                .receipt
                .push(ReceiptEntry::new(ReceiptKind::Kept, field.name(), "critic.unreadable").saying(says));
        }
        for comment in critic.comments.into_iter().filter(|comment| !comment.note) {
            notes += 1;
            let spot = Spot::Now(field, pointed_at(&critic.after, comment.after));
            let (quote, replies) = (String::new(), Vec::new());
            marked.remarks.push(Remark { spot, quote, by: None, text: comment.text, replies, resolved: false });
        }
        if !critic.before.is_empty() {
            marked.before.insert(field, critic.before);
        }
        *understood.piece.text_mut(field) = critic.after;
    }
    let many = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let says = format!("{}, {}", many(changes, "change"), many(notes, "comment"));
    understood.receipt.push(ReceiptEntry::new(ReceiptKind::Recognised, "changes", "critic.marks").saying(says));
    let nobody = "CriticMarkup does not say who made a change or a comment, and when";
    understood
        .receipt
        .push(ReceiptEntry::new(ReceiptKind::Dropped, "people and times", "critic.people").saying(nobody));
    crate::source::recount(&mut understood.piece);
    understood.marked = Some(marked);
}

fn is_change(kind: SpanKind) -> bool {
    matches!(kind, SpanKind::Inserted | SpanKind::Removed | SpanKind::Replaced)
}
