//! Comments: who said what, where, in answer to what, and whether it is settled.

use crate::Error;
use crate::package::Package;
use crate::read::merge::Merged;
use crate::read::numbering::Numbering;
use crate::read::parts::Parts;
use crate::read::walk::{Walker, stamp};
use crate::read::{accepted, source};
use crate::rules::Tally;
use crate::values::{Comment, Text};
use crate::xml::{Element, Parser};
use std::collections::{HashMap, HashSet};

/// Reads all comments; their places come later.
pub(crate) fn read(
    package: &mut Package<'_>,
    parser: &mut Parser,
    parts: &Parts,
    walker: &mut Walker<'_>,
    numbering: &Numbering,
    tally: &mut Tally,
) -> Result<Vec<Comment>, Error> {
    let Some(part) = &parts.comments else { return Ok(Vec::new()) };
    let relations = package.relations(part, parser)?;
    let Some(root) = package.xml(part, parser)? else { return Ok(Vec::new()) };
    tally.count(&root);
    let outer = std::mem::replace(&mut walker.relations, relations);
    walker.aside = true;
    let mut comments: Vec<Comment> = Vec::new();
    // The paragraph by which other parts know a comment: its last, but any is taken.
    let mut of_paragraph: HashMap<String, usize> = HashMap::new();
    let mut taken: HashSet<u32> = HashSet::new();
    for (index, element) in root.elements().filter(|e| &*e.name == "w:comment").enumerate() {
        paragraphs(element, &mut |id| {
            of_paragraph.insert(id.to_uppercase(), index);
        });
        let blocks = walker.blocks(element, source::Fate::default());
        let id = element.attr("w:id").and_then(|id| id.parse().ok());
        let spare = u32::MAX - source::count(index);
        comments.push(Comment {
            id: id.filter(|id| taken.insert(*id)).unwrap_or(spare),
            by: stamp(element),
            initials: element.attr("w:initials").unwrap_or_default().to_owned(),
            text: accepted(&walker.source, numbering, &blocks),
            ..Comment::default()
        });
    }
    walker.aside = false;
    walker.relations = outer;
    drop(root);
    if let Some(root) = parts.comments_extended.as_deref().map(|p| package.xml(p, parser)).transpose()?.flatten() {
        for element in root.elements().filter(|e| &*e.name == "w15:commentEx") {
            let index = |name: &str| element.attr(name).and_then(|id| of_paragraph.get(&id.to_uppercase())).copied();
            let Some(at) = index("w15:paraId") else { continue };
            comments[at].resolved = matches!(element.attr("w15:done"), Some("1" | "true"));
            if let Some(parent) = index("w15:paraIdParent").filter(|parent| *parent != at) {
                comments[at].parent = Some(comments[parent].id);
            }
        }
    }
    true_times(package, parser, parts, &of_paragraph, &mut comments)?;
    Ok(comments)
}

fn paragraphs(element: &Element, found: &mut dyn FnMut(&str)) {
    for inner in element.elements() {
        if &*inner.name == "w:p"
            && let Some(id) = inner.attr("w14:paraId")
        {
            found(id);
        }
        paragraphs(inner, found);
    }
}

/// Newer files know the true instant of a comment in a part of its own, by way of a second id.
fn true_times(
    package: &mut Package<'_>,
    parser: &mut Parser,
    parts: &Parts,
    of_paragraph: &HashMap<String, usize>,
    comments: &mut [Comment],
) -> Result<(), Error> {
    let (Some(ids), Some(times)) = (&parts.comments_ids, &parts.comments_extensible) else { return Ok(()) };
    let mut durable: HashMap<String, usize> = HashMap::new();
    if let Some(root) = package.xml(ids, parser)? {
        for element in root.elements() {
            let index = element.attr("w16cid:paraId").and_then(|id| of_paragraph.get(&id.to_uppercase()));
            if let (Some(&index), Some(id)) = (index, element.attr("w16cid:durableId")) {
                durable.insert(id.to_uppercase(), index);
            }
        }
    }
    if let Some(root) = package.xml(times, parser)? {
        for element in root.elements() {
            let index = element.attr("w16cex:durableId").and_then(|id| durable.get(&id.to_uppercase()));
            if let (Some(&index), Some(utc)) = (index, element.attr("w16cex:dateUtc")) {
                comments[index].by.when.utc.get_or_insert_with(|| utc.to_owned());
            }
        }
    }
    Ok(())
}

/// Comments with their places, replies behind what they answer.
pub(crate) fn placed(mut comments: Vec<Comment>, texts: &[Text], places: &[Merged]) -> Vec<Comment> {
    for comment in &mut comments {
        (comment.place, comment.quoted) = super::place(texts, places, comment.id);
    }
    // A reply stands where the thread stands, and hangs on the comment that began it.
    let parents: HashMap<u32, u32> = comments.iter().filter_map(|c| Some((c.id, c.parent?))).collect();
    let first = |id: u32| {
        let (mut at, mut seen) = (id, HashSet::new());
        while let Some(&parent) = parents.get(&at)
            && seen.insert(at)
        {
            at = parent;
        }
        // A circle begins nowhere.
        if parents.contains_key(&at) { None } else { Some(at) }
    };
    let heads: Vec<Option<u32>> = comments.iter().map(|c| c.parent.and_then(|_| first(c.id))).collect();
    for (comment, head) in comments.iter_mut().zip(heads) {
        comment.parent = head;
    }
    let of_head: HashMap<u32, (Option<crate::Place>, String)> =
        comments.iter().map(|c| (c.id, (c.place.clone(), c.quoted.clone()))).collect();
    for comment in &mut comments {
        if let Some((place, quoted)) = comment.parent.and_then(|parent| of_head.get(&parent)) {
            (comment.place, comment.quoted) = (place.clone(), quoted.clone());
        }
    }
    let order: HashMap<u32, usize> = comments.iter().enumerate().map(|(at, c)| (c.id, at)).collect();
    comments.sort_by_key(|c| {
        let at = order.get(&c.id).copied().unwrap_or(usize::MAX);
        c.parent.and_then(|p| order.get(&p)).map_or((at, 0), |head| (*head, at + 1))
    });
    comments
}
