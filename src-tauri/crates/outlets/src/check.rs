//! What reads well in a profile and means nothing, or can't be printed.

use model::{Furniture, HandoverNeed, OutletProfile, Stage};

/// Something that a profile should not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The key.
    pub key: String,
    /// What is the matter, and what to do.
    pub sentence: String,
}

/// The faces that are shipped.
const FACES: [&str; 3] = ["Newsreader", "Source Serif 4", "Inter"];
/// What a pattern of dates knows.
const DATE_WORDS: [&str; 9] = ["weekday", "day", "month", "month_number", "year", "hour", "hour12", "minute", "ampm"];

/// Looks through a profile; nothing is said of a sound one.
pub fn check(profile: &OutletProfile) -> Vec<Remark> {
    let mut out = Vec::new();
    let mut say = |key: &str, sentence: String| out.push(Remark { key: key.into(), sentence });
    let length = &profile.length;
    if length.low > length.high && length.high > 0 {
        say("length", format!("The fewest words ({}) are more than the most ({}).", length.low, length.high));
    }
    if length.most > 0 && length.high > length.most {
        say("length.most", format!("It is less than the most words that are right ({}).", length.high));
    }
    if length.usual > 0 && (length.usual < length.low || (length.high > 0 && length.usual > length.high)) {
        say("length.usual", "The usual length is not within the band.".into());
    }
    let page = &profile.page;
    if !(1..=6).contains(&page.columns) {
        say("page.columns", "A page has one to six columns.".into());
    }
    for (key, number, from, to, unit) in [
        ("page.gutter_mm", page.gutter_mm, 2, 20, " millimetres"),
        ("page.margin_mm", page.margin_mm, 0, 80, " millimetres"),
        ("page.drop_cap_lines", page.drop_cap_lines, 0, 5, ""),
        ("headlines.print_lines", profile.headlines.print_lines, 0, 9, ""),
    ] {
        if !(from..=to).contains(&number) {
            say(key, format!("It should be {from} to {to}{unit}; it is {number}."));
        }
    }
    let (width, _) = page.paper.millimetres();
    let between = page.gutter_mm.saturating_mul(page.columns.saturating_sub(1));
    let set = width.saturating_sub(page.margin_mm.saturating_mul(2)).saturating_sub(between);
    if page.columns > 0 && set / page.columns.max(1) < 30 {
        say(
            "page",
            "The columns are narrower than 30 millimetres: fewer columns, a smaller margin or a larger paper.".into(),
        );
    }
    for (key, tenths, from, to) in [
        ("page.body_tenths", page.body_tenths, 60, 180),
        ("page.leading_tenths", page.leading_tenths, 60, 300),
        ("page.headline_tenths", page.headline_tenths, 120, 960),
    ] {
        if !(from..=to).contains(&tenths) {
            let points = |tenths: u32| f64::from(tenths) / 10.0;
            let (least, most, is) = (points(from), points(to), points(tenths));
            say(key, format!("It should be {least} to {most} points ({from} to {to} in the file); it is {is}."));
        }
    }
    if page.leading_tenths < page.body_tenths {
        say("page.leading_tenths", "Lines stand closer than their letters are high.".into());
    }
    for (key, face) in [("page.body_face", &page.body_face), ("page.headline_face", &page.headline_face)] {
        if !FACES.contains(&face.as_str()) {
            say(key, format!("“{face}” is not shipped; {} are.", FACES.join(", ")));
        }
    }
    let hex = page.accent.strip_prefix('#').unwrap_or_default();
    if hex.len() != 6 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        say("page.accent", "A colour is # and six digits, as #8c1d18.".into());
    }
    for (key, marks) in [
        ("style.quotes", &profile.style.quotes),
        ("style.inner_quotes", &profile.style.inner_quotes),
        ("style.headline_quotes", &profile.style.headline_quotes),
    ] {
        if marks.chars().filter(|c| !c.is_whitespace()).count() != 2 {
            say(key, "It is two marks, the opening and the closing one.".into());
        }
    }
    for word in braced(&profile.date_pattern).into_iter().filter(|word| !DATE_WORDS.contains(word)) {
        say("date_pattern", format!("A date has no {{{word}}}; it has {}.", DATE_WORDS.join(", ")));
    }
    let wording = &profile.wording;
    for (key, text, words) in [
        ("wording.disclosure", &wording.disclosure, &["author", "interest", "outlet"][..]),
        ("wording.correction", &wording.correction, &["wrong", "right", "date", "outlet"][..]),
        ("wording.clarification", &wording.clarification, &["wrong", "right", "date", "outlet"][..]),
        ("wording.author_note", &wording.author_note, &["author", "outlet"][..]),
        ("wording.disclaimer", &wording.disclaimer, &["author", "outlet"][..]),
    ] {
        for word in braced(text).into_iter().filter(|word| !words.contains(word)) {
            say(key, format!("{{{word}}} stands for nothing here; {} do.", words.join(", ")));
        }
    }
    let masthead = profile.masthead_svg.trim();
    if !masthead.is_empty() && !masthead.contains("<svg") {
        say(
            "masthead_svg",
            "It is no SVG: it must hold an <svg> element. Leave it out to set the name as type.".into(),
        );
    }
    if masthead.contains("<script") || masthead.contains("href=\"http") {
        say("masthead_svg", "It runs something or loads something from elsewhere; a page does neither.".into());
    }
    for (at, link) in profile.rights.trust.iter().enumerate() {
        if !["http://", "https://"].iter().any(|scheme| link.href.starts_with(scheme)) {
            say(&format!("rights.trust[{at}].href"), "It must be an address that begins with https://.".into());
        }
    }
    let mail = profile.exclusivity.submit_to.trim();
    if !mail.is_empty() && (!mail.contains('@') || mail.contains(char::is_whitespace)) {
        say("exclusivity.submit_to", "It is no e-mail address.".into());
    }
    for (stage, handover) in &profile.handover {
        let key = format!("handover.{}", stage.name());
        let has_band = length.high > 0 || length.most > 0;
        if handover.needs.contains(&HandoverNeed::Length) && !has_band {
            say(&key, "It needs a length, and [length] gives no band: only a commissioned piece can fail.".into());
        }
        if handover.needs.contains(&HandoverNeed::Furniture) && profile.required.is_empty() {
            say(&key, "It needs all required furniture, and `required` is empty.".into());
        }
        if stage.is_set_aside() && !handover.needs.is_empty() {
            say(&key, "A piece that is set aside needs only a reason; nothing else is asked of it.".into());
        }
        if *stage == Stage::Approved && handover.needs.contains(&HandoverNeed::Seal) {
            say(&key, "Approval makes the seal; it can't need one. Ask for it at published.".into());
        }
    }
    if profile.required.contains(&Furniture::Disclosure) && wording.no_interests.trim().is_empty() {
        say(
            "wording.no_interests",
            "A disclosure is required, and nothing says what is printed when there is none.".into(),
        );
    }
    out
}

/// The words in braces.
fn braced(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word).collect()
}
