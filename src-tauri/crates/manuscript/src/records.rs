//! What people said and decided, in the document beside the texts.
//!
//! Records are in the map `records` of the document: the key is the record's id, the value its JSON (see
//! [`model::review::Record`]). A record is written once and neither changed nor removed, so that two documents that meet
//! have the union of both. Whoever rebuilds a document has to carry this map over as it is; whoever takes words out of
//! it finds them in the values: in comments, in `texts` of sign-offs, in decisions.

use crate::{Error, Manuscript};
use loro::{LoroDoc, LoroValue, ValueOrContainer};
use model::review::{Act, Record, RecordId, Role, Texts, in_order};
use model::{Field, Person};

/// The map's name in the document: part of the stored format.
const MAP: &str = "records";

/// The most bytes of JSON that a record may have.
const MOST_BYTES: usize = 1_000_000;

/// The records of a document in the order in which they are read. What is no record is skipped, and stays.
pub(crate) fn records_of(doc: &LoroDoc) -> Vec<Record> {
    let mut out = Vec::new();
    doc.get_map(MAP).for_each(|key, value| {
        if let ValueOrContainer::Value(LoroValue::String(json)) = value
            && json.len() <= MOST_BYTES
            && let Ok(record) = serde_json::from_str::<Record>(&json)
            && record.id == key
        {
            out.push(record);
        }
    });
    in_order(&out).into_iter().cloned().collect()
}

impl Manuscript {
    /// All that was said and decided, in the order in which it is read.
    pub fn records(&self) -> &[Record] {
        self.records.get_or_init(|| records_of(self.doc()))
    }

    /// Says something for good. `id` is a fresh ULID in lower case, `at_ms` milliseconds since 1970. It is part of the
    /// next update that is taken.
    ///
    /// # Errors
    /// When it is too long to be kept, or the id is taken; then nothing was changed.
    pub fn record(
        &mut self,
        id: RecordId,
        at_ms: i64,
        by: Person,
        role: Option<Role>,
        act: Act,
    ) -> Result<Record, Error> {
        let clock = self.records().last().map_or(0, |last| last.clock).saturating_add(1);
        let record = Record { id, clock, at: at_ms, by, role, act };
        let json = serde_json::to_string(&record).map_err(|error| Error::Damaged(error.to_string()))?;
        if json.len() > MOST_BYTES {
            return Err(Error::TooLong);
        }
        let map = self.doc().get_map(MAP);
        if record.id.is_empty() || map.get(&record.id).is_some() {
            return Err(Error::Damaged("a record of that name is there already".into()));
        }
        map.insert(&record.id, json)?;
        let mut records = self.records.take().unwrap_or_default();
        records.push(record.clone());
        self.records = records.into();
        Ok(record)
    }

    /// The texts as they read now, those that are not empty.
    pub fn texts(&self) -> Texts {
        let all = Field::ALL.into_iter().filter(|field| !self.text(*field).is_empty());
        all.map(|field| (field, self.text(field).to_owned())).collect()
    }
}
