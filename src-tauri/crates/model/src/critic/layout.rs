//! Where the segments of a text lie once their marks stand between them, before anything is escaped.

use super::{Code, CodeSpan, Segment};
use std::ops::Range;

/// The text with its marks.
pub(super) struct Layout {
    /// Everything in a row.
    pub(super) text: String,
    /// For each segment: its bytes, marks included, and whether code is looked for in it.
    pub(super) places: Vec<(Range<usize>, bool)>,
    /// The bytes of marks.
    pub(super) marks: Vec<Range<usize>>,
}

impl Layout {
    pub(super) fn of(segments: &[Segment]) -> Self {
        let mut out = Layout { text: String::new(), places: Vec::with_capacity(segments.len()), marks: Vec::new() };
        let mut inside = false;
        for segment in segments {
            let start = out.text.len();
            let mut plain = false;
            match segment {
                Segment::Same(text) => {
                    plain = !inside;
                    out.text.push_str(text);
                }
                Segment::Change { removed, inserted } => match (removed.is_empty(), inserted.is_empty()) {
                    (true, true) => {}
                    (false, true) => out.marked("{--", removed, "--}"),
                    (true, false) => out.marked("{++", inserted, "++}"),
                    (false, false) => {
                        out.mark("{~~");
                        out.text.push_str(removed);
                        out.marked("~>", inserted, "~~}");
                    }
                },
                Segment::Comment(words) => out.marked("{>>", words, "<<}"),
                Segment::Open | Segment::Close => {
                    inside = matches!(segment, Segment::Open);
                    out.mark(if inside { "{==" } else { "==}" });
                }
            }
            out.places.push((start..out.text.len(), plain));
        }
        out
    }

    fn mark(&mut self, mark: &str) {
        self.marks.push(self.text.len()..self.text.len() + mark.len());
        self.text.push_str(mark);
    }

    fn marked(&mut self, open: &str, text: &str, close: &str) {
        self.mark(open);
        self.text.push_str(text);
        self.mark(close);
    }

    /// The code that starts outside of marks, with the number of the segment in which it starts. A stretch of code that
    /// runs into a mark is in the list too; the search goes on where the mark ends.
    pub(super) fn code(&self) -> Vec<(usize, Range<usize>, CodeSpan)> {
        let code = Code::new(&self.text);
        let bytes = self.text.as_bytes();
        let (mut found, mut from) = (Vec::new(), 0);
        for (number, (place, _)) in self.places.iter().enumerate().filter(|(_, (_, plain))| *plain) {
            let mut at = place.start.max(from);
            while at < place.end {
                let may = bytes[at] == b'`' || at == 0 || bytes[at - 1] == b'\n';
                match may.then(|| code.at(at)).flatten() {
                    Some(span) => {
                        let end = span.end;
                        // An opener that is partly a mark would be none.
                        found.push((number, at..end, span));
                        at = end.max(at + 1);
                    }
                    None => at += 1,
                }
            }
            from = at;
        }
        found
    }
}
