//! The desk list and search.

use crate::clock::rfc3339;
use crate::review::{Open, stored_open};
use crate::service::hold;
use crate::{Desk, Error, ListQuery, PieceList, PieceRow};
use model::PieceId;
use store::{Op, Reader, Row, RowQuery, StoredPiece};

/// Most rows of one answer.
const MOST: u32 = 500;

pub(crate) fn list(reader: &Reader, query: &ListQuery) -> Result<PieceList, Error> {
    let asked =
        RowQuery { bin: query.bin, search: query.search.clone(), offset: query.offset, limit: query.limit.min(MOST) };
    let stages = reader.stages()?;
    let desk_count = stages.iter().map(|(_, count)| count).sum();
    let bin_count = reader.count(&RowQuery { bin: true, ..RowQuery::default() })?;
    let total = match (query.search.trim().is_empty(), query.bin) {
        (true, true) => bin_count,
        (true, false) => desk_count,
        (false, _) => reader.count(&asked)?,
    };
    Ok(PieceList { rows: reader.rows(&asked)?.into_iter().map(shown).collect(), total, stages, desk_count, bin_count })
}

/// Fills in what the rows tell beside their words; gives the pieces of which nothing is known yet.
fn fill(rows: &mut [PieceRow], open: impl Fn(PieceId) -> Option<Open>) -> Vec<PieceId> {
    let mut missing = Vec::new();
    for row in rows {
        match open(row.id) {
            Some(open) => (row.due, row.queries, row.comments) = (open.due, open.queries, open.comments),
            None => missing.push(row.id),
        }
    }
    missing
}

/// As [`list`], for a desk that is only read.
pub(crate) fn list_read(reader: &Reader, query: &ListQuery) -> Result<PieceList, Error> {
    let mut list = list(reader, query)?;
    let kept = |id| reader.waits_in(id).ok().flatten().and_then(|state| Open::kept(&state));
    let missing = fill(&mut list.rows, kept);
    let read = |id| missing.contains(&id).then(|| stored_open(reader, id)).flatten();
    let _ = fill(&mut list.rows, |id| read(id).or_else(|| kept(id)));
    Ok(list)
}

fn shown(row: Row) -> PieceRow {
    PieceRow {
        id: row.id,
        slugline: row.slugline,
        headline: row.headline,
        byline: row.byline,
        words: row.words,
        stage: row.stage,
        modified: rfc3339(row.modified),
        binned: row.binned,
        due: None,
        queries: 0,
        comments: 0,
        snippet: row.snippet,
    }
}

impl Desk {
    /// Rows of the desk or the bin.
    ///
    /// # Errors
    /// When the database fails.
    pub fn list(&self, query: &ListQuery) -> Result<PieceList, Error> {
        if !query.search.trim().is_empty() {
            self.index()?;
        }
        let mut list = list(&hold(&self.inner.reader), query)?;
        let missing = fill(&mut list.rows, |id| self.open_in(id));
        self.read_open(missing);
        Ok(list)
    }

    /// Brings the search index up to date.
    pub(crate) fn index(&self) -> Result<(), Error> {
        let waiting: Vec<PieceId> = hold(&self.inner.reader).unindexed()?;
        let mut last = None;
        for id in waiting {
            let loaded = hold(&self.inner.sessions).get(&id).cloned();
            let body = match loaded {
                Some(session) => hold(&session).manuscript.text(model::Field::Body).to_owned(),
                None => stored_body(&hold(&self.inner.reader), id)?,
            };
            let body = markdown::plain_text(&body);
            last = Some(self.submit(vec![Op::Index { piece: id, body }])?);
        }
        if let Some(pending) = last {
            pending.wait()?;
        }
        Ok(())
    }

    /// The piece to show first: the one that was open last, else the first of the list, or on a new desk the welcome
    /// piece, made now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn start_piece(&self) -> Result<Option<PieceId>, Error> {
        let first = {
            let reader = hold(&self.inner.reader);
            if let Some(id) = self.last_open()
                && reader.head(id)?.is_some_and(|head| !head.row.binned)
            {
                return Ok(Some(id));
            }
            let list = list(&reader, &ListQuery { limit: 1, ..ListQuery::default() })?;
            if list.desk_count == 0 && list.bin_count == 0 { None } else { Some(list.rows.first().map(|row| row.id)) }
        };
        match first {
            Some(id) => Ok(id),
            None => self.welcome().map(Some),
        }
    }
}

/// The body of a piece that is not loaded.
pub(crate) fn stored_body(reader: &Reader, id: PieceId) -> Result<String, Error> {
    body_of(&reader.piece(id)?)
}

/// The body of a piece as it is stored.
pub(crate) fn body_of(stored: &StoredPiece) -> Result<String, Error> {
    let changes = stored.changes.iter().map(Vec::as_slice);
    let text = manuscript::Manuscript::load(stored.snapshot.as_deref(), changes, Desk::random())?;
    Ok(text.text(model::Field::Body).to_owned())
}
