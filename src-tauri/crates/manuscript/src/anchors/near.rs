//! Words that were moved and changed since somebody quoted them.

use super::{CONTEXT, share_of_words, stands_alone};
use model::review::Anchor;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// At least so much of the quoted letters has to stand there, in order.
const ENOUGH: f64 = 0.66;
/// With so much of them in a passage of so many letters, what stands beside it may be other than it was.
const PLENTY: (f64, usize) = (0.8, 24);
/// Else at least so much of the words beside them has to be beside them still.
const BESIDE: f64 = 0.5;
/// Fewer letters say too little.
const FEWEST: usize = 6;
/// A place has to be better than the next best by so much to be the one that is meant.
const CLEARLY: f64 = 0.05;

/// The passage that reads most like the quoted words, where it is plain which one that is. Bytes.
///
/// It is looked for by whole words as one looks for the nearest substring (Sellers 1980), each word costing its letters; so
/// a comma, a word that was put in or one that lost a letter leave the rest of the passage standing.
pub(super) fn nearly(text: &str, anchor: &Anchor) -> Option<Range<usize>> {
    let quoted: Vec<&str> = anchor.quote.unicode_words().collect();
    let all: usize = quoted.iter().map(|word| word.chars().count()).sum();
    // The very words were looked for before: where they stand, it was not plain that they are the ones.
    let stands = |(at, _): (usize, &str)| stands_alone(text, at, &anchor.quote);
    if all < FEWEST || text.match_indices(&anchor.quote).any(stands) {
        return None;
    }
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    let most = (all as f64 * (1.0 - ENOUGH)) as usize;
    let mut found: Vec<(f64, Range<usize>)> = Vec::new();
    for (cost, first, last) in ends(&quoted, &words, most) {
        let at = words[first].0..words[last].0 + words[last].1.len();
        let kept = 1.0 - cost as f64 / all as f64;
        let beside = beside(text, &at, anchor);
        if beside < BESIDE && (kept < PLENTY.0 || all < PLENTY.1) {
            continue;
        }
        let score = kept + beside / 2.0;
        match found.iter_mut().find(|(_, other)| other.start < at.end && at.start < other.end) {
            Some(same) if same.0 < score => *same = (score, at),
            Some(_) => {}
            None => found.push((score, at)),
        }
    }
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    match found.as_slice() {
        [(best, _), (next, _), ..] if best - next < CLEARLY => None,
        [(_, at), ..] => Some(at.clone()),
        [] => None,
    }
}

/// Stretches of the text's words that cost no more than `most` letters to be made of the quoted ones: the cost, the first
/// word and the last.
fn ends(quoted: &[&str], words: &[(usize, &str)], most: usize) -> Vec<(usize, usize, usize)> {
    // Taken apart once: a quotation is looked for with every key while its words are gone.
    let quoted: Vec<Vec<char>> = quoted.iter().map(|word| word.chars().collect()).collect();
    let lens: Vec<usize> = quoted.iter().map(Vec::len).collect();
    let mut letters: Vec<char> = Vec::new();
    // For so many of the quoted words: what it costs to end at the word before, and with which word that begins.
    let mut row: Vec<(usize, usize)> = vec![(0, 0); quoted.len() + 1];
    for (i, len) in lens.iter().enumerate() {
        row[i + 1] = (row[i].0 + len, 0);
    }
    let mut out = Vec::new();
    for (j, (_, word)) in words.iter().enumerate() {
        letters.clear();
        letters.extend(word.chars());
        let len = letters.len();
        let mut diagonal = row[0];
        row[0] = (0, j + 1);
        for i in 0..quoted.len() {
            let taken = (diagonal.0 + replaced(&quoted[i], &letters), diagonal.1);
            let put_in = (row[i + 1].0 + len, row[i + 1].1);
            let left_out = (row[i].0 + lens[i], row[i].1);
            diagonal = row[i + 1];
            row[i + 1] = taken.min(put_in).min(left_out);
        }
        let (cost, first) = row[quoted.len()];
        if cost <= most && first <= j {
            out.push((cost, first, j));
        }
    }
    out
}

/// How many letters it costs to have one word for the other: those in its middle, when its beginning and end stayed.
fn replaced(old: &[char], new: &[char]) -> usize {
    let ahead = old.iter().zip(new).take_while(|(x, y)| x == y).count();
    let behind = old[ahead..].iter().rev().zip(new[ahead..].iter().rev()).take_while(|(x, y)| x == y).count();
    let longer = old.len().max(new.len());
    let kept = ahead + behind;
    if kept * 2 >= longer { longer - kept } else { longer }
}

/// How much of the words that stood beside the passage stands beside it there, from 0 to 1.
fn beside(text: &str, at: &Range<usize>, anchor: &Anchor) -> f64 {
    // Twice as far, since words may have been put in.
    let before: String =
        text[..at.start].chars().rev().take(CONTEXT * 2).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[at.end..].chars().take(CONTEXT * 2).collect();
    // The words at the cut ends are parts of words.
    let (ahead, behind) = (anchor.ahead.trim(), anchor.behind.trim());
    let sides = [(ahead, before), (behind, after)];
    let weighed: Vec<(f64, f64)> = sides
        .iter()
        .filter(|(had, _)| had.unicode_words().next().is_some())
        .map(|(had, has)| (had.chars().count() as f64, share_of_words(had, has)))
        .collect();
    let all: f64 = weighed.iter().map(|(weight, _)| weight).sum();
    if all == 0.0 { 0.0 } else { weighed.iter().map(|(weight, part)| weight * part).sum::<f64>() / all }
}
