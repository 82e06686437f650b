//! The seal: one exact text, its digests, and the short form that can be read out.
//!
//! The forms that go into the digests are promises; they are described in docs/formats/seal.md.

mod fingerprint;

pub use fingerprint::{fingerprint_of, fingerprints_in};

use super::reading::normal;
use super::{SealedText, Texts};
use crate::Field;
use serde::{Deserialize, Serialize};

/// The first line of the canonical form.
const FORM: &str = "standfirst seal 1\n";

/// A file that belongs to the sealed text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Digest of its bytes, BLAKE3, hexadecimal.
    pub digest: String,
}

/// The BLAKE3 digest of some bytes, 64 hexadecimal digits in lower case.
pub fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The canonical form of what is sealed: language, texts in page order, attachments by name. Each part says its length
/// in bytes, so that no other parts have the same form. Nothing in a text is normalised.
pub fn canonical(texts: &Texts, language: Option<&str>, attached: &[Attached]) -> Vec<u8> {
    let mut out = FORM.as_bytes().to_vec();
    let mut part = |name: &str, value: &str| {
        out.extend_from_slice(format!("{name} {}\n{value}\n", value.len()).as_bytes());
    };
    if let Some(language) = language.map(str::trim).filter(|language| !language.is_empty()) {
        part("language", language);
    }
    for field in Field::ALL {
        if let Some(text) = texts.get(&field).filter(|text| !text.is_empty()) {
            part(field.name(), text);
        }
    }
    let mut attached: Vec<&Attached> = attached.iter().collect();
    attached.sort();
    for file in attached {
        part(&format!("attachment {}", file.digest), &file.name);
    }
    out
}

/// Seals a text. `reading` is the whole text as its readers see it, rendered; see docs/formats/seal.md.
pub fn seal(texts: &Texts, language: Option<&str>, attached: &[Attached], reading: &str) -> SealedText {
    let exact = digest(&canonical(texts, language, attached));
    let mut attached = attached.to_vec();
    attached.sort();
    SealedText {
        texts: texts.iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| (*field, text.clone())).collect(),
        language: language.map(str::trim).filter(|language| !language.is_empty()).map(str::to_owned),
        attached,
        fingerprint: fingerprint_of(&exact).unwrap_or_default(),
        exact,
        reading: reading_digest(reading),
    }
}

/// The digest of the reading form of a rendered text.
pub fn reading_digest(rendered: &str) -> String {
    digest(normal(rendered).as_bytes())
}

impl SealedText {
    /// Whether a record of a seal says what its own text comes to: nobody wrote other words or other digests into it.
    pub fn is_whole(&self) -> bool {
        let exact = digest(&canonical(&self.texts, self.language.as_deref(), &self.attached));
        exact == self.exact && fingerprint_of(&exact).as_deref() == Some(self.fingerprint.as_str())
    }

    /// Whether these are the sealed texts, byte for byte.
    pub fn is_exactly(&self, texts: &Texts, language: Option<&str>, attached: &[Attached]) -> bool {
        canonical(texts, language, attached) == canonical(&self.texts, self.language.as_deref(), &self.attached)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(parts: &[(Field, &str)]) -> Texts {
        parts.iter().map(|(field, text)| (*field, (*text).to_owned())).collect()
    }

    #[test]
    fn the_form_and_the_digests_never_change() {
        let texts = texts(&[(Field::Body, "One.\n\nTwo – caf\u{e9}."), (Field::Headline, "A"), (Field::Kicker, "")]);
        let attached = [Attached { name: "b.png".into(), digest: "00".into() }];
        let form = canonical(&texts, Some("en-GB"), &attached);
        assert_eq!(
            String::from_utf8_lossy(&form),
            "standfirst seal 1\nlanguage 5\nen-GB\nheadline 1\nA\nbody 20\nOne.\n\nTwo – café.\nattachment 00 5\nb.png\n"
        );
        let sealed = seal(&texts, Some("en-GB"), &attached, "A\n\nOne. Two – café.");
        assert_eq!(sealed.exact, "dbe7629e2b6f38e37606ee9852a4c86beb03487a8f513049911c4e74e64ecd04");
        assert_eq!(sealed.reading, "a0f3ab002639764e190c3f18482cc1d529de0f1fc3854447649f593ad3b6f6ef");
        assert_eq!(sealed.fingerprint, "diner 5894 breezy");
        assert_eq!(digest(b""), "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    }

    #[test]
    fn a_record_with_other_words_is_not_whole() {
        let mut sealed = seal(&texts(&[(Field::Body, "One, two.")]), None, &[], "One, two.");
        assert!(sealed.is_whole() && sealed.is_exactly(&texts(&[(Field::Body, "One, two.")]), Some(" "), &[]));
        assert!(!sealed.is_exactly(&texts(&[(Field::Body, "One two.")]), None, &[]));
        sealed.texts.insert(Field::Body, "One two.".into());
        assert!(!sealed.is_whole());
    }

    proptest! {
        #[test]
        fn different_texts_have_different_forms(
            a in prop::collection::btree_map(0usize..11, "[a-c\n0-9 ]{0,12}", 0..4),
            b in prop::collection::btree_map(0usize..11, "[a-c\n0-9 ]{0,12}", 0..4),
        ) {
            let texts = |map: &std::collections::BTreeMap<usize, String>| -> Texts {
                map.iter().filter(|(_, t)| !t.is_empty()).map(|(i, t)| (Field::ALL[*i], t.clone())).collect()
            };
            let (a, b) = (texts(&a), texts(&b));
            prop_assert_eq!(canonical(&a, None, &[]) == canonical(&b, None, &[]), a == b);
        }
    }
}
