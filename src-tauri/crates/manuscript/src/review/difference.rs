//! A comparison with every change under a number, and the one function that reads it with a choice for each.
//!
//! What is the same, what went and what came stands in reading order. A moved paragraph is listed at both places, its
//! words once. White space between paragraphs belongs to the change beside it, so that all-after is the text now and
//! all-before the baseline, byte for byte.

use model::review::Reading;

/// A piece of the difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Words that are the same (without a change), or that a change replaces.
    Text { before: String, after: String, change: Option<usize> },
    /// The old place of a moved paragraph, with the white space beside it there.
    Away { change: usize, ahead: String, behind: String },
    /// The new place of a moved paragraph.
    Here { change: usize, ahead: String, behind: String },
}

/// What is known of a change while it is collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trait {
    /// Words.
    Words,
    /// A paragraph elsewhere.
    Move,
    /// In a paragraph that became several.
    InSplit,
    /// In a paragraph that was several.
    InMerged,
}

/// All of the difference between two versions of one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Difference {
    pub nodes: Vec<Node>,
    /// By change: what it is, and the words of a moved paragraph.
    pub changes: Vec<(Trait, Vec<Node>)>,
}

/// A replacement that one change makes. Offsets are UTF-16 units of the side it starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub from: u32,
    pub to: u32,
    pub insert: String,
    /// The change; of the two parts of a moved paragraph the same.
    pub change: usize,
}

impl Node {
    /// The words on one side, where the node is no place of a move.
    fn side(&self, reading: Reading) -> &str {
        match (self, reading) {
            (Node::Text { before, .. }, Reading::Before) => before,
            (Node::Text { after, .. }, Reading::After) => after,
            _ => "",
        }
    }
}

/// The place of a moved paragraph on one side.
fn place(node: &Node) -> Option<(usize, Reading, &str, &str)> {
    match node {
        Node::Away { change, ahead, behind } => Some((*change, Reading::Before, ahead, behind)),
        Node::Here { change, ahead, behind } => Some((*change, Reading::After, ahead, behind)),
        Node::Text { .. } => None,
    }
}

impl Difference {
    /// The words inside a moved paragraph.
    pub fn inside(&self, change: usize) -> &[Node] {
        self.changes.get(change).map_or(&[], |(_, nodes)| nodes)
    }

    /// The text with a choice for each change.
    pub fn render(&self, choose: &impl Fn(usize) -> Reading) -> String {
        let mut out = String::new();
        for node in &self.nodes {
            self.render_node(node, choose, &mut out);
        }
        out
    }

    fn render_node(&self, node: &Node, choose: &impl Fn(usize) -> Reading, out: &mut String) {
        match (node, place(node)) {
            (_, Some((change, side, ahead, behind))) if choose(change) == side => {
                out.push_str(ahead);
                self.inside(change).iter().for_each(|node| self.render_node(node, choose, out));
                out.push_str(behind);
            }
            (Node::Text { change, .. }, None) => {
                out.push_str(node.side(change.map_or(Reading::After, choose)));
            }
            _ => {}
        }
    }

    /// What turns one side into the text with a choice for each change, in order.
    pub fn edits(&self, from: Reading, choose: &impl Fn(usize) -> Reading) -> Vec<Edit> {
        let mut walk = Walk { at: 0, edits: Vec::new() };
        self.walk(&self.nodes, from, choose, &mut walk);
        walk.edits
    }

    fn walk(&self, nodes: &[Node], from: Reading, choose: &impl Fn(usize) -> Reading, walk: &mut Walk) {
        for node in nodes {
            match (node, place(node)) {
                (_, Some((change, side, ahead, behind))) => match (side == from, choose(change) == side) {
                    (true, true) => {
                        walk.at += model::utf16_len(ahead);
                        self.walk(self.inside(change), from, choose, walk);
                        walk.at += model::utf16_len(behind);
                    }
                    (true, false) => {
                        let inside = self.inside(change).iter().map(|node| model::utf16_len(node.side(from)));
                        let len = model::utf16_len(ahead) + inside.sum::<u32>() + model::utf16_len(behind);
                        walk.push(len, "", change);
                    }
                    (false, true) => {
                        let mut words = String::new();
                        self.render_node(node, choose, &mut words);
                        walk.push(0, &words, change);
                    }
                    (false, false) => {}
                },
                (Node::Text { change, .. }, None) => {
                    let own = node.side(from);
                    match change {
                        Some(change) if choose(*change) != from => {
                            walk.push(model::utf16_len(own), node.side(choose(*change)), *change);
                        }
                        _ => walk.at += model::utf16_len(own),
                    }
                }
                _ => {}
            }
        }
    }
}

struct Walk {
    at: u32,
    edits: Vec<Edit>,
}

impl Walk {
    /// The next `len` units are replaced.
    fn push(&mut self, len: u32, insert: &str, change: usize) {
        let to = self.at + len;
        match self.edits.last_mut() {
            Some(last) if last.change == change && last.to == self.at => {
                last.to = to;
                last.insert.push_str(insert);
            }
            _ => self.edits.push(Edit { from: self.at, to, insert: insert.to_owned(), change }),
        }
        self.at = to;
    }
}
