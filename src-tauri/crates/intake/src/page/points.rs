//! How well each role fits a line of the head.

use super::blocks::Joint;
use super::byline::name_line;
use super::kicker::is_kicker;
use super::masthead::{
    begins_with_article, copyright_holder, is_sure_masthead, masthead_score, slogan_words, tagline_score,
};
use super::names::has_role_word;
use super::opening::is_dialogue;
use super::roles::{Role, Search};
use super::sheet::Sheet;
use super::standfirst::above_buttons;
use crate::text::{fold, heading_level, is_all_caps, is_emphasised, is_quoted, is_title_case, last_sign, word_count};

impl Search<'_, '_> {
    /// How well a role fits a line, given the roles of the lines above it.
    pub(super) fn points(&self, before: &[Role], role: Role) -> i32 {
        let n = before.len();
        let at = self.candidates[n].at;
        match role {
            // A line of no role above the headline is suspicious, below it is an ordinary short paragraph.
            Role::Body if before.contains(&Role::Headline) => 0,
            Role::Body => -6,
            Role::Outlet => {
                let first = before.iter().all(|r| *r == Role::Body);
                let below = before.contains(&Role::Headline);
                masthead_score(self.sheet, at)
                    - if first {
                        0
                    } else if below {
                        10
                    } else {
                        4
                    }
            }
            // A tagline above the masthead is rare.
            Role::Tagline => tagline_score(self.sheet, at) - 6 * i32::from(n == 0),
            Role::Post
                if word_count(self.line(n)) <= 16
                    && !matches!(last_sign(self.line(n)), Some(',' | ':'))
                    && has_role_word(self.line(n))
                    && !asks(self.line(n))
                    && masthead_score(self.sheet, at) < 10 =>
            {
                8 + 6 * i32::from(self.sheet.units[at].joint != Joint::Blank)
            }
            Role::Post if self.is_post(n) && masthead_score(self.sheet, at) < 5 => 6,
            Role::Post => -20,
            Role::Note => {
                let beside = self.next_what(at) == "published" || before.last() == Some(&Role::Byline);
                8 + 10 * i32::from(beside) - 8 * i32::from(word_count(self.line(n)) > 40)
            }
            Role::Kicker => self.kicker_points(n),
            Role::Section if begins_with_article(self.line(n)) => -20,
            // "Västkustposten" above the kicker is the paper.
            Role::Section if n == 0 && masthead_score(self.sheet, at) >= 10 => 2,
            // One word beside a kicker is a topic far more often than a headline.
            Role::Section if word_count(self.line(n)) == 1 || self.is_topic(n) => 14,
            Role::Section if word_count(self.line(n)) <= 3 => 4,
            Role::Section => -20,
            Role::Headline => {
                // "Read the World Today" under the name of the paper is no headline.
                let slogan = before.last() == Some(&Role::Outlet) && slogan_words(self.line(n)) >= 2;
                self.headline_points(n) - 14 * i32::from(slogan && is_title_case(self.line(n)))
            }
            Role::Standfirst => self.standfirst_points(before, n),
            Role::Byline => self.byline_points(before, n),
        }
    }

    /// A few words in small letters between the name and the date: a post that no list knows.
    fn is_post(&self, n: usize) -> bool {
        let line = self.line(n);
        let first = line.chars().next();
        let small = first.is_some_and(|c| !c.is_uppercase() && c.is_alphabetic());
        let dated = matches!(self.next_what(self.candidates[n].at), "published" | "modified_date");
        word_count(line) <= 8
            && !matches!(last_sign(line), Some('.' | ',' | ':'))
            && (small || dated && word_count(line) <= 4 && !asks(line))
    }

    /// A few words that stand once more in a line of their own, as the topics below an article do.
    fn is_topic(&self, n: usize) -> bool {
        let (at, line) = (self.candidates[n].at, self.line(n));
        let again = |m: usize| self.sheet.units[m].clean == line && self.sheet.what(m) != "signature";
        word_count(line) <= 3 && (at + 3..self.sheet.len().min(at + 200)).any(again)
    }

