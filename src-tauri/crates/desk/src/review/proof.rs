//! The proof: a piece with its open changes and comments as printed marks.

use crate::print::{Job, Printing, article, first};
use crate::review::sight::Sight;
use crate::review::{Against, Comment};
use crate::service::hold;
use crate::{Archive, Desk, Error, ExportFormat, PrintedPiece};
use manuscript::{compare, to_critic};
use markdown::critic::{self, Critic, SpanKind};
use model::content::Inline;
use model::review::{Found, Role};
use model::{Field, OutletProfile, Piece, PieceId};
use press::{Kind, Remark, marks};
use std::collections::VecDeque;

impl Sight<'_> {
    /// The proof of a piece against a baseline.
    pub(crate) fn proof(&self, against: Option<&Against>, role: &Role, profile: &OutletProfile) -> Result<Job, Error> {
        let held = self.held(against, role)?;
        let comments: Vec<Comment> = self.comments().into_iter().filter(|comment| !comment.resolved).collect();
        let mut piece = self.session.piece();
        let mut remarks = Vec::new();
        let left: Vec<&Comment> = comments.iter().filter(|comment| is_about_the_whole(comment)).collect();
        for field in Field::ALL {
            let before = marks::plain(held.baseline.texts.get(&field).map_or("", String::as_str));
            let now = marks::plain(self.session.manuscript.text(field));
            let changed = critic::read(&to_critic(&compare(&before, &now)));
            let own = comments.iter().filter(|comment| comment.field == Some(field) && !is_about_the_whole(comment));
            let mut hung = Vec::new();
            for comment in own {
                let range = comment.range.unwrap_or((0, model::utf16_len(&now)));
                hung.push((range, remarks.len()));
                remarks.push(remark(comment));
            }
            for moved in changed.comments.iter().filter(|comment| comment.note) {
                hung.push(((moved.after.start, moved.after.start), remarks.len()));
                remarks.push(Remark { by: String::new(), text: moved.text.clone() });
            }
            *piece.text_mut(field) = marked(&changed, &hung);
        }
        let now = self.session.piece();
        let pictures = (self.pictures)(&now.body);
        let printing = Printing { is_final: true, pictures: Some(&pictures), ..Printing::default() };
        let mut article = article(&piece, profile, Kind::Proof, &printing);
        article.title = first(&[&now.headlines.print, &now.headline, "Untitled"]).to_owned();
        article.authors = wire::public_authors(&now);
        article.running = format!("{} · changes since {}", article.running, held.choice.label);
        article.remarks = remarks;
        if !left.is_empty() {
            let text =
                left.iter().map(|comment| remark(comment)).map(|remark| format!("{} {}", remark.by, remark.text));
            let mut runs = Vec::new();
            for line in text {
                runs.extend((!runs.is_empty()).then_some(Inline::Break));
                runs.push(Inline::Text(line));
            }
            article.notes.push(press::Note {
                label: "Comments on the piece".into(),
                text: runs,
                italic: false,
                wide: true,
            });
        }
        Ok(Job::new(article, &now, profile, Kind::Proof, &[]))
    }
}

/// Whether a comment has no passage of its own: it is about the piece, or its words are gone.
pub(crate) fn is_about_the_whole(comment: &Comment) -> bool {
    comment.field.is_none() || comment.found == Found::Gone
}

/// A comment with its answers, as it is printed.
fn remark(comment: &Comment) -> Remark {
    let mut text = comment.text.clone();
    if comment.found == Found::Gone && !comment.quote.is_empty() {
        text = format!("(on “{}”, which is gone) {text}", comment.quote);
    }
    for reply in &comment.replies {
        text.push_str(&format!(" — {}: {}", reply.by.name, reply.text));
    }
    Remark { by: format!("{}:", comment.by.name), text }
}

/// One step of a text with marks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Char(char),
    Open(char),
    Close(char),
    Remark(char),
}

