//! The thread of the desk folder: what it knows, when it looks, when it writes.

use super::known::Entry;
use super::neighbours::{self, Neighbour};
use super::{Ask, FolderAnswer, FolderProblem, FolderStatus};
use crate::service::{Inner, hold};
use crate::{Desk, Error, Event};
use folder::scan::{self, Pause, Trust, Verdict};
use folder::{Change, FileId};
use model::PieceId;
use model::review::Role;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

/// A piece is written when nobody has changed it for so long …
const QUIET: Duration = Duration::from_millis(600);
/// … or so long after its first change.
const AT_MOST: Duration = Duration::from_secs(3);
/// When a write that failed is tried again.
const RETRY: Duration = Duration::from_secs(5);
/// When a file that is half written, or vanished a moment ago, is looked at again.
const AGAIN: Duration = Duration::from_millis(700);

/// How long another program may take between reading a file and writing it over what we wrote meanwhile.
const OVERWRITTEN: Duration = Duration::from_secs(10);

/// How long the desk's card in the folder holds before it is renewed.
const RENEWED: Duration = Duration::from_secs(60 * 60);

/// Which folder, and as whom.
pub(super) struct Place {
    pub(super) dir: PathBuf,
    pub(super) home: Option<FileId>,
    /// What the desk is called there.
    pub(super) desk: String,
    /// Since whose baseline the files show changes; none for clean texts.
    pub(super) show: Option<Role>,
}

pub(super) struct Worker {
    desk: Weak<Inner>,
    pub(super) dir: PathBuf,
    home: Option<FileId>,
    /// What this desk is called in the folder, and when it last said so.
    card: (String, Option<Instant>),
    others: Vec<Neighbour>,
    /// Since whose baseline the files show changes; none for clean texts.
    pub(super) show: Option<Role>,
    ask: Sender<Ask>,
    status: Arc<Mutex<FolderStatus>>,
    /// Every file that is known, by its name.
    pub(super) files: BTreeMap<String, Entry>,
    /// Files that were missing at the last look; missing twice, they are gone.
    missing: HashSet<String>,
    /// Pieces to write: since when, and when.
    due: HashMap<PieceId, (Instant, Instant)>,
    again: Option<Instant>,
    pub(super) problems: BTreeMap<String, FolderProblem>,
    /// Pieces whose file could not be written; tried again.
    pub(super) unwritten: BTreeMap<PieceId, FolderProblem>,
    /// What our own writes replaced a moment ago: another program may still write over a file what it read before.
    pub(super) replaced: HashMap<String, Vec<(Instant, Vec<u8>)>>,
    paused: Option<Pause>,
    loaded: bool,
}

impl Worker {
    pub(super) fn new(desk: Weak<Inner>, place: Place, ask: Sender<Ask>, status: Arc<Mutex<FolderStatus>>) -> Worker {
        Worker {
            desk,
            dir: place.dir,
            home: place.home,
            card: (place.desk, None),
            others: Vec::new(),
            show: place.show,
            ask,
            status,
            files: BTreeMap::new(),
            missing: HashSet::new(),
            due: HashMap::new(),
            again: None,
            problems: BTreeMap::new(),
            unwritten: BTreeMap::new(),
            replaced: HashMap::new(),
            paused: None,
            loaded: false,
        }
    }

