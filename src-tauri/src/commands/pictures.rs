//! Pictures of pieces.

use crate::convert;
use crate::error::{Answer, bad_input};
use crate::state::{Shell, blocking};
use ipc::{PictureAddInput, PictureAdded, PictureInput, PictureSource};
use std::path::Path;
use tauri::{State, command};

/// A picture as an address that holds it.
#[command]
pub(crate) async fn picture_get(shell: State<'_, Shell>, input: PictureInput) -> Answer<Option<String>> {
    shell.ask(move |desk| desk.picture_address(&input.name)).await
}

/// Gives a piece a picture.
#[command]
pub(crate) async fn picture_add(shell: State<'_, Shell>, input: PictureAddInput) -> Answer<PictureAdded> {
    let id = convert::id(&input.id)?;
    let added = match input.source {
        PictureSource::File { path } => shell.ask(move |desk| desk.add_picture_file(id, Path::new(&path))).await?,
        PictureSource::Bytes { name, data } => {
            let bytes = blocking(move || model::picture::from_base64(&data)).await?;
            let bytes = bytes.ok_or_else(|| bad_input("The picture did not arrive whole. Try it again."))?;
            shell.ask(move |desk| desk.add_picture(id, &name, &bytes)).await?
        }
    };
    Ok(convert::picture(added))
}

/// Asks for the file of a picture.
#[command]
pub(crate) async fn dialog_picture(shell: State<'_, Shell>) -> Answer<Option<String>> {
    let dialogs = shell.dialogs();
    let file = blocking(move || dialogs.picture()).await?;
    Ok(file.map(|file| file.display().to_string()))
}
