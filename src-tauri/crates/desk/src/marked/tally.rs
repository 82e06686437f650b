//! What a file's marks come to, for its receipt.

use super::{Marked, Run, Signed};
use model::{Receipt, ReceiptEntry, ReceiptKind};
use std::collections::HashMap;

/// Changes in words that are in no text which are listed with their words; more are counted.
const MOST_LISTED: usize = 200;

/// How many changes and comments of whom came in, and what was changed in words that are in no text.
pub(crate) fn tally(marked: &Marked, stray: &[Run]) -> Receipt {
    let mut out = Receipt::new();
    let changed = || marked.runs.values().flatten().filter(|run| run.is_changed() && !run.text.trim().is_empty());
    let by = |run: &Run| run.removed.clone().or_else(|| run.inserted.clone()).unwrap_or_default();
    if changed().next().is_some() {
        let says = many(changed().count(), "tracked change", "tracked changes") + &names(changed().map(by));
        out.push(ReceiptEntry::new(ReceiptKind::Kept, "tracked_changes", "marks.changes").saying(says));
    }
    if !marked.remarks.is_empty() {
        let answers: usize = marked.remarks.iter().map(|remark| remark.replies.len()).sum();
        let settled = marked.remarks.iter().filter(|remark| remark.resolved).count();
        let mut says = many(marked.remarks.len(), "comment", "comments");
        if answers > 0 {
            says += &format!(", {}", many(answers, "answer", "answers"));
        }
        if settled > 0 {
            says += &format!(", {settled} settled");
        }
        let who = marked.remarks.iter().flat_map(|remark| {
            std::iter::once(remark.by.as_ref()).chain(remark.replies.iter().map(|(by, _)| by.as_ref()))
        });
        says += &names(who.flatten().cloned());
        out.push(ReceiptEntry::new(ReceiptKind::Kept, "comments", "marks.comments").saying(says));
    }
    for run in stray.iter().take(MOST_LISTED) {
        let verb = if run.is() { "inserted" } else { "removed" };
        let says = format!("{}: {verb} “{}”", signed(&by(run)), run.text.trim());
        out.push(ReceiptEntry::new(ReceiptKind::Changed, "tracked_change", "marks.outside_of_the_text").saying(says));
    }
    let more = stray.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        let says = format!("{more} more, in words that are not in the text");
        out.push(ReceiptEntry::new(ReceiptKind::Changed, "tracked_change", "marks.outside_of_the_text").saying(says));
    }
    out
}

fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// “: 3 of Ann Ode, 1 of Bo Lind”, who has the most first.
fn names(all: impl Iterator<Item = Signed>) -> String {
    let mut counts: HashMap<String, usize> = HashMap::new();
    all.for_each(|signed| *counts.entry(signed.person().name).or_default() += 1);
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let listed: Vec<String> = counts.iter().take(20).map(|(name, count)| format!("{count} of {name}")).collect();
    let more = counts.len().saturating_sub(20);
    let more = if more > 0 { format!(" and of {more} others") } else { String::new() };
    if listed.is_empty() { String::new() } else { format!(": {}{more}", listed.join(", ")) }
}

/// “Maud Castell, 2026-03-02 10:15”, as far as it is known.
fn signed(by: &Signed) -> String {
    let name = by.person().name;
    match by.at {
        Some(at) => format!("{name}, {}", crate::clock::minutes(at)),
        None => name,
    }
}
