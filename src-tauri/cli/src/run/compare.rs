//! `compare`: what differs between two pieces, two versions, or two files.

use super::{Done, write};
use crate::args::{CompareFormat, Place};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, shown};
use desk::{Archive, Difference, DifferenceFormat, ErrorKind, Side};
use std::path::{Path, PathBuf};

/// Prints the difference; the desk is opened for reading, and only when a side is not a file.
pub(crate) fn compare(
    dir: impl Fn() -> Result<PathBuf, Failure>,
    (before, after): (&str, &str),
    format: CompareFormat,
    place: &Place,
    json: bool,
    out: &mut Output,
) -> Done {
    let difference = Difference::of(&side(&dir, before)?, &side(&dir, after)?);
    let same = difference.is_same();
    let form = match format {
        _ if json => DifferenceFormat::Json,
        CompareFormat::Json => DifferenceFormat::Json,
        CompareFormat::Text => DifferenceFormat::Text { colour: place.file().is_none() && out.takes_colour() },
        CompareFormat::Html => DifferenceFormat::Html,
        CompareFormat::Critic => DifferenceFormat::Critic,
    };
    let values: Vec<&str> = difference.compared.details.iter().map(|detail| detail.name).collect();
    if form == DifferenceFormat::Critic && !values.is_empty() {
        out.say(&format!(
            "Not marked, but as it is after: {}. Marks are for words.",
            values.join(", ").replace('_', " ")
        ));
    }
    if same && place.file().is_none() && matches!(form, DifferenceFormat::Text { .. }) {
        out.say(&format!("No difference: {} reads as {} does.", shown(&difference.after), shown(&difference.before)));
    } else {
        write::put(&difference.to(form)?, place, json && place.file().is_some(), out)?;
    }
    Ok(if same { 0 } else { FINDINGS })
}

/// A file that exists, else a piece of the desk.
fn side(dir: &impl Fn() -> Result<PathBuf, Failure>, name: &str) -> Result<Side, Failure> {
    let path = Path::new(name);
    if path.is_file() {
        return Ok(Side::file(path)?);
    }
    let is_path = name.contains(['/', '\\']) || path.extension().is_some();
    match Archive::open(&dir()?).and_then(|archive| archive.side(name)) {
        Ok(side) => Ok(side),
        Err(error) if *error.kind() == ErrorKind::NotFound && path.exists() => {
            Err(Failure::bad_input(format!("{name} is no file that can be compared, and no piece is called so.")))
        }
        Err(error) if *error.kind() == ErrorKind::NotFound && is_path && !name.contains('@') => {
            Err(Failure::bad_input(format!("There is no file {name}, and no piece is called so.")))
        }
        Err(error) => Err(error.into()),
    }
}
