//! The annotated copy: a piece with its comments and links numbered, for the checker. It stays in the house.

use crate::review::Comment;
use crate::review::proof::{is_about_the_whole, with_remarks};
use crate::review::sight::Sight;
use crate::service::hold;
use crate::{Archive, Desk, Error, ExportFormat};
use markdown::RenderOptions;
use model::review::{CommentKind, Role};
use model::{Field, Piece, PieceId};
use press::marks;
use wire::{Annotated, Annotation, annotated};

/// What the texts of a piece are called in the copy.
const NAMES: [(Field, &str); 11] = [
    (Field::Kicker, "Kicker"),
    (Field::Headline, "Headline"),
    (Field::HeadlinePrint, "Print headline"),
    (Field::HeadlineWeb, "Web headline"),
    (Field::HeadlineSocial, "Social headline"),
    (Field::Standfirst, "Standfirst"),
    (Field::Byline, "Byline"),
    (Field::Body, "Body"),
    (Field::AuthorNote, "Author note"),
    (Field::Disclosure, "Disclosure"),
    (Field::CorrectionNote, "Correction"),
];

impl Sight<'_> {
    /// The working text with everything that was said of it.
    pub(crate) fn annotated(&self) -> String {
        let piece = self.session.piece();
        let (profile, _) = self.outlet();
        let opts = RenderOptions::of_piece(&piece, &profile);
        let comments: Vec<Comment> = self.comments();
        let (whole, hung): (Vec<&Comment>, Vec<&Comment>) = comments.iter().partition(|each| is_about_the_whole(each));
        let (mut remarks, mut texts) = (Vec::new(), Vec::new());
        for (field, name) in NAMES {
            let text = marks::plain(self.session.manuscript.text(field));
            let mut places = Vec::new();
            for comment in hung.iter().filter(|comment| comment.field == Some(field)) {
                places.push((comment.range.unwrap_or((0, model::utf16_len(&text))), remarks.len()));
                remarks.push(annotation(comment));
            }
            if text.trim().is_empty() {
                continue;
            }
            let text = with_remarks(&text, &places);
            let html = match field {
                Field::Body => {
                    let pictures = (self.pictures)(self.session.manuscript.text(field));
                    crate::forms::with_data(&markdown::render_body(&text, &opts), &pictures)
                }
                _ => format!("<p>{}</p>", markdown::render_inline(&text, &opts)),
            };
            texts.push((name, html));
        }
        remarks.extend(whole.into_iter().map(annotation));
        let state = self.seal_view().filter(|seal| seal.is_now).map_or_else(
            || format!("The working text, {} words; it is not sealed.", piece.word_count),
            |seal| format!("The text as it is sealed, {}.", seal.fingerprint),
        );
        let title = if piece.headline.trim().is_empty() { &piece.slugline } else { &piece.headline };
        let language = piece.language.as_deref().unwrap_or_default();
        annotated(&Annotated { title, language, state: &state, texts, remarks }, marks::remark_of)
    }
}

/// A comment as it is shown.
fn annotation(comment: &Comment) -> Annotation {
    let role = comment
        .role
        .as_deref()
        .and_then(|role| role.parse::<Role>().ok())
        .map(|role| format!(" ({})", role.label()))
        .unwrap_or_default();
    let day = comment.at.get(..10).unwrap_or(&comment.at);
    Annotation {
        kind: if comment.kind == CommentKind::Query { "Query".into() } else { "Comment".into() },
        by: format!("{}{role}, {day}", comment.by.name),
        quote: comment.quote.clone(),
        text: comment.text.clone(),
        settled: comment.resolved,
        replies: comment.replies.iter().map(|reply| (reply.by.name.clone(), reply.text.clone())).collect(),
    }
}

impl Archive {
    /// A piece with its comments and links numbered, as a page for the checker.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn annotated(&self, id: PieceId) -> Result<String, Error> {
        self.with_sight(id, |sight| Ok(sight.annotated()))
    }
}

impl Desk {
    /// A piece with its comments and links numbered, as a page for the checker.
    pub(crate) fn annotated_export(&self, id: PieceId) -> Result<crate::Export, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        let text = self.sight(&session)?.annotated();
        let piece: Piece = session.piece();
        Ok(crate::Export {
            bytes: text.clone().into_bytes(),
            text,
            file_name: crate::outgoing::file_name(&piece, ExportFormat::Annotated),
            words: piece.word_count,
        })
    }
}
