//! Values of front matter: texts as they were written, and what a YAML reader makes of them.

use serde_json::{Map, Number, Value as Json};

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A scalar: its text as written (unquoted), and whether it was written without quotes.
    Text { text: String, plain: bool, block: bool },
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// How much it is, for a limit on copies.
    pub(super) fn nodes(&self) -> usize {
        match self {
            Value::Text { text, .. } => 1 + text.len() / 64,
            Value::List(items) => 1 + items.iter().map(Value::nodes).sum::<usize>(),
            Value::Map(entries) => 1 + entries.iter().map(|(_, value)| value.nodes() + 1).sum::<usize>(),
        }
    }

    /// The text of a scalar: nothing for an absent value (`~`, `null`, or nothing at all without quotes).
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Value::Text { text, plain: true, .. } if is_null(text) => None,
            // A block of several lines becomes one line, as in every field of one line.
            Value::Text { text, block: true, .. } => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            Value::Text { text, .. } => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether it is a scalar.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Value::Text { .. })
    }

    /// The value as JSON, by the core rules of YAML 1.2.
    pub(super) fn json(&self) -> Json {
        match self {
            Value::Text { text, plain: true, .. } => plain_json(text),
            Value::Text { text, .. } => Json::String(text.clone()),
            Value::List(items) => Json::Array(items.iter().map(Value::json).collect()),
            Value::Map(entries) => {
                Json::Object(entries.iter().map(|(key, value)| (key.clone(), value.json())).collect::<Map<_, _>>())
            }
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null")
}

pub(super) fn plain_json(text: &str) -> Json {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Json::Null,
        "true" | "True" | "TRUE" => return Json::Bool(true),
        "false" | "False" | "FALSE" => return Json::Bool(false),
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let number_like = digits.starts_with(|c: char| c.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0') || digits.starts_with("0."));
    if number_like {
        if let Ok(number) = text.strip_prefix('+').unwrap_or(text).parse::<i64>() {
            return Json::Number(number.into());
        }
        if let Some(number) = text.parse::<f64>().ok().and_then(Number::from_f64).filter(|_| text.len() < 18) {
            return Json::Number(number);
        }
    }
    Json::String(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_words_are_read_by_the_core_rules() {
        let json = |text: &str| plain_json(text).to_string();
        assert_eq!(
            ["1", "-2", "1.5", "007", "1e3", "true", "no", "~", "1787-10-27"].map(json).join(" "),
            "1 -2 1.5 \"007\" 1000.0 true \"no\" null \"1787-10-27\""
        );
    }
}
