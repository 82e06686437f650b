//! Writes that carry a number each, so that it can be told after a disaster which of them are there.

use crate::chance::Chance;
use crate::common::{change, id, version};
use model::Person;
use std::collections::BTreeSet;
use std::path::Path;
use store::{Op, Reader};

const PIECES: u64 = 3;

/// A submission with a number: always a change, at times with more.
pub fn submission(number: u64, chance: &mut Chance) -> Vec<Op> {
    let piece = id(u128::from(number % PIECES) + 1);
    let at = number as i64;
    let mut payload = number.to_le_bytes().to_vec();
    let size = if chance.below(4) == 0 { 30_000 } else { 300 };
    payload.resize(8 + chance.below(size), number as u8);
    let mut ops = vec![change(piece, at, &format!("number {number}"), &payload)];
    match chance.below(12) {
        0 => ops.push(version(piece, at, &number.to_string())),
        1 => ops.push(Op::Snapshot { piece, payload: vec![number as u8; chance.below(20_000)] }),
        2 => ops.push(Op::Index { piece, body: format!("words of number {number}") }),
        3 => {
            let person = Person::named("Maud Castell");
            ops.push(Op::Bin { piece, at, person, binned: number.is_multiple_of(2) });
        }
        _ => {}
    }
    ops
}

/// The numbers that the log holds, after checking that the file is sound and lists show what the log says.
///
/// # Errors
/// What is wrong with the file.
pub fn numbers(dir: &Path) -> Result<BTreeSet<u64>, String> {
    let path = dir.join(store::FILE_NAME);
    let conn = rusqlite::Connection::open(path).map_err(|error| error.to_string())?;
    let said: String =
        conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(|error| error.to_string())?;
    if said != "ok" {
        return Err(said);
    }
    let reader = match Reader::open(dir) {
        Err(store::Error::Missing) => return Ok(BTreeSet::new()),
        other => other.map_err(|error| error.to_string())?,
    };
    let mut found = BTreeSet::new();
    for piece in 1..=PIECES {
        let piece = id(u128::from(piece));
        let changes = reader.changes(piece, 0, i64::MAX).map_err(|error| error.to_string())?;
        let head = reader.head(piece).map_err(|error| error.to_string())?;
        if head.map(|head| head.last_seq) != changes.last().map(|change| change.seq) {
            return Err("the list is not of the same moment as the log".into());
        }
        for change in &changes {
            let head = change.payload.get(..8).ok_or("a payload is cut")?;
            let number = u64::from_le_bytes(head.try_into().map_err(|_| "a payload is cut")?);
            if change.payload.iter().skip(8).any(|byte| *byte != number as u8) {
                return Err(format!("the payload of {number} is not what was written"));
            }
            if !found.insert(number) {
                return Err(format!("{number} is there twice"));
            }
        }
    }
    Ok(found)
}
