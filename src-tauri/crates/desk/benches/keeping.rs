//! What keeping everything costs: a piece with 50,000 changes, two laptops, a file that another program changes.
//!
//! Nothing is asserted: a figure is compared with the last one by a person, on the same machine.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a report is what this program is for")]

use desk::{Archive, Desk, Event, Options, Update};
use manuscript::Manuscript;
use model::{Field, Person, PieceId, Splice, Stage};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use store::{Op, Projection, Reader, Writer, WriterOptions};

const KEYS: usize = 50_000;
const OFFLINE: usize = 5_000;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk");
    let id = piece(&path, 1_000);
    let empty = size(&path);
    let started = Instant::now();
    keystrokes(&path, id, KEYS, 7, days_ago(3));
    tell("50,000 keystrokes, each a row of the log, written", &ms(started));
    let (rows, bytes) = log(&path, id);
    let file = size(&path) - empty;
    let overhead = (file as f64 - bytes as f64) / rows as f64;
    tell(
        "log as it is typed",
        &format!(
            "{:.0} bytes a keystroke ({:.0} of them payload)",
            file as f64 / KEYS as f64,
            bytes as f64 / KEYS as f64
        ),
    );

    let started = Instant::now();
    let opened = open(&path);
    opened.open_piece(id).unwrap();
    tell("open desk and piece from the log alone", &ms(started));
    opened.close();
    let started = Instant::now();
    let opened = open(&path);
    let desk_open = ms(started);
    let started = Instant::now();
    opened.open_piece(id).unwrap();
    tell("open that piece again, from its snapshot", &format!("{} (the desk: {desk_open})", ms(started)));

    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let started = Instant::now();
            type_letter(&opened, id);
            started.elapsed()
        })
        .collect();
    tell("apply and commit one edit of it", &spread(&mut times));

    let now = opened.history(id, None, 1).unwrap().now;
    let started = Instant::now();
    opened.compare(id, 1, now).unwrap();
    let first = ms(started);
    let started = Instant::now();
    opened.compare(id, 1, now).unwrap();
    tell("compare its first and last moment", &format!("{} ({first} when its log is not read yet)", ms(started)));

    let started = Instant::now();
    let less = opened.thin_log().unwrap();
    tell("join old keystrokes", &format!("{}, {less} rows less", ms(started)));
    let (rows, bytes) = log(&path, id);
    let after = bytes as f64 + rows as f64 * overhead;
    tell(
        "log after that",
        &format!(
            "{:.0} bytes a keystroke, {:.0} kB per 1,000 edits ({rows} rows)",
            after / KEYS as f64,
            after / KEYS as f64
        ),
    );
    opened.close();

    typing(dir.path());
    merging(dir.path());
    outside(dir.path());
}

/// From a key to the change of the page that is shown beside the text.
fn typing(dir: &Path) {
    for words in [800, 10_000] {
        let path = dir.join(format!("typed-{words}"));
        let (tell_it, told) = channel();
        let sink = Arc::new(move |events: Vec<Event>| {
            if events.iter().any(|event| matches!(event, Event::PreviewChanged(_))) {
                let _ = tell_it.send(Instant::now());
            }
        });
        let id = piece(&path, words);
        let desk = Desk::open(Options { sink, ..Options::new(path) }).unwrap();
        desk.preview(id).unwrap();
        let (mut page, mut disk) = (Vec::new(), Vec::new());
        for _ in 0..200 {
            let fields = desk.open_piece(id).unwrap().fields;
            let (_, text, version) = fields.into_iter().find(|(field, ..)| *field == Field::Body).unwrap();
            let length = model::utf16_len(&text);
            let splices = vec![Splice { from: length, to: length, insert: "x".into() }];
            while told.try_recv().is_ok() {}
            let started = Instant::now();
            desk.edit(id, Field::Body, version, vec![Update { client: "bench".into(), length, splices }]).unwrap();
            disk.push(started.elapsed());
            page.push(told.recv().unwrap().saturating_duration_since(started));
        }
        tell(&format!("a key at {words} words, to the page"), &spread(&mut page));
        tell(&format!("a key at {words} words, to the disk"), &spread(&mut disk));
        desk.close();
    }
}

/// Two laptops, each with 5,000 edits that the other does not have.
fn merging(dir: &Path) {
    let (left, right) = (dir.join("left"), dir.join("right"));
    let id = piece(&left, 1_000);
    let packet = dir.join("a.standfirst");
    let export = |path: &Path| {
        let (bytes, _) = Archive::open(path).unwrap().packet(id, None, now()).unwrap();
        std::fs::write(&packet, &bytes).unwrap();
        bytes.len()
    };
    export(&left);
    let desk = open(&right);
    desk.import_packet(&packet).unwrap();
    desk.close();
    keystrokes(&left, id, OFFLINE, 11, days_ago(0));
    keystrokes(&right, id, OFFLINE, 12, days_ago(0));
    let started = Instant::now();
    let bytes = export(&left);
    tell("a packet of 5,000 edits", &format!("{} to write, {bytes} bytes", ms(started)));
    let desk = open(&right);
    desk.open_piece(id).unwrap();
    let started = Instant::now();
    let came = desk.import_packet(&packet).unwrap();
    tell("merge it with 5,000 edits here", &format!("{}, {} rows, on the disk", ms(started), came.changes));
    desk.close();
}

