//! The program itself.

use crate::convert;
use crate::error::Answer;
use crate::events::emit;
use crate::start::{settle, time};
use crate::state::Shell;
use desk::{Desk, ListQuery};
use ipc::{AppInfo, DeskEvent, FirstLook, PersonInput, Settings, ViewInput};
use model::PieceId;
use tauri::{AppHandle, Runtime, State, command};

/// As many rows as the window asks for at a time (`ROWS` in `ui/src/ipc/client.ts`).
const FIRST_ROWS: u32 = 200;

/// What the window needs at start.
#[command]
pub(crate) async fn app_info(shell: State<'_, Shell>) -> Answer<AppInfo> {
    shell
        .ask(|desk| {
            let open = desk.start_piece()?;
            let (person, person_confirmed) = desk.person();
            Ok(AppInfo {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                data_dir: desk.dir().display().to_string(),
                platform: std::env::consts::OS.to_owned(),
                person,
                person_confirmed,
                open_piece: open.map(|id| id.to_string()),
                view: desk.view(),
                longest_text: u32::try_from(desk::MAX_INSERT).unwrap_or(u32::MAX),
                settings: convert::settings(desk.settings()),
                first: first_look(desk, open).ok(),
            })
        })
        .await
}

fn first_look(desk: &Desk, open: Option<PieceId>) -> Result<FirstLook, desk::Error> {
    let query = ListQuery { limit: FIRST_ROWS, ..ListQuery::default() };
    Ok(FirstLook {
        rows: FIRST_ROWS,
        list: desk.list(&query).map(convert::list)?,
        folder: convert::folder(desk.folder()),
        piece: open.map(|id| desk.open_piece(id).map(convert::opened)).transpose()?,
        preview: open.map(|id| desk.preview(id).map(convert::preview)).transpose()?,
    })
}

/// The first page is painted: reports the time, and hands over the files that the program was started with.
#[command]
pub(crate) async fn app_ready<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<()> {
    time::report(shell.report_file());
    settle::soon();
    let paths: Vec<String> = shell.take_files().iter().map(|file| file.display().to_string()).collect();
    if !paths.is_empty() {
        emit(&app, &[DeskEvent::FilesDropped { paths, x: -1.0, y: -1.0 }]);
    }
    Ok(())
}

/// Ends the program, after everything is saved.
#[command]
pub(crate) async fn app_quit(shell: State<'_, Shell>) -> Answer<()> {
    shell.quit().await
}

/// Sets who signs the changes.
#[command]
pub(crate) async fn person_set(shell: State<'_, Shell>, input: PersonInput) -> Answer<model::Person> {
    shell.ask(move |desk| desk.set_person(&input.name, &input.initials)).await
}

/// Replaces the settings.
#[command]
pub(crate) async fn settings_set(shell: State<'_, Shell>, input: Settings) -> Answer<Settings> {
    let settings = convert::from_settings(input);
    shell.ask(move |desk| desk.set_settings(settings).map(convert::settings)).await
}

/// Keeps the window's own memory.
#[command]
pub(crate) async fn view_set(shell: State<'_, Shell>, input: ViewInput) -> Answer<()> {
    shell.ask(move |desk| desk.set_view(&input.view)).await
}
