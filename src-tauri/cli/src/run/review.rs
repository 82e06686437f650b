//! Review: what changed, what was said, who agrees, where it stands, what is sealed.

mod comments;
mod correct;
mod decide;
mod flow;
mod readback;
mod seal;
mod signoff;

pub(super) use comments::{comment, comments};
pub(super) use correct::correct;
pub(super) use decide::{accept_or_reject, changes, undo};
pub(super) use flow::{flow, stage};
pub(super) use readback::readback;
pub(super) use seal::{seal, verify};
pub(super) use signoff::{headline, need, signoff};

use crate::failure::Failure;
use crate::output::{Output, shown};
use desk::Archive;
use desk::review::{Against, ReviewTask, Waiting};
use model::PieceId;
use model::review::Role;
use serde_json::Value;
use std::path::Path;

use super::Done;

/// Has a write done where the desk is open; else opens it for as long as that takes.
pub(super) fn write(dir: &Path, task: ReviewTask) -> Result<Value, Failure> {
    match super::open_or_ask(dir)? {
        super::Where::Asked(remote) => Ok(remote.review_task(task)?),
        super::Where::Here(desk) => {
            let done = desk.review_task(task);
            desk.close();
            Ok(done?)
        }
    }
}

/// The desk for reading, and the piece of a name.
fn named(dir: &Path, piece: &str) -> Result<(Archive, PieceId), Failure> {
    let archive = Archive::open(dir)?;
    let id = archive.resolve(piece)?;
    Ok((archive, id))
}

/// A baseline by its name.
fn against(archive: &Archive, id: PieceId, name: Option<&str>) -> Result<Option<Against>, Failure> {
    Ok(name.map(|name| archive.against(id, name)).transpose()?)
}

/// What was given back, under a name.
fn text_of<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A time of the desk (RFC 3339) to the minute.
fn minutes(at: &str) -> String {
    at.chars().take(16).collect::<String>().replace('T', " ")
}

/// Words in quotation marks, cut where they are many.
fn quoted(text: &str) -> String {
    let text = shown(text);
    let cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() { format!("“{cut}…”") } else { format!("“{cut}”") }
}

/// Lists what waits for a role.
pub(super) fn waiting(dir: &Path, role: &Role, all: bool, json: bool, out: &mut Output) -> Done {
    let waits: Vec<Waiting> = Archive::open(dir)?.waiting(role, all)?;
    if json {
        out.json(&waits)?;
    } else if waits.is_empty() {
        out.say("Nothing waits.");
    } else {
        for piece in waits {
            out.line(&format!("{}\t{}\t{}", piece.slugline, piece.stage.name(), shown(&piece.says)))?;
        }
    }
    Ok(0)
}
