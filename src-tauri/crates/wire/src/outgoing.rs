//! A piece on its way out: the value, the outlet, and what the Markdown writer made of its texts.

use crate::content::{Block, Inline, content, inlines, text_of};
use crate::time::Time;
use crate::words::public_authors;
use crate::xml::one_line;
use model::content::Figure;
use model::picture::{Picture, Pictures};
use model::{OutletProfile, Piece};
use sha2::{Digest, Sha256};

/// What every form of the wire is written from. All HTML comes from the Markdown writer and is safe.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// The outlet that it goes out for.
    pub profile: &'a OutletProfile,
    /// The body.
    pub body_html: &'a str,
    /// The body as a reader sees it.
    pub body_plain: &'a str,
    /// The standfirst, inline.
    pub standfirst_html: &'a str,
    /// The author note, inline.
    pub author_note_html: &'a str,
    /// The disclosure, inline.
    pub disclosure_html: &'a str,
    /// The correction, inline.
    pub correction_html: &'a str,
    /// The byline as it is printed, with its "By".
    pub byline: &'a str,
    /// The date as it is printed; empty for none.
    pub date: &'a str,
    /// The pictures that the body calls.
    pub pictures: &'a Pictures,
    /// The seal's fingerprint, for the final copy: each form names it where readers of the piece don't see it.
    pub seal: Option<&'a str>,
}

impl Outgoing<'_> {
    /// The pictures of the body with what is said of them, in reading order, each place by itself.
    pub(crate) fn figures(&self) -> Vec<(Figure, &Picture)> {
        let mut found = Vec::new();
        let content = content(self.body_html);
        push_figures(&mut found, &content.blocks);
        content.notes.iter().for_each(|note| push_figures(&mut found, note));
        found.into_iter().filter_map(|figure| Some((figure.clone(), self.pictures.get(&figure.name)?))).collect()
    }

    /// The headline for print, or for every place.
    pub(crate) fn headline(&self) -> String {
        one_line(first(&[&self.piece.headlines.print, &self.piece.headline, &self.piece.headlines.web]))
    }

    /// The headline for the web, or for every place.
    pub(crate) fn web_headline(&self) -> String {
        one_line(first(&[&self.piece.headlines.web, &self.piece.headline, &self.piece.headlines.print]))
    }

    /// What the piece is called where something must stand.
    pub(crate) fn title(&self) -> String {
        let slug = self.piece.slugline.trim();
        let title = self.headline();
        if !title.is_empty() {
            title
        } else if !slug.is_empty() {
            one_line(slug)
        } else {
            "Untitled".into()
        }
    }

    /// The outlet: the piece's own, else the profile's.
    pub(crate) fn outlet(&self) -> String {
        one_line(first(&[&self.piece.outlet.name, &self.profile.name]))
    }

    /// The tagline: the piece's own, else the profile's.
    pub(crate) fn tagline(&self) -> String {
        one_line(first(&[&self.piece.outlet.tagline, &self.profile.tagline]))
    }

    /// Who holds the copyright; empty when the profile does not say.
    pub(crate) fn holder(&self) -> String {
        one_line(&self.profile.rights.holder)
    }

    /// The people behind the piece, as they may go out.
    pub(crate) fn authors(&self) -> Vec<String> {
        public_authors(self.piece).iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect()
    }

    /// The language of the piece, else of the outlet; empty when neither has a tag that is one.
    pub(crate) fn language(&self) -> String {
        let own = self.piece.language.as_deref().unwrap_or_default();
        language_tag(first(&[own, &self.profile.language]))
    }

    /// When it is published, as precise as it is known.
    pub(crate) fn published(&self) -> Option<Time> {
        Time::read(self.piece.published.value.as_deref()?)
    }

    /// When this text was made: its last change, else its publication.
    pub(crate) fn version_time(&self) -> Option<Time> {
        let changed = self.piece.modified.as_deref().and_then(Time::read);
        changed.or_else(|| self.published()).or_else(|| self.piece.created.as_deref().and_then(Time::read))
    }

    /// Not before.
    pub(crate) fn embargo(&self) -> Option<Time> {
        Time::read(self.piece.embargo.as_deref()?)
    }

    /// The name of the piece among all pieces of the world, `urn:uuid:…`: the same for every export of the piece, and it
    /// tells nothing of the desk. A file without a desk is known by its words.
    pub(crate) fn uri(&self) -> String {
        format!("urn:uuid:{}", self.uuid())
    }

    /// The same without `urn:uuid:`.
    pub(crate) fn uuid(&self) -> String {
        let mut hash = Sha256::new();
        match &self.piece.id {
            Some(id) => hash.update(format!("piece\n{id}")),
            None => {
                let piece = self.piece;
                for text in [&piece.headline, &piece.standfirst, &piece.byline, &piece.body] {
                    hash.update((text.len() as u64).to_be_bytes());
                    hash.update(text);
                }
            }
        }
        uuid_of(&hash.finalize())
    }

    /// The notes below the body: a label, and runs.
    pub(crate) fn notes(&self) -> Vec<(NoteKind, Vec<Inline>)> {
        let notes = [
            (NoteKind::Author, self.author_note_html),
            (NoteKind::Disclosure, self.disclosure_html),
            (NoteKind::Correction, self.correction_html),
        ];
        notes.into_iter().map(|(kind, html)| (kind, inlines(html))).filter(|(_, inlines)| !inlines.is_empty()).collect()
    }

    /// The standfirst without marks.
    pub(crate) fn standfirst(&self) -> String {
        text_of(&inlines(self.standfirst_html))
    }

    /// Words of the body.
    pub(crate) fn words(&self) -> u32 {
        model::count_words(self.body_plain)
    }

    /// Characters of the body as a reader sees it (Unicode scalar values, line ends not counted).
    pub(crate) fn characters(&self) -> usize {
        self.body_plain.chars().filter(|c| !matches!(c, '\n' | '\r')).count()
    }
}

