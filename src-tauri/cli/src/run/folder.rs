//! `folder`: the desk folder.

use super::{Done, absolute, with_the_desk};
use crate::args::FolderTask;
use crate::failure::FINDINGS;
use crate::output::{Output, many, shown};
use desk::{Archive, FolderStatus, Remote};
use std::path::Path;

/// Chooses, tells of or follows the desk folder, through the open window if there is one.
pub(crate) fn folder(dir: &Path, task: &FolderTask, json: bool, out: &mut Output) -> Done {
    let status = match task {
        FolderTask::Set { dir: chosen, .. } => {
            let chosen = chosen.as_deref().map(absolute);
            let chosen = chosen.as_deref();
            with_the_desk(dir, |remote| remote.set_folder(chosen), |desk| desk.set_folder(chosen))?
        }
        FolderTask::Status => match Remote::connect(dir)? {
            Some(remote) => remote.folder()?,
            None => Archive::open(dir)?.folder()?,
        },
        FolderTask::Sync => {
            // A desk is not made by looking at its folder.
            Archive::open(dir)?;
            with_the_desk(dir, |remote| remote.sync_folder(), |desk| desk.sync_folder_once())?
        }
    };
    if json {
        out.json(&status)?;
    } else {
        tell(&status, out)?;
    }
    Ok(if status.paused.is_some() || !status.problems.is_empty() { FINDINGS } else { 0 })
}

fn tell(status: &FolderStatus, out: &mut Output) -> Result<(), crate::failure::Failure> {
    let Some(path) = &status.path else {
        return out.line("There is no desk folder. Choose one with: standfirst folder set DIR");
    };
    out.line(&format!("{}: {}.", shown(&path.display().to_string()), many(status.files, "piece")))?;
    if let Some(why) = &status.paused {
        out.line(&shown(why))?;
    }
    for problem in &status.problems {
        out.line(&shown(&problem.sentence))?;
    }
    Ok(())
}
