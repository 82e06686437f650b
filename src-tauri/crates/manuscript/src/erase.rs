//! Words taken out of a document for good, from what it reads and from every moment before.

use crate::behind::at_offset;
use crate::redo::{changes_of, id_of, made_of, values_of};
use crate::{Error, Manuscript, Reach};
use loro::cursor::Side;
use loro::{
    ContainerID, ContainerType, Frontiers, ID, JsonChange, JsonOpContent, JsonSchema, JsonTextOp, LoroDoc, LoroValue,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What stands for each erased letter.
const MARK: char = '█';
/// What stands for each erased letter of a working name, which takes only plain letters.
const PLAIN_MARK: char = 'x';

/// Words to be found, however they are spaced, capitalised or composed.
#[derive(Clone, Debug)]
pub struct Wanted {
    forms: Vec<Vec<char>>,
    slug: String,
}

/// A letter as it is compared, and where it stands (bytes).
struct Folded {
    letter: char,
    start: usize,
    end: usize,
}

fn fold(text: &str) -> Vec<Folded> {
    let mut out: Vec<Folded> = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let mut push = |letter| out.push(Folded { letter, start, end });
        match c {
            // Nobody sees these.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '’' | '‘' | 'ʼ' => push('\''),
            '“' | '”' | '„' => push('"'),
            '\u{2010}' | '\u{2011}' => push('-'),
            'ς' => push('σ'),
            c if c.is_whitespace() => match out.last_mut() {
                Some(last) if last.letter == ' ' => last.end = end,
                _ => out.push(Folded { letter: ' ', start, end }),
            },
            c => c.to_lowercase().for_each(push),
        }
    }
    out
}

impl Wanted {
    /// Words as a person gives them; none when they have fewer than two letters or figures, or hold the mark itself.
    pub fn of(words: &str) -> Option<Wanted> {
        let words = words.trim();
        if words.chars().filter(|c| c.is_alphanumeric()).count() < 2 || words.contains(MARK) {
            return None;
        }
        let composed: String = words.nfc().collect();
        let apart: String = words.nfd().collect();
        let mut forms: Vec<Vec<char>> = Vec::new();
        // Inside values that are kept as JSON, quotes have a mark in front.
        // A working name has them joined by hyphens.
        let quoted = composed.replace('\\', "\\\\").replace('"', "\\\"");
        let slug = model::slugify(words);
        for form in [composed.as_str(), &apart, &quoted, if slug.contains('-') { &slug } else { "" }] {
            let letters: Vec<char> = fold(form).into_iter().map(|folded| folded.letter).collect();
            if !letters.is_empty() && !forms.contains(&letters) {
                forms.push(letters);
            }
        }
        Some(Wanted { forms, slug })
    }

