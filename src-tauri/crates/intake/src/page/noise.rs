//! Lines that belong to the page and not to the piece: each is set aside whole, by a rule with a name.

use super::credits::{correction, credit_in_brackets, photo};
use super::disclaimers::is_disclaimer;
use super::furniture;
use super::invitations::{consent, subscribe};
use super::lexicon as words;
use super::names::is_name;
use super::phrases;
use crate::dates::read_line;
use crate::text::{ends_sentence, fold, last_sign, word_count};

/// What a line is, and the rule that says so.
pub(super) type Verdict = (&'static str, &'static str);

/// Judges one whole line (without Markdown marks). None keeps it.
pub(super) fn judge(line: &str) -> Option<Verdict> {
    if line.is_empty() {
        return None;
    }
    let folded = fold(line);
    let count = word_count(line);
    divider(line)
        .or_else(|| read_time(&folded, count).filter(|_| read_line(line).is_none_or(|date| date.value.is_none())))
        .or_else(|| whole_line(&folded).filter(|_| !is_short_sentence(line, count)))
        .or_else(|| share(&folded, count))
        .or_else(|| follow(line, &folded, count))
        .or_else(|| handle(line))
        .or_else(|| hashtags(line))
        .or_else(|| comments(&folded, count))
        .or_else(|| photo(line, &folded, count))
        .or_else(|| credit_in_brackets(line, count))
        .or_else(|| read_also(line, count))
        .or_else(|| begins(&folded, line, count))
        .or_else(|| subscribe(line, &folded, count))
        .or_else(|| consent(&folded, count))
        .or_else(|| correction(&folded, count))
        .or_else(|| is_disclaimer(line).then_some(("disclaimer", "disclaimer.own_views")))
}

fn divider(line: &str) -> Option<Verdict> {
    let marks = line.chars().filter(|c| !c.is_whitespace()).count();
    let only = line.chars().all(|c| {
        let sign = matches!(
            c,
            '*' | '-'
                | '_'
                | '='
                | '~'
                | '⁂'
                | '•'
                | '·'
                | '—'
                | '–'
                | '#'
                | '■'
                | '◆'
                | '♦'
                | '●'
                | '∎'
                | '❖'
                | '▪'
        );
        c.is_whitespace() || sign
    });
    (only && marks >= 3 || matches!(line.trim(), "⁂" | "■" | "◆" | "♦" | "●" | "∎" | "❖"))
        .then_some(("divider", "divider.line"))
}

/// "5 min read", "Lesezeit: 4 Minuten": a number, a word for minutes and a word for reading, and hardly anything else.
fn read_time(folded: &str, count: usize) -> Option<Verdict> {
    let has = |list: &[&str]| folded.split(|c: char| !c.is_alphabetic()).any(|w| list.contains(&w));
    let number = folded.chars().any(|c| c.is_ascii_digit());
    // A line of several parts is cut before its parts are judged.
    let parts = folded.contains(['|', '·', '•', '∙']);
    // "4–5 minutes" counts from one to another.
    let range = folded.split_once(' ').is_some_and(|(numbers, unit)| {
        numbers.len() <= 8
            && numbers.starts_with(|c: char| c.is_ascii_digit())
            && numbers.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '—'))
            && words::MINUTES.contains(&unit)
    });
    // "6 min": nothing but the number needs no word for reading.
    let bare = folded.split_once(' ').is_some_and(|(number, unit)| {
        number.len() <= 2
            && number.bytes().all(|b| b.is_ascii_digit())
            && words::MINUTES.contains(&unit.trim_end_matches('.'))
    });
    (count <= 7 && number && !parts && has(words::MINUTES) && (has(words::READING) || bare || range))
        .then_some(("read_time", "read_time.line"))
}

/// "Next." is a sentence of the piece: buttons and labels have no full stop.
fn is_short_sentence(line: &str, count: usize) -> bool {
    count <= 3 && line.ends_with('.') && !line.ends_with("..")
}

