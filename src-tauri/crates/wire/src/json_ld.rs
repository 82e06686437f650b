//! The piece as schema.org describes it.

use crate::words::{public_authors, unmarked};
use model::Piece;
use serde_json::{Map, Value, json};

/// The structured data of a piece: an opinion article with what readers and search engines may know of it.
/// The body is not repeated; it stands on the page.
pub fn json_ld(piece: &Piece) -> Value {
    let mut out = Map::new();
    out.insert("@context".into(), json!("https://schema.org"));
    out.insert("@type".into(), json!("OpinionNewsArticle"));
    let web = piece.headlines.web.trim();
    let headline = if web.is_empty() { piece.headline.trim() } else { web };
    put(&mut out, "headline", headline);
    if headline != piece.headline.trim() {
        put(&mut out, "alternativeHeadline", piece.headline.trim());
    }
    put(&mut out, "description", &unmarked(&piece.standfirst));
    let authors: Vec<Value> =
        public_authors(piece).iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    match authors.as_slice() {
        [] => {}
        [one] => drop(out.insert("author".into(), one.clone())),
        _ => drop(out.insert("author".into(), Value::Array(authors))),
    }
    let published = piece.published.value.as_deref().unwrap_or_default();
    put(&mut out, "datePublished", published);
    // Only a change after publication concerns readers; the hours of work before it do not.
    if let Some(modified) = piece.modified.as_deref().filter(|modified| !published.is_empty() && *modified > published)
    {
        put(&mut out, "dateModified", modified);
    }
    if !piece.outlet.name.trim().is_empty() {
        out.insert("publisher".into(), json!({ "@type": "Organization", "name": piece.outlet.name.trim() }));
    }
    put(&mut out, "inLanguage", piece.language.as_deref().unwrap_or_default());
    if piece.word_count > 0 {
        out.insert("wordCount".into(), json!(piece.word_count));
    }
    put(&mut out, "articleSection", piece.kicker.trim());
    put(&mut out, "correction", &unmarked(&piece.correction_note));
    if !piece.tags.is_empty() {
        out.insert("keywords".into(), json!(piece.tags));
    }
    Value::Object(out)
}

fn put(out: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        out.insert(key.into(), Value::String(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        assert_eq!(
            json_ld(&Piece::default()),
            json!({ "@context": "https://schema.org", "@type": "OpinionNewsArticle" })
        );
    }

    #[test]
    fn a_piece_is_an_opinion_article() {
        let mut piece = Piece {
            headline: "The price of a roundabout".into(),
            standfirst: "To *close* it".into(),
            byline: "Ilse Varden".into(),
            word_count: 535,
            modified: Some("2026-04-13T10:00:00Z".into()),
            ..Piece::default()
        };
        piece.published.value = Some("2026-04-14".into());
        piece.outlet.name = "The Courier".into();
        let data = json_ld(&piece);
        assert_eq!(data["description"], "To close it");
        assert_eq!(data["author"], json!({ "@type": "Person", "name": "Ilse Varden" }));
        assert_eq!(data["publisher"]["name"], "The Courier");
        assert_eq!((&data["wordCount"], data.get("dateModified"), data.get("articleBody")), (&json!(535), None, None));
    }
}
