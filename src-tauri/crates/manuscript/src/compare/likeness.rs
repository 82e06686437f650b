//! How much alike two paragraphs are, by the words they share; rare words say more than frequent ones.

use super::blocks::Block;
use crate::words::Kind;
use std::collections::HashMap;
use std::ops::Range;

/// A word that stands in more paragraphs than this proposes no partner.
const MOST_PLACES: usize = 40;
/// So many partners are looked at closely.
const CANDIDATES: usize = 6;
/// Above this many combinations of a stretch of rewritten paragraphs, only those are paired that stand about as far down
/// on both sides: a list or a litany has no rare words by which its lines would find each other.
const MOST_COMBINATIONS: usize = 4_000;
/// At least so many places above and below are looked at then.
const NEAR: usize = 4;
/// Above this many combinations nothing is paired at all.
const FAR_TOO_MANY: usize = 1_000_000;
/// A paragraph of at most so many words is short.
const FEW_WORDS: u32 = 8;
/// So much of a neighbour must be found for it to have been split off or merged in.
const HELD: f64 = 0.6;

/// The words of one paragraph, each with how often it stands there, sorted.
struct Bag {
    words: Vec<(u32, u32)>,
    weight: f64,
    count: u32,
}

/// The words of all paragraphs of both texts.
pub(crate) struct Likeness<'a> {
    a: &'a [Block],
    b: &'a [Block],
    /// How much one occurrence of a token counts.
    worth: Vec<f64>,
    bags_a: Vec<Option<Bag>>,
    bags_b: Vec<Option<Bag>>,
}

