//! Furniture as plain words.

/// A line of furniture without its Markdown marks: emphasis, links and escapes.
///
/// Furniture has no blocks, so a small reader is enough; what it does not know stays as typed.
pub(crate) fn unmarked(text: &str) -> String {
    let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(at + 1).copied();
        match c {
            '\\' if after.is_some_and(|next| next.is_ascii_punctuation()) => {
                out.extend(after);
                at += 1;
            }
            '*' if touches_word(before, after) => {}
            '_' if at_edge_of_word(before, after) => {}
            '[' => {
                if let Some((label, end)) = link_at(&chars, at) {
                    out.push_str(&unmarked(&label));
                    at = end;
                    continue;
                }
                out.push(c);
            }
            _ => out.push(c),
        }
        at += 1;
    }
    out
}

/// A star that stands alone between blanks is a star.
fn touches_word(before: Option<char>, after: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    word(before) || word(after)
}

/// An underscore inside a word belongs to the word.
fn at_edge_of_word(before: Option<char>, after: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    touches_word(before, after) && !(letter(before) && letter(after))
}

/// `[label](address)`: the label, and where the link ends.
fn link_at(chars: &[char], start: usize) -> Option<(String, usize)> {
    let close = start + chars[start..].iter().take(2000).position(|&c| c == ']')?;
    if chars.get(close + 1) != Some(&'(') {
        return None;
    }
    let end = close + chars[close..].iter().take(2000).position(|&c| c == ')')?;
    Some((chars[start + 1..close].iter().collect(), end + 1))
}

/// The names behind a piece as they may go out: those of the authors when the byline names them, else the byline.
///
/// A byline can be a pseudonym; then the names that the desk knows stay on the desk.
pub fn public_authors(piece: &model::Piece) -> Vec<String> {
    let byline = piece.byline.trim();
    let named = |name: &str| byline.to_lowercase().contains(&name.to_lowercase());
    let names: Vec<String> =
        piece.authors.iter().map(|author| author.name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    if !names.is_empty() && names.iter().all(|name| named(name)) {
        return names;
    }
    if byline.is_empty() { Vec::new() } else { vec![byline.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(
            unmarked("The *night* **ferry** of [the board](https://a.example/_x_) ran"),
            "The night ferry of the board ran"
        );
        assert_eq!(
            unmarked("2 * 3 and snake_case and _so_ \\*x\\* [no link]"),
            "2 * 3 and snake_case and so *x* [no link]"
        );
    }

    #[test]
    fn a_pseudonym_keeps_its_secret() {
        let author = |name: &str| model::Author { name: name.into(), role: None };
        let mut piece = model::Piece {
            byline: "Publius".into(),
            authors: vec![author("Alexander Hamilton")],
            ..Default::default()
        };
        assert_eq!(public_authors(&piece), ["Publius"]);
        piece.byline = "Alexander Hamilton, in New York".into();
        assert_eq!(public_authors(&piece), ["Alexander Hamilton"]);
    }
}
