//! What is there, what is missing, and how to say it.

use super::{Action, Embargo, Need, Requirement};
use crate::review::{Answer, Role, Texts};
use crate::{Field, Furniture, LengthBand, LengthRule};
use std::collections::BTreeMap;

/// How a role stands to the text now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Signed {
    /// It never signed.
    #[default]
    Never,
    /// It signed, and this was touched since: "Headline, 2 paragraphs changed since".
    Touched(String),
    /// It agrees with the text now if something is done: "cut the second paragraph".
    Conditional(String),
    /// It does not agree; who said so.
    Objects(String),
    /// It agrees with the text now.
    Now,
}

/// How the last seal stands to the text now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sealed {
    /// Nothing was sealed.
    #[default]
    Never,
    /// The text moved on; the fingerprint of what was sealed.
    Moved(String),
    /// The text now is the sealed one; its fingerprint.
    Now(String),
}

/// What is known of the author's consent to a headline as it reads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineState {
    /// Which one.
    pub field: Field,
    /// To whom it was shown; none when it was not.
    pub shown_to: Option<String>,
    /// Whether the author signed a text with these words.
    pub signed: bool,
    /// The last answer to these words.
    pub answer: Option<Answer>,
}

/// All that a step can ask about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The texts now.
    pub texts: Texts,
    /// Words of the body.
    pub words: u32,
    /// Words ordered.
    pub commissioned: Option<u32>,
    /// The lengths that are accepted; none for the usual ones of the order.
    pub band: Option<LengthBand>,
    /// Why no length was ordered.
    pub length_reason: String,
    /// Queries without an answer.
    pub queries: u32,
    /// Changes that wait for the editor.
    pub changes: u32,
    /// The lengths that the outlet prints: what counts where none was ordered.
    pub outlet_length: LengthRule,
    /// Texts that are over the outlet's limit, with their characters and the limit.
    pub over_limit: Vec<(Field, u32, u32)>,
    /// Furniture that the outlet requires and that is not there.
    pub missing: Vec<Furniture>,
    /// Whether there is a publication date.
    pub dated: bool,
    /// Comments and queries that are not settled.
    pub comments: u32,
    /// The placeholders that are left, as they stand.
    pub placeholders: Vec<String>,
    /// Claims that are unchecked, queried or wrong; none where they are not kept one by one.
    pub claims: Option<u32>,
    /// Certain findings of the copy desk; none where they are not kept one by one.
    pub findings: Option<u32>,
    /// How the roles stand to the text now; who is not there never signed.
    pub signed: BTreeMap<Role, Signed>,
    /// Which roles have to read it; see [`super::needs`].
    pub needs: BTreeMap<Role, Need>,
    /// See [`super::headline_states`].
    pub headlines: Vec<HeadlineState>,
    /// The embargo at the time of asking.
    pub embargo: Embargo,
    /// The last seal.
    pub sealed: Sealed,
    /// The reason that was given for the step.
    pub reason: String,
}

/// Whether something is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which need.
    pub requirement: Requirement,
    /// Whether it is met.
    pub met: bool,
    /// What is missing, as a sentence; what is there, when it is met.
    pub says: String,
}

/// The needs that are not met, with what is missing.
pub fn unmet(action: Action, needs: &[Requirement], facts: &Facts) -> Vec<(Requirement, String)> {
    let checks = needs.iter().map(|need| check(action, *need, facts));
    checks.filter(|check| !check.met).map(|check| (check.requirement, check.says)).collect()
}

