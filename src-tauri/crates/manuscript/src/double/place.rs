//! At which place decisions put words.

use crate::letters::read;
use loro::ID;
use model::review::Put;
use std::collections::HashMap;

/// The letters that decisions put into a field, by who wrote them.
pub(super) struct Written<'a> {
    by_peer: HashMap<u64, Vec<(i32, i32, &'a Put)>>,
}

impl<'a> Written<'a> {
    pub(super) fn of(puts: impl Iterator<Item = &'a Put>) -> Self {
        let mut by_peer: HashMap<u64, Vec<(i32, i32, &'a Put)>> = HashMap::new();
        for put in puts {
            let Some(first) = read(&put.letters) else { continue };
            let len = i32::try_from(put.words.chars().count()).unwrap_or(i32::MAX);
            by_peer.entry(first.peer).or_default().push((first.counter, first.counter.saturating_add(len), put));
        }
        by_peer.values_mut().for_each(|list| list.sort_by_key(|(from, ..)| *from));
        Self { by_peer }
    }

    /// The decision that wrote a letter.
    fn by(&self, id: ID) -> Option<&'a Put> {
        let list = self.by_peer.get(&id.peer)?;
        let at = list.partition_point(|(from, ..)| *from <= id.counter).checked_sub(1)?;
        let (_, end, put) = list[at];
        (id.counter < end).then_some(put)
    }

    /// The letters to both sides of a decision's words that no decision wrote: they are the same on all desks, in whatever
    /// order words between them came back. An empty name is an end of the text, and says nothing: texts grow there.
    pub(super) fn gap(&self, put: &'a Put) -> [String; 2] {
        [self.beyond(put, |put| &put.left), self.beyond(put, |put| &put.right)]
    }

    fn beyond(&self, put: &'a Put, side: impl Fn(&Put) -> &String) -> String {
        let mut mark = side(put);
        // A decision stands beside what was there before it: this ends.
        while let Some(next) = read(mark).and_then(|id| self.by(id)) {
            mark = side(next);
        }
        mark.clone()
    }
}

/// Whether the words that one decision put there are within those of another, with the neighbours that they have there:
/// true when both neighbours are the same, false when one is.
pub(super) fn holds(whole: &Put, part: &Put) -> Option<bool> {
    let (ahead, behind) = around(whole, part)?;
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
    let last = same(ahead.split_whitespace().next_back(), part.ahead.split_whitespace().next_back());
    let next = same(behind.split_whitespace().next(), part.behind.split_whitespace().next());
    ((last || next) && ends(ahead.chars().next_back()) && ends(behind.chars().next())).then_some(last && next)
}

/// Whether the words that one decision put there are within those of another, and all that stood around them reads there
/// as it did where they were put.
pub(super) fn holds_as_it_stood(whole: &Put, part: &Put) -> bool {
    let Some((ahead, behind)) = around(whole, part) else { return false };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    // The outermost word of what is remembered can be cut.
    let (there, own) = (words(&ahead), words(&part.ahead));
    let left = own.len() > 2 && there.ends_with(&own[1..]);
    let (there, own) = (words(&behind), words(&part.behind));
    left && own.len() > 2 && there.starts_with(&own[..own.len() - 1])
}

/// What stands in front of the words of one decision, and behind them, within those of another, longer ones and what stood
/// around those.
fn around(whole: &Put, part: &Put) -> Option<(String, String)> {
    let (ahead, behind) = whole.words.split_once(part.words.trim())?;
    let longer = !ahead.trim().is_empty() || !behind.trim().is_empty();
    longer.then(|| (format!("{}{ahead}", whole.ahead), format!("{behind}{}", whole.behind)))
}