fn whole_line(folded: &str) -> Option<Verdict> {
    // "The Gazette - Back to home".
    if folded.len() <= 60 && [" - back to home", " – back to home", " homepage"].iter().any(|w| folded.ends_with(w)) {
        return Some(("navigation", "navigation.line"));
    }
    // "[ A title Opens in new window ]".
    if folded.len() <= 200 && folded.ends_with("opens in new window") {
        return Some(("related", "related.new_window"));
    }
    let mut lists = words::WHOLE.iter().chain(phrases::WHOLE).chain(furniture::WHOLE);
    lists.find(|(_, _, lines)| lines.contains(&folded)).map(|(what, rule, _)| (*what, *rule))
}

/// A line made only of words that share buttons have.
fn share(folded: &str, count: usize) -> Option<Verdict> {
    let mut parts =
        folded.split(|c: char| c.is_whitespace() || matches!(c, '|' | '·' | ',' | '/' | '•')).filter(|w| !w.is_empty());
    // "By email" stands below a letter to the paper.
    let clear = parts.clone().any(|w| words::SHARE.contains(&w)) && !folded.starts_with("by ");
    (count <= 12 && clear && parts.all(|w| words::SHARE.contains(&w) || words::SHARE_SMALL.contains(&w)))
        .then_some(("share_line", "share_line.buttons"))
        .or_else(|| {
            let listen = words::LISTEN.iter().any(|w| folded.starts_with(w));
            (count <= 8 && listen).then_some(("share_line", "share_line.listen"))
        })
}

/// "Follow Jane Doe", "Follow the paper on Facebook and Bluesky", "Prefer us on Google".
fn follow(line: &str, folded: &str, count: usize) -> Option<Verdict> {
    const NETWORKS: &[&str] = &[
        "facebook",
        "instagram",
        "tiktok",
        "bluesky",
        "whatsapp",
        "threads",
        "twitter",
        "youtube",
        "linkedin",
        "telegram",
    ];
    let networks = NETWORKS.iter().filter(|w| folded.contains(**w)).count();
    let name = folded.starts_with("follow ") && line.get(7..).is_some_and(is_name);
    let source = folded.starts_with("prefer ") && folded.ends_with(" on google");
    let many = folded.starts_with("follow ") && networks >= 2;
    let starts =
        ["følg ", "följ ", "volg ", "suivez ", "sigue a ", "síguenos ", "segui ", "seuraa ", "siga ", "folge "];
    let many =
        many || networks >= 1 && count <= 8 && !ends_sentence(line) && starts.iter().any(|w| folded.starts_with(w));
    let bare = networks >= 3 && folded.split_whitespace().all(|w| NETWORKS.contains(&w) || matches!(w, "x" | "email"));
    let many = many || bare;
    let joins = count <= 20 && folded.starts_with("join ") && folded.contains("whatsapp channel");
    if joins {
        return Some(("subscribe", "subscribe.invitation"));
    }
    (count <= 25 && (many || name || source)).then_some(("share_line", "share_line.follow"))
}

/// "@name" alone: the author's address on a network.
fn handle(line: &str) -> Option<Verdict> {
    let name = line.strip_prefix('@')?;
    let plain =
        (2..=30).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
    plain.then_some(("share_line", "share_line.handle"))
}

/// "#ferries #transport".
fn hashtags(line: &str) -> Option<Verdict> {
    let tag = |word: &str| word.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    (line.split_whitespace().count() >= 2 && line.split_whitespace().all(tag)).then_some(("tags", "tags.hashtags"))
}

fn comments(folded: &str, count: usize) -> Option<Verdict> {
    let plain: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let counted = plain.iter().any(|w| w.bytes().all(|b| b.is_ascii_digit()));
    let named = plain.iter().any(|w| words::COMMENTS.contains(w));
    if count <= 6 && counted && folded.ends_with("users have voted") {
        return Some(("comments", "comments.count"));
    }
    (count <= 3 && counted && named && plain.len() <= 3).then_some(("comments", "comments.count"))
}

