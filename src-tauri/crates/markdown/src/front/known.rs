//! The keys that the product knows, under all the names that other tools give them.

use model::Field;

/// What a known key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    /// A text field of the piece.
    Text(Field),
    Slugline,
    Authors,
    Outlet,
    Tagline,
    Published,
    PublishedAs,
    Language,
    Stage,
    CommissionedLength,
    Embargo,
    Tags,
}

/// The slot of a key; case, spaces, hyphens and underscores make no difference.
pub(super) fn slot_of(key: &str) -> Option<Slot> {
    let name: String =
        key.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).take(40).collect();
    Some(match name.as_str() {
        "headline" | "title" => Slot::Text(Field::Headline),
        "headlineprint" => Slot::Text(Field::HeadlinePrint),
        "headlineweb" => Slot::Text(Field::HeadlineWeb),
        "headlinesocial" => Slot::Text(Field::HeadlineSocial),
        "standfirst" | "subtitle" | "deck" | "dek" | "subheadline" | "description" | "summary" | "abstract"
        | "excerpt" | "lede" => Slot::Text(Field::Standfirst),
        "byline" | "by" | "writer" => Slot::Text(Field::Byline),
        "kicker" | "eyebrow" | "label" | "rubric" => Slot::Text(Field::Kicker),
        "authornote" | "bio" | "authorbio" | "aboutauthor" | "abouttheauthor" => Slot::Text(Field::AuthorNote),
        "disclosure" => Slot::Text(Field::Disclosure),
        "correctionnote" | "correction" => Slot::Text(Field::CorrectionNote),
        "author" | "authors" => Slot::Authors,
        "outlet" | "publication" | "newspaper" | "site" => Slot::Outlet,
        "tagline" => Slot::Tagline,
        "published" | "date" | "pubdate" | "publishdate" | "publicationdate" | "datepublished" | "publishedat" => {
            Slot::Published
        }
        "publishedas" => Slot::PublishedAs,
        "slug" | "slugline" => Slot::Slugline,
        "lang" | "language" | "locale" => Slot::Language,
        "stage" | "status" => Slot::Stage,
        "commissionedlength" | "length" | "wordlimit" => Slot::CommissionedLength,
        "embargo" => Slot::Embargo,
        "tags" | "keywords" => Slot::Tags,
        _ => return None,
    })
}

impl Slot {
    /// All slots in the order in which they are written.
    pub(super) const ORDER: [Slot; 21] = [
        Slot::Slugline,
        Slot::Text(Field::Kicker),
        Slot::Text(Field::Headline),
        Slot::Text(Field::HeadlinePrint),
        Slot::Text(Field::HeadlineWeb),
        Slot::Text(Field::HeadlineSocial),
        Slot::Text(Field::Standfirst),
        Slot::Text(Field::Byline),
        Slot::Authors,
        Slot::Text(Field::AuthorNote),
        Slot::Text(Field::Disclosure),
        Slot::Text(Field::CorrectionNote),
        Slot::Outlet,
        Slot::Tagline,
        Slot::Published,
        Slot::PublishedAs,
        Slot::Language,
        Slot::Stage,
        Slot::CommissionedLength,
        Slot::Embargo,
        Slot::Tags,
    ];

    /// The name under which it is written.
    pub(super) fn name(self) -> &'static str {
        match self {
            Slot::Text(field) => field.name(),
            Slot::Slugline => "slugline",
            Slot::Authors => "authors",
            Slot::Outlet => "outlet",
            Slot::Tagline => "tagline",
            Slot::Published => "published",
            Slot::PublishedAs => "published_as",
            Slot::Language => "language",
            Slot::Stage => "stage",
            Slot::CommissionedLength => "commissioned_length",
            Slot::Embargo => "embargo",
            Slot::Tags => "tags",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_name_is_known_and_synonyms_are_too() {
        for slot in Slot::ORDER {
            assert_eq!(slot_of(slot.name()), Some(slot));
        }
        assert_eq!(slot_of("Word Limit"), Some(Slot::CommissionedLength));
        assert_eq!(slot_of("publish-date"), Some(Slot::Published));
        assert_eq!(slot_of("datePublished"), Some(Slot::Published));
        assert_eq!(slot_of("author_bio"), Some(Slot::Text(Field::AuthorNote)));
        assert_eq!(slot_of("layout"), None);
    }
}
