//! `erase`: words that shall be nowhere.

use super::{Done, now, with_the_desk};
use crate::failure::{BAD_INPUT, FINDINGS};
use crate::output::{Output, many};
use desk::maintenance::{self, WordsErased, WordsFound};
use desk::{Archive, ListQuery};
use std::path::Path;

/// Erases, or without a yes says what would be.
pub(crate) fn erase(
    dir: &Path,
    piece: &str,
    words: &str,
    reason: &str,
    yes: bool,
    json: bool,
    out: &mut Output,
) -> Done {
    if !yes {
        let found = maintenance::find_words(dir, piece, words)?;
        if json {
            out.json(&found)?;
        } else {
            let WordsFound { slugline, now, inside_words, ever, .. } = found;
            let inside =
                if inside_words > 0 { format!(", {inside_words} of them inside longer words") } else { String::new() };
            out.line(&format!(
                "{slugline} has these words in {} now{inside}, and in {} of its whole history.",
                many(now, "place"),
                many(ever, "place")
            ))?;
        }
        out.say("Nothing was erased. There is no way back; to erase them, add --yes.");
        return Ok(BAD_INPUT);
    }
    let done = maintenance::erase_words(dir, piece, words, reason, now())?;
    if json {
        out.json(&done)?;
    } else {
        tell(&done, out)?;
    }
    Ok(if done.unreached.is_empty() { 0 } else { FINDINGS })
}

/// Empties the bin, or without a yes says how many pieces are in it.
pub(crate) fn empty_bin(dir: &Path, yes: bool, json: bool, out: &mut Output) -> Done {
    let query = ListQuery { bin: true, limit: 1, ..ListQuery::default() };
    let number = Archive::open(dir)?.list(&query)?.total;
    if number > 0 && !yes {
        out.line(&format!("The bin holds {}.", many(number, "piece")))?;
        out.say("Nothing was removed. To take them off the desk for good, with their history, add --yes.");
        return Ok(BAD_INPUT);
    }
    let removed = with_the_desk(dir, |remote| remote.empty_bin(number), |desk| desk.empty_bin(number))?;
    if json {
        out.json(&serde_json::json!({ "removed": removed }))?;
    } else if removed == 0 {
        out.line("The bin is empty.")?;
    } else {
        out.line(&format!("{} removed for good. A backup that has them was made first.", many(removed, "piece")))?;
    }
    Ok(0)
}

fn tell(done: &WordsErased, out: &mut Output) -> Result<(), crate::failure::Failure> {
    let WordsErased { slugline, places, copies, files, .. } = done;
    if places + copies + files == 0 {
        out.line(&format!("{slugline} does not have these words, now or in its history. Nothing was changed."))?;
    } else {
        out.line(&format!(
            "Erased from {slugline}: {} on the desk, {}, {} of the desk folder.",
            many(*places, "place"),
            many(*copies, "backup"),
            many(*files, "file")
        ))?;
        out.line("Packets, exports and backups that lie elsewhere keep the words.")?;
    }
    for path in &done.unreached {
        out.line(&format!("This copy can't be read and may hold them: {}", path.display()))?;
    }
    Ok(())
}