/// A text with nothing but marks behind the passages (UTF-16 units) of comments by their numbers.
pub(crate) fn with_remarks(text: &str, comments: &[((u32, u32), usize)]) -> String {
    let text = marked(&critic::read(&to_critic(&compare(text, text))), comments);
    text.chars().filter(|c| !matches!(*c, marks::PASSAGE | marks::PASSAGE_END)).collect()
}

/// The text now with what was removed in its old place, and marks around all that changed; comments hang behind their
/// passages (UTF-16 units of the text now).
fn marked(critic: &Critic, comments: &[((u32, u32), usize)]) -> String {
    // At one place first ends what came before, then comes what is gone, then begins what is new.
    let mut events: Vec<(u32, u8, Vec<Step>)> = Vec::new();
    let mut mark = |at: u32, order: u8, steps: Vec<Step>| events.push((at, order, steps));
    for span in &critic.spans {
        let removed = matches!(span.kind, SpanKind::Removed | SpanKind::Replaced);
        if removed {
            let gone = cut(&critic.before, &span.before);
            mark(span.after.start, 3, vec_of_removed(&gone));
        }
        if matches!(span.kind, SpanKind::Inserted | SpanKind::Replaced) && !span.after.is_empty() {
            let new = cut(&critic.after, &span.after);
            let mut open = vec![Step::Open(marks::INSERTED)];
            if new.trim().is_empty() && new.contains('\n') {
                open.push(Step::Char('¶'));
            }
            mark(span.after.start, 5, open);
            mark(span.after.end, 0, vec![Step::Close(marks::INSERTED_END)]);
        }
    }
    for ((from, to), number) in comments {
        let Some(sign) = marks::remark(*number) else { continue };
        if to > from {
            mark(*from, 4, vec![Step::Open(marks::PASSAGE)]);
            mark(*to, 1, vec![Step::Close(marks::PASSAGE_END)]);
        }
        mark(*to, 2, vec![Step::Remark(sign)]);
    }
    events.sort_by_key(|(at, order, _)| (*at, *order));
    let mut events: VecDeque<_> = events.into();
    let mut steps = Vec::new();
    let mut unit = 0u32;
    let mut due = |unit: u32, steps: &mut Vec<Step>| {
        while events.front().is_some_and(|(at, _, _)| *at <= unit) {
            steps.extend(events.pop_front().map(|(_, _, due)| due).unwrap_or_default());
        }
    };
    for c in critic.after.chars() {
        due(unit, &mut steps);
        steps.push(Step::Char(c));
        unit += u32::try_from(c.len_utf16()).unwrap_or(1);
    }
    due(u32::MAX, &mut steps);
    written(&steps)
}

fn vec_of_removed(gone: &str) -> Vec<Step> {
    let mut steps = vec![Step::Open(marks::REMOVED)];
    steps.extend(gone.chars().map(Step::Char));
    steps.push(Step::Close(marks::REMOVED_END));
    steps
}

/// Steps as Markdown. A mark never stands in front of what makes a line a heading, a list or a quotation; it would be a
/// paragraph then. The end of a change stands before the line's end, for the same reason.
fn written(steps: &[Step]) -> String {
    let mut out = String::new();
    let mut at_line_start = true;
    let mut in_removed = false;
    let mut at = 0;
    while at < steps.len() {
        if at_line_start {
            let (end, waiting) = line_prefix(steps, at, &mut out);
            at_line_start = false;
            for step in waiting {
                put(&mut out, &step, &mut in_removed);
            }
            at = end;
            continue;
        }
        match &steps[at] {
            Step::Char('\n') if in_removed && !removed_is_whole(steps, at) => {
                // The end of a paragraph that was joined to the next one.
                if !out.ends_with("¶ ") {
                    out.push_str("¶ ");
                }
            }
            Step::Char('\n') => {
                out.push('\n');
                at_line_start = true;
            }
            step => put(&mut out, step, &mut in_removed),
        }
        at += 1;
    }
    out
}

