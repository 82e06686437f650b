//! Replacements in a baseline, as replacements in the text that was signed.

use super::difference::Edit;
use model::review::BaseSplice;
use std::collections::HashMap;

/// What one acceptance does to one text.
pub(crate) struct Composed {
    /// What the baseline reads otherwise than the signed text.
    pub splices: Vec<BaseSplice>,
    /// What stood before and is replaced or taken out.
    pub over: Vec<BaseSplice>,
}

/// A standing splice, and where its words are in the baseline.
struct Standing<'a> {
    splice: &'a BaseSplice,
    from: u32,
    to: u32,
}

impl Standing<'_> {
    /// Whether the replacement can't stand beside this one.
    fn meets(&self, edit: &Edit) -> bool {
        if edit.from == edit.to {
            self.from <= edit.from && edit.from <= self.to
        } else if self.from == self.to {
            edit.from < self.from && self.from < edit.to
        } else {
            edit.from < self.to && self.from < edit.to
        }
    }

    /// How much longer the baseline is for it.
    fn growth(&self) -> i64 {
        i64::from(self.to - self.from) - i64::from(self.splice.to - self.splice.from)
    }
}

/// Edits and standing splices that have to become one splice.
#[derive(Default)]
struct Cluster {
    edits: Vec<usize>,
    standing: Vec<usize>,
}

/// Replacements of the baseline (which is `signed` with `standing` applied) in coordinates of the signed text. `edits`
/// are sorted; `group` gives the number of those that stand or fall together, 0 for none.
pub(crate) fn compose(
    signed: &str,
    standing: &[BaseSplice],
    baseline: &str,
    edits: &[Edit],
    group: &impl Fn(usize) -> u32,
) -> Composed {
    let (signed, baseline) = (units(signed), units(baseline));
    let mut growth = 0i64;
    let standing: Vec<Standing<'_>> = standing
        .iter()
        .map(|splice| {
            let from = moved(splice.from, growth);
            let here = Standing { splice, from, to: from + model::utf16_len(&splice.insert) };
            growth += here.growth();
            here
        })
        .collect();
    let clusters = clusters(&standing, edits);
    let mut number = group_numbers(&clusters, edits, group);
    let mut out = Composed { splices: Vec::new(), over: Vec::new() };
    for (cluster, together) in clusters.iter().zip(number.iter_mut()) {
        let (Some(first), Some(last)) = (cluster.edits.first(), cluster.edits.last()) else { continue };
        let (first, last) = (&edits[*first], &edits[*last]);
        let olds: Vec<&Standing<'_>> = cluster.standing.iter().map(|s| &standing[*s]).collect();
        let (mut from, mut to) = (first.from, last.to);
        let before: i64 = standing.iter().filter(|s| s.to <= from).map(Standing::growth).sum();
        let until: i64 = standing.iter().filter(|s| s.from < to).map(Standing::growth).sum();
        let (mut base_from, mut base_to) = (moved(from, -before), moved(to, -until));
        if first.from == first.to && olds.is_empty() {
            // Words that are put between two others.
            base_to = base_from;
        }
        if let Some(old) = olds.first().filter(|old| old.from <= from) {
            (from, base_from) = (old.from, old.splice.from);
        }
        if let Some(old) = olds.last().filter(|old| old.to >= to) {
            (to, base_to) = (old.to, old.splice.to);
        }
        let mut words: Vec<u16> = Vec::new();
        let mut at = from;
        for edit in cluster.edits.iter().map(|e| &edits[*e]) {
            words.extend_from_slice(part(&baseline, at, edit.from));
            words.extend(edit.insert.encode_utf16());
            at = edit.to;
        }
        words.extend_from_slice(part(&baseline, at, to));
        out.over.extend(olds.iter().map(|old| BaseSplice { together: *together, ..old.splice.clone() }));
        if part(&signed, base_from, base_to) != words {
            let insert = String::from_utf16_lossy(&words);
            out.splices.push(BaseSplice { from: base_from, to: base_to, insert, together: *together });
        }
    }
    out
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

fn part(units: &[u16], from: u32, to: u32) -> &[u16] {
    units.get(from as usize..to as usize).unwrap_or(&[])
}

fn moved(at: u32, by: i64) -> u32 {
    u32::try_from(i64::from(at) + by).unwrap_or(0)
}

fn clusters(standing: &[Standing<'_>], edits: &[Edit]) -> Vec<Cluster> {
    let mut out: Vec<Cluster> = Vec::new();
    let mut next = 0usize;
    for (number, edit) in edits.iter().enumerate() {
        while standing.get(next).is_some_and(|s| s.to < edit.from) {
            next += 1;
        }
        let met: Vec<usize> = (next..standing.len())
            .take_while(|s| standing[*s].from <= edit.to)
            .filter(|s| standing[*s].meets(edit))
            .collect();
        let joins = out.last().is_some_and(|last| {
            let point = |e: &Edit| e.from == e.to;
            let same_point = last.edits.last().is_some_and(|l| {
                let last = &edits[*l];
                point(last) && point(edit) && last.from == edit.from
            });
            same_point || met.iter().any(|s| last.standing.contains(s))
        });
        if !joins {
            out.push(Cluster::default());
        }
        if let Some(cluster) = out.last_mut() {
            cluster.edits.push(number);
            for s in met {
                if !cluster.standing.contains(&s) {
                    cluster.standing.push(s);
                }
            }
        }
    }
    out
}

/// For each cluster the number of those it stands or falls with.
fn group_numbers(clusters: &[Cluster], edits: &[Edit], group: &impl Fn(usize) -> u32) -> Vec<u32> {
    let groups = |cluster: &Cluster| -> Vec<u32> {
        cluster.edits.iter().map(|e| group(edits[*e].change)).filter(|g| *g != 0).collect()
    };
    // The smallest number of all that are joined through a cluster, until nothing changes.
    let mut least: HashMap<u32, u32> = HashMap::new();
    loop {
        let mut same = true;
        for cluster in clusters {
            let own = groups(cluster);
            let lowest = own.iter().map(|g| *least.get(g).unwrap_or(g)).min();
            for g in own {
                if let Some(lowest) = lowest
                    && least.get(&g).is_none_or(|l| *l != lowest)
                {
                    same = false;
                    least.insert(g, lowest);
                }
            }
        }
        if same {
            break;
        }
    }
    clusters.iter().map(|c| groups(c).first().map_or(0, |g| *least.get(g).unwrap_or(g))).collect()
}
