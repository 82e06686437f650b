//! Text in a code page that a file names by its number.

use encoding_rs::Encoding;

/// Bytes of a Windows code page (10000: the Macintosh's) as text. An unknown page is read as 1252; what a page has no letter
/// for becomes U+FFFD.
pub fn decode_code_page(page: u16, bytes: &[u8]) -> String {
    let label = match page {
        437 | 850 | 858 => return dos(bytes),
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        65001 => "utf-8",
        _ => "windows-1252",
    };
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The letters of western Europe in the code pages of DOS.
fn dos(bytes: &[u8]) -> String {
    const HIGH: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ";
    let letter = |byte: u8| match byte {
        0..0x80 => char::from(byte),
        _ => HIGH.chars().nth(usize::from(byte) - 0x80).unwrap_or(match byte {
            0xa0 => 'á',
            0xa1 => 'í',
            0xa2 => 'ó',
            0xa3 => 'ú',
            0xa4 => 'ñ',
            0xa5 => 'Ñ',
            0xe1 => 'ß',
            _ => '\u{fffd}',
        }),
    };
    bytes.iter().map(|byte| letter(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::decode_code_page;

    #[test]
    fn bytes_are_read_in_the_page_that_is_named() {
        assert_eq!(decode_code_page(1252, b"\x93caf\xe9\x94"), "“café”");
        assert_eq!(decode_code_page(1251, b"\xcf\xf0\xe0\xe2\xe4\xe0"), "Правда");
        assert_eq!(decode_code_page(932, b"\x91\x44"), "船");
        assert_eq!(decode_code_page(10000, b"\xd2\x8e\xd3"), "“é”");
        assert_eq!(decode_code_page(437, b"\x81\xe1\xff"), "üß\u{fffd}");
        assert_eq!(decode_code_page(4711, b"\x80"), "€");
    }
}
