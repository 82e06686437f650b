//! From a comparison to numbered changes: what a person would count as one, and whose the white space is.

use super::difference::{Difference, Node, Trait};
use crate::compare::{Comparison, Gap, Paragraph, ParagraphKind, Run, RunKind, compare};
use std::collections::HashMap;

/// The changes between two versions of a text.
pub(crate) fn difference(before: &str, after: &str) -> Difference {
    if before == after {
        let same = Node::Text { before: before.to_owned(), after: after.to_owned(), change: None };
        return Difference { nodes: vec![same], changes: Vec::new() };
    }
    let compared = compare(before, after);
    let mut build = Build { out: Difference::default(), moves: HashMap::new() };
    build.all(&compared);
    super::wrapped::join(&mut build.out);
    build.out
}

struct Build {
    out: Difference,
    /// Changes by the number of the moved paragraph in the text before.
    moves: HashMap<u32, usize>,
}

/// A paragraph that stands on one side only, or that has moved.
fn is_loose(paragraph: &Paragraph) -> bool {
    !matches!(
        paragraph.kind,
        ParagraphKind::Same | ParagraphKind::Changed | ParagraphKind::Split | ParagraphKind::Merged
    )
}

fn in_before(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, ParagraphKind::Removed | ParagraphKind::MovedAway { .. })
}

fn words(paragraph: &Paragraph) -> String {
    paragraph.runs.iter().map(|run| run.text.as_str()).collect()
}

impl Build {
    fn all(&mut self, compared: &Comparison) {
        let mut gap = compared.lead.clone();
        let mut rest = compared.paragraphs.as_slice();
        let mut first = true;
        loop {
            let loose = rest.iter().take_while(|paragraph| is_loose(paragraph)).count();
            let (region, behind) = rest.split_at(loose);
            self.region(&gap, region, !first, !behind.is_empty());
            let Some((kept, behind)) = behind.split_first() else { return };
            let which = match kept.kind {
                ParagraphKind::Split => Trait::InSplit,
                ParagraphKind::Merged => Trait::InMerged,
                _ => Trait::Words,
            };
            let nodes = self.runs(&kept.runs, which);
            self.out.nodes.extend(nodes);
            gap = kept.gap.clone();
            (rest, first) = (behind, false);
        }
    }

    fn change(&mut self, which: Trait) -> usize {
        self.out.changes.push((which, Vec::new()));
        self.out.changes.len() - 1
    }

    fn push(&mut self, before: &str, after: &str, change: Option<usize>) {
        if before.is_empty() && after.is_empty() {
            return;
        }
        self.out.nodes.push(Node::Text { before: before.to_owned(), after: after.to_owned(), change });
    }

    /// What changed inside a paragraph; runs that went and came side by side are one change.
    fn runs(&mut self, runs: &[Run], which: Trait) -> Vec<Node> {
        let mut out: Vec<Node> = Vec::new();
        let mut open: Option<usize> = None;
        for run in runs {
            if run.kind == RunKind::Same {
                open = None;
                out.push(Node::Text { before: run.text.clone(), after: run.text.clone(), change: None });
                continue;
            }
            let change = match open {
                Some(change) => change,
                None => {
                    let change = self.change(which);
                    out.push(Node::Text { before: String::new(), after: String::new(), change: Some(change) });
                    open = Some(change);
                    change
                }
            };
            if let Some(Node::Text { before, after, change: own }) = out.last_mut()
                && *own == Some(change)
            {
                if run.kind == RunKind::Removed { before } else { after }.push_str(&run.text);
            }
        }
        out
    }

