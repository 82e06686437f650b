//! What a piece must have before it moves on.

use crate::review::Requirement;
use serde::{Deserialize, Serialize};

/// What a move to one stage asks for.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Handover {
    /// Everything that must hold, in the order in which it is told.
    pub needs: Vec<HandoverNeed>,
}

/// One thing that an outlet asks for at a hand-over.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoverNeed {
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

impl HandoverNeed {
    /// All of them, in the order of a hand-over.
    pub const ALL: [HandoverNeed; 21] = [
        HandoverNeed::Length,
        HandoverNeed::Headline,
        HandoverNeed::HeadlineLimits,
        HandoverNeed::Standfirst,
        HandoverNeed::Byline,
        HandoverNeed::AuthorNote,
        HandoverNeed::Disclosure,
        HandoverNeed::Date,
        HandoverNeed::AuthorSignoff,
        HandoverNeed::EditorSignoff,
        HandoverNeed::FactCheckSignoff,
        HandoverNeed::LegalSignoff,
        HandoverNeed::CopySignoff,
        HandoverNeed::HeadlineConsent,
        HandoverNeed::NoOpenQuery,
        HandoverNeed::NoOpenComment,
        HandoverNeed::ClaimsChecked,
        HandoverNeed::NoPlaceholder,
        HandoverNeed::NoFinding,
        HandoverNeed::Furniture,
        HandoverNeed::Seal,
    ];

    /// The name in profiles.
    pub fn name(self) -> &'static str {
        match self {
            HandoverNeed::Length => "length",
            HandoverNeed::Headline => "headline",
            HandoverNeed::HeadlineLimits => "headline_limits",
            HandoverNeed::Standfirst => "standfirst",
            HandoverNeed::Byline => "byline",
            HandoverNeed::AuthorNote => "author_note",
            HandoverNeed::Disclosure => "disclosure",
            HandoverNeed::Date => "date",
            HandoverNeed::AuthorSignoff => "author_signoff",
            HandoverNeed::EditorSignoff => "editor_signoff",
            HandoverNeed::FactCheckSignoff => "fact_check_signoff",
            HandoverNeed::LegalSignoff => "legal_signoff",
            HandoverNeed::CopySignoff => "copy_signoff",
            HandoverNeed::HeadlineConsent => "headline_consent",
            HandoverNeed::NoOpenQuery => "no_open_query",
            HandoverNeed::NoOpenComment => "no_open_comment",
            HandoverNeed::ClaimsChecked => "claims_checked",
            HandoverNeed::NoPlaceholder => "no_placeholder",
            HandoverNeed::NoFinding => "no_finding",
            HandoverNeed::Furniture => "furniture",
            HandoverNeed::Seal => "seal",
        }
    }

    /// The need of that name.
    pub fn from_name(name: &str) -> Option<HandoverNeed> {
        HandoverNeed::ALL.into_iter().find(|need| need.name() == name)
    }

    /// What the copy flow looks at for it.
    pub fn requirement(self) -> Requirement {
        match self {
            HandoverNeed::Length => Requirement::Length,
            HandoverNeed::Headline => Requirement::Headline,
            HandoverNeed::HeadlineLimits => Requirement::HeadlineLimits,
            HandoverNeed::Standfirst => Requirement::Standfirst,
            HandoverNeed::Byline => Requirement::Byline,
            HandoverNeed::AuthorNote => Requirement::AuthorNote,
            HandoverNeed::Disclosure => Requirement::Disclosure,
            HandoverNeed::Date => Requirement::Date,
            HandoverNeed::AuthorSignoff => Requirement::AuthorSignOff,
            HandoverNeed::EditorSignoff => Requirement::EditorSignOff,
            HandoverNeed::FactCheckSignoff => Requirement::FactCheckSignOff,
            HandoverNeed::LegalSignoff => Requirement::LegalSignOff,
            HandoverNeed::CopySignoff => Requirement::CopySignOff,
            HandoverNeed::HeadlineConsent => Requirement::HeadlineConsent,
            HandoverNeed::NoOpenQuery => Requirement::NoOpenQuery,
            HandoverNeed::NoOpenComment => Requirement::NoOpenComment,
            HandoverNeed::ClaimsChecked => Requirement::ClaimsChecked,
            HandoverNeed::NoPlaceholder => Requirement::NoPlaceholder,
            HandoverNeed::NoFinding => Requirement::NoFinding,
            HandoverNeed::Furniture => Requirement::Furniture,
            HandoverNeed::Seal => Requirement::Sealed,
        }
    }

    /// What must hold, in words that can follow "Needs: ".
    pub fn words(self) -> &'static str {
        match self {
            HandoverNeed::Length => "a length within the band",
            HandoverNeed::Headline => "a headline",
            HandoverNeed::HeadlineLimits => "headlines and standfirst within their limits",
            HandoverNeed::Standfirst => "a standfirst",
            HandoverNeed::Byline => "a byline",
            HandoverNeed::AuthorNote => "an author note",
            HandoverNeed::Disclosure => "a disclosure",
            HandoverNeed::Date => "a publication date",
            HandoverNeed::AuthorSignoff => "the author’s sign-off of this text",
            HandoverNeed::EditorSignoff => "an editor’s sign-off of this text",
            HandoverNeed::FactCheckSignoff => "the fact-check of this text",
            HandoverNeed::LegalSignoff => "legal’s sign-off of this text",
            HandoverNeed::CopySignoff => "the copy desk’s sign-off of this text",
            HandoverNeed::HeadlineConsent => "the author’s consent to the headline",
            HandoverNeed::NoOpenQuery => "an answer to every query",
            HandoverNeed::NoOpenComment => "every comment resolved",
            HandoverNeed::ClaimsChecked => "every claim checked",
            HandoverNeed::NoPlaceholder => "no placeholder in the text",
            HandoverNeed::NoFinding => "no open finding of the copy desk",
            HandoverNeed::Furniture => "all furniture that the outlet requires",
            HandoverNeed::Seal => "a seal",
        }
    }
}
