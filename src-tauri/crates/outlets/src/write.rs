//! From a profile to a TOML file.

use model::OutletProfile;
use toml::{Table, Value};

/// Writes a profile. What says nothing (an empty text, an empty list, a value that is the usual one) is left out, so that
/// a short profile stays short.
pub fn write(profile: &OutletProfile) -> String {
    let usual = Table::try_from(OutletProfile::default()).unwrap_or_default();
    let table = Table::try_from(profile).unwrap_or_default();
    let slim = without_usual(table, &usual);
    toml::to_string_pretty(&slim).unwrap_or_default()
}

fn without_usual(table: Table, usual: &Table) -> Table {
    let mut out = Table::new();
    for (key, value) in table {
        let other = usual.get(&key);
        match (value, other) {
            (value, Some(other)) if value == *other => {}
            (Value::Table(inner), Some(Value::Table(other))) => {
                let inner = without_usual(inner, other);
                if !inner.is_empty() {
                    out.insert(key, Value::Table(inner));
                }
            }
            (value, _) => drop(out.insert(key, value)),
        }
    }
    out
}
