//! The desk folder, and what collided there.

use crate::convert;
use crate::error::Answer;
use crate::state::Shell;
use ipc::{Collision, DecideInput, FolderAnswer, FolderInput, FolderShowInput, FolderStatus, IdInput};
use std::path::PathBuf;
use tauri::{State, command};

/// How the desk folder stands.
#[command]
pub(crate) async fn folder_get(shell: State<'_, Shell>) -> Answer<FolderStatus> {
    shell.ask(|desk| Ok(convert::folder(desk.folder()))).await
}

/// Chooses the desk folder, or gives it up.
#[command]
pub(crate) async fn folder_set(shell: State<'_, Shell>, input: FolderInput) -> Answer<FolderStatus> {
    let path = input.path.map(PathBuf::from);
    shell.ask(move |desk| desk.set_folder(path.as_deref()).map(convert::folder)).await
}

/// Has the files of the folder show changes, or the clean texts.
#[command]
pub(crate) async fn folder_show(shell: State<'_, Shell>, input: FolderShowInput) -> Answer<FolderStatus> {
    let role = convert::review::role_if_any(input.role.as_deref())?;
    shell.ask(move |desk| desk.show_in_folder(role).map(convert::folder)).await
}

/// Answers a pause or a problem of the folder.
#[command]
pub(crate) async fn folder_answer(shell: State<'_, Shell>, input: FolderAnswer) -> Answer<FolderStatus> {
    shell.ask(move |desk| desk.answer_folder(convert::folder_answer(input)).map(convert::folder)).await
}

/// What waits for a decision in a piece.
#[command]
pub(crate) async fn collision_list(shell: State<'_, Shell>, input: IdInput) -> Answer<Vec<Collision>> {
    let id = convert::id(&input.id)?;
    let list = shell.ask(move |desk| desk.collisions(Some(id))).await?;
    Ok(list.into_iter().map(|(_, collision)| convert::collision(collision)).collect())
}

/// Decides a collision.
#[command]
pub(crate) async fn collision_decide(shell: State<'_, Shell>, input: DecideInput) -> Answer<()> {
    shell.ask(move |desk| desk.decide_collision(input.id.into(), convert::take(input.take))).await
}
