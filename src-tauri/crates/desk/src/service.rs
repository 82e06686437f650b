//! The desk as a whole: what it holds while it is open.

use crate::clock::{Clock, SystemClock};
use crate::maintenance::{Tried, automatic};
use crate::mirror::Mirror;
use crate::past::Past;
use crate::place::{self, Lock};
use crate::review::Unread;
use crate::session::Session;
use crate::{Error, ErrorKind, Event, Settings, local, settings};
use model::{Person, PieceId};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{Notice, Op, Pending, Reader, Writer, WriterOptions};

/// Pieces that stay loaded; more are dropped, the longest unused first.
const LOADED: usize = 48;

/// How to open a desk.
pub struct Options {
    /// The data directory.
    pub dir: PathBuf,
    /// Receives the events, from any thread; in one call what came of one change.
    pub sink: Arc<dyn Fn(Vec<Event>) + Send + Sync>,
    /// Where times come from.
    pub clock: Arc<dyn Clock>,
    /// Most pages the database may have: a quota, and the way tests fill a disk.
    pub max_pages: Option<Arc<Mutex<u32>>>,
    /// Whether the desk folder, if one was chosen, is watched: for a process that stays.
    pub watches: bool,
    /// Whether the folder may lie where a sync service keeps folders in step. Set by `STANDFIRST_ALLOW_SYNCED=1`, for
    /// people who know that theirs is left alone.
    pub allow_synced: bool,
    /// Whether a write that the disk refuses is kept and tried again for as long as the desk is open: for a process in
    /// which somebody goes on typing. A command that is to end gives up after some tries, and says what the disk says.
    pub patient: bool,
}

/// How often a command that is to end tries to write: over two seconds.
const TRIES: u32 = 4;

impl Options {
    /// A folder, the computer's clock, and nobody who listens.
    pub fn new(dir: impl Into<PathBuf>) -> Options {
        Options {
            dir: dir.into(),
            sink: Arc::new(|_| {}),
            clock: Arc::new(SystemClock),
            max_pages: None,
            watches: false,
            allow_synced: place::synced_is_allowed(),
            patient: true,
        }
    }

    /// The same for a command that is to end.
    #[must_use]
    pub fn for_a_command(dir: impl Into<PathBuf>) -> Options {
        Options { patient: false, ..Options::new(dir) }
    }
}

/// One person's workspace, open for writing. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) dir: PathBuf,
    pub(crate) sink: Arc<dyn Fn(Vec<Event>) + Send + Sync>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) person: Mutex<(Person, bool)>,
    pub(crate) settings: Mutex<Settings>,
    pub(crate) reader: Mutex<Reader>,
    pub(crate) sessions: Mutex<HashMap<PieceId, Arc<Mutex<Session>>>>,
    /// Working names given out since the desk was opened; the database knows the older ones.
    pub(crate) names: Mutex<HashMap<String, PieceId>>,
    /// The log of the piece whose history was last asked for, and the place in the log at that time.
    pub(crate) past: Mutex<Option<(i64, Arc<Past>)>>,
    /// What keeps the desk folder and the pieces alike.
    pub(crate) mirror: Mutex<Option<Mirror>>,
    /// Whether the desk folder is watched.
    pub(crate) watches: bool,
    /// Held while a packet is taken in.
    pub(crate) packets: Mutex<()>,
    /// The piece whose page is shown.
    pub(crate) shown: Mutex<Option<PieceId>>,
    /// Sets the sheets that are looked at.
    pub(crate) typesetter: press::Typesetter,
    /// Text that was submitted and not acknowledged, to say how much a refused write holds.
    pub(crate) unsaved: Arc<Mutex<(usize, String)>>,
    /// The last commit came too late to be told with the page that shows it.
    pub(crate) slow_disk: AtomicBool,
    pub(crate) list_told: AtomicI64,
    /// What the list could not tell yet.
    pub(crate) unread: Mutex<Unread>,
    used: AtomicU64,
    /// When a backup was made by itself last.
    pub(crate) tried: Tried,
    /// Dropping it ends the thread that makes backups.
    backups: Mutex<Option<Sender<()>>>,
    writer: Mutex<Option<Writer>>,
    lock: Mutex<Option<Lock>>,
}

