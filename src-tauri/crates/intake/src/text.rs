//! Small helpers for reading lines: marks taken off, words compared.

/// The words without the marks of light Markdown around them: `# Headline`, `**bold**`, `[text](address)`.
pub(crate) fn clean(raw: &str) -> String {
    let mut line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let level = heading_level(&line);
    if level > 0 {
        line = line[level..].trim().trim_end_matches('#').trim_end().to_owned();
    }
    line = unlink(&line);
    loop {
        let bare = ["***", "**", "__", "*", "_"].iter().find_map(|mark| {
            let inner = line.strip_prefix(mark)?.strip_suffix(mark)?;
            let whole = !inner.trim().is_empty() && !inner.contains(mark);
            whole.then(|| inner.trim().to_owned())
        });
        match bare {
            Some(inner) => line = inner,
            None => return line,
        }
    }
}

/// How many `#` mark the line as a Markdown heading; 0 for none.
pub(crate) fn heading_level(line: &str) -> usize {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&level) && line[level..].starts_with(' ') && !line[level..].trim().is_empty() {
        level
    } else {
        0
    }
}

/// Whether the whole line is set in italics or bold by Markdown marks.
pub(crate) fn is_emphasised(raw: &str) -> bool {
    let line = raw.trim();
    ["*", "_"].iter().any(|m| {
        line.len() > 2 && line.starts_with(m) && line.ends_with(m) && {
            let inner = line.trim_matches(|c| c == '*' || c == '_');
            !inner.is_empty() && !inner.contains(m)
        }
    })
}

/// `[words](address)` becomes `words`; what is no such link stays.
fn unlink(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let link = rest[open..].find("](").and_then(|middle| {
            let words = &rest[open + 1..open + middle];
            let end = rest[open + middle..].find(')')?;
            (!words.contains('[') && !rest[..open].ends_with('!')).then_some((words, open + middle + end + 1))
        });
        match link {
            Some((words, end)) => {
                out.push_str(&rest[..open]);
                out.push_str(words);
                rest = &rest[end..];
            }
            None => {
                out.push_str(&rest[..=open]);
                rest = &rest[open + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// For comparing: lower case, typographic apostrophes made plain, no marks at either end.
pub(crate) fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', 'ʼ', '`'], "'");
    lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©').to_owned()
}

/// How many words stand in a line; in Chinese and Japanese two signs count as one.
pub(crate) fn word_count(text: &str) -> usize {
    let count = |word: &str| {
        let signs = word.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')).count();
        usize::from(word.chars().any(char::is_alphanumeric)).max(signs.div_ceil(2))
    };
    text.split_whitespace().map(count).sum()
}

/// Whether a line ends as a sentence does; closing quotes and brackets behind the stop are looked through.
pub(crate) fn ends_sentence(text: &str) -> bool {
    last_sign(text).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '۔' | '؟'))
}

/// The last sign before closing quotes, brackets and Markdown marks.
pub(crate) fn last_sign(text: &str) -> Option<char> {
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | '“' | ')' | ']' | '*' | '_')
    })
    .chars()
    .next_back()
}

/// Whether the whole line stands between quotation marks.
pub(crate) fn is_quoted(text: &str) -> bool {
    const PAIRS: [(char, &str); 7] =
        [('‘', "’"), ('“', "”"), ('„', "“”"), ('«', "»"), ('»', "«"), ('"', "\""), ('\'', "'")];
    let (first, last) = (text.chars().next(), text.chars().next_back());
    text.chars().count() > 2
        && PAIRS.iter().any(|(open, close)| first == Some(*open) && last.is_some_and(|c| close.contains(c)))
}

/// Whether every letter that has a case is a capital, and there are at least three.
pub(crate) fn is_all_caps(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 3 && !text.chars().any(char::is_lowercase)
}

/// Whether every word but the small ones begins with a capital.
pub(crate) fn is_title_case(text: &str) -> bool {
    let mut capitals = 0;
    for word in text.split_whitespace() {
        match word.chars().find(|c| c.is_alphanumeric()) {
            Some(c) if c.is_uppercase() || c.is_numeric() => capitals += 1,
            Some(_) if SMALL_WORDS.contains(&fold(word).as_str()) => {}
            Some(_) => return false,
            None => {}
        }
    }
    capitals > 0
}

/// Words that stay small inside a title.
#[rustfmt::skip]
const SMALL_WORDS: &[&str] = &[
    "a", "an", "the", "of", "and", "or", "for", "from", "in", "on", "at", "to", "by", "with", "de", "del", "della",
    "delle", "dei", "di", "da", "do", "dos", "du", "des", "la", "le", "les", "el", "los", "las", "il", "lo", "et",
    "y", "e", "i", "und", "der", "die", "das", "den", "dem", "am", "im", "zu", "für", "von", "vom", "van", "het",
    "en", "och", "og", "w", "z", "и", "та", "і", "в", "на", "d", "l", "à", "au", "aux", "sur", "του", "της", "των", "και", "στο", "στη", "η", "ο", "το",
];
