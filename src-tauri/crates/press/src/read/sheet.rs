//! The sheets of a file, as a viewer shows them one after the other.

use super::file::File;
use super::object::Object;
use std::collections::HashSet;

/// What the press says of a whole file.
const OF_A_FILE: [&str; 13] = [
    "Extensions",
    "Lang",
    "MarkInfo",
    "Metadata",
    "Names",
    "Outlines",
    "OutputIntents",
    "PageLabels",
    "Pages",
    "StructTreeRoot",
    "Type",
    "Version",
    "ViewerPreferences",
];
/// What it says of a sheet: one that is cut, turned or enlarged says more.
const OF_A_SHEET: [&str; 8] =
    ["Annots", "Contents", "MediaBox", "Parent", "Resources", "StructParents", "Tabs", "Type"];
const OF_SHEETS: [&str; 4] = ["Count", "Kids", "Parent", "Type"];
/// Levels of sheets: the press writes one or two.
const DEEPEST: usize = 8;

/// The sheets and their sizes; none when they are not as the press writes them: each once, in order, the whole of it seen.
pub(super) fn all(file: &File<'_>) -> Option<Vec<(u32, [f64; 2])>> {
    let root = file.object(file.root()?);
    has_only(root, &OF_A_FILE).then_some(())?;
    let Some(Object::Reference(pages)) = root.get("Pages") else { return None };
    let mut out = Vec::new();
    under(file, *pages, &mut out, 0)?;
    let every = file.all().filter(|(_, object)| object.get("Type").and_then(Object::name) == Some("Page")).count();
    let each: HashSet<u32> = out.iter().map(|(id, _)| *id).collect();
    (out.is_sorted_by_key(|(id, _)| *id) && each.len() == out.len() && every == out.len()).then_some(out)
}

/// All sheets that are anywhere in it, for what they say.
pub(super) fn any(file: &File<'_>) -> Vec<(u32, [f64; 2])> {
    let is_sheet = |object: &Object| object.get("Type").and_then(Object::name) == Some("Page");
    let mut out: Vec<_> =
        file.all().filter(|(_, object)| is_sheet(object)).map(|(id, _)| (id, [f64::INFINITY; 2])).collect();
    out.sort_unstable_by_key(|(id, _)| *id);
    out
}

fn under(file: &File<'_>, id: u32, out: &mut Vec<(u32, [f64; 2])>, depth: usize) -> Option<()> {
    let object = file.object(id);
    match object.get("Type").and_then(Object::name)? {
        "Pages" if depth < DEEPEST && has_only(object, &OF_SHEETS) => {
            let Some(Object::Array(kids)) = file.get(object, "Kids") else { return None };
            for kid in kids {
                let Object::Reference(kid) = kid else { return None };
                under(file, *kid, out, depth + 1)?;
            }
            Some(())
        }
        "Page" if has_only(object, &OF_A_SHEET) => {
            let Some(Object::Array(sides)) = file.get(object, "MediaBox") else { return None };
            let sides: Vec<f64> = sides.iter().filter_map(Object::number).collect();
            let [0.0, 0.0, width, height] = sides[..] else { return None };
            out.push((id, [width, height]));
            Some(())
        }
        _ => None,
    }
}

fn has_only(object: &Object, known: &[&str]) -> bool {
    object.dict().is_some_and(|dict| dict.keys().all(|key| known.contains(&key.as_str())))
}
