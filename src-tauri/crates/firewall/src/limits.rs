//! Lengths, limits, furniture, embargo, and what only the desk knows.

use crate::{Finding, Found, Leaving, Severity};
use model::{Field, Furniture, OutletProfile, Piece};

/// What concerns the piece as a whole.
pub(crate) fn whole(out: &mut Vec<Finding>, leaving: &Leaving<'_>) {
    let piece = leaving.piece;
    let mut say = |rule, severity, field, words: String, reason: String| {
        out.push(Finding { rule, severity, field, range: None, words, reason });
    };
    if leaving.is_final && leaving.sealed == Some(false) {
        let reason = "The text is not sealed: nobody approved these words. Seal it, or export a draft.".into();
        say("seal.missing", Severity::Blocker, None, String::new(), reason);
    }
    if leaving.open_queries > 0 {
        let reason = format!("{} without an answer.", many(leaving.open_queries, "query is", "queries are"));
        say("review.query", Severity::Blocker, None, String::new(), reason);
    }
    if leaving.undecided_changes > 0 {
        let reason = format!("{} undecided.", many(leaving.undecided_changes, "change is", "changes are"));
        say("review.change", Severity::Blocker, None, String::new(), reason);
    }
    if let Some(embargo) = piece.embargo.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        match leaving.embargo_ms {
            Some(end) if leaving.now_ms < end => {
                let reason = format!("The piece is under embargo until {embargo}.");
                say("embargo.open", Severity::Blocker, None, embargo.into(), reason);
            }
            Some(_) => {}
            None => {
                let reason = "The embargo can't be understood; write it as 2026-04-14T00:01:00+01:00.".into();
                say("embargo.unclear", Severity::Warning, None, embargo.into(), reason);
            }
        }
    }
    for furniture in &leaving.profile.required {
        if is_missing(piece, *furniture) {
            let words = furniture.words();
            let article = if words.starts_with('a') { "an" } else { "a" };
            let reason = format!("The outlet requires {article} {words}, and there is none.");
            say("furniture.missing", Severity::Blocker, furniture.field(), String::new(), reason);
        }
    }
    length(&mut say, leaving);
}

fn many(number: u32, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

fn is_missing(piece: &Piece, furniture: Furniture) -> bool {
    match furniture.field() {
        Some(field) => piece.text(field).trim().is_empty(),
        None if furniture == Furniture::Slugline => piece.slugline.trim().is_empty(),
        None => piece.published.value.is_none() && piece.published.printed.is_none(),
    }
}

fn length(say: &mut impl FnMut(&'static str, Severity, Option<Field>, String, String), leaving: &Leaving<'_>) {
    let (words, rule) = (leaving.piece.word_count, &leaving.profile.length);
    let counted = || format!("{words} words");
    if rule.most > 0 && words > rule.most {
        let reason = format!("The body has {words} words; the outlet prints {} at most.", rule.most);
        say("length.most", Severity::Blocker, Some(Field::Body), counted(), reason);
    } else if rule.high > 0 && words > rule.high {
        let reason = format!("The body has {words} words; {} is what the outlet likes best at most.", rule.high);
        say("length.high", Severity::Warning, Some(Field::Body), counted(), reason);
    } else if words < rule.low {
        let reason = format!("The body has {words} words; the outlet wants {} at least.", rule.low);
        say("length.low", Severity::Warning, Some(Field::Body), counted(), reason);
    }
}

/// How many characters of a text fit, and what it means when there are more; none where there is no limit.
fn limit_of(piece: &Piece, profile: &OutletProfile, field: Field) -> Option<(usize, Severity)> {
    let (limit, severity) = match field {
        Field::Headline if piece.headlines.print.trim().is_empty() && profile.headlines.print > 0 => {
            (profile.headlines.print, Severity::Blocker)
        }
        Field::Headline => (profile.headline_limit, Severity::Blocker),
        Field::HeadlinePrint => (profile.headlines.print, Severity::Blocker),
        Field::HeadlineWeb => (profile.headlines.web, Severity::Blocker),
        Field::HeadlineSocial => (profile.headlines.social, Severity::Blocker),
        Field::Kicker => (profile.headlines.kicker, Severity::Warning),
        Field::Standfirst => (profile.standfirst_limit, Severity::Warning),
        _ => return None,
    };
    (limit > 0).then(|| (usize::try_from(limit).unwrap_or(usize::MAX), severity))
}

/// The headlines and the standfirst that are over their limit, in page order, with their characters and the limit.
pub fn over_limit(piece: &Piece, profile: &OutletProfile) -> Vec<(Field, u32, u32)> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let over = |field: Field| {
        let count = piece.text(field).trim().chars().count();
        let (limit, _) = limit_of(piece, profile, field).filter(|(limit, _)| count > *limit)?;
        Some((field, number(count), number(limit)))
    };
    Field::ALL.into_iter().filter(|field| *field != Field::Kicker).filter_map(over).collect()
}

/// The furniture that an outlet requires and that a piece does not have, in the outlet's order.
pub fn missing(piece: &Piece, profile: &OutletProfile) -> Vec<Furniture> {
    profile.required.iter().copied().filter(|furniture| is_missing(piece, *furniture)).collect()
}

/// What concerns one text: its limit in characters.
pub(crate) fn field(found: &mut Found<'_>, leaving: &Leaving<'_>) {
    let text = found.text;
    let Some((limit, severity)) = limit_of(leaving.piece, leaving.profile, found.field) else { return };
    let count = text.trim().chars().count();
    if count <= limit {
        return;
    }
    let lead = text.len() - text.trim_start().len();
    let over = text.trim().char_indices().nth(limit).map_or(0, |(at, _)| at) + lead;
    let reason = format!("It has {count} characters; {limit} fit. What is marked is too much.");
    let rule = if severity == Severity::Blocker { "limit.headline" } else { "limit.text" };
    found.add(rule, severity, (over, text.trim_end().len()), &reason);
}
