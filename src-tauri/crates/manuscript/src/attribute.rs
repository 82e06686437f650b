//! Who made a change, and when, by the document's own log.

use crate::letters::{letter, places, read};
use crate::{Manuscript, anchors};
use loro::{Frontiers, ID, JsonOpContent, JsonTextOp, LoroText, VersionVector};
use model::review::{Act, Baseline, Change, Texts};
use model::{Field, Person};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A run of letters that one operation took away.
struct Taken {
    to: i32,
    peer: u64,
    at: i64,
}

/// What can be told of a change so far: letters by the peer that wrote or took them, and the last time.
#[derive(Default)]
struct Tally {
    letters: HashMap<u64, usize>,
    /// Known by name, not by peer: words that came back when a rejection was taken back.
    named: Vec<Person>,
    at: i64,
}

impl Tally {
    fn add(&mut self, peer: u64, letters: usize, at: i64) {
        *self.letters.entry(peer).or_default() += letters;
        self.at = self.at.max(at);
    }
}

impl Manuscript {
    /// Writes into each change who made it and when: inserted words by who wrote their letters, removed ones by who took
    /// them since the baseline's mark, who has the most first. Nothing is guessed: where the log does not know, the
    /// change stays without a name. `person_of` says who sat at a peer.
    ///
    /// Changes that are not taken into an update yet have no time.
    pub fn attribute(&self, changes: &mut [Change], since: &Baseline, person_of: &dyn Fn(u64) -> Option<Person>) {
        let mark = self.vector(&since.mark);
        let mut removals = None;
        let returned = self.returned();
        let mut tables: HashMap<Field, Vec<u32>> = HashMap::new();
        let mut times: HashMap<ID, (i32, i64)> = HashMap::new();
        for change in changes {
            let table = tables.entry(change.field).or_insert_with(|| places(self.text(change.field)));
            let text = self.container(change.field);
            let mut tally = Tally::default();
            for part in &change.parts {
                if !part.inserted.is_empty() {
                    self.count_written(&text, table, &part.after, &mark, &returned, &mut times, &mut tally);
                }
                if !part.removed.is_empty() && !since.mark.is_empty() {
                    let removals = removals.get_or_insert_with(|| Removals::of(self, since));
                    removals.count(change.field, &part.before, &mut tally);
                }
            }
            let mut weights: Vec<(Person, usize)> = Vec::new();
            let mut unknown = 0usize;
            for (peer, letters) in tally.letters {
                match person_of(peer) {
                    Some(person) => match weights.iter_mut().find(|(known, _)| known.name == person.name) {
                        Some((_, weight)) => *weight += letters,
                        None => weights.push((person, letters)),
                    },
                    None => unknown += letters,
                }
            }
            weights.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
            // The first name is taken for the main one, so nobody is named first for what somebody unknown did.
            if weights.first().is_some_and(|(_, most)| unknown > *most) {
                weights.clear();
            }
            let mut by: Vec<Person> = weights.into_iter().map(|(person, _)| person).collect();
            for person in tally.named {
                if !by.iter().any(|known| known.name == person.name) {
                    by.push(person);
                }
            }
            (change.by, change.at) = (by, tally.at.saturating_mul(1_000));
        }
    }

