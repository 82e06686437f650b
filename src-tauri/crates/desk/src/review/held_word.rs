//! A Word file of ours, to be held against the seals.

use crate::Error;
use crate::word_file;
use model::ReceiptEntry;
use model::picture::Pictures;
use model::review::{Texts, texts_of};
use std::collections::BTreeSet;

/// What a Word file says, and what it has that ours don't.
pub(super) struct HeldWord {
    pub(super) texts: Texts,
    pub(super) language: Option<String>,
    /// What it says of itself: of one that leaves, the name of the seal.
    pub(super) description: String,
    /// The digits of the pictures in it.
    pub(super) pictures: Vec<String>,
    /// The first thing in it that this program does not write; nobody can tell here what a reader sees of it.
    pub(super) doubt: Option<String>,
}

/// Reads a file that this program wrote.
///
/// # Errors
/// When it can't be read, or is another program's: which paragraph is which text is not known of such a file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<HeldWord, Error> {
    let file = word::read(bytes).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
    if !file.ours {
        return Err(Error::bad(format!(
            "“{name}” was not written by this program, so which paragraph of it is which text is not known. \
             Copy its text, and paste it to verify."
        )));
    }
    let mut understood = word_file::understand(name, bytes)?;
    understood.take_in(None);
    let has_marks = !file.comments.is_empty() || file.texts.iter().any(|text| text.text.has_changes());
    let marks = has_marks.then(|| "tracked changes or comments".to_owned());
    let piece = understood.piece;
    let failed = |error: word::Error| Error::bad(format!("“{name}”: {error}"));
    let again = word_file::write(&piece, None, &Pictures::default()).bytes;
    let own = rules(&word::read(&again).map_err(failed)?.receipt);
    let strange = file.receipt.iter().find(|entry| !own.contains(&entry.rule));
    let strange = strange.map(|entry| entry.what.replace('_', " "));
    let same_looks = word::looks(bytes).map_err(failed)? == word::looks(&again).map_err(failed)?;
    let looks = (!same_looks).then(|| "styles that this program did not write".to_owned());
    Ok(HeldWord {
        texts: texts_of(&piece),
        language: piece.language,
        description: file.properties.description,
        pictures: understood.pictures.iter().map(|picture| picture.mark().to_owned()).collect(),
        doubt: marks.or(strange).or(looks),
    })
}

/// What is told of a file, by its rules.
fn rules(receipt: &[ReceiptEntry]) -> BTreeSet<String> {
    // Pictures are compared by themselves, and are not in the one that is written again.
    let pictures = ["word.images", "word.picture"].map(str::to_owned);
    receipt.iter().map(|entry| entry.rule.clone()).chain(pictures).collect()
}