/// "Przeczytaj także: …", "Lesen Sie auch: …": a few words with an "also" among them, a colon and a title.
fn read_also(line: &str, count: usize) -> Option<Verdict> {
    let (label, title) = line.split_once(':')?;
    let label = fold(label);
    let also = label.split_whitespace().any(|w| words::ALSO.contains(&w));
    let short = (2..=4).contains(&word_count(&label)) && count <= 30 && !title.trim().is_empty();
    (also && short && !ends_sentence(title)).then_some(("related", "related.also"))
}

fn begins(folded: &str, line: &str, count: usize) -> Option<Verdict> {
    let sentence = ends_sentence(line);
    // The title of another piece may ask; a full stop ends a sentence of this one.
    let stopped = matches!(last_sign(line), Some('.' | '。' | '।' | '!' | '…'));
    let labels = phrases::LABELS
        .iter()
        .chain(furniture::LABELS)
        .filter(|(what, ..)| !sentence || *what == "related" && !stopped);
    let mut lists = words::BEGINS.iter().chain(phrases::BEGINS).chain(furniture::BEGINS).chain(labels);
    let found = lists.find(|(_, _, limit, starts)| {
        count <= *limit && starts.iter().any(|start| folded.starts_with(start) && boundary(folded, start))
    });
    if let Some((what, rule, _, _)) = found {
        return is_sure(what, folded, line, count).then_some((*what, *rule));
    }
    let more = ["read more", "more opinion", "more from"].iter().any(|w| folded.starts_with(w) && boundary(folded, w));
    if more && count <= 8 && !sentence && !line.ends_with(':') {
        return Some(("related", "related.more"));
    }
    // "Copyright is not a natural right." is a sentence: a line of the page has a year or a sign.
    let stopped = line.ends_with('.') && !line.chars().any(|c| c.is_ascii_digit()) && !folded.contains("right");
    let copyright = line.starts_with('©') && !stopped
        || (folded.starts_with("copyright ") || folded.starts_with("(c) "))
            && (line.contains('©') || line.chars().any(|c| c.is_ascii_digit()));
    if copyright && count <= 25 {
        return Some(("copyright", "copyright.line"));
    }
    // "All rights reserved for those who can drive" is a sentence of the piece.
    let rights = furniture::RIGHTS
        .iter()
        .any(|w| folded.ends_with(w) || folded.starts_with(w) && folded[w.len()..].starts_with('.'));
    (count <= 60 && rights).then_some(("copyright", "copyright.line"))
}

/// Whether a beginning that sentences of a piece can have as well is backed by the rest of the line.
fn is_sure(what: &str, folded: &str, line: &str, count: usize) -> bool {
    match what {
        "disclaimer" => phrases::DISCLAIMS.iter().any(|w| folded.contains(w)),
        // "Source: my own eyes."
        "article_source" if folded.starts_with("source: ") && line.ends_with('.') => false,
        // "First published in 1851, the book sold nobody."
        "article_source" => ![", the ", ", it ", ", he ", ", she ", ", this ", ", his ", ", her ", ", a "]
            .iter()
            .any(|w| folded.contains(w)),
        // "Watch: the tide goes out. Watch: it comes in again."
        "related" => !(ends_sentence(line) && (line.contains(". ") || line.ends_with('.') && count >= 4)),
        "comments" => count <= 6 || !ends_sentence(line) || folded.contains("comment") || asks_back(folded),
        _ => true,
    }
}

/// Whether an invitation to comment says where.
fn asks_back(folded: &str) -> bool {
    [
        "below",
        "mail",
        "post",
        "ai-generated",
        "kontakt",
        "redact",
        "editor",
        "ctrl",
        "account",
        "abonn",
        "readers",
        "feedback",
    ]
    .iter()
    .any(|w| folded.contains(w))
}