/// Looks at one need of a step.
pub fn check(action: Action, requirement: Requirement, facts: &Facts) -> Check {
    let said = match requirement {
        Requirement::Headline => filled(facts, Field::Headline, "headline"),
        Requirement::Standfirst => filled(facts, Field::Standfirst, "standfirst"),
        Requirement::Byline => filled(facts, Field::Byline, "byline"),
        Requirement::Body => filled(facts, Field::Body, "body"),
        Requirement::AuthorNote => filled(facts, Field::AuthorNote, "author note"),
        Requirement::Disclosure => filled(facts, Field::Disclosure, "disclosure"),
        Requirement::CorrectionNote => filled(facts, Field::CorrectionNote, "correction note"),
        Requirement::Length => length(facts),
        Requirement::CommissionedLength => commissioned(facts),
        Requirement::NoOpenQuery => {
            none_open(facts.queries, "query waits", "queries wait", "for an answer", "Every query is answered.")
        }
        Requirement::NoOpenChange => none_open(
            facts.changes,
            "change waits",
            "changes wait",
            "for the editor",
            "No change waits for the editor.",
        ),
        Requirement::AuthorSignOff => signed(facts, &Role::Author),
        Requirement::EditorSignOff => signed(facts, &Role::Editor),
        Requirement::CopySignOff => signed(facts, &Role::Copy),
        Requirement::FactCheck => read(facts, &Role::FactCheck, "fact-check"),
        Requirement::Legal => read(facts, &Role::Legal, "legal read"),
        Requirement::HeadlineConsent => consent(facts),
        Requirement::Sealed => sealed(facts),
        Requirement::NoEmbargo => embargo(facts),
        Requirement::Reason => reason(action, facts),
        Requirement::HeadlineLimits => limits(facts),
        Requirement::Date => match facts.dated {
            true => Ok("There is a publication date.".into()),
            false => Err("There is no publication date.".into()),
        },
        Requirement::FactCheckSignOff => signed(facts, &Role::FactCheck),
        Requirement::LegalSignOff => signed(facts, &Role::Legal),
        Requirement::NoOpenComment => {
            none_open(facts.comments, "comment is", "comments are", "open", "No comment is open.")
        }
        Requirement::ClaimsChecked => match facts.claims {
            // The fact-check's word for all of them.
            None => signed(facts, &Role::FactCheck),
            Some(open) => none_open(open, "claim is", "claims are", "not checked", "Every claim is checked."),
        },
        Requirement::NoPlaceholder => placeholders(facts),
        Requirement::NoFinding => match facts.findings {
            None => signed(facts, &Role::Copy),
            Some(open) => none_open(open, "finding is", "findings are", "open", "The copy desk found nothing."),
        },
        Requirement::Furniture => furniture(facts),
    };
    match said {
        Ok(says) => Check { requirement, met: true, says },
        Err(says) => Check { requirement, met: false, says },
    }
}

/// What is there, or what is missing.
type Said = Result<String, String>;

fn filled(facts: &Facts, field: Field, name: &str) -> Said {
    let there = facts.texts.get(&field).is_some_and(|text| !text.trim().is_empty());
    let a = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    if there { Ok(format!("There is {a} {name}.")) } else { Err(format!("There is no {name}.")) }
}

