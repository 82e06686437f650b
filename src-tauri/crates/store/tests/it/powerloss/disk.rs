//! A disk in memory, as a file layer (VFS) of SQLite: it writes down what happens to it and fails when told to.
//!
//! The layer is made with `sqlite-vfs`, so that no unsafe code is needed here.

use crate::chance::Chance;
use sqlite_vfs::wip::{WalIndex, WalIndexLock};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs};
use std::collections::{BTreeMap, HashMap};
use std::io::{Error, ErrorKind};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A file, whatever its name.
pub type Inode = u64;
type Region = Box<[u8; 32768]>;

/// What happened, in order.
#[derive(Clone, Debug)]
pub enum Event {
    Create {
        name: String,
        inode: Inode,
        journal: bool,
    },
    Delete {
        name: String,
    },
    Write {
        inode: Inode,
        offset: usize,
        data: Vec<u8>,
    },
    SetLen {
        inode: Inode,
        len: usize,
    },
    Sync {
        inode: Inode,
    },
    /// A sync that failed: what was waiting for it may be on the disk or not, and the system has forgotten about it.
    SyncFailed {
        inode: Inode,
    },
    /// A number was acknowledged.
    Saved(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Half of the bytes are written, then an error is reported.
    ShortWrite,
    /// Nothing is written: an error of the disk.
    Write,
    /// Nothing is written: no room.
    Full,
    Sync,
}

#[derive(Default)]
struct Inner {
    names: BTreeMap<String, Inode>,
    files: HashMap<Inode, Vec<u8>>,
    locks: HashMap<Inode, HashMap<u64, LockKind>>,
    /// How many handles a name has.
    open: HashMap<String, usize>,
    regions: HashMap<String, BTreeMap<u32, Region>>,
    region_locks: HashMap<String, HashMap<(u64, u8), WalIndexLock>>,
    events: Vec<Event>,
    /// Which fault, how many calls of its sort until it begins, and how many calls fail.
    plan: Option<(Fault, usize, usize)>,
    next: u64,
}

impl Inner {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn fails(&mut self, writing: bool) -> Option<Fault> {
        let (fault, before, times) = self.plan.as_mut()?;
        if (*fault == Fault::Sync) == writing || *times == 0 {
            return None;
        }
        if *before > 0 {
            *before -= 1;
            return None;
        }
        *times -= 1;
        Some(*fault)
    }
}

/// The disk; clones are the same one.
#[derive(Clone, Default)]
pub struct Disk(Arc<Mutex<Inner>>);

impl Disk {
    /// Makes a disk and tells SQLite of it; gives the name of the layer.
    pub fn register() -> (Disk, String) {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("remembering-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let disk = Disk::default();
        sqlite_vfs::register(&name, disk.clone(), false).unwrap();
        (disk, name)
    }

    fn hold(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn saved(&self, number: u64) {
        self.hold().events.push(Event::Saved(number));
    }

    pub fn events(&self) -> Vec<Event> {
        self.hold().events.clone()
    }

    /// From the `before`th call on, `times` calls fail.
    pub fn fail(&self, fault: Fault, before: usize, times: usize) {
        self.hold().plan = Some((fault, before, times));
    }

    /// Whether the planned fault has happened as often as was planned.
    pub fn is_over(&self) -> bool {
        self.hold().plan.is_none_or(|(_, _, times)| times == 0)
    }
}

pub struct Handle {
    disk: Disk,
    name: String,
    inode: Inode,
    id: u64,
}

impl Vfs for Disk {
    type Handle = Handle;

    fn open(&self, name: &str, options: OpenOptions) -> Result<Handle, Error> {
        let mut inner = self.hold();
        let inode = match inner.names.get(name) {
            Some(inode) => *inode,
            None if matches!(options.access, OpenAccess::Create | OpenAccess::CreateNew) => {
                let inode = inner.number();
                inner.names.insert(name.to_owned(), inode);
                inner.files.insert(inode, Vec::new());
                let journal = name.ends_with("-wal") || name.ends_with("-journal");
                inner.events.push(Event::Create { name: name.to_owned(), inode, journal });
                inode
            }
            None => return Err(ErrorKind::NotFound.into()),
        };
        let id = inner.number();
        *inner.open.entry(name.to_owned()).or_default() += 1;
        Ok(Handle { disk: self.clone(), name: name.to_owned(), inode, id })
    }

    fn delete(&self, name: &str) -> Result<(), Error> {
        let mut inner = self.hold();
        inner.names.remove(name).ok_or(ErrorKind::NotFound)?;
        inner.events.push(Event::Delete { name: name.to_owned() });
        Ok(())
    }

    fn exists(&self, name: &str) -> Result<bool, Error> {
        Ok(self.hold().names.contains_key(name))
    }

    fn temporary_name(&self) -> String {
        format!("temporary-{}", self.hold().number())
    }

    fn random(&self, buffer: &mut [i8]) {
        let mut chance = Chance::new(self.hold().number());
        buffer.fill_with(|| chance.next() as i8);
    }

    fn sleep(&self, duration: Duration) -> Duration {
        duration
    }
}

impl DatabaseHandle for Handle {
    type WalIndex = Index;

    fn size(&self) -> Result<u64, Error> {
        Ok(self.disk.hold().files.get(&self.inode).map_or(0, Vec::len) as u64)
    }

    fn read_exact_at(&mut self, buf: &mut [u8], offset: u64) -> Result<(), Error> {
        let inner = self.disk.hold();
        let there = inner.files.get(&self.inode).and_then(|file| file.get(offset as usize..)).unwrap_or_default();
        let length = there.len().min(buf.len());
        buf[..length].copy_from_slice(&there[..length]);
        buf[length..].fill(0);
        if length < buf.len() { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    fn write_all_at(&mut self, buf: &[u8], offset: u64) -> Result<(), Error> {
        let mut inner = self.disk.hold();
        let fault = inner.fails(true);
        let written = match fault {
            None => buf,
            Some(Fault::ShortWrite) => &buf[..buf.len() / 2],
            Some(_) => &[],
        };
        if !written.is_empty() {
            let end = offset as usize + written.len();
            let file = inner.files.entry(self.inode).or_default();
            file.resize(file.len().max(end), 0);
            file[offset as usize..end].copy_from_slice(written);
            let event = Event::Write { inode: self.inode, offset: offset as usize, data: written.to_vec() };
            inner.events.push(event);
        }
        match fault {
            None => Ok(()),
            Some(Fault::Full) => Err(ErrorKind::WriteZero.into()),
            Some(_) => Err(Error::other("a planned fault")),
        }
    }

    fn sync(&mut self, _data_only: bool) -> Result<(), Error> {
        let mut inner = self.disk.hold();
        if inner.fails(false).is_some() {
            inner.events.push(Event::SyncFailed { inode: self.inode });
            return Err(Error::other("a planned fault"));
        }
        inner.events.push(Event::Sync { inode: self.inode });
        Ok(())
    }

    fn set_len(&mut self, size: u64) -> Result<(), Error> {
        let mut inner = self.disk.hold();
        inner.files.entry(self.inode).or_default().resize(size as usize, 0);
        inner.events.push(Event::SetLen { inode: self.inode, len: size as usize });
        Ok(())
    }

    fn lock(&mut self, lock: LockKind) -> Result<bool, Error> {
        let rank = |kind: &LockKind| *kind as i32;
        let mut inner = self.disk.hold();
        let held = inner.locks.entry(self.inode).or_default();
        let others = held.iter().filter(|(id, _)| **id != self.id).map(|(_, kind)| rank(kind)).max().unwrap_or(0);
        let granted = match lock {
            LockKind::None => true,
            LockKind::Shared => others < rank(&LockKind::Pending),
            LockKind::Reserved => others < rank(&LockKind::Reserved),
            LockKind::Pending | LockKind::Exclusive => others <= rank(&LockKind::None),
        };
        if granted {
            held.insert(self.id, lock);
        }
        Ok(granted)
    }

    fn reserved(&mut self) -> Result<bool, Error> {
        let inner = self.disk.hold();
        let held = inner.locks.get(&self.inode);
        Ok(held.is_some_and(|held| held.values().any(|kind| *kind as i32 >= LockKind::Reserved as i32)))
    }

    fn current_lock(&self) -> Result<LockKind, Error> {
        let inner = self.disk.hold();
        Ok(inner.locks.get(&self.inode).and_then(|held| held.get(&self.id)).copied().unwrap_or(LockKind::None))
    }

    fn wal_index(&self, _readonly: bool) -> Result<Index, Error> {
        Ok(Index { disk: self.disk.clone(), name: self.name.clone(), id: self.id })
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let mut inner = self.disk.hold();
        if let Some(held) = inner.locks.get_mut(&self.inode) {
            held.remove(&self.id);
        }
        if let Some(held) = inner.region_locks.get_mut(&self.name) {
            held.retain(|(id, _), _| *id != self.id);
        }
        let left = inner.open.get_mut(&self.name).map_or(0, |count| {
            *count -= 1;
            *count
        });
        // Shared memory ends with the last of those who share it.
        if left == 0 {
            inner.regions.remove(&self.name);
        }
    }
}

/// The shared memory beside the write-ahead log. It is gone when the power is.
pub struct Index {
    disk: Disk,
    name: String,
    id: u64,
}

impl WalIndex for Index {
    fn map(&mut self, region: u32) -> Result<[u8; 32768], Error> {
        let mut inner = self.disk.hold();
        let regions = inner.regions.entry(self.name.clone()).or_default();
        Ok(**regions.entry(region).or_insert_with(|| Box::new([0; 32768])))
    }

    fn lock(&mut self, slots: Range<u8>, lock: WalIndexLock) -> Result<bool, Error> {
        let mut inner = self.disk.hold();
        let held = inner.region_locks.entry(self.name.clone()).or_default();
        let denied = held.iter().any(|((id, slot), kind)| {
            let free = match lock {
                WalIndexLock::None => true,
                WalIndexLock::Shared => *kind == WalIndexLock::Shared,
                WalIndexLock::Exclusive => false,
            };
            *id != self.id && slots.contains(slot) && !free
        });
        if denied {
            return Ok(false);
        }
        for slot in slots {
            match lock {
                WalIndexLock::None => held.remove(&(self.id, slot)),
                _ => held.insert((self.id, slot), lock),
            };
        }
        Ok(true)
    }

    fn delete(self) -> Result<(), Error> {
        self.disk.hold().regions.remove(&self.name);
        Ok(())
    }

    fn pull(&mut self, region: u32, data: &mut [u8; 32768]) -> Result<(), Error> {
        if let Some(shared) = self.disk.hold().regions.get(&self.name).and_then(|regions| regions.get(&region)) {
            *data = **shared;
        }
        Ok(())
    }

    fn push(&mut self, region: u32, data: &[u8; 32768]) -> Result<(), Error> {
        let mut inner = self.disk.hold();
        inner.regions.entry(self.name.clone()).or_default().insert(region, Box::new(*data));
        Ok(())
    }
}
