//! What a role last agreed to: the text it signed, and the changes that it accepted since.

use super::breaks::alike;
use super::{Act, BaseSplice, Record, RecordId, Role, Texts};
use crate::{Field, Person, Splice, apply_splices};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

/// The texts that a role agreed to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baseline {
    /// Body and furniture, those that are not empty.
    pub texts: Texts,
    /// The sign-off, or the receiving, that acceptances count from; none for the empty text.
    pub base: Option<RecordId>,
    /// The texts of that record.
    pub signed: Texts,
    /// What was accepted since and stands, in coordinates of `signed`; sorted.
    pub accepted: BTreeMap<Field, Vec<BaseSplice>>,
    /// When `base` was, milliseconds since 1970; 0 without one.
    pub at: i64,
    /// Who made `base`.
    pub by: Option<Person>,
    /// The document's mark of `base`, hexadecimal; empty when it has none.
    pub mark: String,
    /// Whether the role signed it; else it is the text as it came to the desk, or nothing.
    pub is_signed: bool,
    /// The acceptances since `base` that stand as a whole, in order.
    pub standing: Vec<RecordId>,
    /// The acceptances since `base` that did not fit, wholly or in part: what they were about is open.
    pub unfit: Vec<RecordId>,
}

/// The records in the order in which they are read, each once.
pub fn in_order(records: &[Record]) -> Vec<&Record> {
    let mut out: Vec<&Record> = records.iter().collect();
    out.sort_by(|a, b| (a.clock, &a.id).cmp(&(b.clock, &b.id)));
    out.dedup_by(|a, b| a.id == b.id);
    out
}

/// The decisions that were taken back. Taking back can be taken back, too.
pub fn undone(records: &[Record]) -> HashSet<RecordId> {
    let mut out: HashSet<RecordId> = HashSet::new();
    for record in in_order(records).into_iter().rev() {
        if let Act::Undo { of, .. } = &record.act
            && !out.contains(&record.id)
        {
            out.insert(of.clone());
        }
    }
    out
}

/// What a role agreed to, by all that is known.
///
/// Acceptances are read in order. A splice that stands already is the same decision made twice; one that is clear of
/// all that stand is added; one that meets others replaces them when its record says so and they stand. What does not
/// fit has no effect, and its change stays open.
pub fn baseline(records: &[Record], role: &Role) -> Baseline {
    let records = in_order(records);
    let signed = |record: &&&Record| matches!(record.act, Act::SignOff { .. }) && record.role.as_ref() == Some(role);
    let received = |record: &&&Record| matches!(record.act, Act::Received { .. });
    let mut out = Baseline::default();
    let base = records.iter().rfind(signed).or_else(|| records.iter().rfind(received));
    if let Some(base) = base {
        (out.base, out.at, out.by) = (Some(base.id.clone()), base.at, Some(base.by.clone()));
        match &base.act {
            Act::SignOff { texts, mark, .. } => {
                (out.signed, out.mark, out.is_signed) = (texts.clone(), mark.clone(), true);
            }
            Act::Received { texts, mark, .. } => (out.signed, out.mark) = (texts.clone(), mark.clone()),
            _ => {}
        }
    }
    let undone = undone_of(&records);
    let mut replaced = Replaced::new();
    let texts = Signed::of(&out.signed);
    for record in &records {
        let Act::Accept { base, splices, over, .. } = &record.act else { continue };
        if *base != out.base || record.role.as_ref() != Some(role) || undone.contains(record.id.as_str()) {
            continue;
        }
        let fits = fold(&mut out.accepted, &mut replaced, &texts, splices, over);
        if fits { &mut out.standing } else { &mut out.unfit }.push(record.id.clone());
    }
    out.texts = out.signed.clone();
    for (field, splices) in &out.accepted {
        let text = out.signed.get(field).map_or("", String::as_str);
        // They were checked one by one when they were folded in.
        if let Ok(text) = apply_splices(text, &plain(splices)) {
            if text.is_empty() {
                out.texts.remove(field);
            } else {
                out.texts.insert(*field, text);
            }
        }
    }
    out
}

