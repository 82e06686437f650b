//! Columns of the same height: the typesetter fills one after the other, so the height is looked for here.

use crate::PressError;
use crate::plates::Plates;
use crate::world::lay_out;
use serde_json::Value;
use typst::foundations::{Label, Selector};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// Heights that are tried on the way up, at most.
const MOST_TRIES: u32 = 14;
/// How many lines may be missing at the feet of the columns before other places of a pull quote are looked at.
const ENOUGH: u32 = 4;

/// Lines that a column must have at least: a text of fewer stays in the first one.
const FEWEST: f64 = 3.0;

/// A place on a sheet, in points from its upper left corner.
#[derive(Clone, Copy, Debug)]
struct Place {
    sheet: usize,
    x: f64,
    y: f64,
}

/// Measures of the page, in points.
struct Measures {
    left: f64,
    top: f64,
    bottom: f64,
    columns: u32,
    column: f64,
    lead: f64,
    gap: f64,
}

impl Measures {
    fn of(value: &Value) -> Measures {
        const POINTS: f64 = 72.0 / 25.4;
        let number = |key: &str| value[key].as_f64().unwrap_or_default();
        let at = |key: &str, index: usize| value[key][index].as_f64().unwrap_or_default() * POINTS;
        let columns = value["columns"].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(1).max(1);
        let width = at("paper", 0) - at("margins", 0) - at("margins", 1);
        let gutter = number("gutter") * POINTS;
        Measures {
            left: at("margins", 0),
            top: at("margins", 2),
            bottom: at("paper", 1) - at("margins", 3),
            columns,
            column: (width + gutter) / f64::from(columns),
            lead: number("leading"),
            gap: number("leading") - number("size"),
        }
    }
}

fn place(document: &PagedDocument, label: &str) -> Option<Place> {
    let introspector = document.introspector();
    let found = introspector.query_label(Label::new(PicoStr::intern(label))?).ok()?.location()?;
    let position = introspector.position(found)?;
    let (x, y) = (position.point.x.to_pt(), position.point.y.to_pt());
    Some(Place { sheet: position.page.get(), x, y })
}

/// The first block that begins on a sheet.
fn first_on(document: &PagedDocument, sheet: usize) -> Option<i64> {
    let introspector = document.introspector();
    let blocks = introspector.query(&Selector::Label(Label::new(PicoStr::intern("block"))?));
    let found = blocks.iter().position(|block| {
        block.location().and_then(|at| introspector.position(at)).is_some_and(|at| at.page.get() == sheet)
    })?;
    i64::try_from(found).ok()
}

/// Where everything ends: the sheet, and how much of it is used, 0 to 1.
pub(crate) fn end(document: &PagedDocument, value: &Value) -> (usize, f64) {
    let measures = Measures::of(value);
    let sheets = document.pages().len();
    let used = place(document, "sheet-end").filter(|end| end.sheet == sheets);
    (sheets, used.map_or(1.0, |end| (end.y - measures.top) / (measures.bottom - measures.top)))
}

/// Lays a piece out with balanced columns.
pub(crate) fn balanced(value: &mut Value, plates: &Plates) -> Result<PagedDocument, PressError> {
    let natural = lay_out(value, plates)?;
    balanced_from(value, plates, natural)
}

/// The same on one sheet; none when it takes more, which balancing never makes fewer.
pub(crate) fn balanced_on_one(value: &mut Value, plates: &Plates) -> Result<Option<PagedDocument>, PressError> {
    let natural = lay_out(value, plates)?;
    if natural.pages().len() > 1 {
        return Ok(None);
    }
    balanced_from(value, plates, natural).map(|document| Some(document).filter(|document| document.pages().len() == 1))
}

/// Balances the columns of a piece that was laid out without that.
fn balanced_from(value: &mut Value, plates: &Plates, natural: PagedDocument) -> Result<PagedDocument, PressError> {
    let measures = Measures::of(value);
    if measures.columns < 2 {
        return Ok(natural);
    }
    let Some(mut best) = least(value, plates, &measures, (&natural, None))? else { return Ok(natural) };
    if best.missing > ENOUGH {
        for (body, moved) in rearranged(&value["body"]) {
            let mut other = value.clone();
            other["body"] = body;
            if let Some(found) = least(&mut other, plates, &measures, (&natural, Some(moved)))?
                && found.lines < best.lines
            {
                best = found;
                *value = other;
            }
        }
    }
    Ok(best.document)
}

