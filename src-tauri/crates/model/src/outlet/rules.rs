//! What an outlet demands, and what it says in its own words.

use crate::Field;
use serde::{Deserialize, Serialize};

/// Limits in characters (Unicode scalar values); 0 for none.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HeadlineLimits {
    /// The headline for print.
    pub print: u32,
    /// Lines that the headline for print may take in the outlet's headline face, at its size on the page; 0 for any
    /// number.
    pub print_lines: u32,
    /// The headline for the web.
    pub web: u32,
    /// The headline for social networks.
    pub social: u32,
    /// The kicker.
    pub kicker: u32,
}

/// How many words an outlet prints; 0 where there is no bound.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LengthRule {
    /// What is ordered when nobody says otherwise.
    pub usual: u32,
    /// Fewest words that are right.
    pub low: u32,
    /// Most words that are right.
    pub high: u32,
    /// Most words that can be printed at all.
    pub most: u32,
}

/// House style, as far as setting and exporting need it.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HouseStyle {
    /// The marks of a quotation, opening and closing: `“”`.
    pub quotes: String,
    /// The marks of a quotation in a quotation: `‘’`.
    pub inner_quotes: String,
    /// The marks of a quotation in a headline.
    pub headline_quotes: String,
    /// The dash of a parenthesis with the spaces that it has: ` – ` or `—`.
    pub dash: String,
    /// The word before the byline: `By`. Empty for none.
    pub by: String,
}

impl Default for HouseStyle {
    fn default() -> Self {
        Self {
            quotes: "“”".into(),
            inner_quotes: "‘’".into(),
            headline_quotes: "‘’".into(),
            dash: " – ".into(),
            by: "By".into(),
        }
    }
}

/// Sentences in the outlet's own words. `{author}`, `{outlet}`, `{date}`, `{wrong}` and `{right}` stand for what differs.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wording {
    /// How an interest of the author is disclosed.
    pub disclosure: String,
    /// What is printed when there is nothing to disclose; empty when nothing is.
    pub no_interests: String,
    /// That the opinion is the author's own.
    pub disclaimer: String,
    /// How a correction begins and what it says.
    pub correction: String,
    /// How a clarification begins and what it says.
    pub clarification: String,
    /// How the author note is built.
    pub author_note: String,
}

/// What is put into the sentence of a correction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Correction<'a> {
    /// Whether nothing was false, and something is made clear.
    pub clarification: bool,
    /// What was wrong.
    pub wrong: &'a str,
    /// What is right.
    pub right: &'a str,
    /// The day, as the outlet prints it.
    pub date: &'a str,
    /// The outlet's name.
    pub outlet: &'a str,
}

/// How a correction is worded where an outlet says nothing of it.
const CORRECTION: &str =
    "Correction, {date}: An earlier version of this article said {wrong}. It should have said {right}.";
/// The same for a clarification.
const CLARIFICATION: &str = "Clarification, {date}: This article has been changed to make clear that {right}.";

impl Wording {
    /// The note of a correction, with its label, in the outlet's wording.
    pub fn correction_note(&self, of: &Correction<'_>) -> String {
        let (own, usual) = match of.clarification {
            true => (&self.clarification, CLARIFICATION),
            false => (&self.correction, CORRECTION),
        };
        let mut rest = if own.trim().is_empty() { usual } else { own.trim() };
        let mut out = String::new();
        // Put in one by one from the left, so that braces in a person's words stay words.
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            // The outlet's sentence has its own full stop.
            let clause = |text: &'_ str| text.trim().trim_end_matches('.').to_owned();
            match name {
                "wrong" => out.push_str(&clause(of.wrong)),
                "right" => out.push_str(&clause(of.right)),
                "date" => out.push_str(of.date),
                "outlet" => out.push_str(of.outlet),
                other => out.push_str(&format!("{{{other}}}")),
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// Furniture that an outlet can require.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Furniture {
    /// The subject above the headline.
    Kicker,
    /// The headline.
    Headline,
    /// A headline of its own for the web.
    HeadlineWeb,
    /// A headline of its own for social networks.
    HeadlineSocial,
    /// The sentence or two below the headline.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// Who the author is.
    AuthorNote,
    /// The author's interests.
    Disclosure,
    /// When it is published.
    Date,
    /// The working name.
    Slugline,
}

impl Furniture {
    /// The text field that holds it; none for the date and the slugline.
    pub fn field(self) -> Option<Field> {
        match self {
            Furniture::Kicker => Some(Field::Kicker),
            Furniture::Headline => Some(Field::Headline),
            Furniture::HeadlineWeb => Some(Field::HeadlineWeb),
            Furniture::HeadlineSocial => Some(Field::HeadlineSocial),
            Furniture::Standfirst => Some(Field::Standfirst),
            Furniture::Byline => Some(Field::Byline),
            Furniture::AuthorNote => Some(Field::AuthorNote),
            Furniture::Disclosure => Some(Field::Disclosure),
            Furniture::Date | Furniture::Slugline => None,
        }
    }

    /// What it is called in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Furniture::Kicker => "kicker",
            Furniture::Headline => "headline",
            Furniture::HeadlineWeb => "web headline",
            Furniture::HeadlineSocial => "social headline",
            Furniture::Standfirst => "standfirst",
            Furniture::Byline => "byline",
            Furniture::AuthorNote => "author note",
            Furniture::Disclosure => "disclosure",
            Furniture::Date => "publication date",
            Furniture::Slugline => "slugline",
        }
    }
}

/// On what terms an outlet takes a piece.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Exclusivity {
    /// Whether it takes only what nobody else has.
    pub exclusive: bool,
    /// Working days of silence after which the author may go elsewhere; 0 when nothing is said.
    pub answer_days: u32,
    /// Days after publication before the piece may run elsewhere; 0 when nothing is said.
    pub rerun_days: u32,
    /// The terms in plain words.
    pub terms: String,
    /// Where pieces are sent, an e-mail address.
    pub submit_to: String,
}

/// Whose the copy is, and what may be done with it.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rights {
    /// Who holds the copyright.
    pub holder: String,
    /// The notice that goes with the copy.
    pub notice: String,
    /// What receivers may do, in plain words.
    pub usage: String,
    /// Public pages by which readers can judge the outlet.
    pub trust: Vec<TrustLink>,
}

/// A public page about how the outlet works: its ethics policy, its corrections.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrustLink {
    /// What kind of page, as an address of the trade's list (`http://cv.iptc.org/newscodes/trustindicator/...`).
    pub role: String,
    /// What the page is called.
    pub title: String,
    /// Where it is, http or https.
    pub href: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_said_in_the_outlets_words_and_a_persons_braces_stay() {
        let of = Correction {
            wrong: "“1931.”",
            right: "1932.",
            date: "12 May 2026",
            outlet: "The Daily",
            ..Correction::default()
        };
        let usual = Wording::default();
        assert_eq!(
            usual.correction_note(&of),
            "Correction, 12 May 2026: An earlier version of this article said “1931.”. It should have said 1932."
        );
        let own = Wording { correction: "{outlet} errs ({date}): not {wrong} but {right}, {author} {".into(), ..usual };
        let of = Correction { wrong: "{right}", ..of };
        assert_eq!(own.correction_note(&of), "The Daily errs (12 May 2026): not {right} but 1932, {author} {");
        let clear = Correction { clarification: true, ..of };
        assert!(own.correction_note(&clear).ends_with("to make clear that 1932."));
    }
}
