//! What is left on a disk when the power fails: all that was synced, and of the rest any part, in any order.

use super::disk::{Event, Inode};
use crate::chance::Chance;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What a disk writes whole or not at all, bytes.
const SECTOR: usize = 512;

#[derive(Clone, Default)]
struct File {
    /// What a loss of power can't take away.
    durable: Vec<u8>,
    /// What was written since, oldest first: where and what, or a new length.
    waiting: Vec<Change>,
    /// The name of a new journal is brought to the disk with its first sync, as SQLite does it on Unix.
    names_a_new_journal: bool,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    SetLen(usize),
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Change::Write(offset, data) => {
                let end = offset + data.len();
                content.resize(content.len().max(end), 0);
                content[*offset..end].copy_from_slice(data);
            }
            Change::SetLen(len) => content.resize(*len, 0),
        }
    }
}

impl File {
    fn sync(&mut self) {
        for change in std::mem::take(&mut self.waiting) {
            change.apply(&mut self.durable);
        }
    }

    /// The content after a loss of power: each sector is any of the states it had since the last sync, and so is the
    /// length.
    fn remains(&self, chance: &mut Chance) -> Vec<u8> {
        let mut lengths = vec![self.durable.len()];
        let mut length = self.durable.len();
        let mut touched: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, change) in self.waiting.iter().enumerate() {
            match change {
                Change::Write(offset, data) => {
                    length = length.max(offset + data.len());
                    for sector in offset / SECTOR..(offset + data.len()).div_ceil(SECTOR) {
                        touched.entry(sector).or_default().push(n);
                    }
                }
                Change::SetLen(len) => length = *len,
            }
            lengths.push(length);
        }
        let mut content = self.durable.clone();
        content.resize(lengths.iter().copied().max().unwrap_or(0), 0);
        for (sector, writes) in touched {
            // How many of the writes to this sector arrived.
            for n in &writes[..chance.below(writes.len() + 1)] {
                let Some(Change::Write(offset, data)) = self.waiting.get(*n) else { continue };
                let from = (sector * SECTOR).max(*offset);
                let to = ((sector + 1) * SECTOR).min(offset + data.len());
                content[from..to].copy_from_slice(&data[from - offset..to - offset]);
            }
        }
        content.truncate(lengths[chance.below(lengths.len())]);
        content
    }
}

/// The events, gone through one by one.
#[derive(Default)]
pub struct Replay {
    files: HashMap<Inode, File>,
    names: BTreeMap<String, Inode>,
    /// Names made and deleted that are not on the disk yet, oldest first.
    waiting_names: Vec<(String, Option<Inode>)>,
    /// What was acknowledged.
    pub saved: BTreeSet<u64>,
}

impl Replay {
    pub fn see(&mut self, event: &Event, chance: &mut Chance) {
        match event {
            Event::Create { name, inode, journal } => {
                self.files.insert(*inode, File { names_a_new_journal: *journal, ..File::default() });
                self.waiting_names.push((name.clone(), Some(*inode)));
            }
            Event::Delete { name } => self.waiting_names.push((name.clone(), None)),
            Event::Write { inode, offset, data } => {
                self.files.entry(*inode).or_default().waiting.push(Change::Write(*offset, data.clone()));
            }
            Event::SetLen { inode, len } => self.files.entry(*inode).or_default().waiting.push(Change::SetLen(*len)),
            Event::Sync { inode } => {
                let file = self.files.entry(*inode).or_default();
                file.sync();
                if std::mem::take(&mut file.names_a_new_journal) {
                    for (name, inode) in std::mem::take(&mut self.waiting_names) {
                        set(&mut self.names, name, inode);
                    }
                }
            }
            Event::SyncFailed { inode } => {
                let file = self.files.entry(*inode).or_default();
                file.durable = file.remains(chance);
                file.waiting.clear();
            }
            Event::Saved(number) => {
                self.saved.insert(*number);
            }
        }
    }

    /// The files of a disk whose power fails now.
    pub fn lose_power(&self, chance: &mut Chance) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.names.clone();
        // Names keep their order: the journal of a file system is not reordered.
        for (name, inode) in &self.waiting_names[..chance.below(self.waiting_names.len() + 1)] {
            set(&mut names, name.clone(), *inode);
        }
        let mut out = BTreeMap::new();
        for (name, inode) in names {
            out.insert(name, self.files.get(&inode).map(|file| file.remains(chance)).unwrap_or_default());
        }
        out
    }
}

fn set(names: &mut BTreeMap<String, Inode>, name: String, inode: Option<Inode>) {
    match inode {
        Some(inode) => names.insert(name, inode),
        None => names.remove(&name),
    };
}

/// Where to look: at each sync (before and after it) as far as `most` allows, the rest at any place.
pub fn moments(events: &[Event], most: usize, chance: &mut Chance) -> HashSet<usize> {
    let syncs = events.iter().enumerate().filter(|(_, event)| matches!(event, Event::Sync { .. }));
    let mut around: Vec<usize> = syncs.flat_map(|(at, _)| [at, at + 1]).collect();
    while around.len() > most / 2 {
        around.swap_remove(chance.below(around.len()));
    }
    let mut chosen: HashSet<usize> = around.into_iter().collect();
    while chosen.len() < most.min(events.len()) {
        chosen.insert(1 + chance.below(events.len()));
    }
    chosen.insert(events.len());
    chosen
}