    /// Where the words stand in a text, in bytes, in order and without overlaps.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text);
        let mut out = Vec::new();
        let mut at = 0;
        while at < folded.len() {
            let stands = |form: &&Vec<char>| {
                folded.len() - at >= form.len()
                    && form.iter().zip(&folded[at..]).all(|(wanted, found)| *wanted == found.letter)
            };
            match self.forms.iter().filter(stands).max_by_key(|form| form.len()) {
                Some(form) => {
                    let last = at + form.len() - 1;
                    out.push(folded[at].start..folded[last].end);
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        out
    }

    /// How many of the places of [`Wanted::find`] are parts of longer words.
    pub fn inside_words(&self, text: &str) -> u32 {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = |place: &&Range<usize>| {
            letter(text[..place.start].chars().next_back()) || letter(text[place.end..].chars().next())
        };
        u32::try_from(self.find(text).iter().filter(inside).count()).unwrap_or(u32::MAX)
    }

    /// The text with a mark for each letter of the words, and how often they stood there. White space stays.
    pub fn mask(&self, text: &str) -> (String, u32) {
        let places = self.find(text);
        let mut out = String::with_capacity(text.len() + places.len() * 8);
        let mut done = 0;
        for place in &places {
            out.push_str(&text[done..place.start]);
            out.extend(text[place.clone()].chars().map(masked));
            done = place.end;
        }
        out.push_str(&text[done..]);
        (out, u32::try_from(places.len()).unwrap_or(u32::MAX))
    }

    /// A working name without the words, of the same length.
    pub fn mask_slug(&self, slug: &str) -> (String, u32) {
        let stands = if self.slug.len() < 2 { 0 } else { slug.matches(&self.slug).count() };
        if stands == 0 {
            return (slug.to_owned(), 0);
        }
        let mark: String = self.slug.chars().map(|c| if c == '-' { c } else { PLAIN_MARK }).collect();
        (slug.replace(&self.slug, &mark), u32::try_from(stands).unwrap_or(u32::MAX))
    }

    /// The name of a file without the words, and whether it had them.
    pub fn mask_name(&self, name: &str) -> (String, bool) {
        let (slug, joined) = self.mask_slug(name);
        let (masked, plain) = self.mask(&slug);
        (masked, joined + plain > 0)
    }

    /// How far a place can reach, in bytes of a text without long stretches of white space.
    fn reach(&self) -> usize {
        self.forms.iter().map(Vec::len).max().unwrap_or(0) * 8 + 256
    }
}

fn masked(c: char) -> char {
    if c.is_whitespace() { c } else { MARK }
}

/// A document without some words.
pub struct Erased {
    /// The document.
    pub manuscript: Manuscript,
    /// In how many places the words stood, now or at any time. 0 when the document is as it was.
    pub places: u32,
}

impl Manuscript {
    /// The document made anew with the words masked in every moment of it: in what each change wrote, in the texts as
    /// they read after each change, and in those after each of `moments` (where branches came together). Values lose them
    /// too, the working name in a plain form. Every operation keeps its place, peer, time and length.
    ///
    /// # Errors
    /// When the document can't be read or encoded, or the words are still there afterwards.
    pub fn without(&self, wanted: &Wanted, moments: &[Reach]) -> Result<Erased, Error> {
        let changes = changes_of(self)?;
        let found = search(self, &changes, wanted, moments)?;
        let mut changes = changes;
        let mut places = u32::try_from(found.places.len()).unwrap_or(u32::MAX);
        for change in &mut changes.changes {
            if let Some(message) = &mut change.msg {
                (*message, _) = wanted.mask(message);
            }
            let peer = change.id.peer;
            for op in &mut change.ops {
                let id = ID::new(peer, op.counter);
                if let JsonOpContent::Text(JsonTextOp::Insert { text, .. }) = &mut op.content {
                    let hit = |at: usize| found.letters.contains(&at_offset(id, at));
                    if (0..text.chars().count()).any(hit) {
                        *text = text.chars().enumerate().map(|(at, c)| if hit(at) { masked(c) } else { c }).collect();
                    }
                } else {
                    let is_slug = is_slugline(&op.container, &op.content);
                    values_of(&mut op.content, &mut |value| places += mask_value(value, wanted, is_slug));
                }
            }
        }
        let manuscript = made_of(changes)?;
        if places > 0 {
            let left = search(&manuscript, &changes_of(&manuscript)?, wanted, moments)?;
            if !left.places.is_empty() {
                return Err(Error::Damaged("the words are still there".into()));
            }
        }
        Ok(Erased { manuscript, places })
    }
}

fn is_slugline(container: &ContainerID, content: &JsonOpContent) -> bool {
    matches!(container, ContainerID::Root { name, .. } if &**name == "details")
        && matches!(content, JsonOpContent::Map(loro::JsonMapOp::Insert { key, .. }) if key == crate::Detail::Slugline.key())
}

fn mask_value(value: &mut LoroValue, wanted: &Wanted, is_slug: bool) -> u32 {
    match value {
        LoroValue::String(text) => {
            let (masked, places) = if is_slug { wanted.mask_slug(text) } else { wanted.mask(text) };
            if places > 0 {
                *text.make_mut() = masked;
            }
            places
        }
        LoroValue::List(list) => list.make_mut().iter_mut().map(|value| mask_value(value, wanted, is_slug)).sum(),
        LoroValue::Map(map) => map.make_mut().values_mut().map(|value| mask_value(value, wanted, is_slug)).sum(),
        _ => 0,
    }
}

#[derive(Default)]
struct Found {
    /// Every letter to mask.
    letters: HashSet<ID>,
    /// The first letter of every place.
    places: HashSet<ID>,
}

impl Found {
    fn add(&mut self, letters: impl Iterator<Item = (ID, char)>) {
        let mut letters = letters.peekable();
        if let Some((first, _)) = letters.peek() {
            self.places.insert(*first);
        }
        self.letters.extend(letters.filter(|(_, c)| !c.is_whitespace()).map(|(id, _)| id));
    }
}

fn search(manuscript: &Manuscript, changes: &JsonSchema, wanted: &Wanted, moments: &[Reach]) -> Result<Found, Error> {
    let mut found = Found::default();
    let mut texts: BTreeMap<String, ContainerID> = BTreeMap::new();
    for change in &changes.changes {
        for op in &change.ops {
            if op.container.container_type() == ContainerType::Text {
                texts.entry(op.container.to_string()).or_insert_with(|| op.container.clone());
            }
            let JsonOpContent::Text(JsonTextOp::Insert { text, .. }) = &op.content else { continue };
            let id = id_of(change, op);
            for place in wanted.find(text) {
                let first = text[..place.start].chars().count();
                let letters = text[place].chars().enumerate();
                found.add(letters.map(|(at, c)| (at_offset(id, first + at), c)));
            }
        }
    }
    // As every writer saw the text, and as it was put together here.
    let doc = crate::manuscript::empty();
    doc.import(&manuscript.whole()?)?;
    let ends = changes.changes.iter().map(|change| Frontiers::from(end_of(change)));
    let joined = moments.iter().map(|reach| doc.vv_to_frontiers(&reach.0)).filter(|frontiers| frontiers.len() > 1);
    let mut walk = Walk { doc: &doc, before: HashMap::new() };
    for frontiers in ends.chain(joined) {
        walk.doc.checkout(&frontiers)?;
        for container in texts.values() {
            walk.look(container, wanted, &mut found);
        }
    }
    Ok(found)
}

fn end_of(change: &JsonChange) -> ID {
    at_offset(change.id, change.op_len().saturating_sub(1))
}

/// Goes through the moments of a document and looks at what is new in each.
struct Walk<'a> {
    doc: &'a LoroDoc,
    before: HashMap<ContainerID, String>,
}

impl Walk<'_> {
    fn look(&mut self, container: &ContainerID, wanted: &Wanted, found: &mut Found) {
        let text = self.doc.get_text(container.clone());
        let now = text.to_string();
        let before = self.before.get(container).map_or("", String::as_str);
        if before == now {
            return;
        }
        let window = changed(before, &now, wanted.reach());
        for place in wanted.find(&now[window.clone()]) {
            let place = place.start + window.start..place.end + window.start;
            let first = now[..place.start].chars().count();
            let letters = now[place].chars().enumerate();
            let id = |at: usize| text.get_cursor(first + at, Side::Middle)?.id;
            found.add(letters.filter_map(|(at, c)| Some((id(at)?, c))));
        }
        self.before.insert(container.clone(), now);
    }
}