    pub(super) fn run(mut self, asked: &Receiver<Ask>) {
        loop {
            let now = Instant::now();
            let next = self.due.values().map(|(_, at)| *at).chain(self.again).min();
            let wait = next.map_or(Duration::from_secs(3600), |at| at.saturating_duration_since(now));
            let ask = asked.recv_timeout(wait);
            let Some(inner) = self.desk.upgrade() else { return };
            let desk = Desk { inner };
            if !self.loaded {
                self.load(&desk);
            }
            match ask {
                Ok(Ask::Touched(id)) => self.touched(id),
                Ok(Ask::Look) => self.look(&desk, Trust::Stamps, false),
                Ok(Ask::Sync(tell)) => {
                    self.look(&desk, Trust::Nothing, false);
                    // What was missing once is looked for a second time, so that one call sees everything.
                    if !self.missing.is_empty() {
                        self.look(&desk, Trust::Stamps, false);
                    }
                    self.write_due(&desk, true);
                    self.tell(&desk);
                    let _ = tell.send(());
                    continue;
                }
                Ok(Ask::Answer(answer)) => self.answered(&desk, answer),
                Ok(Ask::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    self.write_due(&desk, true);
                    return;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.again.is_some_and(|at| at <= Instant::now()) {
                self.again = None;
                self.look(&desk, Trust::Stamps, false);
            }
            self.write_due(&desk, false);
            self.tell(&desk);
        }
    }

    /// What the database knows, and which pieces changed since they were written.
    fn load(&mut self, desk: &Desk) {
        let reader = hold(&desk.inner.reader);
        let (Ok(files), Ok(last)) = (reader.folder_files(), reader.last_changes()) else { return };
        drop(reader);
        self.loaded = true;
        self.files = files.iter().filter_map(Entry::read).map(|entry| (entry.known.name.clone(), entry)).collect();
        let shown = self.shows();
        let as_shown = |entry: &Entry| if entry.shown == shown { entry.seq } else { i64::MIN };
        let written: HashMap<PieceId, i64> =
            self.files.values().filter_map(|entry| Some((entry.piece?, as_shown(entry)))).collect();
        let now = Instant::now();
        for (id, seq, binned) in last {
            let at = written.get(&id);
            if (binned && at.is_some()) || (!binned && at != Some(&seq)) {
                self.due.insert(id, (now, now));
            }
        }
        for entry in self.files.values().filter(|entry| entry.gone) {
            let problem = gone(&entry.known.name, entry.piece);
            self.problems.insert(entry.known.name.clone(), problem);
        }
    }

    /// Learns which other desks have this folder, and says that this one has it.
    fn meet_others(&mut self, desk: &Desk) {
        let (id, said) = &self.card;
        self.others = if said.is_some_and(|at| at.elapsed() < RENEWED) {
            neighbours::others(&self.dir, id, desk.now())
        } else {
            neighbours::exchange(&self.dir, id, &crate::place::computer(), desk.now())
        };
        self.card.1 = self.card.1.filter(|at| at.elapsed() < RENEWED).or_else(|| Some(Instant::now()));
    }

    /// What is kept of how files are shown: the role's name, or nothing.
    pub(super) fn shows(&self) -> String {
        self.show.as_ref().map(Role::to_string).unwrap_or_default()
    }

    fn touched(&mut self, id: PieceId) {
        let now = Instant::now();
        let (first, at) = self.due.entry(id).or_insert((now, now));
        *at = (now + QUIET).min(*first + AT_MOST);
    }

    pub(super) fn due_now(&mut self, id: PieceId) {
        let now = Instant::now();
        self.due.insert(id, (now, now));
    }

    /// Looks at what lies in the folder and takes in what changed.
    pub(super) fn look(&mut self, desk: &Desk, trust: Trust, confirmed: bool) {
        // Files that are gone are not missed again.
        let known: Vec<_> = self.files.values().filter(|entry| !entry.gone).map(|entry| entry.known.clone()).collect();
        let listing = match scan::scan(&self.dir, &known, trust, intake::MAX_FILE_BYTES as u64) {
            Ok(listing) => listing,
            Err(pause) => return self.pause(pause),
        };
        let changes = match scan::compare(&known, self.home, &listing, confirmed) {
            Verdict::Changes(changes) => changes,
            Verdict::Pause(pause) => return self.pause(pause),
        };
        self.paused = None;
        self.home = listing.folder.or(self.home);
        self.meet_others(desk);
        let unread: HashSet<&str> = listing.unread.iter().map(|unread| unread.name.as_str()).collect();
        self.problems.retain(|name, problem| problem.gone || unread.contains(name.as_str()));
        let vanished: HashSet<String> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Vanished { name } => Some(name.clone()),
                _ => None,
            })
            .collect();
        for change in changes {
            match change {
                Change::Appeared { name } | Change::Modified { name } => self.changed(desk, &name),
                Change::Renamed { from, to, modified } => self.renamed(desk, &from, &to, modified),
                Change::Vanished { name } if confirmed || self.missing.contains(&name) => self.vanished(desk, &name),
                Change::Vanished { .. } => self.look_again(),
            }
        }
        self.missing = vanished.into_iter().filter(|name| self.files.get(name).is_some_and(|e| !e.gone)).collect();
        for unread in &listing.unread {
            self.unread(&unread.name, &unread.why);
        }
        // Newer stamps of unchanged files save reading them again.
        for file in listing.files {
            if let Some(entry) = self.files.get_mut(&file.name)
                && entry.known.hash == file.hash
            {
                entry.known = file;
            }
        }
    }

    pub(super) fn look_again(&mut self) {
        let at = Instant::now() + AGAIN;
        self.again = Some(self.again.map_or(at, |before| before.min(at)));
    }

    fn pause(&mut self, pause: Pause) {
        self.paused = Some(pause);
        self.again = Some(Instant::now() + RETRY);
    }

    fn write_due(&mut self, desk: &Desk, all: bool) {
        if self.paused.is_some() {
            return;
        }
        let now = Instant::now();
        let due: Vec<PieceId> = self.due.iter().filter(|(_, (_, at))| all || *at <= now).map(|(id, _)| *id).collect();
        for id in due {
            self.due.remove(&id);
            if self.write_out(desk, id).is_err() {
                self.due.insert(id, (now, now + RETRY));
            }
        }
    }

