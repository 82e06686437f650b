//! `folder`: the desk folder.

use super::{Done, absolute, with_the_desk};
use crate::args::FolderTask;
use crate::failure::FINDINGS;
use crate::output::{Output, many, shown};
use desk::{Archive, FolderStatus, Remote};
use model::review::Role;
use std::path::Path;

/// Chooses, tells of or follows the desk folder, through the open window if there is one.
pub(crate) fn folder(dir: &Path, task: &FolderTask, json: bool, out: &mut Output) -> Done {
    let status = match task {
        FolderTask::Set { dir: chosen, .. } => {
            let chosen = chosen.as_deref().map(absolute);
            let chosen = chosen.as_deref();
            with_the_desk(dir, |remote| remote.set_folder(chosen), |desk| desk.set_folder(chosen))?
        }
        FolderTask::Show { what } => {
            Archive::open(dir)?;
            let show = &what.0;
            with_the_desk(dir, |remote| remote.show_in_folder(show.clone()), |desk| desk.show_in_folder(show.clone()))?
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
    if let Some(role) = &status.show {
        let since = match role {
            Role::Person(name) => shown(name),
            _ => format!("the {}", role.label().to_lowercase()),
        };
        out.line(&format!("Files show what changed since {since} agreed, as CriticMarkup."))?;
    }
    if let Some(why) = &status.paused {
        out.line(&shown(why))?;
    }
    for other in &status.others {
        out.line(&shown(&format!(
            "The desk of “{}” has this folder too, and was there last at {}. What either writes comes to the other; where both \
             change the same words, both are kept until somebody decides.",
            other.computer, other.at
        )))?;
    }
    for problem in &status.problems {
        out.line(&shown(&problem.sentence))?;
    }
    Ok(())
}
