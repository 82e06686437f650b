//! Asking the process that holds the lock, over a local socket that only the owner of the folder can reach.

use crate::past::MomentId;
use crate::place;
use crate::review::ReviewTask;
use crate::service::Inner;
use crate::{
    Desk, Error, ErrorKind, Event, FolderStatus, HouseSet, Imported, PacketImported, PictureView, RestoredVersion,
};
use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericFilePath, Listener, ListenerOptions, Stream};
use model::review::Role;
use model::{PieceId, Receipt};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// The file that holds the socket's name.
const ADDRESS: &str = "socket";
/// Longest request, bytes: paths, not texts.
const MAX_REQUEST: u64 = 64 << 20;
/// How often, and with what pause, somebody is asked who holds the lock and does not answer: six seconds.
const TRIES: u32 = 60;
const BETWEEN: Duration = Duration::from_millis(100);
/// Longest name that every Unix takes for a socket.
const MAX_PATH: usize = 90;

#[derive(Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Request {
    Import { paths: Vec<PathBuf> },
    Show { id: Option<PieceId> },
    Restore { id: PieceId, to: MomentId },
    FolderStatus,
    FolderSet { path: Option<PathBuf> },
    FolderShow { show: Option<Role> },
    FolderSync,
    Packet { path: PathBuf },
    EmptyBin { expected: u32 },
    House { id: PieceId, look: bool },
    AddPicture { id: PieceId, path: PathBuf },
    RemovePicture { id: PieceId, name: String },
    Review { what: Box<ReviewTask> },
}

#[derive(Serialize, Deserialize)]
struct Answered {
    id: PieceId,
    receipt: Receipt,
}

#[derive(Default, Serialize, Deserialize)]
struct Answer {
    files: Vec<(String, Result<Answered, String>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    restored: Option<Result<RestoredVersion, Refused>>,
    /// What everything else gives, each in its own form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<Result<serde_json::Value, Refused>>,
}

/// Why the open desk did not do it.
#[derive(Serialize, Deserialize)]
struct Refused {
    kind: Why,
    message: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Why {
    NotFound,
    Exists,
    BadInput,
    Failed,
}

impl Refused {
    fn by(error: &Error) -> Refused {
        let kind = match error.kind() {
            ErrorKind::NotFound => Why::NotFound,
            ErrorKind::Exists => Why::Exists,
            ErrorKind::BadInput => Why::BadInput,
            ErrorKind::Behind(_) | ErrorKind::Locked | ErrorKind::Damaged | ErrorKind::Failed => Why::Failed,
        };
        Refused { kind, message: error.to_string() }
    }

    fn told(self) -> Error {
        let kind = match self.kind {
            Why::NotFound => ErrorKind::NotFound,
            Why::Exists => ErrorKind::Exists,
            Why::BadInput => ErrorKind::BadInput,
            Why::Failed => ErrorKind::Failed,
        };
        Error::new(kind, self.message)
    }
}

/// Listens for the command line. A desk without a socket still works, so failures only mean that it can't be asked.
pub(crate) fn serve(inner: &Arc<Inner>) {
    let Some(listener) = listen(&inner.dir) else { return };
    let weak = Arc::downgrade(inner);
    let _ = std::thread::Builder::new().name("desk-socket".into()).spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let weak = weak.clone();
            if weak.strong_count() == 0 {
                break;
            }
            let _ = std::thread::Builder::new().name("desk-request".into()).spawn(move || answer(stream, &weak));
        }
    });
}

/// Removes the address, so that nobody asks a desk that is closed.
pub(crate) fn stop(dir: &Path) {
    if let Ok(address) = std::fs::read_to_string(dir.join(ADDRESS)) {
        let _ = std::fs::remove_file(address.trim());
    }
    let _ = std::fs::remove_file(dir.join(ADDRESS));
}

fn listen(dir: &Path) -> Option<Listener> {
    let path = socket_path(dir)?;
    // What a killed process left behind; the lock says that nobody listens there.
    let _ = std::fs::remove_file(&path);
    let name = path.as_os_str().to_fs_name::<GenericFilePath>().ok()?;
    let listener = ListenerOptions::new().name(name).create_sync().ok()?;
    crate::write_file(&dir.join(ADDRESS), &path.to_string_lossy(), true).ok()?;
    Some(listener)
}

#[cfg(unix)]
fn socket_path(dir: &Path) -> Option<PathBuf> {
    let inside = std::path::absolute(dir).ok()?.join("desk.sock");
    if inside.as_os_str().len() <= MAX_PATH {
        return Some(inside);
    }
    let folder = std::env::temp_dir().join(format!("standfirst-{:x}", Desk::random()));
    place::make(&folder).ok()?;
    Some(folder.join("desk.sock"))
}

