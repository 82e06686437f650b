//! What a page says, mark by mark.

use super::ReadError;
use super::file::File;
use super::object::{Lexer, Object, id_of};
use std::collections::HashMap;

/// The characters of a face by the numbers of its glyphs.
type Letters = HashMap<u32, String>;

/// A page.
#[derive(Default)]
pub(super) struct Page {
    /// What is said under each mark.
    pub(super) said: HashMap<u32, String>,
    /// Whether it shows what it does not say.
    pub(super) hides: bool,
    /// Letters that are no part of the text: the head of the sheet.
    aside: usize,
}

/// Where in a page's content one is.
#[derive(Clone, Default)]
struct Marked {
    mark: Option<u32>,
    artifact: bool,
    /// What is said in the place of the glyphs.
    instead: bool,
}

impl Page {
    pub(super) fn read(file: &mut File<'_>, id: u32) -> Result<Page, ReadError> {
        let fonts = fonts(file, id)?;
        let mut contents = Vec::new();
        match file.object(id).get("Contents") {
            Some(Object::Reference(id)) => match file.object(*id) {
                Object::Array(all) => contents.extend(all.iter().filter_map(reference)),
                _ => contents.push(*id),
            },
            Some(Object::Array(all)) => contents.extend(all.iter().filter_map(reference)),
            _ => {}
        }
        let mut data = Vec::new();
        for id in contents {
            data.extend(file.stream(id)?.unwrap_or_default());
            data.push(b'\n');
        }
        Ok(Page::said_by(&data, &fonts))
    }

    fn said_by(data: &[u8], fonts: &HashMap<String, Letters>) -> Page {
        let mut page = Page::default();
        let mut lexer = Lexer::new(data, 0);
        let mut operands: Vec<Object> = Vec::new();
        let mut open: Vec<Marked> = vec![Marked::default()];
        let nothing = Letters::new();
        let mut font = &nothing;
        // Whether letters are too light or too small to be seen; kept and brought back with the graphics state.
        let (mut light, mut small) = (false, false);
        let mut kept: Vec<bool> = Vec::new();
        while let Some(next) = lexer.next() {
            let Object::Word(operator) = next else {
                if operands.len() >= MOST_OPERANDS {
                    page.hides = true;
                    operands.clear();
                }
                operands.push(next);
                continue;
            };
            match operator.as_str() {
                "BDC" | "BMC" => {
                    let mut marked = open.last().cloned().unwrap_or_default();
                    marked.artifact |= operands.first().and_then(Object::name) == Some("Artifact");
                    let properties = operands.get(1);
                    let mark = properties.and_then(|p| p.get("MCID")).and_then(Object::number).and_then(id_of);
                    marked.mark = mark.or(marked.mark);
                    if let Some(Object::Text(text)) = properties.and_then(|p| p.get("ActualText")) {
                        page.say(&marked, &decoded(text));
                        marked.instead = true;
                    }
                    open.push(marked);
                }
                "EMC" if open.len() > 1 => drop(open.pop()),
                "EMC" => {}
                "Tf" => {
                    let found = operands.first().and_then(Object::name).and_then(|name| fonts.get(name));
                    page.hides |= found.is_none();
                    font = found.unwrap_or(&nothing);
                    small = operands.get(1).and_then(Object::number).is_none_or(|size| size.abs() < SMALLEST);
                }
                // Anything but filled glyphs: outlines, clipping, or nothing at all.
                "Tr" => page.hides |= operands.first().and_then(Object::number) != Some(0.0),
                "Do" | "sh" | "BI" => page.hides = true,
                "q" => kept.push(light),
                "Q" => light = kept.pop().unwrap_or_default(),
                "sc" | "scn" | "g" | "rg" | "k" => light = is_light(&operands),
                "cm" | "Tm" => page.hides |= !is_in_place(&operands),
                "Tj" | "TJ" | "'" | "\"" => {
                    if let Some(marked) = open.last().filter(|marked| !marked.instead) {
                        let text = glyphs(operands.last(), font, &mut page.hides);
                        page.hides |= (light || small) && !text.trim().is_empty();
                        page.say(marked, &text);
                    }
                }
                _ => {}
            }
            operands.clear();
        }
        page
    }

    fn say(&mut self, marked: &Marked, text: &str) {
        if marked.artifact {
            // A head is a line; more is a text of its own.
            self.aside += text.chars().filter(|c| c.is_alphabetic()).count();
            self.hides |= self.aside > MOST_ASIDE;
            return;
        }
        match marked.mark {
            // A hyphen at the end of a line stands for itself only.
            Some(mark) => self.said.entry(mark).or_default().extend(text.chars().filter(|c| *c != '\u{ad}')),
            None => self.hides |= !text.trim().is_empty(),
        }
    }
}

/// Operands of one operator; none has as many.
const MOST_OPERANDS: usize = 1000;
/// Letters of the heads and numbers of a sheet, at most.
const MOST_ASIDE: usize = 240;
/// Smallest letters that are taken for seen, in points.
const SMALLEST: f64 = 3.0;

/// Whether a colour is so light that its letters can't be seen on paper.
fn is_light(operands: &[Object]) -> bool {
    let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    match parts.len() {
        0 => true,
        4 => parts.iter().all(|ink| *ink < 0.2),
        _ => parts.iter().all(|light| *light > 0.8),
    }
}

