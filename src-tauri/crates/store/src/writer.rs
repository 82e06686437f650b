//! The one writer: a thread, a queue, and commits that are shared.

use crate::{Error, Op, backup, copy, opened, schema};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long to wait before a refused commit is tried again.
const RETRY: Duration = Duration::from_millis(700);
/// Most jobs that share one commit.
const SHARED: usize = 256;

/// What the writer says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A commit was refused. Nothing waiting was acknowledged; it is kept and tried again.
    Failed {
        /// A sentence.
        reason: String,
        /// How many writes wait.
        waiting: usize,
    },
    /// Everything that waited is on the disk.
    Recovered,
}

/// How to write.
pub struct WriterOptions {
    /// Called from the writing thread.
    pub notice: Arc<dyn Fn(Notice) + Send + Sync>,
    /// Most pages the file may have: a quota, and the way tests fill a disk.
    pub max_pages: Option<Arc<Mutex<u32>>>,
    /// After so many refusals on end what waits is answered with the last one, and not written any more. None keeps it
    /// and tries for ever, as where somebody goes on typing.
    pub gives_up_after: Option<u32>,
    /// How the file is reached; only tests of durability change it.
    #[doc(hidden)]
    pub tuning: Tuning,
}

/// How the file is reached. Only tests of durability use other values than the default.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Tuning {
    /// The name of a registered SQLite file layer; none for the system's.
    pub vfs: Option<String>,
    /// `PRAGMA synchronous`.
    pub synchronous: &'static str,
    /// How long to wait before a refused commit is tried again.
    pub retry: Duration,
}

impl Default for Tuning {
    fn default() -> Self {
        Self { vfs: None, synchronous: "FULL", retry: RETRY }
    }
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { notice: Arc::new(|_| {}), max_pages: None, gives_up_after: None, tuning: Tuning::default() }
    }
}

/// Acknowledges one submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed;

/// A submission that is on its way to the disk.
pub struct Pending(Receiver<Result<Committed, Error>>);

impl Pending {
    /// Waits until the commit has reached the disk.
    ///
    /// # Errors
    /// [`Error::Refused`] when the database will never accept it (nothing of the submission was written), what the disk
    /// said last when the writer gave up ([`WriterOptions::gives_up_after`]), and [`Error::Closed`] when the writer ended
    /// before.
    pub fn wait(self) -> Result<Committed, Error> {
        self.0.recv().map_err(|_| Error::Closed)?
    }

    /// Waits at most so long.
    ///
    /// # Errors
    /// Itself, when the commit takes longer; the answer inside is that of [`Pending::wait`].
    pub fn wait_within(self, patience: Duration) -> Result<Result<Committed, Error>, Pending> {
        match self.0.recv_timeout(patience) {
            Ok(answer) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => Err(self),
            Err(RecvTimeoutError::Disconnected) => Ok(Err(Error::Closed)),
        }
    }
}

type Answer = Result<Committed, Error>;

struct Job {
    ops: Vec<Op>,
    done: Sender<Answer>,
}

/// The handle of the writing thread. Dropping it writes what waits and ends the thread.
pub struct Writer {
    queue: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    pictures: Arc<AtomicU64>,
}

impl Writer {
    /// Opens (or makes) the database of a folder for writing. The caller holds the folder's lock.
    ///
    /// When the desk was not closed the last time, its database is looked at first, so that damage is found at once.
    ///
    /// # Errors
    /// When the file can't be opened, is newer than this program, is damaged, or can't be brought up to date.
    pub fn open(dir: &Path, options: WriterOptions) -> Result<Writer, Error> {
        let path = dir.join(crate::FILE_NAME);
        backup::finish(dir)?;
        let conn = schema::open_writable(&path, &options.tuning, true)?;
        if opened::was_left_open(dir) {
            schema::quick_check(&conn)?;
        }
        // The name of a file that was just made must survive as well.
        copy::sync_folder(&path)?;
        opened::note(dir)?;
        let (queue, jobs) = channel();
        let pictures = Arc::new(AtomicU64::new(0));
        let came = pictures.clone();
        let thread = std::thread::Builder::new()
            .name("desk-writer".into())
            .spawn(move || {
                let conn = Some(conn);
                Loop { path, conn, jobs, options, failing: false, refusals: 0, suspect: false, attempt: None, came }
                    .run()
            })
            .map_err(|error| Error::Damaged(error.to_string()))?;
        Ok(Writer { queue: Some(queue), thread: Some(thread), pictures })
    }

