//! A small desk: one piece, somebody who edits it and decides.

use super::{editor, id, opened};
use crate::prose::Random;
use manuscript::Manuscript;
use manuscript::review::{accept, can_undo, changes, credit, reject, undone};
use model::review::{Act, Change, Record, Role, Texts};
use model::{Field, Person, Splice};

pub struct Desk {
    pub piece: Manuscript,
    person: Person,
    /// For ids that no other desk draws.
    number: usize,
    pub seconds: i64,
}

impl Desk {
    /// The first desk: its editor signs the text.
    pub fn signed(before: &str) -> (Desk, Vec<Vec<u8>>) {
        Desk::with(&super::texts(before))
    }

    /// The same with furniture.
    pub fn with(before: &Texts) -> (Desk, Vec<Vec<u8>>) {
        let mut piece = Manuscript::new(1).expect("the test keeps to the rules");
        for (field, text) in before {
            piece.set_text(*field, text).expect("the test keeps to the rules");
        }
        let mut log: Vec<Vec<u8>> = piece.take_update(10).expect("the test keeps to the rules").into_iter().collect();
        super::sign(&mut piece, 1, &Role::Editor);
        log.extend(piece.take_update(11).expect("the test keeps to the rules"));
        (Desk { piece, person: Person::named("Ada Kell"), number: 1_000, seconds: 100 }, log)
    }

    /// Another desk that has read the same.
    pub fn other(log: &[Vec<u8>], peer: u64, name: &str) -> Desk {
        Desk { piece: opened(log, peer), person: Person::named(name), number: peer as usize * 10_000, seconds: 100 }
    }

    pub fn take(&mut self) -> Option<Vec<u8>> {
        self.seconds += 10;
        self.piece.take_update(self.seconds).expect("the test keeps to the rules")
    }

    pub fn record(&mut self, act: Act) -> Record {
        self.number += 1;
        let (id, person) = (id(self.number), self.person.clone());
        self.piece.record(id, self.seconds * 1_000, person, Some(Role::Editor), act).expect("it is short enough")
    }

    pub fn write(&mut self, text: &str) {
        self.piece.set_text(Field::Body, text).expect("the test keeps to the rules");
    }

    /// Makes all texts read so.
    pub fn rewrite(&mut self, texts: &Texts) {
        for field in Field::ALL {
            let text = texts.get(&field).map_or("", String::as_str);
            self.piece.set_text(field, text).expect("the test keeps to the rules");
        }
    }

    pub fn apply(&mut self, splices: &[(Field, Vec<Splice>)]) {
        for (field, splices) in splices {
            self.piece.apply(*field, splices).expect("a decision fits its text");
        }
    }

    pub fn changes(&self) -> Vec<Change> {
        changes(&editor(&self.piece).texts, &self.piece.texts())
    }

    pub fn accept(&mut self, ids: &[String]) -> Option<Record> {
        let (act, _) = accept(&editor(&self.piece), &self.piece.texts(), ids)?;
        Some(self.record(act))
    }

    pub fn reject(&mut self, ids: &[String]) -> Option<Record> {
        let then = self.piece.texts();
        let (splices, mut decided) = reject(&editor(&self.piece).texts, &then, ids)?;
        credit(&mut decided, &self.changes());
        let mark = self.piece.mark();
        self.apply(&splices);
        let put = self.piece.puts(&then, &splices);
        Some(self.record(Act::Reject { decided, mark, put }))
    }

    /// Takes a decision back, if that can be done.
    pub fn undo(&mut self, record: &Record) -> Option<Record> {
        // Nobody takes back what was taken back already.
        (!undone(self.piece.records()).contains(&record.id)).then_some(())?;
        let (mark, then) = (self.piece.mark(), self.piece.texts());
        let put = match &record.act {
            Act::Accept { .. } => {
                can_undo(self.piece.records(), &Role::Editor, &record.id).then_some(())?;
                Vec::new()
            }
            _ => {
                let splices = self.piece.take_back(record)?;
                self.apply(&splices);
                self.piece.puts(&then, &splices)
            }
        };
        Some(self.record(Act::Undo { of: record.id.clone(), mark, put }))
    }

    pub fn body(&self) -> String {
        self.piece.text(Field::Body).to_owned()
    }

    pub fn texts(&self) -> Texts {
        self.piece.texts()
    }

    /// All that a person sees of the review: the texts, what was agreed to, and what is open.
    pub fn state(&self) -> (Texts, Texts, Vec<Change>) {
        (self.texts(), self.base(), self.changes())
    }

    pub fn base(&self) -> Texts {
        editor(&self.piece).texts
    }

    /// Gives every desk what the others have, until nothing is new.
    pub fn meet(desks: &mut [Desk]) {
        for _ in 0..4 {
            let packets: Vec<Vec<u8>> = desks
                .iter_mut()
                .map(|desk| {
                    desk.take();
                    desk.piece.snapshot().expect("the test keeps to the rules")
                })
                .collect();
            for desk in desks.iter_mut() {
                for packet in &packets {
                    desk.piece.merge(packet).expect("the test keeps to the rules");
                }
            }
            if desks.iter().all(|desk| desk.piece.is_settled()) {
                return;
            }
        }
    }
}

const SCRIPTS: [&[&str]; 4] =
    [&["ka", "lo", "mir", "tes", "an"], &["ка", "ло", "мир", "тес"], &["كا", "لو", "مير"], &["κα", "λο", "μιρ", "τεσ"]];

/// A word that no other number gives.
pub fn word(number: usize) -> String {
    let script = SCRIPTS[number % SCRIPTS.len()];
    let mut out = String::new();
    let mut rest = number / SCRIPTS.len() + 1;
    while rest > 0 {
        out.push_str(script[rest % script.len()]);
        rest /= script.len();
    }
    format!("{out}{number}")
}

/// Paragraphs of words that each stand once, and a copy with changes that stand apart.
pub fn apart(seed: u64) -> (String, String) {
    let mut random = Random(seed);
    let mut next = 0usize;
    let mut fresh = || {
        next += 1;
        word(next)
    };
    let count = 3 + random.below(4);
    let paragraphs: Vec<Vec<String>> = (0..count).map(|_| (0..24).map(|_| fresh()).collect()).collect();
    let text = |all: &[Vec<String>]| all.iter().map(|p| p.join(" ")).collect::<Vec<_>>().join("\n\n");
    let before = text(&paragraphs);
    let mut copy = paragraphs;
    for paragraph in &mut copy {
        for spot in [18usize, 10, 2] {
            match random.below(6) {
                0 => paragraph[spot] = fresh(),
                1 => {
                    paragraph.remove(spot);
                }
                2 => paragraph.insert(spot, format!("{} 🦆", fresh())),
                3 => paragraph[spot] = format!("{} {}", fresh(), fresh()),
                _ => {}
            }
        }
    }
    // Over two others, so that there is no doubt which one has moved.
    let moves = copy.len() > 3 && random.below(2) == 0;
    if moves {
        let from = random.below(copy.len());
        let to = if from < 2 { copy.len() - 1 } else { 0 };
        let paragraph = copy.remove(from);
        copy.insert(to, paragraph);
    }
    match random.below(4) {
        // Not both: a paragraph that goes where another comes is one change, and which those are depends on what moved.
        0 | 1 => copy.insert(random.below(copy.len() + 1), (0..12).map(|_| fresh()).collect()),
        // Where one moves, none goes: of two neighbours that change places over a third which goes, either has moved, and
        // a decision inside one of them changes which.
        2 if !moves => {
            copy.remove(random.below(copy.len()));
        }
        _ => {}
    }
    (before, text(&copy))
}
