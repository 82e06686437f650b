//! Tells when to look at the folder again.
//!
//! A watch says *that* something may have changed, never *what*: the answer to each [`Signal`] is a
//! [`scan`](crate::scan::scan). So a signal too many costs some stats, and our own writes need no exemption.
//!
//! The folder is watched, not its files, since a save by rename puts another file into a name's place. `notify` is used
//! without a debouncer: those stitch events to a story that is not needed here, and wait for a fixed time where this
//! waits for quiet, within a bound.

mod eye;
mod pending;

use crate::scan::folder_id;
use crate::stamp::FileId;
use eye::{Input, fingerprint};
use notify::{RecursiveMode, Watcher};
use pending::Pending;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Look again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Signal {
    /// At these files, by their names in the folder.
    Files(BTreeSet<String>),
    /// At the whole folder: at the start, when it went or came back, and when events may have been missed.
    Everything,
}

/// How the folder is watched at the moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The folder is not there. It is looked for.
    Waiting,
    /// The system tells of changes.
    Native,
    /// The folder is looked at now and then, since the system can't tell; with the reason.
    Polling(String),
}

/// The times of a watch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// How long nothing must happen before a signal.
    pub quiet: Duration,
    /// How long a signal is held back at most while things keep happening.
    pub at_most: Duration,
    /// How often is looked whether the folder is still the same one.
    pub check: Duration,
    /// How often the files are looked at where the system does not tell of changes.
    pub poll: Duration,
    /// How often they are looked at where it does.
    pub safety: Duration,
    /// Whether the system is asked to tell of changes at all.
    pub native: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            quiet: Duration::from_millis(150),
            at_most: Duration::from_millis(500),
            check: Duration::from_secs(1),
            poll: Duration::from_secs(2),
            safety: Duration::from_secs(30),
            native: true,
        }
    }
}

/// A look at the files may take this part of the time at most: a slow share is polled less often.
const POLL_SHARE: u32 = 20;