/// Whether a matrix moves, and turns the axis as the press does, but neither scales nor moves out of every sheet.
fn is_in_place(operands: &[Object]) -> bool {
    let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    let [a, b, c, d, e, f] = parts[..] else { return false };
    let is = |value: f64, wanted: f64| (value - wanted).abs() < 1e-3;
    let near = |value: f64| (-100.0..5000.0).contains(&value);
    is(a.abs(), 1.0) && is(d.abs(), 1.0) && is(b, 0.0) && is(c, 0.0) && near(e) && near(f)
}

/// The characters of what is shown.
fn glyphs(shown: Option<&Object>, font: &Letters, hides: &mut bool) -> String {
    let mut out = String::new();
    let mut push = |bytes: &[u8]| {
        for pair in bytes.chunks(2) {
            let code = pair.iter().fold(0u32, |code, byte| code * 256 + u32::from(*byte));
            match font.get(&code) {
                Some(text) => out.push_str(text),
                None => *hides = true,
            }
        }
    };
    match shown {
        Some(Object::Text(bytes)) => push(bytes),
        Some(Object::Array(all)) => all.iter().for_each(|one| {
            if let Object::Text(bytes) = one {
                push(bytes);
            }
        }),
        _ => {}
    }
    out
}

/// A text of the file: UTF-16 with its mark, else a byte a character.
fn decoded(text: &[u8]) -> String {
    match text.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => {
            let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => text.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn reference(object: &Object) -> Option<u32> {
    match object {
        Object::Reference(id) => Some(*id),
        _ => None,
    }
}

/// The faces of a page, by their names there.
fn fonts(file: &mut File<'_>, page: u32) -> Result<HashMap<String, Letters>, ReadError> {
    let resources = file.get(file.object(page), "Resources").unwrap_or(&Object::Null);
    let named: Vec<(String, u32)> = match file.get(resources, "Font").and_then(Object::dict) {
        Some(fonts) => {
            let one = |(name, font): (&String, &Object)| {
                let letters = reference(file.resolve(font).get("ToUnicode")?)?;
                Some((name.clone(), letters))
            };
            fonts.iter().filter_map(one).collect()
        }
        None => Vec::new(),
    };
    let mut out = HashMap::new();
    for (name, letters) in named {
        let data = file.stream(letters)?.unwrap_or_default();
        out.insert(name, letters_of(&data));
    }
    Ok(out)
}

/// Reads the table of a face: `<0001> <0054>` between `beginbfchar` and its end, `<0001> <0003> <0041>` in ranges.
fn letters_of(table: &[u8]) -> Letters {
    let mut out = Letters::new();
    let mut lexer = Lexer::new(table, 0);
    let mut operands: Vec<Vec<u8>> = Vec::new();
    let number = |bytes: &[u8]| bytes.iter().take(4).fold(0u32, |n, byte| (n << 8) | u32::from(*byte));
    let text = |bytes: &[u8]| decoded(&[&[0xfe, 0xff], bytes].concat());
    while let Some(next) = lexer.next() {
        match next {
            Object::Text(bytes) => operands.push(bytes),
            Object::Word(word) if word == "endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    out.insert(number(&pair[0]), text(&pair[1]));
                }
            }
            Object::Word(word) if word == "endbfrange" => {
                for range in operands.chunks_exact(3) {
                    let (from, to) = (number(&range[0]), number(&range[1]));
                    let first = text(&range[2]).chars().next().map_or(0, u32::from);
                    for code in from..=to.min(from.saturating_add(0xffff)) {
                        out.extend(char::from_u32(first + (code - from)).map(|c| (code, c.to_string())));
                    }
                }
            }
            Object::Word(word) if word.starts_with("begin") => operands.clear(),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_stands_under_its_marks() {
        let letters = letters_of(
            b"2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar 1 beginbfrange <0003> <0004> <0062> endbfrange",
        );
        let fonts = HashMap::from([("f0".to_owned(), letters)]);
        let content = b"/Artifact BMC BT /f0 9 Tf <0001>Tj ET EMC /Span<</MCID 7>>BDC BT /f0 9 Tf 0 Tr [<0001>20<00020003>]TJ /Span<</ActualText(\xad)>>BDC <0004>Tj EMC ET EMC";
        let page = Page::said_by(content, &fonts);
        assert_eq!((page.said.get(&7).map(String::as_str), page.hides), (Some("Afib"), false));
        assert!(Page::said_by(b"/Span<</MCID 1>>BDC BT /f0 9 Tf 3 Tr <0001>Tj ET EMC", &fonts).hides);
        assert!(Page::said_by(b"/f0 9 Tf <0001>Tj", &fonts).hides, "words outside of every mark");
        assert!(Page::said_by(b"/Im0 Do", &fonts).hides);
        for unseen in ["1 g /f0 9 Tf", "/f0 1 Tf", "0.01 0 0 0.01 0 0 cm /f0 9 Tf", "1 0 0 1 -900 0 cm /f0 9 Tf"] {
            let content = format!("/Span<</MCID 1>>BDC {unseen} <0001>Tj EMC");
            assert!(Page::said_by(content.as_bytes(), &fonts).hides, "{unseen}");
        }
    }
}
