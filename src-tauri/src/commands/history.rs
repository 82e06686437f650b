//! What was: history, comparisons, restores, authors.

use crate::convert;
use crate::error::Answer;
use crate::state::Shell;
use ipc::{
    AuthorStretch, Authors, AuthorsInput, CompareInput, Compared, History, HistoryInput, MomentInput, Preview,
    RestoreParagraphInput, Restored,
};
use tauri::{State, command};

/// The history of a piece, newest first.
#[command]
pub(crate) async fn history_list(shell: State<'_, Shell>, input: HistoryInput) -> Answer<History> {
    let id = convert::id(&input.id)?;
    let (before, limit) = (input.before.map(i64::from), input.limit.min(200));
    shell.ask(move |desk| desk.history(id, before, limit).map(convert::history)).await
}

/// The page of a piece as it was.
#[command]
pub(crate) async fn history_page(shell: State<'_, Shell>, input: MomentInput) -> Answer<Preview> {
    let id = convert::id(&input.id)?;
    shell.ask(move |desk| desk.page_at(id, input.moment.into()).map(convert::preview)).await
}

/// The difference between two moments.
#[command]
pub(crate) async fn history_compare(shell: State<'_, Shell>, input: CompareInput) -> Answer<Compared> {
    let id = convert::id(&input.id)?;
    let work = move |desk: &desk::Desk| match input.to {
        Some(to) => Ok(convert::compared(desk.compare(id, input.from.into(), to.into())?, |_| None)),
        None => {
            let (compared, versions) = desk.compare_with_now(id, input.from.into())?;
            Ok(convert::compared(compared, |field| versions.get(&field).copied()))
        }
    };
    shell.ask(work).await
}

/// Makes a piece read as it did.
#[command]
pub(crate) async fn history_restore(shell: State<'_, Shell>, input: MomentInput) -> Answer<Restored> {
    let id = convert::id(&input.id)?;
    let before = shell.ask(move |desk| desk.restore(id, input.moment.into())).await?;
    Ok(Restored { before: convert::moment(before) })
}

/// Puts one paragraph back as it was.
#[command]
pub(crate) async fn history_restore_paragraph(
    shell: State<'_, Shell>,
    input: RestoreParagraphInput,
) -> Answer<Restored> {
    let id = convert::id(&input.id)?;
    let RestoreParagraphInput { moment, field, paragraph, version, .. } = input;
    let before = shell.ask(move |desk| desk.restore_paragraph(id, moment.into(), field, paragraph, version)).await?;
    Ok(Restored { before: convert::moment(before) })
}

/// Who wrote a text.
#[command]
pub(crate) async fn history_authors(shell: State<'_, Shell>, input: AuthorsInput) -> Answer<Authors> {
    let id = convert::id(&input.id)?;
    let (version, authors) = shell.ask(move |desk| desk.authors(id, input.field)).await?;
    let stretches = authors.into_iter().map(|(from, to, person)| AuthorStretch { from, to, person }).collect();
    Ok(Authors { version, stretches })
}
