//! What a page says, mark by mark.
//!
//! The press writes words, lines of one stroke, and pictures. Whatever else a page does (fills, clippings, transparency,
//! other operators) is not imitated but told.

use super::ReadError;
use super::face::{Face, decoded, faces};
use super::file::File;
use super::object::{Lexer, Object, id_of};
use super::place::{Area, IDENTITY, Line, Matrix, area, around, is_in_place, matrix, point, times};
use std::collections::{HashMap, HashSet};

/// A page.
#[derive(Default)]
pub(super) struct Page {
    /// What is said under each mark.
    pub(super) said: HashMap<u32, String>,
    /// Marks under which a stroke goes through the words.
    pub(super) struck: HashSet<u32>,
    /// Words that are no part of the text: the head of the sheet, numbers of lines.
    pub(super) aside: Vec<String>,
    /// Whether it shows what it does not say.
    pub(super) hides: bool,
    /// The marks of the pictures that it shows.
    pub(super) pictures: Vec<u32>,
    /// Where the pictures and drawings are.
    areas: Vec<Area>,
    /// Where words are, and under which mark.
    lines: Vec<(Option<u32>, Line)>,
    /// Where strokes are.
    strokes: Vec<Area>,
}

/// Where in a page's content one is.
#[derive(Clone, Default)]
struct Marked {
    mark: Option<u32>,
    artifact: bool,
    /// What is said in the place of the glyphs.
    instead: bool,
}

/// Kept and brought back with the graphics state.
#[derive(Clone, Copy)]
struct State {
    /// Whether letters are too light to be seen.
    light: bool,
    moved: Matrix,
    /// Whether letters would be turned, or of another size than they say.
    bent: bool,
    /// Whether something else can keep letters from being seen: a clipping, transparency.
    veiled: bool,
    /// The breadth of strokes.
    broad: f64,
}

const START: State = State { light: false, moved: IDENTITY, bent: false, veiled: false, broad: 1.0 };
/// Pictures of a sheet, at most.
const MOST_PICTURES: usize = 200;
/// Drawings of a sheet, at most: a masthead has some hundred.
const MOST_DRAWINGS: usize = 2000;
/// Strokes of a sheet, at most.
const MOST_STROKES: usize = 4000;
/// Points of one drawing, at most.
const MOST_POINTS: usize = 100_000;
/// Breadth of a stroke that is one, in points.
const BROADEST: f64 = 3.0;
/// Operands of one operator; none has as many.
const MOST_OPERANDS: usize = 1000;
/// Smallest letters that are taken for seen, in points.
const SMALLEST: f64 = 3.0;

impl Page {
    pub(super) fn read(file: &mut File<'_>, id: u32, sheet: [f64; 2]) -> Result<Page, ReadError> {
        let fonts = faces(file, id)?;
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
        Ok(Page::said_by(&data, &fonts, &images, sheet))
    }

