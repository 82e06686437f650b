//! `packet`: a piece with its history as a file that travels.

use super::{Done, absolute, now, with_the_desk};
use crate::args::PacketTask;
use crate::failure::Failure;
use crate::output::{Output, many, shown};
use desk::{Archive, PacketContents, PacketImported};
use std::path::Path;

/// Writes a packet, or takes one in, through the open window if there is one.
pub(crate) fn packet(dir: &Path, task: &PacketTask, json: bool, out: &mut Output) -> Done {
    match task {
        PacketTask::Export { piece, output, since, whole, force } => {
            let archive = Archive::open(dir)?;
            let id = archive.resolve(piece)?;
            let since = match since {
                None if !whole => archive.packet_starts(id)?.into_iter().next().and_then(|start| start.since),
                given => given.clone(),
            };
            let (bytes, contents) = archive.packet(id, since.as_deref(), now())?;
            desk::write_bytes(output, &bytes, *force)?;
            if json {
                out.json(&contents)?;
            } else {
                sent(&contents, output, out)?;
            }
        }
        PacketTask::Import { file } => {
            let file = absolute(file);
            // Looked at before a desk is made for it.
            if !file.is_file() {
                return Err(Failure::bad_input(format!("There is no file {}. Nothing was changed.", file.display())));
            }
            let imported = with_the_desk(dir, |remote| remote.import_packet(&file), |desk| desk.import_packet(&file))?;
            if json {
                out.json(&imported)?;
            } else {
                came(&imported, out)?;
            }
        }
    }
    Ok(0)
}

/// What travels, in a few lines.
fn sent(contents: &PacketContents, file: &Path, out: &mut Output) -> Result<(), Failure> {
    let PacketContents { slugline, changes, bytes, .. } = contents;
    out.line(&format!("{} holds {slugline}, {bytes} bytes. It tells whoever has it:", file.display()))?;
    let day = |time: &str| time.split('T').next().unwrap_or_default().to_owned();
    let (from, to) = (day(&contents.from), day(&contents.to));
    let days = if from == to { from } else { format!("{from} to {to}") };
    out.line(&format!("  the text as it is, and {} of {days}, to the second", many(*changes, "change")))?;
    out.line(&format!("  the names of {}, and of their computers", list(&contents.people)))?;
    if !contents.versions.is_empty() {
        let names: Vec<String> = contents.versions.iter().map(|name| format!("“{name}”")).collect();
        out.line(&format!("  the versions {}", list(&names)))?;
    }
    if contents.baselines + contents.comments > 0 {
        let texts = many(contents.baselines, "text");
        let comments = many(contents.comments, "comment");
        out.line(&format!(
            "  its review: {texts} that it counts from (received, agreed to, sealed), {comments}, decisions"
        ))?;
    }
    if contents.attachments > 0 {
        let pictures = many(contents.attachments, "picture");
        out.line(&format!("  {pictures}, without what the files tell of people and places"))?;
    }
    match &contents.left {
        Some(left) => out.line(&format!(
            "What was deleted or replaced before {} stays here, but for what review has of it: {}. --whole takes it along.",
            before(&left.since),
            many(left.changes, "change")
        )),
        None => out.line("Everything that was ever deleted in it travels too. --since leaves that behind."),
    }?;
    out.line("No receipts, backups or other pieces.")
}

/// A moment, after “before”.
fn before(since: &str) -> String {
    match since {
        "filed" => "it was filed".into(),
        "now" => "now".into(),
        named => format!("“{}”", shown(named)),
    }
}

fn came(imported: &PacketImported, out: &mut Output) -> Result<(), Failure> {
    let slugline = &imported.slugline;
    let added = many(imported.changes, "change");
    if imported.is_new {
        out.line(&format!("{slugline} is on the desk, with {added} by {}.", list(&imported.people)))?;
    } else if imported.changes + imported.versions == 0 {
        out.line(&format!("{slugline} is here with all of this already. Nothing was changed."))?;
    } else {
        let versions = match imported.versions {
            0 => String::new(),
            number => format!(" and {}", many(number, "version")),
        };
        out.line(&format!("{slugline} is merged: {added}{versions} came in."))?;
    }
    if imported.collisions > 0 {
        let places = many(imported.collisions, "place");
        out.line(&format!("{places} changed on both sides at the same time; the window shows both, to choose."))?;
    }
    if imported.binned {
        out.line("It lies in the bin.")?;
    }
    Ok(())
}

/// Names in a row: “a, b and c”.
fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| shown(name)).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "nobody".into(),
    }
}