/// Whether an acceptance stands, and no later one builds on it.
pub fn can_undo(records: &[Record], role: &Role, of: &str) -> bool {
    let now = baseline(records, role);
    if !now.standing.iter().any(|id| id == of) {
        return false;
    }
    let without: Vec<Record> = records.iter().filter(|record| record.id != of).cloned().collect();
    baseline(&without, role).unfit.len() == now.unfit.len()
}

fn undone_of<'a>(records: &[&'a Record]) -> HashSet<&'a str> {
    let mut out: HashSet<&str> = HashSet::new();
    for record in records.iter().rev() {
        if let Act::Undo { of, .. } = &record.act
            && !out.contains(record.id.as_str())
        {
            out.insert(of);
        }
    }
    out
}

fn plain(splices: &[BaseSplice]) -> Vec<Splice> {
    splices.iter().map(|s| Splice { from: s.from, to: s.to, insert: s.insert.clone() }).collect()
}

/// The signed texts, and each in UTF-16 units once it is asked for: most decisions are told apart without them.
struct Signed<'a>(BTreeMap<Field, (&'a str, OnceCell<Vec<u16>>)>);

impl<'a> Signed<'a> {
    fn of(texts: &'a Texts) -> Self {
        Signed(texts.iter().map(|(field, text)| (*field, (text.as_str(), OnceCell::new()))).collect())
    }

    fn text(&self, field: Field) -> &'a str {
        self.0.get(&field).map_or("", |(text, _)| text)
    }

    fn units(&self, field: Field) -> &[u16] {
        self.0.get(&field).map_or(&[][..], |(text, units)| units.get_or_init(|| text.encode_utf16().collect()))
    }

    /// Whether two splices of a text do the same to it.
    fn same(&self, field: Field, one: &BaseSplice, other: &BaseSplice) -> bool {
        alike(one, other, || self.units(field))
    }
}

/// One splice of a record with what it replaces; or only what is taken out again.
struct Unit<'a> {
    field: Field,
    splice: Option<&'a BaseSplice>,
    over: Vec<&'a BaseSplice>,
}

/// Takes the splices of one record in, as far as they fit. Says whether all did.
fn fold(
    standing: &mut BTreeMap<Field, Vec<BaseSplice>>,
    replaced: &mut Replaced,
    signed: &Signed<'_>,
    splices: &BTreeMap<Field, Vec<BaseSplice>>,
    over: &BTreeMap<Field, Vec<BaseSplice>>,
) -> bool {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut left: Vec<(Field, &BaseSplice)> =
        over.iter().flat_map(|(field, list)| list.iter().map(|s| (*field, s))).collect();
    for (field, list) in splices {
        for splice in list {
            // What was put at one point belongs to what is put there now, rather than to what ends or begins there.
            let point = |s: &BaseSplice, at: u32| s.from == at && s.to == at;
            let taken = |o: &BaseSplice| o.from == o.to && list.iter().any(|s| point(s, o.from));
            let within =
                |o: &BaseSplice| o.from >= splice.from && o.to <= splice.to && (!taken(o) || point(splice, o.from));
            let (own, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|(f, o)| f == field && within(o));
            left = rest;
            units.push(Unit { field: *field, splice: Some(splice), over: own.into_iter().map(|(_, o)| o).collect() });
        }
    }
    units.extend(left.into_iter().map(|(field, o)| Unit { field, splice: None, over: vec![o] }));

    // All are judged by what stood before the record, since each counts from the signed text.
    let before = standing.clone();
    let fits: Vec<Fit> = units.iter().map(|unit| fit(&before, replaced, signed, unit, over)).collect();
    let number = |unit: &Unit<'_>| unit.splice.or(unit.over.first().copied()).map_or(0, |s| s.together);
    let falls: HashSet<u32> =
        units.iter().zip(&fits).filter(|(_, fit)| **fit == Fit::No).map(|(unit, _)| number(unit)).collect();
    let mut all = true;
    let mut going: Vec<&Unit<'_>> = Vec::new();
    for (unit, fit) in units.iter().zip(&fits) {
        let group = number(unit);
        if *fit == Fit::No || (group != 0 && falls.contains(&group)) {
            all = false;
        } else if *fit == Fit::Yes {
            going.push(unit);
        }
    }
    for unit in &going {
        let list = standing.entry(unit.field).or_default();
        list.retain(|s| !unit.over.iter().any(|o| signed.same(unit.field, o, s)));
    }
    for unit in going {
        let (Some(splice), list) = (unit.splice, standing.entry(unit.field).or_default()) else { continue };
        if list.iter().any(|s| s.meets(splice)) {
            all = false;
            list.extend(
                unit.over.iter().filter(|o| !list.iter().any(|s| s.meets(o))).map(|o| (*o).clone()).collect::<Vec<_>>(),
            );
        } else {
            list.push(splice.clone());
            let old = unit.over.iter().map(|o| ((*o).clone(), splice.clone()));
            replaced.entry(unit.field).or_default().extend(old);
        }
        list.sort_by_key(|s| (s.from, s.to));
    }
    standing.retain(|_, list| !list.is_empty());
    all
}

