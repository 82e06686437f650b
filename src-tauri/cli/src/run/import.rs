//! `import`: pieces from files.

use super::{Done, absolute, with_the_desk};
use crate::failure::{BAD_INPUT, Failure};
use crate::output::Output;
use desk::Imported;
use model::{Piece, Receipt, ReceiptEntry, ReceiptKind};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What `--json` prints for a file.
#[derive(Serialize)]
#[serde(untagged)]
enum Line<'a> {
    In { file: String, piece: &'a Piece, receipt: &'a [ReceiptEntry] },
    Out { file: String, error: Why<'a> },
}

#[derive(Serialize)]
struct Why<'a> {
    code: &'static str,
    message: &'a str,
}

/// Brings files in, through the open window if there is one.
pub(crate) fn import(dir: &Path, files: &[PathBuf], json: bool, out: &mut Output) -> Done {
    let paths: Vec<PathBuf> = files.iter().map(|file| absolute(file)).collect();
    let imported = bring_in(dir, &paths)?;
    let failed = imported.iter().any(|one| one.outcome.is_err());
    if json {
        let lines: Vec<Line<'_>> = files.iter().zip(&imported).map(|(file, one)| line(file, one)).collect();
        out.json(&lines)?;
    } else {
        for (file, one) in files.iter().zip(&imported) {
            match &one.outcome {
                Ok((piece, receipt)) => out.line(&format!("{}: {}", file.display(), told(piece, receipt)))?,
                Err(why) => out.say(&format!("{}: {why}", file.display())),
            }
        }
    }
    Ok(if failed { BAD_INPUT } else { 0 })
}

/// Brings files in where the desk is open; else opens it for as long as that takes.
pub(super) fn bring_in(dir: &Path, paths: &[PathBuf]) -> Result<Vec<Imported>, Failure> {
    with_the_desk(dir, |remote| remote.import_files(paths), |desk| Ok(desk.import_files(paths)))
}

fn line<'a>(file: &Path, one: &'a Imported) -> Line<'a> {
    let name = file.display().to_string();
    match &one.outcome {
        Ok((piece, receipt)) => Line::In { file: name, piece, receipt },
        Err(message) => {
            let code = if file.exists() { "bad_input" } else { "not_found" };
            Line::Out { file: name, error: Why { code, message } }
        }
    }
}

/// A piece and its receipt in a few words.
fn told(piece: &Piece, receipt: &Receipt) -> String {
    let title = [&piece.headline, &piece.slugline].into_iter().find(|text| !text.is_empty());
    let title = title.map_or_else(|| "a piece without a headline".to_owned(), |title| format!("“{title}”"));
    let mut said = format!("{title} is on the desk as {}, {} words.", piece.slugline, piece.word_count);
    let of = |kind| receipt.iter().filter(move |entry: &&ReceiptEntry| entry.kind == kind);
    let mut names: Vec<String> = of(ReceiptKind::Recognised).map(|entry| entry.what.replace('_', " ")).collect();
    names.dedup();
    if !names.is_empty() {
        said.push_str(&format!(" Recognised: {}.", names.join(", ")));
    }
    for (kind, word) in
        [(ReceiptKind::SetAside, "set aside"), (ReceiptKind::Changed, "changed"), (ReceiptKind::Dropped, "dropped")]
    {
        match of(kind).count() {
            0 => {}
            1 => said.push_str(&format!(" 1 part {word}.")),
            count => said.push_str(&format!(" {count} parts {word}.")),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_told_in_a_few_words() {
        let piece = Piece { headline: "Ink".into(), slugline: "ink".into(), word_count: 7, ..Piece::default() };
        let receipt = vec![
            ReceiptEntry::new(ReceiptKind::Recognised, "headline", "x"),
            ReceiptEntry::new(ReceiptKind::Recognised, "author_note", "x"),
            ReceiptEntry::new(ReceiptKind::SetAside, "share_line", "x"),
        ];
        assert_eq!(
            told(&piece, &receipt),
            "“Ink” is on the desk as ink, 7 words. Recognised: headline, author note. 1 part set aside."
        );
    }
}
