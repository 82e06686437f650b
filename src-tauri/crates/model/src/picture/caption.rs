//! What is said below a picture: the title of its image in Markdown.

/// What stands below a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What it shows or tells; empty where nothing is said.
    pub text: String,
    /// The word before the name of whoever made it, as it was typed: `Photograph`; empty where there is no credit.
    pub label: String,
    /// Whoever made it, or owns it.
    pub credit: String,
}

/// Words that introduce a credit, in lower case.
const LABELS: [&str; 24] = [
    "credit",
    "credits",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "photographer",
    "picture",
    "pictures",
    "image",
    "illustration",
    "illustrations",
    "drawing",
    "graphic",
    "map",
    "foto",
    "fotos",
    "bild",
    "grafik",
    "karte",
    "crédit",
    "crédito",
    "illustrazione",
];

impl Caption {
    /// The credit as it is printed: the name alone behind `Credit:`, else with the word that was typed.
    pub fn printed_credit(&self) -> String {
        let plain = ["credit", "credits", "crédit", "crédito"].contains(&self.label.to_lowercase().as_str());
        if plain || self.credit.is_empty() { self.credit.clone() } else { format!("{}: {}", self.label, self.credit) }
    }

    /// Caption and credit as one line; empty where nothing is said.
    pub fn line(&self) -> String {
        [self.text.clone(), self.printed_credit()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.credit.is_empty()
    }
}

/// Parts the title of an image: the credit is what follows the last word of a credit with its colon.
pub fn caption(title: &str) -> Caption {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    for (colon, _) in title.match_indices(':').collect::<Vec<_>>().into_iter().rev() {
        let before = &title[..colon];
        let start = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let (front, label) = before.split_at(start);
        let credit = title[colon + 1..].trim();
        // Behind the end of a sentence, a bracket, a dash, or at the very beginning; not in the middle of one.
        let parted = front.trim_end();
        let parts = parted.is_empty()
            || parted.ends_with(['.', '!', '?', '…', '(', '[', '—', '–', '-', '|', '/', ';', ',', '”', '"', '»', '’']);
        if !parts || credit.is_empty() || !LABELS.contains(&label.to_lowercase().as_str()) {
            continue;
        }
        let opened = parted.ends_with(['(', '[']);
        let text = parted.trim_end_matches(['(', '[', '—', '–', '-', '|', '/', ';', ',', ' ']);
        let credit = if opened { credit.trim_end_matches([')', ']']) } else { credit };
        return Caption { text: text.to_owned(), label: label.to_owned(), credit: credit.trim().to_owned() };
    }
    Caption { text: title, ..Caption::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(title: &str) -> (String, String, String) {
        let Caption { text, label, credit } = caption(title);
        (text, label, credit)
    }

    #[test]
    fn the_credit_is_what_follows_its_word() {
        for (title, text, label, credit) in [
            ("The ferry. Credit: Ilse Varden", "The ferry.", "Credit", "Ilse Varden"),
            ("The ferry at 5:30. Photograph: Bo Lind/Harbour", "The ferry at 5:30.", "Photograph", "Bo Lind/Harbour"),
            ("The ferry (Photo: Bo Lind)", "The ferry", "Photo", "Bo Lind"),
            ("The ferry — illustration: Bo", "The ferry", "illustration", "Bo"),
            ("Foto: Bo", "", "Foto", "Bo"),
            ("Photo: a. Credit: b", "Photo: a.", "Credit", "b"),
            ("What the photo: shows", "What the photo: shows", "", ""),
            ("The ferry. Credit:", "The ferry. Credit:", "", ""),
            ("Note: no credit", "Note: no credit", "", ""),
            ("", "", "", ""),
        ] {
            assert_eq!(parts(title), (text.to_owned(), label.to_owned(), credit.to_owned()), "{title}");
        }
    }

    #[test]
    fn a_credit_is_printed_with_its_word_where_that_says_something() {
        assert_eq!(caption("A.  Credit: B").line(), "A. B");
        assert_eq!(caption("A. Photo: B").line(), "A. Photo: B");
        assert_eq!(caption("Map: B").printed_credit(), "Map: B");
        assert!(caption(" ").is_empty());
    }
}
