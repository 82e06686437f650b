//! A document made again, operation by operation, with other words in it.
//!
//! Every operation keeps its place, its peer and its length, so that marks, logs and other copies of the document still
//! fit: a copy with the old words and one with the new ones go on merging.

use crate::manuscript::empty;
use crate::{Error, Manuscript};
use loro::{ID, JsonChange, JsonOp, JsonOpContent, JsonSchema, LoroValue, VersionVector};
use std::collections::HashMap;
use std::sync::OnceLock;

/// All changes of a document, readable.
pub(crate) fn changes_of(manuscript: &Manuscript) -> Result<JsonSchema, Error> {
    let doc = manuscript.doc();
    Ok(doc.export_json_updates_without_peer_compression(&VersionVector::default(), &doc.oplog_vv())?)
}

/// The document of these changes.
pub(crate) fn made_of(changes: JsonSchema) -> Result<Manuscript, Error> {
    let doc = empty();
    let status = doc.import_json_updates(changes)?;
    if status.pending.is_some() {
        return Err(Error::Damaged("a change is missing that a later one builds on".into()));
    }
    let taken = doc.oplog_vv();
    let mut manuscript = Manuscript { doc, texts: HashMap::new(), taken, records: OnceLock::new() };
    manuscript.mirror();
    Ok(manuscript)
}

/// The operation's own number.
pub(crate) fn id_of(change: &JsonChange, op: &JsonOp) -> ID {
    ID::new(change.id.peer, op.counter)
}

/// Calls `each` with every value that an operation writes; not with the letters of texts.
pub(crate) fn values_of(op: &mut JsonOpContent, each: &mut dyn FnMut(&mut LoroValue)) {
    use loro::{JsonListOp, JsonMapOp, JsonMovableListOp, JsonTextOp};
    match op {
        JsonOpContent::Map(JsonMapOp::Insert { value, .. })
        | JsonOpContent::MovableList(JsonMovableListOp::Set { value, .. })
        | JsonOpContent::Text(JsonTextOp::Mark { style_value: value, .. }) => each(value),
        JsonOpContent::List(JsonListOp::Insert { value, .. })
        | JsonOpContent::MovableList(JsonMovableListOp::Insert { value, .. }) => value.iter_mut().for_each(each),
        _ => {}
    }
}
