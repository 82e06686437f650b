//! The faces of a page: which characters their glyphs are, and how broad.

use super::ReadError;
use super::file::File;
use super::object::{Lexer, Object, id_of};
use std::collections::HashMap;

/// A face as far as reading needs it.
#[derive(Default)]
pub(super) struct Face {
    /// The characters by the numbers of the glyphs.
    letters: HashMap<u32, String>,
    /// The breadths of glyphs, in thousandths of the size.
    widths: HashMap<u32, f64>,
}

/// Glyphs of one range of breadths.
const MOST_GLYPHS: u32 = 0xffff;

impl Face {
    /// The characters of what is shown, and how broad it is in thousandths; none of a glyph that says nothing.
    pub(super) fn shown(&self, shown: Option<&Object>) -> (String, f64, bool) {
        let mut out = String::new();
        let (mut broad, mut known) = (0.0, true);
        let mut push = |bytes: &[u8]| {
            for pair in bytes.chunks(2) {
                let code = pair.iter().fold(0u32, |code, byte| code * 256 + u32::from(*byte));
                broad += self.widths.get(&code).copied().unwrap_or(1000.0);
                match self.letters.get(&code) {
                    Some(text) => out.push_str(text),
                    None => known = false,
                }
            }
        };
        match shown {
            Some(Object::Text(bytes)) => push(bytes),
            Some(Object::Array(all)) => {
                let mut moved = 0.0;
                for one in all {
                    match one {
                        Object::Text(bytes) => push(bytes),
                        Object::Number(back) => moved += back,
                        _ => {}
                    }
                }
                broad -= moved;
            }
            _ => {}
        }
        (out, broad, known)
    }

    fn of(file: &mut File<'_>, font: &Object) -> Result<Option<Face>, ReadError> {
        let Some(Object::Reference(letters)) = font.get("ToUnicode") else { return Ok(None) };
        let descendant = match file.get(font, "DescendantFonts") {
            Some(Object::Array(all)) => all.first().map(|one| file.resolve(one)),
            _ => None,
        };
        let widths = descendant.and_then(|one| file.get(one, "W")).map(widths_of).unwrap_or_default();
        let data = file.stream(*letters)?.unwrap_or_default();
        Ok(Some(Face { letters: letters_of(&data), widths }))
    }

    #[cfg(test)]
    pub(super) fn with_table(table: &[u8]) -> Face {
        Face { letters: letters_of(table), widths: HashMap::new() }
    }
}

/// The faces of a page, by their names there.
pub(super) fn faces(file: &mut File<'_>, page: u32) -> Result<HashMap<String, Face>, ReadError> {
    let resources = file.get(file.object(page), "Resources").unwrap_or(&Object::Null);
    let fonts = file.get(resources, "Font").and_then(Object::dict);
    let named: Vec<(String, Object)> = fonts
        .map(|fonts| fonts.iter().map(|(name, font)| (name.clone(), file.resolve(font).clone())).collect())
        .unwrap_or_default();
    let mut out = HashMap::new();
    for (name, font) in named {
        out.extend(Face::of(file, &font)?.map(|face| (name, face)));
    }
    Ok(out)
}

/// Breadths: `7 [500 510]` glyph by glyph, `7 9 500` for a range.
fn widths_of(table: &Object) -> HashMap<u32, f64> {
    let mut out = HashMap::new();
    let Object::Array(all) = table else { return out };
    let mut open: Vec<f64> = Vec::new();
    for one in all {
        match one {
            Object::Array(each) => {
                let first = open.first().copied().and_then(id_of).unwrap_or_default();
                out.extend((first..).zip(each.iter().filter_map(Object::number)));
                open.clear();
            }
            Object::Number(number) => open.push(*number),
            _ => {}
        }
        if let [from, to, broad] = open[..] {
            let (from, to) = (id_of(from).unwrap_or_default(), id_of(to).unwrap_or_default());
            out.extend((from..=to.min(from.saturating_add(MOST_GLYPHS))).map(|glyph| (glyph, broad)));
            open.clear();
        }
    }
    out
}
/// A text of the file: UTF-16 with its mark, else a byte a character.
pub(super) fn decoded(text: &[u8]) -> String {
    match text.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => {
            let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => text.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Reads the table of a face: `<0001> <0054>` between `beginbfchar` and its end, `<0001> <0003> <0041>` in ranges.
fn letters_of(table: &[u8]) -> HashMap<u32, String> {
    let mut out = HashMap::new();
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
