//! Bytes to text: encodings, line ends, limits.

mod encodings;
mod page;
mod quoted;

use encodings::to_utf8;
use model::{Receipt, ReceiptEntry, ReceiptKind};
pub use page::decode_code_page;
pub use quoted::decode_mail;

/// Largest file that is read, in bytes (16 MiB); more is refused before decoding.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// Longest single line, in bytes of UTF-8 (1 MiB).
pub const MAX_LINE_BYTES: usize = 1024 * 1024;
/// Beginnings of files that are not plain text, whatever their bytes look like.
const MAGIC: [&[u8]; 8] =
    [b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x1f\x8b"];

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text: lines ended by LF, no byte order mark.
    pub text: String,
    /// The encoding it was read as, by its usual name ("UTF-8", "windows-1252").
    pub encoding: String,
    /// What was changed on the way; empty for plain UTF-8 with LF.
    pub receipt: Receipt,
}

/// Why bytes are not taken as a text. Each message is one sentence for the writer.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DecodeError {
    /// No bytes, or white space only.
    #[error("There are no words in it, so nothing was changed; choose a file with text in it.")]
    Empty,
    /// Not a text file.
    #[error(
        "This is not a plain text file, so nothing was changed; open it in the program that made it and save it as plain text, or paste the text."
    )]
    Binary,
    /// More bytes than [`MAX_FILE_BYTES`].
    #[error(
        "The file has {bytes} bytes and the limit is {limit}, so nothing was changed; split it or paste the part that you need."
    )]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// One line longer than [`MAX_LINE_BYTES`].
    #[error(
        "Line {line} alone has {bytes} bytes and the limit is {limit}, so nothing was changed; break it into paragraphs first."
    )]
    LineTooLong {
        /// The line, from 1.
        line: u32,
        /// Its length in bytes of UTF-8.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
}

/// Bytes of a file or the clipboard to text.
///
/// # Errors
/// When the bytes are empty, not text, too many, or one line is too long.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(DecodeError::TooLarge { bytes: bytes.len(), limit: MAX_FILE_BYTES });
    }
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) || bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Err(DecodeError::Binary);
    }
    let mut receipt = Receipt::new();
    let (raw, encoding) = to_utf8(bytes, &mut receipt)?;
    let text = unify_line_ends(raw, &mut receipt);
    check(&text)?;
    Ok(Decoded { text, encoding: encoding.name().into(), receipt })
}

fn changed(what: &str, rule: &str, words: impl Into<String>) -> ReceiptEntry {
    ReceiptEntry::new(ReceiptKind::Changed, what, rule).saying(words)
}