fn counted(count: u32, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn length(facts: &Facts) -> Said {
    let words = facts.words;
    let Some(ordered) = facts.commissioned else { return printed_length(facts) };
    let band = facts.band.unwrap_or_else(|| LengthBand::of(ordered));
    let limit = |limit: u32, word: &str| if limit == ordered { String::new() } else { format!(" ({limit} at {word})") };
    let off = counted(words.abs_diff(ordered), "word", "words");
    if words > band.high {
        Err(format!("The piece is {off} over its {ordered}{}.", limit(band.high, "most")))
    } else if words < band.low {
        Err(format!("The piece is {off} short of its {ordered}{}.", limit(band.low, "least")))
    } else {
        Ok(format!("The piece has {} of its {ordered}.", counted(words, "word", "words")))
    }
}

/// The length of a piece for which none was ordered, by what the outlet prints.
fn printed_length(facts: &Facts) -> Said {
    let (words, rule) = (facts.words, &facts.outlet_length);
    let has = counted(words, "word", "words");
    let most = if rule.high > 0 { rule.high } else { rule.most };
    match (rule.low, most) {
        (0, 0) => Ok(format!("The piece has {has}; no length was ordered.")),
        (low, _) if words < low => Err(format!("The piece has {has}; the outlet wants {low} at least.")),
        (_, most) if most > 0 && words > most => Err(format!("The piece has {has}; the outlet prints {most} at most.")),
        _ => Ok(format!("The piece has {has}, as the outlet prints.")),
    }
}

fn commissioned(facts: &Facts) -> Said {
    match (facts.commissioned, facts.length_reason.trim()) {
        (Some(words), _) => Ok(format!("{} are ordered.", counted(words, "word", "words"))),
        (None, "") => Err("No length is ordered, and no reason is given why not.".into()),
        (None, reason) => Ok(format!("No length is ordered: {reason}")),
    }
}

fn none_open(count: u32, one: &str, many: &str, what_for: &str, done: &str) -> Said {
    if count == 0 { Ok(done.into()) } else { Err(format!("{} {what_for}.", counted(count, one, many))) }
}

/// A role at the start of a sentence: "The author", "Legal".
pub fn subject(role: &Role) -> &str {
    match role {
        Role::Author => "The author",
        Role::Editor => "The editor",
        Role::FactCheck => "The fact-check",
        Role::Legal => "Legal",
        Role::Copy => "The copy desk",
        Role::Person(name) => name,
    }
}

fn signed(facts: &Facts, role: &Role) -> Said {
    let who = subject(role);
    match facts.signed.get(role).unwrap_or(&Signed::Never) {
        Signed::Now => Ok(format!("{who} agrees with the text now.")),
        Signed::Never => Err(format!("{who} has not signed the text.")),
        Signed::Touched(what) => Err(format!("{who} signed an earlier text: {what}.")),
        Signed::Conditional(condition) => Err(format!("{who} agrees on a condition: {condition}.")),
        Signed::Objects(name) => Err(format!("{who} objects to the text: {name} said so.")),
    }
}

fn read(facts: &Facts, role: &Role, name: &str) -> Said {
    match facts.needs.get(role).copied().unwrap_or_default() {
        Need::NotNeeded => Ok(format!("A {name} is not needed.")),
        Need::Required => Err(format!("The {name} is required and not complete.")),
        Need::Complete => match facts.signed.get(role) {
            Some(Signed::Touched(what)) => Err(format!("The text moved after the {name}: {what}.")),
            Some(Signed::Conditional(condition)) => Err(format!("The {name} is complete on a condition: {condition}.")),
            _ => Ok(format!("The {name} is complete.")),
        },
    }
}

fn headline_name(field: Field) -> &'static str {
    match field {
        Field::HeadlinePrint => "print headline",
        Field::HeadlineWeb => "web headline",
        Field::HeadlineSocial => "social headline",
        _ => "headline",
    }
}

fn consent(facts: &Facts) -> Said {
    if facts.headlines.is_empty() {
        return Err("There is no headline to agree to.".into());
    }
    let missing = |state: &HeadlineState| {
        let name = headline_name(state.field);
        match (state.answer, &state.shown_to) {
            (Some(Answer::Objects), _) => Some(format!("The author objects to the {name}.")),
            (Some(Answer::Agrees), _) => None,
            _ if state.signed => None,
            (None, Some(to)) => Some(format!("{to} was shown the {name} and has not answered.")),
            (None, None) => Some(format!("The author has not seen the {name}.")),
        }
    };
    let missing: Vec<String> = facts.headlines.iter().filter_map(missing).collect();
    if missing.is_empty() { Ok("The author agreed to the headline.".into()) } else { Err(missing.join(" ")) }
}

fn limits(facts: &Facts) -> Said {
    let over = |(field, has, fit): &(Field, u32, u32)| {
        let name = match field {
            Field::Standfirst => "standfirst",
            Field::Kicker => "kicker",
            other => headline_name(*other),
        };
        format!("The {name} has {has} characters; {fit} fit.")
    };
    let over: Vec<String> = facts.over_limit.iter().map(over).collect();
    if over.is_empty() { Ok("Headlines and standfirst are within their limits.".into()) } else { Err(over.join(" ")) }
}

fn placeholders(facts: &Facts) -> Said {
    let left = &facts.placeholders;
    if left.is_empty() {
        return Ok("No placeholder is left.".into());
    }
    let shown: Vec<&str> = left.iter().take(3).map(String::as_str).collect();
    let more = if left.len() > shown.len() { " …" } else { "" };
    let count = counted(u32::try_from(left.len()).unwrap_or(u32::MAX), "placeholder is", "placeholders are");
    Err(format!("{count} left: {}{more}.", shown.join(", ")))
}

