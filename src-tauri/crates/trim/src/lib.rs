//! Gives back memory that a process needed only to start.
//!
//! Opening a window runs through a good part of every library that is linked, once: a third of the memory that the
//! program's own process is charged with afterwards is code that it will not run again. The kernel would take it back
//! when memory is short; this does it at once. Code that is needed after all is mapped again from the page cache, in
//! pieces of 64 KiB.

#![cfg(target_os = "linux")]
#![allow(unsafe_code, reason = "the kernel is told about addresses")]

use std::ffi::{c_int, c_void};
use std::ops::Range;

/// The flag of a segment that may be written (elf(5)).
const WRITABLE: u32 = 2;
/// Segments are given in whole pages; where those are larger, the mappings are, and nothing fits (bytes).
const PAGE: usize = 4096;

/// Unmaps the code of this process and of its libraries, what of the program's own file is read only, and what the heap
/// has free. What is in use comes back by itself.
pub fn give_back() {
    let smaps = std::fs::read_to_string("/proc/self/smaps").unwrap_or_default();
    let exe = std::fs::read_link("/proc/self/exe").unwrap_or_default();
    let mut ranges = clean(&smaps, exe.to_str().unwrap_or_default());
    // SAFETY: the function is called for each object before this returns, and `ranges` lives until then.
    let _ = unsafe { libc::dl_iterate_phdr(Some(unmap), (&raw mut ranges).cast()) };
    #[cfg(target_env = "gnu")]
    // SAFETY: it may be called at any time, from any thread (malloc_trim(3)).
    let _ = unsafe { libc::malloc_trim(0) };
}

/// Unmaps those of the ranges that lie in a segment of this object that is never written.
///
/// The loader calls this with its list locked: an object that is on it can't be closed, and nothing else mapped in its
/// place, until this returns.
unsafe extern "C" fn unmap(object: *mut libc::dl_phdr_info, _: libc::size_t, ranges: *mut c_void) -> c_int {
    // SAFETY: the loader hands over a description that holds for this call, and the pointer that it was given for us.
    let (object, ranges) = unsafe { (&*object, &*ranges.cast::<Vec<Range<usize>>>()) };
    if object.dlpi_phdr.is_null() {
        return 0;
    }
    // SAFETY: the headers are mapped as long as the object is.
    let headers = unsafe { std::slice::from_raw_parts(object.dlpi_phdr, usize::from(object.dlpi_phnum)) };
    for header in headers.iter().filter(|each| each.p_type == libc::PT_LOAD && each.p_flags & WRITABLE == 0) {
        let start = (object.dlpi_addr as usize).wrapping_add(header.p_vaddr as usize);
        let end = start.wrapping_add(header.p_memsz as usize).checked_next_multiple_of(PAGE).unwrap_or(usize::MAX);
        let start = start - start % PAGE;
        for range in ranges.iter().filter(|range| start <= range.start && range.end <= end) {
            // SAFETY: a private mapping of a file that no page differs from, in a segment that neither a program nor the
            // loader writes to: what is dropped is read from the file again, the same, when it is next looked at.
            let _ = unsafe {
                libc::madvise(std::ptr::with_exposed_provenance_mut(range.start), range.len(), libc::MADV_DONTNEED)
            };
        }
    }
    0
}

/// What a process that nobody asks for anything uses of a processor in a second, at most: a caret that blinks.
const QUIET: u64 = 3;

/// Waits for the first second, after the one under way, in which this process has next to nothing to do; then gives back.
/// It keeps its thread until then.
pub fn give_back_in_a_pause() {
    let second = || std::thread::sleep(std::time::Duration::from_secs(1));
    let ticks = || ticks_of(&std::fs::read_to_string("/proc/self/stat").unwrap_or_default());
    second();
    loop {
        let before = ticks();
        second();
        // Where the system does not tell, this is left out.
        let (Some(before), Some(now)) = (before, ticks()) else { return };
        if now.saturating_sub(before) <= QUIET {
            return give_back();
        }
    }
}

/// The processor time of a process, in hundredths of a second: fields 14 and 15 of `/proc/PID/stat` (proc_pid_stat(5)),
/// counted behind the name in brackets, which may hold anything.
fn ticks_of(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system) = (fields.next()?.parse::<u64>().ok()?, fields.next()?.parse::<u64>().ok()?);
    user.checked_add(system)
}