    fn answered(&mut self, desk: &Desk, answer: FolderAnswer) {
        match answer {
            FolderAnswer::Look => self.look(desk, Trust::Nothing, false),
            FolderAnswer::WriteAgain => {
                self.look(desk, Trust::Nothing, true);
                let gone: Vec<String> = self.files.values().filter(|e| e.gone).map(|e| e.known.name.clone()).collect();
                gone.iter().for_each(|name| self.write_again(desk, name));
            }
            FolderAnswer::WriteFile(name) => self.write_again(desk, &name),
            FolderAnswer::BinPiece(name) => {
                if let Some(entry) = self.files.remove(&name) {
                    self.problems.remove(&name);
                    let _ = desk.submit(vec![store::Op::FolderForget { name }]);
                    if let Some(id) = entry.piece {
                        let _ = desk.bin(id);
                    }
                }
            }
        }
    }

    /// The file is given up as it is, and made anew from the piece.
    fn write_again(&mut self, desk: &Desk, name: &str) {
        self.problems.remove(name);
        let Some(entry) = self.files.get(name) else { return };
        let Some(id) = entry.piece else { return };
        if entry.gone {
            self.files.remove(name);
            let _ = desk.submit(vec![store::Op::FolderForget { name: name.to_owned() }]);
        } else {
            self.replace_damaged(desk, name);
        }
        self.due_now(id);
    }

    /// Tells the windows, when anything about the folder is other than before.
    fn tell(&mut self, desk: &Desk) {
        let files = self.files.values().filter(|entry| entry.piece.is_some() && !entry.gone).count();
        let status = FolderStatus {
            path: Some(self.dir.clone()),
            paused: self.paused.as_ref().map(sentence),
            files: u32::try_from(files).unwrap_or(u32::MAX),
            problems: self.problems.values().chain(self.unwritten.values()).cloned().collect(),
            others: self.others.clone(),
            show: self.show.clone(),
        };
        let mut told = hold(&self.status);
        if *told != status {
            *told = status.clone();
            drop(told);
            desk.emit(Event::FolderChanged(status));
        }
    }

    /// Remembers what is known of a file, on the disk too.
    pub(super) fn keep(&mut self, desk: &Desk, entry: Entry, content: Vec<u8>) -> Result<(), Error> {
        desk.submit(vec![store::Op::FolderFile { file: entry.write(content) }])?.wait()?;
        if let Some(id) = entry.piece {
            self.files.retain(|name, other| other.piece != Some(id) || *name == entry.known.name);
        }
        self.files.insert(entry.known.name.clone(), entry);
        Ok(())
    }

    /// Remembers what our own write replaced.
    pub(super) fn note_replaced(&mut self, name: &str, old: Vec<u8>) {
        let list = self.replaced.entry(name.to_owned()).or_default();
        list.retain(|(at, _)| at.elapsed() < OVERWRITTEN);
        list.push((Instant::now(), old));
    }

    /// What a program that wrote this had read: what was agreed last, or what one of our own writes replaced a moment
    /// ago, whichever is nearer to it. Taking the newer text for what it had read would take the words that it never saw
    /// for words that it cut.
    pub(super) fn was_read(&mut self, name: &str, agreed: Vec<u8>, theirs: &str) -> Vec<u8> {
        let Some(list) = self.replaced.get_mut(name) else { return agreed };
        list.retain(|(at, _)| at.elapsed() < OVERWRITTEN);
        let apart = |bytes: &[u8]| {
            let counts = manuscript::compare(&String::from_utf8_lossy(bytes), theirs).counts;
            counts.words_inserted + counts.words_removed
        };
        let mut best = (apart(&agreed), agreed);
        for (_, bytes) in list.iter().rev() {
            let distance = apart(bytes);
            if distance < best.0 {
                best = (distance, bytes.clone());
            }
        }
        best.1
    }

    pub(super) fn name_of(&self, id: PieceId) -> Option<String> {
        self.files.values().find(|entry| entry.piece == Some(id)).map(|entry| entry.known.name.clone())
    }

    pub(super) fn ask_to_look(&self) {
        let _ = self.ask.send(Ask::Look);
    }
}

/// A pause, told to a person: what happened, what is safe, what to do.
pub(super) fn sentence(pause: &Pause) -> String {
    const SAFE: &str = "Every piece is safe on the desk.";
    match pause {
        Pause::FolderMissing => {
            format!("The desk folder is not there. {SAFE} Connect its disk, or choose another folder.")
        }
        Pause::NotAFolder => format!("There is a file where the desk folder was. {SAFE} Choose another folder."),
        Pause::FolderUnreadable(_) => format!("The desk folder can't be read. {SAFE} Look at its permissions."),
        Pause::OtherFolder => {
            format!(
                "Another folder lies where the desk folder was. {SAFE} If it is the right one, have the files written again."
            )
        }
        Pause::ManyVanished { vanished, of } => format!(
            "{} of {of} files are gone from the desk folder at once. {SAFE} Nothing is deleted here until you say so.",
            vanished.len()
        ),
    }
}

/// What is said of a file that is gone.
pub(super) fn gone(name: &str, piece: Option<PieceId>) -> FolderProblem {
    let sentence = format!(
        "“{name}” was removed from the desk folder. The piece is safe here. Write the file again, or move the piece to the bin."
    );
    FolderProblem { name: name.to_owned(), piece, gone: true, sentence }
}
