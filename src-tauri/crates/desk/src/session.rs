//! One piece, loaded for editing.

use crate::page::PageState;
use crate::{Details, Error, Opened, Update, clock, source};
use manuscript::{Detail, Manuscript};
use model::{Author, Extra, ExtraEntry, Field, LengthBand, Person, Piece, PieceId, Splice, Stage};
use std::collections::{HashMap, HashSet};
use store::{PieceHead, Projection, StoredPiece};

/// What became of texts, for the windows.
pub(crate) type Updates = Vec<(Field, Update)>;

pub(crate) struct Session {
    pub(crate) id: PieceId,
    pub(crate) manuscript: Manuscript,
    pub(crate) peer: u64,
    /// Whether the log knows the peer.
    pub(crate) peer_known: bool,
    /// The changes of each text since the piece was loaded.
    pub(crate) log: HashMap<Field, Vec<Update>>,
    pub(crate) created: i64,
    pub(crate) modified: i64,
    pub(crate) binned: bool,
    pub(crate) words: u32,
    pub(crate) unsnapped: u32,
    pub(crate) page: PageState,
    pub(crate) used: u64,
    /// Whether the piece was taken off the desk for good: nothing is written any more.
    pub(crate) gone: bool,
    /// Who signs instead of the person: a file that another program changed.
    pub(crate) signing: Option<Person>,
    /// The marks of pictures of which the log was told that this piece has them.
    pub(crate) held: HashSet<String>,
    /// The marks of pictures that the text calls and the desk did not have, at a count of those that came.
    pub(crate) missing: (u64, HashSet<String>),
}

impl Session {
    /// A piece that is not on the desk yet.
    pub(crate) fn fresh(id: PieceId, now: i64) -> Result<Session, Error> {
        let peer = crate::Desk::random();
        Ok(Session {
            id,
            manuscript: Manuscript::new(peer)?,
            peer,
            peer_known: false,
            log: HashMap::new(),
            created: now,
            modified: now,
            binned: false,
            words: 0,
            unsnapped: 0,
            page: PageState::default(),
            used: 0,
            gone: false,
            signing: None,
            held: HashSet::new(),
            missing: (0, HashSet::new()),
        })
    }

    pub(crate) fn load(id: PieceId, head: &PieceHead, stored: &StoredPiece) -> Result<Session, Error> {
        let peer = crate::Desk::random();
        let changes = stored.changes.iter().map(Vec::as_slice);
        let manuscript = Manuscript::load(stored.snapshot.as_deref(), changes, peer)?;
        let words = source::count_words(manuscript.text(Field::Body));
        Ok(Session {
            id,
            manuscript,
            peer,
            peer_known: false,
            log: HashMap::new(),
            created: head.created,
            modified: head.row.modified,
            binned: head.row.binned,
            words,
            unsnapped: u32::try_from(stored.changes.len()).unwrap_or(u32::MAX),
            page: PageState::default(),
            used: 0,
            gone: false,
            signing: None,
            held: HashSet::new(),
            missing: (0, HashSet::new()),
        })
    }

    /// Another person writes from now on.
    pub(crate) fn renew_peer(&mut self) -> Result<(), Error> {
        self.peer = crate::Desk::random();
        self.peer_known = false;
        Ok(self.manuscript.set_peer(self.peer)?)
    }

    /// A peer of this opening writes from now on; the log knows it already, or not.
    pub(crate) fn write_as(&mut self, peer: u64, known: bool) -> Result<(), Error> {
        (self.peer, self.peer_known) = (peer, known);
        Ok(self.manuscript.set_peer(peer)?)
    }

    pub(crate) fn version(&self, field: Field) -> u32 {
        self.log.get(&field).map_or(0, |log| u32::try_from(log.len()).unwrap_or(u32::MAX))
    }

    /// The changes after a version; none when there was no such version.
    pub(crate) fn since(&self, field: Field, version: u32) -> Option<Vec<Update>> {
        let log = self.log.get(&field).map_or(&[][..], Vec::as_slice);
        log.get(version as usize..).map(<[Update]>::to_vec)
    }

