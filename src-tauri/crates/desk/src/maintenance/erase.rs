//! Words that are taken out of a piece for good.

use super::{BackedUp, alone, back_up, failed};
use crate::mirror::{MaskedFiles, mask_bytes, mask_files};
use crate::past::Past;
use crate::session::projection_of;
use crate::{Archive, Desk, Error, Options, settings, source};
use manuscript::{Manuscript, Reach, Span, Wanted};
use model::{Field, PieceId};
use serde::Serialize;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use store::erase::{Eraser, Masked, Tombstone};
use store::rebuild::PieceLog;

/// Most characters of the words, and of the reason.
const LONGEST: usize = 2_000;

/// Where words stand in a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordsFound {
    /// The piece.
    pub id: PieceId,
    /// Its working name.
    pub slugline: String,
    /// Places in the text and the values as they are.
    pub now: u32,
    /// Those of them that are parts of longer words.
    pub inside_words: u32,
    /// Places in the text now or at any time.
    pub ever: u32,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordsErased {
    /// The piece.
    pub id: PieceId,
    /// Its working name now.
    pub slugline: String,
    /// In how many places of the desk the words stood: texts, versions, receipts. 0 when the desk did not have them.
    pub places: u32,
    /// Backups and other copies of the desk that were written again.
    pub copies: u32,
    /// Files of the desk folder that were written again.
    pub files: u32,
    /// Copies that can't be read and may hold the words still.
    pub unreached: Vec<PathBuf>,
}

/// Looks for words in a piece and in its history.
///
/// # Errors
/// When there is no such piece, it can't be read, or the words are too short to be looked for.
pub fn find_words(dir: &Path, piece: &str, words: &str) -> Result<WordsFound, Error> {
    let wanted = wanted(words)?;
    let archive = Archive::open(dir)?;
    let id = archive.resolve(piece)?;
    let past = Past::read(archive.reader(), id)?;
    let text: Vec<&str> = Field::ALL.into_iter().map(|field| past.manuscript.text(field)).collect();
    let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
    let slugline = archive.reader().head(id)?.ok_or_else(Error::no_piece)?.row.slugline;
    Ok(WordsFound {
        id,
        now: text.iter().map(|text| count(wanted.find(text).len())).sum(),
        inside_words: text.iter().map(|text| wanted.inside_words(text)).sum(),
        ever: past.manuscript.without(&wanted, &past.reaches())?.places,
        slugline,
    })
}

/// Takes words out of a piece for good: out of its text, every moment of its history, its versions, receipts and open
/// questions, the search index, its file in the desk folder, what was printed of it, and every backup and copy that lies in the desk's folder. A
/// mark stands for each letter; who wrote what and when stays. The log keeps a row that says who erased, when, in how
/// many places and why, not what. `now` is milliseconds since 1970.
///
/// # Errors
/// [`crate::ErrorKind::Locked`] while a window has the desk; when a backup can't be made first; else what the disk says.
/// What was interrupted is finished by asking again.
pub fn erase_words(dir: &Path, piece: &str, words: &str, reason: &str, now: i64) -> Result<WordsErased, Error> {
    let wanted = wanted(words)?;
    let reason: String = reason.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
    if !wanted.find(&reason).is_empty() {
        return Err(Error::bad("The reason holds the words. Nothing was erased. Say it without them."));
    }
    let lock = alone(dir, "erase again")?;
    let archive = Archive::open(dir)?;
    let id = archive.resolve(piece)?;
    // A damaged desk is not written again.
    let _: BackedUp = back_up(dir, now)?;
    let sources: HashSet<String> = archive.reader().sources(id)?.into_iter().collect();
    let files = mask_files(dir, archive.reader(), id, &sources, &wanted)?;
    drop(archive);
    let person = settings::read_person(dir).unwrap_or_else(settings::account_person);
    let eraser = Words { wanted: &wanted, files: &files };
    let tombstone = Tombstone { at: now, person, reason };
    let done = store::erase::erase(dir, id, &eraser, &files.files, &tombstone).map_err(|error| failed(dir, error))?;
    settings::mask_view(dir, |text| wanted.mask(text))?;
    drop(lock);
    // The folder's file gets the name and the text of now.
    let desk = Desk::open(Options::for_a_command(dir))?;
    if files.written > 0 || !files.files.is_empty() {
        let _ = desk.sync_folder_once();
    }
    let slugline = crate::service::hold(&*desk.session(id)?).slugline();
    desk.close();
    let store::erase::Erased { places, copies, mut unreached } = done;
    unreached.extend(crate::sheets::forget_prints(dir, id));
    Ok(WordsErased { id, slugline, places, copies, files: files.written, unreached })
}

fn wanted(words: &str) -> Result<Wanted, Error> {
    let too_short = || Error::bad("Give at least two letters to look for. Nothing was erased.");
    if words.chars().count() > LONGEST {
        return Err(Error::bad(format!("Give at most {LONGEST} characters at once. Nothing was erased.")));
    }
    Wanted::of(words).ok_or_else(too_short)
}

struct Words<'a> {
    wanted: &'a Wanted,
    files: &'a MaskedFiles,
}

impl Eraser for Words<'_> {
    fn log(&self, log: &PieceLog) -> Result<Masked, String> {
        let fails = |error: manuscript::Error| error.to_string();
        let payloads = || log.changes.iter().map(|change| change.payload.as_slice());
        let manuscript = Manuscript::load(None, payloads(), Desk::random()).map_err(fails)?;
        let mut moments = Vec::with_capacity(log.changes.len());
        let mut reach = Reach::default();
        for payload in payloads() {
            reach.add(&Reach::of(payload).map_err(fails)?);
            moments.push(reach.clone());
        }
        let erased = manuscript.without(self.wanted, &moments).map_err(fails)?;
        let after = erased.manuscript;
        let again = payloads().map(|payload| after.update_of(&Span::of(payload)?));
        let body = after.text(Field::Body);
        Ok(Masked {
            payloads: again.collect::<Result<_, _>>().map_err(fails)?,
            projection: projection_of(&after, source::count_words(body)),
            body: markdown::plain_text(body),
            places: erased.places,
        })
    }

    fn text(&self, text: &str) -> (String, u32) {
        self.wanted.mask(text)
    }

    fn json(&self, text: &str) -> (String, u32) {
        let Ok(mut value) = serde_json::from_str::<serde_json::Value>(text) else { return self.wanted.mask(text) };
        let places = mask_json(&mut value, self.wanted);
        if places == 0 { (text.to_owned(), 0) } else { (value.to_string(), places) }
    }

    fn file(&self, name: &str, piece: bool, content: &[u8]) -> Option<(String, Vec<u8>)> {
        if !piece && !self.files.beside.contains(name) {
            return None;
        }
        let (masked, named) = self.wanted.mask_name(name);
        match mask_bytes(content, self.wanted) {
            Some(content) => Some((masked, content)),
            None => named.then(|| (masked, content.to_owned())),
        }
    }
}

fn mask_json(value: &mut serde_json::Value, wanted: &Wanted) -> u32 {
    match value {
        serde_json::Value::String(text) => {
            let (masked, places) = wanted.mask(text);
            *text = masked;
            places
        }
        serde_json::Value::Array(list) => list.iter_mut().map(|value| mask_json(value, wanted)).sum(),
        serde_json::Value::Object(map) => map.values_mut().map(|value| mask_json(value, wanted)).sum(),
        _ => 0,
    }
}
