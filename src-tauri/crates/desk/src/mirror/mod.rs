//! The desk folder: every piece as a Markdown file that other programs may edit too.
//!
//! One thread does everything, so that nothing is written while something is read. It is told when a piece changed here
//! ([`Mirror::touched`]) and when something happened in the folder; what happened there it finds out by looking.

mod inward;
mod known;
mod masked;
mod neighbours;
mod outward;
mod shown;
mod unwatched;
mod worker;

use crate::service::{Inner, hold};
use crate::{Desk, Error, ErrorKind, Event};
use folder::Watch;
use model::PieceId;
use model::review::Role;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use worker::{Place, Worker};

pub(crate) use masked::{MaskedFiles, mask_bytes, mask_files};
pub use neighbours::Neighbour;

/// What is kept of the folder beside the database.
const SETTINGS: &str = "folder.json";

/// How the desk folder stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderStatus {
    /// The folder; none when there is none.
    pub path: Option<PathBuf>,
    /// Why nothing is read or written at the moment, in a sentence.
    pub paused: Option<String>,
    /// How many pieces have a file there.
    pub files: u32,
    /// Files that need a person.
    pub problems: Vec<FolderProblem>,
    /// Other desks that have the same folder, the one that was there last first: each writes into the other's files.
    #[serde(default)]
    pub others: Vec<Neighbour>,
    /// Since whose baseline the files show changes, as CriticMarkup; none for the clean texts.
    #[serde(default)]
    pub show: Option<Role>,
}

/// A file that needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderProblem {
    /// Its name in the folder.
    pub name: String,
    /// Its piece.
    pub piece: Option<PieceId>,
    /// Whether the file is gone (it can be written again), or can't be used as it is.
    pub gone: bool,
    /// What happened, what is safe, what to do.
    pub sentence: String,
}

/// What a person says to a pause or a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderAnswer {
    /// Look again.
    Look,
    /// The folder is right: files that are gone are gone, and what is missing is written again.
    WriteAgain,
    /// One file: write it again as the piece reads.
    WriteFile(String),
    /// One file: its piece goes to the bin.
    BinPiece(String),
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    path: PathBuf,
    home: Option<String>,
    /// What this desk is called in the folder.
    #[serde(default)]
    desk: String,
    #[serde(default)]
    show: Option<Role>,
}

pub(crate) enum Ask {
    /// A piece changed here.
    Touched(PieceId),
    /// Something happened in the folder.
    Look,
    /// Look at everything, write what is due, then tell.
    Sync(Sender<()>),
    /// A person answered.
    Answer(FolderAnswer),
    /// Write what is due, and end.
    Stop,
}

/// The running mirror of a folder.
pub(crate) struct Mirror {
    ask: Sender<Ask>,
    status: Arc<Mutex<FolderStatus>>,
    watch: Option<Watch>,
    thread: Option<JoinHandle<()>>,
}

impl Mirror {
    fn start(inner: &Arc<Inner>, kept: &Kept, watched: bool) -> Result<Mirror, Error> {
        let (dir, home) = (kept.path.as_path(), kept.home.as_deref().and_then(|home| home.parse().ok()));
        let (ask, asked) = channel();
        let status = Arc::new(Mutex::new(FolderStatus { path: Some(dir.to_owned()), ..FolderStatus::default() }));
        let failed = |error: std::io::Error| Error::file(&error, dir, "watch");
        let watch = if watched {
            let tell = ask.clone();
            // A mirror that has ended needs no signals.
            let on_quiet = move |_| drop(tell.send(Ask::Look));
            Some(Watch::start(dir, on_quiet).map_err(failed)?)
        } else {
            None
        };
        let place = Place { dir: dir.to_owned(), home, desk: kept.desk.clone(), show: kept.show.clone() };
        let worker = Worker::new(Arc::downgrade(inner), place, ask.clone(), status.clone());
        let thread =
            std::thread::Builder::new().name("desk-mirror".into()).spawn(move || worker.run(&asked)).map_err(failed)?;
        Ok(Mirror { ask, status, watch, thread: Some(thread) })
    }

    pub(crate) fn touched(&self, id: PieceId) {
        let _ = self.ask.send(Ask::Touched(id));
    }