/// From the save of another program to the change for the window.
fn outside(dir: &Path) {
    let (path, folder) = (dir.join("watched"), dir.join("texts"));
    std::fs::create_dir(&folder).unwrap();
    let (tell_it, told) = channel();
    let sink = Arc::new(move |events: Vec<Event>| {
        if events.iter().any(|event| matches!(event, Event::PieceChanged { .. })) {
            let _ = tell_it.send(Instant::now());
        }
    });
    let desk = Desk::open(Options { watches: true, sink, ..Options::new(path) }).unwrap();
    let id = desk.new_piece().unwrap().id;
    type_letter(&desk, id);
    desk.set_folder(Some(&folder)).unwrap();
    let files = || std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let file = files().find(|path| path.extension().is_some_and(|end| end == "md")).unwrap();
    let mut times = Vec::new();
    for round in 0..20 {
        while told.try_recv().is_ok() {}
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{}\n\nRound {round}.\n", text.trim_end())).unwrap();
        let started = Instant::now();
        if let Ok(at) = told.recv_timeout(Duration::from_secs(10)) {
            times.push(at.saturating_duration_since(started));
        }
        desk.sync_folder().unwrap();
    }
    tell("outside edit to the window's text", &spread(&mut times));
    desk.close();
}

fn open(path: &Path) -> Desk {
    Desk::open(Options::new(path)).unwrap()
}

/// A desk with one piece of so many words.
fn piece(path: &Path, words: usize) -> PieceId {
    let desk = open(path);
    let id = desk.new_piece().unwrap().id;
    let word = |n: usize| {
        format!("{}{}", ["night", "ferry", "harbour", "late", "boat"][n % 5], if n % 80 == 79 { ".\n\n" } else { " " })
    };
    let text: String = (0..words).map(word).collect();
    let splices = vec![Splice { from: 0, to: 0, insert: text }];
    desk.edit(id, Field::Body, 0, vec![Update { client: "bench".into(), length: 0, splices }]).unwrap();
    desk.close();
    id
}

/// Single letters, a tenth of them deleted again, as rows of the log of before.
fn keystrokes(path: &Path, id: PieceId, count: usize, seed: u64, from: i64) {
    let stored = Reader::open(path).unwrap().piece(id).unwrap();
    let changes = stored.changes.iter().map(Vec::as_slice);
    let mut piece = Manuscript::load(stored.snapshot.as_deref(), changes, seed).unwrap();
    let writer = Writer::open(path, WriterOptions::default()).unwrap();
    let person = Person::named("Maud Castell");
    writer.submit(vec![Op::Peer { peer: seed, piece: id, person: person.clone(), device: "bench".into(), at: from }]);
    let mut state = seed;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let (mut caret, mut last) = (0u32, None);
    for key in 0..count {
        let length = u32::try_from(piece.text(Field::Body).len()).unwrap();
        if key % 40 == 0 {
            caret = u32::try_from(random(length as usize + 1)).unwrap();
        }
        caret = caret.min(length);
        let delete = caret > 0 && random(10) == 0;
        let letter = if key % 6 == 5 { ' ' } else { (b'a' + u8::try_from(random(26)).unwrap()) as char };
        let (start, insert) = if delete { (caret - 1, String::new()) } else { (caret, letter.to_string()) };
        piece.apply(Field::Body, &[Splice { from: start, to: caret, insert }]).unwrap();
        caret = if delete { caret - 1 } else { caret + 1 };
        let at = from + key as i64 * 250;
        let payload = piece.take_update(at / 1000).unwrap().unwrap();
        let projection = Projection {
            slugline: "untitled".into(),
            headline: String::new(),
            byline: String::new(),
            words: 1_000,
            stage: Stage::Draft,
        };
        let (person, kind) = (person.clone(), "edit".to_owned());
        last = Some(writer.submit(vec![Op::Change { piece: id, at, person, kind, payload, projection }]));
    }
    last.unwrap().wait().unwrap();
}

fn type_letter(desk: &Desk, id: PieceId) {
    let fields = desk.open_piece(id).unwrap().fields;
    let (_, text, version) = fields.into_iter().find(|(field, ..)| *field == Field::Body).unwrap();
    let length = model::utf16_len(&text);
    let splices = vec![Splice { from: length, to: length, insert: "x".into() }];
    desk.edit(id, Field::Body, version, vec![Update { client: "bench".into(), length, splices }]).unwrap();
}

/// Rows and bytes of a piece's log.
fn log(path: &Path, id: PieceId) -> (usize, u64) {
    let rows = Reader::open(path).unwrap().history(id).unwrap();
    (rows.len(), rows.iter().map(|row| u64::from(row.bytes)).sum())
}

/// The size of a copy of the desk.
fn size(path: &Path) -> u64 {
    let copy = path.with_extension("copy");
    desk::maintenance::back_up_to(path, &copy, true).unwrap();
    std::fs::metadata(copy).unwrap().len()
}

fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

fn days_ago(days: i64) -> i64 {
    now() - days * 86_400_000
}

fn ms(since: Instant) -> String {
    format!("{:.1} ms", since.elapsed().as_secs_f64() * 1000.0)
}

fn spread(times: &mut [Duration]) -> String {
    times.sort();
    let at = |part: f64| times.get(((times.len().max(1) - 1) as f64 * part) as usize).copied().unwrap_or_default();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    format!("median {:.1} ms, 99th percentile {:.1} ms ({} times)", ms(at(0.5)), ms(at(0.99)), times.len())
}

fn tell(what: &str, figure: &str) {
    println!("{what}: {figure}");
}
