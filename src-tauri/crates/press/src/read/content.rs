//! What a page says, mark by mark.

use super::ReadError;
use super::file::File;
use super::object::{Lexer, Object, id_of};
use std::collections::{HashMap, HashSet};

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
    /// The marks of the pictures that it shows.
    pub(super) pictures: Vec<u32>,
    /// Where the pictures are: left, bottom, right, top.
    areas: Vec<[f64; 4]>,
    /// Where lines of words are: left, right, foot.
    lines: Vec<[f64; 3]>,
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
        let images = images(file, id);
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
        Ok(Page::said_by(&data, &fonts, &images))
    }

    fn said_by(data: &[u8], fonts: &HashMap<String, Letters>, images: &HashSet<String>) -> Page {
        let mut page = Page::default();
        let mut lexer = Lexer::new(data, 0);
        let mut operands: Vec<Object> = Vec::new();
        let mut open: Vec<Marked> = vec![Marked::default()];
        let nothing = Letters::new();
        let mut font = &nothing;
        // Whether letters are too light or too small to be seen; kept and brought back with the graphics state.
        let (mut light, mut small, mut size) = (false, false, 0.0);
        let mut state = State { light, moved: IDENTITY, bent: false };
        let mut line = IDENTITY;
        let mut kept: Vec<State> = Vec::new();
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
                    size = operands.get(1).and_then(Object::number).unwrap_or(0.0).abs();
                    small = size < SMALLEST;
                }
                // Anything but filled glyphs: outlines, clipping, or nothing at all.
                "Tr" => page.hides |= operands.first().and_then(Object::number) != Some(0.0),
                "Do" => {
                    let name = operands.first().and_then(Object::name);
                    let marked = open.last().filter(|marked| !marked.artifact).and_then(|marked| marked.mark);
                    match marked.filter(|_| name.is_some_and(|name| images.contains(name))) {
                        Some(mark) => {
                            page.pictures.push(mark);
                            page.areas.push(area(&state.moved));
                        }
                        None => page.hides = true,
                    }
                }
                "sh" | "BI" => page.hides = true,
                "q" => kept.push(State { light, ..state }),
                "Q" => {
                    state = kept.pop().unwrap_or(State { light: false, moved: IDENTITY, bent: false });
                    light = state.light;
                }
                "BT" => line = IDENTITY,
                "sc" | "scn" | "g" | "rg" | "k" => light = is_light(&operands),
                // Words that are bent or out of sight are none that a reader sees; a picture is as large as it is made.
                "cm" => {
                    state.bent |= !is_in_place(&operands);
                    state.moved = times(&matrix(&operands), &state.moved);
                }
                "Tm" => {
                    page.hides |= !is_in_place(&operands);
                    line = matrix(&operands);
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    if let Some(marked) = open.last().filter(|marked| !marked.instead) {
                        let text = glyphs(operands.last(), font, &mut page.hides);
                        page.hides |= (light || small || state.bent) && !text.trim().is_empty();
                        if !text.trim().is_empty() && !marked.artifact {
                            let [.., x, y] = times(&line, &state.moved);
                            let most = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
                            page.lines.push([x, x + most * size * NARROW, y]);
                        }
                        page.say(marked, &text);
                    }
                }
                _ => {}
            }
            operands.clear();
        }
        page.hides |= page.is_covered();
        page
    }

    /// Whether a picture stands on words.
    fn is_covered(&self) -> bool {
        let on = |[left, bottom, right, top]: &[f64; 4], [from, to, foot]: &[f64; 3]| {
            from + 1.0 < *right && left + 1.0 < *to && bottom + 1.0 < *foot && foot + 1.0 < *top
        };
        // A sheet has a few pictures and a few hundred lines.
        self.areas.iter().take(MOST_PICTURES).any(|area| self.lines.iter().any(|line| on(area, line)))
            || self.areas.len() > MOST_PICTURES
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

/// Kept and brought back with the graphics state.
#[derive(Clone, Copy)]
struct State {
    light: bool,
    /// From what is drawn to the sheet.
    moved: [f64; 6],
    /// Whether letters would be turned, or of another size than they say.
    bent: bool,
}

const IDENTITY: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
/// Pictures of a sheet, at most.
const MOST_PICTURES: usize = 200;
/// The breadth of a letter at least, in its size, taken over a line.
const NARROW: f64 = 0.36;

fn matrix(operands: &[Object]) -> [f64; 6] {
    let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    <[f64; 6]>::try_from(parts).unwrap_or(IDENTITY)
}

/// One matrix behind another.
fn times(first: &[f64; 6], then: &[f64; 6]) -> [f64; 6] {
    let [a, b, c, d, e, f] = *first;
    let [g, h, i, j, k, l] = *then;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/// Where a picture of one by one is: left, bottom, right, top.
fn area(moved: &[f64; 6]) -> [f64; 4] {
    let at = |x: f64, y: f64| {
        let [.., x, y] = times(&[1.0, 0.0, 0.0, 1.0, x, y], moved);
        (x, y)
    };
    let corners = [at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)];
    let least = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    [least(|c| c.0), least(|c| c.1), most(|c| c.0), most(|c| c.1)]
}

/// The pictures that a page may show, by their names there.
fn images(file: &File<'_>, page: u32) -> HashSet<String> {
    let resources = file.get(file.object(page), "Resources").unwrap_or(&Object::Null);
    let Some(all) = file.get(resources, "XObject").and_then(Object::dict) else { return HashSet::new() };
    let is_image = |object: &Object| file.get(file.resolve(object), "Subtype").and_then(Object::name) == Some("Image");
    all.iter().filter(|(_, object)| is_image(object)).map(|(name, _)| name.clone()).collect()
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
        let none = HashSet::new();
        let content = b"/Artifact BMC BT /f0 9 Tf <0001>Tj ET EMC /Span<</MCID 7>>BDC BT /f0 9 Tf 0 Tr [<0001>20<00020003>]TJ /Span<</ActualText(\xad)>>BDC <0004>Tj EMC ET EMC";
        let page = Page::said_by(content, &fonts, &none);
        assert_eq!((page.said.get(&7).map(String::as_str), page.hides), (Some("Afib"), false));
        assert!(Page::said_by(b"/Span<</MCID 1>>BDC BT /f0 9 Tf 3 Tr <0001>Tj ET EMC", &fonts, &none).hides);
        assert!(Page::said_by(b"/f0 9 Tf <0001>Tj", &fonts, &none).hides, "words outside of every mark");
        assert!(Page::said_by(b"/Im0 Do", &fonts, &none).hides);
        for unseen in ["1 g /f0 9 Tf", "/f0 1 Tf", "0.01 0 0 0.01 0 0 cm /f0 9 Tf", "1 0 0 1 -900 0 cm /f0 9 Tf"] {
            let content = format!("/Span<</MCID 1>>BDC {unseen} <0001>Tj EMC");
            assert!(Page::said_by(content.as_bytes(), &fonts, &none).hides, "{unseen}");
        }
        let images = HashSet::from(["x0".to_owned()]);
        let shown = |content: &str| Page::said_by(content.as_bytes(), &fonts, &images);
        let picture = "/Figure<</MCID 2>>BDC q 90 0 0 60 20 100 cm /x0 Do Q EMC";
        let page = shown(picture);
        assert_eq!((page.pictures, page.hides), (vec![2], false));
        assert!(
            shown("/Artifact BMC /x0 Do EMC").hides
                && shown("/x0 Do").hides
                && shown("/Figure<</MCID 2>>BDC /x1 Do EMC").hides
        );
        for (place, covered) in
            [("1 0 0 1 40 130 Tm", true), ("1 0 0 1 40 90 Tm", false), ("1 0 0 1 120 130 Tm", false)]
        {
            let content = format!("/Span<</MCID 1>>BDC BT /f0 9 Tf {place} [<000100020003>]TJ ET EMC {picture}");
            assert_eq!(shown(&content).hides, covered, "{place}");
        }
    }
}
