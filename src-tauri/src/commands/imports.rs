//! What comes in, and the receipt for it.

use crate::convert;
use crate::error::{Answer, from_desk};
use crate::state::{Shell, blocking};
use ipc::{CleanInput, Cleaned, IdInput, ImportInput, Imported, PasteInput, PutBackInput, ReceiptView};
use std::path::PathBuf;
use tauri::{State, command};

/// Makes pieces of files.
#[command]
pub(crate) async fn import_files(shell: State<'_, Shell>, input: ImportInput) -> Answer<Vec<Imported>> {
    let paths: Vec<PathBuf> = input.paths.into_iter().map(PathBuf::from).collect();
    let imported = shell.ask(move |desk| Ok(desk.import_files(&paths))).await?;
    Ok(imported.into_iter().map(convert::imported).collect())
}

/// Sorts a pasted page into an empty piece.
#[command]
pub(crate) async fn import_paste(shell: State<'_, Shell>, input: PasteInput) -> Answer<Imported> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.import_paste(id, &input.text, input.html.as_deref()).map(convert::imported)).await
}

/// Takes a paste or import back.
#[command]
pub(crate) async fn import_undo(shell: State<'_, Shell>, input: IdInput) -> Answer<()> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.import_undo(id)).await
}

/// The receipt of a piece's import.
#[command]
pub(crate) async fn receipt_get(shell: State<'_, Shell>, input: IdInput) -> Answer<Option<ReceiptView>> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| Ok(desk.receipt(id)?.map(convert::receipt_view))).await
}

/// Puts what was set aside back into the body.
#[command]
pub(crate) async fn receipt_put_back(shell: State<'_, Shell>, input: PutBackInput) -> Answer<ReceiptView> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.put_back(id, input.index).map(convert::receipt_view)).await
}

/// Rich text from the clipboard as Markdown.
#[command]
pub(crate) async fn paste_clean(shell: State<'_, Shell>, input: CleanInput) -> Answer<Cleaned> {
    let clean = match input.id {
        Some(id) => {
            let id = convert::id(&id)?;
            shell.ask(move |desk| desk.clean_paste_into(id, &input.html)).await?
        }
        None => blocking(move || desk::clean_paste(&input.html)).await?.map_err(from_desk)?,
    };
    Ok(Cleaned { markdown: clean.markdown, links: clean.links, dropped: clean.dropped, receipt: clean.receipt })
}
