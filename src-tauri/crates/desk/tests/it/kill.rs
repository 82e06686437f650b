//! DL-01, DL-14, DL-18: a desk at work is killed at any instant, again and again. What was acknowledged is there, the
//! database is sound, and the files of the desk folder are whole.

use super::typed;
use desk::{Desk, FolderAnswer, HistoryKind, ListQuery, Options};
use model::{Field, PieceId};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "STANDFIRST_KILL_DIR";
const SEED: &str = "STANDFIRST_KILL_SEED";
/// How many kills; `cargo xtask soak` asks for more than a run of the tests.
const KILLS: &str = "STANDFIRST_KILLS";
/// After so many a new desk begins, and everything that the old one acknowledged is read once more: reading all of it after
/// each kill would take a soak longer with each kill.
const KILLS_OF_A_DESK: u64 = 25;

/// Numbers that look like chance, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(end.max(1))) as u32
    }
}

fn print_of(text: &str) -> u64 {
    // FNV-1a: the same in every process, which the hashes of the standard library are not.
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn open(dir: &Path) -> Desk {
    Desk::open(Options { watches: true, ..Options::new(dir.join("desk")) }).unwrap()
}

/// The process that is killed: works until it is, and says what was acknowledged.
#[test]
#[ignore = "started by the test beside it"]
fn at_work() {
    let Some(dir) = std::env::var_os(FOLDER).map(std::path::PathBuf::from) else { return };
    let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut chance = Chance(seed);
    let desk = open(&dir);
    let _ = desk.answer_folder(FolderAnswer::WriteAgain);
    let mut pieces: Vec<PieceId> = desk
        .list(&ListQuery { limit: 100, ..ListQuery::default() })
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.id)
        .collect();
    let mut out = std::io::stdout();
    for step in 0.. {
        let id = match pieces.get(chance.below(pieces.len() as u32) as usize) {
            Some(id) if pieces.len() >= 4 || chance.below(10) > 0 => *id,
            _ => {
                let id = desk.new_piece().unwrap().id;
                pieces.push(id);
                id
            }
        };
        match chance.below(20) {
            0 => {
                let file = dir.join(format!("in-{seed}-{step}.md"));
                std::fs::write(&file, format!("---\nheadline: H{step}\n---\n\nBrought in {step}.\n")).unwrap();
                if pieces.len() < 12 {
                    let imported = desk.import_files(&[file]);
                    pieces.push(imported[0].outcome.as_ref().unwrap().0.id.unwrap());
                }
            }
            1 => {
                let history = desk.history(id, None, 50).unwrap();
                let moment = history.entries[chance.below(history.entries.len() as u32) as usize].moment;
                desk.restore(id, moment).unwrap();
            }
            2 => {
                let name = format!("{}.md", desk.open_piece(id).unwrap().slugline);
                let path = dir.join("folder").join(name);
                if let Ok(text) = std::fs::read_to_string(&path) {
                    // A well-behaved editor: what it leaves when it is killed is its own affair.
                    let beside = dir.join(format!("beside-{seed}-{step}"));
                    std::fs::write(&beside, format!("{} out{step}\n", text.trim_end())).unwrap();
                    std::fs::rename(beside, &path).unwrap();
                }
            }
            3 => drop(desk.save_version(id, &format!("v{step}")).unwrap()),
            _ => {
                let opened = desk.open_piece(id).unwrap();
                let (_, text, version) = opened.fields.into_iter().find(|(field, ..)| *field == Field::Body).unwrap();
                let length = model::utf16_len(&text);
                let at = if chance.below(3) == 0 { 0 } else { length };
                // Another program's edit may come in between; then the next step tries again.
                let _ = desk.edit(id, Field::Body, version, typed(length, at, &format!("w{step} ")));
            }
        }
        let now = desk.history(id, None, 0).unwrap().now;
        let body = desk.piece_at(id, now).unwrap().body;
        writeln!(out, "ack {id} {now} {}", print_of(&body)).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn dl_14_dl_18_what_was_acknowledged_survives_a_kill_at_any_instant() {
    let kills: u64 = std::env::var(KILLS).ok().and_then(|kills| kills.parse().ok()).unwrap_or(4);
    let seed: u64 = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_124);
    eprintln!("seed {seed}, {kills} kills");
    let mut chance = Chance(seed);
    let mut done = 0;
    while done < kills {
        let together = (kills - done).min(KILLS_OF_A_DESK);
        let acknowledged = one_desk(seed + done, together, &mut chance);
        done += together;
        eprintln!("{done} of {kills} kills, {acknowledged} acknowledged in the last desk, all there");
    }
}

/// A new desk that is killed so many times; how many edits of it were acknowledged.
fn one_desk(seed: u64, kills: u64, chance: &mut Chance) -> usize {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("folder")).unwrap();
    let desk = open(dir.path());
    desk.set_folder(Some(&dir.path().join("folder"))).unwrap();
    desk.close();
    let mut acknowledged: HashMap<(PieceId, i64), u64> = HashMap::new();
    for seed in seed..seed + kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["kill::at_work", "--exact", "--ignored", "--nocapture"])
            .env(FOLDER, dir.path())
            .env(SEED, seed.to_string())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(dir.path().join("said")).unwrap())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = 1 + chance.below(25);
        let mut seen = 0;
        let mut new = HashMap::new();
        for line in lines.map_while(Result::ok) {
            // The harness prints the test's name in front of the first line.
            let Some((_, ack)) = line.split_once("ack ") else { continue };
            let parts: Vec<_> = ack.split(' ').collect();
            new.insert((parts[0].parse().unwrap(), parts[1].parse().unwrap()), parts[2].parse().unwrap());
            seen += 1;
            if seen == wanted {
                // In the middle of whatever comes next.
                std::thread::sleep(Duration::from_micros(u64::from(chance.below(8000))));
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        let said = || std::fs::read_to_string(dir.path().join("said")).unwrap_or_default();
        assert!(seen >= wanted, "seed {seed}: the process ended by itself after {seen} steps: {}", said());
        check(dir.path(), &new, &format!("killed with seed {seed}"));
        acknowledged.extend(new);
    }
    check(dir.path(), &acknowledged, &format!("at the end of the desk before seed {}", seed + kills));
    acknowledged.len()
}

