//! One piece as a document that remembers.

use crate::authors::{AuthorRun, authors};
use crate::records::records_of;
use crate::{Detail, rewrite};
use loro::{CommitOptions, ExportMode, Frontiers, IdSpan, LoroDoc, LoroError, LoroText, LoroValue, VersionVector};
use model::review::Record;
use model::{Field, Splice, SpliceError};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Why a manuscript can't be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An edit that does not fit its text.
    #[error(transparent)]
    Splice(#[from] SpliceError),
    /// Stored bytes are damaged or of an unknown kind.
    #[error("the stored text can't be read: {0}")]
    Damaged(String),
    /// A comment or a decision with more words than a record may have.
    #[error(
        "that is too long to be recorded (more than a million characters); nothing was changed. Do it in smaller parts."
    )]
    TooLong,
}

impl From<LoroError> for Error {
    fn from(error: LoroError) -> Self {
        Error::Damaged(error.to_string())
    }
}

/// The living text of one piece.
pub struct Manuscript {
    pub(crate) doc: LoroDoc,
    /// The texts as plain strings, so that neither preview nor validation asks the document.
    pub(crate) texts: HashMap<Field, String>,
    /// What `take_update` has handed out.
    pub(crate) taken: VersionVector,
    /// What was said and decided, once it was asked for.
    pub(crate) records: OnceLock<Vec<Record>>,
}

impl Manuscript {
    /// An empty piece. `peer` must be fresh and random for every opening for writing: two writers with one peer lose
    /// text without an error.
    pub fn new(peer: u64) -> Result<Manuscript, Error> {
        Manuscript::load(None, std::iter::empty(), peer)
    }