/// Whether a beginning ends where a word does.
pub(super) fn boundary(text: &str, start: &str) -> bool {
    !start.ends_with(char::is_alphanumeric) || !text[start.len()..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_page_are_told_by_kind() {
        for (line, what) in [
            ("5 min read", "read_time"),
            ("6 min", "read_time"),
            ("Lesezeit: 4 Minuten", "read_time"),
            ("Temps de lecture : 3 min", "read_time"),
            ("Share this article", "share_line"),
            ("Facebook Twitter WhatsApp", "share_line"),
            ("ADVERTISEMENT", "advert"),
            ("Anzeige", "advert"),
            ("138 comments", "comments"),
            ("Kommentare (23)", "comments"),
            ("Photograph: Tam Ferrow/Dallow Pictures", "photo_credit"),
            ("The old ferry at dawn. Photograph: Ansel Wright/Harbour Images", "photo_credit"),
            ("Lire aussi : la fontaine", "related"),
            ("Sign up to our weekly newsletter", "subscribe"),
            ("© 2024 The Observer. All rights reserved.", "copyright"),
            ("We use cookies to improve our site. Accept all.", "cookie"),
            ("***", "divider"),
            ("Skip to site index", "navigation"),
            ("Readers browse at the library. (Jonas Weil/The Colborne Post)", "photo_credit"),
            ("The stone press, which was last used in 2022 [Courtesy of Salma Haddadin]", "photo_credit"),
            ("Correction: An earlier version of this column misstated the year.", "correction"),
            ("Also read | The centre notifies the schedule", "related"),
            ("Privacy Notice: Newsletters may contain information about charities.", "subscribe"),
            ("AFP via Getty Images", "photo_credit"),
            ("Anna Kray/Reuters", "photo_credit"),
            ("Foto ANP", "photo_credit"),
            ("The mole at dusk. Anna Kray/AP", "photo_credit"),
            ("The mole at dusk © Anna Kray", "photo_credit"),
            ("Fotoğraf: Kaya Dinç", "photo_credit"),
            ("写真：灯台守", "photo_credit"),
            ("Enlarge this image", "photo_credit"),
            ("ΔΙΑΦΗΜΙΣΗ", "advert"),
            ("広告", "advert"),
            ("Mainos (teksti jatkuu alla)", "advert"),
            ("La suite après la publicité", "advert"),
            ("READ MORE | Who pays for the lamp?", "related"),
            ("ये भी पढ़ें: दीपक किसका है", "related"),
            ("延伸阅读：谁来付灯钱？", "related"),
            ("#lamps #harbours", "tags"),
            ("4–5 minutes", "read_time"),
            ("YORUMLAR (12)", "comments"),
            ("Join the Lantern's WhatsApp Channel", "subscribe"),
            ("The Lantern - Back to home", "navigation"),
            ("◆ ◆ ◆", "divider"),
            ("Become a subscriber today for as little as $1 a week.", "subscribe"),
        ] {
            assert_eq!(judge(line).map(|v| v.0), Some(what), "{line}");
        }
    }

    #[test]
    fn sentences_of_a_piece_are_kept() {
        for line in [
            "Share the road, share the river, and share the bill for both of them.",
            "Sign up for a war and you will learn what a winter is.",
            "A reading of five minutes in 1950 would have told them.",
            "Comments were closed in 1931.",
            "Photographs of the bridge lie.",
            "Support the fence and you support the field.",
            "Support the fence",
            "Get the basics right",
            "Back to the beginning, then.",
            "Posted in Kabul in 2009, I learned to sleep in boots.",
            "First published in 1851, the book sold nobody.",
            "Copyright is not a natural right.",
            "The views expressed by the minister last week were those of 1974.",
            "What do you think? That they would ask us first?",
            "Every morning I accept forty cookie banners before I have read a word.",
            "Try telling that to the people whose e-mail was read.",
            "An earlier version of this bill was thrown out in May.",
            "Two parties had a plan for it (Labour/Tory).",
            "By email",
            "Next.",
            "Photo: a word for what was once called evidence.",
            "Reuters reported it, AFP did not.",
            "Nobody/Everybody",
            "Watch: the lamp goes out. Watch: it comes on again.",
            "All rights reserved for those who own a lamp, it seems.",
            "Subscribe, they say at the counter, and you will hear of it before the pilots do.",
            "Letters may be edited by the wind.",
            "Portrait of a lamp as a young debt",
            "© is not a lamp.",
        ] {
            assert_eq!(judge(line), None, "{line}");
        }
    }
}