/// The part of a text that is not as before, with so many bytes around it.
fn changed(before: &str, now: &str, around: usize) -> Range<usize> {
    let (a, b) = (before.as_bytes(), now.as_bytes());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let mut from = head.saturating_sub(around);
    let mut to = (b.len() - tail + around).min(b.len());
    while !now.is_char_boundary(from) {
        from -= 1;
    }
    while !now.is_char_boundary(to) {
        to += 1;
    }
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(words: &str, text: &str) -> Vec<String> {
        Wanted::of(words).map(|w| w.find(text).into_iter().map(|at| text[at].to_owned()).collect()).unwrap_or_default()
    }

    #[test]
    fn words_are_found_however_they_are_spaced_and_written() {
        assert_eq!(places("Jan Novák", "JAN\n NOVÁK, jan nova\u{301}k; Jan Nova"), ["JAN\n NOVÁK", "jan nova\u{301}k"]);
        assert_eq!(places("it's so", "It’s so."), ["It’s so"]);
        assert_eq!(places("secret", "a sec\u{ad}ret, secrets"), ["sec\u{ad}ret", "secret"]);
        assert_eq!(places("渡船", "夜の渡船。"), ["渡船"]);
        assert!(Wanted::of("a").is_none() && Wanted::of(" . ").is_none() && Wanted::of("██").is_none());
    }

    #[test]
    fn a_mask_is_as_long_as_what_it_covers() {
        let wanted = Wanted::of("old ferry").unwrap_or_else(|| unreachable!());
        assert_eq!(wanted.mask("The old\nferry 🦆 (Old ferry)."), ("The ███\n█████ 🦆 (███ █████).".into(), 2));
        assert_eq!(wanted.mask_slug("the-old-ferry-2"), ("the-xxx-xxxxx-2".into(), 1));
        assert_eq!(wanted.inside_words("old ferryman, old ferry"), 1);
    }
}