fn check(dir: &Path, acknowledged: &HashMap<(PieceId, i64), u64>, when: &str) {
    let mut blank = Vec::new();
    let agreed = |name: &str| {
        let reader = store::Reader::open(&dir.join("desk")).unwrap();
        reader.folder_content(name).unwrap().unwrap_or_default()
    };
    for entry in std::fs::read_dir(dir.join("folder")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "md") {
            let text =
                std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{when}: {}: {error}", path.display()));
            // The texts are the test's own, so that they may be told.
            if text.is_empty() {
                // A piece without a word is an empty file, and stays one until its first words are written into it.
                if !agreed(&path.file_name().unwrap().to_string_lossy()).is_empty() {
                    blank.push(path.file_stem().unwrap().to_string_lossy().into_owned());
                }
                continue;
            }
            let whole = text.ends_with('\n') && !text.contains('\0');
            assert!(whole, "{when}: {} is not whole: {text:?}", path.display());
        }
    }
    let desk = open(dir);
    // A file that had words is empty only when the piece was made blank again.
    for name in blank {
        let query = ListQuery { limit: 100, ..ListQuery::default() };
        let row = desk.list(&query).unwrap().rows.into_iter().find(|row| row.slugline == name);
        let id = row.unwrap_or_else(|| panic!("{when}: {name}.md is empty and no piece has its name")).id;
        let history = desk.history(id, None, 1000).unwrap();
        let mut restored = history.entries.iter().filter(|entry| entry.kind == HistoryKind::Restore);
        let is_blank = |moment| desk.piece_at(id, moment).unwrap().body.is_empty();
        assert!(restored.any(|entry| is_blank(entry.moment)), "{when}: {name}.md lost its words");
    }
    for ((id, moment), print) in acknowledged {
        let body = desk.piece_at(*id, *moment).unwrap_or_else(|error| panic!("{when}: {error}")).body;
        assert_eq!(print_of(&body), *print, "{when}: what was acknowledged at {moment} reads otherwise");
    }
    desk.close();
    let report = store::check::doctor(&dir.join("desk"));
    assert!(report.is_sound(), "{when}: {:?}", report.findings);
}
