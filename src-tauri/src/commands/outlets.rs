//! The outlets that pieces go out for.

use crate::convert;
use crate::error::Answer;
use crate::state::{Shell, blocking};
use ipc::{
    OutletFileInput, OutletKeepInput, OutletKeyInput, OutletRemark, OutletRow, OutletSheet, OutletSource, Written,
};
use model::OutletProfile;
use std::path::Path;
use tauri::{State, command};

/// The outlets that a piece can go out for.
#[command]
pub(crate) async fn outlet_list(shell: State<'_, Shell>) -> Answer<Vec<OutletRow>> {
    let rows = shell.ask(|desk| Ok(desk.outlets())).await?;
    Ok(rows.into_iter().map(convert::outlet_row).collect())
}

/// An outlet, to be looked at and changed.
#[command]
pub(crate) async fn outlet_get(shell: State<'_, Shell>, input: OutletKeyInput) -> Answer<OutletSheet> {
    shell.ask(move |desk| desk.outlet(&input.key)).await.map(convert::outlet_sheet)
}

/// What a profile says that it should not.
#[command]
pub(crate) async fn outlet_check(input: OutletProfile) -> Answer<Vec<OutletRemark>> {
    Ok(desk::check_outlet(&input).into_iter().map(convert::outlet_remark).collect())
}

/// Keeps an outlet of the desk's own.
#[command]
pub(crate) async fn outlet_keep(shell: State<'_, Shell>, input: OutletKeepInput) -> Answer<OutletRow> {
    shell.ask(move |desk| desk.keep_outlet(&input.key, &input.profile, input.comes_back)).await.map(convert::outlet_row)
}

/// Takes an outlet of the desk's own away.
#[command]
pub(crate) async fn outlet_remove(shell: State<'_, Shell>, input: OutletKeyInput) -> Answer<()> {
    shell.ask(move |desk| desk.remove_outlet(&input.key)).await
}

/// Takes a profile's file into the desk.
#[command]
pub(crate) async fn outlet_import(shell: State<'_, Shell>, input: OutletSource) -> Answer<OutletRow> {
    let row = shell.ask(move |desk| desk.import_outlet(Path::new(&input.path), input.force)).await?;
    Ok(convert::outlet_row(row))
}

/// Writes an outlet as a file.
#[command]
pub(crate) async fn outlet_export(shell: State<'_, Shell>, input: OutletFileInput) -> Answer<Written> {
    let path = input.path.clone();
    let bytes = shell.ask(move |desk| desk.export_outlet(&input.key, Path::new(&input.path), input.force)).await?;
    Ok(Written { path, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) })
}

/// Asks for a profile's file.
#[command]
pub(crate) async fn dialog_outlet(shell: State<'_, Shell>) -> Answer<Option<String>> {
    let dialogs = shell.dialogs();
    let file = blocking(move || dialogs.profile()).await?;
    Ok(file.map(|file| file.display().to_string()))
}
