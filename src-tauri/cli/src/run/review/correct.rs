//! `correct`: an error that was printed is put right.

use super::{Done, minutes, named, quoted, write};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, many, shown};
use crate::review_args::CorrectArgs;
use crate::run::exports::told;
use desk::review::{Corrected, Correcting, ReviewTask};
use std::path::Path;

/// Makes a correction, or lists those that were made. Ends with 1 while something that carried an error was not sent again.
pub(crate) fn correct(dir: &Path, args: &CorrectArgs, json: bool, out: &mut Output) -> Done {
    let (archive, id) = named(dir, &args.piece)?;
    let Some(right) = args.right.clone() else {
        let made = archive.corrections(id)?;
        if json {
            out.json(&made)?;
        } else if made.is_empty() {
            out.say("Nothing of it was corrected.");
        }
        for correction in made.iter().filter(|_| !json) {
            tell(&args.piece, correction, out)?;
        }
        return Ok(if made.iter().any(waits) { FINDINGS } else { 0 });
    };
    drop(archive);
    let correcting = Correcting {
        wrong: args.wrong.clone(),
        right,
        replace: args.replace,
        clarification: args.clarification,
        with_edits: args.with_edits,
        note: args.note.clone(),
        role: args.role.role.clone(),
    };
    let done = write(dir, ReviewTask::Correct { id, correcting })?;
    let made: Corrected =
        serde_json::from_value(done).map_err(|error| Failure::internal(format!("No answer: {error}.")))?;
    if json {
        out.json(&made)?;
    } else {
        out.say(&format!("Sealed again as {}; readers are told: {}", made.after, shown(&made.note)));
        tell(&args.piece, &made, out)?;
    }
    Ok(if waits(&made) { FINDINGS } else { 0 })
}

/// Whether something that carried the error was not sent again.
fn waits(made: &Corrected) -> bool {
    made.carried.iter().any(|carried| !carried.redone)
}

fn tell(piece: &str, made: &Corrected, out: &mut Output) -> Result<(), Failure> {
    let (wrong, right) = (quoted(&made.wrong), quoted(&made.right));
    let by = shown(&made.by.name);
    out.line(&format!("{} {by}: {wrong} → {right} ({} → {})", minutes(&made.at), made.before, made.after))?;
    let count = i64::try_from(made.carried.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return out.line("  nothing left this desk with it");
    }
    out.line(&format!("  {} left with it:", many(count, "export")))?;
    for carried in &made.carried {
        let state = if carried.redone { "sent again" } else { "open" };
        out.line(&format!("  {state}\t{}", told(&carried.export)))?;
        let record = &carried.export.record;
        if !carried.redone && !["clipboard", "standard output"].contains(&record.to.as_str()) {
            out.line(&format!(
                "    standfirst export {piece} --to {} --final -o {} --force",
                record.form,
                for_shell(&record.to)
            ))?;
        }
    }
    Ok(())
}

/// A name as a shell takes it.
fn for_shell(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~');
    if !name.is_empty() && name.chars().all(plain) {
        return shown(name);
    }
    format!("'{}'", shown(name).replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::for_shell;

    #[test]
    fn a_name_with_spaces_is_one_word_for_the_shell() {
        assert_eq!(for_shell("out/ferry.html"), "out/ferry.html");
        assert_eq!(for_shell("the ferry's.html"), "'the ferry'\\''s.html'");
    }
}
