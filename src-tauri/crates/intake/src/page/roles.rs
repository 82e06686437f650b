//! Which line of the head is what: all orders that pages have are weighed against each other.

use super::blocks::Joint;
use super::byline::{is_caseless_name_line, name_and_place, name_line};
use super::masthead::{is_sure_masthead, masthead_score};
use super::names::has_role_word;
use super::notes::note_name;
use super::sheet::Sheet;
use crate::text::{heading_level, is_quoted};

/// A line of the head that is no date, byline or known kicker.
pub(super) struct Candidate {
    /// The unit.
    pub at: usize,
    /// Where the headline begins behind "Opinion | ", in bytes.
    pub from: usize,
    /// The rule of the kicker in the same line.
    pub bar: Option<&'static str>,
    /// Why it is the standfirst for certain.
    pub standfirst: Option<&'static str>,
}

impl Candidate {
    pub fn standfirst(at: usize, rule: &'static str) -> Self {
        Self { at, from: 0, bar: None, standfirst: Some(rule) }
    }
}

/// What a line of the head can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Body,
    Outlet,
    Tagline,
    Kicker,
    Section,
    Headline,
    Standfirst,
    Byline,
    /// The post of the author, in a line below the name.
    Post,
    /// A note about the author, above the body.
    Note,
}

const ROLES: [Role; 10] = [
    Role::Headline,
    Role::Outlet,
    Role::Tagline,
    Role::Kicker,
    Role::Section,
    Role::Standfirst,
    Role::Byline,
    Role::Post,
    Role::Note,
    Role::Body,
];
/// More lines than this are not weighed: the first ones stay in the body.
const MOST: usize = 8;

/// A role with its rule for each candidate.
pub(super) fn assign(sheet: &Sheet, candidates: &[Candidate], body: usize) -> Vec<(Role, &'static str)> {
    let skipped = candidates.len().saturating_sub(MOST);
    let mut search = Search { sheet, candidates: &candidates[skipped..], body, best: (i32::MIN, Vec::new()) };
    search.go(&mut Vec::new(), 0);
    let mut roles = vec![(Role::Body, ""); skipped];
    let chosen = search.best.1;
    roles.extend(chosen.iter().enumerate().map(|(n, role)| (*role, rule(sheet, &candidates[skipped + n], *role))));
    roles
}

/// The search for the best roles.
pub(super) struct Search<'s, 'a> {
    pub sheet: &'s Sheet<'a>,
    pub candidates: &'s [Candidate],
    pub body: usize,
    best: (i32, Vec<Role>),
}

impl Search<'_, '_> {
    fn go(&mut self, roles: &mut Vec<Role>, score: i32) {
        if roles.len() == self.candidates.len() {
            let headline = roles.contains(&Role::Headline);
            // Only what is a masthead beyond doubt, and its tagline, stand on a page without a headline.
            let needs = (0..roles.len()).any(|n| match roles[n] {
                Role::Outlet => {
                    let score = masthead_score(self.sheet, self.candidates[n].at);
                    let kicked = n == 0 && self.next_what(self.candidates[n].at) == "kicker" && score >= 12;
                    !kicked && (!is_sure_masthead(self.line(n)) || score < 10)
                }
                Role::Tagline => !roles.contains(&Role::Outlet),
                role => matches!(role, Role::Kicker | Role::Section),
            });
            if (headline || !needs) && score > self.best.0 {
                self.best = (score, roles.clone());
            }
            return;
        }
        for role in ROLES {
            if self.allowed(roles, role) {
                let points = self.points(roles, role);
                roles.push(role);
                self.go(roles, score + points);
                roles.pop();
            }
        }
    }