    /// The letters of a stretch of the text now, by who wrote them; those that were there at the mark tell nothing.
    #[allow(clippy::too_many_arguments)]
    fn count_written(
        &self,
        text: &LoroText,
        table: &[u32],
        range: &Range<u32>,
        mark: &Option<VersionVector>,
        returned: &[Returned],
        times: &mut HashMap<ID, (i32, i64)>,
        tally: &mut Tally,
    ) {
        let index = |unit: u32| table.get(unit as usize).map_or(0, |index| *index as usize);
        let mut last: Option<(ID, i32, i64)> = None;
        for at in index(range.start)..index(range.end) {
            let Some(id) = letter(text, at) else { continue };
            if mark.as_ref().is_some_and(|mark| mark.includes_id(id)) {
                continue;
            }
            if let Some(back) = returned.iter().find(|back| back.holds(id)) {
                for person in &back.by {
                    if !tally.named.iter().any(|known| known.name == person.name) {
                        tally.named.push(person.clone());
                    }
                }
                continue;
            }
            let (start, end, when) = match last {
                Some((start, end, when)) if start.peer == id.peer && (start.counter..end).contains(&id.counter) => {
                    (start, end, when)
                }
                _ => match self.doc().get_change(id) {
                    Some(meta) => {
                        let end = meta.id.counter + i32::try_from(meta.len).unwrap_or(0);
                        let found = times.entry(meta.id).or_insert((end, meta.timestamp));
                        (meta.id, found.0, found.1)
                    }
                    None => (id, id.counter + 1, 0),
                },
            };
            last = Some((start, end, when));
            tally.add(id.peer, 1, when);
        }
    }

    pub(crate) fn vector(&self, mark: &str) -> Option<VersionVector> {
        let frontiers = Frontiers::decode(&anchors::unhex(mark)?).ok()?;
        self.doc().try_frontiers_to_vv(&frontiers).ok()?
    }

    /// Words that came back when a rejection was taken back: they are by whom they were before.
    pub(crate) fn returned(&self) -> Vec<Returned> {
        let records = self.records();
        let by_id: HashMap<&str, &Act> = records.iter().map(|record| (record.id.as_str(), &record.act)).collect();
        let mut out = Vec::new();
        for record in records {
            let Act::Undo { of, put, .. } = &record.act else { continue };
            let Some(Act::Reject { decided, .. }) = by_id.get(of.as_str()) else { continue };
            for put in put {
                let Some(first) = read(&put.letters) else { continue };
                let len = i32::try_from(put.words.chars().count()).unwrap_or(0);
                let own = decided.iter().filter(|d| d.field == put.field && d.inserted.contains(&put.words));
                let by: Vec<Person> = own.flat_map(|d| d.by.iter().cloned()).collect();
                out.push(Returned { first, end: first.counter.saturating_add(len), by });
            }
        }
        out
    }
}

/// Letters that were put back, and who had written the words.
pub(crate) struct Returned {
    first: ID,
    end: i32,
    pub(crate) by: Vec<Person>,
}

impl Returned {
    pub(crate) fn holds(&self, id: ID) -> bool {
        id.peer == self.first.peer && (self.first.counter..self.end).contains(&id.counter)
    }
}

/// Which letters of a signed text were taken away since, by whom.
pub(crate) struct Removals {
    /// By field: the runs of letters taken, by peer and first counter.
    taken: HashMap<Field, BTreeMap<(u64, i32), Taken>>,
    /// By field: the text as it was signed, when the document reads so at the mark.
    signed: HashMap<Field, Signed>,
}

struct Signed {
    text: LoroText,
    places: Vec<u32>,
    /// Accepted since: from and to in the baseline, and how much to add to get behind it in the signed text.
    accepted: Vec<(u32, u32, i64)>,
}

