//! The honest list of what an import did.

use serde::{Deserialize, Serialize};

/// What happened to one part of the source.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptKind {
    /// Taken over as it was.
    Kept,
    /// Taken as a piece of furniture.
    Recognised,
    /// Not part of the piece by a rule; listed here and can be put back into the body.
    SetAside,
    /// Taken over in another form (an encoding, line ends).
    Changed,
    /// Not taken over.
    Dropped,
}

/// One line of a receipt.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptEntry {
    /// What happened.
    pub kind: ReceiptKind,
    /// To what: a field's name (`headline`), or a word for the part (`share_line`, `encoding`, `body`).
    pub what: String,
    /// The rule that decided, by its stable name (`byline.by_line`).
    pub rule: String,
    /// The line of the source, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub line: Option<u32>,
    /// The words it is about, as they stood in the source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub text: Option<String>,
    /// For what was set aside: how many paragraphs of the body stood before it in the source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub after_paragraph: Option<u32>,
    /// For what was set aside: whether a person has put it back.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    #[cfg_attr(feature = "ts", ts(as = "Option<bool>", optional))]
    pub put_back: bool,
}

impl ReceiptEntry {
    /// An entry without a place.
    pub fn new(kind: ReceiptKind, what: impl Into<String>, rule: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            rule: rule.into(),
            line: None,
            text: None,
            after_paragraph: None,
            put_back: false,
        }
    }

    /// The same with its line (from 1) and words.
    pub fn at(mut self, line: u32, text: impl Into<String>) -> Self {
        self.line = Some(line);
        self.text = Some(text.into());
        self
    }

    /// The same with its words only.
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }
}

/// What an import did, in the order of the source.
pub type Receipt = Vec<ReceiptEntry>;
