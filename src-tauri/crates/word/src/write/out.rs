//! XML as it is written.

use crate::tracked::Stamp;

/// The head of every part.
pub(crate) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The vocabularies of the parts that hold text.
pub(crate) const NAMESPACES: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"",
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"",
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"",
    " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"",
    " xmlns:w16cid=\"http://schemas.microsoft.com/office/word/2016/wordml/cid\"",
    " xmlns:w16cex=\"http://schemas.microsoft.com/office/word/2018/wordml/cex\"",
    " xmlns:w16du=\"http://schemas.microsoft.com/office/word/2023/wordml/word16du\"",
    " mc:Ignorable=\"w14 w15 w16cid w16cex w16du\"",
);

/// A text between tags or in an attribute; characters that XML can't hold go.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if (c as u32) < 0x20 && !matches!(c, '\t' | '\n') => {}
            c => out.push(c),
        }
    }
    out
}

/// Letters of a name, and of initials, that Word takes.
const LONGEST_NAME: usize = 255;
const LONGEST_INITIALS: usize = 9;

/// As much of a text as Word takes, counted as Word counts.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    let mut length = 0;
    let end = text.char_indices().find(|(_, c)| {
        length += c.len_utf16();
        length > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// The name at a change or comment, ready for an attribute; Word asks for one.
pub(crate) fn author(by: &Stamp) -> String {
    let name = escaped(cut(&by.author, LONGEST_NAME));
    if name.is_empty() { "Author".into() } else { name }
}

pub(crate) fn initials(text: &str) -> String {
    escaped(cut(text, LONGEST_INITIALS))
}

/// `w:id`, `w:author` and the times of a change.
pub(crate) fn stamp_attributes(id: usize, by: &Stamp) -> String {
    let mut out = format!(" w:id=\"{id}\" w:author=\"{}\"", author(by));
    out.push_str(&date_attribute(by));
    if let Some(utc) = by.when.utc.as_deref().filter(|utc| clock(utc).is_some()) {
        out.push_str(&format!(" w16du:dateUtc=\"{utc}\""));
    }
    out
}

/// Word reads this as the clock on the wall, whatever stands behind it.
pub(crate) fn date_attribute(by: &Stamp) -> String {
    let wall = [&by.when.local, &by.when.utc].into_iter().find_map(|time| clock(time.as_deref()?));
    wall.map(|wall| format!(" w:date=\"{wall}Z\"")).unwrap_or_default()
}

/// The clock of a time that is one, `2026-05-04T09:30:00`, without its zone; a file with another is damaged for Word.
pub(crate) fn clock(time: &str) -> Option<&str> {
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = time.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if marks.iter().any(|(at, mark)| time.as_bytes().get(*at) != Some(mark)) {
        return None;
    }
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    };
    let fits = year > 0 && (1..=12).contains(&month) && (1..=days).contains(&day);
    if !fits || number(11..13)? > 23 || number(14..16)? > 59 || number(17..19)? > 59 {
        return None;
    }
    // Parts of a second, then the zone.
    let mut rest = &time[19..];
    let mut end = 19;
    if let Some(part) = rest.strip_prefix('.') {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return None;
        }
        rest = &part[digits..];
        end += 1 + digits;
    }
    let zone = match rest.as_bytes() {
        [] | [b'Z'] => true,
        [b'+' | b'-', a, b, b':', c, d] => {
            [a, b, c, d].into_iter().all(u8::is_ascii_digit) && (*a, *b) <= (b'1', b'3') && *c < b'6'
        }
        _ => false,
    };
    zone.then(|| &time[..end])
}

/// Whether a tag of a language has the form of one (BCP 47).
pub(crate) fn is_language(tag: &str) -> bool {
    let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.split('-').all(fits) && tag.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// An address as RFC 3986 has it, letters of all languages left as they are: Word opens no file with another.
pub(crate) fn address(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    let mut fragment = false;
    for (at, c) in text.char_indices() {
        let escapes = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        let stays = match c {
            '%' => escapes(&text[at + 1..]),
            '#' => !std::mem::replace(&mut fragment, true),
            c => !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`\u{fffe}\u{ffff}".contains(c),
        };
        if stays {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    // What stands before a colon is taken for the name of a protocol.
    let scheme = out.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    if scheme.is_some_and(|scheme| !is_scheme(scheme)) { format!("./{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_what_stands_before_the_zone_of_a_time_that_is_one() {
        assert_eq!(clock("2024-02-29T09:30:00Z"), Some("2024-02-29T09:30:00"));
        assert_eq!(clock("2026-05-04T09:30:00.25+02:00"), Some("2026-05-04T09:30:00.25"));
        for none in
            ["", "yesterday", "2026-02-29T09:30:00", "2026-05-04T09:30", "2026-05-04T09:30:00.Z", "2026-05-04T24:00:00"]
        {
            assert_eq!(clock(none), None, "{none}");
        }
    }

    #[test]
    fn addresses_keep_what_they_may_keep() {
        for same in ["https://é.example/a%20b?c=d&e#f", "mailto:ann@x.example", "/times", "#below", "a:b"] {
            assert_eq!(address(same), same);
        }
        assert_eq!(address("a b|c"), "a%20b%7Cc");
        assert_eq!(address("100%#a#b"), "100%25#a%23b");
        assert_eq!(address("1:2"), "./1:2");
    }

    #[test]
    fn a_name_is_cut_between_letters() {
        assert_eq!((cut("a🙂b", 2), cut("a🙂b", 3), cut("ab", 9)), ("a", "a🙂", "ab"));
    }
}