    fn kicker_points(&self, n: usize) -> i32 {
        let line = self.line(n);
        let words = word_count(line);
        if words > 5 || matches!(last_sign(line), Some('.' | '?' | '!' | ',')) || is_quoted(line) {
            return -20;
        }
        let caps = is_all_caps(line)
            && self.candidates.get(n + 1).is_some_and(|next| !is_all_caps(&self.sheet.units[next.at].clean));
        // "gazette.example" is where the page was.
        let address = words == 1 && line.contains('.');
        3 - 20 * i32::from(address) + 6 * i32::from(caps) + 4 * i32::from(line.ends_with(':'))
            - 4 * i32::from(words > 4)
    }

    fn headline_points(&self, n: usize) -> i32 {
        let candidate = &self.candidates[n];
        let unit = &self.sheet.units[candidate.at];
        let line = &unit.clean[candidate.from..];
        let level = heading_level(unit.raw.trim());
        let mut points = 10
            + match word_count(line) {
                0 | 1 => -4,
                2 => 2,
                3..=18 => 6,
                19..=26 => 0,
                _ => -20,
            };
        points += match level {
            1 => 20,
            2 => 8,
            _ => 0,
        };
        points += if candidate.bar.is_some() { 20 } else { 0 };
        let next_standfirst = self.candidates.get(n + 1).is_some_and(|next| next.standfirst.is_some());
        points -= 14 * i32::from(self.is_label(n)) + 60 * i32::from(self.is_talk_without_furniture(n));
        let above_meta = next_standfirst || matches!(self.next_what(candidate.at), "byline" | "published");
        points += match last_sign(line) {
            // "I Kept the Bees. They Kept Me.": papers that set headlines so end some of them with a stop.
            Some('.') if is_title_case(line) && word_count(line) <= 14 && (above_meta || line.contains(". ")) => 0,
            Some('.') if above_meta && (2..=10).contains(&word_count(line)) => -8,
            Some('.' | ',' | ':' | ';' | '…' | '。' | '।' | '۔') if level == 0 && candidate.bar.is_none() => -30,
            Some('?' | '!') => 3,
            _ => 0,
        };
        points += 4 * i32::from(is_quoted(line)) + 2 * i32::from(!is_title_case(line));
        // A name is a headline only where the author is told elsewhere.
        let name = name_line(line).is_some();
        points -= 8 * i32::from(name) + 12 * i32::from(name && self.sheet.piece.byline.is_empty());
        points -= 10 * i32::from(candidate.bar.is_none() && level == 0 && self.is_masthead(n));
        points -= 8 * i32::from(word_count(line) <= 3 && line.split_whitespace().any(has_role_word) && !asks(line));
        points += 4 * i32::from(asks(line)) - 16 * i32::from(self.asks_below_headline(n));
        points += 6 * i32::from(above_meta);
        // A kicker stands above its headline: a line above the kicker belongs to the paper.
        points += 6 * i32::from(self.kicker_between(n))
            - (if word_count(line) <= 3 { 20 } else { 14 }) * i32::from(self.next_what(candidate.at) == "kicker");
        let above_name =
            self.candidates.get(n + 1).is_some_and(|next| name_line(&self.sheet.units[next.at].clean).is_some());
        points += 4 * i32::from(above_name && !above_meta && self.kicker_between(n));
        points += 12 * i32::from(self.repeats_title(candidate.at));
        points -= 40 * i32::from(candidate.standfirst.is_some() || line.chars().count() < 3);
        // What follows must be longer, or it is no piece below a headline.
        let longer = (candidate.at + 1..self.sheet.len().min(self.body + 6))
            .any(|m| self.sheet.is_open(m) && self.sheet.units[m].raw.len() > unit.raw.len());
        if longer { points } else { points - 40 }
    }

