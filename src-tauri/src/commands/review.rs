//! What is said, decided, signed and sealed.

use crate::convert::review as convert;
use crate::convert::{self as values};
use crate::error::Answer;
use crate::state::Shell;
use desk::review::{Agreement, FlowChange, ReadbackWanted};
use ipc::{
    Comment, CommentActInput, CommentInput, Flow, FlowSetInput, HeadlineAnswerInput, HeadlineShowInput, IdInput,
    NeedInput, ReadbackInput, ReadbackRead, ReadbackReplyInput, Review, ReviewDecideInput, ReviewDecided, ReviewInput,
    ReviewUndoInput, SealView, SignOff, SignOffInput, StepInput, Verified, VerifyInput, Waiting, WaitingInput, Written,
};
use std::path::Path;
use tauri::{State, command};

/// Changes, comments and sign-offs of a piece.
#[command]
pub(crate) async fn review_get(shell: State<'_, Shell>, input: ReviewInput) -> Answer<Review> {
    let (id, role) = (values::id(&input.id)?, convert::role(&input.role)?);
    let against = input.against.as_ref().map(convert::from_baseline).transpose()?;
    shell.ask(move |desk| desk.review(id, against, &role).map(convert::review)).await
}

/// Accepts or rejects changes.
#[command]
pub(crate) async fn review_decide(shell: State<'_, Shell>, input: ReviewDecideInput) -> Answer<ReviewDecided> {
    let (id, role) = (values::id(&input.id)?, convert::role(&input.role)?);
    let against = convert::from_baseline(&input.against)?;
    shell
        .ask(move |desk| desk.decide(id, &against, &role, input.decision, &input.changes))
        .await
        .map(convert::decisions)
}

/// Takes a decision back.
#[command]
pub(crate) async fn review_undo(shell: State<'_, Shell>, input: ReviewUndoInput) -> Answer<()> {
    let id = values::id(&input.id)?;
    shell.ask(move |desk| desk.undo_decision(id, &input.record, input.change.as_deref())).await
}

/// What waits, over all pieces.
#[command]
pub(crate) async fn review_waiting(shell: State<'_, Shell>, input: WaitingInput) -> Answer<Vec<Waiting>> {
    let role = convert::role(&input.role)?;
    let found = shell.ask(move |desk| desk.waiting(&role, input.all)).await?;
    Ok(found.into_iter().map(convert::waiting).collect())
}

/// Makes a comment or a query.
#[command]
pub(crate) async fn comment_add(shell: State<'_, Shell>, input: CommentInput) -> Answer<Comment> {
    let (id, comment) = (values::id(&input.id)?, convert::from_comment(input)?);
    shell.ask(move |desk| desk.comment(id, comment).map(convert::comment)).await
}

/// Answers, rewords, deletes, settles, reopens, assigns, reattaches.
#[command]
pub(crate) async fn comment_act(shell: State<'_, Shell>, input: CommentActInput) -> Answer<()> {
    let (id, act) = (values::id(&input.id)?, convert::from_comment_act(input.act));
    shell.ask(move |desk| desk.comment_act(id, &input.comment, act)).await
}

/// A role agrees to the text now.
#[command]
pub(crate) async fn signoff_add(shell: State<'_, Shell>, input: SignOffInput) -> Answer<SignOff> {
    let (id, role) = (values::id(&input.id)?, convert::role(&input.role)?);
    let SignOffInput { how, of, note, conditions, .. } = input;
    let agreement = Agreement { how, of, note, conditions };
    shell.ask(move |desk| desk.sign_off(id, &role, agreement).map(convert::sign_off)).await
}

/// Says whether a role has to read a piece.
#[command]
pub(crate) async fn signoff_need(shell: State<'_, Shell>, input: NeedInput) -> Answer<()> {
    let (id, role) = (values::id(&input.id)?, convert::role(&input.role)?);
    shell.ask(move |desk| desk.set_need(id, &role, input.need)).await
}

/// Where a piece stands and where it can go.
#[command]
pub(crate) async fn flow_get(shell: State<'_, Shell>, input: IdInput) -> Answer<Flow> {
    let id = values::id(&input.id)?;
    shell.ask(move |desk| desk.flow(id).map(convert::flow)).await
}

/// Moves a piece to another stage.
#[command]
pub(crate) async fn flow_step(shell: State<'_, Shell>, input: StepInput) -> Answer<Flow> {
    let (id, step) = convert::from_step(input)?;
    shell.ask(move |desk| desk.step(id, step).map(convert::flow)).await
}

/// Sets owner, due time, embargo, why there is no length, and the outlet.
#[command]
pub(crate) async fn flow_set(shell: State<'_, Shell>, input: FlowSetInput) -> Answer<Flow> {
    let id = values::id(&input.id)?;
    let FlowSetInput { owner, due, embargo, length_reason, outlet, .. } = input;
    let change = FlowChange { owner, due, embargo, length_reason, outlet };
    shell.ask(move |desk| desk.set_flow(id, change).map(convert::flow)).await
}

/// A headline is shown to somebody, or was.
#[command]
pub(crate) async fn headline_show(shell: State<'_, Shell>, input: HeadlineShowInput) -> Answer<()> {
    let id = values::id(&input.id)?;
    shell.ask(move |desk| desk.show_headline(id, input.field, &input.to, input.how).map(|_| ())).await
}

/// What somebody said of a headline.
#[command]
pub(crate) async fn headline_answer(shell: State<'_, Shell>, input: HeadlineAnswerInput) -> Answer<()> {
    let id = values::id(&input.id)?;
    shell.ask(move |desk| desk.answer_headline(id, &input.record, input.answer, &input.note)).await
}

/// What is open while somebody seals.
#[command]
pub(crate) async fn seal_look(shell: State<'_, Shell>, input: IdInput) -> Answer<Vec<String>> {
    let id = values::id(&input.id)?;
    shell.ask(move |desk| desk.open_at_seal(id)).await
}

/// Seals the text now.
#[command]
pub(crate) async fn seal_add(shell: State<'_, Shell>, input: IdInput) -> Answer<SealView> {
    let id = values::id(&input.id)?;
    shell.ask(move |desk| desk.seal(id).map(convert::seal)).await
}

/// Holds a file or a text against the seals.
#[command]
pub(crate) async fn seal_verify(shell: State<'_, Shell>, input: VerifyInput) -> Answer<Verified> {
    let id = input.id.as_deref().map(values::id).transpose()?;
    let work = move |desk: &desk::Desk| match &input.path {
        Some(path) => desk.verify_file(Path::new(path), id),
        None => desk.verify_text(&input.text, id),
    };
    shell.ask(work).await.map(convert::verified)
}

/// Writes a file for reading back.
#[command]
pub(crate) async fn readback_export(shell: State<'_, Shell>, input: ReadbackInput) -> Answer<Written> {
    let id = values::id(&input.id)?;
    let against = input.against.as_ref().map(convert::from_baseline).transpose()?;
    let path = input.path.clone();
    let wanted = ReadbackWanted { against, to: input.to, path: input.path.into(), force: input.force };
    let bytes = shell.ask(move |desk| desk.readback_export(id, &wanted)).await?;
    Ok(Written { path, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) })
}

/// Reads an answer that came back.
#[command]
pub(crate) async fn readback_import(shell: State<'_, Shell>, input: ReadbackReplyInput) -> Answer<ReadbackRead> {
    let work = move |desk: &desk::Desk| match &input.path {
        Some(path) => desk.readback_import_file(Path::new(path)),
        None => desk.readback_import(&input.text),
    };
    shell.ask(work).await.map(convert::readback_read)
}
