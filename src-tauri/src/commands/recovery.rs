//! The recovery window: a desk that can't be opened.

use crate::dialogs::Dialogs;
use crate::error::{Answer, bad_input, from_desk};
use crate::state::blocking;
use ipc::{RecoveryView, Rescued};
use std::path::PathBuf;
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime, State, command};

/// What the recovery window knows, instead of a desk.
pub(crate) struct Recovery {
    pub(crate) dir: PathBuf,
    pub(crate) reason: String,
    pub(crate) dialogs: Arc<dyn Dialogs>,
}

/// Only the recovery window has it: where the desk is open there is nothing to recover, and nobody may end or restart
/// the program past the desk.
fn here<R: Runtime>(app: &AppHandle<R>) -> Answer<State<'_, Recovery>> {
    app.try_state().ok_or_else(|| bad_input("The desk is open. There is nothing to recover."))
}

/// Why the desk can't be opened, and what there is to be done.
#[command]
pub(crate) async fn recovery_get<R: Runtime>(app: AppHandle<R>) -> Answer<RecoveryView> {
    let recovery = here(&app)?;
    let (dir, reason) = (recovery.dir.clone(), recovery.reason.clone());
    blocking(move || {
        let found = desk::recovery(&dir);
        RecoveryView {
            reason,
            data_dir: dir.display().to_string(),
            newest: found.newest.map(|backup| backup.at),
            backups: u32::try_from(found.backups).unwrap_or(u32::MAX),
            has_database: found.has_database,
        }
    })
    .await
}

/// Opens the newest sound backup.
#[command]
pub(crate) async fn recovery_restore<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    let dir = here(&app)?.dir.clone();
    blocking(move || desk::recover_newest(&dir)).await?.map_err(from_desk)?;
    app.request_restart();
    Ok(())
}

/// Writes what can be read into a folder that the person chooses.
#[command]
pub(crate) async fn recovery_rescue<R: Runtime>(app: AppHandle<R>) -> Answer<Rescued> {
    let recovery = here(&app)?;
    let (dir, dialogs) = (recovery.dir.clone(), Arc::clone(&recovery.dialogs));
    let work = move || {
        let Some(to) = dialogs.folder() else {
            return Ok(Rescued { folder: None, pieces: 0, lost: 0, unwritten: 0 });
        };
        let found = desk::rescue(&dir, &to)?;
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let lost = u32::try_from(found.lost).unwrap_or(u32::MAX);
        let (pieces, unwritten) = (number(found.files.len()), number(found.unwritten.len()));
        Ok(Rescued { folder: Some(to.display().to_string()), pieces, lost, unwritten })
    };
    blocking(work).await?.map_err(from_desk)
}

/// Begins with an empty desk.
#[command]
pub(crate) async fn recovery_fresh<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    let dir = here(&app)?.dir.clone();
    blocking(move || desk::set_aside(&dir)).await?.map_err(from_desk)?;
    app.request_restart();
    Ok(())
}

/// Tries again.
#[command]
pub(crate) async fn recovery_retry<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    here(&app)?;
    app.request_restart();
    Ok(())
}

/// Ends the program.
#[command]
pub(crate) async fn recovery_quit<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    here(&app)?;
    app.exit(0);
    Ok(())
}
