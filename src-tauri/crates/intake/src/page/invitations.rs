//! Invitations to subscribe and requests for consent.

use super::lexicon as words;
use super::noise::{Verdict, boundary};
use crate::text::{ends_sentence, word_count};

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
    let begins = |list: &[&str]| list.iter().any(|w| folded.starts_with(w) && boundary(folded, w));
    if count > 40 || !begins(words::INVITES) {
        return None;
    }
    let sure = if begins(COMMON) {
        CERTAIN.iter().any(|w| folded.contains(w))
    } else {
        words::INVITED_TO.iter().any(|w| folded.contains(w)) || !ends_sentence(line) && word_count(line) <= 15
    };
    sure.then_some(("subscribe", "subscribe.invitation"))
}

/// A banner about cookies: it asks, and speaks of the site that asks.
pub(super) fn consent(folded: &str, count: usize) -> Option<Verdict> {
    let asks = words::CONSENT.iter().any(|w| folded.contains(w)) && SITE.iter().any(|w| folded.contains(w));
    (folded.contains("cookie") && asks && count <= 90).then_some(("cookie", "cookie.banner"))
}