fn furniture(facts: &Facts) -> Said {
    let missing: Vec<&str> = facts.missing.iter().map(|furniture| furniture.words()).collect();
    match missing.as_slice() {
        [] => Ok("All furniture is there that the outlet requires.".into()),
        [one] => {
            let article = if one.starts_with('a') { "an" } else { "a" };
            Err(format!("The outlet requires {article} {one}."))
        }
        [first @ .., last] => Err(format!("The outlet requires {} and {last}.", first.join(", "))),
    }
}

fn sealed(facts: &Facts) -> Said {
    match &facts.sealed {
        Sealed::Never => Err("The text is not sealed.".into()),
        Sealed::Moved(fingerprint) => Err(format!("The text moved on after seal {fingerprint}.")),
        Sealed::Now(fingerprint) => Ok(format!("The text is sealed: {fingerprint}.")),
    }
}

fn embargo(facts: &Facts) -> Said {
    match &facts.embargo {
        Embargo::None => Ok("There is no embargo.".into()),
        Embargo::Over(until) => Ok(format!("The embargo ended ({until}).")),
        Embargo::Until(until) => Err(format!("The piece is under embargo until {until}.")),
        Embargo::Open => Err("The piece is under embargo, without an end.".into()),
        Embargo::Unreadable(text) => Err(format!("The embargo “{text}” is no date or time, so it holds.")),
    }
}

