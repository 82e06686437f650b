//! A document by the operations that it is made of: to name them, to send them, and to take them in.

use crate::{Error, Manuscript, Reach};
use loro::{CounterSpan, EncodedBlobMode, ExportMode, ID, IdSpan, JsonOpContent, JsonTextOp, LoroDoc};

/// Operations of one peer that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Who wrote them.
    pub peer: u64,
    /// The first one.
    pub from: i32,
    /// The one behind the last.
    pub to: i32,
}

impl Span {
    /// The operations of one change, read from its head alone.
    ///
    /// # Errors
    /// When the bytes are no change.
    pub fn of(update: &[u8]) -> Result<Vec<Span>, Error> {
        let meta = LoroDoc::decode_import_blob_meta(update, false)?;
        let from = |peer| meta.partial_start_vv.get(peer).copied().unwrap_or(0);
        let spans = meta.partial_end_vv.iter().map(|(peer, to)| Span { peer: *peer, from: from(peer), to: *to });
        let mut spans: Vec<Span> = spans.filter(|span| span.from < span.to).collect();
        spans.sort_unstable();
        Ok(spans)
    }

    /// Two lists as one, neighbours joined.
    pub fn joined(a: &[Span], b: &[Span]) -> Vec<Span> {
        let mut all: Vec<Span> = a.iter().chain(b).copied().collect();
        all.sort_unstable();
        let mut out: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match out.last_mut() {
                Some(last) if last.peer == span.peer && span.from <= last.to => last.to = last.to.max(span.to),
                _ => out.push(span),
            }
        }
        out
    }
}

impl Reach {
    /// The operations of `spans` that this does not hold.
    pub fn missing(&self, spans: &[Span]) -> Vec<Span> {
        let held = |peer: u64| self.0.get(&peer).copied().unwrap_or(0);
        let rest = spans.iter().map(|span| Span { from: span.from.max(held(span.peer)), ..*span });
        rest.filter(|span| span.from < span.to).collect()
    }

    /// Everything that these operations build up to.
    pub fn of_spans(spans: &[Span]) -> Reach {
        let mut reach = Reach::default();
        for span in spans {
            let end = reach.0.get(&span.peer).copied().unwrap_or(0).max(span.to);
            reach.0.insert(span.peer, end);
        }
        reach
    }

    /// The operations, of each peer from its first one.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.0.iter().map(|(peer, to)| Span { peer: *peer, from: 0, to: *to }).collect();
        spans.retain(|span| span.to > 0);
        spans.sort_unstable();
        spans
    }

    /// How many operations it holds.
    pub fn operations(&self) -> u64 {
        self.0.values().map(|end| u64::from(end.unsigned_abs())).sum()
    }
}

/// What operations do to the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Something is there after them that was not before.
    pub adds: bool,
    /// Something that was there is gone.
    pub removes: bool,
}

impl Manuscript {
    /// What these operations do; a value that is set counts as both.
    pub fn effect_of(&self, spans: &[Span]) -> Effect {
        let mut effect = Effect::default();
        for span in spans {
            let span = IdSpan { peer: span.peer, counter: CounterSpan::new(span.from, span.to) };
            for op in self.doc.export_json_in_id_span(span).into_iter().flat_map(|change| change.ops) {
                effect.adds |= !matches!(op.content, JsonOpContent::Text(JsonTextOp::Delete { .. }));
                effect.removes |= !matches!(op.content, JsonOpContent::Text(JsonTextOp::Insert { .. }));
            }
        }
        effect
    }

    /// Whether a mark, which anybody may have made, is one of this document.
    pub fn has_mark(&self, mark: &[u8]) -> bool {
        // The library falls over marks of documents that it does not know.
        let found = std::panic::AssertUnwindSafe(|| Reach::at(self, mark).is_ok());
        std::panic::catch_unwind(found).unwrap_or(false)
    }

    /// These operations as the bytes of one change for the log.
    ///
    /// # Errors
    /// Only when the document can't be encoded.
    pub fn update_of(&self, spans: &[Span]) -> Result<Vec<u8>, Error> {
        let spans: Vec<IdSpan> = spans
            .iter()
            .map(|span| IdSpan { peer: span.peer, counter: CounterSpan::new(span.from, span.to) })
            .collect();
        self.export(ExportMode::updates_in_range(spans))
    }

    /// All changes of the document as one update: what travels.
    ///
    /// # Errors
    /// Only when the document can't be encoded.
    pub fn whole(&self) -> Result<Vec<u8>, Error> {
        self.export(ExportMode::all_updates())
    }

    /// Takes over changes made elsewhere that the log gets from elsewhere too: [`Manuscript::take_update`] will not hand
    /// them out. What is settled of them here is a change of this document, and is handed out.
    ///
    /// # Errors
    /// When the bytes are damaged; then nothing was changed. When changes were made here and not taken.
    pub fn take_in(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if !self.is_settled() {
            return Err(Error::Damaged("changes were made here and not taken".into()));
        }
        self.import(bytes)?;
        self.taken = self.doc.oplog_vv();
        self.once()
    }

    /// Whether the document is made of these rows of a log, one after another: each operation once, each row on nothing
    /// that comes later.
    pub fn is_made_of(&self, rows: &[Vec<Span>]) -> bool {
        let mut reach = Reach::default();
        for row in rows {
            let before = reach.clone();
            if row.iter().any(|span| before.0.get(&span.peer).copied().unwrap_or(0) != span.from) {
                return false;
            }
            reach.add(&Reach::of_spans(row));
            if !row.iter().all(|span| self.stands_on(*span, &reach)) {
                return false;
            }
        }
        reach == self.reach()
    }

    /// Whether operations build on what is held alone.
    fn stands_on(&self, span: Span, held: &Reach) -> bool {
        let mut at = span.from;
        while at < span.to {
            let Ok(Some(change)) = self.doc.try_get_change(ID::new(span.peer, at)) else { return false };
            let known = |id: ID| held.0.get(&id.peer).is_some_and(|end| id.counter < *end);
            if change.id.counter == at && !change.deps.iter().all(known) {
                return false;
            }
            at = change.id.counter.saturating_add(i32::try_from(change.len).unwrap_or(i32::MAX)).max(at + 1);
        }
        true
    }

    /// A document of bytes that anybody may have made; `most` operations at the most. What is no document, or not whole,
    /// is refused.
    ///
    /// # Errors
    /// A reason.
    pub fn foreign(bytes: &[u8], most: u64) -> Result<Manuscript, Error> {
        let meta = LoroDoc::decode_import_blob_meta(bytes, true)?;
        if meta.mode != EncodedBlobMode::Updates {
            return Err(Error::Damaged("not the changes of a document".into()));
        }
        if Reach(meta.partial_end_vv).operations() > most {
            return Err(Error::Damaged("too many operations".into()));
        }
        // The library checks its sums, not that whoever made them was honest: a fall there is a refusal here.
        let load = std::panic::AssertUnwindSafe(|| Manuscript::load(None, [bytes].into_iter(), 1));
        std::panic::catch_unwind(load).unwrap_or_else(|_| Err(Error::Damaged("the document contradicts itself".into())))
    }
}
