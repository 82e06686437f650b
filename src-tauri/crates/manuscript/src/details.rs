//! The values of a piece that are set as a whole, not typed letter by letter.

/// A value beside the texts. Of two values set apart from one another, the later one stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    /// Working name.
    Slugline,
    /// Name of the outlet.
    Outlet,
    /// Tagline of the outlet.
    Tagline,
    /// Publication date, RFC 3339.
    PublishedValue,
    /// Publication date as printed.
    PublishedPrinted,
    /// BCP 47 tag.
    Language,
    /// Name of the stage.
    Stage,
    /// Words ordered, decimal.
    CommissionedLength,
    /// Not before, RFC 3339.
    Embargo,
    /// Keywords, a JSON array.
    Tags,
    /// Authors, a JSON array.
    Authors,
    /// Unknown front-matter keys, a JSON array.
    Extra,
    /// Who has the piece: a person's name.
    Owner,
    /// When it is due, RFC 3339 or a date.
    Due,
    /// Why no length was ordered.
    LengthReason,
    /// The profile of the outlet that it goes out for, by its key; none for the desk's own.
    Profile,
}

impl Detail {
    /// All of them.
    pub const ALL: [Detail; 16] = [
        Detail::Slugline,
        Detail::Outlet,
        Detail::Tagline,
        Detail::PublishedValue,
        Detail::PublishedPrinted,
        Detail::Language,
        Detail::Stage,
        Detail::CommissionedLength,
        Detail::Embargo,
        Detail::Tags,
        Detail::Authors,
        Detail::Extra,
        Detail::Owner,
        Detail::Due,
        Detail::LengthReason,
        Detail::Profile,
    ];

    /// The key in the document: part of the stored format.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Detail::Slugline => "slugline",
            Detail::Outlet => "outlet",
            Detail::Tagline => "tagline",
            Detail::PublishedValue => "published",
            Detail::PublishedPrinted => "published_as",
            Detail::Language => "language",
            Detail::Stage => "stage",
            Detail::CommissionedLength => "commissioned_length",
            Detail::Embargo => "embargo",
            Detail::Tags => "tags",
            Detail::Authors => "authors",
            Detail::Extra => "extra",
            Detail::Owner => "owner",
            Detail::Due => "due",
            Detail::LengthReason => "length_reason",
            Detail::Profile => "profile",
        }
    }
}