    fn said_by(data: &[u8], fonts: &HashMap<String, Face>, images: &HashSet<String>, sheet: [f64; 2]) -> Page {
        let mut page = Page::default();
        let mut lexer = Lexer::new(data, 0);
        let mut operands: Vec<Object> = Vec::new();
        let mut open: Vec<Marked> = vec![Marked::default()];
        let nothing = Face::default();
        let (mut font, mut size) = (&nothing, 0.0);
        let mut state = START;
        let mut kept: Vec<State> = Vec::new();
        let mut line = IDENTITY;
        let mut path: Vec<(f64, f64)> = Vec::new();
        // Whether the path at hand is more than straight strokes, and whether it becomes a clipping.
        let (mut drawn, mut clips) = (false, false);
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
                    if operands.first().and_then(Object::name) == Some("Artifact") {
                        marked.artifact = true;
                        page.aside.push(String::new());
                    }
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
                }
                // Anything but filled glyphs: outlines, clipping, or nothing at all.
                "Tr" => page.hides |= operands.first().and_then(Object::number) != Some(0.0),
                "Do" => {
                    let name = operands.first().and_then(Object::name);
                    page.draw(
                        open.last().filter(|_| name.is_some_and(|name| images.contains(name))),
                        area(&state.moved),
                    );
                }
                "q" => kept.push(state),
                "Q" => state = kept.pop().unwrap_or(START),
                "BT" => line = IDENTITY,
                "ET" | "cs" | "CS" | "SCN" | "M" | "J" | "j" | "d" => {}
                "scn" => state.light = is_light(&operands),
                "w" => state.broad = operands.first().and_then(Object::number).unwrap_or(f64::INFINITY),
                // Words that are bent or out of sight are none that a reader sees; a picture is as large as it is made.
                "cm" => {
                    state.bent |= !is_in_place(&operands);
                    state.moved = times(&matrix(&operands), &state.moved);
                }
                "Tm" => {
                    page.hides |= !is_in_place(&operands);
                    line = matrix(&operands);
                }
                "Tj" | "TJ" => {
                    let Some(marked) = open.last() else { continue };
                    let (text, broad, known) = font.shown(operands.last());
                    let row = times(&line, &state.moved);
                    line[4] += broad / 1000.0 * size;
                    if !marked.instead {
                        page.hides |= !known;
                        page.say(marked, &text);
                    }
                    if !text.trim().is_empty() {
                        let small = size < SMALLEST;
                        page.hides |= state.light || state.bent || state.veiled || small;
                        let broad = broad / 1000.0 * size;
                        let line = Line {
                            from: row[4].min(row[4] + broad),
                            to: row[4].max(row[4] + broad),
                            foot: row[5],
                            size,
                        };
                        page.hides |= !line.is_on(sheet);
                        page.lines.push((marked.mark.filter(|_| !marked.artifact), line));
                    }
                }
                "m" | "l" | "c" | "h" | "re" => {
                    drawn |= !matches!(operator.as_str(), "m" | "l");
                    page.hides |= path.len() > MOST_POINTS;
                    let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
                    match numbers[..] {
                        [x, y, width, height] => {
                            path.extend([(x, y), (x + width, y + height)].map(|(x, y)| point(x, y, &state.moved)));
                        }
                        _ => path.extend(numbers.chunks_exact(2).map(|pair| point(pair[0], pair[1], &state.moved))),
                    }
                }
                "W" | "W*" => clips = true,
                "S" | "f" | "f*" | "n" => {
                    if operator == "S" && !drawn && path.len() == 2 && !state.bent && state.broad <= BROADEST {
                        let stroke = around(&path);
                        // A hairline between columns can cross what stands across them, and strikes nothing out.
                        if stroke[2] - stroke[0] > 1.0 {
                            page.strokes.push(stroke);
                        }
                    } else if operator != "n" && !path.is_empty() {
                        page.draw(open.last(), around(&path));
                    }
                    state.veiled |= std::mem::take(&mut clips);
                    path.clear();
                    drawn = false;
                }
                "gs" => state.veiled = true,
                _ => page.hides = true,
            }
            operands.clear();
        }
        page.look();
        page
    }

    /// A picture or a drawing; only in a place that the structure knows it is one.
    fn draw(&mut self, marked: Option<&Marked>, area: Area) {
        match marked.filter(|marked| !marked.artifact).and_then(|marked| marked.mark) {
            Some(mark) => {
                if !self.pictures.contains(&mark) {
                    self.pictures.push(mark);
                }
                self.areas.push(area);
                self.hides |= self.pictures.len() > MOST_PICTURES;
            }
            None => self.hides = true,
        }
    }

    /// Looks whether words are covered or struck out.
    fn look(&mut self) {
        self.hides |= self.areas.len() > MOST_DRAWINGS || self.strokes.len() > MOST_STROKES;
        if self.hides {
            return;
        }
        self.hides |= self.areas.iter().any(|area| self.lines.iter().any(|(_, line)| line.is_under(area)));
        for (mark, line) in &self.lines {
            if self.strokes.iter().any(|stroke| line.is_under(stroke)) {
                match mark {
                    Some(mark) => drop(self.struck.insert(*mark)),
                    None => self.hides = true,
                }
            }
        }
    }

    fn say(&mut self, marked: &Marked, text: &str) {
        if marked.artifact {
            if let Some(last) = self.aside.last_mut() {
                last.push_str(text);
            }
            return;
        }
        match marked.mark {
            // A hyphen at the end of a line stands for itself only.
            Some(mark) => self.said.entry(mark).or_default().extend(text.chars().filter(|c| *c != '\u{ad}')),
            None => self.hides |= !text.trim().is_empty(),
        }
    }
}

