//! Front-matter keys that the product does not know: kept as they were, and written back unchanged.

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// One unknown key of a file's front matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExtraEntry {
    /// The key.
    pub key: String,
    /// The lines as they stood in the file, key and comments included, without the last line break.
    pub raw: String,
    /// What a YAML reader makes of the value.
    pub value: serde_json::Value,
}

/// All unknown keys of a piece, in the order of its file. As JSON it is a plain map of keys to values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra(pub Vec<ExtraEntry>);

impl Extra {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(self.0.len()))?;
        for entry in &self.0 {
            map.serialize_entry(&entry.key, &entry.value)?;
        }
        map.end()
    }
}