/// The mappings (addresses) that equal their file: code, and the read-only start of the program at `exe`.
///
/// `smaps` is `/proc/PID/smaps` (proc_pid_smaps(5)). Only code is taken of a library: the loader writes addresses into
/// what else it maps, and may be at it.
fn clean(smaps: &str, exe: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut candidate = None;
    for line in smaps.lines() {
        if let Some(mapping) = Mapping::read(line) {
            candidate = mapping.may_go(exe).then_some(mapping.range);
        } else if let Some(own) = line.strip_prefix("Anonymous:")
            && let Some(range) = candidate.take()
            && own.trim() == "0 kB"
        {
            found.push(range);
        }
    }
    found
}

/// The first line of a mapping: `55d0c000-55d0d000 r-xp 00002000 08:01 1234   /usr/bin/cat`.
struct Mapping<'a> {
    range: Range<usize>,
    permissions: &'a str,
    offset: &'a str,
    path: &'a str,
}

impl<'a> Mapping<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let mut words = line.splitn(6, ' ');
        let (start, end) = words.next()?.split_once('-')?;
        let address = |hex| usize::from_str_radix(hex, 16).ok();
        let range = address(start)?..address(end)?;
        let (permissions, offset) = (words.next()?, words.next()?);
        // Device and inode.
        let path = words.nth(2).unwrap_or_default().trim_start();
        Some(Self { range, permissions, offset, path })
    }

    fn may_go(&self, exe: &str) -> bool {
        let of_a_file = self.path.starts_with('/');
        let is_start = self.permissions == "r--p" && self.path == exe && self.offset.bytes().all(|digit| digit == b'0');
        of_a_file && (self.permissions == "r-xp" || is_start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMAPS: &str = "\
55d000000000-55d000001000 r--p 00000000 08:01 10                         /opt/a b/program
Rss:                   4 kB
Anonymous:             0 kB
VmFlags: rd mr mw me sd
55d000001000-55d000003000 r-xp 00001000 08:01 10                         /opt/a b/program
Rss:                   8 kB
Anonymous:             0 kB
55d000003000-55d000004000 r--p 00003000 08:01 10                         /opt/a b/program
Anonymous:             4 kB
55d000004000-55d000005000 rw-p 00004000 08:01 10                         /opt/a b/program
Anonymous:             0 kB
7f0000000000-7f0000001000 r--p 00000000 08:01 11                         /usr/lib/liba.so
Anonymous:             0 kB
7f0000001000-7f0000002000 r-xp 00001000 08:01 11                         /usr/lib/liba.so
Anonymous:             0 kB
7f0000002000-7f0000003000 r-xp 00001000 08:01 12                         /usr/lib/with-a-breakpoint.so
Anonymous:             4 kB
7f0000003000-7f0000004000 r-xs 00001000 08:01 13                         /usr/lib/shared.so
Anonymous:             0 kB
7f0000004000-7f0000005000 rwxp 00000000 00:00 0
Anonymous:             0 kB
7fff00000000-7fff00001000 r-xp 00000000 00:00 0                          [vdso]
Anonymous:             0 kB
";

    #[test]
    fn only_what_equals_its_file_goes() {
        let gone = clean(SMAPS, "/opt/a b/program");
        let expected = [
            0x55d0_0000_0000..0x55d0_0000_1000,
            0x55d0_0000_1000..0x55d0_0000_3000,
            0x7f00_0000_1000..0x7f00_0000_2000,
        ];
        assert_eq!(gone, expected);
        assert_eq!(clean("not a list\nAnonymous: 0 kB\n", "/x"), []);
    }

    #[test]
    fn the_time_of_a_process_is_read_behind_its_name() {
        let stat = "77 (a) b (c)) S 1 77 77 0 -1 4194560 10 0 0 0 31 12 0 0 20 0 1 0 5000 9 9";
        assert_eq!(ticks_of(stat), Some(43));
        assert_eq!([ticks_of(""), ticks_of("77 (a) S 1 77"), ticks_of("77 a S")], [None; 3]);
        assert!(ticks_of(&std::fs::read_to_string("/proc/self/stat").unwrap()).is_some());
    }

    #[test]
    fn a_process_goes_on_with_less() {
        let kilobytes = |what: &str| {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
            line.trim().trim_end_matches(" kB").parse::<u64>().unwrap()
        };
        let heap: Vec<Vec<u8>> = (0..2_000).map(|byte| vec![byte as u8; 10_000]).collect();
        let sum: usize = heap.iter().map(Vec::len).sum();
        drop(heap);
        let before = [kilobytes("VmRSS:"), kilobytes("RssFile:")];
        give_back();
        let after = [kilobytes("VmRSS:"), kilobytes("RssFile:")];
        assert!(after[0] < before[0] && after[1] < before[1], "in all and of files: {before:?} kB, then {after:?}");
        assert_eq!(sum, 20_000_000);
    }
}
