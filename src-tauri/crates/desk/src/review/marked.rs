//! A piece as a Word file with its changes since a baseline as tracked changes, and its comments.

use crate::review::Against;
use crate::review::passage::{cut, trimmed};
use crate::review::sight::Sight;
use crate::service::hold;
use crate::word_file::{WordFile, images, stamp_of, to_markdown, told};
use crate::{Archive, Desk, Error};
use manuscript::RunKind;
use model::review::{Anchor, CommentKind, CommentState, Found, Role, comments};
use model::{Field, Person, PieceId, ReceiptEntry, ReceiptKind};
use std::ops::Range;
use word::{Comment, Outgoing, Place, Stamp, Status, Text, Tracked};

impl Sight<'_> {
    /// The piece with its changes since a baseline and its comments, as values of a Word file; and what is not as it
    /// stands on the desk. Changes of which the log does not know whose they are carry the name of `me` and no time.
    fn word(
        &self,
        against: Option<&Against>,
        role: &Role,
        me: &Person,
    ) -> Result<(Outgoing, Vec<ReceiptEntry>), Error> {
        let held = self.held(against, role)?;
        let mut receipt = Vec::new();
        let person_of = self.person_of();
        let mut texts = Vec::new();
        let mut changes = 0usize;
        // Before anybody agreed to a text there is nothing to compare with, and all of it is no change.
        let is_based = against.is_some() || held.choice.at.is_some();
        for field in Field::ALL {
            let now = self.session.manuscript.text(field);
            if !is_based {
                if !now.is_empty() {
                    texts.push(Text { field, text: Tracked::plain(now) });
                }
                continue;
            }
            let runs = self.session.manuscript.marked(field, &held.baseline, &person_of);
            if runs.is_empty() {
                continue;
            }
            let mut text = Tracked::default();
            for (number, run) in runs.iter().enumerate() {
                let stamp = || match &run.by {
                    Some(by) => stamp_of(&by.name, run.at),
                    // Whoever made the change beside it; else whoever writes the file.
                    None => {
                        let near = |d: usize| {
                            let at = |i: usize| runs.get(i).and_then(|run| run.by.as_ref().map(|by| (by, run.at)));
                            number.checked_sub(d).and_then(at).or_else(|| at(number + d))
                        };
                        near(1).map_or_else(|| stamp_of(&me.name, 0), |(by, at)| stamp_of(&by.name, at))
                    }
                };
                let moved = run.moved.map(|from| format!("{}-{from}", field.name()));
                let status = match run.kind {
                    RunKind::Same => Status::Kept,
                    RunKind::Inserted => Status::Inserted(stamp()),
                    RunKind::Removed => Status::Removed(stamp()),
                };
                changes += usize::from(run.kind != RunKind::Same && !run.text.trim().is_empty());
                text.push(&run.text, status, moved);
            }
            texts.push(Text { field, text });
        }
        if changes > 0 {
            let says = format!("{changes} since {}", held.choice.label);
            receipt.push(ReceiptEntry::new(ReceiptKind::Kept, "tracked_changes", "word.changes").saying(says));
        }
        let said = self.said(&texts, &mut receipt);
        let piece = self.session.piece();
        let called: String = texts.iter().map(|text| text.text.union()).collect();
        let images = images(&(self.pictures)(&called));
        let outgoing =
            Outgoing { texts, comments: said, images, language: piece.language, title: piece.headline, seal: None };
        Ok((outgoing, receipt))
    }

    /// The comments that stand, each with its answers behind it.
    fn said(&self, texts: &[Text], receipt: &mut Vec<ReceiptEntry>) -> Vec<Comment> {
        let mut out: Vec<Comment> = Vec::new();
        let (mut queries, mut count) = (0u32, 0u32);
        for state in comments(self.records).into_iter().filter(|state| !state.deleted) {
            let mut words = state.text.clone();
            let place = match self.place(&state, texts) {
                Ok(place) => place,
                Err(quote) => {
                    let says = format!("“{quote}”: the words are gone, so the comment stands at the end of the file");
                    receipt.push(ReceiptEntry::new(ReceiptKind::Changed, "comment", "word.comment_moved").saying(says));
                    words = format!("On “{quote}”: {words}");
                    None
                }
            };
            let id = u32::try_from(out.len()).unwrap_or(u32::MAX);
            count += 1;
            queries += u32::from(state.kind == CommentKind::Query);
            let comment = |id, by: Stamp, initials: &str, text: &str, parent| Comment {
                id,
                by,
                initials: initials.to_owned(),
                text: to_markdown(text),
                resolved: state.resolved,
                parent,
                place: place.clone(),
                quoted: String::new(),
            };
            out.push(comment(id, stamp_of(&state.by.name, state.at), &state.by.initials, &words, None));
            for reply in state.replies.iter().filter(|reply| !reply.deleted) {
                let number = u32::try_from(out.len()).unwrap_or(u32::MAX);
                let by = stamp_of(&reply.by.name, reply.at);
                out.push(comment(number, by, &reply.by.initials, &reply.text, Some(id)));
            }
        }
        if count > 0 {
            let answers = out.len() - count as usize;
            let says = match answers {
                0 => count.to_string(),
                1 => format!("{count}, with 1 answer"),
                more => format!("{count}, with {more} answers"),
            };
            receipt.push(ReceiptEntry::new(ReceiptKind::Kept, "comments", "word.comments").saying(says));
        }
        if queries > 0 {
            let many = if queries == 1 { "1 query".to_owned() } else { format!("{queries} queries") };
            let says = format!("{many}: Word knows comments only, and asks nobody");
            receipt.push(ReceiptEntry::new(ReceiptKind::Changed, "queries", "word.queries").saying(says));
        }
        out
    }

    /// Where a comment hangs in the runs of its text; none for the piece as a whole. Words that are nowhere are given back.
    fn place(&self, state: &CommentState, texts: &[Text]) -> Result<Option<Place>, String> {
        let located = self.session.manuscript.locate(&state.anchor);
        let Some(field) = located.field.or(state.anchor.field) else { return Ok(None) };
        let Some(text) = texts.iter().find(|text| text.field == field) else {
            return if located.found == Found::Gone { Err(state.anchor.quote.clone()) } else { Ok(None) };
        };
        let found = match (located.found, located.at) {
            // An empty passage at the start stands for the whole text.
            (Found::Whole, _) | (_, None) => Some(0..0),
            (Found::Gone, Some(_)) => gone(&text.text, &state.anchor),
            (_, Some(at)) => {
                let now = self.session.manuscript.text(field);
                let words = trimmed(now, at.clone());
                let at = if words.is_empty() { at } else { words };
                let byte = |unit| cut(now, 0, unit).map(str::len);
                let range = byte(at.start).zip(byte(at.end));
                range.map(|(from, to)| in_runs(&text.text, from..to, Status::is))
            }
        };
        found.map(|range| Some(Place { field, range })).ok_or_else(|| state.anchor.quote.clone())
    }

    fn marked_file(&self, against: Option<&Against>, role: &Role, me: &Person) -> Result<WordFile, Error> {
        let (outgoing, mut receipt) = self.word(against, role, me)?;
        let written = word::write(&outgoing);
        receipt.extend(told(&outgoing, &written.bytes));
        receipt.extend(written.receipt);
        Ok(WordFile { bytes: written.bytes, receipt, name: self.session.slugline() })
    }
}