#[cfg(not(unix))]
fn socket_path(_dir: &Path) -> Option<PathBuf> {
    Some(PathBuf::from(format!(r"\\.\pipe\standfirst-{:x}", Desk::random())))
}

fn answer(stream: Stream, weak: &Weak<Inner>) {
    let mut line = String::new();
    let mut reader = BufReader::new(&stream).take(MAX_REQUEST);
    if reader.read_line(&mut line).is_err() {
        return;
    }
    let (Some(inner), Ok(request)) = (weak.upgrade(), serde_json::from_str::<Request>(&line)) else { return };
    let desk = Desk { inner };
    if let Ok(mut text) = serde_json::to_string(&done(&desk, request)) {
        text.push('\n');
        let _ = (&stream).write_all(text.as_bytes());
    }
}

fn done(desk: &Desk, request: Request) -> Answer {
    match request {
        Request::Restore { id, to } => Answer {
            restored: Some(desk.restore_version(id, to).map_err(|error| Refused::by(&error))),
            ..Answer::default()
        },
        Request::Import { paths } => {
            let answered = |imported: Imported| {
                let outcome = imported.outcome.and_then(|(piece, receipt)| {
                    let id = piece.id.ok_or_else(|| "The piece has no id.".to_owned())?;
                    Ok(Answered { id, receipt })
                });
                (imported.file, outcome)
            };
            Answer { files: desk.import_files(&paths).into_iter().map(answered).collect(), ..Answer::default() }
        }
        Request::Show { id } => {
            let shown = id.or_else(|| *crate::service::hold(&desk.inner.shown));
            if let Some(id) = shown {
                desk.emit(Event::OpenPiece(id));
            }
            Answer::default()
        }
        Request::FolderStatus => told(Ok(desk.folder())),
        Request::FolderSet { path } => told(desk.set_folder(path.as_deref())),
        Request::FolderShow { show } => told(desk.show_in_folder(show)),
        Request::FolderSync => told(desk.sync_folder()),
        Request::EmptyBin { expected } => told(desk.empty_bin(expected)),
        Request::House { id, look } => told(desk.set_house(id, look)),
        Request::AddPicture { id, path } => told(desk.add_picture_file(id, &path)),
        Request::RemovePicture { id, name } => told(desk.remove_picture(id, &name)),
        Request::Packet { path } => told(desk.import_packet(&path)),
        Request::Review { what } => told(desk.review_task(*what)),
    }
}

fn told(outcome: Result<impl Serialize, Error>) -> Answer {
    let value = outcome.and_then(|value| serde_json::to_value(value).map_err(|error| Error::bad(error.to_string())));
    Answer { done: Some(value.map_err(|error| Refused::by(&error))), ..Answer::default() }
}

/// The process that writes in a folder, asked from another one.
pub struct Remote {
    dir: PathBuf,
    stream: Stream,
}

impl Remote {
    /// Reaches the process that holds a folder's lock; none when nobody does.
    ///
    /// # Errors
    /// When somebody holds the lock and does not answer.
    pub fn connect(dir: &Path) -> Result<Option<Remote>, Error> {
        // Who holds the lock may be a command that is about to end, or a window that does not listen yet.
        let mut asked = Self::connect_now(dir);
        for _ in 0..TRIES {
            if !asked.as_ref().is_err_and(|error| *error.kind() == ErrorKind::Locked) {
                break;
            }
            std::thread::sleep(BETWEEN);
            asked = Self::connect_now(dir);
        }
        asked
    }

    fn connect_now(dir: &Path) -> Result<Option<Remote>, Error> {
        if !dir.join("lock").exists() {
            return Ok(None);
        }
        match place::Lock::take(dir) {
            Ok(_) => return Ok(None),
            Err(error) if *error.kind() == ErrorKind::Locked => {}
            Err(error) => return Err(error),
        }
        let silent = || {
            Error::new(
                ErrorKind::Locked,
                "This desk is open in another program that does not answer. Nothing was changed.",
            )
        };
        let address = std::fs::read_to_string(dir.join(ADDRESS)).map_err(|_| silent())?;
        let name = address.trim().to_fs_name::<GenericFilePath>().map_err(|_| silent())?;
        let stream = Stream::connect(name).map_err(|_| silent())?;
        Ok(Some(Remote { dir: dir.to_owned(), stream }))
    }

