//! `readback export` and `readback import`.

use super::{Done, against, named, text_of, write};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, shown};
use crate::review_args::ReadbackTask;
use crate::run::absolute;
use desk::review::{ReadbackRead, ReadbackWanted, ReviewTask};
use model::review::Answer;
use std::path::Path;

/// Writes the file for reading back, or takes its answer in.
pub(crate) fn readback(dir: &Path, task: &ReadbackTask, json: bool, out: &mut Output) -> Done {
    match task {
        ReadbackTask::Export { piece, output, force, to, since } => {
            let (archive, id) = named(dir, piece)?;
            let against = against(&archive, id, since.as_deref())?;
            let wanted = ReadbackWanted { against, to: to.clone(), path: absolute(output), force: *force };
            let done = write(dir, ReviewTask::ReadbackExport { id, wanted })?;
            if json {
                out.json(&serde_json::json!({ "file": output.display().to_string(), "bytes": done["bytes"] }))?;
            } else {
                out.say(&format!("Wrote {} ({} bytes).", output.display(), done["bytes"]));
            }
            Ok(0)
        }
        ReadbackTask::Import { file } => {
            let text = desk::review::read_reply(file)?;
            let done = write(dir, ReviewTask::ReadbackImport { text })?;
            let read: ReadbackRead =
                serde_json::from_value(done.clone()).map_err(|e| Failure::internal(format!("No answer: {e}.")))?;
            if json {
                out.json(&done)?;
            } else {
                out.say(&shown(text_of(&done, "says")));
            }
            Ok(if read.answer == Answer::Objects || read.stale { FINDINGS } else { 0 })
        }
    }
}