impl<'a> Likeness<'a> {
    /// `tokens` is how many distinct ones there are.
    pub fn new(a: &'a [Block], b: &'a [Block], tokens: usize) -> Likeness<'a> {
        let mut often = vec![0u32; tokens];
        for token in a.iter().chain(b).flat_map(|block| &block.tokens) {
            if token.kind == Kind::Word {
                often[token.id as usize] += 1;
            }
        }
        // Both texts say it: a word that stands once in each is as rare as can be.
        let worth = often.iter().map(|&n| 1.0 / f64::from(n.div_ceil(2).max(1)).sqrt()).collect();
        Likeness { a, b, worth, bags_a: a.iter().map(|_| None).collect(), bags_b: b.iter().map(|_| None).collect() }
    }

    fn fill(&mut self, i: usize, j: usize) {
        if let Some(empty @ None) = self.bags_a.get_mut(i) {
            *empty = Some(bag(&self.a[i..=i], &self.worth));
        }
        if let Some(empty @ None) = self.bags_b.get_mut(j) {
            *empty = Some(bag(&self.b[j..=j], &self.worth));
        }
    }

    /// From 0, nothing in common, to 1, the same words.
    fn of(&mut self, i: usize, j: usize) -> f64 {
        self.fill(i, j);
        match (&self.bags_a[i], &self.bags_b[j]) {
            (Some(a), Some(b)) if a.weight + b.weight > 0.0 => 2.0 * common(a, b, &self.worth) / (a.weight + b.weight),
            _ => 0.0,
        }
    }

    /// Whether both paragraphs have only a few words.
    pub fn both_short(&mut self, i: usize, j: usize) -> bool {
        self.fill(i, j);
        let short = |bag: &Option<Bag>| bag.as_ref().is_some_and(|bag| bag.count <= FEW_WORDS);
        short(&self.bags_a[i]) && short(&self.bags_b[j])
    }

    /// The best pairs over any distance, each paragraph at most once.
    pub fn pairs(&mut self, a: &[usize], b: &[usize], least: f64) -> Vec<(usize, usize)> {
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        for &i in a {
            self.fill(i, usize::MAX);
            for (word, _) in self.bags_a[i].iter().flat_map(|bag| &bag.words) {
                places.entry(*word).or_default().push(i);
            }
        }
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for &j in b {
            self.fill(usize::MAX, j);
            let mut hits: HashMap<usize, f64> = HashMap::new();
            for (word, _) in self.bags_b[j].iter().flat_map(|bag| &bag.words) {
                for &i in places.get(word).filter(|list| list.len() <= MOST_PLACES).into_iter().flatten() {
                    *hits.entry(i).or_default() += self.worth[*word as usize];
                }
            }
            let mut hits: Vec<(usize, f64)> = hits.into_iter().collect();
            hits.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.abs_diff(j).cmp(&y.0.abs_diff(j))).then(x.0.cmp(&y.0)));
            for (i, _) in hits.into_iter().take(CANDIDATES) {
                let likeness = self.of(i, j);
                if likeness >= least {
                    found.push((likeness, i, j));
                }
            }
        }
        found.sort_by(|x, y| {
            y.0.total_cmp(&x.0).then(x.1.abs_diff(x.2).cmp(&y.1.abs_diff(y.2))).then((x.1, x.2).cmp(&(y.1, y.2)))
        });
        let (mut used_a, mut used_b) = (vec![false; self.a.len()], vec![false; self.b.len()]);
        found.retain(|&(_, i, j)| {
            let free = !used_a[i] && !used_b[j];
            if free {
                (used_a[i], used_b[j]) = (true, true);
            }
            free
        });
        found.into_iter().map(|(_, i, j)| (i, j)).collect()
    }

    /// The pairs that keep the order and are the most alike together.
    pub fn in_order(&mut self, a: &[usize], b: &[usize], least: f64) -> Vec<(usize, usize)> {
        let combinations = a.len() * b.len();
        if combinations > FAR_TOO_MANY {
            return Vec::new();
        }
        let reach = if combinations > MOST_COMBINATIONS {
            (MOST_COMBINATIONS / a.len().max(b.len()) / 2).max(NEAR)
        } else {
            usize::MAX
        };
        let is_near = |x: usize, y: usize| (x * b.len() / a.len()).abs_diff(y) <= reach;
        let width = b.len() + 1;
        let mut best = vec![0.0f64; (a.len() + 1) * width];
        let mut taken = vec![false; best.len()];
        for x in (0..a.len()).rev() {
            for y in (0..b.len()).rev() {
                let here = x * width + y;
                let likeness = if is_near(x, y) { self.of(a[x], b[y]) } else { -1.0 };
                let pair = if likeness >= least { likeness + best[here + width + 1] } else { -1.0 };
                let skip = best[here + width].max(best[here + 1]);
                taken[here] = pair > skip;
                best[here] = pair.max(skip);
            }
        }
        let (mut out, mut x, mut y) = (Vec::new(), 0, 0);
        while x < a.len() && y < b.len() {
            let here = x * width + y;
            if taken[here] {
                out.push((a[x], b[y]));
                (x, y) = (x + 1, y + 1);
            } else if best[here + width] >= best[here + 1] {
                x += 1;
            } else {
                y += 1;
            }
        }
        out
    }

    /// Whether the words of a free neighbour are those that the other side of its group has too much of. The neighbour
    /// is a paragraph of the text after (`of_after`) or before.
    pub fn holds(&mut self, before: &Range<usize>, after: &Range<usize>, neighbour: usize, of_after: bool) -> bool {
        let (own, whole, part) = if of_after {
            (&self.b[neighbour..=neighbour], &self.a[before.clone()], &self.b[after.clone()])
        } else {
            (&self.a[neighbour..=neighbour], &self.b[after.clone()], &self.a[before.clone()])
        };
        let (own, whole, part) = (bag(own, &self.worth), bag(whole, &self.worth), bag(part, &self.worth));
        let rest = Bag { words: minus(&whole.words, &part.words), weight: 0.0, count: 0 };
        own.weight > 0.0 && common(&own, &rest, &self.worth) / own.weight >= HELD
    }
}

fn bag(blocks: &[Block], worth: &[f64]) -> Bag {
    let tokens = blocks.iter().flat_map(|block| &block.tokens);
    let mut ids: Vec<u32> = tokens.filter(|t| t.kind == Kind::Word).map(|t| t.id).collect();
    ids.sort_unstable();
    let mut words: Vec<(u32, u32)> = Vec::new();
    for id in &ids {
        match words.last_mut() {
            Some((last, count)) if last == id => *count += 1,
            _ => words.push((*id, 1)),
        }
    }
    let weight = words.iter().map(|&(id, n)| worth[id as usize] * f64::from(n)).sum();
    Bag { words, weight, count: u32::try_from(ids.len()).unwrap_or(u32::MAX) }
}

fn common(a: &Bag, b: &Bag, worth: &[f64]) -> f64 {
    let (mut x, mut y, mut sum) = (0, 0, 0.0);
    while let (Some(&(word_a, n)), Some(&(word_b, m))) = (a.words.get(x), b.words.get(y)) {
        if word_a == word_b {
            sum += worth[word_a as usize] * f64::from(n.min(m));
        }
        x += usize::from(word_a <= word_b);
        y += usize::from(word_b <= word_a);
    }
    sum
}

fn minus(a: &[(u32, u32)], b: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let taken = |word: u32| b.binary_search_by_key(&word, |&(w, _)| w).map_or(0, |at| b[at].1);
    a.iter().map(|&(word, n)| (word, n.saturating_sub(taken(word)))).collect()
}