fn unify_line_ends(text: String, receipt: &mut Receipt) -> String {
    if !text.contains('\r') {
        return text;
    }
    let pairs = text.matches("\r\n").count();
    let lone = text.matches('\r').count() - pairs;
    let feeds = text.matches('\n').count() - pairs;
    let (rule, words) = match (pairs, lone, feeds) {
        (_, 0, 0) => ("line_ends.crlf", "CRLF"),
        (0, _, 0) => ("line_ends.cr", "CR"),
        _ => ("line_ends.mixed", "mixed"),
    };
    receipt.push(changed("line_ends", rule, words));
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn check(text: &str) -> Result<(), DecodeError> {
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    // A stray control character happens in old files; one in fifty is machine code.
    if text.contains('\0') || controls * 50 > text.len() {
        return Err(DecodeError::Binary);
    }
    for (at, line) in text.split('\n').enumerate() {
        if line.len() > MAX_LINE_BYTES {
            let line_number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            return Err(DecodeError::LineTooLong { line: line_number, bytes: line.len(), limit: MAX_LINE_BYTES });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::Encoding;

    fn rules(decoded: &Decoded) -> Vec<&str> {
        decoded.receipt.iter().map(|entry| entry.rule.as_str()).collect()
    }

    #[test]
    fn plain_utf8_is_taken_as_it_is() {
        let decoded = decode("Żółć — “quoted”\n".as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding.as_str()), ("Żółć — “quoted”\n", "UTF-8"));
        assert!(decoded.receipt.is_empty());
    }

    #[test]
    fn a_mark_and_windows_line_ends_go_and_are_listed() {
        let decoded = decode(b"\xef\xbb\xbfone\r\ntwo\r\n").unwrap();
        assert_eq!(decoded.text, "one\ntwo\n");
        assert_eq!(rules(&decoded), ["bom.removed", "line_ends.crlf"]);
        assert_eq!(rules(&decode(b"one\rtwo").unwrap()), ["line_ends.cr"]);
        assert_eq!(rules(&decode(b"one\rtwo\r\nthree\n").unwrap()), ["line_ends.mixed"]);
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        for text in ["The ferry stopped at noon.\nNobody said why.", "Човен зупинився опівдні, і ніхто не спитав чому."]
        {
            for mark in ["\u{feff}", ""] {
                let marked = format!("{mark}{text}");
                let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
                assert_eq!(decode(&little).unwrap().text, text);
                assert_eq!(decode(&big).unwrap().encoding, "UTF-16BE");
                assert_eq!(decode(&big).unwrap().text, text);
            }
        }
    }

    #[test]
    fn a_language_tells_of_letters_that_western_encodings_lack() {
        let text = "Szűcs Győző azt mondta, hogy a híd nem a városé, hanem azoké, akik naponta átmennek rajta. Az országgyűlés \
            tegnap döntött: a kompot megszüntetik, és a gyerekek ezentúl két órával korábban kelnek. Senki sem kérdezte meg őket, \
            pedig ők tudják a legjobban, mit jelent a folyó télen.";
        for (name, encoding) in [("windows-1250", encoding_rs::WINDOWS_1250), ("ISO-8859-2", encoding_rs::ISO_8859_2)] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode(&bytes).unwrap().text, text, "{name}");
        }
    }

    #[test]
    fn the_euro_of_latin_9_is_no_sign_of_every_currency() {
        let text = "Le café coûte 5 € depuis hier, et personne n’a été prévenu".replace('’', "'");
        let (bytes, _, _) = encoding_rs::ISO_8859_15.encode(&text);
        assert_eq!(decode(&bytes).unwrap().text, text);
    }

    #[test]
    fn legacy_encodings_are_detected() {
        let german = "Über die Brücke müßte man jährlich größere Gebühren für Fußgänger erheben, “sagte” er – öfter.";
        let russian =
            "Мост через реку закрыли на ремонт, и никто не знает, когда его откроют снова для жителей города.";
        let polish = "Zażółć gęślą jaźń, powiedział wójt, a potem długo milczał, bo łąka była już sprzedana.";
        for (label, text) in
            [("windows-1252", german), ("windows-1251", russian), ("KOI8-U", russian), ("ISO-8859-2", polish)]
        {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable);
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.encoding.as_str(), decoded.text.as_str()), (label, text));
            assert_eq!(rules(&decoded), ["encoding.detected"]);
        }
    }

    #[test]
    fn broken_utf8_stays_utf8_and_is_counted() {
        let mut bytes = "Żółć i gęślą, jaźń i świt, źdźbło".as_bytes().to_vec();
        bytes.insert(0, 0xff);
        bytes.push(0xfe);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.receipt[0].text.as_deref(), Some("2 places could not be read and show �"));
    }

    #[test]
    fn what_is_no_text_is_refused_in_one_sentence() {
        assert_eq!(decode(b""), Err(DecodeError::Empty));
        assert_eq!(decode(b" \r\n\t"), Err(DecodeError::Empty));
        assert_eq!(decode(b"a\0b\0\0c"), Err(DecodeError::Binary));
        assert_eq!(decode(b"%PDF-1.7 text"), Err(DecodeError::Binary));
        assert_eq!(decode(b"\x01\x02\x03\x04text"), Err(DecodeError::Binary));
        let large = vec![b'a'; MAX_FILE_BYTES + 1];
        assert!(matches!(decode(&large), Err(DecodeError::TooLarge { .. })));
        let long = vec![b'a'; MAX_LINE_BYTES + 1];
        assert!(matches!(decode(&long), Err(DecodeError::LineTooLong { line: 1, .. })));
        assert!(DecodeError::Binary.to_string().contains("nothing was changed"));
    }
}
