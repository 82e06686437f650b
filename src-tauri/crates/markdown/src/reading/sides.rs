//! The two sides of a comparison: what was sealed and what a file says, each as one line of words.

use super::html::{Block, Manner, Part, blocks_of};
use super::{FileForm, MARKED, ReadFile, field_words, reading_in};
use crate::blocks::{RenderOptions, render_body};
use crate::full::full_text;
use crate::images::image_addresses;
use crate::noted::noted_text;
use crate::sheet::{begins_with, label_of, word_by};
use crate::text::plain_text;
use model::review::Texts;
use model::review::reading::normal;
use model::review::seal::fingerprints_in;
use model::{Field, HouseMarks, OutletProfile};
use std::collections::{HashMap, HashSet};

/// What was sealed and what a file says, in reading form. They are equal when the file says what was sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// The sealed text, as far as this kind of file shows it.
    pub sealed: String,
    /// What the file says.
    pub file: String,
    /// What the file's page shows besides, which no seal covers: date, masthead, tagline, section.
    pub also: Vec<String>,
    /// Sealed texts that this kind of file does not show: a kicker, headlines for other places.
    pub left_out: Vec<Field>,
    /// What the file's head says that was not sealed, or not so.
    pub about: Vec<String>,
    /// Whether it says so in the place of something that was sealed, and its page is one of ours; content systems write
    /// heads of their own.
    pub other_head: bool,
    /// Whether it was read as a text without footnotes and without descriptions of pictures, as our older ones were.
    pub without_notes: bool,
    /// Whether it was read as a text without descriptions of the pictures that were sealed, as our own was before.
    pub without_pictures: bool,
}

impl Sides {
    /// Whether the file says what was sealed, word for word and sign for sign.
    pub fn match_each_other(&self) -> bool {
        self.sealed == self.file
    }
}

/// Sets a file beside a sealed text. `frame` are the texts that a page of the outlet shows besides the piece (name,
/// tagline, section, dates), so that they are not taken for words of the piece.
///
/// Where a file can be read in several ways, the one that is nearest to the sealed text is taken; a difference in a
/// single sign stays one in all of them. `outlets` are those that it may have left for: straight marks
/// are set as they set them.
pub fn sides(
    sealed: &Texts,
    language: Option<&str>,
    frame: &[String],
    outlets: &[OutletProfile],
    file: &ReadFile,
) -> Sides {
    let opts = |smart_punctuation, outlet: Option<&OutletProfile>| RenderOptions {
        smart_punctuation,
        language: language.map(str::to_owned),
        house: outlet.map(HouseMarks::of_outlet),
    };
    if let (FileForm::Markdown, Some(texts)) = (file.form, &file.texts) {
        return Sides {
            sealed: reading_in(sealed, &opts(false, None), MARKED),
            file: reading_in(texts, &opts(false, None), MARKED),
            ..Sides::default()
        };
    }
    let others: Vec<_> = file.about.iter().filter(|about| !about.is_of(sealed, frame)).collect();
    let other_head = file.form == FileForm::Page && others.iter().any(|about| about.stands_for_one_of(sealed));
    let about: Vec<String> = others.iter().map(|about| format!("{}: {}", about.name, shortened(&about.text))).collect();
    let mut best: Option<(usize, Sides)> = None;
    let mut ways = vec![opts(false, None), opts(true, None)];
    for outlet in outlets {
        let way = opts(true, Some(outlet));
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let has_pictures = sealed.get(&Field::Body).is_some_and(|body| !image_addresses(body).is_empty());
    for way in &ways {
        let forms: &[BodyForm] = match (file.is_print, file.is_text) {
            (true, _) => &[BodyForm::Print],
            // Only a text leaves out notes and pictures; markup from which they went was changed.
            (_, true) if !way.smart_punctuation => &[BodyForm::Full, BodyForm::Page, BodyForm::Noted, BodyForm::Plain],
            _ => &[BodyForm::Page],
        };
        for &body in forms {
            let words = Rendered::of(sealed, way, (language, outlets), body, !file.is_text || file.is_print);
            // A line of the frame can read like one of the piece; then the file is read without a frame, too.
            let frames: [&[String]; 2] = [frame, &[]];
            for (blocks, frame) in file.flows.iter().flat_map(|blocks| frames.map(|frame| (blocks, frame))) {
                let mut found = held_against(&words, language, frame, blocks, file.form == FileForm::Page);
                found.about.clone_from(&about);
                found.other_head = other_head;
                found.without_notes = body == BodyForm::Plain;
                found.without_pictures = body == BodyForm::Noted && has_pictures;
                if found.match_each_other() {
                    return found;
                }
                let far = distance(&found);
                if best.as_ref().is_none_or(|(least, _)| far < *least) {
                    best = Some((far, found));
                }
            }
        }
    }
    best.map(|(_, sides)| sides).unwrap_or_default()
}

/// How a file sets the body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyForm {
    /// As a page does, its notes below it.
    Page,
    /// As the press does: a note has its number in front.
    Print,
    /// As our text does: the numbers of notes in brackets, items of lists with their signs, pictures by what is said of them.
    Full,
    /// As our text did before: without signs, and without what pictures show.
    Noted,
    /// As a text does that leaves out notes, too.
    Plain,
}