    /// A word or two that stand apart from the headline: a line of several words below the date or the author, or a title of
    /// two sentences, outranks them.
    fn is_label(&self, n: usize) -> bool {
        let line = self.line(n);
        if word_count(line) > 2 || begins_with_article(line) || asks(line) || matches!(last_sign(line), Some('?' | '!'))
        {
            return false;
        }
        let apart = |m: usize| {
            (self.candidates[n].at..self.candidates[m].at)
                .any(|at| matches!(self.sheet.what(at), "published" | "byline" | "modified_date"))
        };
        (n + 1..self.candidates.len()).any(|m| {
            let other = self.line(m);
            let title =
                (4..=20).contains(&word_count(other)) && last_sign(other) != Some('.') && name_line(other).is_none();
            let two = [". ", "? ", "! ", "’. ", ".” "].iter().any(|w| other.contains(w)) && word_count(other) >= 6;
            title && self.candidates[m].standfirst.is_none() && (apart(m) && word_count(line) == 1 || two)
        })
    }

    /// Someone speaks in a whole sentence at the top of a text that has nothing a page has: there the text begins.
    fn is_talk_without_furniture(&self, n: usize) -> bool {
        let at = self.candidates[n].at;
        let named = self.candidates.iter().any(|c| name_line(&self.sheet.units[c.at].clean).is_some());
        if named || !ends_speech(self.line(n)) {
            return false;
        }
        let plain =
            |m: usize| self.sheet.is_open(m) || matches!(self.sheet.what(m), "divider" | "advert" | "share_line");
        heading_level(self.sheet.units[at].raw.trim()) == 0 && is_dialogue(self.line(n)) && (0..self.body).all(plain)
    }

    /// A question directly below a line that can be the headline, with nothing between them: there the text begins.
    fn asks_below_headline(&self, n: usize) -> bool {
        let Some(above) = n.checked_sub(1).map(|above| self.candidates[above].at) else { return false };
        let line = &self.sheet.units[above].clean;
        above + 1 == self.candidates[n].at
            && self.line(n).ends_with('?')
            && word_count(line) >= 3
            && !matches!(last_sign(line), Some('.' | ','))
            && masthead_score(self.sheet, above) < 2
            && name_line(line).is_none()
            && !(0..above).any(|m| !self.sheet.is_open(m))
    }

    /// A sure masthead with nothing above it but what pages have.
    fn is_masthead(&self, n: usize) -> bool {
        n == 0 && is_sure_masthead(self.line(n)) && masthead_score(self.sheet, self.candidates[n].at) >= 12
    }

    fn repeats_title(&self, at: usize) -> bool {
        let line = &self.sheet.units[at].clean;
        (0..at.min(4))
            .any(|t| self.sheet.what(t) == "page_title" && self.sheet.units[t].clean.starts_with(line.as_str()))
    }

    fn standfirst_points(&self, before: &[Role], n: usize) -> i32 {
        let candidate = &self.candidates[n];
        let unit = &self.sheet.units[candidate.at];
        if candidate.standfirst.is_some() {
            return 30;
        }
        let Some(headline) = before.iter().position(|r| *r == Role::Headline) else { return -30 };
        let above = self.line(headline).chars().count();
        let length = unit.clean.chars().count();
        let words = word_count(&unit.clean);
        if words <= 4 || is_kicker(&unit.clean) || matches!(last_sign(&unit.clean), Some(':' | ',' | ';')) {
            return -20;
        }
        let above_name =
            self.candidates.get(n + 1).is_some_and(|next| name_line(&self.sheet.units[next.at].clean).is_some());
        let above_byline = above_name
            || above_buttons(self.sheet, candidate.at)
            || matches!(self.next_what(candidate.at), "byline" | "published");
        let mut points = match words {
            5..=7 => 0,
            8..=9 => 2,
            10..=11 => 5,
            _ => 8,
        };
        points += if length * 10 >= above * 13 { 4 } else { -4 };
        points += 8 * i32::from(heading_level(unit.raw.trim()) > 1 || is_emphasised(unit.raw));
        points += 6 * i32::from(above_byline);
        points -= 6 * i32::from(asks(&unit.clean)) + 6 * i32::from(n > headline + 2);
        // A line of no role does not stand between a headline and its standfirst.
        points -= 10 * i32::from(before[headline..].contains(&Role::Body));
        // A sentence with its full stop and nothing else to show for it is the first of the body.
        let stop = matches!(last_sign(&unit.clean), Some('.' | '…'))
            && heading_level(unit.raw.trim()) == 0
            && !is_emphasised(unit.raw);
        if stop && !above_byline { points - 16 } else { points }
    }

