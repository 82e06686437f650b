//! Texts inside HTML, style sheets and scripts.

/// Appends a text so that it stands as text between tags and inside quoted attributes.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{fffd}'),
            // Other control characters are no characters of HTML.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push(' '),
            c => out.push(c),
        }
    }
}

/// The text, escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    out
}

/// JSON that can stand inside a script element: no tag or comment can begin or end in it.
pub(crate) fn json_in_script(json: &serde_json::Value) -> String {
    let text = json.to_string();
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// A style sheet that can stand inside a style element: the element cannot end in it.
pub(crate) fn css_in_style(css: &str) -> String {
    css.replace("</", "<\\/").replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        let json = json_in_script(&serde_json::json!({ "a": "</script><!-- & \u{2028}" }));
        assert_eq!(json, r#"{"a":"\u003c/script\u003e\u003c!-- \u0026 \u2028"}"#);
        assert_eq!(css_in_style("a{}</style><b>"), "a{}<\\/style><b>");
        assert_eq!(escaped("<a href='\"'>\u{7}"), "&lt;a href=&#39;&quot;&#39;&gt; ");
    }
}
