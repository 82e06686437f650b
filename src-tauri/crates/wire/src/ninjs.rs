//! ninjs 3.1, the JSON of the International Press Telecommunications Council.

use crate::clean::push_clean_words;
use crate::content::{Figure, text_of};
use crate::outgoing::{Outgoing, uuid_of};
use crate::xml::one_line;
use model::picture::Picture;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The address of the schema.
const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";

/// A piece as ninjs 3.1. What is not known is left out.
pub fn ninjs(out: &Outgoing<'_>) -> Value {
    let piece = out.piece;
    let mut map = Map::new();
    map.insert("uri".into(), json!(out.uri()));
    map.insert("standard".into(), json!({ "name": "ninjs", "version": "3.1", "schema": SCHEMA }));
    map.insert("type".into(), json!("text"));
    map.insert("representationType".into(), json!("full"));
    let profile = if out.figures().is_empty() { "text-only" } else { "text-photo" };
    map.insert("profile".into(), json!(profile));
    let time = |time: Option<crate::time::Time>| time.and_then(|time| time.rfc3339()).unwrap_or_default();
    put(&mut map, "versionCreated", &time(out.version_time()));
    put(&mut map, "contentCreated", &time(out.published()));
    put(&mut map, "embargoedUntil", &time(out.embargo()));
    map.insert("pubStatus".into(), json!(pub_status(piece.stage)));
    let rights = &out.profile.rights;
    put(&mut map, "copyrightHolder", &out.holder());
    put(&mut map, "copyrightNotice", &one_line(&rights.notice));
    put(&mut map, "usageTerms", &one_line(&rights.usage));
    put(&mut map, "edNote", &editors_note(out));
    put(&mut map, "language", &out.language());
    list(&mut map, "headlines", headlines(out));
    list(&mut map, "descriptions", described("standfirst", &out.standfirst()));
    list(&mut map, "bodies", bodies(out));
    let people = out.authors().into_iter().map(|name| json!({ "name": name, "rel": "author" }));
    list(&mut map, "people", people.collect());
    let outlet = out.outlet();
    if !outlet.is_empty() {
        map.insert("organisations".into(), json!([{ "name": outlet, "rel": "publisher" }]));
    }
    let tags = piece.tags.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty());
    list(&mut map, "subjects", tags.map(|tag| json!({ "name": tag })).collect());
    put(&mut map, "title", &out.title());
    put(&mut map, "by", &one_line(out.byline));
    put(&mut map, "slugline", &one_line(&piece.slugline));
    list(
        &mut map,
        "associations",
        out.figures().iter().map(|(figure, picture)| association(figure, picture)).collect(),
    );
    let trust = rights.trust.iter().filter(|link| is_address(&link.href));
    list(&mut map, "trustIndicators", trust.map(trust_indicator).collect());
    map.insert("genres".into(), json!([{ "name": "Opinion", "uri": "http://cv.iptc.org/newscodes/genre/Opinion" }]));
    Value::Object(map)
}

/// What the world may do with it.
pub(crate) fn pub_status(stage: model::Stage) -> &'static str {
    match stage {
        model::Stage::Withdrawn | model::Stage::Killed => "canceled",
        model::Stage::Hold | model::Stage::Spiked => "withheld",
        _ => "usable",
    }
}

/// What the receiving desk should know and nobody prints: that this text corrects an earlier one.
pub(crate) fn editors_note(out: &Outgoing<'_>) -> String {
    let corrects =
        "This text corrects an earlier one; the correction stands among the bodies and must be printed with it.";
    let corrects = Some(corrects.to_owned()).filter(|_| !out.piece.correction_note.trim().is_empty());
    let sealed = out.seal.map(|seal| format!("Sealed {seal}."));
    corrects.into_iter().chain(sealed).collect::<Vec<_>>().join(" ")
}

fn headlines(out: &Outgoing<'_>) -> Vec<Value> {
    let headlines = &out.piece.headlines;
    let by_role = [
        ("main", one_line(&out.piece.headline)),
        ("print", one_line(&headlines.print)),
        ("web", one_line(&headlines.web)),
        ("social", one_line(&headlines.social)),
        ("kicker", one_line(&out.piece.kicker)),
    ];
    let filled = by_role.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(role, value)| json!({ "role": role, "contentType": "text/plain", "value": value })).collect()
}

/// The body twice, as markup and as text, and each note below it in its role. Captions and footnotes are not counted.
fn bodies(out: &Outgoing<'_>) -> Vec<Value> {
    let mut html = String::with_capacity(out.body_html.len());
    push_clean_words(&mut html, out.body_html);
    let (words, characters) = (out.words(), out.characters());
    let body = |kind: &str, value: &str| json!({ "role": "main", "contentType": kind, "wordCount": words, "charCount": characters, "value": value });
    let mut bodies = vec![body("text/html", html.trim_end()), body("text/plain", out.body_plain.trim_matches('\n'))];
    for (kind, inlines) in out.notes() {
        let text = text_of(&inlines);
        bodies.push(json!({
            "role": kind.role(), "contentType": "text/plain",
            "wordCount": model::count_words(&text), "charCount": text.chars().count(), "value": text,
        }));
    }
    bodies
}

/// A picture of the piece: what it is and what is said of it. Its file goes another way, under the name that stands here.
fn association(figure: &Figure, picture: &Picture) -> Value {
    let mut map = Map::new();
    let hash = Sha256::digest(format!("picture\n{}", picture.mark()));
    map.insert("uri".into(), json!(format!("urn:uuid:{}", uuid_of(&hash))));
    map.insert("name".into(), json!(figure.name));
    map.insert("rel".into(), json!("picture"));
    map.insert("type".into(), json!("picture"));
    let said = [("caption", &figure.caption), ("altText", &figure.alt)];
    list(&mut map, "descriptions", said.iter().flat_map(|(role, value)| described(role, value)).collect());
    put(&mut map, "by", &figure.credit);
    map.insert(
        "renditions".into(),
        json!([{
            "name": "original", "title": figure.name, "contentType": picture.kind.media_type(),
            "width": picture.width, "height": picture.height, "sizeInBytes": picture.bytes.len(),
        }]),
    );
    Value::Object(map)
}

fn described(role: &str, value: &str) -> Vec<Value> {
    if value.is_empty() {
        return Vec::new();
    }
    vec![json!({ "role": role, "contentType": "text/plain", "value": value })]
}

fn trust_indicator(link: &model::TrustLink) -> Value {
    let mut map = Map::new();
    put(&mut map, "role", if is_address(&link.role) { link.role.trim() } else { "" });
    put(&mut map, "title", &one_line(&link.title));
    put(&mut map, "href", link.href.trim());
    Value::Object(map)
}

/// Whether it is a web address without anything that an address can't have.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
    })
}

fn put(map: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        map.insert(key.into(), Value::String(text.to_owned()));
    }
}

fn list(map: &mut Map<String, Value>, key: &str, values: Vec<Value>) {
    if !values.is_empty() {
        map.insert(key.into(), Value::Array(values));
    }
}