    /// A name between the kicker and a headline that is no title in capitals, when the page has no other name: where names of
    /// sections have small letters too, it is no section.
    fn only_name_below_kicker(&self, n: usize) -> bool {
        let at = self.candidates[n].at;
        let kicker = (0..at)
            .rev()
            .find(|&m| self.sheet.what(m) != "share_line")
            .is_some_and(|m| self.sheet.has_what(m, "kicker"));
        let headline = self.candidates.get(n + 1).is_some_and(|next| {
            let line = &self.sheet.units[next.at].clean;
            word_count(line) >= 3 && !is_title_case(line) && !is_all_caps(line)
        });
        let others = self.candidates.iter().filter(|c| name_line(&self.sheet.units[c.at].clean).is_some()).count();
        let named = self.candidates.iter().any(|c| c.standfirst == Some("standfirst.names_author"));
        kicker && headline && others == 1 && !named
    }

    fn byline_points(&self, before: &[Role], n: usize) -> i32 {
        let at = self.candidates[n].at;
        let line = self.line(n);
        let kinds = ["published", "read_time", "share_line", "modified_date", "comments"];
        let beside = (at > 0 && kinds.contains(&self.sheet.what(at - 1))) || kinds.contains(&self.next_what(at));
        let linked = self.sheet.units[at].raw.contains("](");
        let again = names_again(self.sheet, at, line);
        let mut points = 6 + 6 * i32::from(beside) + 6 * i32::from(linked) + 20 * i32::from(again);
        // "El Faro del Norte" at the top of the page is the paper.
        points -= 14 * i32::from(n == 0 && at == 0 && begins_with_article(line));
        if !before.contains(&Role::Headline) {
            points -= if self.only_name_below_kicker(n) { 0 } else { 10 };
        }
        points
    }
}

/// Whether the name begins a note at the end of the page, or below itself.
fn names_again(sheet: &Sheet, at: usize, name: &str) -> bool {
    let far = sheet.len().saturating_sub(15).max(at + 1);
    let first = name_line(name).and_then(|names| names.into_iter().next()).unwrap_or_default();
    let mut places = (at + 1..sheet.len().min(at + 3)).chain(far..sheet.len());
    !first.is_empty()
        && places.any(|n| {
            fold(&sheet.units[n].clean).starts_with(&fold(&first))
                || (sheet.what(n) == "copyright" && copyright_holder(&sheet.units[n].clean) == Some(first.as_str()))
        })
}

/// Whether a line ends as speech does: with a stop before the closing marks, all of them.
fn ends_speech(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', '»', '“', ' ', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', ',']) || bare.ends_with("--")
}

/// Whether a line begins as questions and answers in headlines do.
fn asks(line: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "why", "how", "what", "warum", "wie", "pourquoi", "comment", "cómo", "perché", "come", "dlaczego", "почему",
        "как", "чому", "як", "waarom", "varför", "hvorfor",
    ];
    line.split_whitespace().next().is_some_and(|w| WORDS.contains(&fold(w).as_str()))
}
