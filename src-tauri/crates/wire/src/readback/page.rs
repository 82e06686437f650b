//! The file that goes to the author.

use super::reply::{BEGIN, CHOICE, END};
use crate::assets::{FontFace, LATIN, outlet_css, reading_face, tokens_css};
use crate::base64::push_base64;
use crate::escape::{css_in_style, escaped, json_in_script};
use crate::page::{language_attributes, push_faces};
use model::Piece;
use serde_json::json;
use sha2::{Digest, Sha256};

/// A run of a marked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked<'a> {
    /// As it was.
    Same(&'a str),
    /// New; by whom (a name, empty when unknown).
    Inserted(&'a str, &'a str),
    /// Gone; by whom.
    Removed(&'a str, &'a str),
}

/// A text with its changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkedText<'a> {
    /// Its name: "Headline", "Text".
    pub label: &'a str,
    /// Its runs, in order; line ends are kept.
    pub runs: &'a [Marked<'a>],
}

/// A query. Its number is its place in the list, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadbackQuery<'a> {
    /// Its record.
    pub id: &'a str,
    /// The words that it is about; empty for the piece as a whole.
    pub quote: &'a str,
    /// The question.
    pub text: &'a str,
    /// Who asks.
    pub by: &'a str,
}

/// What a file for reading back is made of. All HTML comes from the Markdown writer and is safe.
#[derive(Clone, Copy, Debug)]
pub struct ReadbackPage<'a> {
    /// The piece as it is shown: for title, language, and its id, which the answer names.
    pub piece: &'a Piece,
    /// The record of the sending.
    pub sending: &'a str,
    /// The reading digest of the text that is shown.
    pub reading: &'a str,
    /// Who reads it.
    pub to: &'a str,
    /// Who sends it.
    pub from: &'a str,
    /// When, as it is printed.
    pub date: &'a str,
    /// The head of the sheet.
    pub head_html: &'a str,
    /// The class of the element around the body.
    pub body_class: &'a str,
    /// The body.
    pub body_html: &'a str,
    /// The foot of the sheet: note, disclosure.
    pub foot_html: &'a str,
    /// The texts with their changes; empty when nothing changed.
    pub marked: &'a [MarkedText<'a>],
    /// What the changes are counted from: "the text that you filed".
    pub since: &'a str,
    /// The queries.
    pub queries: &'a [ReadbackQuery<'a>],
    /// Headlines with their places: ("Print", "…"); those that are empty are left out.
    pub headlines: &'a [(&'a str, &'a str)],
}

const SCRIPT: &str = include_str!("../../../../../assets/readback/readback.js");
const STYLE: &str = include_str!("../../../../../assets/readback/readback.css");

static INTERFACE: FontFace = FontFace {
    family: "Inter",
    style: "normal",
    unicode_range: LATIN,
    woff2: include_bytes!("../../../../../assets/fonts/inter-latin-wght-normal.woff2"),
};

/// The file: one page that needs nothing else.
pub fn readback_page(parts: &ReadbackPage<'_>) -> String {
    let piece = parts.piece;
    let (lang, dir) = language_attributes(piece);
    let mut out = String::with_capacity(parts.body_html.len() * 2 + 400_000);
    let mut hash = String::new();
    push_base64(&mut hash, &Sha256::digest(script().as_bytes()));
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{hash}'; \
         style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'\">\n"
    ));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
    let title = [piece.headline.trim(), piece.slugline.trim()].into_iter().find(|t| !t.is_empty()).unwrap_or("A piece");
    out.push_str(&format!("<title>To read back: {}</title>\n<style>\n", escaped(title)));
    let whole = format!("{}{}{}", parts.head_html, parts.body_html, parts.foot_html);
    push_faces(&mut out, &reading_face(&whole));
    push_faces(&mut out, &[INTERFACE]);
    for css in [tokens_css(), outlet_css(), STYLE] {
        out.push_str(&css_in_style(css));
    }
    out.push_str("</style>\n</head>\n<body class=\"readback\">\n<main>\n");
    push_top(&mut out, parts, title);
    out.push_str("<section aria-labelledby=\"the-text\"><h2 id=\"the-text\">The text</h2>\n");
    out.push_str(&format!("<article class=\"sheet slim\"{lang}{dir}>\n{}\n", parts.head_html));
    out.push_str(&format!("<div class=\"{}\">\n{}\n</div>\n", escaped(parts.body_class), parts.body_html));
    if !parts.foot_html.is_empty() {
        out.push_str(&format!("<footer class=\"foot\">{}</footer>\n", parts.foot_html));
    }
    out.push_str("</article></section>\n");
    push_marked(&mut out, parts, &lang, dir);
    push_headlines(&mut out, parts, &lang, dir);
    push_queries(&mut out, parts);
    push_answer(&mut out, parts);
    out.push_str("</main>\n");
    let queries: Vec<_> = parts.queries.iter().map(|query| query.id).collect();
    let piece_id = piece.id.map(|id| id.to_string()).unwrap_or_default();
    let name = if piece.slugline.is_empty() { "piece" } else { &piece.slugline };
    let data = json!({
        "piece": piece_id, "sending": parts.sending, "text": parts.reading, "queries": queries, "file": format!("{name}.reply.json"),
        "begin": BEGIN, "end": END,
    });
    out.push_str(&format!("<script type=\"application/json\" id=\"data\">{}</script>\n", json_in_script(&data)));
    out.push_str(&format!("<script>{}</script>\n</body>\n</html>\n", script()));
    out
}

