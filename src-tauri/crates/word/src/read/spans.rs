//! A paragraph's letters as Markdown.

use crate::read::source::{Atom, CODE, EMPH, Fate, Look, Reading, STRIKE, STRONG, SUB, SUP, Source, What, count};
use crate::read::tokens::{Class, Tokens};

/// Where inline text is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// What begins a line after a hard break; none where a line can't be broken.
    pub(crate) hard_break: Option<&'a str>,
    /// Inside a table.
    pub(crate) cell: bool,
    /// Looks that the place has by itself.
    pub(crate) without: u8,
    /// Whether a line of the text may be taken for a block (not in headings and cells).
    pub(crate) blocks: bool,
}

#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Text(&'a str),
    Break,
    Note(u32),
    Image(u32),
    Start(u32),
    End(u32),
    /// A caption ends.
    Said,
}

#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    part: Part<'a>,
    look: Look,
    key: (u32, u32),
    fate: Fate,
    /// Whose change of its looks it was.
    restyled: Option<u32>,
}

impl Piece<'_> {
    fn is_gap(&self) -> bool {
        match self.part {
            Part::Text(text) => is_blank(text),
            Part::Break | Part::Start(_) | Part::End(_) => true,
            Part::Note(_) | Part::Image(_) | Part::Said => false,
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Cuts atoms into pieces: white space at their edges stands alone, so that no mark of emphasis touches it.
fn pieces<'a>(atoms: &[&'a Atom], reading: Reading, without: u8) -> Vec<Piece<'a>> {
    let mut out: Vec<Piece> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        let mut look = atom.look;
        if reading == Reading::Was
            && let Some((old, _)) = atom.before
        {
            look = old;
        }
        look.flags &= !without;
        let restyled = atom.before.map(|(_, by)| by);
        let mut push = |part, offset: usize| {
            out.push(Piece { part, look, key: (atom.id, count(offset)), fate: atom.fate, restyled });
        };
        match &atom.what {
            What::Text(text) => {
                let head = text.len() - text.trim_start().len();
                let tail = text.trim_end().len().max(head);
                for (from, to) in [(0, head), (head, tail), (tail, text.len())] {
                    if from < to {
                        push(Part::Text(&text[from..to]), from);
                    }
                }
            }
            What::Break => push(Part::Break, 0),
            What::Note(number) => push(Part::Note(*number), 0),
            What::Image(number) => push(Part::Image(*number), 0),
            What::Start(id) => push(Part::Start(*id), 0),
            What::End(id) => push(Part::End(*id), 0),
            What::Said => push(Part::Said, 0),
        }
    }
    trim(&mut out);
    level_gaps(&mut out);
    out
}

/// White space and breaks at the ends go, comments stay.
fn trim(pieces: &mut Vec<Piece<'_>>) {
    let droppable = |piece: &Piece| matches!(piece.part, Part::Break | Part::Text(_)) && piece.is_gap();
    let solid = |piece: &Piece| !piece.is_gap();
    let first = pieces.iter().position(solid);
    let last = pieces.iter().rposition(solid);
    let (Some(first), Some(last)) = (first, last) else { return pieces.retain(|p| !droppable(p)) };
    let mut at = 0;
    pieces.retain(|piece| {
        let outside = at < first || at > last;
        at += 1;
        !(outside && droppable(piece))
    });
    // White space beside a break is not seen.
    let breaks: Vec<bool> = pieces.iter().map(|p| matches!(p.part, Part::Break)).collect();
    let near = |at: usize, step: isize| {
        let mut next = at.checked_add_signed(step);
        while let Some(i) = next {
            match pieces.get(i).map(|p| p.part) {
                Some(Part::Start(_) | Part::End(_)) => next = i.checked_add_signed(step),
                Some(Part::Break) => return true,
                Some(Part::Text(text)) if is_blank(text) => next = i.checked_add_signed(step),
                _ => return false,
            }
        }
        false
    };
    let beside: Vec<bool> = if breaks.contains(&true) {
        (0..pieces.len()).map(|at| near(at, 1) || near(at, -1)).collect()
    } else {
        vec![false; pieces.len()]
    };
    let mut at = 0;
    pieces.retain(|piece| {
        at += 1;
        !(beside[at - 1] && matches!(piece.part, Part::Text(text) if is_blank(text)))
    });
}

