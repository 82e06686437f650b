//! Pieces, rows, changes and receipts.

use crate::error::{Answer, bad_input};
use ipc::{FieldText, SnippetPart, StageCount};
use model::PieceId;

/// The id of a piece from its text.
pub(crate) fn id(text: &str) -> Answer<PieceId> {
    text.parse().map_err(|e| bad_input(format!("{e}.")))
}

/// A picture that a piece has now.
pub(crate) fn picture(added: desk::PictureView) -> ipc::PictureAdded {
    let address = model::picture::address(&added.name);
    ipc::PictureAdded { address, kind: added.kind, width: added.width, height: added.height }
}

/// A change, for the window.
pub(crate) fn update(update: desk::Update) -> ipc::Update {
    ipc::Update { client_id: update.client, length: update.length, splices: update.splices }
}

/// A change, from the window.
pub(crate) fn from_update(update: ipc::Update) -> desk::Update {
    desk::Update { client: update.client_id, length: update.length, splices: update.splices }
}

/// Which rows are wanted.
pub(crate) fn query(input: ipc::ListInput) -> desk::ListQuery {
    desk::ListQuery { bin: input.bin, search: input.search, offset: input.offset, limit: input.limit.min(500) }
}

/// Rows of the desk.
pub(crate) fn list(list: desk::PieceList) -> ipc::PieceList {
    ipc::PieceList {
        rows: list.rows.into_iter().map(row).collect(),
        total: list.total,
        stages: list.stages.into_iter().map(|(stage, count)| StageCount { stage, count }).collect(),
        desk_count: list.desk_count,
        bin_count: list.bin_count,
    }
}

fn row(row: desk::PieceRow) -> ipc::PieceRow {
    ipc::PieceRow {
        id: row.id.to_string(),
        slugline: row.slugline,
        headline: row.headline,
        byline: row.byline,
        words: row.words,
        stage: row.stage,
        modified: row.modified,
        binned: row.binned,
        due: row.due,
        queries: row.queries,
        comments: row.comments,
        snippet: row.snippet.into_iter().map(|(text, hit)| SnippetPart { text, hit }).collect(),
    }
}

/// An open piece.
pub(crate) fn opened(piece: desk::Opened) -> ipc::PieceOpened {
    ipc::PieceOpened {
        id: piece.id.to_string(),
        slugline: piece.slugline,
        stage: piece.stage,
        binned: piece.binned,
        fields: piece.fields.into_iter().map(|(field, text, version)| FieldText { field, text, version }).collect(),
        details: details(piece.details),
        words: piece.words,
        reading_seconds: piece.reading_seconds,
        has_receipt: piece.has_receipt,
        created: piece.created,
        modified: piece.modified,
    }
}

/// The values beside the texts.
pub(crate) fn details(details: desk::Details) -> ipc::Details {
    ipc::Details {
        outlet: details.outlet,
        tagline: details.tagline,
        published: details.published,
        published_value: details.published_value,
        language: details.language,
        commissioned_length: details.commissioned_length,
        band: details.band,
        tags: details.tags,
    }
}

/// New values for them.
pub(crate) fn details_change(input: ipc::DetailsInput) -> desk::DetailsChange {
    desk::DetailsChange {
        outlet: input.outlet,
        tagline: input.tagline,
        published: input.published,
        language: input.language,
        commissioned_length: input.commissioned_length,
        tags: input.tags,
    }
}

/// What became of one file.
pub(crate) fn imported(imported: desk::Imported) -> ipc::Imported {
    let (id, receipt, error) = match imported.outcome {
        Ok((piece, receipt)) => (piece.id.map(|id| id.to_string()), receipt, None),
        Err(error) => (None, Vec::new(), Some(error.to_string())),
    };
    ipc::Imported { file: imported.file, id, receipt, error }
}

/// The receipt of an import.
pub(crate) fn receipt_view(view: desk::ReceiptView) -> ipc::ReceiptView {
    ipc::ReceiptView { source: view.source, at: view.at, entries: view.entries, can_undo: view.can_undo }
}

/// What a house changes in a piece.
pub(crate) fn house_set(set: desk::HouseSet) -> ipc::HouseSet {
    let field = |field: desk::HouseField| ipc::HouseField {
        field: field.field,
        splices: field.splices,
        unpaired: field.unpaired,
    };
    ipc::HouseSet {
        outlet: set.outlet,
        quotes: set.quotes,
        apostrophes: set.apostrophes,
        dashes: set.dashes,
        fields: set.fields.into_iter().map(field).collect(),
    }
}
