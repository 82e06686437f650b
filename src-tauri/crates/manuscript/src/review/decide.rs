//! Decisions about changes: into the baseline, or out of the text.

use super::compose::compose;
use super::difference::Trait;
use super::lean::lean_ahead;
use super::list::{of_field, text};
use model::review::{Act, BaseSplice, Baseline, Change, Decided, Reading, Texts};
use model::{Field, Splice};
use std::collections::{BTreeMap, HashSet};

/// Takes changes into a baseline. Gives the act for the record, and what it is about; none when none of the changes
/// reads so any more. Those that do not are left open.
pub fn accept(baseline: &Baseline, now: &Texts, ids: &[String]) -> Option<(Act, Vec<Decided>)> {
    let ids: HashSet<&str> = ids.iter().map(String::as_str).collect();
    let mut decided = Vec::new();
    let mut splices: BTreeMap<Field, Vec<BaseSplice>> = BTreeMap::new();
    let mut over: BTreeMap<Field, Vec<BaseSplice>> = BTreeMap::new();
    let mut groups = 0u32;
    for field in Field::ALL {
        let (before, after) = (text(&baseline.texts, field), text(now, field));
        if before == after {
            continue;
        }
        let (difference, list) = of_field(field, before, after);
        let chosen = chosen(&list, &ids, difference.changes.len(), &mut decided);
        if !chosen.contains(&true) {
            continue;
        }
        let edits = difference.edits(Reading::Before, &|n| if chosen[n] { Reading::After } else { Reading::Before });
        let first = groups + 1;
        let group = |n: usize| match difference.changes[n].0 {
            Trait::Move => first + u32::try_from(n).unwrap_or(0),
            _ => 0,
        };
        groups += u32::try_from(difference.changes.len()).unwrap_or(0);
        let standing = baseline.accepted.get(&field).map_or(&[][..], Vec::as_slice);
        let composed = compose(text(&baseline.signed, field), standing, before, &edits, &group);
        if !composed.splices.is_empty() {
            splices.insert(field, composed.splices);
        }
        if !composed.over.is_empty() {
            over.insert(field, composed.over);
        }
    }
    let act = Act::Accept { base: baseline.base.clone(), splices, over, decided: decided.clone() };
    (!decided.is_empty()).then_some((act, decided))
}

/// Replacements in texts, by field.
pub type FieldSplices = Vec<(Field, Vec<Splice>)>;

/// What puts the baseline's words back for some changes: replacements in the texts now, by field, and what they are
/// about; none when none of the changes reads so any more. Those that do not are left open.
pub fn reject(before: &Texts, now: &Texts, ids: &[String]) -> Option<(FieldSplices, Vec<Decided>)> {
    let ids: HashSet<&str> = ids.iter().map(String::as_str).collect();
    let mut decided = Vec::new();
    let mut out = Vec::new();
    for field in Field::ALL {
        let (before, after) = (text(before, field), text(now, field));
        if before == after {
            continue;
        }
        let (difference, list) = of_field(field, before, after);
        let chosen = chosen(&list, &ids, difference.changes.len(), &mut decided);
        let mut edits = difference.edits(Reading::After, &|n| if chosen[n] { Reading::Before } else { Reading::After });
        lean_ahead(&mut edits, after);
        let splices: Vec<Splice> =
            edits.into_iter().map(|e| Splice { from: e.from, to: e.to, insert: e.insert }).collect();
        if !splices.is_empty() {
            out.push((field, splices));
        }
    }
    (!decided.is_empty()).then_some((out, decided))
}

/// The texts with a choice for each change. All [`Reading::After`] is `now`, all [`Reading::Before`] is `before`, byte
/// for byte.
pub fn render(before: &Texts, now: &Texts, choose: impl Fn(&Change) -> Reading) -> Texts {
    let mut out = Texts::new();
    for field in Field::ALL {
        let (before, after) = (text(before, field), text(now, field));
        let (difference, list) = of_field(field, before, after);
        let mut readings = vec![Reading::After; difference.changes.len()];
        for (number, change) in &list {
            readings[*number] = choose(change);
        }
        let text = difference.render(&|n| readings[n]);
        if !text.is_empty() {
            out.insert(field, text);
        }
    }
    out
}

/// Writes into a decision who had made the changes that it is about, as far as `changes` say so.
pub fn credit(decided: &mut [Decided], changes: &[Change]) {
    for decided in decided {
        if let Some(change) = changes.iter().find(|change| change.id == decided.change) {
            decided.by.clone_from(&change.by);
        }
    }
}

/// By number of the difference, whether a change is among those named.
fn chosen(list: &[(usize, Change)], ids: &HashSet<&str>, count: usize, decided: &mut Vec<Decided>) -> Vec<bool> {
    let mut out = vec![false; count];
    for (number, change) in list.iter().filter(|(_, change)| ids.contains(change.id.as_str())) {
        out[*number] = true;
        let words = |side: fn(&model::review::Part) -> &String| -> String {
            change.parts.iter().map(|part| side(part).as_str()).collect()
        };
        decided.push(Decided {
            change: change.id.clone(),
            field: change.field,
            kind: change.kind,
            removed: words(|part| &part.removed),
            inserted: words(|part| &part.inserted),
            by: change.by.clone(),
        });
    }
    out
}