/// The columns at their least height.
struct Least {
    document: PagedDocument,
    /// Lines of the columns on the last sheet.
    lines: u32,
    /// Lines that stay empty at their feet.
    missing: u32,
}

/// Looks for the least height of the columns on the last sheet at which everything stands in them. `natural` is the piece
/// as it was laid out without that, with which block was moved since, and where to.
fn least(
    value: &mut Value,
    plates: &Plates,
    measures: &Measures,
    (natural, moved): (&PagedDocument, Option<Moved>),
) -> Result<Option<Least>, PressError> {
    let (Some(from), Some(end)) = (place(natural, "body-from"), place(natural, "body-end")) else { return Ok(None) };
    let whole = measures.bottom - measures.top;
    let first = measures.bottom - from.y;
    if end.sheet < from.sheet || first <= 0.0 {
        return Ok(None);
    }
    let is_first = end.sheet == from.sheet;
    let (top, room) = if is_first { (from.y, first) } else { (measures.top, whole) };
    let between = (end.sheet - from.sheet).saturating_sub(1);
    let before = if is_first { 0.0 } else { first + whole * u32::try_from(between).map_or(0.0, f64::from) };
    // In front of the block where the space that is left over is told of: the first one of the last sheet.
    let mut at = if is_first { Some(-1) } else { first_on(natural, end.sheet).map(|at| number_after(at, moved)) };
    let column = ((end.x - measures.left) / measures.column + 0.05).floor().max(0.0);
    let used = (column * room + (end.y - top)) / measures.lead;
    if is_first && used < FEWEST * f64::from(measures.columns) {
        return Ok(None);
    }
    let least = (used / f64::from(measures.columns) - 0.3).ceil().max(1.0);
    let mut lines = least;
    for _ in 0..MOST_TRIES {
        let height = lines * measures.lead - measures.gap;
        if height >= room {
            break;
        }
        let (of_its_own, spare) = if at.is_some() { (0.0, room - height) } else { (before + height, 0.0) };
        (value["height"], value["spare"]) = (Value::from(of_its_own), Value::from(spare));
        (value["at"], value["last"]) = (Value::from(at.unwrap_or(-1)), Value::from(height));
        let document = lay_out(value, plates)?;
        if at.is_some() && place(&document, "spare").is_none_or(|spare| spare.sheet < end.sheet) {
            // The block stands elsewhere by now: space below the columns of another sheet would push words out of the last.
            at = None;
            continue;
        }
        let is_below = at.is_none() || place(&document, "spare").is_some_and(|spare| spare.sheet == end.sheet);
        let Some(found) = place(&document, "body-end") else { break };
        if is_below && found.sheet == end.sheet && found.y <= top + height + 0.5 {
            let missing = (lines - used / f64::from(measures.columns)) * f64::from(measures.columns);
            let (lines, missing) = (lines as u32, missing.max(0.0) as u32);
            return Ok(Some(Least { document, lines, missing }));
        }
        lines += 1.0;
    }
    (value["height"], value["spare"]) = (Value::from(0.0), Value::from(0.0));
    value["last"] = Value::from(0.0);
    Ok(None)
}

/// The same body with its pull quotes up to two paragraphs away: they are not part of the running text, and one that does
/// not fit at the foot of a column leaves a hole there.
fn rearranged(body: &Value) -> Vec<(Value, Moved)> {
    let Some(blocks) = body.as_array() else { return Vec::new() };
    let kind = |at: usize| blocks.get(at).map(|block| &block["k"]);
    let is_paragraph = |at: usize| kind(at).is_some_and(|kind| kind == "p");
    let mut out = Vec::new();
    for at in (0..blocks.len()).filter(|at| kind(*at).is_some_and(|kind| kind == "pull")).take(3) {
        for steps in [1usize, 2] {
            // Down over paragraphs, and up over paragraphs with one more in front: a quote never follows a crosshead.
            if (1..=steps).all(|step| is_paragraph(at + step)) {
                out.push((moved(blocks, at, at + steps), (at, at + steps)));
            }
            if at > steps + 1 && (1..=steps + 1).all(|step| is_paragraph(at - step)) {
                out.push((moved(blocks, at, at - steps), (at, at - steps)));
            }
        }
    }
    out
}

/// From where a block was moved, and to where.
type Moved = (usize, usize);

/// The number that a block has after another was moved. Where it was that one itself, its neighbour has the number.
fn number_after(at: i64, moved: Option<Moved>) -> i64 {
    let numbers = moved.and_then(|(from, to)| Some((i64::try_from(from).ok()?, i64::try_from(to).ok()?)));
    match numbers {
        Some((from, to)) if from < at && at <= to => at - 1,
        Some((from, to)) if to <= at && at < from => at + 1,
        _ => at,
    }
}