/// A saying as it is told of.
fn shortened(text: &str) -> String {
    let start: String = text.chars().take(LONGEST_FRAME).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

/// The sealed texts in reading form.
struct Rendered {
    words: HashMap<Field, String>,
    /// Whether the body has notes, so that signs at the end of a block can lead back from one.
    has_notes: bool,
    /// The words that can stand before the name of the author.
    bys: Vec<String>,
}

impl Rendered {
    fn of(
        sealed: &Texts,
        opts: &RenderOptions,
        (language, outlets): (Option<&str>, &[OutletProfile]),
        form: BodyForm,
        struck: bool,
    ) -> Rendered {
        let mut words = HashMap::new();
        let mut has_notes = false;
        for (field, text) in sealed {
            let rendered = match field {
                Field::Body if form == BodyForm::Plain => normal(&plain_text(text)),
                Field::Body if form == BodyForm::Full => normal(&full_text(text)),
                Field::Body if form == BodyForm::Noted => normal(&noted_text(text).in_full()),
                Field::Body => {
                    let html = render_body(text, opts);
                    has_notes = is_with_notes(&html);
                    let blocks = blocks_of(&html, Manner { numbered: form == BodyForm::Print, struck });
                    normal(&blocks.iter().map(|block| words_of(block, has_notes)).collect::<Vec<_>>().join(" "))
                }
                _ => field_words(*field, text, opts, Manner { numbered: false, struck }),
            };
            if !rendered.is_empty() {
                words.insert(*field, rendered);
            }
        }
        let bys = outlets.iter().map(|outlet| outlet.style.by.as_str()).chain([word_by(language)]);
        Rendered {
            words,
            has_notes,
            bys: bys.map(|by| normal(by).to_lowercase()).filter(|by| !by.is_empty()).collect(),
        }
    }

    fn get(&self, field: Field) -> Option<&str> {
        self.words.get(&field).map(String::as_str)
    }
}

/// Longest line of a page's frame, in characters; what is longer is compared like the piece's own words.
const LONGEST_FRAME: usize = 160;
/// Most lines of a page's frame: date, masthead, tagline, section. More is no frame.
const MOST_FRAME: usize = 4;
/// Most blocks that are looked through for the beginning of the body.
const MOST_IN_HEAD: usize = 60;
const HEADLINES: [Field; 4] = [Field::HeadlineWeb, Field::Headline, Field::HeadlinePrint, Field::HeadlineSocial];
const NOTES: [Field; 3] = [Field::AuthorNote, Field::Disclosure, Field::CorrectionNote];

fn held_against(sealed: &Rendered, language: Option<&str>, frame: &[String], blocks: &[Block], marked: bool) -> Sides {
    let frame: Vec<String> = frame.iter().map(|text| normal(text)).filter(|text| !text.is_empty()).collect();
    let texts: Vec<(Part, String)> = blocks
        .iter()
        .map(|block| (block.part, normal(words_of(block, sealed.has_notes))))
        .filter(|(_, text)| !text.is_empty() && !is_seal_line(text))
        .collect();
    let mut out = Sides::default();
    let mut head = Head::default();
    let mut said: Vec<String> = Vec::new();
    // Where a byline stands that is not the sealed one, and how it reads without the word in front of the name.
    let mut other_name: Option<(usize, String)> = None;
    let notes_from = if marked { 0 } else { texts.len().saturating_sub(2 * NOTES.len()) };
    for (index, (part, text)) in texts.iter().enumerate() {
        if !head.is_over {
            let is_frame = if marked {
                *part == Part::Frame && text.chars().count() <= LONGEST_FRAME
            } else {
                frame.contains(text)
            };
            if out.also.len() < MOST_FRAME && is_frame {
                out.also.push(text.clone());
                continue;
            }
            if let Some(words) = head.take(sealed, *part, text, marked) {
                said.push(words);
                continue;
            }
            let is_byline = if marked { *part == Part::Text(Field::Byline) } else { !head.is_over };
            let name = without_by(text, &sealed.bys);
            if is_byline && name.len() < text.len() {
                other_name = Some((said.len(), name.to_owned()));
            }
        }
        let foot = if marked { *part == Part::Foot } else { index >= notes_from };
        let next = texts.get(index + 1).map_or("", |(_, text)| text.as_str());
        match NOTES.into_iter().filter(|_| foot).find_map(|field| note(sealed, field, language, text, next)) {
            Some(rest) if rest.is_empty() => {}
            Some(rest) => said.push(rest),
            None => said.push(text.clone()),
        }
    }
    let shown = &head.shown;
    let mut should: Vec<&str> = Vec::new();
    let headline = HEADLINES.into_iter().find(|field| shown.contains(field)).or_else(|| {
        // None is there as it was sealed: the one that such a file would show.
        let usual = if marked { HEADLINES.as_slice() } else { &[Field::Headline, Field::HeadlineWeb] };
        usual.iter().copied().find(|field| sealed.get(*field).is_some())
    });
    for field in Field::ALL {
        let Some(words) = sealed.get(field) else { continue };
        let optional = match field {
            Field::Kicker => !marked && !shown.contains(&field) && !head.has_room_for_a_kicker(sealed),
            field if HEADLINES.contains(&field) => Some(field) != headline,
            _ => false,
        };
        if optional {
            out.left_out.push(field);
        } else {
            should.push(words);
        }
    }
    out.sealed = should.join(" ");
    out.file = said.join(" ");
    // The word in front of another name is the page's own; leaving it out never makes two texts equal.
    if let Some((at, name)) = other_name
        && !out.match_each_other()
        && !shown.contains(&Field::Byline)
        && sealed.get(Field::Byline).is_some_and(|byline| without_by(byline, &sealed.bys) == byline)
    {
        said[at] = name;
        let file = said.join(" ");
        if file != out.sealed {
            out.file = file;
        }
    }
    out
}

/// Whether a body has notes below it.
fn is_with_notes(html: &str) -> bool {
    html.contains("class=\"footnotes\"")
}

/// The words of a block. The signs at its end that lead from a note back to its calls are none: a book has one, a page
/// one for every call, and paper has none.
fn words_of(block: &Block, has_notes: bool) -> &str {
    let is_return = |c: char| c.is_whitespace() || matches!(c, '↩' | '\u{fe0e}');
    if has_notes { block.text.trim_end_matches(is_return) } else { &block.text }
}

/// A block that names the seal and nothing else.
fn is_seal_line(text: &str) -> bool {
    let [fingerprint] = &fingerprints_in(text)[..] else { return false };
    let rest = text.to_lowercase().replace(fingerprint.as_str(), "");
    matches!(rest.trim().trim_end_matches([':', '.']), "seal" | "sealed" | "")
}

fn without_by<'t>(text: &'t str, bys: &[String]) -> &'t str {
    let rest = |by: &String| {
        let (first, rest) = text.split_at_checked(by.len())?;
        rest.strip_prefix(' ').filter(|_| first.to_lowercase() == *by)
    };
    bys.iter().find_map(rest).unwrap_or(text)
}