fn push_figures(out: &mut Vec<Figure>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Picture(figure) => out.push(figure.clone()),
            Block::Quote(inner) => push_figures(out, inner),
            Block::List(_, items) => items.iter().for_each(|item| push_figures(out, item)),
            _ => {}
        }
    }
}

/// What a note below the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoteKind {
    Author,
    Disclosure,
    Correction,
}

impl NoteKind {
    /// The role of it where a form has roles.
    pub(crate) fn role(self) -> &'static str {
        match self {
            NoteKind::Author => "authorNote",
            NoteKind::Disclosure => "disclosure",
            NoteKind::Correction => "correction",
        }
    }
}

/// A version 8 UUID of the first bytes of a hash.
pub(crate) fn uuid_of(hash: &[u8]) -> String {
    let mut hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    if hex.len() == 32 {
        hex.replace_range(12..13, "8");
        hex.replace_range(16..17, "a");
        for at in [20, 16, 12, 8] {
            hex.insert(at, '-');
        }
    }
    hex
}

/// The first text that has words.
pub(crate) fn first<'a>(texts: &[&'a str]) -> &'a str {
    texts.iter().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default()
}

/// A BCP 47 tag, when the text is one: letters first, parts of at most eight.
fn language_tag(text: &str) -> String {
    let tag = text.trim().replace('_', "-");
    let sound = tag.len() <= 35
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        && tag
            .split('-')
            .next()
            .is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    if sound { tag } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_one() {
        let uuid = uuid_of(&[0xff; 32]);
        assert_eq!(uuid, "ffffffff-ffff-8fff-afff-ffffffffffff");
    }

    #[test]
    fn only_a_language_tag_is_one() {
        assert_eq!((language_tag("en_GB").as_str(), language_tag("\" x").as_str()), ("en-GB", ""));
        assert_eq!(language_tag("12"), "");
    }
}