    /// Writes what is due and ends.
    fn stop(mut self) {
        drop(self.watch.take());
        let _ = self.ask.send(Ask::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Desk {
    /// A piece changed here: its file is due.
    pub(crate) fn touched(&self, id: PieceId) {
        if let Some(mirror) = hold(&self.inner.mirror).as_ref() {
            mirror.touched(id);
        }
    }

    /// Follows the folder that was chosen, if one was. `watched` is false for a process that ends soon.
    pub(crate) fn start_mirror(&self, watched: bool) {
        let Some(mut kept) = crate::settings::read::<Kept>(self.dir(), SETTINGS) else { return };
        if kept.desk.is_empty() {
            kept.desk = format!("{:016x}", Desk::random());
            let _ = crate::settings::write(self.dir(), SETTINGS, &kept);
        }
        match Mirror::start(&self.inner, &kept, watched) {
            Ok(mirror) => *hold(&self.inner.mirror) = Some(mirror),
            Err(_) => log::warn!("the desk folder can't be watched"),
        }
    }

    pub(crate) fn stop_mirror(&self) {
        let mirror = hold(&self.inner.mirror).take();
        if let Some(mirror) = mirror {
            mirror.stop();
        }
    }

    /// How the desk folder stands.
    pub fn folder(&self) -> FolderStatus {
        hold(&self.inner.mirror).as_ref().map(|mirror| hold(&mirror.status).clone()).unwrap_or_default()
    }

    /// Chooses the desk folder, or (with none) gives it up; its files stay where they are. Files that are in it come
    /// in, and every piece gets its file.
    ///
    /// # Errors
    /// When this can't be the folder; then the old one stays.
    pub fn set_folder(&self, path: Option<&Path>) -> Result<FolderStatus, Error> {
        let before = crate::settings::read::<Kept>(self.dir(), SETTINGS).unwrap_or_default();
        let Some(path) = path else {
            self.stop_mirror();
            neighbours::leave(&before.path, &before.desk);
            let file = self.dir().join(SETTINGS);
            if let Err(error) = std::fs::remove_file(&file)
                && error.kind() != std::io::ErrorKind::NotFound
            {
                return Err(Error::file(&error, &file, "remove"));
            }
            self.forget_files()?;
            self.emit(Event::FolderChanged(FolderStatus::default()));
            return Ok(FolderStatus::default());
        };
        let path = std::fs::canonicalize(path).map_err(|error| Error::file(&error, path, "open"))?;
        if !path.is_dir() {
            return Err(Error::bad(format!(
                "“{}” is not a folder. Choose a folder for the desk's files.",
                path.display()
            )));
        }
        let own = std::fs::canonicalize(self.dir()).unwrap_or_else(|_| self.dir().to_owned());
        if path.starts_with(&own) || own.starts_with(&path) {
            return Err(Error::bad(
                "The desk's own data lies there. Choose another folder, which holds nothing but texts.",
            ));
        }
        let same = self.folder().path.as_deref() == Some(&path);
        let home = folder::scan::folder_id(&path).map_err(|pause| Error::bad(worker::sentence(&pause)))?;
        self.stop_mirror();
        if !same {
            neighbours::leave(&before.path, &before.desk);
            self.forget_files()?;
        }
        let kept = Kept { path: path.clone(), home: home.map(|id| id.to_string()), ..before };
        crate::settings::write(self.dir(), SETTINGS, &kept)?;
        self.start_mirror(self.inner.watches);
        self.sync_folder()?;
        Ok(self.folder())
    }

    /// Has the files show what changed since the baseline of a role, with open comments, as CriticMarkup; or, with none,
    /// the clean texts. All files are written anew.
    ///
    /// # Errors
    /// When no folder was chosen.
    pub fn show_in_folder(&self, show: Option<Role>) -> Result<FolderStatus, Error> {
        let none = || Error::new(ErrorKind::NotFound, "No desk folder was chosen. Choose one first.");
        let kept = crate::settings::read::<Kept>(self.dir(), SETTINGS).ok_or_else(none)?;
        if kept.show != show {
            // What others wrote comes in first, read as it was written.
            if hold(&self.inner.mirror).is_none() {
                self.start_mirror(false);
            }
            self.sync_folder()?;
            self.stop_mirror();
            crate::settings::write(self.dir(), SETTINGS, &Kept { show, ..kept })?;
            self.start_mirror(self.inner.watches);
        }
        self.sync_folder()
    }

    fn forget_files(&self) -> Result<(), Error> {
        let files = hold(&self.inner.reader).folder_files()?;
        let ops = files.into_iter().map(|file| store::Op::FolderForget { name: file.name }).collect();
        self.submit(ops)?.wait()?;
        Ok(())
    }

    /// Looks at the whole folder and writes what is due; returns when both are done.
    ///
    /// # Errors
    /// When no folder was chosen.
    pub fn sync_folder(&self) -> Result<FolderStatus, Error> {
        let (tell, told) = channel();
        let none = || Error::new(ErrorKind::NotFound, "No desk folder was chosen. Choose one first.");
        hold(&self.inner.mirror).as_ref().ok_or_else(none)?.ask.send(Ask::Sync(tell)).map_err(|_| none())?;
        let _ = told.recv();
        Ok(self.folder())
    }

    /// Answers a pause or a problem of the folder.
    ///
    /// # Errors
    /// When no folder was chosen.
    pub fn answer_folder(&self, answer: FolderAnswer) -> Result<FolderStatus, Error> {
        let none = || Error::new(ErrorKind::NotFound, "No desk folder was chosen. Choose one first.");
        hold(&self.inner.mirror).as_ref().ok_or_else(none)?.ask.send(Ask::Answer(answer)).map_err(|_| none())?;
        self.sync_folder()
    }
}