/// A block of the foot without the label of this note; none when it is not this note's. A label that stands alone
/// before its note leaves nothing.
fn note(sealed: &Rendered, field: Field, language: Option<&str>, text: &str, next: &str) -> Option<String> {
    let words = sealed.get(field)?;
    if text == words {
        return Some(text.to_owned());
    }
    let label = label_of(field, language);
    let start: String = text.chars().take(label.chars().count()).collect();
    if start.to_lowercase() != label.to_lowercase() {
        return None;
    }
    let mut rest = text[start.len()..].trim_start_matches(['.', ':']).trim_start();
    if begins_with(words, label) && !begins_with(rest, label) {
        // The note brings its label along, so that the page has none of its own.
        rest = text;
    }
    // A paragraph of the body can begin with the same words: what follows decides.
    let follows = if rest.is_empty() { next } else { rest };
    (rest == words || are_alike(follows, words)).then(|| rest.to_owned())
}

/// Whether most of a text's words stand in the other.
fn are_alike(text: &str, other: &str) -> bool {
    known_words(text, other) > 0.5
}

/// Which part of a text's words stands in the other, from 0 to 1.
fn known_words(text: &str, other: &str) -> f64 {
    let other: HashSet<&str> = other.split(' ').collect();
    let (mut all, mut known) = (0u32, 0u32);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        all += 1;
        known += u32::from(other.contains(word));
    }
    if all == 0 { 0.0 } else { f64::from(known) / f64::from(all) }
}

