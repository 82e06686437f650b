//! What goes out.

use crate::convert;
use crate::error::Answer;
use crate::state::Shell;
use ipc::{
    ExportFileInput, ExportInput, Exported, IdInput, LeavingFinding, OutletRow, PacketInput, PacketWritten, Written,
};
use std::path::Path;
use tauri::{State, command};

/// A piece in another form, as text.
#[command]
pub(crate) async fn export_text(shell: State<'_, Shell>, input: ExportInput) -> Answer<Exported> {
    let id = convert::id(&input.id)?;
    let format = convert::format(input.format);
    let work = move |desk: &desk::Desk| match input.sealed {
        Some(true) => desk.export_final(id, format).map(|last| last.export),
        _ => desk.export(id, format),
    };
    let export = shell.ask(work).await?;
    Ok(Exported { text: export.text, file_name: export.file_name, words: export.words })
}

/// The outlets that a piece can go out for.
#[command]
pub(crate) async fn outlet_list(shell: State<'_, Shell>) -> Answer<Vec<OutletRow>> {
    let rows = shell.ask(|desk| Ok(desk.outlets())).await?;
    let row = |row: desk::OutletRow| OutletRow { key: row.key, name: row.name, about: row.about, own: row.own };
    Ok(rows.into_iter().map(row).collect())
}

/// What would stop the final copy, or should be looked at.
#[command]
pub(crate) async fn export_check(shell: State<'_, Shell>, input: IdInput) -> Answer<Vec<LeavingFinding>> {
    let id = convert::id(&input.id)?;
    let findings = shell.ask(move |desk| desk.export_check(id)).await?;
    Ok(findings.into_iter().map(convert::finding).collect())
}

/// Writes a piece to a file.
#[command]
pub(crate) async fn export_file(shell: State<'_, Shell>, input: ExportFileInput) -> Answer<Written> {
    let (id, format) = (convert::id(&input.id)?, convert::format(input.format));
    let path = input.path.clone();
    let work = move |desk: &desk::Desk| match input.sealed {
        Some(true) => desk.export_final_file(id, format, Path::new(&input.path), input.force),
        _ => desk.export_file(id, format, Path::new(&input.path), input.force),
    };
    let bytes = shell.ask(work).await?;
    Ok(Written { path, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) })
}

/// Writes a piece with its history as a packet.
#[command]
pub(crate) async fn packet_write(shell: State<'_, Shell>, input: PacketInput) -> Answer<PacketWritten> {
    let id = convert::id(&input.id)?;
    let path = input.path.clone();
    let sent = shell.ask(move |desk| desk.write_packet(id, Path::new(&input.path), input.force)).await?;
    Ok(PacketWritten { path, changes: sent.changes, people: sent.people })
}