/// The pictures that a page may show, by their names there.
fn images(file: &File<'_>, page: u32) -> HashSet<String> {
    let resources = file.get(file.object(page), "Resources").unwrap_or(&Object::Null);
    let Some(all) = file.get(resources, "XObject").and_then(Object::dict) else { return HashSet::new() };
    let is_image = |object: &Object| file.get(file.resolve(object), "Subtype").and_then(Object::name) == Some("Image");
    all.iter().filter(|(_, object)| is_image(object)).map(|(name, _)| name.clone()).collect()
}

/// Whether a colour is so light that its letters can't be seen on paper.
fn is_light(operands: &[Object]) -> bool {
    let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    match parts.len() {
        0 => true,
        4 => parts.iter().all(|ink| *ink < 0.2),
        _ => parts.iter().all(|light| *light > 0.8),
    }
}

fn reference(object: &Object) -> Option<u32> {
    match object {
        Object::Reference(id) => Some(*id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: [f64; 2] = [595.0, 842.0];

    #[test]
    fn a_page_says_what_stands_under_its_marks() {
        let letters = Face::with_table(
            b"2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar 1 beginbfrange <0003> <0004> <0062> endbfrange",
        );
        let fonts = HashMap::from([("f0".to_owned(), letters)]);
        let none = HashSet::new();
        let content = b"/Artifact BMC BT /f0 9 Tf <0001>Tj ET EMC /Span<</MCID 7>>BDC BT /f0 9 Tf 0 Tr [<0001>20<00020003>]TJ /Span<</ActualText(\xad)>>BDC <0004>Tj EMC ET EMC";
        let page = Page::said_by(content, &fonts, &none, SHEET);
        assert_eq!((page.said.get(&7).map(String::as_str), page.hides), (Some("Afib"), false));
        assert!(Page::said_by(b"/Span<</MCID 1>>BDC BT /f0 9 Tf 3 Tr <0001>Tj ET EMC", &fonts, &none, SHEET).hides);
        assert!(Page::said_by(b"/f0 9 Tf <0001>Tj", &fonts, &none, SHEET).hides, "words outside of every mark");
        assert!(Page::said_by(b"/Im0 Do", &fonts, &none, SHEET).hides);
        for unseen in ["1 g /f0 9 Tf", "/f0 1 Tf", "0.01 0 0 0.01 0 0 cm /f0 9 Tf", "1 0 0 1 -900 0 cm /f0 9 Tf"] {
            let content = format!("/Span<</MCID 1>>BDC {unseen} <0001>Tj EMC");
            assert!(Page::said_by(content.as_bytes(), &fonts, &none, SHEET).hides, "{unseen}");
        }
        let images = HashSet::from(["x0".to_owned()]);
        // Each stands where words of the page are, or keeps them from being seen.
        let words = "/Span<</MCID 1>>BDC BT /f0 9 Tf 1 0 0 1 40 130 Tm [<000100020003>]TJ ET EMC";
        for more in [
            "q 1 1 1 rg 0 0 900 900 re f Q",
            "/Artifact BMC q 0 0 900 900 re f Q EMC",
            "/Figure<</MCID 2>>BDC q 0 0 900 900 re f Q EMC",
            "/Artifact BMC q 9 w 0 132 m 900 132 l S Q EMC",
            "/Artifact BMC BT /f0 9 Tf 1 0 0 1 40 130 Tm <0009>Tj ET EMC",
            "0 Tz",
        ] {
            let page = Page::said_by(format!("{words} {more}").as_bytes(), &fonts, &none, SHEET);
            assert!(page.hides, "{more}");
        }
        for before in ["0 0 0 0 re W n", "/g0 gs", "50 Tc", "1 0 0 1 600 0 cm"] {
            assert!(Page::said_by(format!("{before} {words}").as_bytes(), &fonts, &none, SHEET).hides, "{before}");
        }
        let stroke = |y: u32| format!("{words} /Artifact BMC q 0.5 w 4 M 0 {y} m 900 {y} l S Q EMC");
        for (y, struck) in [(133, true), (129, false), (140, false)] {
            let page = Page::said_by(stroke(y).as_bytes(), &fonts, &none, SHEET);
            assert_eq!((page.hides, page.struck.contains(&1)), (false, struck), "{y}");
        }
        let shown = |content: &str| Page::said_by(content.as_bytes(), &fonts, &images, SHEET);
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