/// The head of a page, while it is read: what was found of it, in page order.
#[derive(Default)]
struct Head {
    /// The furniture that is there as it was sealed.
    shown: Vec<Field>,
    /// Blocks that are none of it.
    strangers: usize,
    /// Blocks that were looked at.
    seen: usize,
    /// Whether the body has begun.
    is_over: bool,
}

impl Head {
    /// Takes a block for a piece of furniture; none when it is none. Says the words that it stands for.
    fn take(&mut self, sealed: &Rendered, part: Part, text: &str, marked: bool) -> Option<String> {
        let named = |field: Field| !marked || part == Part::Text(field);
        let place = |field: Field| match field {
            Field::Kicker => 0,
            Field::Standfirst => 2,
            Field::Byline => 3,
            _ => 1,
        };
        let last = self.shown.last().map_or(-1, |field| place(*field));
        let headline = HEADLINES.into_iter().filter(|_| named(Field::Headline));
        let others = [Field::Kicker, Field::Standfirst].into_iter().filter(|field| named(*field));
        let found =
            headline.chain(others).filter(|field| place(*field) > last).find(|field| sealed.get(*field) == Some(text));
        if let Some(field) = found {
            self.shown.push(field);
            return Some(text.to_owned());
        }
        if named(Field::Byline)
            && place(Field::Byline) > last
            && let Some(byline) = sealed.get(Field::Byline)
            && without_by(text, &sealed.bys) == without_by(byline, &sealed.bys)
        {
            self.shown.push(Field::Byline);
            return Some(byline.to_owned());
        }
        let body = sealed.get(Field::Body).unwrap_or_default();
        self.is_over = if marked {
            part == Part::Text(Field::Body)
        } else {
            body.starts_with(text) || (text.len() > 24 && (body.contains(text) || known_words(text, body) >= 0.8))
        };
        self.seen += 1;
        self.is_over |= self.seen >= MOST_IN_HEAD;
        self.strangers += usize::from(!self.is_over);
        None
    }

    /// Whether more unknown blocks stand in the head than furniture is missing: then one of them may be the kicker.
    fn has_room_for_a_kicker(&self, sealed: &Rendered) -> bool {
        let headline = HEADLINES.into_iter().any(|field| sealed.get(field).is_some())
            && !HEADLINES.into_iter().any(|field| self.shown.contains(&field));
        let others = [Field::Standfirst, Field::Byline]
            .into_iter()
            .filter(|field| sealed.get(*field).is_some() && !self.shown.contains(field));
        // Without any block of the body, the head cannot be told from it.
        self.is_over && self.strangers > usize::from(headline) + others.count()
    }
}

/// How many words of either side the other lacks, whatever their order.
fn distance(sides: &Sides) -> usize {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    for word in sides.sealed.split(' ') {
        *counts.entry(word).or_default() += 1;
    }
    for word in sides.file.split(' ') {
        *counts.entry(word).or_default() -= 1;
    }
    counts.values().map(|count| usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX)).sum()
}
