//! The pictures of an OpenDocument text: frames with an image, and text boxes that hold one with its caption.

use super::xml::{Element, Node, is_about_drawing, is_aside, is_index};
use super::{Around, Reader, address};
use crate::lines::Block;
use crate::paragraph::Look;
use crate::pictures::{LONGEST, Left, place_of};
use model::ReceiptKind;
use model::picture::{Refusal, from_base64, from_data_address};

impl Reader<'_> {
    /// What a frame or a shape holds comes in where it stands: a picture, or the words of a text box. `alone`: it stands
    /// between paragraphs, not in one.
    pub(super) fn frame(&mut self, frame: &Element, alone: bool) {
        for part in frame.elements() {
            match part.name.as_str() {
                "draw:object" | "draw:object-ole" => {
                    self.lines.count(ReceiptKind::Dropped, "embedded object", "odt.object");
                }
                "draw:text-box" => self.text_box(part, alone),
                _ => {}
            }
        }
        if is_picture(frame) {
            self.picture(frame, "");
        } else if frame.name != "draw:frame" {
            self.text_box(frame, alone);
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
        self.frame(frame, true);
        self.lines.paragraph(Block::Paragraph, &status);
    }

    /// A box around one picture holds its caption: that is how captions are made in LibreOffice. What another box holds comes
    /// in where it stands.
    fn text_box(&mut self, text_box: &Element, alone: bool) {
        if let Some((picture, words)) = captioned(text_box) {
            let shown = self.picture(picture, &words);
            if !shown && !words.is_empty() {
                self.lines.count(ReceiptKind::Changed, "text box", "odt.text_box");
                self.words(&format!(" {words} "), &Look::default());
            }
            self.remarks(text_box);
            return;
        }
        if is_empty(text_box) {
            return;
        }
        self.lines.count(ReceiptKind::Changed, "text box", "odt.text_box");
        if alone {
            self.blocks(text_box, &Around::default());
        } else {
            self.run_in(text_box);
            self.words(" ", &Look::default());
        }
    }

    /// Comments on a caption stand at its picture.
    fn remarks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "office:annotation" => self.comment(element),
                "office:annotation-end" => self.comment_ends(element),
                _ => self.remarks(element),
            }
        }
    }

    /// The paragraphs below an element, one behind the other in the paragraph that is being read.
    fn run_in(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "text:p" | "text:h" => {
                    self.words(" ", &Look::default());
                    self.inline(&element.nodes, &Look::default());
                }
                name if is_drawing(name) => self.frame(element, false),
                _ if self.beside(element) => {}
                _ => self.run_in(element),
            }
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

/// Whether an element is a frame or a shape: what can hold pictures and words that stand beside the text.
pub(super) fn is_drawing(name: &str) -> bool {
    matches!(
        name,
        "draw:frame"
            | "draw:custom-shape"
            | "draw:rect"
            | "draw:circle"
            | "draw:ellipse"
            | "draw:polygon"
            | "draw:regular-polygon"
            | "draw:polyline"
            | "draw:path"
            | "draw:line"
            | "draw:connector"
            | "draw:measure"
            | "draw:caption"
    )
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

/// All frames below an element that are pictures; those of comments are none of the text.
fn pictures_in<'e>(parent: &'e Element, out: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        if is_picture(element) {
            out.push(element);
        }
        if !is_aside(&element.name) {
            pictures_in(element, out);
        }
    }
}

/// The picture of a box that holds nothing else but its caption, and that. What would lose something as a caption is none:
/// several paragraphs, a note, a link, a tracked change.
fn captioned(text_box: &Element) -> Option<(&Element, String)> {
    let mut frames = Vec::new();
    pictures_in(text_box, &mut frames);
    let [frame] = frames[..] else { return None };
    let (paragraphs, loose) = paragraphs_of(text_box)?;
    let words = (paragraphs <= 1 && !loose).then(|| text_box.words())?;
    (words.chars().count() <= LONGEST).then_some((frame, words))
}

/// How many paragraphs below an element have words, and whether words stand outside of them; nothing where there is more
/// than plain words.
fn paragraphs_of(parent: &Element) -> Option<(usize, bool)> {
    let (mut count, mut loose) = (0, false);
    for node in &parent.nodes {
        let element = match node {
            Node::Text(text) => {
                loose |= !text.trim().is_empty();
                continue;
            }
            Node::Element(element) => element,
        };
        match element.name.as_str() {
            "text:h" | "text:list" | "table:table" | "text:note" => return None,
            "text:change" | "text:change-start" | "text:change-end" | "text:tracked-changes" => return None,
            name if is_index(name) => return None,
            "office:annotation" => {}
            name if is_about_drawing(name) => {}
            name => {
                let (inner, words) = paragraphs_of(element)?;
                count += inner;
                match name {
                    "text:p" => count += usize::from(words),
                    "text:a" if words && address(element).is_some() => return None,
                    _ => loose |= words,
                }
            }
        }
    }
    Some((count, loose))
}

/// Whether a box or a shape has nothing to read, and nothing of it counts for what follows.
fn is_empty(parent: &Element) -> bool {
    parent.nodes.iter().all(|node| match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => match element.name.as_str() {
            "draw:image" | "draw:object" | "draw:object-ole" | "office:annotation" => false,
            "text:change" | "text:change-start" | "text:change-end" => false,
            name => is_about_drawing(name) || is_empty(element),
        },
    })
}
