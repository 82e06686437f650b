//! Full-text search. The index follows the log at a distance: it is brought up to date before it is asked.

use crate::Error;
use model::PieceId;
use rusqlite::{OptionalExtension, Transaction, params};

/// Marks around a hit in a snippet: characters that no text holds (private use).
pub(crate) const HIT_START: char = '\u{e000}';
/// End of a hit.
pub(crate) const HIT_END: char = '\u{e001}';

/// Letters that Unicode does not take apart into a base and a mark, so that the tokenizer keeps them; we fold them.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ł' => 'l',
            'Ł' => 'L',
            'ø' => 'o',
            'Ø' => 'O',
            'đ' => 'd',
            'Đ' => 'D',
            'ı' => 'i',
            HIT_START | HIT_END => ' ',
            other => other,
        })
        .collect()
}

/// A query of the search language from what a person typed: every word must occur, the last one may be unfinished.
/// None when nothing is left to search for.
pub(crate) fn query(typed: &str) -> Option<String> {
    let folded = fold(typed);
    let words: Vec<String> = folded
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\''))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(16)
        .map(|word| format!("\"{}\"", word.replace('"', "")))
        .collect();
    if words.is_empty() { None } else { Some(format!("{}*", words.join(" "))) }
}

/// Writes the words of one piece into the index.
pub(crate) fn index(tx: &Transaction<'_>, piece: PieceId, body: &str) -> Result<(), Error> {
    let id = piece.to_string();
    let row: Option<i64> =
        tx.query_row("SELECT row FROM piece_text_row WHERE piece = ?1", [&id], |row| row.get(0)).optional()?;
    let head: Option<(String, String, String)> = tx
        .query_row("SELECT headline, byline, slugline FROM piece WHERE id = ?1", [&id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((headline, byline, slugline)) = head else { return Ok(()) };
    if let Some(row) = row {
        tx.execute("DELETE FROM piece_text WHERE rowid = ?1", [row])?;
    }
    tx.execute(
        "INSERT INTO piece_text (rowid, headline, byline, slugline, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![row, fold(&headline), fold(&byline), slugline.replace('-', " "), fold(body)],
    )?;
    let row = tx.last_insert_rowid();
    tx.execute(
        "INSERT INTO piece_text_row (piece, row) VALUES (?1, ?2) ON CONFLICT (piece) DO UPDATE SET row = ?2",
        params![id, row],
    )?;
    tx.execute("UPDATE piece SET indexed_seq = last_seq WHERE id = ?1", [&id])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_is_never_syntax() {
        assert_eq!(query("state-owned OR \"x\" (y"), Some("\"state-owned\" \"OR\" \"x\" \"y\"*".into()));
        assert_eq!(query("  *** "), None);
        assert_eq!(query("Łódź"), Some("\"Lódź\"*".into()));
    }
}
