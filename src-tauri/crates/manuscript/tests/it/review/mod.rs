//! The laws of review.

mod alike;
mod anchors;
mod changes;
mod desk;
mod laws;
mod meetings;
mod records;
mod story;
mod who;

use manuscript::Manuscript;
use manuscript::review::{Baseline, baseline};
use model::review::{Act, How, Role, Texts};
use model::{Field, Person};

pub fn texts(body: &str) -> Texts {
    [(Field::Body, body.to_owned())].into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

pub fn opened(log: &[Vec<u8>], peer: u64) -> Manuscript {
    Manuscript::load(None, log.iter().map(Vec::as_slice), peer).expect("the test keeps to the rules")
}

pub fn ada() -> Person {
    Person::named("Ada Kell")
}

/// A fresh id, in the order of the calls.
pub fn id(number: usize) -> String {
    format!("{number:026}")
}

pub fn sign(piece: &mut Manuscript, number: usize, role: &Role) {
    let act = Act::SignOff {
        texts: piece.texts(),
        mark: piece.mark(),
        how: How::Here,
        of: String::new(),
        note: String::new(),
        conditions: String::new(),
    };
    piece.record(id(number), 1_000, ada(), Some(role.clone()), act).expect("the test keeps to the rules");
}

pub fn editor(piece: &Manuscript) -> Baseline {
    baseline(piece.records(), &Role::Editor)
}
