//! Invitations to subscribe and requests for consent.

use super::lexicon as words;
use super::noise::{Verdict, boundary};
use crate::text::{ends_sentence, fold, word_count};

/// Beginnings of invitations that sentences and subheads of a piece have as often.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "become a", "support the", "get ", "get the", "receive", "donate", "register", "try ", "enjoying", "start your", "recibe",
    "ricevi", "recevez", "apoya", "sostieni", "soutenez", "підтримайте", "поддержите", "want more", "don't miss", "unlock",
    "never miss", "unterstützen sie",
];
/// Words that no piece but only an invitation says beside them.
#[rustfmt::skip]
const CERTAIN: &[&str] = &[
    "newsletter", "inbox", "free trial", "our journalism", "unlimited access", "full access", "digital access", "boletín",
    "infolettre", "рассылк", "розсилк", "nieuwsbrief", "nyhetsbrev", "our work", "my work", "member today", "subscriber",
    "abonn", "our reporting", "редакц",
];
/// What a request for consent says about the site itself.
#[rustfmt::skip]
const SITE: &[&str] = &[
    "we use", "we and our", "our partners", "uses cookies", "this site", "this website", "our site", "our website",
    "your device", "wir verwenden", "wir nutzen", "unsere partner", "utilisons", "utilise des", "nos partenaires",
    "utilizamos", "usamos", "nuestros socios", "utilizziamo", "utilizza", "używamy", "wykorzystuje", "мы используем",
    "ми використовуємо", "wij gebruiken", "vi använder", "vi bruger", "vi bruker",
];

/// An invitation in the imperative, with a word that only such invitations have, or without a full stop.
pub(super) fn subscribe(line: &str, folded: &str, count: usize) -> Option<Verdict> {
    if count <= 45 && words::LETTERS.iter().any(|w| folded.contains(w)) {
        return Some(("subscribe", "subscribe.write_to_us"));
    }
    // "The Opinion newsletter is a weekly wrap of views. Sign up here."
    let here = ["sign up here", "sign up now", "subscribe here", "hier anmelden", "inscrivez-vous ici"];
    if count <= 45 && folded.contains("newsletter") && here.iter().any(|w| folded.ends_with(w)) {
        return Some(("subscribe", "subscribe.invitation"));
    }
    let begins = |list: &[&'static str]| {
        let starts = list.iter().filter(|w| folded.starts_with(**w) && boundary(folded, w));
        starts.max_by_key(|w| w.len()).copied()
    };
    let start = begins(words::INVITES).filter(|_| count <= 40)?;
    let rest = &folded[start.len()..];
    // "Subscribe, we are told today, and you will know everything": the piece speaks of invitations.
    if rest.starts_with(',') && count > 12 {
        return None;
    }
    let sure = if begins(COMMON).is_some() {
        CERTAIN.iter().any(|w| rest.contains(w) || start.contains(w))
    } else {
        words::INVITED_TO.iter().any(|w| rest.contains(w) || w.contains(' ') && folded.contains(w))
            || !ends_sentence(line) && word_count(line) <= 15
    };
    sure.then_some(("subscribe", "subscribe.invitation"))
}

/// An invitation that only its imperative gives away, in a few words that name nothing a page offers.
pub(super) fn is_bare_invitation(line: &str) -> bool {
    #[rustfmt::skip]
    const OFFERS: &[&str] = &[
        "now", "today", "here", "our", "us", "free", "my", "account", "jetzt", "hier", "uns", "unser", "maintenant", "notre", "nous",
        "ahora", "aquí", "nuestr", "ora", "qui", "nostr", "teraz", "nasz", "сейчас", "наш", "нас", "зараз", "nu", "hier", "ons", "vår",
        "offer", "month", "week", "year", "access", "app", "edition", "digest", "briefing", "alerts", "updates", "whatsapp", "club",
    ];
    let folded = fold(line);
    let offers = |word: &str| OFFERS.iter().any(|w| word == *w || w.chars().count() >= 4 && word.starts_with(w));
    word_count(line) >= 3
        && words::INVITES.iter().any(|w| folded.starts_with(w) && boundary(&folded, w))
        && !words::INVITED_TO.iter().any(|w| {
            w.contains(' ') && folded.contains(w) || folded.split_once(' ').is_some_and(|(_, rest)| rest.contains(w))
        })
        && !folded.split(|c: char| !c.is_alphanumeric()).any(offers)
}

/// A banner about cookies: it asks, and speaks of the site that asks.
pub(super) fn consent(folded: &str, count: usize) -> Option<Verdict> {
    let asks = words::CONSENT.iter().any(|w| folded.contains(w)) && SITE.iter().any(|w| folded.contains(w));
    (folded.contains("cookie") && asks && count <= 90).then_some(("cookie", "cookie.banner"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_imperative_that_offers_nothing_is_bare() {
        assert!(is_bare_invitation("Register for rain") && is_bare_invitation("Subscribe to nothing"));
        assert!(!is_bare_invitation("Subscribe now and save") && !is_bare_invitation("Sign up for our newsletter"));
    }
}