/// The one script, as it stands in the page. A checkout with other line ends must not change its hash in the page.
fn script() -> String {
    SCRIPT.replace("\r\n", "\n")
}

fn push_top(out: &mut String, parts: &ReadbackPage<'_>, title: &str) {
    out.push_str("<header class=\"rb-top\">");
    let outlet = parts.piece.outlet.name.trim();
    let sender = [outlet, parts.from.trim(), parts.date.trim()];
    let sender: Vec<String> = sender.into_iter().filter(|part| !part.is_empty()).map(escaped).collect();
    out.push_str(&format!("<p class=\"rb-from\">{}</p>", sender.join(" · ")));
    out.push_str(&format!("<h1>To read back: {}</h1>", escaped(title)));
    let to = parts.to.trim();
    let greeting = if to.is_empty() { String::new() } else { format!("{}, please", escaped(to)) };
    let please = if greeting.is_empty() { "Please" } else { &greeting };
    let asks = match parts.queries.len() {
        0 => "say whether you agree".to_owned(),
        1 => "answer the query, and say whether you agree".to_owned(),
        many => format!("answer the {many} queries, and say whether you agree"),
    };
    out.push_str(&format!(
        "<p>{please} read the text below, {asks}. Nothing leaves this page by itself: at the end it makes a small file, or \
         a text, that you send back by mail.</p>"
    ));
    out.push_str("<nav aria-label=\"Parts\"><a href=\"#the-text\">The text</a>");
    if !parts.marked.is_empty() {
        out.push_str("<a href=\"#changes\">What changed</a>");
    }
    out.push_str("<a href=\"#headlines\">Headlines</a>");
    if !parts.queries.is_empty() {
        out.push_str("<a href=\"#queries\">Queries</a>");
    }
    out.push_str("<a href=\"#answer\">Your answer</a></nav></header>\n");
}

fn push_marked(out: &mut String, parts: &ReadbackPage<'_>, lang: &str, dir: &str) {
    out.push_str("<section aria-labelledby=\"changes\"><h2 id=\"changes\">What changed</h2>\n");
    let since = if parts.since.trim().is_empty() { "the text before" } else { parts.since.trim() };
    if parts.marked.is_empty() {
        out.push_str(&format!("<p>Nothing, compared with {}.</p></section>\n", escaped(since)));
        return;
    }
    out.push_str(&format!(
        "<p>Compared with {}. <ins>New words are underlined</ins>, <del>words that went are struck through</del>; the \
         initials say whose change it is.</p>\n",
        escaped(since)
    ));
    for text in parts.marked {
        out.push_str(&format!("<h3>{}</h3>\n<div class=\"rb-marked\"{lang}{dir}>", escaped(text.label)));
        for run in text.runs {
            match run {
                Marked::Same(words) => out.push_str(&escaped(words)),
                Marked::Inserted(words, by) => push_change(out, "ins", "inserted", words, by),
                Marked::Removed(words, by) => push_change(out, "del", "removed", words, by),
            }
        }
        out.push_str("</div>\n");
    }
    out.push_str("</section>\n");
}

fn push_change(out: &mut String, element: &str, what: &str, words: &str, by: &str) {
    let by = by.trim();
    let initials = model::Person::named(by).initials;
    let who = if by.is_empty() { String::new() } else { format!(" by {by}") };
    out.push_str(&format!("<{element} title=\"{}\"", escaped(&format!("{what}{who}"))));
    if !initials.is_empty() {
        out.push_str(&format!(" data-by=\"{}\"", escaped(&initials)));
    }
    out.push_str(&format!("><span class=\"rb-said\">[{}: </span>", escaped(&format!("{what}{who}"))));
    out.push_str(&escaped(words));
    out.push_str(&format!("<span class=\"rb-said\">]</span></{element}>"));
}

