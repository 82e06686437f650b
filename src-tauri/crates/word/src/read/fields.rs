//! Field codes: what stands between `begin` and `end`, over several runs.

/// Fields inside fields; deeper ones are read as if they stood at this level.
const DEEPEST: usize = 32;

#[derive(Debug, Default)]
struct Field {
    code: String,
    showing: bool,
    link: Option<u32>,
}

#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
    beyond: usize,
}

impl Fields {
    pub(crate) fn begin(&mut self) {
        if self.open.len() < DEEPEST { self.open.push(Field::default()) } else { self.beyond += 1 }
    }

    pub(crate) fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && field.code.len() < 8192
        {
            field.code.push_str(text);
        }
    }

    pub(crate) fn current_code(&self) -> String {
        self.open.last().map(|field| field.code.clone()).unwrap_or_default()
    }

    pub(crate) fn separate(&mut self, link: Option<u32>) {
        if let Some(field) = self.open.last_mut() {
            field.showing = true;
            field.link = link;
        }
    }

    /// Closes the innermost; its code when it never showed a result.
    pub(crate) fn end(&mut self) -> Option<String> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        self.open.pop().filter(|field| !field.showing).map(|field| field.code)
    }

    /// Whether what stands here is part of a code and not of the text.
    pub(crate) fn is_silent(&self) -> bool {
        self.open.iter().any(|field| !field.showing)
    }

    /// The link in which the text stands.
    pub(crate) fn link(&self) -> Option<u32> {
        self.open.iter().rev().find_map(|field| field.link)
    }
}

/// The address in a HYPERLINK code: `HYPERLINK "https://a.example" \l "part"`.
pub(crate) fn address_of(code: &str) -> Option<String> {
    let code = code.trim();
    let head = code.get(..9)?;
    if !head.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let (mut address, mut part) = (String::new(), String::new());
    let mut rest = code[9..].trim_start();
    let mut switch = None;
    while !rest.is_empty() {
        let word;
        if let Some(quoted) = rest.strip_prefix(['"', '\u{201c}', '\u{201d}']) {
            let end = quoted.find(['"', '\u{201c}', '\u{201d}']).unwrap_or(quoted.len());
            word = &quoted[..end];
            rest = quoted[end..].trim_start_matches(['"', '\u{201c}', '\u{201d}']).trim_start();
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            word = &rest[..end];
            rest = rest[end..].trim_start();
            if let Some(name) = word.strip_prefix('\\') {
                switch = name.chars().next();
                continue;
            }
        }
        match switch.take() {
            Some('l' | 'L') => part = word.to_owned(),
            // Screen tip and target frame are no address.
            Some('o' | 'O' | 't' | 'T') => {}
            _ if address.is_empty() => address = word.to_owned(),
            _ => {}
        }
    }
    if part.is_empty() { Some(address) } else { Some(format!("{address}#{part}")) }
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn an_address_is_found_in_every_order_of_its_code() {
        let of = |code| address_of(code);
        assert_eq!(of(r#" HYPERLINK "https://a.example/x" "#).as_deref(), Some("https://a.example/x"));
        assert_eq!(of(r#"hyperlink https://a.example \l "p""#).as_deref(), Some("https://a.example#p"));
        assert_eq!(of(r#"HYPERLINK \l "here""#).as_deref(), Some("#here"));
        assert_eq!(of(r#"HYPERLINK "https://a.example" \o "a tip" \t "_blank""#).as_deref(), Some("https://a.example"));
        assert_eq!(of("PAGE"), None);
        assert_eq!(of("ÄÄÄÄÄÄÄÄ"), None);
    }
}