    fn allowed(&self, before: &[Role], role: Role) -> bool {
        let n = before.len();
        let has = |role| before.contains(&role);
        let kicked = !self.sheet.piece.kicker.is_empty() || self.candidates[n].bar.is_some();
        let first_tagline = before.last() == Some(&Role::Tagline) && !has(Role::Outlet);
        let kicker = before.last() == Some(&Role::Kicker);
        if kicker && !matches!(role, Role::Headline | Role::Byline) || first_tagline && role != Role::Outlet {
            return false;
        }
        match role {
            Role::Body => true,
            // Below the headline only what is a masthead beyond doubt is one.
            Role::Outlet => {
                let free = self.sheet.piece.outlet.name.is_empty() && !has(Role::Outlet);
                free && (!has(Role::Headline) || masthead_score(self.sheet, self.candidates[n].at) >= 10)
            }
            Role::Tagline => {
                // What stands behind a kicker speaks of the piece, not of the paper.
                let below = before.last() == Some(&Role::Outlet) && !self.kicker_between(n);
                !has(Role::Tagline) && !has(Role::Headline) && (n == 0 || below)
            }
            Role::Kicker => !has(Role::Headline) && !kicked,
            Role::Section => !has(Role::Headline) && !has(Role::Section) && self.beside_kicker(n),
            Role::Headline => !has(Role::Headline),
            Role::Standfirst => {
                !has(Role::Standfirst) && (has(Role::Headline) || self.candidates[n].standfirst.is_some())
            }
            Role::Post => self.below_author(before),
            Role::Note => {
                !has(Role::Note)
                    && has(Role::Headline)
                    && (has_role_word(self.line(n)) || !self.line(n).ends_with('.'))
                    && note_name(self.line(n), true).is_some()
            }
            Role::Byline => {
                let again =
                    before.last() == Some(&Role::Post) && self.sheet.units[self.candidates[n].at].joint != Joint::Blank;
                let named = name_line(self.line(n)).is_some()
                    || has(Role::Headline) && (name_and_place(self.line(n)).is_some() || self.is_caseless_author(n));
                (!has(Role::Byline) || again) && self.sheet.piece.byline.is_empty() && named
            }
        }
    }

    /// A name without capitals, beside a date or above the post of the author.
    fn is_caseless_author(&self, n: usize) -> bool {
        let at = self.candidates[n].at;
        let beside = |what: &str| matches!(what, "published" | "modified_date" | "read_time" | "share_line");
        let dated = at > 0 && beside(self.sheet.what(at - 1)) || beside(self.next_what(at));
        let post = self.candidates.get(n + 1).is_some_and(|next| has_role_word(&self.sheet.units[next.at].clean));
        is_caseless_name_line(self.line(n)) && (dated || post)
    }

    /// Whether a kicker stands between a candidate and the one before.
    pub(super) fn kicker_between(&self, n: usize) -> bool {
        let from = n.checked_sub(1).map_or(0, |before| self.candidates[before].at);
        (from..self.candidates[n].at).any(|at| self.sheet.has_what(at, "kicker"))
    }

    fn below_author(&self, before: &[Role]) -> bool {
        let at = self.candidates[before.len()].at;
        before.last() == Some(&Role::Byline) || at > 0 && self.sheet.has_what(at - 1, "byline")
    }

    pub(super) fn line(&self, n: usize) -> &str {
        &self.sheet.units[self.candidates[n].at].clean
    }

    fn beside_kicker(&self, n: usize) -> bool {
        let at = self.candidates[n].at;
        at > 0 && self.sheet.has_what(at - 1, "kicker")
            || at + 1 < self.sheet.len() && self.sheet.has_what(at + 1, "kicker")
    }

    /// What the next unit that says anything was decided to be.
    pub(super) fn next_what(&self, at: usize) -> &'static str {
        (at + 1..self.sheet.len().min(at + 6))
            .find(|&n| {
                !matches!(
                    self.sheet.what(n),
                    "share_line"
                        | "photo_credit"
                        | "advert"
                        | "read_time"
                        | "comments"
                        | "label"
                        | "meta"
                        | "navigation"
                )
            })
            .map_or("", |n| self.sheet.what(n))
    }
}

fn rule(sheet: &Sheet, candidate: &Candidate, role: Role) -> &'static str {
    let unit = &sheet.units[candidate.at];
    match role {
        Role::Body => "",
        Role::Outlet => "outlet.masthead",
        Role::Tagline => "tagline.below_masthead",
        Role::Kicker => "kicker.above_headline",
        Role::Section => "section.beside_kicker",
        Role::Headline if heading_level(unit.raw.trim()) > 0 => "headline.heading_mark",
        Role::Headline if candidate.bar.is_some() => "headline.behind_kicker",
        Role::Headline if is_quoted(&unit.clean) => "headline.quoted_line",
        Role::Headline => "headline.short_line",
        Role::Standfirst => candidate.standfirst.unwrap_or("standfirst.below_headline"),
        Role::Byline => "byline.name_line",
        Role::Post => "role.below_byline",
        Role::Note => "author_note.in_head",
    }
}