fn put(out: &mut String, step: &Step, in_removed: &mut bool) {
    match step {
        Step::Char(c) | Step::Remark(c) => out.push(*c),
        Step::Open(c) => {
            *in_removed |= *c == marks::REMOVED;
            out.push(*c);
        }
        Step::Close(c) => {
            if *c == marks::REMOVED_END {
                *in_removed = false;
            }
            // Line ends that belong to the change stay behind its end.
            let words = out.trim_end_matches('\n').len();
            out.insert(words, *c);
        }
    }
}

/// Whether a removed stretch ends at a line's end: then its line ends are those of whole paragraphs.
fn removed_is_whole(steps: &[Step], at: usize) -> bool {
    let end =
        steps[at..].iter().position(|step| *step == Step::Close(marks::REMOVED_END)).map_or(steps.len(), |n| at + n);
    let before = steps[..at].iter().rposition(|step| *step == Step::Open(marks::REMOVED));
    let starts = before
        .is_none_or(|before| before == 0 || steps[..before].iter().rev().find_map(char_of).is_none_or(|c| c == '\n'));
    let ends = matches!(steps[..end].last(), Some(Step::Char('\n'))) || steps[end..].iter().find_map(char_of).is_none();
    starts && ends
}

fn char_of(step: &Step) -> Option<char> {
    match step {
        Step::Char(c) => Some(*c),
        _ => None,
    }
}

/// Writes what makes a line what it is, and gives the marks that were in front of it or inside of it.
fn line_prefix(steps: &[Step], from: usize, out: &mut String) -> (usize, Vec<Step>) {
    let line: String = steps[from..].iter().filter_map(char_of).take_while(|c| *c != '\n').take(60).collect();
    let mut left = prefix_len(&line);
    let (mut at, mut waiting) = (from, Vec::new());
    while let Some(step) = steps.get(at) {
        match step {
            Step::Char(c) if left > 0 => {
                out.push(*c);
                left -= 1;
            }
            // A blank line has no place for a mark.
            Step::Char('\n') if !waiting.is_empty() && waiting.iter().all(|step| matches!(step, Step::Open(_))) => {
                out.push('\n');
                let line: String =
                    steps[at + 1..].iter().filter_map(char_of).take_while(|c| *c != '\n').take(60).collect();
                left = prefix_len(&line);
            }
            Step::Char(_) => break,
            mark => waiting.push(mark.clone()),
        }
        at += 1;
    }
    (at, waiting)
}

/// Characters at the start of a line that make it a heading, a list, a quotation, a footnote or a row.
fn prefix_len(line: &str) -> usize {
    let chars: Vec<char> = line.chars().collect();
    let mut at = 0;
    loop {
        let start = at;
        while chars.get(at) == Some(&' ') {
            at += 1;
        }
        let rest = &chars[at..];
        let run = |is: fn(char) -> bool| rest.iter().take_while(|c| is(**c)).count();
        let (hashes, digits) = (run(|c| c == '#'), run(|c| c.is_ascii_digit()));
        let space_at = |n: usize| rest.get(n) == Some(&' ');
        at += match rest.first() {
            Some('>' | '|') => 1,
            Some('#') if hashes <= 6 && space_at(hashes) => hashes + 1,
            Some('-' | '*' | '+') if space_at(1) => 2,
            Some(_)
                if (1..=9).contains(&digits) && matches!(rest.get(digits), Some('.' | ')')) && space_at(digits + 1) =>
            {
                digits + 2
            }
            Some('[') if rest.get(1) == Some(&'^') => {
                rest.windows(2).position(|pair| pair == [']', ':']).map_or(0, |end| end + 2)
            }
            _ => 0,
        };
        if at == start || at >= chars.len() {
            return at.min(chars.len());
        }
        if chars[start..at].iter().all(|c| *c == ' ') {
            return at;
        }
    }
}

/// A stretch of a text by UTF-16 units.
fn cut(text: &str, range: &std::ops::Range<u32>) -> String {
    let mut unit = 0u32;
    let mut out = String::new();
    for c in text.chars() {
        if unit >= range.end {
            break;
        }
        if unit >= range.start {
            out.push(c);
        }
        unit += u32::try_from(c.len_utf16()).unwrap_or(1);
    }
    out
}

