//! `backup`, `backups`, `doctor`, `rebuild`: looking after the desk.

use super::{Done, absolute, now};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, many};
use desk::maintenance::{self, BackedUp, Rebuilt, Renamed, Report, Unreadable};
use std::path::Path;

/// Makes a backup; only reads the desk, so it works while the window is open.
pub(crate) fn backup(dir: &Path, to: Option<&Path>, force: bool, json: bool, out: &mut Output) -> Done {
    let done = match to {
        Some(file) => maintenance::back_up_to(dir, &absolute(file), force)?,
        None => maintenance::back_up(dir, now())?,
    };
    if json {
        out.json(&done)?;
        return Ok(0);
    }
    match done {
        BackedUp::Made { backup, changes } => {
            let (changes, size) = (many(changes, "change"), size(backup.bytes));
            out.line(&format!("Backed up and checked {changes} ({size}): {}", backup.path.display()))?;
        }
        BackedUp::Unchanged { since: Some(backup) } => {
            let at = minutes(&backup.at);
            out.line(&format!("Nothing changed since the backup of {at}: {}", backup.path.display()))?;
        }
        BackedUp::Unchanged { since: None } => out.line("Nothing changed since the last backup.")?,
    }
    Ok(0)
}

/// Lists the backups.
pub(crate) fn backups(dir: &Path, json: bool, out: &mut Output) -> Done {
    let rows = maintenance::backups(dir)?;
    if json {
        out.json(&rows)?;
    } else if rows.is_empty() {
        out.say("There is no backup yet; standfirst backup makes one.");
    }
    for row in rows.iter().filter(|_| !json) {
        out.line(&format!("{}\t{}\t{}", row.name, minutes(&row.at), size(row.bytes)))?;
    }
    Ok(0)
}

/// Looks at the desk, and repairs it when that was asked for.
pub(crate) fn doctor(dir: &Path, repair: bool, json: bool, out: &mut Output) -> Done {
    if !repair {
        let report = maintenance::doctor(dir)?;
        if json {
            out.json(&report)?;
        } else {
            tell(&report, true, out)?;
        }
        return Ok(code(&report));
    }
    let repaired = maintenance::repair(dir, now())?;
    if json {
        out.json(&repaired)?;
        return Ok(code(&repaired.report));
    }
    match &repaired.kept {
        Some(kept) => {
            out.line(&format!("The desk as it was is kept in {}", kept.display()))?;
            tell_rebuilt(&repaired.rebuilt, out)?;
        }
        None if repaired.report.is_sound() => out.line("There was nothing to repair.")?,
        None => out.line("What is wrong can't be made again from the log. Nothing was changed.")?,
    }
    tell(&repaired.report, false, out)?;
    Ok(code(&repaired.report))
}

/// Makes list and index again.
pub(crate) fn rebuild(dir: &Path, json: bool, out: &mut Output) -> Done {
    let done = maintenance::rebuild(dir)?;
    if json {
        out.json(&done)?;
    } else {
        tell_rebuilt(&done, out)?;
    }
    Ok(if done.unreadable.is_empty() && done.renamed.is_empty() { 0 } else { FINDINGS })
}

fn tell(report: &Report, hint: bool, out: &mut Output) -> Result<(), Failure> {
    for finding in &report.findings {
        out.line(&finding.sentence)?;
    }
    let looked = format!("Looked at {} and {}", many(report.pieces, "piece"), many(report.changes, "change"));
    if report.is_sound() {
        out.say(&format!("{looked}: the desk is sound."));
        return Ok(());
    }
    out.say(&format!("{looked}: not all is well."));
    if hint && report.findings.iter().any(|finding| finding.repairable) {
        out.say("What can be made again from the log is made again by: standfirst doctor --repair.");
    }
    if let Some(name) = &report.newest_backup {
        out.say(&format!("The newest backup that is whole comes back with: standfirst restore {name}."));
    }
    Ok(())
}

fn tell_rebuilt(done: &Rebuilt, out: &mut Output) -> Result<(), Failure> {
    out.line(&format!("List and search index are made again from the log: {}.", many(done.pieces, "piece")))?;
    for Renamed { id, slugline } in &done.renamed {
        out.line(&format!("{id} is listed as {slugline} now, since another piece has its slugline."))?;
    }
    for Unreadable { id, reason } in &done.unreadable {
        out.line(&format!("{id} can't be read and stays listed as it was: {reason}."))?;
    }
    Ok(())
}

fn code(report: &Report) -> u8 {
    if report.is_sound() { 0 } else { FINDINGS }
}

/// A time of the desk (RFC 3339) to the minute.
fn minutes(at: &str) -> String {
    at.chars().take(16).collect::<String>().replace('T', " ")
}

/// A size as people read it, in units of 1000.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
