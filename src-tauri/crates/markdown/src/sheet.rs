//! The outlet's page: a piece as it would be printed.

mod words;

use crate::blocks::{Block, RenderOptions, render_blocks, render_inline};
use crate::escape::push_escaped;
use crate::render::runs_right_to_left;
use crate::text::words_of;
use model::{Field, HouseStyle, OutletProfile, Piece};
use words::Words;

/// What a sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetUse {
    /// The window: what is missing is named.
    Preview,
    /// The web page: what is missing is left out, and the headline is that for the web.
    Web,
}

/// The parts of the page. Inside `<article class="sheet">` stand the head, the blocks in a `div` of the body class,
/// and the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Date line, masthead, section, kicker, headline, standfirst, byline.
    pub head: String,
    /// The class of the element around the blocks.
    pub body_class: String,
    /// The body, block by block.
    pub blocks: Vec<Block>,
    /// Author note, disclosure, correction; empty when there is none.
    pub foot: String,
}

/// The page of a piece. `date_printed` is the date as the outlet prints it.
pub fn sheet(piece: &Piece, profile: &OutletProfile, date_printed: Option<&str>, for_use: SheetUse) -> Sheet {
    let opts = RenderOptions::of_piece(piece, profile);
    let words = Words::of(piece.language.as_deref());
    let blocks = render_blocks(&piece.body, &opts);
    let initial = profile.drop_cap && begins_with_a_letter(&blocks);
    Sheet {
        head: head(piece, profile, date_printed, for_use, &opts),
        body_class: if initial { "body drop".into() } else { "body".into() },
        foot: foot(piece, &words, &opts),
        blocks,
    }
}

/// The byline as it is printed: with "By" where the language of the piece sets it.
pub fn printed_byline(piece: &Piece, profile: &OutletProfile) -> String {
    let (by, name) = byline(piece, by_of(piece, profile));
    if by.is_empty() || name.is_empty() { name.to_owned() } else { format!("{by} {name}") }
}

/// The byline in its two parts: the word in front of the name, empty where there is none, and the name.
pub fn byline_parts(piece: &Piece, profile: &OutletProfile) -> (String, String) {
    let (by, name) = byline(piece, by_of(piece, profile));
    (by.to_owned(), name.to_owned())
}

/// The word in front of the name, and the name. Where a person typed the word, it is not printed twice.
fn byline<'a>(piece: &'a Piece, by: &'a str) -> (&'a str, &'a str) {
    let typed = piece.byline.trim();
    let language = word_by(piece.language.as_deref());
    let split = |word: &str| {
        let (first, rest) = typed.split_at_checked(word.len())?;
        let is_it = !word.is_empty() && first.to_lowercase() == word.to_lowercase();
        (is_it && rest.starts_with(char::is_whitespace)).then(|| (first, rest.trim_start()))
    };
    // The outlet's own word stays as it was typed; that of the language gives way to it.
    split(by).or_else(|| split(language).map(|(_, name)| (by, name))).unwrap_or((by, typed))
}

/// The word in front of the author's name: the outlet's in its own language, else that of the piece's language.
fn by_of<'a>(piece: &Piece, profile: &'a OutletProfile) -> &'a str {
    let language = piece.language.as_deref();
    let own = profile.style.by.trim();
    // One that was never set is English.
    let is_set = own != HouseStyle::default().by;
    match (profile.speaks(language), is_set) {
        (true, true) => own,
        (true, false) => word_by(language.or(Some(profile.language.as_str()).filter(|tag| !tag.is_empty()))),
        (false, _) => word_by(language),
    }
}

/// The word in front of the author's name; empty where the language prints the name alone.
pub(crate) fn word_by(language: Option<&str>) -> &'static str {
    Words::of(language).by
}

/// The label above a note of the foot; empty for any other text.
pub fn label_of(field: Field, language: Option<&str>) -> &'static str {
    let words = Words::of(language);
    match field {
        Field::AuthorNote => words.author,
        Field::Disclosure => words.disclosure,
        Field::CorrectionNote => words.correction,
        _ => "",
    }
}

