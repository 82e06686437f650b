//! `seal` and `verify`.

use super::{Done, named, text_of, write};
use crate::failure::FINDINGS;
use crate::output::{Output, shown};
use desk::review::{ReviewTask, Verified};
use desk::{Archive, RunKind};
use std::path::Path;

/// Seals the text now.
pub(crate) fn seal(dir: &Path, piece: &str, json: bool, out: &mut Output) -> Done {
    let (archive, id) = named(dir, piece)?;
    let open = archive.open_at_seal(id, super::super::now())?;
    let mut seal = write(dir, ReviewTask::Seal { id })?;
    if json {
        seal["open"] = open.into();
        out.json(&seal)?;
    } else {
        out.line(text_of(&seal, "fingerprint"))?;
        open.iter().for_each(|says| out.say(&format!("look: {}", shown(says))));
    }
    Ok(0)
}

/// Holds a file against the seals.
pub(crate) fn verify(dir: &Path, file: &Path, piece: Option<&str>, json: bool, out: &mut Output) -> Done {
    let archive = Archive::open(dir)?;
    let id = piece.map(|piece| archive.resolve(piece)).transpose()?;
    let verified: Verified = archive.verify_file(file, id)?;
    if json {
        out.json(&verified)?;
    } else {
        out.say(&shown(&verified.says));
        if !verified.runs.is_empty() {
            out.text(&marked(&verified))?;
        }
    }
    Ok(if verified.matches { 0 } else { FINDINGS })
}

/// The difference with some words around it: `[-removed-]`, `{+inserted+}`.
fn marked(verified: &Verified) -> String {
    let mut out = String::new();
    let last = verified.runs.len().saturating_sub(1);
    for (index, run) in verified.runs.iter().enumerate() {
        match run.kind {
            RunKind::Removed => out.push_str(&format!("[-{}-]", run.text)),
            RunKind::Inserted => out.push_str(&format!("{{+{}+}}", run.text)),
            RunKind::Same => out.push_str(&around(&run.text, index > 0, index < last)),
        }
    }
    out
}

/// The words beside a difference, and not all that is the same.
fn around(text: &str, after: bool, before: bool) -> String {
    const SHOWN: usize = 60;
    let count = text.chars().count();
    if count <= 2 * SHOWN + 5 {
        return text.to_owned();
    }
    let head: String = if after { text.chars().take(SHOWN).collect() } else { String::new() };
    let tail: String = if before { text.chars().skip(count - SHOWN).collect() } else { String::new() };
    format!("{head} … {tail}")
}
