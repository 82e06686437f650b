//! Segments as text.

use super::layout::Layout;
use super::{Segment, backslashes_before, looks_like_mark};
use std::ops::Range;

/// How often stretches of code that a mark cuts are joined, before all code is hidden in marks.
const PASSES: usize = 8;

/// Writes segments as one text with marks. Read again, it gives the words before, the words after and the comments to the
/// byte. A change inside code becomes a change of the whole stretch of code, since no mark is read there.
pub fn write(segments: &[Segment]) -> String {
    let mut segments = joined(segments.iter().cloned());
    for _ in 0..PASSES {
        let layout = Layout::of(&segments);
        let code = layout.code();
        match mended(&segments, &layout, &code) {
            None => return escaped(&layout, &code.into_iter().map(|(_, place, _)| place).collect::<Vec<_>>()),
            Some(mended) => segments = joined(mended.into_iter()),
        }
    }
    escaped(&Layout::of(&hidden(segments)), &[])
}

/// Without what is empty, and with what stayed in one piece.
fn joined(segments: impl Iterator<Item = Segment>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for segment in segments {
        match (out.last_mut(), segment) {
            (_, Segment::Same(text)) if text.is_empty() => {}
            (_, Segment::Change { removed, inserted }) if removed.is_empty() && inserted.is_empty() => {}
            (Some(Segment::Same(last)), Segment::Same(text)) => last.push_str(&text),
            (_, segment) => out.push(segment),
        }
    }
    out
}

type Found = (usize, Range<usize>, super::CodeSpan);

/// The segments without marks in code; none when there are none.
fn mended(segments: &[Segment], layout: &Layout, code: &[Found]) -> Option<Vec<Segment>> {
    let (mut out, mut number, mut from) = (Vec::new(), 0, 0);
    for (first, place, span) in code {
        let own = &layout.places[*first].0;
        if place.end <= own.end {
            continue;
        }
        // A stretch that was joined already may have taken this one in.
        if *first < number || (*first == number && place.start < from) {
            continue;
        }
        keep(segments, layout, &mut out, (number, from), (*first, place.start));
        let last = *first + layout.places[*first..].partition_point(|(p, _)| p.end < place.end);
        let only_changes = segments[*first..=last.min(segments.len() - 1)]
            .iter()
            .all(|segment| matches!(segment, Segment::Same(_) | Segment::Change { .. }));
        if only_changes {
            let (mut removed, mut inserted) = (String::new(), String::new());
            for (i, segment) in segments.iter().enumerate().take(last + 1).skip(*first) {
                match segment {
                    Segment::Same(_) => {
                        let bytes = &layout.places[i].0;
                        let text = &layout.text[bytes.start.max(place.start)..bytes.end.min(place.end)];
                        removed.push_str(text);
                        inserted.push_str(text);
                    }
                    Segment::Change { removed: old, inserted: new } => {
                        removed.push_str(old);
                        inserted.push_str(new);
                    }
                    _ => {}
                }
            }
            out.push(Segment::Change { removed, inserted });
            (number, from) = match &segments[last] {
                Segment::Same(_) => (last, place.end),
                _ => (last + 1, 0),
            };
        } else {
            // Comments and highlights keep their places; what opens the code hides in a mark that changes nothing.
            let opener = span.opener.start.max(place.start)..span.opener.end.min(own.end);
            keep(segments, layout, &mut out, (*first, place.start), (*first, opener.start));
            let text = layout.text[opener.clone()].to_owned();
            out.push(Segment::Change { removed: text.clone(), inserted: text });
            (number, from) = (*first, opener.end);
        }
    }
    if out.is_empty() {
        return None;
    }
    keep(segments, layout, &mut out, (number, from), (segments.len(), 0));
    Some(out)
}

/// Copies what lies between two places: a segment's number, and a byte of the layout inside it (0 for its start).
fn keep(segments: &[Segment], layout: &Layout, out: &mut Vec<Segment>, from: (usize, usize), to: (usize, usize)) {
    for (number, segment) in segments.iter().enumerate().take(to.0 + 1).skip(from.0) {
        let bytes = &layout.places[number].0;
        let start = if number == from.0 { bytes.start.max(from.1) } else { bytes.start };
        let end = if number == to.0 { bytes.end.min(to.1.max(bytes.start)) } else { bytes.end };
        match segment {
            Segment::Same(_) if start < end => out.push(Segment::Same(layout.text[start..end].to_owned())),
            Segment::Same(_) => {}
            segment if number < to.0 => out.push(segment.clone()),
            _ => {}
        }
    }
}

/// With every run of backticks or tildes that could open code inside a mark that changes nothing.
fn hidden(segments: Vec<Segment>) -> Vec<Segment> {
    let mut out = Vec::new();
    for segment in segments {
        let Segment::Same(text) = segment else {
            out.push(segment);
            continue;
        };
        let mut rest = text.as_str();
        while let Some(at) = rest.find('`').into_iter().chain(rest.find("~~~")).min() {
            let c = rest.as_bytes()[at];
            let length = rest.bytes().skip(at).take_while(|&b| b == c).count();
            out.push(Segment::Same(rest[..at].to_owned()));
            let run = rest[at..at + length].to_owned();
            out.push(Segment::Change { removed: run.clone(), inserted: run });
            rest = &rest[at + length..];
        }
        out.push(Segment::Same(rest.to_owned()));
    }
    joined(out.into_iter())
}

/// Puts backslashes in front of what could be read as a mark and is none.
fn escaped(layout: &Layout, code: &[Range<usize>]) -> String {
    let (text, bytes) = (layout.text.as_str(), layout.text.as_bytes());
    let mut out = String::with_capacity(text.len() + text.len() / 64);
    let (mut copied, mut marks, mut codes) = (0, layout.marks.iter().peekable(), code.iter().peekable());
    for (at, &c) in bytes.iter().enumerate() {
        if !b"{}>".contains(&c) {
            continue;
        }
        while marks.next_if(|mark| mark.end <= at).is_some() {}
        while codes.next_if(|code| code.end <= at).is_some() {}
        let is_mark = marks.peek().is_some_and(|mark| mark.start <= at);
        if codes.peek().is_some_and(|code| code.start <= at) || (is_mark && c != b'{') {
            continue;
        }
        let slashes = backslashes_before(text, at);
        let before = (at - slashes).checked_sub(1).map(|i| bytes[i]);
        if looks_like_mark(before, c, bytes.get(at + 1).copied()) {
            out.push_str(&text[copied..at]);
            out.extend(std::iter::repeat_n('\\', slashes + usize::from(!is_mark)));
            copied = at;
        }
    }
    out + &text[copied..]
}