impl Archive {
    /// A piece as a PDF with its open changes and comments as printed marks.
    ///
    /// # Errors
    /// When there is no such piece or baseline.
    pub fn proof(
        &self,
        id: PieceId,
        against: Option<Against>,
        role: &Role,
        profile: &OutletProfile,
    ) -> Result<PrintedPiece, Error> {
        self.with_sight(id, |sight| sight.proof(against.as_ref(), role, profile))?.pdf()
    }
}

impl Desk {
    /// A piece as a PDF with its open changes and comments as printed marks: the changes since a baseline, or since
    /// the editor agreed.
    ///
    /// # Errors
    /// When there is no such piece or baseline.
    pub(crate) fn proof_export(&self, id: PieceId, against: Option<&Against>) -> Result<crate::Export, Error> {
        let (job, piece) = self.proof_job(id, against, None)?;
        Ok(crate::Export {
            text: String::new(),
            bytes: job.pdf()?.bytes,
            file_name: crate::outgoing::file_name(&piece, ExportFormat::Proof),
            words: piece.word_count,
        })
    }

    /// What the proof is set from, in the design of an outlet, or of the piece's own. The piece is held while it is read, and free while
    /// it is set.
    pub(crate) fn proof_job(
        &self,
        id: PieceId,
        against: Option<&Against>,
        outlet: Option<&OutletProfile>,
    ) -> Result<(Job, Piece), Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        let sight = self.sight(&session)?;
        let profile = outlet.cloned().unwrap_or_else(|| sight.outlet().0);
        Ok((sight.proof(against, &Role::Editor, &profile)?, session.piece()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text with marks says, with letters for the marks.
    fn shown(before: &str, now: &str, comments: &[((u32, u32), usize)]) -> String {
        let read = critic::read(&to_critic(&compare(before, now)));
        assert_eq!((read.before.as_str(), read.after.as_str()), (before, now));
        marked(&read, comments)
            .chars()
            .map(|c| match c {
                marks::INSERTED => '⟨',
                marks::INSERTED_END => '⟩',
                marks::REMOVED => '[',
                marks::REMOVED_END => ']',
                marks::PASSAGE => '(',
                marks::PASSAGE_END => ')',
                c if marks::is_mark(c) => '#',
                c => c,
            })
            .collect()
    }

    #[test]
    fn changes_inside_of_a_paragraph_stand_beside_each_other() {
        assert_eq!(
            shown("The old ferry sails tonight.", "The new ferry sails tonight.", &[]),
            "The [old]⟨new⟩ ferry sails tonight."
        );
    }

    #[test]
    fn a_mark_never_stands_in_front_of_what_makes_a_line() {
        let before = "One paragraph stays.\n\nAnother one stays too.";
        let now = "One paragraph stays.\n\n## A crosshead that is new\n\n- and an item\n\nAnother one stays too.";
        let found = shown(before, now, &[]);
        assert!(found.contains("\n## ⟨A crosshead that is new"), "{found}");
        assert!(found.lines().all(|line| !line.starts_with(['⟨', '⟩']) || !line.contains("- ")), "{found}");
        let gone = shown(now, before, &[]);
        assert!(gone.contains("\n## [A crosshead that is new"), "{gone}");
    }

    #[test]
    fn a_comment_hangs_behind_its_passage() {
        assert_eq!(shown("The ferry sails.", "The ferry sails.", &[((4, 9), 0)]), "The (ferry)# sails.");
    }

    #[test]
    fn a_prefix_is_what_makes_a_line() {
        for (line, len) in
            [("## A", 3), ("- a", 2), ("12. a", 4), ("> - a", 4), ("a", 0), ("12 a", 0), ("[^1]: a", 6), ("**b**", 0)]
        {
            assert_eq!(prefix_len(line), len, "{line}");
        }
    }
}
