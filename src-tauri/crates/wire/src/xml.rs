//! Texts inside XML.

/// Appends a text so that it stands between tags and inside quoted attributes. What is no character of XML 1.0 becomes
/// a space, as on the web page; a line feed or tab in an attribute would be read as a space, so it is one.
pub(crate) fn push_xml(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(legal(c)),
        }
    }
}

/// The text, escaped.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_xml(&mut out, text);
    out
}

/// The text as one line, escaped.
pub(crate) fn xml_line(text: &str) -> String {
    xml(&one_line(text))
}

/// A text with every run of white space as one space, and none at either end. A fixed space is kept.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(legal) {
        if !is_space(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// White space that a line can be broken at; a fixed space is none.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

/// The character, or what stands for it where XML has none.
fn legal(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if c.is_control() => ' ',
        c => c,
    }
}

/// ` name="value"`, when there is a value.
pub(crate) fn attribute(name: &str, value: &str) -> String {
    let value = one_line(value);
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", xml(&value)) }
}

/// `<name>value</name>` on a line of its own, when there is a value.
pub(crate) fn push_element(out: &mut String, name: &str, value: &str) {
    let value = one_line(value);
    if !value.is_empty() {
        let end = name.split(' ').next().unwrap_or(name);
        out.push_str(&format!("<{name}>{}</{end}>\n", xml(&value)));
    }
}

/// A text as character data that is not escaped: `]]>` is parted over two sections.
pub(crate) fn cdata(text: &str) -> String {
    let legal: String = text.chars().map(legal).collect();
    format!("<![CDATA[{}]]>", legal.replace("]]>", "]]]]><![CDATA[>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_xml_lacks_and_no_mark_of_its_own_comes_through() {
        assert_eq!(xml("a<b>&\"]]>\u{1}\u{ffff}'"), "a&lt;b&gt;&amp;&quot;]]&gt; \u{fffd}'");
        assert_eq!(one_line(" a \n\tb\u{a0}\u{7}c "), "a b\u{a0} c");
        assert_eq!(cdata("a]]>b"), "<![CDATA[a]]]]><![CDATA[>b]]>");
        assert_eq!((attribute("x", " "), attribute("x", "a\"b")), (String::new(), " x=\"a&quot;b\"".into()));
    }
}
