//! Quotation marks and dashes that are not the outlet's.

use crate::{Found, Leaving, Severity};
use model::{Field, HouseEdit, HouseMarks, house};

/// Where the outlet sets marks, those of another house are told, a text at a time, and paragraphs in which they do not
/// pair. Straight marks in running text are set when it leaves; in a headline they stay as they are.
pub(crate) fn look(found: &mut Found<'_>, leaving: &Leaving<'_>) {
    let profile = leaving.profile;
    if !profile.smart_punctuation || !profile.speaks(leaving.piece.language.as_deref()) {
        return;
    }
    let marks = HouseMarks::for_field(found.field, profile);
    let housed = house(found.text, &marks);
    // Plain words (headlines, the byline) leave as they were typed.
    let is_rendered = !found.field.is_headline() && found.field != Field::Byline;
    let set_on_the_way = |edit: &HouseEdit| {
        let words = &found.text[edit.range.clone()];
        let (before, behind) = (&found.text[..edit.range.start], &found.text[edit.range.end..]);
        let between_words = before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
        let is_set = match words {
            "\"" => true,
            // Inside a word it is an apostrophe in every house, also where the outer marks look like one.
            "'" => between_words || (edit.insert != marks.open && edit.insert != marks.close),
            "--" | "---" => between_words,
            " -- " | " --- " => true,
            _ => false,
        };
        is_rendered && is_set
    };
    let others: Vec<&HouseEdit> = housed.edits.iter().filter(|edit| !set_on_the_way(edit)).collect();
    if let Some(first) = others.first() {
        let (number, more) = (others.len(), if others.len() == 1 { "mark is" } else { "marks are" });
        let reason = format!(
            "{number} {more} not the outlet's: it sets {}…{} and “{}”. “Set quotes and dashes in house style” changes that.",
            marks.open, marks.close, marks.dash
        );
        found.add("house.marks", Severity::Warning, (first.range.start, first.range.end), &reason);
    }
    for paragraph in housed.unpaired {
        let reason = "The quotation marks of this paragraph do not pair.";
        found.add("house.unpaired", Severity::Warning, (paragraph.start, paragraph.end), reason);
    }
}
