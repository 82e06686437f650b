//! The piece as plain text.

use model::Piece;

/// The texts of a piece without Markdown marks, as a reader sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainParts {
    /// The standfirst.
    pub standfirst: String,
    /// The body.
    pub body: String,
    /// The author note.
    pub author_note: String,
    /// The disclosure.
    pub disclosure: String,
    /// The correction.
    pub correction_note: String,
    /// The seal's fingerprint, for the final copy: the last line.
    pub seal: Option<String>,
}

/// The piece as text: kicker, headline, standfirst, byline, date, body, notes, seal, a blank line between each.
pub fn plain(piece: &Piece, parts: &PlainParts) -> String {
    let published = &piece.published;
    let date = published.printed.as_deref().or(published.value.as_deref()).unwrap_or_default();
    let seal = parts.seal.as_ref().map(|seal| format!("Seal: {seal}")).unwrap_or_default();
    let parts = [
        piece.kicker.trim(),
        piece.headline.trim(),
        parts.standfirst.trim(),
        piece.byline.trim(),
        date.trim(),
        parts.body.trim_matches('\n'),
        parts.author_note.trim(),
        parts.disclosure.trim(),
        parts.correction_note.trim(),
        &seal,
    ];
    let mut out = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_parts_leave_no_gap() {
        let piece = Piece { headline: "H".into(), ..Piece::default() };
        let parts = PlainParts {
            body: "One.\n\nTwo.".into(),
            author_note: "She writes.".into(),
            seal: Some("tern 4827 oak".into()),
            ..PlainParts::default()
        };
        assert_eq!(plain(&piece, &parts), "H\n\nOne.\n\nTwo.\n\nShe writes.\n\nSeal: tern 4827 oak\n");
        assert_eq!(plain(&Piece::default(), &PlainParts::default()), "");
    }
}
