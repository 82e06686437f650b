//! What the marks of a text say.

use super::parse::parse;
use super::place::named;
use super::{Comment, Critic, Span, SpanKind};
use model::critic::Segment;
use model::utf16_len;

/// Reads a text with marks. A text without any is its own `before` and `after`.
pub fn read(text: &str) -> Critic {
    let (segments, problems) = parse(text);
    let mut reader = Reader { critic: Critic { problems, ..Critic::default() }, ..Reader::default() };
    for (at, segment) in segments.iter().enumerate() {
        reader.segment(segment, segments.get(at + 1));
    }
    reader.critic
}

#[derive(Default)]
struct Reader {
    critic: Critic,
    /// The lengths of both texts so far, UTF-16 units.
    before: u32,
    after: u32,
    /// The highlight that is open: its number among the spans, and where its words start in the text after, in bytes.
    open: Option<(usize, usize)>,
    /// The highlight that a comment right here would stand on.
    closed: Option<usize>,
}

impl Reader {
    fn segment(&mut self, segment: &Segment, next: Option<&Segment>) {
        let (before, after) = (self.before, self.after);
        self.critic.is_marked |= !matches!(segment, Segment::Same(_));
        match segment {
            Segment::Same(text) => {
                self.push(text, text);
            }
            Segment::Change { removed, inserted } => {
                self.push(removed, inserted);
                let (kind, text) = match (removed.is_empty(), inserted.is_empty()) {
                    // The writer hides code that a comment cuts in a mark that changes nothing.
                    _ if removed == inserted => return,
                    (true, _) => (SpanKind::Inserted, inserted),
                    (_, true) => (SpanKind::Removed, removed),
                    _ => (SpanKind::Replaced, inserted),
                };
                let span = Span { kind, before: before..self.before, after: after..self.after, text: text.clone() };
                self.critic.spans.push(span);
            }
            Segment::Open => {
                self.open = Some((self.critic.spans.len(), self.critic.after.len()));
                self.closed = None;
                let (kind, text) = (SpanKind::Highlight, String::new());
                self.critic.spans.push(Span { kind, before: before..before, after: after..after, text });
            }
            Segment::Close => {
                self.closed = self.open.take().map(|(number, start)| {
                    let span = &mut self.critic.spans[number];
                    (span.before.end, span.after.end) = (before, after);
                    self.critic.after[start..].clone_into(&mut span.text);
                    number
                });
            }
            Segment::Comment(words) => {
                self.comment(words, matches!(next, Some(Segment::Change { .. })));
            }
        }
    }

    fn push(&mut self, before: &str, after: &str) {
        self.critic.before.push_str(before);
        self.critic.after.push_str(after);
        self.before += utf16_len(before);
        self.after += utf16_len(after);
        self.closed = None;
    }

    fn comment(&mut self, words: &str, change_follows: bool) {
        let point = self.after..self.after;
        let span = Span {
            kind: SpanKind::Comment,
            before: self.before..self.before,
            after: point.clone(),
            text: String::new(),
        };
        let highlight = self.closed.map(|number| self.critic.spans[number].after.clone());
        let named = named(words).filter(|(passage, _)| self.critic.after.ends_with(passage.as_str()));
        let (after, text) = match named {
            Some((passage, words)) => (self.after - utf16_len(&passage)..self.after, words),
            None => (highlight.unwrap_or(point), words),
        };
        self.critic.spans.push(Span { text: text.to_owned(), ..span });
        let note = change_follows && is_note(words);
        self.critic.comments.push(Comment { after, text: text.to_owned(), note });
    }
}

/// What our writer says of a paragraph that moved.
fn is_note(words: &str) -> bool {
    let number = words.strip_prefix("moved to paragraph ").or_else(|| words.strip_prefix("moved here from paragraph "));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}
