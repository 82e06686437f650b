//! `house`: quotation marks and dashes as the outlet sets them.

use super::{Done, with_the_desk};
use crate::failure::FINDINGS;
use crate::output::{Output, many, shown};
use desk::{Archive, HouseSet};
use std::path::Path;

/// Sets them, through the open window if there is one; with `check` only tells what would change.
pub(crate) fn run(dir: &Path, name: &str, check: bool, json: bool, out: &mut Output) -> Done {
    let id = Archive::open(dir)?.resolve(name)?;
    let set = with_the_desk(dir, |remote| remote.set_house(id, check), |desk| desk.set_house(id, check))?;
    let code = if check && !set.fields.is_empty() { FINDINGS } else { 0 };
    if json {
        out.json(&set)?;
        return Ok(code);
    }
    let whose = if set.outlet.trim().is_empty() { "the outlet".to_owned() } else { shown(&set.outlet) };
    let unpaired: usize = set.fields.iter().map(|field| field.unpaired.len()).sum();
    if set.is_nothing() && unpaired > 0 {
        out.line("Nothing was changed.")?;
    } else if set.is_nothing() {
        out.line(&format!("Quotation marks and dashes of {} are those of {whose}.", shown(name)))?;
    } else {
        let verb = if check { "would be set" } else { "are set" };
        out.line(&format!("{} {verb} as {whose} sets them.", told(&set)))?;
    }
    if unpaired > 0 {
        let many = many(i64::try_from(unpaired).unwrap_or(i64::MAX), "paragraph");
        out.say(&format!("Left alone: {many} whose quotation marks do not pair."));
    }
    Ok(code)
}

/// "6 quotation marks, 1 apostrophe and 2 dashes".
fn told(set: &HouseSet) -> String {
    let parts = [(set.quotes, "quotation mark"), (set.apostrophes, "apostrophe"), (set.dashes, "dash")];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| match (number, what) {
            (number, "dash") if number != 1 => format!("{number} dashes"),
            (number, what) => many(number, what),
        })
        .collect();
    match &said[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
