//! Lists of authors and tags with other items, written the way they were.

use super::differ::is_comment;
use super::place::with_breaks;
use super::style::{Old, styled};
use crate::front::assign::author;
use crate::front::known::Slot;
use crate::front::value::Value;
use crate::front::write::quoted;
use model::{Author, Piece};
use std::collections::{HashMap, VecDeque};

/// Ways to write a list; a tag counts as an author without a role.
pub(super) fn ways(old: &Old<'_>, values: &[Value], slot: Slot, want: &Piece) -> Vec<String> {
    let plain = |name: &String| Author { name: name.clone(), role: None };
    let (have, want): (Option<Vec<Author>>, Vec<Author>) = match slot {
        Slot::Authors => (values.iter().map(author).collect(), want.authors.clone()),
        Slot::Tags => (values.iter().map(|value| value.text().as_ref().map(plain)).collect(), {
            want.tags.iter().map(plain).collect()
        }),
        _ => return Vec::new(),
    };
    let Some(have) = have.filter(|have| have.len() == old.entry.items_at.len()) else { return Vec::new() };
    let way = |careful| {
        if old.source().starts_with('[') { flow(old, &have, &want, careful) } else { block(old, &have, &want, careful) }
    };
    [way(false), way(true)].into_iter().flatten().collect()
}

/// Which items of the old list can stand for the new ones: each for one.
struct Stock<'a>(HashMap<(&'a str, Option<&'a str>), VecDeque<usize>>);

impl<'a> Stock<'a> {
    fn of(have: &'a [Author]) -> Stock<'a> {
        let mut stock: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (at, author) in have.iter().enumerate() {
            stock.entry((author.name.as_str(), author.role.as_deref())).or_default().push_back(at);
        }
        Stock(stock)
    }

    fn take(&mut self, author: &'a Author) -> Option<usize> {
        self.0.get_mut(&(author.name.as_str(), author.role.as_deref()))?.pop_front()
    }
}

/// A text in the style of the first item; in quotes where care is needed.
fn text(text: &str, model: &str, careful: bool) -> String {
    let mut ways = styled(text, if model.starts_with(['{', '[']) { "" } else { model });
    let way = if careful { None } else { ways.drain(..).next() };
    way.unwrap_or_else(|| quoted(text))
}

/// `[a, b]`, with the blanks and breaks that it has.
fn flow(old: &Old<'_>, have: &[Author], want: &[Author], careful: bool) -> Option<String> {
    let source = |at: usize| old.yaml.get(old.entry.items_at.get(at)?.clone());
    let whole = old.value.clone();
    let items = &old.entry.items_at;
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        let words: Vec<String> = want.iter().map(|author| flow_item(author, "", careful)).collect();
        return old.with_value(&format!("[{}]", words.join(", ")));
    };
    let open = old.yaml.get(whole.start..first.start)?;
    let close = old.yaml.get(last.end..whole.end)?;
    let between = items.get(1).and_then(|second| old.yaml.get(first.end..second.start));
    let between = between.filter(|between| between.trim() == ",").map(str::to_owned);
    let between = between.unwrap_or_else(|| match open.strip_prefix('[') {
        Some(blanks) if blanks.contains('\n') && blanks.trim().is_empty() => format!(",{blanks}"),
        _ => ", ".to_owned(),
    });
    let mut stock = Stock::of(have);
    let words: Vec<String> = want
        .iter()
        .map(|author| match stock.take(author).and_then(source) {
            Some(same) => same.to_owned(),
            None => flow_item(author, source(0).unwrap_or_default(), careful),
        })
        .collect();
    if words.is_empty() {
        return old.with_value("[]");
    }
    old.with_value(&format!("{open}{}{close}", words.join(&between)))
}

fn flow_item(author: &Author, model: &str, careful: bool) -> String {
    // Signs of a list may not stand bare in one.
    let careful = careful || author.name.contains([',', '[', ']', '{', '}']);
    let name = text(&author.name, model, careful);
    match &author.role {
        Some(role) => format!("{{name: {}, role: {}}}", quoted(&author.name), quoted(role)),
        None => name,
    }
}

/// Items on lines of their own, each with the comments above it.
fn block(old: &Old<'_>, have: &[Author], want: &[Author], careful: bool) -> Option<String> {
    if want.is_empty() || have.is_empty() {
        return None;
    }
    let lines: Vec<&str> = old.yaml.get(old.own.clone())?.split_inclusive('\n').collect();
    let mut starts = Vec::new();
    let (mut line, mut at) = (0, old.own.start);
    for item in &old.entry.items_at {
        while at + lines.get(line)?.len() <= item.start {
            at += lines[line].len();
            line += 1;
        }
        let dash = lines[line].trim_start().starts_with('-') && line > 0;
        if !dash || starts.last().is_some_and(|&before| before >= line) {
            return None;
        }
        starts.push(line);
    }
    // Comments between two items belong to the second; what follows the last one is kept behind it.
    let beside = |line: &&str| is_comment(line) || line.trim().is_empty();
    let end_of = |at: usize| {
        let next = starts.get(at + 1).copied().unwrap_or(lines.len());
        next - lines[starts[at] + 1..next].iter().rev().take_while(|line| beside(line)).count()
    };
    let top = starts[0] - lines[1..starts[0]].iter().rev().take_while(|line| beside(line)).count();
    let above = |at: usize| if at == 0 { top..starts[0] } else { end_of(at - 1)..starts[at] };
    let first_line = lines[starts[0]];
    let blanks = &first_line[..first_line.len() - first_line.trim_start().len()];
    let model = old.yaml.get(old.entry.items_at.first()?.clone())?;

    let mut out = lines[..top].concat();
    let mut stock = Stock::of(have);
    let mut said = 0;
    for author in want {
        match stock.take(author) {
            Some(same) => {
                for at in said..=same {
                    out.push_str(&lines[above(at)].concat());
                }
                said = said.max(same + 1);
                out.push_str(&lines[starts[same]..end_of(same)].concat());
            }
            None => {
                let item = block_item(author, model, careful).replace('\n', &format!("\n{blanks}"));
                out.push_str(&with_breaks(&format!("{blanks}{item}\n"), old.crlf));
            }
        }
    }
    for at in said..have.len() {
        out.push_str(&lines[above(at)].concat());
    }
    out.push_str(&lines[end_of(have.len() - 1)..].concat());
    Some(out)
}

fn block_item(author: &Author, model: &str, careful: bool) -> String {
    let name = text(&author.name, model, careful);
    match &author.role {
        Some(role) => format!("- name: {}\n  role: {}", quoted(&author.name), text(role, "", careful)),
        None => format!("- {name}"),
    }
}
