//! The tasks.

mod compare;
mod erase;
mod exports;
mod folder;
mod history;
mod house;
mod import;
mod open;
mod outlet;
mod packet;
mod pictures;
mod read;
mod restore;
mod review;
mod upkeep;
mod write;

use crate::args::{Args, Task};
use crate::failure::Failure;
use crate::output::Output;
use desk::{Desk, ErrorKind, Options, Remote};
use model::review::Decision;
use std::path::{Path, PathBuf};

/// How a task ended: the program's exit code, or why not.
pub(crate) type Done = Result<u8, Failure>;

/// Does what was asked for.
pub(crate) fn run(args: &Args, out: &mut Output) -> Done {
    match &args.task {
        Task::Import { files } => import::import(&desk_dir(args)?, files, args.json, out),
        Task::Export { pieces, all, against, marked, target } => {
            let marks = (against.as_deref(), marked.as_deref());
            write::export(&desk_dir(args)?, (pieces, *all), marks, target, args.json, out)
        }
        Task::Exports { piece } => exports::list(&desk_dir(args)?, piece, args.json, out),
        Task::Convert { inputs, target } => write::convert(inputs, target, args.json, out),
        Task::Outlet { task } => outlet::run(|| desk_dir(args), task, args.json, out),
        Task::List { search, bin } => read::list(&desk_dir(args)?, search, *bin, args.json, out),
        Task::Show { piece, format } => {
            let format = if args.json { desk::ExportFormat::Json } else { (*format).into() };
            read::show(&desk_dir(args)?, piece, format, out)
        }
        Task::History { piece, all } => history::history(&desk_dir(args)?, piece, *all, args.json, out),
        Task::Compare { before, after, format, place } => {
            compare::compare(|| desk_dir(args), (before, after), *format, place, args.json, out)
        }
        Task::Changes { piece, newer, since, format, place } => {
            let what = (piece.as_str(), newer.as_deref(), since.as_deref());
            review::changes(|| desk_dir(args), what, *format, place, args.json, out)
        }
        Task::Accept(what) => review::accept_or_reject(&desk_dir(args)?, Decision::Accept, what, args.json, out),
        Task::Reject(what) => review::accept_or_reject(&desk_dir(args)?, Decision::Reject, what, args.json, out),
        Task::Undo { piece, record, only } => {
            review::undo(&desk_dir(args)?, piece, (record, only.as_deref()), args.json, out)
        }
        Task::Comments { piece, all } => review::comments(&desk_dir(args)?, piece, *all, args.json, out),
        Task::Comment(what) => review::comment(&desk_dir(args)?, what, args.json, out),
        Task::Signoff(what) => review::signoff(&desk_dir(args)?, what, args.json, out),
        Task::Need(what) => review::need(&desk_dir(args)?, what, args.json, out),
        Task::Stage(what) => review::stage(&desk_dir(args)?, what, args.json, out),
        Task::Flow(what) => review::flow(&desk_dir(args)?, what, args.json, out),
        Task::Headline { task } => review::headline(&desk_dir(args)?, task, args.json, out),
        Task::Seal { piece } => review::seal(&desk_dir(args)?, piece, args.json, out),
        Task::Correct(what) => review::correct(&desk_dir(args)?, what, args.json, out),
        Task::Verify { file, piece } => review::verify(&desk_dir(args)?, file, piece.as_deref(), args.json, out),
        Task::Readback { task } => review::readback(&desk_dir(args)?, task, args.json, out),
        Task::Waiting { role, all } => review::waiting(&desk_dir(args)?, &role.role, *all, args.json, out),
        Task::House { piece, check } => house::run(&desk_dir(args)?, piece, *check, args.json, out),
        Task::RestoreVersion { version } => restore::version(&desk_dir(args)?, version, args.json, out),
        Task::Restore { backup } => restore::desk(&desk_dir(args)?, backup, args.json, out),
        Task::Backup { to, force } => upkeep::backup(&desk_dir(args)?, to.as_deref(), *force, args.json, out),
        Task::Backups => upkeep::backups(&desk_dir(args)?, args.json, out),
        Task::Doctor { repair } => upkeep::doctor(&desk_dir(args)?, *repair, args.json, out),
        Task::Rebuild => upkeep::rebuild(&desk_dir(args)?, args.json, out),
        Task::Folder { task } => folder::folder(&desk_dir(args)?, task, args.json, out),
        Task::Packet { task } => packet::packet(&desk_dir(args)?, task, args.json, out),
        Task::Pictures { piece, add, remove } => {
            pictures::pictures(&desk_dir(args)?, piece, add.as_deref(), remove.as_deref(), args.json, out)
        }
        Task::EmptyBin { yes } => erase::empty_bin(&desk_dir(args)?, *yes, args.json, out),
        Task::Erase { piece, words, reason, yes } => {
            erase::erase(&desk_dir(args)?, piece, words, reason, *yes, args.json, out)
        }
        Task::Open { file } => open::open(args.data_dir.as_deref(), &desk_dir(args)?, file.as_deref(), out),
    }
}

/// The desk's folder.
fn desk_dir(args: &Args) -> Result<PathBuf, Failure> {
    let dir = args.data_dir.as_deref().map(absolute).or_else(Desk::default_dir);
    dir.ok_or_else(|| Failure::bad_input("This system has no folder for a program's data. Name one with --data-dir."))
}

/// Milliseconds since 1970, by the computer's clock.
fn now() -> i64 {
    desk::Clock::now_ms(&desk::SystemClock)
}

/// A path from the root: the process that uses it may stand elsewhere.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Has something done where the desk is open; else opens it for as long as that takes.
fn with_the_desk<T>(
    dir: &Path,
    asked: impl Fn(Remote) -> Result<T, desk::Error>,
    here: impl FnOnce(&Desk) -> Result<T, desk::Error>,
) -> Result<T, Failure> {
    match open_or_ask(dir)? {
        Where::Asked(remote) => Ok(asked(remote)?),
        Where::Here(desk) => {
            let done = here(&desk);
            desk.close();
            Ok(done?)
        }
    }
}

/// Who does what a command wants of the desk.
enum Where {
    /// The window that has it open.
    Asked(Remote),
    /// This process.
    Here(Desk),
}

/// Finds the open desk, or opens it. Several commands that are started together wait for each other.
fn open_or_ask(dir: &Path) -> Result<Where, Failure> {
    loop {
        if let Some(remote) = Remote::connect(dir)? {
            return Ok(Where::Asked(remote));
        }
        match Desk::open(Options::for_a_command(dir.to_owned())) {
            Ok(desk) => return Ok(Where::Here(desk)),
            // Somebody else took it between the question and the answer; he is asked, for a time that is limited.
            Err(error) if matches!(error.kind(), ErrorKind::Locked) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
