//! A reader of the part of JSON Schema that ninjs uses. A keyword that it does not know fails the test, so that nothing
//! passes unread.

use serde_json::Value;
use std::path::Path;

/// Fails when the value is not valid by the schema of ninjs 3.1.
pub(super) fn assert_valid(value: &Value) {
    let Some(schema) = schema() else { return };
    let mut wrong = Vec::new();
    check(&schema, &schema, value, "", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}\n{value:#}");
}

fn schema() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/schemas/ninjs-schema_3.1.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: there is no schema of ninjs beside the repository");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return };
    let mut say = |what: String| wrong.push(format!("{at}: {what}"));
    for (key, rule) in rules {
        match key.as_str() {
            "type" if !has_type(value, rule) => say(format!("is no {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => say(format!("is none of {rule}")),
            "required" => {
                for name in rule.as_array().unwrap() {
                    if value.get(name.as_str().unwrap()).is_none() {
                        say(format!("lacks {name}"));
                    }
                }
            }
            "format" if value.is_string() && !has_format(value.as_str().unwrap(), rule.as_str().unwrap()) => {
                say(format!("{value} is no {rule}"));
            }
            "minimum" if value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap()) => say("is too small".into()),
            "maximum" if value.as_f64().is_some_and(|n| n > rule.as_f64().unwrap()) => say("is too large".into()),
            "additionalProperties" | "unevaluatedProperties" if rule == &Value::Bool(false) => {
                for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
                    if !knows(root, schema, name) {
                        say(format!("has {name}, which is not known"));
                    }
                }
            }
            "$schema"
            | "$id"
            | "$defs"
            | "title"
            | "description"
            | "type"
            | "enum"
            | "format"
            | "minimum"
            | "maximum"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "$ref"
            | "properties"
            | "items" => {}
            // Of values that the product never writes (dates of events, rights by machine).
            "pattern" | "oneOf" | "anyOf" | "examples" | "patternProperties" => say(format!("{key} is not read here")),
            other => panic!("the schema says {other}, which is not read"),
        }
    }
    if let Some(name) = rules.get("$ref").and_then(Value::as_str) {
        check(root, root.pointer(&name[1..]).unwrap(), value, at, wrong);
    }
    for (name, inner) in rules.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(value) = value.get(name) {
            check(root, inner, value, &format!("{at}/{name}"), wrong);
        }
    }
    if let (Some(items), Some(values)) = (rules.get("items"), value.as_array()) {
        for (index, value) in values.iter().enumerate() {
            check(root, items, value, &format!("{at}/{index}"), wrong);
        }
    }
}

fn knows(root: &Value, schema: &Value, name: &str) -> bool {
    let own = schema.get("properties").is_some_and(|properties| properties.get(name).is_some());
    let of = schema.get("$ref").and_then(Value::as_str).and_then(|other| root.pointer(&other[1..]));
    own || of.is_some_and(|other| knows(root, other, name))
}

fn has_type(value: &Value, rule: &Value) -> bool {
    match rule.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        other => panic!("the schema says {other}, which is not read"),
    }
}

fn has_format(text: &str, format: &str) -> bool {
    match format {
        "uri" => {
            let scheme = text.split(':').next().unwrap_or_default();
            text.len() > scheme.len() + 1
                && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && text.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
        }
        "date-time" => {
            let (day, time) = text.split_at_checked(11).unwrap_or_default();
            let zone = time.get(8..).unwrap_or_default();
            day.len() == 11 && day.ends_with('T') && (zone == "Z" || (zone.len() == 6 && zone.contains(':')))
        }
        other => panic!("the schema says {other}, which is not read"),
    }
}

#[test]
fn what_is_not_valid_is_found() {
    let Some(schema) = schema() else { return };
    for bad in [
        serde_json::json!({}),
        serde_json::json!({ "uri": "no uri" }),
        serde_json::json!({ "uri": "urn:x:y", "headline": "of version 1" }),
        serde_json::json!({ "uri": "urn:x:y", "type": "opinion" }),
        serde_json::json!({ "uri": "urn:x:y", "versionCreated": "2026-04-14" }),
        serde_json::json!({ "uri": "urn:x:y", "urgency": 10 }),
        serde_json::json!({ "uri": "urn:x:y", "bodies": [{ "role": "main" }] }),
        serde_json::json!({ "uri": "urn:x:y", "bodies": [{ "value": "x", "words": 1 }] }),
    ] {
        let mut wrong = Vec::new();
        check(&schema, &schema, &bad, "", &mut wrong);
        assert!(!wrong.is_empty(), "{bad}");
    }
}