/// A poisoned lock only says that another thread stopped; what it guards is replaced as a whole, never half.
pub(crate) fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// The platform's data folder.
    pub fn default_dir() -> Option<PathBuf> {
        place::default_dir()
    }

    /// Opens (or makes) the desk of a folder and becomes its writer.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`] when another process writes there; [`ErrorKind::BadInput`] when a sync service keeps the
    /// folder in step, which would damage the database; else what is wrong with folder or database.
    pub fn open(options: Options) -> Result<Desk, Error> {
        let Options { dir, sink, clock, max_pages, watches, allow_synced, patient } = options;
        place::refuse_synced(&dir, allow_synced)?;
        place::make(&dir)?;
        let lock = Lock::take(&dir)?;
        if crate::recovery::lost_its_database(&dir) {
            let sentence = "The desk's database is gone, and its backups are still there. Nothing was changed.";
            return Err(Error::new(ErrorKind::Damaged, sentence));
        }
        let unsaved = Arc::new(Mutex::new((0usize, String::new())));
        let notice = {
            let (sink, unsaved) = (sink.clone(), unsaved.clone());
            Arc::new(move |notice: Notice| match notice {
                Notice::Failed { reason, .. } => {
                    let words = model::count_words(&hold(&unsaved).1);
                    sink(vec![Event::SaveFailed { reason, words }]);
                }
                Notice::Recovered => sink(vec![Event::SaveRecovered]),
            })
        };
        let gives_up_after = (!patient).then_some(TRIES);
        let options = WriterOptions { notice, max_pages, gives_up_after, ..WriterOptions::default() };
        let writer = Writer::open(&dir, options)?;
        let reader = Reader::open(&dir)?;
        let confirmed = settings::read_person(&dir);
        let person = (confirmed.clone().unwrap_or_else(settings::account_person), confirmed.is_some());
        let inner = Arc::new(Inner {
            person: Mutex::new(person),
            settings: Mutex::new(settings::read_settings(&dir)),
            reader: Mutex::new(reader),
            sessions: Mutex::default(),
            names: Mutex::default(),
            past: Mutex::new(None),
            mirror: Mutex::new(None),
            watches,
            packets: Mutex::new(()),
            shown: Mutex::new(None),
            typesetter: press::Typesetter::default(),
            unsaved,
            slow_disk: AtomicBool::new(false),
            list_told: AtomicI64::new(0),
            unread: Mutex::default(),
            used: AtomicU64::new(0),
            tried: Tried::default(),
            backups: Mutex::new(None),
            writer: Mutex::new(Some(writer)),
            lock: Mutex::new(Some(lock)),
            dir,
            sink,
            clock,
        });
        // A command would be gone before it has answered everybody; who comes waits until it has ended.
        if patient {
            local::serve(&inner);
        }
        *hold(&inner.backups) = automatic::start(&inner);
        let desk = Desk { inner };
        if watches {
            desk.start_mirror(true);
        }
        Ok(desk)
    }

    /// The data directory.
    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// Writes what waits, keeps snapshots of what was changed, and gives the folder free.
    pub fn close(&self) {
        self.stop_mirror();
        hold(&self.inner.backups).take();
        // Let go of before the piece is asked for: who edits it at this moment has it, and asks what is shown.
        let shown = hold(&self.inner.shown).take();
        if let Some(id) = shown {
            self.looked(id);
        }
        let sessions: Vec<_> = hold(&self.inner.sessions).drain().collect();
        for (_, session) in sessions {
            self.keep_snapshot(&mut hold(&session), 40);
        }
        local::stop(&self.inner.dir);
        hold(&self.inner.writer).take();
        hold(&self.inner.lock).take();
    }

    pub(crate) fn now(&self) -> i64 {
        self.inner.clock.now_ms()
    }

    pub(crate) fn emit(&self, event: Event) {
        self.emit_together(vec![event]);
    }

    /// Tells the windows what came of one change, at one stroke.
    pub(crate) fn emit_together(&self, events: Vec<Event>) {
        (self.inner.sink)(events);
    }

    pub(crate) fn submit(&self, ops: Vec<Op>) -> Result<Pending, Error> {
        match hold(&self.inner.writer).as_ref() {
            Some(writer) => Ok(writer.submit(ops)),
            None => Err(Error::new(ErrorKind::Failed, "The desk is closed.")),
        }
    }

    /// Waits until everything that was handed over is on the disk.
    pub(crate) fn settle(&self) -> Result<(), Error> {
        self.submit(Vec::new())?.wait()?;
        Ok(())
    }

    /// How many times pictures came to the desk since it was opened.
    pub(crate) fn pictures_came(&self) -> u64 {
        hold(&self.inner.writer).as_ref().map_or(0, Writer::pictures_came)
    }

    /// Says that the list changed; while somebody types, at most once in two seconds.
    pub(crate) fn list_changed(&self, at_once: bool) {
        let now = self.now();
        if at_once || now - self.inner.list_told.load(Ordering::Relaxed) > 2000 {
            self.inner.list_told.store(now, Ordering::Relaxed);
            self.emit(Event::ListChanged);
        }
    }

    /// A random number nobody else draws: for ids and for the peers of manuscripts.
    pub(crate) fn random() -> u64 {
        std::collections::hash_map::RandomState::new().build_hasher().finish()
    }

    pub(crate) fn new_id(&self) -> PieceId {
        let random = (u128::from(Self::random()) << 64) | u128::from(Self::random());
        PieceId::from_parts(u64::try_from(self.now()).unwrap_or(0), random)
    }

    /// The loaded piece; loads it when it is not.
    pub(crate) fn session(&self, id: PieceId) -> Result<Arc<Mutex<Session>>, Error> {
        let used = self.inner.used.fetch_add(1, Ordering::Relaxed);
        let mut sessions = hold(&self.inner.sessions);
        if let Some(session) = sessions.get(&id) {
            let session = session.clone();
            drop(sessions);
            hold(&session).used = used;
            return Ok(session);
        }
        let reader = hold(&self.inner.reader);
        let head = reader.head(id)?.ok_or_else(Error::no_piece)?;
        let mut session = Session::load(id, &head, &reader.piece(id)?)?;
        drop(reader);
        session.used = used;
        let session = Arc::new(Mutex::new(session));
        sessions.insert(id, session.clone());
        self.drop_unused(&mut sessions, id);
        Ok(session)
    }

    fn drop_unused(&self, sessions: &mut HashMap<PieceId, Arc<Mutex<Session>>>, keep: PieceId) {
        while sessions.len() > LOADED {
            let shown = *hold(&self.inner.shown);
            let oldest = sessions
                .iter()
                .filter(|(id, session)| **id != keep && Some(**id) != shown && Arc::strong_count(session) == 1)
                .min_by_key(|(_, session)| hold(session).used)
                .map(|(id, _)| *id);
            let Some(session) = oldest.and_then(|id| sessions.remove(&id)) else { break };
            self.keep_snapshot(&mut hold(&session), 40);
        }
    }

    /// Keeps a snapshot when at least `changes` were made since the last one.
    pub(crate) fn keep_snapshot(&self, session: &mut Session, changes: u32) {
        if session.unsnapped < changes {
            return;
        }
        // A snapshot only saves time at the next opening: the log has everything.
        if let Ok(payload) = session.manuscript.snapshot() {
            session.unsnapped = 0;
            let _ = self.submit(vec![Op::Snapshot { piece: session.id, payload }]);
        }
    }
}
