//! How real programs save, twenty times each: every save is told, and a look then finds its text.

use crate::scan;
use crate::watch::{hears, quick, standing};
use folder::{Hash, Pace};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};
use tempfile::tempdir;

const TIMES: usize = 20;

/// Saves `a.md` in this folder with this text, and waits after each save until it was told and found.
fn every_save_is_seen(who: &str, save: impl Fn(&Path, &str)) {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("a.md"), "the first text\n").unwrap();
    // Sooner than usual, so that looks fall into the middle of saves as well.
    let pace = Pace { quiet: Duration::from_millis(30), at_most: Duration::from_millis(100), ..quick() };
    let (_watch, signals) = standing(dir.path(), pace);
    let mut known = scan(dir.path(), &[]).files;
    for n in 0..TIMES {
        // Of one length, so that only the content tells them apart.
        let text = format!("{who} saves for the {n:02}th time\n");
        save(dir.path(), &text);
        let wanted = Hash::of(text.as_bytes());
        loop {
            hears(&signals, "a.md");
            known = scan(dir.path(), &known).files;
            if known.iter().any(|file| file.name == "a.md" && file.hash == wanted) {
                break;
            }
        }
    }
    let names: Vec<&str> = known.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["a.md"], "{who} leaves nothing else that counts");
}

fn write_in_place(path: &Path, text: &str) {
    // In pieces, as a program with a buffer does.
    let mut file = OpenOptions::new().write(true).truncate(true).create(true).open(path).unwrap();
    for piece in text.as_bytes().chunks(7) {
        file.write_all(piece).unwrap();
    }
}

#[test]
fn dl_29_a_save_in_place_is_seen() {
    every_save_is_seen("nano", |dir, text| write_in_place(&dir.join("a.md"), text));
}

#[test]
fn dl_29_visual_studio_codes_save_is_seen() {
    every_save_is_seen("VS Code", |dir, text| {
        // It writes in place, then cuts what is longer.
        let mut file = OpenOptions::new().write(true).open(dir.join("a.md")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_len(text.len() as u64).unwrap();
        file.sync_all().unwrap();
    });
}

#[test]
fn dl_29_vims_save_by_renaming_the_old_file_is_seen() {
    every_save_is_seen("vim", |dir, text| {
        let (path, backup, probe) = (dir.join("a.md"), dir.join("a.md~"), dir.join("4913"));
        fs::write(dir.join(".a.md.swp"), "swap").unwrap();
        fs::write(&probe, "").unwrap();
        fs::remove_file(&probe).unwrap();
        fs::rename(&path, &backup).unwrap();
        write_in_place(&path, text);
        fs::remove_file(&backup).unwrap();
        fs::remove_file(dir.join(".a.md.swp")).unwrap();
    });
}

#[test]
fn dl_29_emacs_save_by_rename_is_seen() {
    every_save_is_seen("Emacs", |dir, text| {
        let lock = dir.join(".#a.md");
        #[cfg(unix)]
        std::os::unix::fs::symlink("ann@newsroom.1234:5678", &lock).unwrap();
        #[cfg(not(unix))]
        fs::write(&lock, "").unwrap();
        fs::write(dir.join("#a.md#"), "autosaved").unwrap();
        let temporary = dir.join("tmpXy12");
        write_in_place(&temporary, text);
        fs::rename(&temporary, dir.join("a.md")).unwrap();
        fs::remove_file(dir.join("#a.md#")).unwrap();
        fs::remove_file(lock).unwrap();
    });
}

#[test]
fn dl_29_notepads_and_words_saves_are_seen() {
    every_save_is_seen("Notepad", |dir, text| fs::write(dir.join("a.md"), text).unwrap());
    every_save_is_seen("Word", |dir, text| {
        // A temporary file, the old one aside, the new one in, the old one away.
        write_in_place(&dir.join("~WRD0001.tmp"), text);
        fs::rename(dir.join("a.md"), dir.join("~WRL0002.tmp")).unwrap();
        fs::rename(dir.join("~WRD0001.tmp"), dir.join("a.md")).unwrap();
        fs::remove_file(dir.join("~WRL0002.tmp")).unwrap();
    });
}

#[test]
fn dl_29_a_checkout_that_removes_and_makes_anew_is_seen() {
    every_save_is_seen("git", |dir, text| {
        fs::remove_file(dir.join("a.md")).unwrap();
        let mut file = OpenOptions::new().write(true).create_new(true).open(dir.join("a.md")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    });
}

#[test]
fn dl_29_a_sync_service_that_puts_a_file_in_by_rename_is_seen() {
    every_save_is_seen("Dropbox", |dir, text| {
        let cache = dir.join(".dropbox.cache");
        fs::create_dir_all(&cache).unwrap();
        fs::write(cache.join("incoming"), text).unwrap();
        fs::rename(cache.join("incoming"), dir.join("a.md")).unwrap();
    });
    every_save_is_seen("Syncthing", |dir, text| {
        let temporary = dir.join(".syncthing.a.md.tmp");
        fs::write(&temporary, text).unwrap();
        // It gives the file the time that it has on the other machine.
        let long_ago = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        OpenOptions::new().write(true).open(&temporary).unwrap().set_modified(long_ago).unwrap();
        fs::rename(&temporary, dir.join("a.md")).unwrap();
    });
}

/// Whether a program is there.
fn has(program: &str, argument: &str) -> bool {
    let found = Command::new(program).arg(argument).output().is_ok_and(|out| out.status.success());
    if !found {
        println!("skipped: {program} is not here");
    }
    found
}

fn run(command: &mut Command) {
    let out = command.output().unwrap();
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn dl_29_the_real_sed_is_seen() {
    if has("sed", "--version") {
        every_save_is_seen("sed -i", |dir, text| {
            run(Command::new("sed").args(["-i", &format!("1s/.*/{}/", text.trim_end()), "a.md"]).current_dir(dir));
        });
    }
}

#[cfg(unix)]
#[test]
fn dl_29_the_real_vim_is_seen() {
    if has("vim", "--version") {
        for copy in ["yes", "no"] {
            every_save_is_seen("vim itself", |dir, text| {
                let line = format!("call setline(1, '{}')", text.trim_end());
                let how = format!("set backupcopy={copy} backup writebackup backupdir=. directory=.");
                let mut vim = Command::new("vim");
                vim.args(["-Nu", "NONE", "-i", "NONE", "-es", "-c", &how, "-c", &line, "-c", "wq!", "a.md"]);
                run(vim.current_dir(dir));
            });
        }
    }
}

#[test]
fn dl_29_the_real_git_is_seen() {
    if !has("git", "--version") {
        return;
    }
    let git = |dir: &Path, arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]);
        git.args(["-c", "gc.auto=0"]).env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1");
        run(git.args(arguments).current_dir(dir));
    };
    every_save_is_seen("git itself", |dir, text| {
        if !dir.join(".git").exists() {
            git(dir, &["init", "-q"]);
        }
        // The text is committed, replaced by another commit, and checked out again.
        fs::write(dir.join("a.md"), text).unwrap();
        git(dir, &["add", "a.md"]);
        git(dir, &["commit", "-qm", "one"]);
        fs::write(dir.join("a.md"), "another text\n").unwrap();
        git(dir, &["commit", "-qam", "two"]);
        git(dir, &["checkout", "-q", "HEAD~1"]);
    });
}
