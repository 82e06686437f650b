//! The outlet as a mapping of its name and its tagline.

use super::place::with_breaks;
use super::style::{Old, styled};
use crate::front::value::Value;
use crate::front::write::scalar;
use model::Piece;

/// Ways to write it.
pub(super) fn ways(old: &Old<'_>, entries: &[(String, Value)], want: &Piece) -> Vec<String> {
    let mut all = Vec::new();
    all.extend(in_place(old, entries, want));
    // Written anew, when it is a block of lines.
    let blanks = format!("{}  ", old.indent);
    let mut lines = String::from("\n");
    let tagline = if old.says_tagline { want.outlet.tagline.as_str() } else { "" };
    for (key, text) in [("name", want.outlet.name.as_str()), ("tagline", tagline)] {
        if !text.is_empty() || key == "name" {
            lines.push_str(&format!("{blanks}{key}: {}\n", scalar(text, false)));
        }
    }
    if let Some(colon) = old.yaml.get(old.entry.key_at.end..old.own.end).and_then(|rest| rest.find(':')) {
        let at = old.entry.key_at.end + colon + 1;
        all.extend(old.with(at..old.own.end, &with_breaks(&lines, old.crlf)));
    }
    all
}

/// With other texts where the old ones stand, and a new line for a tagline that is new.
fn in_place(old: &Old<'_>, entries: &[(String, Value)], want: &Piece) -> Option<String> {
    let mut out = String::new();
    let mut at = old.own.start;
    let mut has_tagline = false;
    for (index, (key, value)) in entries.iter().enumerate() {
        let text = match key.as_str() {
            "name" => want.outlet.name.as_str(),
            _ if !old.says_tagline => continue,
            _ => {
                has_tagline = true;
                want.outlet.tagline.as_str()
            }
        };
        if value.text().unwrap_or_default() == text {
            continue;
        }
        let range = old.entry.items_at.get(2 * index + 1)?.clone();
        let source = old.yaml.get(range.clone())?;
        if source.trim().is_empty() || source.starts_with(['|', '>']) {
            return None;
        }
        out.push_str(old.yaml.get(at..range.start)?);
        let flow = old.source().starts_with('{') && text.contains([',', '{', '}', '[', ']']);
        let ways = styled(text, source);
        out.push_str(if flow || text.is_empty() { ways.last()? } else { ways.first()? });
        at = range.end;
    }
    out.push_str(old.yaml.get(at..old.own.end)?);
    if old.says_tagline && !has_tagline && !want.outlet.tagline.is_empty() {
        let first = old.entry.items_at.first()?.start;
        let line = old.yaml.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
        let blanks = old.yaml.get(line..first).filter(|blanks| blanks.trim().is_empty())?;
        let text = format!("{blanks}tagline: {}\n", scalar(&want.outlet.tagline, false));
        out.push_str(&with_breaks(&text, old.crlf));
    }
    Some(out)
}