    /// The paragraphs between two that stayed, and the white space in front of them and between them.
    ///
    /// Where a paragraph follows, each takes the white space behind it along; at the end of a text, that in front of it.
    /// So paragraphs stay apart whichever of them are chosen.
    fn region(&mut self, gap: &Gap, region: &[Paragraph], follows: bool, followed: bool) {
        let gone: Vec<&Paragraph> = region.iter().filter(|p| p.kind == ParagraphKind::Removed).collect();
        let came: Vec<&Paragraph> = region.iter().filter(|p| p.kind == ParagraphKind::Inserted).collect();
        match (region, gone.as_slice(), came.as_slice()) {
            ([], ..) => self.gap(&gap.before, &gap.after, None, Trim::Start),
            // One paragraph in the place of another.
            ([_, _], [old], [new]) => {
                let change = self.change(Trait::Words);
                self.gap(&gap.before, &gap.after, Some(change), Trim::Start);
                self.push(&words(old), &words(new), Some(change));
                self.gap(&old.gap.before, &new.gap.after, Some(change), Trim::End);
            }
            // Nothing stayed that the single paragraphs could be told apart by.
            (_, [_, ..], [_, ..]) if !follows && !followed => {
                let change = self.change(Trait::Words);
                let side = |list: &[&Paragraph], gap: fn(&Paragraph) -> &String| -> String {
                    list.iter().map(|p| words(p) + gap(p)).collect()
                };
                self.gap(&gap.before, &gap.after, Some(change), Trim::Start);
                self.push(&side(&gone, |p| &p.gap.before), &side(&came, |p| &p.gap.after), Some(change));
            }
            _ if followed => {
                for (index, paragraph) in region.iter().enumerate() {
                    let change = self.loose(paragraph);
                    if index == 0 {
                        self.gap(&gap.before, &gap.after, Some(change), Trim::Start);
                    }
                    let own = if in_before(paragraph) { &paragraph.gap.before } else { &paragraph.gap.after };
                    self.place(paragraph, change, "", own);
                }
            }
            _ => {
                let (mut ahead_before, mut ahead_after) = (gap.before.as_str(), gap.after.as_str());
                let mut last = None;
                for paragraph in region {
                    let change = self.loose(paragraph);
                    last = Some(change);
                    if in_before(paragraph) {
                        self.place(paragraph, change, ahead_before, "");
                        ahead_before = &paragraph.gap.before;
                    } else {
                        self.place(paragraph, change, ahead_after, "");
                        ahead_after = &paragraph.gap.after;
                    }
                }
                self.gap(ahead_before, ahead_after, last, Trim::End);
            }
        }
    }

    /// The change of a paragraph that stands on one side only or has moved.
    fn loose(&mut self, paragraph: &Paragraph) -> usize {
        let number = match paragraph.kind {
            ParagraphKind::MovedAway { .. } => paragraph.before.start,
            ParagraphKind::MovedHere { from } => from,
            _ => return self.change(Trait::Words),
        };
        if let Some(change) = self.moves.get(&number) {
            return *change;
        }
        let change = self.change(Trait::Move);
        self.moves.insert(number, change);
        change
    }

    fn place(&mut self, paragraph: &Paragraph, change: usize, ahead: &str, behind: &str) {
        match paragraph.kind {
            ParagraphKind::MovedAway { .. } => {
                self.out.nodes.push(Node::Away { change, ahead: ahead.to_owned(), behind: behind.to_owned() });
            }
            ParagraphKind::MovedHere { .. } => {
                let inside = self.runs(&paragraph.runs, Trait::Words);
                self.out.changes[change].1 = inside;
                self.out.nodes.push(Node::Here { change, ahead: ahead.to_owned(), behind: behind.to_owned() });
            }
            ParagraphKind::Removed => self.push(&format!("{ahead}{}{behind}", words(paragraph)), "", Some(change)),
            _ => self.push("", &format!("{ahead}{}{behind}", words(paragraph)), Some(change)),
        }
    }

    /// White space between two paragraphs. Where it differs it belongs to the change beside it, at the end that is not
    /// trimmed, or is a change of its own.
    fn gap(&mut self, before: &str, after: &str, owner: Option<usize>, trim: Trim) {
        let same = match trim {
            Trim::Start => before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count(),
            Trim::End => before.bytes().rev().zip(after.bytes().rev()).take_while(|(a, b)| a == b).count(),
        };
        // White space can take several bytes, too.
        let whole = |n: &usize| match trim {
            Trim::Start => before.is_char_boundary(*n) && after.is_char_boundary(*n),
            Trim::End => before.is_char_boundary(before.len() - n) && after.is_char_boundary(after.len() - n),
        };
        let same = (0..=same).rev().find(whole).unwrap_or(0);
        if before.len() == same && after.len() == same {
            return self.push(before, after, None);
        }
        let change = match owner {
            Some(change) => change,
            None => self.change(Trait::Words),
        };
        match trim {
            Trim::Start => {
                self.push(&before[..same], &after[..same], None);
                self.push(&before[same..], &after[same..], Some(change));
            }
            Trim::End => {
                let (a, b) = (before.len() - same, after.len() - same);
                self.push(&before[..a], &after[..b], Some(change));
                self.push(&before[a..], &after[b..], None);
            }
        }
    }
}

/// Where the same white space is left out of a change.
#[derive(Clone, Copy)]
enum Trim {
    Start,
    End,
}
