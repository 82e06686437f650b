//! `restore-version`: one piece as it was. `restore`: the whole desk from a backup.

use super::{Done, now, with_the_desk};
use crate::failure::Failure;
use crate::output::{Output, many, shown};
use desk::{Archive, RestoredVersion, maintenance};
use serde_json::json;
use std::path::Path;

/// Makes a piece read as it did, through the open window if there is one.
pub(crate) fn version(dir: &Path, name: &str, json: bool, out: &mut Output) -> Done {
    if !name.contains('@') {
        return Err(Failure::bad_input(format!(
            "Which version of {name}? Name it as {name}@12 or {name}@NAME. They are listed by: standfirst history {name}."
        )));
    }
    let to = Archive::open(dir)?.moment(name)?;
    let RestoredVersion { before, now } = with_the_desk(
        dir,
        |remote| remote.restore_version(to.id, to.moment),
        |desk| desk.restore_version(to.id, to.moment),
    )?;
    let changed = before != now;
    let slugline = &to.slugline;
    if json {
        out.json(&json!({
            "id": to.id, "slugline": slugline, "restored": to.moment, "before": before, "now": now, "changed": changed,
        }))?;
    } else if changed {
        out.line(&format!("{slugline} reads again as {} did.", shown(&to.label)))?;
        out.line(&format!("To go back: standfirst restore-version {slugline}@{before}"))?;
    } else {
        out.line(&format!("{slugline} reads as {} did already. Nothing was changed.", shown(&to.label)))?;
    }
    Ok(0)
}

/// Puts a backup in the place of the desk.
pub(crate) fn desk(dir: &Path, backup: &Path, json: bool, out: &mut Output) -> Done {
    let restored = maintenance::restore(dir, backup, now())?;
    if json {
        out.json(&restored)?;
        return Ok(0);
    }
    out.line(&format!(
        "The desk is restored from {}, with {}.",
        restored.from.display(),
        many(restored.changes, "change")
    ))?;
    if let Some(aside) = restored.aside {
        let aside = aside.display();
        out.line(&format!("What was there before lies in {aside}"))?;
        if restored.aside_is_sound {
            out.line(&format!("To go back: standfirst restore \"{aside}\""))?;
        }
    }
    Ok(0)
}