fn push_headlines(out: &mut String, parts: &ReadbackPage<'_>, lang: &str, dir: &str) {
    out.push_str(
        "<section aria-labelledby=\"headlines\"><h2 id=\"headlines\">Headlines and notes</h2>\n<dl class=\"rb-list\">",
    );
    let notes = [("Author note", parts.piece.author_note.trim()), ("Disclosure", parts.piece.disclosure.trim())];
    let headlines = parts.headlines.iter().map(|(label, text)| (*label, text.trim()));
    for (label, text) in headlines.filter(|(_, text)| !text.is_empty()) {
        out.push_str(&format!("<dt>{}</dt><dd{lang}{dir}>{}</dd>", escaped(label), escaped(text)));
    }
    for (label, text) in notes {
        let missing = text.is_empty();
        let shown = if missing { "<i>There is none.</i>".to_owned() } else { escaped(text) };
        out.push_str(&format!("<dt>{label}</dt><dd{}>{shown}</dd>", if missing { "" } else { lang }));
    }
    out.push_str("</dl></section>\n");
}

fn push_queries(out: &mut String, parts: &ReadbackPage<'_>) {
    if parts.queries.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"queries\"><h2 id=\"queries\">Queries</h2>\n<ol class=\"rb-queries\">");
    for (index, query) in parts.queries.iter().enumerate() {
        let number = index + 1;
        out.push_str("<li>");
        if !query.quote.trim().is_empty() {
            out.push_str(&format!("<blockquote>{}</blockquote>", escaped(query.quote.trim())));
        }
        out.push_str(&format!("<p id=\"q{number}\">{}", escaped(query.text.trim())));
        if !query.by.trim().is_empty() {
            out.push_str(&format!(" <span class=\"rb-by\">{}</span>", escaped(query.by.trim())));
        }
        out.push_str(&format!(
            "</p><textarea class=\"rb-live\" rows=\"3\" aria-labelledby=\"q{number}\" data-query=\"{index}\" \
             placeholder=\"Your answer to query {number}\"></textarea></li>\n"
        ));
    }
    out.push_str("</ol></section>\n");
}

fn push_answer(out: &mut String, parts: &ReadbackPage<'_>) {
    out.push_str("<section aria-labelledby=\"answer\"><h2 id=\"answer\">Your answer</h2>\n");
    out.push_str(
        "<div class=\"rb-live\"><fieldset><legend>The text as it stands above</legend>\
         <label><input type=\"radio\" name=\"answer\" value=\"agrees\"> I agree: it may be printed like this</label>\
         <label><input type=\"radio\" name=\"answer\" value=\"objects\"> I object: not like this</label></fieldset>\
         <label class=\"rb-field\">Anything else<textarea rows=\"4\" id=\"comment\"></textarea></label>",
    );
    out.push_str(&format!(
        "<label class=\"rb-field\">Your name<input type=\"text\" id=\"name\" autocomplete=\"name\" value=\"{}\"></label>",
        escaped(parts.to.trim())
    ));
    out.push_str(
        "<p class=\"rb-buttons\"><button type=\"button\" id=\"save\" class=\"rb-first\">Save the reply file</button> \
         <button type=\"button\" id=\"copy\">Copy the reply as text</button></p>\
         <p id=\"said\" role=\"status\"></p>\
         <label class=\"rb-field\" id=\"shown\" hidden>The reply as text, for a mail<textarea id=\"text\" rows=\"12\" readonly spellcheck=\"false\"></textarea></label></div>\n",
    );
    let piece = parts.piece.id.map(|id| id.to_string()).unwrap_or_default();
    let mut form = format!("{BEGIN}\n[piece] {piece}\n[sending] {}\n[text] {}\n", parts.sending, parts.reading);
    form.push_str(&format!("[name] \n[answer] {CHOICE}\n"));
    for (index, query) in parts.queries.iter().enumerate() {
        form.push_str(&format!("[query {} {}]\n\n", index + 1, query.id));
    }
    form.push_str(&format!("[comment]\n\n{END}\n"));
    out.push_str(&format!(
        "<div class=\"rb-still\"><p>This program runs no scripts here, so answer by mail. Copy the lines below into your \
         mail, leave one of the words “agree” and “object” and nothing beside it, write each answer below its number, and \
         everything else below [comment].</p><pre>{}</pre></div>\
         </section>\n",
        escaped(&form)
    ));
}
