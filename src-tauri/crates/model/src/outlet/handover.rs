//! What a piece must have before it moves on.

use serde::{Deserialize, Serialize};

/// What a move to one stage asks for.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Handover {
    /// Everything that must hold, in the order in which it is told.
    pub needs: Vec<Need>,
}

/// One thing that an outlet asks for at a hand-over.
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "HandoverNeed"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The words of the body are within the outlet's band (or the commissioned length's, where there is one).
    Length,
    /// A headline.
    Headline,
    /// Every headline and the standfirst are within their limits.
    HeadlineLimits,
    /// A standfirst.
    Standfirst,
    /// A byline.
    Byline,
    /// An author note.
    AuthorNote,
    /// A disclosure: the author's interests, or the outlet's words for none.
    Disclosure,
    /// A publication date.
    Date,
    /// The author agreed to the text as it is.
    AuthorSignoff,
    /// An editor signed the text as it is.
    EditorSignoff,
    /// The facts were checked in the text as it is.
    FactCheckSignoff,
    /// Legal read the text as it is.
    LegalSignoff,
    /// The copy desk read the text as it is.
    CopySignoff,
    /// The author has seen the headline and agreed.
    HeadlineConsent,
    /// No query waits for an answer.
    NoOpenQuery,
    /// No comment of any kind is open.
    NoOpenComment,
    /// No claim is unchecked, queried or wrong.
    ClaimsChecked,
    /// No placeholder is left (TK, ??, square brackets).
    NoPlaceholder,
    /// No certain finding of the copy desk is open.
    NoFinding,
    /// Every piece of furniture that the outlet requires is there.
    Furniture,
    /// The text is sealed.
    Seal,
}

impl Need {
    /// All of them, in the order of a hand-over.
    pub const ALL: [Need; 21] = [
        Need::Length,
        Need::Headline,
        Need::HeadlineLimits,
        Need::Standfirst,
        Need::Byline,
        Need::AuthorNote,
        Need::Disclosure,
        Need::Date,
        Need::AuthorSignoff,
        Need::EditorSignoff,
        Need::FactCheckSignoff,
        Need::LegalSignoff,
        Need::CopySignoff,
        Need::HeadlineConsent,
        Need::NoOpenQuery,
        Need::NoOpenComment,
        Need::ClaimsChecked,
        Need::NoPlaceholder,
        Need::NoFinding,
        Need::Furniture,
        Need::Seal,
    ];

    /// The name in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Need::Length => "length",
            Need::Headline => "headline",
            Need::HeadlineLimits => "headline_limits",
            Need::Standfirst => "standfirst",
            Need::Byline => "byline",
            Need::AuthorNote => "author_note",
            Need::Disclosure => "disclosure",
            Need::Date => "date",
            Need::AuthorSignoff => "author_signoff",
            Need::EditorSignoff => "editor_signoff",
            Need::FactCheckSignoff => "fact_check_signoff",
            Need::LegalSignoff => "legal_signoff",
            Need::CopySignoff => "copy_signoff",
            Need::HeadlineConsent => "headline_consent",
            Need::NoOpenQuery => "no_open_query",
            Need::NoOpenComment => "no_open_comment",
            Need::ClaimsChecked => "claims_checked",
            Need::NoPlaceholder => "no_placeholder",
            Need::NoFinding => "no_finding",
            Need::Furniture => "furniture",
            Need::Seal => "seal",
        }
    }

    /// The need of that name.
    pub fn from_name(name: &str) -> Option<Need> {
        Need::ALL.into_iter().find(|need| need.name() == name)
    }

    /// What must hold, in words that can follow "Needs: ".
    pub fn words(self) -> &'static str {
        match self {
            Need::Length => "a length within the band",
            Need::Headline => "a headline",
            Need::HeadlineLimits => "headlines and standfirst within their limits",
            Need::Standfirst => "a standfirst",
            Need::Byline => "a byline",
            Need::AuthorNote => "an author note",
            Need::Disclosure => "a disclosure",
            Need::Date => "a publication date",
            Need::AuthorSignoff => "the author’s sign-off of this text",
            Need::EditorSignoff => "an editor’s sign-off of this text",
            Need::FactCheckSignoff => "the fact-check of this text",
            Need::LegalSignoff => "legal’s sign-off of this text",
            Need::CopySignoff => "the copy desk’s sign-off of this text",
            Need::HeadlineConsent => "the author’s consent to the headline",
            Need::NoOpenQuery => "an answer to every query",
            Need::NoOpenComment => "every comment resolved",
            Need::ClaimsChecked => "every claim checked",
            Need::NoPlaceholder => "no placeholder in the text",
            Need::NoFinding => "no open finding of the copy desk",
            Need::Furniture => "all furniture that the outlet requires",
            Need::Seal => "a seal",
        }
    }
}
