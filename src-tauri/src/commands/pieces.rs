//! The list, the pieces, their texts and their page.

use crate::convert;
use crate::error::Answer;
use crate::state::{Shell, blocking};
use ipc::{
    BinInput, CountInput, Counted, Details, DetailsInput, EditAck, EditInput, IdInput, ListInput, PieceList,
    PieceOpened, Preview, PullInput, Pulled, RenameInput, VersionInput, VersionSaved,
};
use tauri::{State, command};

/// Rows of the desk, or of the bin.
#[command]
pub(crate) async fn desk_list(shell: State<'_, Shell>, input: ListInput) -> Answer<PieceList> {
    let query = convert::query(input);
    shell.ask(move |desk| desk.list(&query).map(convert::list)).await
}

/// A new, empty piece.
#[command]
pub(crate) async fn piece_new(shell: State<'_, Shell>) -> Answer<PieceOpened> {
    shell.ask(|desk| desk.new_piece().map(convert::opened)).await
}

/// Loads a piece for editing.
#[command]
pub(crate) async fn piece_open(shell: State<'_, Shell>, input: IdInput) -> Answer<PieceOpened> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.open_piece(id).map(convert::opened)).await
}

/// Changes a text. This is the path of every key: nothing happens here but the change itself.
#[command]
pub(crate) async fn piece_edit(shell: State<'_, Shell>, input: EditInput) -> Answer<EditAck> {
    let id = convert::id(&input.id)?;
    let updates = input.updates.into_iter().map(convert::from_update).collect();
    let ack = shell.ask(move |desk| desk.edit(id, input.field, input.version, updates)).await?;
    Ok(EditAck { version: ack.version, saved_at: ack.saved_at })
}

/// The changes of a text since a version.
#[command]
pub(crate) async fn piece_pull(shell: State<'_, Shell>, input: PullInput) -> Answer<Pulled> {
    let id = convert::id(&input.id)?;
    let (version, updates) = shell.ask(move |desk| desk.pull(id, input.field, input.since)).await?;
    Ok(Pulled { version, updates: updates.into_iter().map(convert::update).collect() })
}

/// Sets outlet, date, language, length, keywords.
#[command]
pub(crate) async fn piece_details(shell: State<'_, Shell>, input: DetailsInput) -> Answer<Details> {
    let id = convert::id(&input.id)?;
    let change = convert::details_change(input);
    shell.ask(move |desk| desk.set_details(id, change).map(convert::details)).await
}

/// Renames the slugline.
#[command]
pub(crate) async fn piece_rename(shell: State<'_, Shell>, input: RenameInput) -> Answer<String> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.rename(id, &input.slugline)).await
}

/// A copy with a name of its own.
#[command]
pub(crate) async fn piece_duplicate(shell: State<'_, Shell>, input: IdInput) -> Answer<String> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.duplicate(id).map(|copy| copy.to_string())).await
}

/// Moves a piece to the bin.
#[command]
pub(crate) async fn piece_bin(shell: State<'_, Shell>, input: IdInput) -> Answer<()> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.bin(id)).await
}

/// Takes a piece out of the bin.
#[command]
pub(crate) async fn piece_unbin(shell: State<'_, Shell>, input: IdInput) -> Answer<()> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.unbin(id)).await
}

/// Takes every piece in the bin off the desk for good.
#[command]
pub(crate) async fn bin_empty(shell: State<'_, Shell>, input: BinInput) -> Answer<u32> {
    shell.ask(move |desk| desk.empty_bin(input.expected)).await
}

/// Keeps a named version.
#[command]
pub(crate) async fn version_save(shell: State<'_, Shell>, input: VersionInput) -> Answer<VersionSaved> {
    let id = convert::id(&input.id)?;
    let (name, saved_at) = shell.ask(move |desk| desk.save_version(id, &input.name)).await?;
    Ok(VersionSaved { name, saved_at })
}

/// The outlet's page.
#[command]
pub(crate) async fn preview_open(shell: State<'_, Shell>, input: IdInput) -> Answer<Preview> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.preview(id).map(convert::preview)).await
}

/// Counts the words of a selection.
#[command]
pub(crate) async fn text_count(input: CountInput) -> Answer<Counted> {
    Ok(Counted { words: blocking(move || desk::count_words(&input.text)).await? })
}