    pub(crate) fn slugline(&self) -> String {
        self.manuscript.detail(Detail::Slugline).unwrap_or_default()
    }

    pub(crate) fn stage(&self) -> Stage {
        stage_of(&self.manuscript)
    }

    pub(crate) fn is_empty(&self) -> bool {
        Field::ALL.iter().all(|field| self.manuscript.text(*field).trim().is_empty())
    }

    pub(crate) fn projection(&self) -> Projection {
        projection_of(&self.manuscript, self.words)
    }

    pub(crate) fn details(&self) -> Details {
        let get = |detail| self.manuscript.detail(detail).unwrap_or_default();
        let commissioned_length = get(Detail::CommissionedLength).parse().ok();
        let published_value = self.manuscript.detail(Detail::PublishedValue);
        let printed = self.manuscript.detail(Detail::PublishedPrinted);
        Details {
            outlet: get(Detail::Outlet),
            tagline: get(Detail::Tagline),
            published: printed.or_else(|| published_value.clone()).unwrap_or_default(),
            published_value,
            language: get(Detail::Language),
            commissioned_length,
            band: commissioned_length.map(LengthBand::of),
            tags: serde_json::from_str(&get(Detail::Tags)).unwrap_or_default(),
        }
    }

    pub(crate) fn piece(&self) -> Piece {
        let mut piece = piece_of(self.id, |field| self.manuscript.text(field), |detail| self.manuscript.detail(detail));
        piece.word_count = self.words;
        piece.reading_minutes = model::reading_minutes(self.words);
        piece.created = Some(clock::rfc3339(self.created));
        piece.modified = Some(clock::rfc3339(self.modified));
        piece
    }

    /// Makes the piece read as `piece` does; returns the updates of the texts that changed.
    pub(crate) fn fill(&mut self, piece: &Piece) -> Result<Vec<(Field, Update)>, Error> {
        let mut updates = Vec::new();
        for field in Field::ALL {
            let text = if field.single_line() { one_line(piece.text(field)) } else { piece.text(field).to_owned() };
            updates.extend(self.set_text(field, &text)?);
        }
        let json = |empty: bool, text: Result<String, serde_json::Error>| if empty { None } else { text.ok() };
        let set = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let details = [
            (Detail::Outlet, set(&piece.outlet.name)),
            (Detail::Tagline, set(&piece.outlet.tagline)),
            (Detail::PublishedValue, piece.published.value.clone()),
            (Detail::PublishedPrinted, piece.published.printed.clone()),
            (Detail::Language, piece.language.clone()),
            (Detail::Stage, (piece.stage != Stage::Draft).then(|| piece.stage.name().to_owned())),
            (Detail::CommissionedLength, piece.commissioned_length.map(|length| length.to_string())),
            (Detail::Embargo, piece.embargo.clone()),
            (Detail::Tags, json(piece.tags.is_empty(), serde_json::to_string(&piece.tags))),
            (Detail::Authors, json(piece.authors.is_empty(), serde_json::to_string(&piece.authors))),
            (Detail::Extra, json(piece.extra.is_empty(), serde_json::to_string(&piece.extra.0))),
        ];
        for (detail, value) in details {
            self.manuscript.set_detail(detail, value.as_deref())?;
        }
        Ok(updates)
    }

