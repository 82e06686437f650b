//! Marks around words: emphasis, a link. What opens and what closes came, or went, in one stroke.

use super::difference::{Difference, Node};

/// Makes one change of two that put marks around the same words, or took them away. Rejecting one of both would leave half
/// a mark in the text.
pub(super) fn join(difference: &mut Difference) {
    join_in(&mut difference.nodes);
    for (_, inside) in &mut difference.changes {
        join_in(inside);
    }
}

fn join_in(nodes: &mut [Node]) {
    let mut open: Option<usize> = None;
    for at in 0..nodes.len() {
        let Some((words, came, change)) = one_sided(&nodes[at]) else {
            // Words that stayed may stand between, a paragraph's end or another change may not.
            let stays = matches!(&nodes[at], Node::Text { before, change: None, .. } if !before.contains("\n\n"));
            open = open.filter(|_| stays);
            continue;
        };
        let opened = open.take().and_then(|at| one_sided(&nodes[at]));
        match opened {
            Some((opens, as_well, first)) if came == as_well && first != change && closes(opens, words) => {
                if let Node::Text { change, .. } = &mut nodes[at] {
                    *change = Some(first);
                }
            }
            _ => open = Some(at),
        }
    }
}

/// The words of a change that only came (true) or only went, and the change.
fn one_sided(node: &Node) -> Option<(&str, bool, usize)> {
    match node {
        Node::Text { before, after, change: Some(change) } if before.is_empty() => Some((after, true, *change)),
        Node::Text { before, after, change: Some(change) } if after.is_empty() => Some((before, false, *change)),
        _ => None,
    }
}

/// Whether the second closes what the first opens.
fn closes(opens: &str, words: &str) -> bool {
    match opens {
        "*" | "**" | "***" | "_" | "__" | "~~" | "`" | "``" => words == opens,
        "[" | "![" => words.starts_with("](") && words.ends_with(')'),
        _ => false,
    }
}