fn head(
    piece: &Piece,
    profile: &OutletProfile,
    date_printed: Option<&str>,
    for_use: SheetUse,
    opts: &RenderOptions,
) -> String {
    let mut out = String::new();
    let masthead = masthead(piece, profile, date_printed, for_use);
    if !masthead.is_empty() {
        out.push_str("<header>");
        out.push_str(&masthead);
        out.push_str("</header>");
    }
    let mut top = String::new();
    element(&mut top, "p", "kicker", &piece.kicker);
    let headline = if for_use == SheetUse::Web && !piece.headlines.web.trim().is_empty() {
        &piece.headlines.web
    } else {
        &piece.headline
    };
    let quoted = headline.trim_start().starts_with(['‘', '“', '«', '„', '‚', '‹', '"', '\'', '”', '’', '»', '›']);
    element(&mut top, "h1", if quoted { "headline quoted" } else { "headline" }, headline);
    let standfirst = render_inline(&piece.standfirst, opts);
    if !standfirst.is_empty() {
        top.push_str(&format!(r#"<p class="standfirst"{}>{standfirst}</p>"#, direction(&piece.standfirst)));
    }
    let (by, name) = byline(piece, by_of(piece, profile));
    if !name.is_empty() {
        top.push_str(&format!(r#"<p class="byline"{}>"#, direction(&piece.byline)));
        if !by.is_empty() {
            top.push_str("<i>");
            push_escaped(&mut top, by);
            top.push_str("</i> ");
        }
        push_escaped(&mut top, name);
        top.push_str("</p>");
    }
    if !top.is_empty() {
        out.push_str(&format!(r#"<div class="top">{top}</div>"#));
    }
    out
}

/// What stands above the piece: date, name, tagline, rule, section.
fn masthead(piece: &Piece, profile: &OutletProfile, date_printed: Option<&str>, for_use: SheetUse) -> String {
    let mut out = String::new();
    let published = &piece.published;
    let date = date_printed.or(published.printed.as_deref()).or(published.value.as_deref()).unwrap_or_default();
    if !date.trim().is_empty() {
        out.push_str(r#"<div class="folio"><span>"#);
        push_escaped(&mut out, date.trim());
        out.push_str("</span></div>");
    }
    let name = piece.outlet.name.trim();
    if name.is_empty() && for_use == SheetUse::Preview {
        out.push_str(r#"<div class="masthead empty">Your outlet</div>"#);
    }
    element(&mut out, "div", masthead_class(name), name);
    element(&mut out, "p", "tagline", &piece.outlet.tagline);
    if !name.is_empty() || for_use == SheetUse::Preview {
        out.push_str(r#"<div class="oxford"></div>"#);
    }
    if !profile.section.trim().is_empty() {
        out.push_str(r#"<div class="section"><b>"#);
        push_escaped(&mut out, profile.section.trim());
        out.push_str("</b></div>");
    }
    out
}

/// A long name is set smaller, so that it stays on its line.
fn masthead_class(name: &str) -> &'static str {
    match name.chars().count() {
        0..=24 => "masthead",
        25..=36 => "masthead long",
        _ => "masthead longer",
    }
}

fn foot(piece: &Piece, words: &Words, opts: &RenderOptions) -> String {
    let mut out = String::new();
    let notes = [
        ("", words.author, "note", &piece.author_note),
        ("", words.disclosure, "", &piece.disclosure),
        ("wide", words.correction, "", &piece.correction_note),
    ];
    for (class, label, inner, text) in notes {
        let html = render_inline(text, opts);
        if html.is_empty() {
            continue;
        }
        out.push_str(if class.is_empty() { "<p" } else { r#"<p class="wide""# });
        out.push_str(direction(text));
        out.push('>');
        // A note in the outlet's own wording brings its label along.
        if !begins_with(text, label) {
            out.push_str(&format!("<b>{label}</b>"));
        }
        if inner.is_empty() {
            out.push_str(&html);
        } else {
            out.push_str(&format!(r#"<span class="{inner}">{html}</span>"#));
        }
        out.push_str("</p>");
    }
    out
}

/// Whether a note begins with its label, in capitals or not, as a word of its own.
pub(crate) fn begins_with(note: &str, label: &str) -> bool {
    let mut rest = note.trim_start().chars();
    let same = label.chars().all(|c| rest.next().is_some_and(|other| other.to_lowercase().eq(c.to_lowercase())));
    same && !label.is_empty() && rest.next().is_some_and(|c| !c.is_alphanumeric())
}

/// An element of plain text; nothing when there is no text.
fn element(out: &mut String, name: &str, class: &str, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    out.push_str(&format!(r#"<{name} class="{class}"{}>"#, direction(text)));
    push_escaped(out, text);
    out.push_str(&format!("</{name}>"));
}

fn direction(text: &str) -> &'static str {
    if text.chars().any(runs_right_to_left) { r#" dir="auto""# } else { "" }
}

/// Whether the body begins with a paragraph whose first character can be a large initial: a letter of a script that
/// is not joined and runs from left to right.
fn begins_with_a_letter(blocks: &[Block]) -> bool {
    let Some(first) = blocks.first().filter(|block| block.html.starts_with("<p>")) else { return false };
    let words: String = words_of(first.html.get(..first.html.len().min(400)).unwrap_or(&first.html));
    words.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_lowercase() && !runs_right_to_left(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Outlet;

    fn piece() -> Piece {
        Piece {
            headline: "‘A city’ <script>".into(),
            standfirst: "The *night* ferry <b>x</b>".into(),
            byline: "Ilse Varden".into(),
            outlet: Outlet { name: "The Courier".into(), tagline: "By morning".into() },
            author_note: "She [writes](https://a.example).".into(),
            body: "It is 44 days.".into(),
            ..Piece::default()
        }
    }

    #[test]
    fn the_page_has_its_parts_in_order_and_markup_of_furniture_is_text() {
        let page = sheet(&piece(), &OutletProfile::default(), Some("14 April"), SheetUse::Web);
        assert_eq!(
            page.head,
            "<header><div class=\"folio\"><span>14 April</span></div><div class=\"masthead\">The Courier</div>\
             <p class=\"tagline\">By morning</p><div class=\"oxford\"></div><div class=\"section\"><b>Opinion</b></div></header>\
             <div class=\"top\"><h1 class=\"headline quoted\">‘A city’ &lt;script&gt;</h1>\
             <p class=\"standfirst\">The <em>night</em> ferry &lt;b&gt;x&lt;/b&gt;</p>\
             <p class=\"byline\"><i>By</i> Ilse Varden</p></div>"
        );
        assert_eq!(page.body_class, "body drop");
        assert_eq!(
            page.foot,
            "<p><b>The author</b><span class=\"note\">She <a href=\"https://a.example\" rel=\"noopener noreferrer\">writes</a>.</span></p>"
        );
    }

    #[test]
    fn the_word_by_is_printed_once() {
        for (typed, printed) in
            [("by Ilse Varden", "by Ilse Varden"), ("Ilse Varden", "By Ilse Varden"), ("By", "By By")]
        {
            assert_eq!(printed_byline(&Piece { byline: typed.into(), ..piece() }, &OutletProfile::default()), printed);
        }
        let page = sheet(
            &Piece { byline: "By Ilse Varden".into(), ..piece() },
            &OutletProfile::default(),
            None,
            SheetUse::Web,
        );
        assert!(page.head.contains("<p class=\"byline\"><i>By</i> Ilse Varden</p>"), "{}", page.head);
    }

    #[test]
    fn a_missing_outlet_is_named_in_the_preview_only() {
        let bare = Piece { body: "“Quoted” first.".into(), ..Piece::default() };
        let profile = OutletProfile { section: String::new(), ..OutletProfile::default() };
        let preview = sheet(&bare, &profile, None, SheetUse::Preview);
        assert!(preview.head.contains("masthead empty"));
        assert_eq!(preview.body_class, "body");
        let web = sheet(&bare, &profile, None, SheetUse::Web);
        assert_eq!((web.head.as_str(), web.foot.as_str()), ("", ""));
    }
}
