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

impl Manuscript {
    /// Whether two documents are copies of one, as far as they go together: the same operations where both have some,
    /// whatever their letters and values are now. What was forged or belongs to another piece does not fit.
    pub fn fits(&self, other: &Manuscript) -> bool {
        let compared = || -> Result<(), Error> {
            let both = faceless(self)?;
            let theirs = faceless(other)?;
            // The library compares what both have, when something new comes with it.
            for (one, from) in [(&both, &theirs), (&theirs, &both)] {
                let fresh = empty();
                fresh.import(&one.whole()?)?;
                fresh.import(&from.whole()?)?;
            }
            Ok(())
        };
        // It is told of foreign bytes here too: a fall is a no.
        matches!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(compared)), Ok(Ok(())))
    }
}

/// A document of the same operations without its letters and values.
fn faceless(manuscript: &Manuscript) -> Result<Manuscript, Error> {
    let mut changes = changes_of(manuscript)?;
    for change in &mut changes.changes {
        // Neither times nor words are compared.
        (change.timestamp, change.msg) = (0, None);
        for op in &mut change.ops {
            if let JsonOpContent::Text(loro::JsonTextOp::Insert { text, .. }) = &mut op.content {
                *text = text.chars().map(|_| '·').collect();
            } else {
                values_of(&mut op.content, &mut |value| {
                    if !matches!(value, LoroValue::Container(_)) {
                        *value = LoroValue::Null;
                    }
                });
            }
        }
    }
    made_of(changes)
}
