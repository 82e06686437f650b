//! From a TOML file to a profile.

use model::{HandoverNeed, OutletProfile, Stage};
use toml::{Table, Value};

/// The largest file that is read as a profile, bytes; a masthead as SVG is the largest part of one.
const MOST_BYTES: usize = 1 << 20;

/// Why a file is no profile. Every sentence says where, and what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Larger than a profile is.
    #[error("A profile has at most 1 MB; this file has more. Nothing was changed.")]
    TooLarge,
    /// The file is no TOML.
    #[error("Line {line}: {what}. Nothing was changed.")]
    NotToml {
        /// The line, from 1.
        line: usize,
        /// What the reader says.
        what: String,
    },
    /// A key that no profile has.
    #[error("“{key}” is nothing that a profile has{}. Nothing was changed.", meant(.near))]
    UnknownKey {
        /// The key with its table.
        key: String,
        /// The key that was perhaps meant.
        near: Option<String>,
    },
    /// A value of the wrong kind, or none of the names that can stand there.
    #[error("{what}. Nothing was changed.")]
    WrongValue {
        /// Where, and what can stand there.
        what: String,
    },
    /// A profile must at least say whose it is.
    #[error("A profile needs a name: `name = \"The Daily\"`. Nothing was changed.")]
    NoName,
}

fn meant(near: &Option<String>) -> String {
    near.as_ref().map(|near| format!("; perhaps “{near}” is meant")).unwrap_or_default()
}

/// Reads a profile.
///
/// # Errors
/// For what is no TOML, for keys and names that do not exist, for a profile without a name.
pub fn read(text: &str) -> Result<OutletProfile, ProfileError> {
    if text.len() > MOST_BYTES {
        return Err(ProfileError::TooLarge);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table: Table = text.parse().map_err(|error| not_toml(text, &error))?;
    let model = template();
    known(&table, &model, "")?;
    names(&table)?;
    let profile: OutletProfile = toml::from_str(text).map_err(|error| ProfileError::WrongValue {
        what: format!("Line {}: {}", line_of(text, &error), sentence(error.message())),
    })?;
    if profile.name.trim().is_empty() {
        return Err(ProfileError::NoName);
    }
    Ok(profile)
}

fn not_toml(text: &str, error: &toml::de::Error) -> ProfileError {
    ProfileError::NotToml { line: line_of(text, error), what: sentence(error.message()) }
}

fn line_of(text: &str, error: &toml::de::Error) -> usize {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}

fn sentence(message: &str) -> String {
    message.lines().next().unwrap_or("this can't be read").trim_end_matches('.').to_owned()
}

/// Every key that a profile can have, with values of the right kind: made from the type itself.
fn template() -> Table {
    let profile = OutletProfile {
        rights: model::Rights { trust: vec![model::TrustLink::default()], ..Default::default() },
        ..Default::default()
    };
    Table::try_from(profile).unwrap_or_default()
}

/// Looks for keys that a profile does not have, so that a slip is told and not passed over.
fn known(table: &Table, model: &Table, path: &str) -> Result<(), ProfileError> {
    for (key, value) in table {
        let place = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        if path == "handover" {
            handover(key, value, &place)?;
            continue;
        }
        let Some(expected) = model.get(key) else {
            return Err(ProfileError::UnknownKey { near: nearest(key, model.keys()), key: place });
        };
        match (value, expected) {
            (Value::Table(inner), Value::Table(expected)) => known(inner, expected, &place)?,
            (Value::Array(values), Value::Array(expected)) => {
                if let Some(Value::Table(expected)) = expected.first() {
                    for inner in values.iter().filter_map(Value::as_table) {
                        known(inner, expected, &place)?;
                    }
                }
            }
            (value, expected) if value.same_type(expected) => {}
            (value, expected) => {
                let what = format!("“{place}” is {}; it must be {}", kind(value), kind(expected));
                return Err(ProfileError::WrongValue { what });
            }
        }
    }
    Ok(())
}

fn handover(stage: &str, value: &Value, place: &str) -> Result<(), ProfileError> {
    if Stage::from_name(stage).is_none_or(|found| found.name() != stage) {
        let names: Vec<String> = Stage::ALL.iter().map(|stage| stage.name().to_owned()).collect();
        return Err(ProfileError::UnknownKey { near: nearest(stage, names.iter()), key: place.to_owned() });
    }
    let wrong =
        || ProfileError::WrongValue { what: format!("“{place}” must be a table with `needs = [\"length\", …]`") };
    let table = value.as_table().ok_or_else(wrong)?;
    if let Some(key) = table.keys().find(|key| *key != "needs") {
        return Err(ProfileError::UnknownKey { key: format!("{place}.{key}"), near: Some("needs".into()) });
    }
    let names: Vec<String> = HandoverNeed::ALL.iter().map(|need| need.name().to_owned()).collect();
    for need in table.get("needs").and_then(Value::as_array).ok_or_else(wrong)? {
        let name = need.as_str().ok_or_else(wrong)?;
        if HandoverNeed::from_name(name).is_none() {
            let near =
                nearest(name, names.iter()).map(|near| format!("; perhaps “{near}” is meant")).unwrap_or_default();
            let what = format!(
                "“{place}” needs “{name}”, which nothing can be asked for{near}. It can be asked for: {}",
                names.join(", ")
            );
            return Err(ProfileError::WrongValue { what });
        }
    }
    Ok(())
}

/// Names that must be one of a few, told with all that can stand there.
fn names(table: &Table) -> Result<(), ProfileError> {
    const DATES: &[&str] = &["as_printed", "weekday_day_month_year", "day_month_year", "month_day_year", "iso"];
    const PAPERS: &[&str] = &["a4", "a3", "a5", "letter", "tabloid", "berliner", "broadsheet"];
    const FURNITURE: &[&str] = &[
        "kicker",
        "headline",
        "headline_web",
        "headline_social",
        "standfirst",
        "byline",
        "author_note",
        "disclosure",
        "date",
        "slugline",
    ];
    let one_of = |place: &str, value: Option<&Value>, names: &[&str]| match value.and_then(Value::as_str) {
        Some(name) if !names.contains(&name) => Err(ProfileError::WrongValue {
            what: format!("“{place}” is “{name}”; it must be one of: {}", names.join(", ")),
        }),
        _ => Ok(()),
    };
    one_of("date_style", table.get("date_style"), DATES)?;
    one_of("page.paper", table.get("page").and_then(|page| page.get("paper")), PAPERS)?;
    for name in table.get("required").and_then(Value::as_array).into_iter().flatten() {
        if !name.is_str() {
            return Err(ProfileError::WrongValue {
                what: "“required” must be a list of names: [\"headline\", \"byline\"]".into(),
            });
        }
        one_of("required", Some(name), FURNITURE)?;
    }
    Ok(())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text in quotation marks",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number with a point",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// The name that differs least, when it differs little.
fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a String>) -> Option<String> {
    let by_distance = names.map(|other| (distance(name, other), other));
    by_distance
        .filter(|(far, other)| *far <= 2.max(other.len() / 3))
        .min_by_key(|(far, _)| *far)
        .map(|(_, other)| other.clone())
}

/// How many letters must change (Levenshtein), over the first 40 letters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