    /// A piece from its last snapshot and the changes after it, in any order.
    ///
    /// # Errors
    /// When the bytes are damaged, or a change is missing that another one builds on.
    pub fn load<'a>(
        snapshot: Option<&[u8]>,
        changes: impl Iterator<Item = &'a [u8]>,
        peer: u64,
    ) -> Result<Manuscript, Error> {
        let doc = empty();
        if let Some(bytes) = snapshot {
            doc.import(bytes)?;
        }
        let changes: Vec<Vec<u8>> = changes.map(<[u8]>::to_vec).collect();
        if !changes.is_empty() {
            let status = doc.import_batch(&changes)?;
            if status.pending.is_some() {
                return Err(Error::Damaged("a change is missing that a later one builds on".into()));
            }
        }
        doc.set_peer_id(peer)?;
        let taken = doc.oplog_vv();
        let mut this = Manuscript { doc, texts: HashMap::new(), taken, records: OnceLock::new() };
        this.mirror();
        Ok(this)
    }

    /// From now on changes are written as another peer, since another person sits there. The number must be fresh and
    /// random.
    ///
    /// # Errors
    /// Only when changes were made and not taken.
    pub fn set_peer(&mut self, peer: u64) -> Result<(), Error> {
        Ok(self.doc.set_peer_id(peer)?)
    }

    pub(crate) fn doc(&self) -> &LoroDoc {
        &self.doc
    }

    pub(crate) fn mirror(&mut self) {
        self.records = OnceLock::new();
        for field in Field::ALL {
            let text = self.container(field).to_string();
            self.texts.insert(field, text);
        }
    }

    pub(crate) fn container(&self, field: Field) -> LoroText {
        self.doc.get_text(field.name())
    }

    /// The words of a field.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    /// A value beside the texts.
    pub fn detail(&self, detail: Detail) -> Option<String> {
        detail_of(&self.doc, detail)
    }

    /// Sets or (with none) removes a value. Says whether anything changed.
    ///
    /// # Errors
    /// Only when the document is damaged.
    pub fn set_detail(&mut self, detail: Detail, value: Option<&str>) -> Result<bool, Error> {
        if self.detail(detail).as_deref() == value {
            return Ok(false);
        }
        let map = self.doc.get_map("details");
        match value {
            Some(text) => map.insert(detail.key(), text)?,
            None => map.delete(detail.key())?,
        }
        Ok(true)
    }

    /// Applies one edit to one field.
    ///
    /// # Errors
    /// When the edit does not fit; then nothing was changed.
    pub fn apply(&mut self, field: Field, splices: &[Splice]) -> Result<(), Error> {
        // The plain text is changed first: it checks the edit, so that the document only sees what fits.
        let after = model::apply_splices(self.text(field), splices)?;
        let text = self.container(field);
        for splice in splices.iter().rev() {
            let (from, len) = (splice.from as usize, (splice.to - splice.from) as usize);
            if len > 0 {
                text.delete_utf16(from, len)?;
            }
            if !splice.insert.is_empty() {
                text.insert_utf16(from, &splice.insert)?;
            }
        }
        self.texts.insert(field, after);
        Ok(())
    }

    /// Makes a field read `after`, by replacing words; returns what was replaced.
    ///
    /// # Errors
    /// Only when the document is damaged.
    pub fn set_text(&mut self, field: Field, after: &str) -> Result<Vec<Splice>, Error> {
        let splices = rewrite(self.text(field), after);
        self.apply(field, &splices)?;
        Ok(splices)
    }

    /// Closes the change that the last calls made, stamps it with a time (seconds since 1970), and returns its bytes
    /// for the log. None when nothing changed.
    ///
    /// # Errors
    /// Only when the document can't be encoded.
    pub fn take_update(&mut self, unix_seconds: i64) -> Result<Option<Vec<u8>>, Error> {
        self.doc.commit_with(CommitOptions::new().timestamp(unix_seconds));
        let now = self.doc.oplog_vv();
        if now == self.taken {
            return Ok(None);
        }
        let bytes = self.export(ExportMode::updates(&self.taken))?;
        self.taken = now;
        Ok(Some(bytes))
    }

    /// Closes the change that the last calls made and stamps it with a time (seconds since 1970), to be taken with what
    /// follows. A document's times never run backwards: one that is older than what it builds on gets that time.
    pub fn commit_at(&mut self, unix_seconds: i64) {
        self.doc.commit_with(CommitOptions::new().timestamp(unix_seconds));
    }

    /// Whether everything is in the updates that were taken.
    pub fn is_settled(&self) -> bool {
        self.doc.get_pending_txn_len() == 0 && self.doc.oplog_vv() == self.taken
    }

    /// Takes over changes made elsewhere. The same bytes twice change nothing twice. Words that a decision put back here
    /// and there apart are kept once; that is a change of this document, to be taken like any other.
    ///
    /// # Errors
    /// When the bytes are damaged; then nothing was changed.
    pub fn merge(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let before = self.doc.oplog_vv();
        self.import(bytes)?;
        // What was settled before is settled still.
        if self.doc.oplog_vv() == before { Ok(()) } else { self.once() }
    }

    /// As [`Manuscript::merge`] for all changes of another document, in the order of its log; what both sides decided is
    /// looked for once.
    ///
    /// # Errors
    /// When some bytes are damaged; then nothing was changed.
    pub fn merge_all<'a>(&mut self, all: impl IntoIterator<Item = &'a [u8]>) -> Result<(), Error> {
        // A document of its own first: one that breaks off half-way would leave the texts behind the document here. It
        // starts from what is here, on which the others may build.
        let both = empty();
        both.import(&self.export(ExportMode::all_updates())?)?;
        let here = both.oplog_vv();
        for bytes in all {
            both.import(bytes)?;
        }
        let new = both.export(ExportMode::updates(&here)).map_err(|error| Error::Damaged(error.to_string()))?;
        self.merge(&new)
    }

    pub(crate) fn import(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.doc.import(bytes)?;
        self.mirror();
        Ok(())
    }

    /// The whole document with its history, compact.
    ///
    /// # Errors
    /// Only when the document can't be encoded.
    pub fn snapshot(&self) -> Result<Vec<u8>, Error> {
        self.export(ExportMode::Snapshot)
    }

    pub(crate) fn export(&self, mode: ExportMode<'_>) -> Result<Vec<u8>, Error> {
        self.doc.export(mode).map_err(|error| Error::Damaged(error.to_string()))
    }

    /// A mark of the present moment, to come back to with [`Manuscript::at`].
    pub fn version(&self) -> Vec<u8> {
        self.doc.oplog_frontiers().encode()
    }

    /// The mark of the present moment as records keep it: hexadecimal. What was changed and not taken yet is in it.
    pub fn mark(&self) -> String {
        crate::anchors::hex(&self.version())
    }

    /// Who wrote each letter of a field as it reads now, in order and without gaps.
    pub fn authors(&self, field: Field) -> Vec<AuthorRun> {
        authors(&self.container(field))
    }

    /// All that was changed between two marks, as the bytes of one update: smaller than the updates that
    /// [`Manuscript::take_update`] gave for it, and worth the same. Every change in it keeps its time and its peer, and
    /// marks in between stay good. What `from` has seen and `to` has not is left out.
    ///
    /// # Errors
    /// When a mark is not one of this document, or the document can't be encoded.
    pub fn combined_update(&self, from: &[u8], to: &[u8]) -> Result<Vec<u8>, Error> {
        let (from, to) = (self.moment_of(from)?, self.moment_of(to)?);
        let between = self.doc.try_find_id_spans_between(&from, &to)?;
        let spans: Vec<IdSpan> =
            between.forward.iter().map(|(peer, span)| IdSpan { peer: *peer, counter: *span }).collect();
        self.export(ExportMode::updates_in_range(spans))
    }

    pub(crate) fn moment_of(&self, version: &[u8]) -> Result<Frontiers, Error> {
        let frontiers = Frontiers::decode(version)?;
        match self.doc.try_frontiers_to_vv(&frontiers)? {
            Some(_) => Ok(frontiers),
            None => Err(Error::Damaged("the mark is not one of this piece".into())),
        }
    }

    /// All texts and values as they are. It shares the document, so that a manuscript that goes on being edited gives a
    /// moment that goes with it: for one that is only read.
    pub fn now(&self) -> Moment {
        let details = Detail::ALL.into_iter().filter_map(|d| Some((d, self.detail(d)?))).collect();
        Moment { texts: self.texts.clone(), details, doc: self.doc.clone() }
    }

    /// All texts and values as they were at a moment.
    ///
    /// # Errors
    /// When the mark is not one of this document.
    pub fn at(&self, version: &[u8]) -> Result<Moment, Error> {
        let nothing = Frontiers::default().encode();
        // Forward from nothing: walking back from now, as a fork does, takes four times as long for an early moment.
        let bytes = self.combined_update(&nothing, version)?;
        let then = LoroDoc::new();
        then.import(&bytes)?;
        let texts = Field::ALL.into_iter().map(|field| (field, then.get_text(field.name()).to_string())).collect();
        let details = Detail::ALL.into_iter().filter_map(|d| Some((d, detail_of(&then, d)?))).collect();
        Ok(Moment { texts, details, doc: then })
    }
}

/// A piece as it was.
pub struct Moment {
    /// Every text.
    pub texts: HashMap<Field, String>,
    /// The values that were set.
    pub details: HashMap<Detail, String>,
    doc: LoroDoc,
}

impl Moment {
    pub(crate) fn container(&self, field: Field) -> LoroText {
        self.doc.get_text(field.name())
    }

    /// All that had been said and decided, in the order in which it is read.
    pub fn records(&self) -> Vec<Record> {
        records_of(&self.doc)
    }

    /// Who wrote each letter of a field as it read then, in order and without gaps.
    pub fn authors(&self, field: Field) -> Vec<AuthorRun> {
        authors(&self.doc.get_text(field.name()))
    }
}

/// A document that keeps every change apart and takes times from us.
pub(crate) fn empty() -> LoroDoc {
    let doc = LoroDoc::new();
    doc.set_record_timestamp(false);
    doc.set_change_merge_interval(0);
    doc
}

fn detail_of(doc: &LoroDoc, detail: Detail) -> Option<String> {
    match doc.get_map("details").get(detail.key())?.into_value().ok()? {
        LoroValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}