/// A gap has only the looks that both of its neighbours have.
fn level_gaps(pieces: &mut [Piece<'_>]) {
    let mut after: Vec<Option<Look>> = vec![None; pieces.len()];
    let mut next = None;
    for at in (0..pieces.len()).rev() {
        after[at] = next;
        if !pieces[at].is_gap() {
            next = Some(pieces[at].look);
        }
    }
    let mut before: Option<Look> = None;
    for (piece, after) in pieces.iter_mut().zip(after) {
        if !piece.is_gap() {
            before = Some(piece.look);
            continue;
        }
        let (b, a) = (before.unwrap_or_default(), after.unwrap_or_default());
        let point = matches!(piece.part, Part::Start(_) | Part::End(_));
        let own = if point { u8::MAX } else { piece.look.flags };
        piece.look.flags = own & b.flags & a.flags;
        if matches!(piece.part, Part::Break) {
            piece.look.flags &= !CODE;
        }
        let own = point || piece.look.link.is_some();
        piece.look.link = if own && b.link == a.link { b.link } else { None };
    }
}

/// Writes the letters of a paragraph.
pub(crate) struct Spans<'a, 'b> {
    pub(crate) source: &'a Source,
    pub(crate) reading: Reading,
    pub(crate) place: Place<'b>,
    /// Where the text of the paragraph begins in the list of tokens.
    pub(crate) out: &'b mut Tokens,
    /// Whether the paragraph has tildes that could be taken for a pair.
    pub(crate) tildes: bool,
    /// Whether what is written is the caption of a picture, and whether that says anything.
    pub(crate) said: Option<bool>,
    /// Before which of the next bytes of this line a backslash must stand.
    pub(crate) guard: Option<usize>,
}

impl Spans<'_, '_> {
    /// Whether anything was written that can be seen.
    pub(crate) fn write(&mut self, atoms: &[&Atom]) -> bool {
        let pieces = pieces(atoms, self.reading, self.place.without);
        let seen = pieces.iter().any(|piece| !piece.is_gap());
        let tildes = |piece: &Piece| match piece.part {
            Part::Text(text) => text.matches('~').count() + usize::from(piece.look.flags & STRIKE != 0) * 2,
            _ => 0,
        };
        self.tildes = pieces.iter().map(tildes).sum::<usize>() > 1;
        let mut line_start = true;
        self.range(&pieces, 0..pieces.len(), Look::default(), &mut line_start);
        seen
    }

    fn range(&mut self, all: &[Piece<'_>], range: std::ops::Range<usize>, active: Look, start: &mut bool) {
        let mut at = range.start;
        while at < range.end {
            let look = all[at].look;
            let mut best: Option<(usize, Opened)> = None;
            let mut offer = |end: usize, what: Opened| {
                if best.is_none_or(|(longest, _)| end > longest) {
                    best = Some((end, what));
                }
            };
            let extent =
                |has: &dyn Fn(&Look) -> bool| (at..range.end).find(|&i| !has(&all[i].look)).unwrap_or(range.end);
            if let Some(link) = look.link
                && active.link.is_none()
            {
                offer(extent(&|l| l.link == Some(link)), Opened::Link(link));
            }
            for flag in [STRONG, EMPH, STRIKE, SUP, SUB, CODE] {
                if look.flags & flag != 0 && active.flags & flag == 0 {
                    offer(extent(&|l| l.flags & flag != 0), Opened::Flag(flag));
                }
            }
            match best {
                Some((end, Opened::Flag(CODE))) => {
                    self.code(all, at..end);
                    *start = false;
                    at = end;
                }
                Some((end, opened)) => {
                    self.span(all, at..end, active, opened, start, range.end);
                    at = end;
                }
                None => {
                    self.piece(all, at, active, start);
                    at += 1;
                }
            }
        }
    }

    fn span(
        &mut self,
        all: &[Piece<'_>],
        range: std::ops::Range<usize>,
        active: Look,
        opened: Opened,
        start: &mut bool,
        outer_end: usize,
    ) {
        let first = all[range.start];
        let last = all[range.end - 1];
        let by = |piece: &Piece| Fate { ins: piece.restyled, ..Fate::default() };
        let inner = match opened {
            Opened::Link(link) => Look { link: Some(link), ..active },
            Opened::Flag(flag) => Look { flags: active.flags | flag, ..active },
        };
        let (open, close) = match opened {
            Opened::Link(link) => {
                let address = self.source.links.get(link as usize).map_or("", String::as_str);
                ("[", format!("]({})", link_target(address)))
            }
            Opened::Flag(SUP) => ("<sup>", "</sup>".into()),
            Opened::Flag(SUB) => ("<sub>", "</sub>".into()),
            Opened::Flag(flag) => {
                let (mark, tag, end) = match flag {
                    STRONG => ("**", "<strong>", "</strong>"),
                    EMPH => ("*", "<em>", "</em>"),
                    _ => ("~~", "<del>", "</del>"),
                };
                let edges = self.edges(all, &range, inner, active, outer_end);
                if edges { (mark, mark.to_owned()) } else { (tag, end.to_owned()) }
            }
        };
        self.out.markup(open, first.key.0, by(&first));
        if matches!(opened, Opened::Flag(_)) {
            *start = false;
        }
        self.range(all, range.clone(), inner, start);
        *start = false;
        self.out.markup(close, last.key.0, by(&last));
    }

    /// Whether marks of emphasis around a span are read as such, by the rules of CommonMark.
    fn edges(
        &self,
        all: &[Piece<'_>],
        range: &std::ops::Range<usize>,
        inner: Look,
        active: Look,
        outer_end: usize,
    ) -> bool {
        let seen = |piece: &&Piece| !matches!(piece.part, Part::Start(_) | Part::End(_));
        let before = self.out.last();
        let first = all[range.clone()].iter().find(seen);
        let last = all[range.clone()].iter().rev().find(seen);
        let after = if range.end < outer_end { all[range.end..].iter().find(seen) } else { None };
        let letter = |piece: Option<&Piece>, within: Look, first: bool| match piece.map(|p| (p.part, p.look)) {
            None => None,
            // Another mark stands between.
            Some((_, look)) if look.flags & !within.flags != 0 || look.link.is_some() && within.link.is_none() => {
                Some('*')
            }
            Some((Part::Text(text), _)) if first => text.chars().next(),
            Some((Part::Text(text), _)) => text.chars().next_back(),
            Some((Part::Break, _)) => Some(' '),
            Some(_) => Some('['),
        };
        // At the end of an enclosing span its own mark follows, or the end of the line.
        let follows = match after {
            Some(piece) => letter(Some(piece), active, true),
            None if active == Look::default() => None,
            None => Some('*'),
        };
        let (inner_first, inner_last) = (letter(first, inner, true), letter(last, inner, false));
        opens(before, inner_first)
            && opens(follows, inner_last)
            && before != Some('*')
            && before != Some('~')
            && follows != Some('*')
            && inner_first != Some('*')
            && inner_last != Some('*')
    }

    fn piece(&mut self, all: &[Piece<'_>], at: usize, active: Look, start: &mut bool) {
        let piece = &all[at];
        match piece.part {
            Part::Text(text) => {
                // Where comments begin and end changes nothing about the letters.
                let seen = |p: &&Piece<'_>| !matches!(p.part, Part::Start(_) | Part::End(_));
                let next = match all[at + 1..].iter().find(seen).map(|p| (p.part, p.look == piece.look)) {
                    Some((Part::Text(text), true)) => text.chars().next(),
                    Some((Part::Text(_) | Part::Note(_) | Part::Image(_), _)) => Some('['),
                    _ => None,
                };
                if *start && self.place.blocks {
                    self.guard = guarded(all, at);
                }
                *start = false;
                let guard = self.guard.filter(|guard| *guard < text.len());
                self.guard = self.guard.and_then(|guard| guard.checked_sub(text.len()));
                let ahead = if text.contains('&') { ahead(&all[at..]) } else { String::new() };
                self.text(text, piece, active, (next, &ahead), guard);
            }
            Part::Break => match self.place.hard_break {
                Some(prefix) => {
                    self.out.push(format!("\\\n{prefix}"), piece.key, Class::Markup, piece.fate);
                    *start = true;
                }
                None if self.place.cell => self.out.push("<br>", piece.key, Class::Markup, piece.fate),
                None => self.out.push(" ", piece.key, Class::Markup, piece.fate),
            },
            Part::Note(number) => {
                *start = false;
                self.out.push(format!("[^{}]", number + 1), piece.key, Class::Note(number), piece.fate);
            }
            Part::Image(number) => {
                *start = false;
                let image = self.source.images.get(number as usize);
                let (alt, name) = image.map_or(("", ""), |i| (i.alt.as_str(), i.name.as_str()));
                let alt: String = alt.split_whitespace().collect::<Vec<_>>().join(" ");
                let alt = alt.replace(['\\', '[', ']', '`', '<', '*', '_'], "");
                let text = format!("![{alt}]({}", link_target(name));
                let rest = &all[at + 1..];
                let end = rest.iter().position(|piece| matches!(piece.part, Part::Said));
                if let Some(end) = end {
                    // What only one reading says is a mark of Markdown around the words.
                    let says = rest[..end].iter().any(|piece| !piece.is_gap());
                    self.out.push(text, piece.key, Class::Text, piece.fate);
                    if says {
                        self.out.push(" \"", piece.key, Class::Markup, piece.fate);
                    }
                    self.said = Some(says);
                } else {
                    let title = image.map_or("", |image| image.title.as_str());
                    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                    let title = title.replace(['\\', '"', '`', '<', '*', '_', '[', ']'], "");
                    let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
                    self.out.push(format!("{text}{title})"), piece.key, Class::Text, piece.fate);
                }
            }
            Part::Said => {
                if let Some(says) = self.said.take() {
                    if says {
                        self.out.push("\"", piece.key, Class::Markup, piece.fate);
                    }
                    self.out.push(")", piece.key, Class::Text, piece.fate);
                }
            }
            Part::Start(id) => self.out.push("", piece.key, Class::Start(id), Fate::default()),
            Part::End(id) => self.out.push("", piece.key, Class::End(id), Fate::default()),
        }
    }

    /// Letters, with a backslash before those that Markdown would take for marks.
    fn text(
        &mut self,
        text: &str,
        piece: &Piece<'_>,
        active: Look,
        (next, ahead): (Option<char>, &str),
        guard: Option<usize>,
    ) {
        let (id, base) = piece.key;
        let mut from = 0;
        let mut written = String::with_capacity(text.len());
        let mut before = self.out.last().filter(|c| c.is_alphanumeric());
        for (at, c) in text.char_indices() {
            let after = text[at + c.len_utf8()..].chars().next().or(next);
            let rest = &text[at..];
            let escape = match c {
                '\\' | '*' | '`' => true,
                '~' => self.tildes,
                '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
                '[' => {
                    active.link.is_some() || matches!(after, Some('^')) || (guard.is_none() && at == 0 && defines(rest))
                }
                ']' => active.link.is_some() || matches!(after, Some('(' | '[')),
                '!' => matches!(after, Some('[')) && rest.len() == 1,
                '<' => after.is_none_or(|a| a.is_ascii_alphabetic() || matches!(a, '/' | '!' | '?' | '[')),
                '&' => is_entity(rest) || (!ahead.is_empty() && is_entity(&format!("{rest}{ahead}"))),
                '|' => self.place.cell,
                '"' => self.said.is_some(),
                _ => false,
            };
            if guard == Some(at) {
                // What only this reading needs is a piece of its own.
                self.out.escaped(std::mem::take(&mut written), (id, base + count(from)), piece.fate);
                self.out.push("\\", (id, base + count(at)), Class::Markup, piece.fate);
                from = at;
            } else if escape {
                written.push('\\');
            }
            written.push(c);
            before = Some(c);
        }
        self.out.escaped(written, (id, base + count(from)), piece.fate);
    }

    fn code(&mut self, all: &[Piece<'_>], range: std::ops::Range<usize>) {
        let pieces = &all[range];
        let letters: String =
            pieces.iter().filter_map(|p| if let Part::Text(t) = p.part { Some(t) } else { None }).collect();
        let mut fence = "`".to_owned();
        while letters.split(|c| c != '`').any(|ticks| ticks.len() == fence.len()) {
            fence.push('`');
        }
        let pad = if letters.starts_with('`') || letters.ends_with('`') { " " } else { "" };
        let (first, last) = (pieces[0], pieces[pieces.len() - 1]);
        self.out.markup(format!("{fence}{pad}"), first.key.0, first.fate);
        for piece in pieces {
            match piece.part {
                Part::Text(text) if self.place.cell && text.contains('|') => {
                    self.out.push(text.replace('|', "\\|"), piece.key, Class::Text, piece.fate);
                }
                Part::Text(text) => self.out.push(text, piece.key, Class::Text, piece.fate),
                Part::Start(id) => self.out.push("", piece.key, Class::Start(id), Fate::default()),
                Part::End(id) => self.out.push("", piece.key, Class::End(id), Fate::default()),
                Part::Break | Part::Note(_) | Part::Image(_) | Part::Said => {}
            }
        }
        self.out.markup(format!("{pad}{fence}"), last.key.0, last.fate);
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Opened {
    Link(u32),
    Flag(u8),
}

/// Whether a mark with this outside and inside can open (or, mirrored, close) emphasis.
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    let Some(inside) = inside else { return false };
    if inside.is_whitespace() {
        return false;
    }
    !is_mark(inside) || outside.is_none_or(|c| c.is_whitespace() || is_mark(c))
}

/// Punctuation and symbols, as CommonMark takes them.
pub(crate) fn is_mark(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_punctuation() } else { !c.is_alphanumeric() && !c.is_whitespace() && !is_joiner(c) }
}

/// Characters that are neither letters nor punctuation: combining marks, format characters.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The letters behind the first of these pieces, as many as the name of an entity has at most.
fn ahead(pieces: &[Piece<'_>]) -> String {
    let Some((first, rest)) = pieces.split_first() else { return String::new() };
    let mut out = String::new();
    for piece in rest {
        match piece.part {
            Part::Start(_) | Part::End(_) => {}
            Part::Text(text) if piece.look == first.look && out.len() < 34 => out.extend(text.chars().take(34)),
            _ => break,
        }
    }
    out
}

fn defines(rest: &str) -> bool {
    rest.find(']').is_some_and(|end| rest[end + 1..].starts_with(':'))
}

fn is_entity(rest: &str) -> bool {
    let Some(end) = rest.bytes().take(34).position(|b| b == b';') else { return false };
    let Some(name) = rest.get(1..end) else { return false };
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

/// Before which byte of a line's letters a backslash must stand so that the line begins no block.
fn guarded(all: &[Piece<'_>], at: usize) -> Option<usize> {
    let mut line = String::new();
    for piece in &all[at..] {
        match piece.part {
            Part::Text(text) if piece.look.flags & CODE == 0 => line.push_str(text),
            Part::Break => break,
            Part::Start(_) | Part::End(_) => {}
            _ => line.push('x'),
        }
        if line.len() > 64 {
            break;
        }
    }
    let c = line.chars().next()?;
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let guard = match c {
        '#' => ends(line.trim_start_matches('#')).then_some(0),
        '>' => Some(0),
        '-' | '+' => ends(&line[1..]).then_some(0),
        '0'..='9' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = line.len() - rest.len();
            (digits <= 9 && rest.starts_with(['.', ')']) && ends(&rest[1..])).then_some(digits)
        }
        _ => None,
    };
    let ruled = || line.chars().all(|c| matches!(c, '-' | '=' | '|' | ':' | ' ' | '+')).then_some(0);
    let guard = guard.or_else(ruled)?;
    // As far as the letters look alike; behind a mark there is no need.
    let alike = all[at..].iter().take_while(|piece| match piece.part {
        Part::Text(_) => piece.look == all[at].look,
        Part::Start(_) | Part::End(_) => true,
        _ => false,
    });
    let length: usize = alike.map(|piece| if let Part::Text(text) = piece.part { text.len() } else { 0 }).sum();
    (guard < length).then_some(guard)
}

/// An address as it stands between the brackets of a link.
pub(crate) fn link_target(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        match c {
            // An address must not be read with an entity in it.
            '&' if is_entity(&address[at..]) => out.push_str("&amp;"),
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '"' => out.push_str("%22"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '*' => out.push_str("%2A"),
            c if c.is_whitespace() || c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