    /// Hands writes over, in order; they are committed together or not at all.
    pub fn submit(&self, ops: Vec<Op>) -> Pending {
        let (done, wait) = channel();
        if let Some(queue) = &self.queue {
            // A send can only fail when the thread is gone; then `wait` says so.
            let _ = queue.send(Job { ops, done });
        }
        Pending(wait)
    }

    /// How many submissions have brought pictures to the disk since it was opened. Who read it before looking for a
    /// picture need not look again as long as it is the same.
    pub fn pictures_came(&self) -> u64 {
        self.pictures.load(Ordering::Acquire)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Loop {
    path: PathBuf,
    conn: Option<Connection>,
    jobs: Receiver<Job>,
    options: WriterOptions,
    failing: bool,
    /// How many commits failed on end.
    refusals: u32,
    /// A commit failed: before the next one the file is opened and checked anew.
    suspect: bool,
    /// The commit that was tried last: its number, and what it would have answered.
    attempt: Option<(i64, Vec<Answer>)>,
    /// Counts the submissions that brought pictures.
    came: Arc<AtomicU64>,
}

impl Loop {
    fn run(mut self) {
        let mut waiting: Vec<Job> = Vec::new();
        let mut open = true;
        while open || !waiting.is_empty() {
            if waiting.is_empty() {
                match self.jobs.recv() {
                    Ok(job) => waiting.push(job),
                    Err(_) => break,
                }
            } else if self.failing && open {
                match self.jobs.recv_timeout(self.options.tuning.retry) {
                    Ok(job) => waiting.push(job),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => open = false,
                }
            }
            while waiting.len() < SHARED {
                match self.jobs.try_recv() {
                    Ok(job) => waiting.push(job),
                    Err(_) => break,
                }
            }
            match self.commit(&waiting) {
                Ok(answers) => {
                    // Said before the acknowledgements, so that who was waiting finds the alarm already over.
                    self.refusals = 0;
                    if std::mem::take(&mut self.failing) {
                        (self.options.notice)(Notice::Recovered);
                    }
                    for (job, answer) in waiting.drain(..answers.len().min(waiting.len())).zip(answers) {
                        if answer.is_ok() && job.ops.iter().any(|op| matches!(op, Op::Picture { .. })) {
                            self.came.fetch_add(1, Ordering::Release);
                        }
                        let _ = job.done.send(answer);
                    }
                }
                Err(error) => {
                    // After a failed sync the state of the file is unknown: it is opened and checked anew, and
                    // everything unacknowledged is written again from memory.
                    self.suspect = true;
                    let refused_at_end = self.failing && !open;
                    self.failing = true;
                    self.refusals += 1;
                    (self.options.notice)(Notice::Failed { reason: error.to_string(), waiting: waiting.len() });
                    if self.options.gives_up_after.is_some_and(|most| self.refusals >= most) {
                        // What is written after them has another number.
                        self.attempt = None;
                        for job in waiting.drain(..) {
                            let _ = job.done.send(Err(error.again()));
                        }
                    }
                    if refused_at_end {
                        return;
                    }
                }
            }
        }
        self.close();
    }

    /// Gives the file back, with everything on the disk.
    fn close(self) {
        let closed = self.conn.is_none_or(|conn| conn.close().is_ok());
        if let Some(dir) = self.path.parent().filter(|_| closed && !self.suspect) {
            opened::clear(dir);
        }
    }

    /// Writes the jobs in one transaction. An error means that nothing was written; else there is an answer for each
    /// job, which is a refusal for those that no retry would help.
    fn commit(&mut self, jobs: &[Job]) -> Result<Vec<Answer>, Error> {
        if self.suspect
            && let Some(answers) = self.reopen()?
        {
            return Ok(answers);
        }
        let Some(conn) = self.conn.as_mut() else { return Err(Error::Closed) };
        if let Some(limit) = &self.options.max_pages {
            let pages = limit.lock().map_or(u32::MAX, |pages| *pages);
            conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        }
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answers = jobs.iter().map(|job| write_job(&tx, job)).collect::<Result<Vec<_>, _>>()?;
        let lasting =
            jobs.iter().zip(&answers).any(|(job, answer)| answer.is_ok() && !job.ops.iter().all(Op::is_derived));
        tx.prepare_cached("UPDATE state SET value = value + 1 WHERE name = 'commits' OR (?1 AND name = 'writes')")?
            .execute([lasting])?;
        let number = commits(&tx)?;
        self.attempt = Some((number, answers));
        tx.commit()?;
        let answers = self.attempt.take().map(|(_, answers)| answers).unwrap_or_default();
        if jobs.iter().zip(&answers).any(|(job, answer)| answer.is_ok() && job.ops.iter().any(Op::is_removal)) {
            self.leave_no_trace();
        }
        Ok(answers)
    }

    /// Empties the write-ahead log, which still has the pages of before. Where somebody reads at this moment they stay in
    /// it until the next removal empties it; what was committed is on the disk either way.
    fn leave_no_trace(&mut self) {
        let Some(conn) = &self.conn else { return };
        let emptied = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
        match emptied {
            Ok(false) => {}
            Ok(true) => log::info!("the write-ahead log is read at this moment and was not emptied"),
            Err(error) => {
                log::warn!("the write-ahead log can't be emptied: {error}");
                self.suspect = true;
            }
        }
    }

    /// Opens and checks the file after a failure. Answers when the commit that was reported as failed is in the file
    /// nevertheless, and has been brought to the disk now: then it must not be written twice.
    fn reopen(&mut self) -> Result<Option<Vec<Answer>>, Error> {
        // The old connection is given up only when there is a new one: as long as one is open, the index of the
        // write-ahead log lives on and does not know the frames of the failed commit, which are then overwritten.
        let conn = schema::open_writable(&self.path, &self.options.tuning, false)?;
        schema::quick_check(&conn)?;
        let number = commits(&conn)?;
        if self.attempt.as_ref().is_some_and(|(tried, _)| *tried == number) {
            let busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if busy {
                return Err(Error::Busy);
            }
        } else {
            self.attempt = None;
        }
        self.conn = Some(conn);
        self.suspect = false;
        Ok(self.attempt.take().map(|(_, answers)| answers))
    }
}

/// How many commits the file has seen.
fn commits(conn: &Connection) -> Result<i64, Error> {
    Ok(conn
        .prepare_cached("SELECT value FROM state WHERE name = 'commits'")?
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// Writes one job, whole or not at all. The outer error is one of the disk; it undoes the transaction.
fn write_job(tx: &Transaction<'_>, job: &Job) -> Result<Answer, Error> {
    tx.execute_batch("SAVEPOINT job")?;
    match job.ops.iter().try_for_each(|op| op.apply(tx)) {
        Ok(()) => {
            tx.execute_batch("RELEASE job")?;
            Ok(Ok(Committed))
        }
        // Some errors end the transaction by themselves; then the jobs before this one are undone too.
        Err(error) if error.is_refusal() && !tx.is_autocommit() => {
            tx.execute_batch("ROLLBACK TO job; RELEASE job")?;
            let reason = match error {
                Error::Refused(reason) => reason,
                other => other.to_string(),
            };
            log::error!("the database refused a write: {reason}");
            Ok(Err(Error::Refused(reason)))
        }
        Err(error) => Err(error),
    }
}