/// What stood, and the splice that has taken it in.
type Replaced = BTreeMap<Field, Vec<(BaseSplice, BaseSplice)>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    /// It is there already, by itself or within one that took it in.
    Stands,
}

fn fit(
    standing: &BTreeMap<Field, Vec<BaseSplice>>,
    replaced: &Replaced,
    signed: &Signed<'_>,
    unit: &Unit<'_>,
    over: &BTreeMap<Field, Vec<BaseSplice>>,
) -> Fit {
    let list = standing.get(&unit.field).map_or(&[][..], Vec::as_slice);
    let same = |one: &BaseSplice, other: &BaseSplice| signed.same(unit.field, one, other);
    let stands = |splice: &BaseSplice| list.iter().any(|s| same(s, splice));
    let Some(splice) = unit.splice else {
        // Taken out already is taken out.
        return if unit.over.iter().all(|o| stands(o)) { Fit::Yes } else { Fit::Stands };
    };
    let taken_in = || {
        let known = replaced.get(&unit.field).map_or(&[][..], Vec::as_slice);
        let mut sought = vec![splice];
        // Each was replaced after it had stood, so that this comes to an end; the count is for records made by others.
        for _ in 0..known.len() {
            sought = known.iter().filter(|(old, _)| sought.iter().any(|s| same(s, old))).map(|(_, new)| new).collect();
            if sought.is_empty() || sought.iter().any(|s| stands(s)) {
                break;
            }
        }
        !known.is_empty() && sought.iter().any(|s| stands(s))
    };
    let at_edge = || {
        let known = replaced.get(&unit.field).map_or(&[][..], Vec::as_slice);
        splice.from == splice.to && known.iter().any(|(old, new)| is_put_beside(splice, old, new) && stands(new))
    };
    if stands(splice) || (unit.over.is_empty() && (taken_in() || at_edge())) {
        return Fit::Stands;
    }
    if !unit.over.is_empty() && reads_so(list, splice, signed.units(unit.field)) {
        return Fit::Stands;
    }
    let text = signed.text(unit.field);
    let alone = [Splice { from: splice.from, to: splice.to, insert: String::new() }];
    if apply_splices(text, &alone).is_err() || !unit.over.iter().all(|o| stands(o)) {
        return Fit::No;
    }
    let replaced = over.get(&unit.field).map_or(&[][..], Vec::as_slice);
    let clear = list.iter().all(|s| !s.meets(splice) || replaced.iter().any(|o| same(o, s)));
    if clear { Fit::Yes } else { Fit::No }
}

/// Whether several that stand make a text read as one splice would: what goes, and what another desk put beside it.
fn reads_so(standing: &[BaseSplice], splice: &BaseSplice, text: &[u16]) -> bool {
    let part = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or(&[]);
    let is_inside = |s: &&BaseSplice| splice.from <= s.from && s.to <= splice.to;
    // What stands over an edge of it is of another change.
    if standing.iter().any(|s| s.meets(splice) && !is_inside(&s)) {
        return false;
    }
    let (mut words, mut at): (Vec<u16>, u32) = (Vec::new(), splice.from);
    for inside in standing.iter().filter(is_inside) {
        words.extend_from_slice(part(at, inside.from));
        words.extend(inside.insert.encode_utf16());
        at = inside.to;
    }
    words.extend_from_slice(part(at, splice.to));
    words.into_iter().eq(splice.insert.encode_utf16())
}

