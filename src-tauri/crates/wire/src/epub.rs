//! EPUB 3: one piece, or several as chapters of one book.

use crate::content::{Inline, content, inlines, is_right_to_left};
use crate::outgoing::{NoteKind, Outgoing, uuid_of};
use crate::time::Time;
use crate::xhtml::Xhtml;
use crate::xml::{attribute, one_line, push_element, xml_line};
use crate::zip::Zip;
use model::picture::{Kind, Picture, address};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
    <rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n</container>\n";

pub(crate) const STYLE: &str = include_str!("epub.css");

/// What stands for a moment that nothing tells; that of the archive's files.
const NO_TIME: &str = "1980-01-01T00:00:00Z";

/// Pieces as one book; `title` is the book's when there are several. The bytes depend on the pieces alone.
pub fn epub(pieces: &[Outgoing<'_>], title: &str) -> Vec<u8> {
    let mut zip = Zip::default();
    zip.add("mimetype", b"application/epub+zip", false);
    zip.add("META-INF/container.xml", CONTAINER.as_bytes(), true);
    let book = Book::of(pieces, title);
    zip.add("EPUB/package.opf", book.package(pieces).as_bytes(), true);
    zip.add("EPUB/nav.xhtml", book.contents(pieces).as_bytes(), true);
    zip.add("EPUB/style.css", STYLE.as_bytes(), true);
    for (at, piece) in pieces.iter().enumerate() {
        zip.add(&format!("EPUB/{}", file(at)), chapter(piece).as_bytes(), true);
    }
    if has_webp(pieces) {
        zip.add("EPUB/no-picture.png", CLEAR, false);
    }
    for picture in shown(pieces) {
        zip.add(&format!("EPUB/{}", address(&picture.name)), &picture.bytes, false);
    }
    zip.finish()
}

/// One clear pixel, for readers that do not know WebP.
const CLEAR: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x04\x00\x00\x00\xb5\x1c\x0c\x02\x00\x00\x00\x0bIDATx\xdac``\x00\x00\x00\x03\x00\x01+\x09M\x84\x00\x00\x00\x00IEND\xaeB`\x82";

fn has_webp(pieces: &[Outgoing<'_>]) -> bool {
    shown(pieces).iter().any(|picture| picture.kind == Kind::WebP)
}

/// The pictures of all pieces, each once, by name.
fn shown<'a>(pieces: &[Outgoing<'a>]) -> Vec<&'a Picture> {
    let mut out: BTreeMap<&str, &Picture> = BTreeMap::new();
    for piece in pieces {
        for (figure, _) in piece.figures() {
            out.extend(piece.pictures.get(&figure.name).map(|picture| (picture.name.as_str(), picture)));
        }
    }
    out.into_values().collect()
}

fn file(at: usize) -> String {
    format!("piece-{}.xhtml", at + 1)
}

/// What the book as a whole says of itself.
struct Book {
    title: String,
    language: String,
    right_to_left: bool,
    id: String,
}

impl Book {
    fn of(pieces: &[Outgoing<'_>], title: &str) -> Book {
        let [only] = pieces else {
            let mut hash = Sha256::new();
            pieces.iter().for_each(|piece| hash.update(piece.uri()));
            let title = one_line(title);
            let language = pieces.iter().map(Outgoing::language).find(|tag| !tag.is_empty()).unwrap_or_default();
            let right_to_left = pieces.first().is_some_and(runs_left);
            let title = if title.is_empty() { "Pieces".into() } else { title };
            return Book { title, language, right_to_left, id: uuid_of(&hash.finalize()) };
        };
        Book { title: only.title(), language: only.language(), right_to_left: runs_left(only), id: only.uuid() }
    }

    fn language(&self) -> &str {
        if self.language.is_empty() { "und" } else { &self.language }
    }

    fn package(&self, pieces: &[Outgoing<'_>]) -> String {
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"id\" xml:lang=\"{}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
            self.language()
        );
        xml.push_str(&format!("<dc:identifier id=\"id\">urn:uuid:{}</dc:identifier>\n", self.id));
        push_element(&mut xml, "dc:title", &self.title);
        push_element(&mut xml, "dc:language", self.language());
        let mut authors: Vec<String> = Vec::new();
        for name in pieces.iter().flat_map(Outgoing::authors) {
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
        for name in &authors {
            push_element(&mut xml, "dc:creator", name);
        }
        let outlet =
            pieces.first().map(Outgoing::outlet).filter(|name| pieces.iter().all(|piece| piece.outlet() == *name));
        push_element(&mut xml, "dc:publisher", &outlet.unwrap_or_default());
        if let [only] = pieces {
            push_element(&mut xml, "dc:date", &only.published().map(Time::date).unwrap_or_default());
            push_element(&mut xml, "dc:description", &only.standfirst());
            for tag in &only.piece.tags {
                push_element(&mut xml, "dc:subject", tag);
            }
        }
        let rights = pieces.first().map(|piece| piece.profile.rights.notice.as_str()).unwrap_or_default();
        push_element(&mut xml, "dc:rights", rights);
        let made = pieces.iter().filter_map(Outgoing::version_time).map(Time::utc).max();
        push_element(&mut xml, "meta property=\"dcterms:modified\"", made.as_deref().unwrap_or(NO_TIME));
        let figures: Vec<_> = pieces.iter().flat_map(Outgoing::figures).collect();
        let is_told = figures.iter().all(|(figure, _)| !figure.alt.is_empty());
        let visual = (!figures.is_empty()).then_some(("schema:accessMode", "visual"));
        let sufficient = is_told.then_some(("schema:accessModeSufficient", "textual"));
        let seen = (!is_told).then_some(("schema:accessModeSufficient", "textual,visual"));
        let described = (!figures.is_empty() && is_told).then_some(("schema:accessibilityFeature", "alternativeText"));
        let of_all = [
            Some(("schema:accessMode", "textual")),
            visual,
            sufficient,
            seen,
            described,
            Some(("schema:accessibilityFeature", "tableOfContents")),
            Some(("schema:accessibilityFeature", "readingOrder")),
            Some(("schema:accessibilityHazard", "none")),
        ];
        for (property, value) in of_all.into_iter().flatten() {
            push_element(&mut xml, &format!("meta property=\"{property}\""), value);
        }
        xml.push_str("</metadata>\n<manifest>\n");
        xml.push_str("<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n");
        xml.push_str("<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
        for at in 0..pieces.len() {
            let (id, href) = (at + 1, file(at));
            xml.push_str(&format!("<item id=\"piece-{id}\" href=\"{href}\" media-type=\"application/xhtml+xml\"/>\n"));
        }
        if has_webp(pieces) {
            xml.push_str("<item id=\"no-picture\" href=\"no-picture.png\" media-type=\"image/png\"/>\n");
        }
        for (at, picture) in shown(pieces).into_iter().enumerate() {
            let (id, href, kind) = (at + 1, address(&picture.name), picture.kind.media_type());
            // Readers before EPUB 3.3 need not know WebP: they show nothing, and its words.
            let fallback = if picture.kind == Kind::WebP { " fallback=\"no-picture\"" } else { "" };
            xml.push_str(&format!("<item id=\"picture-{id}\" href=\"{href}\" media-type=\"{kind}\"{fallback}/>\n"));
        }
        let direction = if self.right_to_left { " page-progression-direction=\"rtl\"" } else { "" };
        xml.push_str(&format!("</manifest>\n<spine{direction}>\n"));
        if pieces.len() > 1 {
            xml.push_str("<itemref idref=\"nav\"/>\n");
        }
        for at in 0..pieces.len() {
            xml.push_str(&format!("<itemref idref=\"piece-{}\"/>\n", at + 1));
        }
        xml.push_str("</spine>\n</package>\n");
        xml
    }

    fn contents(&self, pieces: &[Outgoing<'_>]) -> String {
        let mut xml = head(&self.title, self.language(), self.right_to_left, None);
        xml.push_str("<body>\n<nav epub:type=\"toc\" role=\"doc-toc\">\n");
        push_element(&mut xml, "h1", &self.title);
        xml.push_str("<ol>\n");
        for (at, piece) in pieces.iter().enumerate() {
            xml.push_str(&format!("<li><a href=\"{}\">{}</a></li>\n", file(at), xml_line(&piece.title())));
        }
        xml.push_str("</ol>\n</nav>\n</body>\n</html>\n");
        xml
    }
}

fn runs_left(piece: &Outgoing<'_>) -> bool {
    is_right_to_left(&format!("{}\n{}", piece.headline(), piece.body_plain))
}

fn head(title: &str, language: &str, right_to_left: bool, seal: Option<&str>) -> String {
    let direction = if right_to_left { " dir=\"rtl\"" } else { "" };
    let seal = seal.map(|seal| format!("<meta name=\"standfirst-seal\"{}/>\n", attribute("content", seal)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{language}\" xml:lang=\"{language}\"{direction}>\n<head>\n\
         <meta charset=\"utf-8\"/>\n<title>{}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n{}</head>\n",
        xml_line(title),
        seal.unwrap_or_default()
    )
}

fn chapter(piece: &Outgoing<'_>) -> String {
    let language = piece.language();
    let right_to_left = runs_left(piece);
    let line = |text: &str| -> Vec<Inline> {
        vec![Inline::Text(one_line(text))].into_iter().filter(|i| *i != Inline::Text(String::new())).collect()
    };
    let mut xhtml = Xhtml::new(right_to_left);
    let tag = if language.is_empty() { "und" } else { &language };
    xhtml.text.push_str(&head(&piece.title(), tag, right_to_left, piece.seal));
    xhtml.text.push_str("<body>\n<article>\n<header>\n");
    xhtml.line("p", "outlet", &line(&piece.outlet()));
    xhtml.line("p", "date", &line(piece.date));
    xhtml.line("p", "kicker", &line(&piece.piece.kicker));
    xhtml.line("h1", "", &line(&piece.title()));
    xhtml.line("p", "standfirst", &inlines(piece.standfirst_html));
    xhtml.line("p", "byline", &line(piece.byline));
    xhtml.text.push_str("</header>\n");
    xhtml.content(&content(piece.body_html));
    let notes = piece.notes();
    if !notes.is_empty() {
        xhtml.text.push_str("<footer>\n");
        for (kind, inlines) in &notes {
            let class = match kind {
                NoteKind::Author => "author",
                NoteKind::Disclosure => "disclosure",
                NoteKind::Correction => "correction",
            };
            xhtml.line("p", class, inlines);
        }
        xhtml.text.push_str("</footer>\n");
    }
    xhtml.text.push_str("</article>\n</body>\n</html>\n");
    xhtml.text
}
