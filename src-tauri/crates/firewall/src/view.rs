//! A text as its reader sees it, byte for byte in its place: code, addresses and tags are blank.

/// How far the end of a tag, an address or code in a line is looked for, bytes. What is longer is none.
pub(crate) const NEAR: usize = 4000;

/// The first bytes of a text, at most [`NEAR`], ended at a character.
pub(crate) fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

/// A text to look at.
pub(crate) struct View {
    /// As long as the text; what no reader reads as words is blank.
    pub(crate) seen: String,
    /// For every byte: whether it stands in quotation marks.
    quoted: Vec<bool>,
}

/// A word: where it is in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// Its first byte.
    pub(crate) at: usize,
    /// Its letters and digits.
    pub(crate) text: &'a str,
}

impl Word<'_> {
    /// Behind its last byte.
    pub(crate) fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

impl View {
    pub(crate) fn of(text: &str) -> View {
        let mut bytes = text.as_bytes().to_vec();
        blank_fences(text, &mut bytes);
        blank_spans(text, &mut bytes);
        // Only whole characters were blanked.
        let seen = String::from_utf8(bytes).unwrap_or_else(|_| " ".repeat(text.len()));
        let quoted = quotations(&seen);
        View { seen, quoted }
    }

    /// Whether this byte stands in quotation marks.
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    /// The words in order: runs of letters and digits.
    pub(crate) fn words(&self) -> Vec<Word<'_>> {
        let mut out = Vec::new();
        let mut start = None;
        for (at, c) in self.seen.char_indices() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    out.push(Word { at: from, text: &self.seen[from..at] });
                    start = None;
                }
                _ => {}
            }
        }
        out.extend(start.map(|from| Word { at: from, text: &self.seen[from..] }));
        out
    }

    /// What stands between two bytes.
    pub(crate) fn between(&self, from: usize, to: usize) -> &str {
        self.seen.get(from..to).unwrap_or_default()
    }

    /// The line that a byte is in, as far as it is near.
    pub(crate) fn line(&self, at: usize) -> &str {
        let first = self.seen.floor_char_boundary(at.saturating_sub(120));
        let last = self.seen.floor_char_boundary((at + 120).min(self.seen.len()));
        let from = self.seen[first..at].rfind('\n').map_or(first, |end| first + end + 1);
        let to = self.seen[at..last].find('\n').map_or(last, |end| at + end);
        &self.seen[from..to]
    }
}

fn blank(bytes: &mut [u8], from: usize, to: usize) {
    for byte in &mut bytes[from..to] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Fenced code, from fence to fence.
fn blank_fences(text: &str, bytes: &mut [u8]) {
    let mut at = 0;
    let mut open: Option<(char, usize)> = None;
    for line in text.split_inclusive('\n') {
        let mark = line.trim_start().chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| line.trim_start().chars().take_while(|c| *c == mark).count());
        match open {
            Some((kind, least)) => {
                blank(bytes, at, at + line.len());
                if mark == Some(kind) && length >= least {
                    open = None;
                }
            }
            None if length >= 3 => {
                blank(bytes, at, at + line.len());
                open = mark.map(|mark| (mark, length));
            }
            None => {}
        }
        at += line.len();
    }
}

/// Code in a line, addresses, tags and comments.
fn blank_spans(text: &str, bytes: &mut [u8]) {
    let mut at = 0;
    while at < text.len() {
        let rest = near(&text[at..]);
        let before = text[..at].chars().next_back();
        let end = if bytes[at] == b' ' {
            None
        } else if rest.starts_with('`') {
            code_end(rest)
        } else if rest.starts_with("](") {
            balanced_end(&rest[1..]).map(|end| end + 1)
        } else if rest.starts_with("<!--") {
            {
                let all = &text[at..];
                Some(all.find("-->").map_or(all.len(), |end| end + 3))
            }
        } else if rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            rest.find('>').filter(|end| !rest[..*end].contains("\n\n")).map(|end| end + 1)
        } else if (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www."))
            && before.is_none_or(|c| !c.is_alphanumeric())
        {
            Some(rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '”' | '"')).unwrap_or(rest.len()))
        } else {
            None
        };
        match end {
            Some(end) => {
                // The bracket that closes a link's words stays.
                let skip = usize::from(rest.starts_with("]("));
                blank(bytes, at + skip, at + end);
                at += end;
            }
            // A run of marks that opens nothing is passed as a whole.
            None if rest.starts_with('`') => at += rest.bytes().take_while(|b| *b == b'`').count(),
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
}

fn code_end(rest: &str) -> Option<usize> {
    let ticks = rest.bytes().take_while(|b| *b == b'`').count();
    let mut at = ticks;
    while let Some(found) = rest.get(at..)?.find('`') {
        let from = at + found;
        let run = rest[from..].bytes().take_while(|b| *b == b'`').count();
        if run == ticks {
            return (!rest[..from].contains("\n\n")).then_some(from + run);
        }
        at = from + run;
    }
    None
}

/// Behind the bracket that closes the one at the start.
fn balanced_end(rest: &str) -> Option<usize> {
    let mut depth = 0usize;
    rest.find(')')?;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            '\n' if rest[at..].starts_with("\n\n") => return None,
            _ => {}
        }
    }
    None
}

/// Which bytes stand in quotation marks. A quotation that is not closed ends with its paragraph; a single mark between
/// letters is an apostrophe.
fn quotations(text: &str) -> Vec<bool> {
    let mut out = vec![false; text.len()];
    let mut paragraph = 0;
    for part in text.split_inclusive("\n\n") {
        let mut open: Option<(char, usize)> = None;
        let chars: Vec<(usize, char)> = part.char_indices().collect();
        for (index, &(at, c)) in chars.iter().enumerate() {
            let letter = |other: Option<&(usize, char)>| other.is_some_and(|(_, c)| c.is_alphanumeric());
            let inside = letter(index.checked_sub(1).and_then(|i| chars.get(i))) && letter(chars.get(index + 1));
            match open {
                Some((close, from)) if c == close && !(c == '’' && inside) => {
                    out[paragraph + from..paragraph + at].fill(true);
                    open = None;
                }
                Some(_) => {}
                None => {
                    open = match c {
                        '“' | '„' => Some(if c == '„' { '“' } else { '”' }),
                        '«' => Some('»'),
                        '»' => Some('«'),
                        '‘' => Some('’'),
                        '"' => Some('"'),
                        _ => None,
                    }
                    .map(|close| (close, at));
                }
            }
        }
        paragraph += part.len();
    }
    out
}