/// The words of an anchor among those that are gone, by the words around them: bytes of the union.
fn gone(text: &Tracked, anchor: &Anchor) -> Option<Range<usize>> {
    let before = text.rejected();
    let agrees = |at: usize| {
        let ahead = before[..at].chars().rev().zip(anchor.ahead.chars().rev()).take_while(|(a, b)| a == b).count();
        let rest = before[at + anchor.quote.len()..].chars();
        ahead + rest.zip(anchor.behind.chars()).take_while(|(a, b)| a == b).count()
    };
    let all = before.match_indices(&anchor.quote).take(1_000).map(|(at, _)| at);
    let places = all.map(|at| (agrees(at), in_runs(text, at..at + anchor.quote.len(), Status::was)));
    let removed = |range: &Range<usize>| text.in_accepted(range).is_empty();
    places.filter(|(_, range)| removed(range)).max_by_key(|(agrees, _)| *agrees).map(|(_, range)| range)
}

/// From the first to the last letter of a stretch of one reading, bytes of the union.
fn in_runs(text: &Tracked, range: Range<usize>, stands: fn(&Status) -> bool) -> Range<usize> {
    let (mut union, mut at) = (0usize, 0usize);
    let (mut start, mut end) = (None, 0);
    for run in &text.runs {
        if stands(&run.status) {
            let (first, last) = (at, at + run.text.len());
            if first < range.end && range.start < last {
                start = start.or(Some(union + range.start.saturating_sub(first)));
                end = union + range.end.min(last) - first;
            }
            at = last;
        }
        union += run.text.len();
    }
    start.map_or(union..union, |start| start..end)
}

impl Desk {
    /// A piece as a Word file with its changes since a baseline as tracked changes, and its comments.
    ///
    /// # Errors
    /// When there is no such piece or baseline.
    pub fn export_marked(&self, id: PieceId, against: Option<&Against>, role: &Role) -> Result<WordFile, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        self.sight(&session)?.marked_file(against, role, &self.person().0)
    }
}

impl Archive {
    /// As [`Desk::export_marked`].
    ///
    /// # Errors
    /// When there is no such piece or baseline.
    pub fn export_marked(&self, id: PieceId, against: Option<&Against>, role: &Role) -> Result<WordFile, Error> {
        let me = self.person();
        self.with_sight(id, |sight| sight.marked_file(against, role, &me))
    }
}
