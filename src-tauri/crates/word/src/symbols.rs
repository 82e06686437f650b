//! Letters of symbol fonts as Unicode.

/// The Symbol font from 0x20: one character a code, `\u{0}` where it has none.
const SYMBOL: &str = concat!(
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\u{0}",
    "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}",
    "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{0}〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\u{0}",
);

/// Those of Wingdings that stand in texts.
const WINGDINGS: &[(u32, char)] = &[
    (0x21, '✏'),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x4b, '😐'),
    (0x4c, '☹'),
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '◻'),
    (0xab, '★'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// The character that a font shows for a code, and whether that is certain.
pub(crate) fn letter(font: &str, code: u32) -> (char, bool) {
    let low = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let font = font.to_lowercase();
    let found = if font.starts_with("wingdings") {
        WINGDINGS.iter().find(|(known, _)| *known == low && font == "wingdings").map(|(_, c)| *c)
    } else if font == "symbol" {
        let at = usize::try_from(low).unwrap_or(usize::MAX).checked_sub(0x20);
        at.and_then(|at| SYMBOL.chars().nth(at)).filter(|c| *c != '\0')
    } else {
        char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c) && !c.is_control())
    };
    match found {
        Some(c) => (c, true),
        None => (char::from_u32(code).filter(|c| !c.is_control()).unwrap_or('\u{fffd}'), false),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_of_symbol_fonts_become_unicode() {
        assert_eq!(letter("Symbol", 0xf061), ('α', true));
        assert_eq!(letter("Symbol", 0xf0da), ('∨', true));
        assert_eq!(letter("Symbol", 0xf0ae), ('→', true));
        assert_eq!(letter("Wingdings", 0xf0e0), ('→', true));
        assert_eq!(letter("Wingdings 3", 0xf0e0), ('\u{f0e0}', false));
        assert_eq!(letter("Times", 0x20ac), ('€', true));
    }
}
