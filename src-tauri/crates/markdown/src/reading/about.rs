//! What a page says of itself to networks and search engines: its title, its description, its structured data.

use crate::text::words_of;
use model::Field;
use model::review::Texts;
use model::review::reading::normal;
use serde_json::Value;

/// Levels of structured data.
const DEEPEST: usize = 20;
/// Keys of structured data that hold words of the piece.
const KEYS: [&str; 8] = [
    "headline",
    "alternativeheadline",
    "alternatename",
    "description",
    "abstract",
    "articlebody",
    "correction",
    "text",
];

/// A saying of a page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct About {
    /// Where it stands: "title", "description".
    pub(super) name: String,
    /// Its words, in reading form.
    pub(super) text: String,
}

impl About {
    pub(super) fn named(name: &str, text: &str) -> About {
        About { name: name.to_owned(), text: normal(text) }
    }

    /// A `meta` that holds words of the piece.
    pub(super) fn of_meta(name: &str, content: &str) -> Option<About> {
        let name = name.trim().to_ascii_lowercase();
        let last = name.rsplit([':', '.']).next().unwrap_or_default();
        (matches!(last, "title" | "description" | "headline" | "abstract") && !content.trim().is_empty())
            .then(|| About::named(&name, content))
    }

    /// Whether something was sealed of which it should be: a page without a headline gets a title of its own.
    pub(super) fn stands_for_one_of(&self, sealed: &Texts) -> bool {
        use Field::{Headline, HeadlinePrint, HeadlineSocial, HeadlineWeb, Standfirst};
        let there = |field: &Field| sealed.get(field).is_some_and(|text| !text.trim().is_empty());
        let name = self.name.to_ascii_lowercase();
        if name.ends_with("title") {
            [HeadlineWeb, Headline, HeadlinePrint, HeadlineSocial].iter().any(there)
        } else if name.ends_with("description") {
            there(&Standfirst)
        } else {
            true
        }
    }

    /// Whether it says what was sealed, alone or with the name of the outlet behind a point or a dash. `frame` are
    /// names and dates of the outlet. Marks are not looked at: the head has them as they were typed, the page as they are set.
    pub(super) fn is_of(&self, sealed: &Texts, frame: &[String]) -> bool {
        let said = letters(&self.text);
        said.is_empty()
            || sealed.values().any(|text| {
                [letters(text), letters(&words_of(&crate::reading::inline_html(text)))].iter().any(|words| {
                    let rest = said.strip_prefix(words.as_str()).filter(|_| !words.is_empty());
                    rest.is_some_and(|rest| rest.is_empty() || frame.iter().any(|name| letters(name) == rest))
                })
            })
            || frame.iter().any(|name| letters(name) == said)
    }
}

/// Structured data that stands in a page; what can't be read is a saying of its own.
pub(super) fn data(json: &str, out: &mut Vec<About>) {
    match serde_json::from_str(json) {
        Ok(value) => walk(&value, "", out, 0),
        Err(_) => out.push(About::named("structured data", json)),
    }
}

fn walk(value: &Value, key: &str, out: &mut Vec<About>, depth: usize) {
    match value {
        Value::String(text) if KEYS.contains(&&*key.to_ascii_lowercase()) => out.push(About::named(key, text)),
        Value::Array(all) if depth < DEEPEST => all.iter().for_each(|one| walk(one, key, out, depth + 1)),
        Value::Object(all) if depth < DEEPEST => all.iter().for_each(|(key, one)| walk(one, key, out, depth + 1)),
        _ => {}
    }
}

/// Letters and digits alone.
fn letters(text: &str) -> String {
    normal(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