    /// Makes one text read `after`; returns the update, if there was anything to change.
    pub(crate) fn set_text(&mut self, field: Field, after: &str) -> Result<Option<(Field, Update)>, Error> {
        let length = model::utf16_len(self.manuscript.text(field));
        let splices = self.manuscript.set_text(field, after)?;
        if splices.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.noted(field, length, splices)))
    }

    /// Makes replacements in one text; returns the update, if there was anything to replace.
    pub(crate) fn splice(&mut self, field: Field, splices: Vec<Splice>) -> Result<Option<(Field, Update)>, Error> {
        if splices.is_empty() {
            return Ok(None);
        }
        let length = model::utf16_len(self.manuscript.text(field));
        self.manuscript.apply(field, &splices)?;
        Ok(Some(self.noted(field, length, splices)))
    }

    /// Makes replacements in several texts; returns the updates, and what was put where, for the record of a decision.
    pub(crate) fn splice_all(
        &mut self,
        splices: Vec<(Field, Vec<Splice>)>,
    ) -> Result<(Updates, Vec<model::review::Put>), Error> {
        let then = self.manuscript.texts();
        let mut updates = Vec::new();
        for (field, splices) in &splices {
            updates.extend(self.splice(*field, splices.clone())?);
        }
        Ok((updates, self.manuscript.puts(&then, &splices)))
    }

    /// Counts replacements as an update of their text.
    pub(crate) fn noted(&mut self, field: Field, length: u32, splices: Vec<Splice>) -> (Field, Update) {
        let update = Update { client: "desk".into(), length, splices };
        self.log.entry(field).or_default().push(update.clone());
        if field == Field::Body {
            self.recount();
        }
        (field, update)
    }

    pub(crate) fn recount(&mut self) {
        self.words = source::count_words(self.manuscript.text(Field::Body));
    }

    pub(crate) fn opened(&self, has_receipt: bool) -> Opened {
        Opened {
            id: self.id,
            slugline: self.slugline(),
            stage: self.stage(),
            binned: self.binned,
            fields: Field::ALL
                .into_iter()
                .map(|field| (field, self.manuscript.text(field).to_owned(), self.version(field)))
                .collect(),
            details: self.details(),
            words: self.words,
            reading_seconds: model::reading_seconds(self.words),
            has_receipt,
            created: clock::rfc3339(self.created),
            modified: clock::rfc3339(self.modified),
        }
    }
}

fn stage_of(manuscript: &Manuscript) -> Stage {
    manuscript.detail(Detail::Stage).and_then(|name| Stage::from_name(&name)).unwrap_or_default()
}

/// What lists show of a document with so many words in its body.
pub(crate) fn projection_of(manuscript: &Manuscript, words: u32) -> Projection {
    Projection {
        slugline: manuscript.detail(Detail::Slugline).unwrap_or_default(),
        headline: manuscript.text(Field::Headline).to_owned(),
        byline: manuscript.text(Field::Byline).to_owned(),
        words,
        stage: stage_of(manuscript),
    }
}

/// The piece of a document's texts and values; without counts and times.
pub(crate) fn piece_of<'a>(
    id: PieceId,
    text: impl Fn(Field) -> &'a str,
    get: impl Fn(Detail) -> Option<String>,
) -> Piece {
    let mut piece = Piece::default();
    for field in Field::ALL {
        text(field).clone_into(piece.text_mut(field));
    }
    piece.id = Some(id);
    piece.slugline = get(Detail::Slugline).unwrap_or_default();
    piece.outlet.name = get(Detail::Outlet).unwrap_or_default();
    piece.outlet.tagline = get(Detail::Tagline).unwrap_or_default();
    piece.published.value = get(Detail::PublishedValue);
    piece.published.printed = get(Detail::PublishedPrinted);
    piece.language = get(Detail::Language);
    piece.stage = get(Detail::Stage).and_then(|name| Stage::from_name(&name)).unwrap_or_default();
    piece.commissioned_length = get(Detail::CommissionedLength).and_then(|text| text.parse().ok());
    piece.embargo = get(Detail::Embargo);
    piece.tags = get(Detail::Tags).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    piece.authors =
        get(Detail::Authors).and_then(|json| serde_json::from_str::<Vec<Author>>(&json).ok()).unwrap_or_default();
    piece.extra = get(Detail::Extra)
        .and_then(|json| serde_json::from_str::<Vec<ExtraEntry>>(&json).ok())
        .map(Extra)
        .unwrap_or_default();
    piece
}

fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r']) { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}
