//! Lengths, limits, furniture, embargo.

use crate::{Finding, Found, Leaving, Severity};
use model::review::flow::Embargo;
use model::{Field, Furniture, OutletProfile, Piece};

/// What concerns the piece as a whole.
pub(crate) fn whole(out: &mut Vec<Finding>, leaving: &Leaving<'_>) {
    let piece = leaving.piece;
    let mut say = |rule, severity, field, words: String, reason: String| {
        out.push(Finding { rule, severity, field, range: None, words, reason });
    };
    let embargo = |rule, words: &str, reason: String| (rule, words.to_owned(), reason);
    let held = match leaving.embargo {
        Embargo::None | Embargo::Over(_) => None,
        Embargo::Until(until) => {
            Some(embargo("embargo.open", until, format!("The piece is under embargo until {until}.")))
        }
        Embargo::Open => Some(embargo("embargo.open", "open", "The piece is under embargo, without an end.".into())),
        Embargo::Unreadable(text) => {
            let reason = "The embargo is no date or time, so it holds; write it as 2026-04-14T00:01:00+01:00.";
            Some(embargo("embargo.unclear", text, reason.into()))
        }
    };
    if let Some((rule, words, reason)) = held {
        say(rule, Severity::Blocker, None, words, reason);
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
    breadth(&mut say, leaving);
}

/// The text that is printed as the headline.
fn printed_headline(piece: &Piece) -> Option<Field> {
    [Field::HeadlinePrint, Field::Headline, Field::HeadlineWeb]
        .into_iter()
        .find(|field| !piece.text(*field).trim().is_empty())
}

/// Characters say little of how much room a headline takes: an M is four times as broad as an i.
fn breadth(say: &mut impl FnMut(&'static str, Severity, Option<Field>, String, String), leaving: &Leaving<'_>) {
    let most = leaving.profile.headlines.print_lines;
    let (Some(lines), Some(field)) = (leaving.headline_lines, printed_headline(leaving.piece)) else { return };
    if most == 0 || lines <= most {
        return;
    }
    let (design, fit) = (&leaving.profile.page, if most == 1 { "one fits".into() } else { format!("{most} fit") });
    let points = f64::from(design.headline_tenths) / 10.0;
    let reason = format!("In {} at {points} points it takes {lines} lines; {fit}.", design.headline_face);
    let words = leaving.piece.text(field).trim().chars().take(120).collect();
    say("limit.width", Severity::Blocker, Some(field), words, reason);
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
