//! What goes out.

use crate::convert;
use crate::error::{Answer, failed};
use crate::state::{Shell, blocking};
use ipc::{
    Baseline, CorrectInput, Corrected, ExportCheckInput, ExportCopiedInput, ExportFileInput, ExportFormat, ExportInput,
    ExportRow, Exported, IdInput, LeavingFinding, LeftOut, PacketContents, PacketInput, PacketLookInput, PacketStart,
    PrintInput, PrintSheet, Sent, SetOtherwise, SeveralChecked, SeveralInput, SeveralSent, SheetInput, Together,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tauri::{State, command};

/// A piece in another form: its text, and what becomes of it.
#[command]
pub(crate) async fn export_text(shell: State<'_, Shell>, input: ExportInput) -> Answer<Exported> {
    let (id, form) = (convert::id(&input.id)?, form(input.format, input.sealed, input.against.as_ref())?);
    let (export, receipt) = shell.ask(move |desk| desk.export_seen(id, &form)).await?;
    let receipt = convert::receipt(receipt);
    Ok(Exported { text: export.text, file_name: export.file_name, words: export.words, receipt })
}

fn form(format: ExportFormat, sealed: Option<bool>, against: Option<&Baseline>) -> Answer<desk::Form> {
    let against = against.map(convert::review::from_baseline).transpose()?;
    Ok(desk::Form { format: convert::format(format), is_final: sealed == Some(true), against })
}

/// A sheet of a piece as it would be printed.
#[command]
pub(crate) async fn sheet_get(shell: State<'_, Shell>, input: SheetInput) -> Answer<PrintSheet> {
    let (id, form) = (convert::id(&input.id)?, form(input.format, Some(input.sealed), input.against.as_ref())?);
    let number = usize::try_from(input.number).unwrap_or(usize::MAX);
    shell.ask(move |desk| desk.sheet(id, form, input.outlet.as_ref(), number)).await.map(convert::sheet)
}

/// Opens a piece as PDF in the system's own program, from which it is printed, and keeps that it left.
#[command]
pub(crate) async fn print_open(shell: State<'_, Shell>, input: PrintInput) -> Answer<()> {
    let (id, form) = (convert::id(&input.id)?, form(input.format, Some(input.sealed), input.against.as_ref())?);
    let file = shell.ask(move |desk| desk.print_file(id, form, &input.reason)).await?;
    let dialogs = shell.dialogs();
    let opened = blocking(move || dialogs.show(&file)).await?;
    opened
        .map_err(|e| failed("The system has no program that opens a PDF. Save it as a file and print it from there", e))
}

/// What stops a piece that leaves, or should be looked at.
#[command]
pub(crate) async fn export_check(shell: State<'_, Shell>, input: ExportCheckInput) -> Answer<Vec<LeavingFinding>> {
    let (id, format) = (convert::id(&input.id)?, convert::format(input.format));
    let findings = shell.ask(move |desk| desk.export_check(id, (format, input.sealed))).await?;
    Ok(findings.into_iter().map(convert::finding).collect())
}

/// Writes a piece to a file, and keeps that it left.
#[command]
pub(crate) async fn export_file(shell: State<'_, Shell>, input: ExportFileInput) -> Answer<Sent> {
    let (id, form) = (convert::id(&input.id)?, form(input.format, input.sealed, input.against.as_ref())?);
    let path = input.path.clone();
    let reason = input.reason.unwrap_or_default();
    let sent = shell.ask(move |desk| desk.export_to(id, form, &reason, Path::new(&input.path), input.force)).await?;
    let bytes = u32::try_from(sent.row.record.bytes).unwrap_or(u32::MAX);
    Ok(Sent { path, bytes, receipt: convert::receipt(sent.receipt) })
}

fn several(input: &SeveralInput) -> Answer<desk::Several> {
    Ok(desk::Several {
        ids: input.ids.iter().map(|id| convert::id(id)).collect::<Answer<_>>()?,
        format: convert::format(input.format),
        is_final: input.sealed,
        together: match input.together {
            Together::Files => desk::Together::Files,
            Together::Archive => desk::Together::Archive,
            Together::One => desk::Together::One,
        },
        reason: input.reason.clone(),
        force: input.force,
    })
}

/// Looks through pieces that are to leave together.
#[command]
pub(crate) async fn several_check(shell: State<'_, Shell>, input: SeveralInput) -> Answer<Vec<SeveralChecked>> {
    let what = several(&input)?;
    let checked = shell.ask(move |desk| desk.several_check(&what)).await?;
    let one = |desk::SeveralChecked { id, name, stops, firm }| SeveralChecked { id: id.to_string(), name, stops, firm };
    Ok(checked.into_iter().map(one).collect())
}

/// Writes pieces together, and keeps of each that it left.
#[command]
pub(crate) async fn several_export(shell: State<'_, Shell>, input: SeveralInput) -> Answer<SeveralSent> {
    let what = several(&input)?;
    let stop = Arc::clone(&shell.stop_several);
    stop.store(false, Ordering::Release);
    let path = input.path.clone();
    let go_on = move |_| !stop.load(Ordering::Acquire);
    let sent = shell.ask(move |desk| desk.several_export(&what, Path::new(&path), &mut { go_on })).await?;
    let left_out =
        sent.left_out.into_iter().map(|out| LeftOut { id: out.id.to_string(), name: out.name, reason: out.reason });
    let otherwise = sent.otherwise.into_iter().map(|out| SetOtherwise {
        id: out.id.to_string(),
        name: out.name,
        reports: out.reports,
    });
    Ok(SeveralSent {
        pieces: sent.pieces,
        files: u32::try_from(sent.files.len()).unwrap_or(u32::MAX),
        path: input.path,
        bytes: u32::try_from(sent.bytes).unwrap_or(u32::MAX),
        left_out: left_out.collect(),
        otherwise: otherwise.collect(),
        cancelled: sent.cancelled,
    })
}

/// Stops the writing of several pieces after the one at hand.
#[command]
pub(crate) async fn several_cancel(shell: State<'_, Shell>) -> Answer<()> {
    shell.stop_several.store(true, Ordering::Release);
    Ok(())
}

/// Keeps that a piece left through the clipboard.
#[command]
pub(crate) async fn export_copied(shell: State<'_, Shell>, input: ExportCopiedInput) -> Answer<ExportRow> {
    let (id, how) = (convert::id(&input.id)?, (convert::format(input.format), input.sealed));
    shell.ask(move |desk| desk.export_copied(id, how, &input.reason)).await.map(convert::left)
}

/// What left of a piece, the newest first.
#[command]
pub(crate) async fn export_list(shell: State<'_, Shell>, input: IdInput) -> Answer<Vec<ExportRow>> {
    let id = convert::id(&input.id)?;
    let rows = shell.ask(move |desk| desk.exports(id)).await?;
    Ok(rows.into_iter().map(convert::left).collect())
}

/// Puts an error right that was printed, and lists what left with it.
#[command]
pub(crate) async fn correction_make(shell: State<'_, Shell>, input: CorrectInput) -> Answer<Corrected> {
    let id = convert::id(&input.id)?;
    let correcting = desk::review::Correcting {
        wrong: input.wrong,
        right: input.right,
        replace: input.replace,
        clarification: input.clarification,
        with_edits: input.with_edits,
        note: input.note,
        role: convert::review::role(&input.role)?,
    };
    shell.ask(move |desk| desk.correct(id, &correcting)).await.map(convert::corrected)
}

/// The corrections of a piece, the newest first, with what left with each error.
#[command]
pub(crate) async fn correction_list(shell: State<'_, Shell>, input: IdInput) -> Answer<Vec<Corrected>> {
    let id = convert::id(&input.id)?;
    let made = shell.ask(move |desk| desk.corrections(id)).await?;
    Ok(made.into_iter().map(convert::corrected).collect())
}

/// From where on the history of a piece can travel.
#[command]
pub(crate) async fn packet_starts(shell: State<'_, Shell>, input: IdInput) -> Answer<Vec<PacketStart>> {
    let id = convert::id(&input.id)?;
    let starts = shell.ask(move |desk| desk.packet_starts(id)).await?;
    Ok(starts.into_iter().map(|each| PacketStart { since: each.since, label: each.label, at: each.at }).collect())
}

/// What would travel in a packet.
#[command]
pub(crate) async fn packet_look(shell: State<'_, Shell>, input: PacketLookInput) -> Answer<PacketContents> {
    let id = convert::id(&input.id)?;
    Ok(convert::packet(shell.ask(move |desk| desk.packet_contents(id, input.since.as_deref())).await?))
}

/// Writes a piece as a packet.
#[command]
pub(crate) async fn packet_write(shell: State<'_, Shell>, input: PacketInput) -> Answer<PacketContents> {
    let id = convert::id(&input.id)?;
    let PacketInput { since, path, force, .. } = input;
    Ok(convert::packet(shell.ask(move |desk| desk.write_packet(id, since.as_deref(), Path::new(&path), force)).await?))
}