/// A running watch. It ends when this is dropped; a signal that is being handled then ends by itself.
#[derive(Debug)]
pub struct Watch {
    inputs: Sender<Input>,
    mode: Arc<Mutex<Mode>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Watches a folder, whether it exists yet or not. `on_quiet` is called on a thread of the watch's own, one call at
    /// a time; the first call is [`Signal::Everything`], as soon as no later change can be missed.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(dir: &Path, on_quiet: impl FnMut(Signal) + Send + 'static) -> io::Result<Self> {
        Self::start_with(dir, Pace::default(), on_quiet)
    }

    /// [`Watch::start`] at a pace of one's own.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start_with(dir: &Path, pace: Pace, on_quiet: impl FnMut(Signal) + Send + 'static) -> io::Result<Self> {
        let (inputs, received) = mpsc::channel();
        let mode = Arc::new(Mutex::new(Mode::Waiting));
        let now = Instant::now();
        let watcher = Run {
            // The folder of the process may change; the watch stays where it was.
            dir: std::path::absolute(dir)?,
            pace,
            inputs: inputs.clone(),
            mode: Arc::clone(&mode),
            armed: None,
            pending: Pending::default(),
            print: 0,
            next_check: now + pace.check,
            next_poll: now,
            next_native: now,
            again: None,
        };
        let thread = std::thread::Builder::new()
            .name("desk-folder".to_owned())
            .spawn(move || watcher.run(&received, on_quiet))?;
        Ok(Self { inputs, mode, thread: Some(thread) })
    }

    /// How the folder is watched at the moment.
    pub fn mode(&self) -> Mode {
        self.mode.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Signals [`Signal::Everything`] after this time, whatever happens: for a file that was half written, and for one
    /// that vanished and may come back.
    pub fn look_again(&self, after: Duration) {
        // A watch whose thread has ended has nothing to say any more.
        let _ = self.inputs.send(Input::Again(Instant::now() + after));
    }

    /// Ends the watch and waits for the signal that is being handled. Not to be called while holding what the handling
    /// waits for, nor from within it.
    pub fn stop(mut self) {
        let _ = self.inputs.send(Input::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.inputs.send(Input::Stop);
    }
}

/// What the watch stands on while the folder is there.
struct Armed {
    folder: Option<FileId>,
    /// Whether changes made by other machines reach us.
    tells: bool,
    /// Held, not used: the system's watch ends with it.
    _watcher: Option<notify::RecommendedWatcher>,
}

/// The thread of a watch.
struct Run {
    dir: PathBuf,
    pace: Pace,
    inputs: Sender<Input>,
    mode: Arc<Mutex<Mode>>,
    armed: Option<Armed>,
    pending: Pending,
    print: u64,
    next_check: Instant,
    next_poll: Instant,
    next_native: Instant,
    again: Option<Instant>,
}

impl Run {
    fn run(mut self, received: &Receiver<Input>, mut on_quiet: impl FnMut(Signal)) {
        self.arm();
        self.pending.everything(Instant::now());
        loop {
            let due = self.pending.due(self.pace.quiet, self.pace.at_most);
            let next =
                [due, self.again, Some(self.next_poll)].into_iter().flatten().fold(self.next_check, Instant::min);
            match received.recv_timeout(next.saturating_duration_since(Instant::now())) {
                Ok(Input::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Input::Again(at)) => self.again = Some(self.again.map_or(at, |again| again.min(at))),
                Ok(Input::Event(event)) => self.take(event),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = Instant::now();
            if now >= self.next_check {
                self.check();
            }
            if now >= self.next_poll {
                self.poll();
            }
            if self.again.is_some_and(|at| now >= at) {
                self.again = None;
                self.pending.everything(now);
            }
            if self.pending.due(self.pace.quiet, self.pace.at_most).is_some_and(|due| now >= due)
                && let Some(signal) = self.pending.take()
            {
                on_quiet(signal);
            }
        }
    }

    fn take(&mut self, event: notify::Result<notify::Event>) {
        let now = Instant::now();
        match eye::touched(event, &self.dir) {
            eye::Touched::Nothing => {}
            eye::Touched::Files(names) => self.pending.files(names, now),
            eye::Touched::Everything => {
                self.pending.everything(now);
                // The folder itself may have gone.
                self.check();
            }
        }
    }

    /// Looks whether the folder is the one that is watched.
    fn check(&mut self) {
        let now = Instant::now();
        self.next_check = now + self.pace.check;
        let stands = match (folder_id(&self.dir), &self.armed) {
            (Ok(folder), Some(armed)) => armed.folder == folder,
            (Err(_), None) => true,
            _ => false,
        };
        let may_tell_again = matches!(self.mode_now(), Mode::Polling(_)) && self.pace.native && now >= self.next_native;
        if !stands {
            self.arm();
            self.pending.everything(now);
        } else if may_tell_again {
            self.arm();
        }
    }

    /// Begins to watch the folder, as well as can be.
    fn arm(&mut self) {
        let now = Instant::now();
        // The old one first: a system that is short of watches then has one more.
        self.armed = None;
        self.next_native = now + self.pace.safety;
        let Ok(folder) = folder_id(&self.dir) else {
            self.set_mode(Mode::Waiting);
            return;
        };
        let watcher = if self.pace.native { self.native() } else { Err("turned off".to_owned()) };
        let tells = watcher.is_ok() && !eye::is_remote(&self.dir);
        self.set_mode(match &watcher {
            Ok(_) => Mode::Native,
            Err(reason) => Mode::Polling(reason.clone()),
        });
        self.armed = Some(Armed { folder, tells, _watcher: watcher.ok() });
        // What changed between the folder's look and its watch shows as another print at the next poll, or at the scan
        // that the signal after this asks for.
        self.print = fingerprint(&self.dir);
        self.next_poll = now + if tells { self.pace.safety } else { self.pace.poll };
    }

    fn native(&self) -> Result<notify::RecommendedWatcher, String> {
        let inputs = self.inputs.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            // Reading raises these; to answer them would be to read again, for ever.
            if !event.as_ref().is_ok_and(|event| event.kind.is_access()) {
                let _ = inputs.send(Input::Event(event));
            }
        };
        let mut watcher = notify::recommended_watcher(handler).map_err(|e| e.to_string())?;
        watcher.watch(&self.dir, RecursiveMode::NonRecursive).map_err(|e| e.to_string())?;
        Ok(watcher)
    }

    /// Looks at the files without reading them.
    fn poll(&mut self) {
        let start = Instant::now();
        let usual =
            if self.armed.as_ref().is_some_and(|armed| armed.tells) { self.pace.safety } else { self.pace.poll };
        if self.armed.is_some() {
            let print = fingerprint(&self.dir);
            if print != self.print {
                self.print = print;
                self.pending.everything(start);
            }
        }
        self.next_poll = Instant::now() + usual.max(start.elapsed() * POLL_SHARE);
    }

    fn mode_now(&self) -> Mode {
        self.mode.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_mode(&self, mode: Mode) {
        *self.mode.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    }
}
