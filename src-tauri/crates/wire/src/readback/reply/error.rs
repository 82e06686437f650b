//! Why an answer cannot be read.

/// Why an answer cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// More than an answer can be.
    #[error("This is too long to be a reply.")]
    TooLong,
    /// There is none in it.
    #[error("No reply was found. Give the reply file, or the whole of the mail from the line “STANDFIRST REPLY 1” on.")]
    None,
    /// A part is missing or damaged.
    #[error("The reply is incomplete: {0}. Nothing was recorded; ask for the reply file again.")]
    Incomplete(&'static str),
    /// The end of it did not arrive.
    #[error(
        "The reply is damaged or cut off: its last line, “END OF STANDFIRST REPLY”, is missing. Nothing was recorded; ask for the whole mail, or for the reply file."
    )]
    CutOff,
    /// More, or something else, stands where the one word belongs.
    #[error(
        "The answer reads “{0}”, which is not just “agree” or “object”, so nothing was recorded. Ask the author to leave one of the two words there and to write everything else below [comment]."
    )]
    Unclear(String),
    /// The mail was taken as it travels.
    #[error(
        "The reply is in the form in which mails travel, with letters written as “=C3=A9”. Nothing was recorded; copy the text as the mail program shows it, or save the whole mail."
    )]
    Encoded,
    /// Two answers to one query.
    #[error("Query {0} is answered twice, in different words. Nothing was recorded; ask which answer counts.")]
    Twice(u32),
    /// A mail with its quotes, or a thread.
    #[error(
        "There are several replies in it that do not say the same. Nothing was recorded; give only the one that counts."
    )]
    Several,
    /// It is of a kind that only a newer version makes.
    #[error("The reply was made for a newer version of Standfirst. Nothing was recorded.")]
    Newer,
}