fn reason(action: Action, facts: &Facts) -> Said {
    let given = facts.reason.trim();
    if !given.is_empty() {
        return Ok(format!("Reason: {given}"));
    }
    let what = match action {
        Action::Hold => "why the piece waits",
        Action::Spike => "why the piece is spiked",
        Action::Kill => "why the piece is killed",
        Action::Return => "why it goes back",
        Action::Withdraw => "why it is withdrawn",
        Action::Correct => "what was wrong",
        Action::Revive => "why it comes back",
        _ => "why",
    };
    Err(format!("No reason is given {what}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(requirement: Requirement, facts: &Facts) -> (bool, String) {
        let check = check(Action::Approve, requirement, facts);
        (check.met, check.says)
    }

    #[test]
    fn a_length_is_said_in_words_over_and_short() {
        let exact = Some(LengthBand { low: 600, high: 700 });
        let mut facts = Facts { words: 748, commissioned: Some(700), band: exact, ..Facts::default() };
        assert_eq!(says(Requirement::Length, &facts), (false, "The piece is 48 words over its 700.".into()));
        facts.band = None;
        assert!(says(Requirement::Length, &facts).0, "ten per cent are accepted");
        facts.words = 800;
        assert_eq!(says(Requirement::Length, &facts).1, "The piece is 100 words over its 700 (770 at most).");
        facts.words = 629;
        assert_eq!(says(Requirement::Length, &facts).1, "The piece is 71 words short of its 700 (630 at least).");
        facts.commissioned = None;
        assert!(says(Requirement::Length, &facts).0);
        assert!(!says(Requirement::CommissionedLength, &facts).0);
        facts.length_reason = "A letter.".into();
        assert!(says(Requirement::CommissionedLength, &facts).0);
    }

    #[test]
    fn a_read_that_was_complete_names_what_was_touched_since() {
        let mut facts = Facts::default();
        assert!(says(Requirement::Legal, &facts).0, "nobody asked for it");
        facts.needs.insert(Role::Legal, Need::Required);
        assert_eq!(says(Requirement::Legal, &facts), (false, "The legal read is required and not complete.".into()));
        facts.needs.insert(Role::Legal, Need::Complete);
        facts.signed.insert(Role::Legal, Signed::Now);
        assert!(says(Requirement::Legal, &facts).0);
        facts.signed.insert(Role::Legal, Signed::Touched("2 paragraphs changed since".into()));
        assert_eq!(
            says(Requirement::Legal, &facts),
            (false, "The text moved after the legal read: 2 paragraphs changed since.".into())
        );
        facts.signed.insert(Role::Legal, Signed::Conditional("name the source".into()));
        let on_condition = "The legal read is complete on a condition: name the source.";
        assert_eq!(says(Requirement::Legal, &facts), (false, on_condition.into()));
    }

    #[test]
    fn an_objection_and_a_condition_are_no_agreement() {
        let mut facts = Facts::default();
        facts.signed.insert(Role::Author, Signed::Objects("Maud Castell".into()));
        let objects = "The author objects to the text: Maud Castell said so.";
        assert_eq!(says(Requirement::AuthorSignOff, &facts), (false, objects.into()));
        facts.signed.insert(Role::Author, Signed::Conditional("cut the last line".into()));
        let on_condition = "The author agrees on a condition: cut the last line.";
        assert_eq!(says(Requirement::AuthorSignOff, &facts), (false, on_condition.into()));
    }

    #[test]
    fn consent_is_asked_for_every_headline_that_there_is() {
        let state = |field, answer, signed| HeadlineState { field, shown_to: None, signed, answer };
        let mut facts = Facts::default();
        assert!(!says(Requirement::HeadlineConsent, &facts).0);
        facts.headlines = vec![state(Field::Headline, None, true), state(Field::HeadlineWeb, None, false)];
        assert_eq!(
            says(Requirement::HeadlineConsent, &facts),
            (false, "The author has not seen the web headline.".into())
        );
        facts.headlines[1].answer = Some(Answer::Agrees);
        assert!(says(Requirement::HeadlineConsent, &facts).0);
        facts.headlines[0].answer = Some(Answer::Objects);
        assert!(!says(Requirement::HeadlineConsent, &facts).0, "an objection outweighs an older signature");
    }

    #[test]
    fn what_an_outlet_asks_for_names_what_is_missing() {
        let said = |requirement, facts: &Facts| says(requirement, facts);
        let sound = Facts { dated: true, claims: Some(0), findings: Some(0), ..Facts::default() };
        let all = [
            Requirement::HeadlineLimits,
            Requirement::Date,
            Requirement::NoOpenComment,
            Requirement::ClaimsChecked,
            Requirement::NoPlaceholder,
            Requirement::NoFinding,
            Requirement::Furniture,
        ];
        assert!(all.iter().all(|need| said(*need, &sound).0));
        let facts = Facts {
            over_limit: vec![(Field::HeadlineWeb, 72, 70)],
            missing: vec![Furniture::AuthorNote],
            comments: 2,
            claims: Some(1),
            findings: Some(3),
            placeholders: vec!["TK".into(), "??".into(), "19XX".into(), "CHECK".into()],
            ..Facts::default()
        };
        let sentences: Vec<String> = all.iter().map(|need| said(*need, &facts).1).collect();
        assert!(all.iter().all(|need| !said(*need, &facts).0));
        assert_eq!(
            sentences,
            [
                "The web headline has 72 characters; 70 fit.",
                "There is no publication date.",
                "2 comments are open.",
                "1 claim is not checked.",
                "4 placeholders are left: TK, ??, 19XX ….",
                "3 findings are open.",
                "The outlet requires an author note.",
            ]
        );
        let unkept = Facts { claims: None, findings: None, ..Facts::default() };
        assert_eq!(said(Requirement::ClaimsChecked, &unkept).1, "The fact-check has not signed the text.");
        let signed = Facts { signed: [(Role::Copy, Signed::Now)].into(), ..unkept };
        assert!(said(Requirement::NoFinding, &signed).0, "the copy desk's sign-off stands for its findings");
    }

    #[test]
    fn where_no_length_was_ordered_the_outlet_says_what_it_prints() {
        let rule = LengthRule { usual: 800, low: 700, high: 900, most: 1100 };
        let mut facts = Facts { words: 640, outlet_length: rule, ..Facts::default() };
        let at_least = "The piece has 640 words; the outlet wants 700 at least.";
        assert_eq!(says(Requirement::Length, &facts), (false, at_least.into()));
        facts.commissioned = Some(640);
        assert!(says(Requirement::Length, &facts).0, "what was ordered goes before what is usual");
        facts = Facts { words: 901, commissioned: None, ..facts };
        assert!(!says(Requirement::Length, &facts).0);
        facts.words = 900;
        assert!(says(Requirement::Length, &facts).0);
    }

    #[test]
    fn one_and_many_are_told_apart() {
        let facts = Facts { queries: 1, changes: 3, ..Facts::default() };
        let missing = unmet(Action::Approve, &[Requirement::NoOpenQuery, Requirement::NoOpenChange], &facts);
        let says: Vec<&str> = missing.iter().map(|(_, says)| says.as_str()).collect();
        assert_eq!(says, ["1 query waits for an answer.", "3 changes wait for the editor."]);
    }
}