impl Removals {
    pub(crate) fn of(piece: &Manuscript, since: &Baseline) -> Removals {
        let mut out = Removals { taken: HashMap::new(), signed: HashMap::new() };
        let Some(bytes) = anchors::unhex(&since.mark) else { return out };
        let (Ok(then), Some(vector)) = (piece.at(&bytes), piece.vector(&since.mark)) else { return out };
        for field in Field::ALL {
            let signed = text(&since.signed, field);
            if signed.is_empty() || then.texts.get(&field).map(String::as_str) != Some(signed) {
                continue;
            }
            let mut growth = 0i64;
            let accepted = since.accepted.get(&field).into_iter().flatten().map(|splice| {
                let from = u32::try_from(i64::from(splice.from) + growth).unwrap_or(0);
                growth += i64::from(model::utf16_len(&splice.insert)) - i64::from(splice.to - splice.from);
                (from, from + model::utf16_len(&splice.insert), -growth)
            });
            let accepted = accepted.collect();
            out.signed.insert(field, Signed { text: then.container(field), places: places(signed), accepted });
        }
        let Ok(log) = piece.doc().export_json_updates_without_peer_compression(&vector, &piece.doc().oplog_vv()) else {
            return out;
        };
        for change in log.changes {
            for op in change.ops {
                let JsonOpContent::Text(JsonTextOp::Delete { len, start_id, .. }) = op.content else { continue };
                let loro::ContainerID::Root { name, .. } = &op.container else { continue };
                let Some(field) = Field::from_name(name) else { continue };
                let len = i32::try_from(len.unsigned_abs()).unwrap_or(0);
                let taken =
                    Taken { to: start_id.counter.saturating_add(len), peer: change.id.peer, at: change.timestamp };
                // Two people can take the same letters apart: who did so first by the clock is named.
                let runs = out.taken.entry(field).or_default();
                let key = (start_id.peer, start_id.counter);
                match runs.get(&key) {
                    Some(known) if known.to >= taken.to && (known.at, known.peer) <= (taken.at, taken.peer) => {}
                    _ => {
                        runs.insert(key, taken);
                    }
                }
            }
        }
        out
    }

    /// The baseline's letters of a text, where it is the text as it was signed, without anything accepted since.
    pub(crate) fn letters(&self, field: Field) -> Option<&LoroText> {
        self.signed.get(&field).filter(|signed| signed.accepted.is_empty()).map(|signed| &signed.text)
    }

    /// The letters of a stretch of the baseline, by who took them.
    fn count(&self, field: Field, range: &Range<u32>, tally: &mut Tally) {
        self.each(field, range, &mut |_, taken| {
            if let Some((peer, at)) = taken {
                tally.add(peer, 1, at);
            }
        });
    }

    /// Goes through the letters of a stretch of the baseline: the unit at which each begins, and who took it when (seconds
    /// since 1970); none where the log does not know.
    pub(crate) fn each(&self, field: Field, range: &Range<u32>, tell: &mut dyn FnMut(u32, Option<(u64, i64)>)) {
        let (Some(signed), Some(runs)) = (self.signed.get(&field), self.taken.get(&field)) else { return };
        let mut last: Option<(ID, i32, u64, i64)> = None;
        for at in range.clone() {
            // Words that were accepted since have no letter in the signed text.
            if signed.accepted.iter().any(|(from, to, _)| (*from..*to).contains(&at)) {
                tell(at, None);
                continue;
            }
            let behind = signed.accepted.iter().rfind(|(_, to, _)| *to <= at).map_or(0, |(_, _, add)| *add);
            let Ok(place) = usize::try_from(i64::from(at) + behind) else { continue };
            let (Some(index), before) = (signed.places.get(place), place.checked_sub(1)) else { continue };
            if before.and_then(|b| signed.places.get(b)) == Some(index) {
                continue;
            }
            let Some(id) = letter(&signed.text, *index as usize) else {
                tell(at, None);
                continue;
            };
            if let Some((start, to, peer, when)) = last
                && start.peer == id.peer
                && (start.counter..to).contains(&id.counter)
            {
                tell(at, Some((peer, when)));
                continue;
            }
            let mut near = runs.range(..=(id.peer, id.counter)).rev().take_while(|((peer, _), _)| *peer == id.peer);
            // Runs can lie in one another, where two people took the same letters.
            let found = near.by_ref().take(64).find(|(_, taken)| taken.to > id.counter);
            if let Some(((_, start), taken)) = found {
                last = Some((ID { peer: id.peer, counter: *start }, taken.to, taken.peer, taken.at));
            }
            tell(at, found.map(|(_, taken)| (taken.peer, taken.at)));
        }
    }
}

fn text(texts: &Texts, field: Field) -> &str {
    texts.get(&field).map_or("", String::as_str)
}
