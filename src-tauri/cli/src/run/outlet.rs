//! `outlet`: the profiles of publications.

use super::Done;
use crate::args::OutletTask;
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, shown};
use desk::Archive;
use model::{OutletProfile, Piece};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Lists, shows, checks, or fits a piece.
pub(crate) fn run(
    dir: impl FnOnce() -> Result<PathBuf, Failure>,
    task: &OutletTask,
    json: bool,
    out: &mut Output,
) -> Done {
    match task {
        OutletTask::Fit { outlet, piece, mail } => {
            let profile = desk::read_outlet(outlet)?;
            let piece = if Path::new(piece).is_file() {
                desk::read_file(Path::new(piece))?.0
            } else {
                let archive = Archive::open(&dir()?)?;
                archive.piece(archive.resolve(piece)?)?
            };
            let piece = desk::fit_outlet(piece, &profile);
            return if *mail {
                out.text(&desk::submission(&piece, &profile)).map(|()| 0)
            } else {
                fit(&piece, &profile, json, out)
            };
        }
        OutletTask::List => {
            // Without a desk the shipped ones are all there are.
            let rows = dir().map_or_else(|_| desk::outlets(), |dir| desk::outlets_of(&dir));
            if json {
                out.json(&rows)?;
                return Ok(0);
            }
            for row in rows {
                let words = match row.words {
                    (0, 0) => "any length".to_owned(),
                    (low, 0) => format!("{low} words at least"),
                    (low, high) => format!("{low} to {high} words"),
                };
                let about = if row.about.trim().is_empty() { "an outlet of your own" } else { row.about.trim() };
                let (name, about) = (shown(&row.name), shown(about));
                out.line(&format!("{:<12}  {name}: {about}, {words}", row.key))?;
            }
        }
        OutletTask::Add { file, force } => {
            let row = desk::add_outlet(&dir()?, file, *force)?;
            if json {
                out.json(&row)?;
            } else {
                out.say(&format!("{} is on the desk as {}.", shown(&row.name), row.key));
            }
        }
        OutletTask::Show { outlet } => {
            let profile = desk::read_outlet(outlet)?;
            if json { out.json(&profile)? } else { out.text(&desk::outlet_text(&profile))? }
        }
        OutletTask::Check { outlet } => {
            let profile = desk::read_outlet(outlet)?;
            let remarks = desk::check_outlet(&profile);
            if json {
                out.json(&json!({ "name": profile.name, "remarks": remarks }))?;
            } else if remarks.is_empty() {
                out.say(&format!("The profile of {} is sound.", shown(&profile.name)));
            } else {
                for remark in &remarks {
                    out.line(&format!("{}: {}", remark.key, shown(&remark.sentence)))?;
                }
            }
            if !remarks.is_empty() {
                return Ok(FINDINGS);
            }
        }
    }
    Ok(0)
}

/// What a piece lacks for an outlet.
fn fit(piece: &Piece, profile: &OutletProfile, json: bool, out: &mut Output) -> Done {
    let findings = desk::inspect(piece, profile, false);
    if json {
        out.json(&json!({ "outlet": profile.name, "words": piece.word_count, "headline_lines": desk::headline_lines(piece, profile), "findings": findings }))?;
    } else {
        for finding in &findings {
            let words =
                if finding.words.is_empty() { String::new() } else { format!(" “{}”", shown(&finding.words)) };
            let place = finding.field.map_or("piece", |field| field.name());
            out.line(&format!("{place}{words}: {}", shown(&finding.reason)))?;
        }
        if let Some(lines) = desk::headline_lines(piece, profile) {
            let points = f64::from(profile.page.headline_tenths) / 10.0;
            let face = shown(&profile.page.headline_face);
            let count = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
            out.say(&format!("The headline takes {count} in {face} at {points} points."));
        }
        if findings.is_empty() {
            out.say(&format!("It fits {}.", shown(&profile.name)));
        }
    }
    Ok(if findings.is_empty() { 0 } else { FINDINGS })
}
