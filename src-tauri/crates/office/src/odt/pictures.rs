//! The pictures of an OpenDocument text: frames with an image, and text boxes that hold one with its caption.

use super::Reader;
use super::xml::{Element, Node};
use crate::lines::Block;
use crate::paragraph::Look;
use crate::pictures::{LONGEST, Left, place_of};
use model::ReceiptKind;
use model::picture::{Refusal, from_base64, from_data_address};

impl Reader<'_> {
    /// What a frame holds comes in where it stands: a picture, or the words of a text box.
    pub(super) fn frame(&mut self, frame: &Element) {
        for part in frame.elements() {
            match part.name.as_str() {
                "draw:object" | "draw:object-ole" => {
                    self.lines.count(ReceiptKind::Dropped, "embedded object", "odt.object");
                }
                "draw:text-box" => self.text_box(part),
                _ => {}
            }
        }
        if is_picture(frame) {
            self.picture(frame, "");
        }
    }

    /// Frames that hang on a paragraph stand before its words, not among them: those with pictures become paragraphs of
    /// their own. How many nodes of the paragraph that were.
    pub(super) fn figures(&mut self, paragraph: &Element) -> usize {
        let mut passed = 0;
        for (number, node) in paragraph.nodes.iter().enumerate() {
            match node {
                Node::Text(text) if text.trim().is_empty() => {}
                Node::Element(frame) if hangs(frame) && holds_picture(frame) => {
                    self.figure(frame);
                    passed = number + 1;
                }
                _ => break,
            }
        }
        passed
    }

    /// A frame that stands by itself.
    pub(super) fn figure(&mut self, frame: &Element) {
        let status = self.status();
        self.frame(frame);
        self.lines.paragraph(Block::Paragraph, &status);
    }

    /// A box around one picture holds its caption: that is how captions are made in LibreOffice. The words of another box
    /// come in where it stands.
    fn text_box(&mut self, text_box: &Element) {
        let mut frames = Vec::new();
        pictures_in(text_box, &mut frames);
        let words = text_box.words();
        match frames[..] {
            [frame] if words.chars().count() <= LONGEST => {
                if self.picture(frame, &words) {
                    return;
                }
            }
            _ => {
                for frame in &frames {
                    self.picture(frame, "");
                }
            }
        }
        if frames.is_empty() || !words.is_empty() {
            self.lines.count(ReceiptKind::Changed, "text box", "odt.text_box");
            self.words(&format!(" {words} "), &Look::default());
        }
    }

    /// The picture of a frame: the first of its forms that a piece can have. Whether anything stands in the text for it.
    fn picture(&mut self, frame: &Element, caption: &str) -> bool {
        let alt = alternative(frame);
        let name = frame.attribute("name").unwrap_or_default();
        let mut found = Err(Left::Missing);
        for image in images(frame) {
            let this = self.image(image, name, &alt);
            // Why the first one is not kept says more than why its substitutes are not.
            if this.is_ok() || found == Err(Left::Missing) {
                found = this;
            }
            if found.is_ok() {
                break;
            }
        }
        let status = self.status();
        self.lines.picture(&found, &alt, caption, &status)
    }

    fn image(&mut self, image: &Element, name: &str, alt: &str) -> Result<String, Left> {
        let unknown = || Left::Refused(name.to_owned(), Refusal::Unknown.to_string());
        if let Some(data) = image.child("office:binary-data") {
            let bytes = from_base64(&data.words()).ok_or_else(unknown)?;
            return self.lines.pictures.take(name, alt, &bytes);
        }
        let href = image.attribute("href").unwrap_or_default().trim();
        if href.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
            let bytes = from_data_address(href).ok_or_else(unknown)?;
            return self.lines.pictures.take(name, alt, &bytes);
        }
        if let Some(known) = self.images.get(href) {
            return known.clone();
        }
        let found = self.part(href, name, alt);
        self.images.insert(href.to_owned(), found.clone());
        found
    }

    /// A picture that is a part of the archive. What lies outside of it is never looked for.
    fn part(&mut self, href: &str, name: &str, alt: &str) -> Result<String, Left> {
        let part = href.strip_prefix("./").unwrap_or(href);
        if part.is_empty() {
            return Err(Left::Missing);
        }
        if part.contains([':', '\\', '\0']) || part.starts_with(['/', '#']) || part.split('/').any(|step| step == "..")
        {
            return Err(Left::Elsewhere(href.to_owned()));
        }
        let file = readable(part, name);
        if let Some(why) = self.lines.pictures.ends() {
            return Err(Left::Refused(place_of(part), why));
        }
        let mut seen = 0;
        let bytes = self.package.picture(part, &mut seen);
        let looked_at = if let Ok(Some(bytes)) = &bytes { bytes.len() } else { 0 };
        // What comes out whole is counted when it is looked at.
        self.lines.pictures.wasted(seen.saturating_sub(looked_at));
        match bytes {
            Ok(Some(bytes)) => match self.lines.pictures.take(file, alt, &bytes) {
                Err(Left::Refused(_, why)) => Err(Left::Refused(place_of(part), why)),
                found => found,
            },
            Ok(None) => Err(Left::Missing),
            Err(_) => {
                let why = "It can't be unpacked. Get the file again from where it came.";
                Err(Left::Refused(place_of(part), why.to_owned()))
            }
        }
    }
}

/// What gives a picture its readable name: its file's, or that of its frame where the file's is only a long number.
fn readable<'n>(part: &'n str, frame: &'n str) -> &'n str {
    let file = part.rsplit('/').next().unwrap_or(part);
    let stem = file.split('.').next().unwrap_or(file);
    let counted = stem.len() >= 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    if counted { frame } else { file }
}

/// What a picture shows: its title, and what describes it where that says more.
fn alternative(frame: &Element) -> String {
    let words = |name: &str| frame.child(name).map(Element::words).unwrap_or_default();
    let (title, described) = (words("svg-compatible:title"), words("svg-compatible:desc"));
    if title.is_empty() || described.contains(&title) {
        return described;
    }
    if described.is_empty() || title.contains(&described) {
        return title;
    }
    let stop = if title.ends_with(|c: char| c.is_ascii_punctuation()) { "" } else { "." };
    format!("{title}{stop} {described}")
}

fn images(frame: &Element) -> impl Iterator<Item = &Element> {
    frame.elements().filter(|part| part.name == "draw:image")
}

fn is_picture(element: &Element) -> bool {
    element.name.starts_with("draw:") && images(element).next().is_some()
}

fn hangs(frame: &Element) -> bool {
    frame.name == "draw:frame" && matches!(frame.attribute("anchor-type"), Some("paragraph" | "page" | "char"))
}

fn holds_picture(frame: &Element) -> bool {
    let mut frames = Vec::new();
    pictures_in(frame, &mut frames);
    is_picture(frame) || !frames.is_empty()
}

/// All frames below an element that are pictures.
fn pictures_in<'e>(parent: &'e Element, out: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        if is_picture(element) {
            out.push(element);
        }
        pictures_in(element, out);
    }
}