/// Whether words at one point are those by which `new` says more than `old`, which it took the place of: in front of it at
/// its start, behind it at its end. Where `old` only went, both are one place.
fn is_put_beside(point: &BaseSplice, old: &BaseSplice, new: &BaseSplice) -> bool {
    let words = point.insert.as_str();
    if point.from != point.to || words.is_empty() || new.from == new.to || (old.from, old.to) != (new.from, new.to) {
        return false;
    }
    let (at_start, at_end) = (point.from == new.from, point.from == new.to);
    let (start, end) = if old.insert.is_empty() { (at_start || at_end, false) } else { (at_start, at_end) };
    (start && new.insert.strip_prefix(words) == Some(&old.insert))
        || (end && new.insert.strip_suffix(words) == Some(&old.insert))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, clock: u64, role: Option<Role>, act: Act) -> Record {
        Record { id: id.into(), clock, at: 5, by: Person::named("Ada Kell"), role, act }
    }

    fn splice(from: u32, to: u32, insert: &str) -> BaseSplice {
        BaseSplice { from, to, insert: insert.into(), together: 0 }
    }

    fn body(list: Vec<BaseSplice>) -> BTreeMap<Field, Vec<BaseSplice>> {
        [(Field::Body, list)].into_iter().collect()
    }

    fn received(text: &str) -> Record {
        let texts = [(Field::Body, text.to_owned())].into_iter().collect();
        record("r", 1, None, Act::Received { texts, source: "a.md".into(), mark: String::new() })
    }

    fn accept(id: &str, clock: u64, splices: Vec<BaseSplice>, over: Vec<BaseSplice>) -> Record {
        let act = Act::Accept { base: Some("r".into()), splices: body(splices), over: body(over), decided: vec![] };
        record(id, clock, Some(Role::Editor), act)
    }

    fn undo(id: &str, clock: u64, of: &str) -> Record {
        record(id, clock, None, Act::Undo { of: of.into(), mark: String::new(), put: vec![] })
    }

    fn text(records: &[Record]) -> String {
        baseline(records, &Role::Editor).texts.remove(&Field::Body).unwrap_or_default()
    }

    #[test]
    fn who_signed_nothing_has_the_text_as_it_came() {
        assert_eq!(text(&[received("one two")]), "one two");
        assert_eq!(text(&[]), "");
        assert!(!baseline(&[received("one")], &Role::Legal).is_signed);
    }

    #[test]
    fn the_same_decision_made_twice_counts_once() {
        let records = [
            received("one two three"),
            accept("b", 2, vec![splice(0, 3, "1")], vec![]),
            accept("c", 2, vec![splice(0, 3, "1"), splice(8, 13, "3")], vec![]),
        ];
        assert_eq!(text(&records), "1 two 3");
        assert_eq!(text(&[&records[..], &[undo("d", 3, "b")]].concat()), "1 two 3");
        assert_eq!(text(&[&records[..], &[undo("d", 3, "c")]].concat()), "1 two three");
    }

    #[test]
    fn a_paragraph_that_two_desks_accept_with_another_break_comes_and_goes_once() {
        let came = [
            received("A\n\nB"),
            accept("b", 2, vec![splice(3, 3, "N\n\n")], vec![]),
            accept("c", 3, vec![splice(1, 1, "\n\nN")], vec![]),
            accept("d", 4, vec![splice(1, 1, " x\n\nN")], vec![splice(1, 1, "\n\nN")]),
        ];
        assert_eq!(text(&came[..3]), "A\n\nN\n\nB");
        assert_eq!(text(&came), "A x\n\nN\n\nB");
        let went = [
            received("A\n\nN\n\nB"),
            accept("b", 2, vec![splice(1, 4, "")], vec![]),
            accept("c", 3, vec![splice(3, 6, "")], vec![]),
        ];
        assert_eq!(text(&went), "A\n\nB");
    }

    #[test]
    fn what_two_desks_put_beside_what_goes_is_there_once() {
        let goes = || splice(2, 5, "");
        let (apart, one) = (splice(5, 5, "N\n\n"), splice(2, 5, "N\n\n"));
        let first = accept("b", 2, vec![apart.clone()], vec![]);
        let then = accept("c", 3, vec![goes()], vec![]);
        let other = accept("d", 4, vec![one.clone()], vec![goes()]);
        let records = [received("A\nX\n\nB"), first, then, other];
        assert_eq!(text(&records), "A\nN\n\nB");
        assert!(baseline(&records, &Role::Editor).unfit.is_empty());
        let turned = [
            records[0].clone(),
            accept("b", 2, vec![goes()], vec![]),
            accept("c", 3, vec![one], vec![goes()]),
            accept("d", 4, vec![apart], vec![]),
        ];
        assert_eq!(text(&turned), "A\nN\n\nB");
        assert!(baseline(&turned, &Role::Editor).unfit.is_empty());
    }

    #[test]
    fn words_on_the_other_side_of_what_was_replaced_are_others() {
        // "one" became "1", and then "1 x": another desk put " x" in front of it.
        let records = |at: u32| {
            [
                received("an one two"),
                accept("b", 2, vec![splice(3, 6, "1")], vec![]),
                accept("c", 3, vec![splice(3, 6, "1 x")], vec![splice(3, 6, "1")]),
                accept("d", 4, vec![splice(at, at, " x")], vec![]),
            ]
        };
        assert_eq!(text(&records(6)), "an 1 x two", "the same words at the same side");
        assert_eq!(text(&records(3)), "an  x1 x two");
    }

    #[test]
    fn what_does_not_fit_leaves_the_change_open() {
        let records = [
            received("one two three"),
            accept("b", 2, vec![splice(0, 7, "12")], vec![]),
            accept("c", 3, vec![splice(4, 7, "2"), splice(8, 13, "3")], vec![]),
        ];
        assert_eq!(text(&records), "12 3");
        assert_eq!(baseline(&records, &Role::Editor).unfit, ["c"]);
        let outside = [received("one"), accept("b", 2, vec![splice(2, 9, "")], vec![])];
        assert_eq!(text(&outside), "one");
    }

    #[test]
    fn what_is_put_at_the_end_of_another_place_replaces_what_stood_there() {
        let records = [
            received("one two"),
            accept("b", 2, vec![splice(3, 3, " x")], vec![]),
            accept("c", 3, vec![splice(0, 3, "1"), splice(3, 3, " y")], vec![splice(3, 3, " x")]),
        ];
        assert_eq!(text(&records), "1 y two");
        assert!(baseline(&records, &Role::Editor).unfit.is_empty());
    }

    #[test]
    fn what_a_later_decision_took_in_is_not_put_there_again() {
        let records = [
            received("one two"),
            accept("b", 2, vec![splice(3, 3, " x")], vec![]),
            accept("c", 3, vec![splice(0, 3, "1 x")], vec![splice(3, 3, " x")]),
            // Made apart: it knew of neither.
            accept("d", 4, vec![splice(3, 3, " x")], vec![]),
        ];
        assert_eq!(text(&records), "1 x two");
        assert!(baseline(&records, &Role::Editor).unfit.is_empty());
        assert_eq!(text(&[&records[..], &[undo("e", 5, "c")]].concat()), "one x two");
    }

    #[test]
    fn two_places_of_a_move_stand_or_fall_together() {
        let part = |from, to, insert: &str| BaseSplice { together: 1, ..splice(from, to, insert) };
        let records = [
            received("one two three"),
            accept("b", 2, vec![splice(8, 13, "3")], vec![]),
            accept("c", 3, vec![part(0, 4, ""), part(8, 13, "one three")], vec![]),
        ];
        assert_eq!(text(&records), "one two 3");
    }

    #[test]
    fn a_later_decision_replaces_what_it_names_and_falls_without_it() {
        let records = [
            received("one two"),
            accept("b", 2, vec![splice(3, 3, " x")], vec![]),
            accept("c", 3, vec![splice(3, 3, " x y")], vec![splice(3, 3, " x")]),
        ];
        assert_eq!(text(&records), "one x y two");
        assert!(!can_undo(&records, &Role::Editor, "b"));
        assert!(can_undo(&records, &Role::Editor, "c"));
        assert_eq!(text(&[&records[..], &[undo("d", 4, "c")]].concat()), "one x two");
        assert_eq!(text(&[&records[..], &[undo("d", 4, "b")]].concat()), "one two");
        let again = [&records[..], &[undo("d", 4, "c"), undo("e", 5, "d")]].concat();
        assert_eq!(text(&again), "one x y two");
    }
}