fn moved(blocks: &[Value], from: usize, to: usize) -> Value {
    let mut blocks = blocks.to_vec();
    let block = blocks.remove(from);
    blocks.insert(to, block);
    Value::Array(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Options, data};
    use model::PageDesign;
    use model::content::{Block, Content, Inline};
    use serde_json::json;

    const WORDS: &str = "The Harbour Board calls this a pause, and nobody rose to answer its chairman in February. ";

    /// So many paragraphs that say the same so many times.
    fn paragraphs(many: usize, times: usize) -> Vec<Block> {
        vec![Block::Paragraph(vec![Inline::Text(WORDS.repeat(times))]); many]
    }

    #[test]
    fn a_text_of_a_few_lines_stays_in_the_first_column_and_a_longer_one_is_parted() {
        for (times, parted) in [(1, false), (3, false), (12, true), (60, true)] {
            let article =
                Article { body: Content { blocks: paragraphs(1, times), notes: Vec::new() }, ..Article::default() };
            let (design, plates) = (PageDesign { columns: 2, ..PageDesign::default() }, Plates::default());
            let mut value = data::of(&article, &design, &Options::default(), &plates, &mut Vec::new());
            let document = balanced(&mut value, &plates).unwrap();
            let (from, to) = (place(&document, "body-start").unwrap(), place(&document, "body-end").unwrap());
            assert_eq!((to.x > from.x + 10.0, document.pages().len()), (parted, 1), "{times} times");
            if parted {
                let lines = Measures::of(&value).lead;
                let heights = (to.y - from.y, value["last"].as_f64().unwrap());
                assert!(heights.1 - heights.0 < 3.5 * lines, "the last column ends near the foot: {heights:?}");
            }
        }
    }

    #[test]
    fn a_pull_quote_moves_over_paragraphs_only() {
        let block = |kind: &str, n: u32| json!({ "k": kind, "n": n });
        let body = json!([block("p", 0), block("p", 1), block("p", 2), block("pull", 9), block("p", 3), block("h", 4)]);
        let found: Vec<Vec<u64>> = rearranged(&body)
            .iter()
            .map(|(body, _)| body.as_array().unwrap().iter().map(|block| block["n"].as_u64().unwrap()).collect())
            .collect();
        assert_eq!(found, [[0, 1, 2, 3, 9, 4], [0, 1, 9, 2, 3, 4]]);
    }

    #[test]
    fn a_block_keeps_its_number_or_gets_that_of_its_new_place() {
        let numbers = |moved| (0..6).map(|at| number_after(at, moved)).collect::<Vec<_>>();
        assert_eq!(numbers(None), [0, 1, 2, 3, 4, 5]);
        assert_eq!(numbers(Some((1, 3))), [0, 1, 1, 2, 4, 5]);
        assert_eq!(numbers(Some((3, 1))), [0, 2, 3, 3, 4, 5]);
    }

    #[test]
    fn what_the_last_sheet_leaves_free_stands_on_the_last_sheet() {
        let values = |blocks: Vec<Block>| {
            let article = Article { body: Content { blocks, notes: Vec::new() }, ..Article::default() };
            let design = PageDesign { columns: 2, ..PageDesign::default() };
            data::of(&article, &design, &Options::default(), &Plates::default(), &mut Vec::new())
        };
        let on_the_last = |document: &PagedDocument| {
            let (spare, end) = (place(document, "spare"), place(document, "body-end").unwrap());
            spare.map(|spare| spare.sheet == end.sheet && end.sheet > 1)
        };
        let plates = Plates::default();
        let mut found = Vec::new();
        for many in 20..24 {
            let document = balanced(&mut values(paragraphs(many, 8)), &plates).unwrap();
            found.extend(on_the_last(&document));
        }
        assert!(!found.is_empty() && found.iter().all(|is_there| *is_there), "{found:?}");
        // Blocks have other numbers than when the sheets were looked at: the one that is named stands on the first sheet.
        let (long, short) = (paragraphs(12, 14), paragraphs(20, 1));
        let natural = lay_out(&values([&long[..], &short].concat()), &plates).unwrap();
        let mut turned = values([&short[..], &long].concat());
        let measures = Measures::of(&turned);
        let least = least(&mut turned, &plates, &measures, (&natural, None)).unwrap();
        assert!(least.is_none_or(|least| on_the_last(&least.document).is_none_or(|is_there| is_there)));
    }
}