    fn ask(&self, request: &Request) -> Result<Answer, Error> {
        let lost = |_| Error::new(ErrorKind::Failed, "The open desk stopped answering. Look there what came in.");
        let mut text = serde_json::to_string(request).map_err(|error| Error::bad(error.to_string()))?;
        text.push('\n');
        (&self.stream).write_all(text.as_bytes()).map_err(lost)?;
        let mut line = String::new();
        BufReader::new(&self.stream).read_line(&mut line).map_err(lost)?;
        serde_json::from_str(&line).map_err(|_| Error::new(ErrorKind::Failed, "The open desk gave no answer."))
    }

    /// Has files brought in by the open desk. Paths are made absolute here.
    ///
    /// # Errors
    /// When the open desk does not answer.
    pub fn import_files(&self, paths: &[PathBuf]) -> Result<Vec<Imported>, Error> {
        let absolute = paths.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect();
        let answer = self.ask(&Request::Import { paths: absolute })?;
        let archive = crate::Archive::open(&self.dir)?;
        let back = |outcome: Result<Answered, String>| {
            let Answered { id, receipt } = outcome?;
            Ok((archive.piece(id).map_err(|error| error.to_string())?, receipt))
        };
        let given = paths.iter().map(|path| path.display().to_string());
        Ok(given.zip(answer.files).map(|(file, (_, outcome))| Imported { file, outcome: back(outcome) }).collect())
    }

    /// Has a piece made to read as it did, as [`Desk::restore_version`] does.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn restore_version(&self, id: PieceId, to: MomentId) -> Result<RestoredVersion, Error> {
        match self.ask(&Request::Restore { id, to })?.restored {
            Some(Ok(restored)) => Ok(restored),
            Some(Err(refused)) => Err(refused.told()),
            None => Err(no_answer()),
        }
    }

    /// Has marks and dashes of a piece set as its outlet does, as [`Desk::set_house`] does.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn set_house(&self, id: PieceId, look: bool) -> Result<HouseSet, Error> {
        self.have(&Request::House { id, look })
    }

    /// How the desk folder stands, as [`Desk::folder`] tells it.
    ///
    /// # Errors
    /// When the open desk does not answer.
    pub fn folder(&self) -> Result<FolderStatus, Error> {
        self.have(&Request::FolderStatus)
    }

    /// Has the desk folder chosen or given up, as [`Desk::set_folder`] does. The path is made absolute here.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn set_folder(&self, path: Option<&Path>) -> Result<FolderStatus, Error> {
        let path = path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        self.have(&Request::FolderSet { path })
    }

    /// Has the files show changes or clean texts, as [`Desk::show_in_folder`] does.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn show_in_folder(&self, show: Option<Role>) -> Result<FolderStatus, Error> {
        self.have(&Request::FolderShow { show })
    }

    /// Has the desk folder looked at and written, as [`Desk::sync_folder`] does.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn sync_folder(&self) -> Result<FolderStatus, Error> {
        self.have(&Request::FolderSync)
    }

    /// Has a packet taken in, as [`Desk::import_packet`] does. The path is made absolute here.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn import_packet(&self, path: &Path) -> Result<PacketImported, Error> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.have(&Request::Packet { path })
    }

    /// Has the bin emptied, as [`Desk::empty_bin`] does.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn empty_bin(&self, expected: u32) -> Result<u32, Error> {
        self.have(&Request::EmptyBin { expected })
    }

    /// Has a piece given a picture, as [`Desk::add_picture_file`] does. The path is made absolute here.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn add_picture_file(&self, id: PieceId, path: &Path) -> Result<PictureView, Error> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.have(&Request::AddPicture { id, path })
    }

    /// Has a picture taken from a piece, as [`Desk::remove_picture`] does.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn remove_picture(&self, id: PieceId, name: &str) -> Result<PictureView, Error> {
        self.have(&Request::RemovePicture { id, name: name.to_owned() })
    }

    fn have<T: serde::de::DeserializeOwned>(&self, request: &Request) -> Result<T, Error> {
        match self.ask(request)?.done {
            Some(Ok(value)) => serde_json::from_value(value).map_err(|_| no_answer()),
            Some(Err(refused)) => Err(refused.told()),
            None => Err(no_answer()),
        }
    }

    /// Has a write of review done, as [`Desk::review_task`] does.
    ///
    /// # Errors
    /// What the open desk says, or that it does not answer.
    pub fn review_task(&self, task: ReviewTask) -> Result<serde_json::Value, Error> {
        self.have(&Request::Review { what: Box::new(task) })
    }

    /// Brings the window to the front, with that piece if one is given.
    ///
    /// # Errors
    /// When the open desk does not answer.
    pub fn show(&self, id: Option<PieceId>) -> Result<(), Error> {
        self.ask(&Request::Show { id }).map(|_| ())
    }
}

fn no_answer() -> Error {
    Error::new(ErrorKind::Failed, "The open desk gave no answer. Look there whether it was done.")
}
