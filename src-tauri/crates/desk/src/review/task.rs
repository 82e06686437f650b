//! Writes that are asked for from outside of the window: by the command line, of the process that holds the desk.

use crate::review::{Against, Agreement, CommentAct, Correcting, FlowChange, NewComment, ReadbackWanted, Stepping};
use crate::{Desk, Error, ExportRecord};
use model::review::{Answer, Decision, How, Need, RecordId, Role};
use model::{Field, PieceId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One write of review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the service of the same name")]
pub enum ReviewTask {
    Comment { id: PieceId, comment: NewComment },
    CommentAct { id: PieceId, comment: RecordId, act: CommentAct },
    Decide { id: PieceId, against: Against, role: Role, decision: Decision, changes: Vec<String> },
    Undo { id: PieceId, record: RecordId, only: Option<String> },
    SignOff { id: PieceId, role: Role, agreement: Agreement },
    Need { id: PieceId, role: Role, need: Need },
    Step { id: PieceId, step: Stepping },
    SetFlow { id: PieceId, change: FlowChange },
    ShowHeadline { id: PieceId, field: Field, to: String, how: How },
    AnswerHeadline { id: PieceId, record: RecordId, answer: Answer, note: String },
    Seal { id: PieceId },
    ReadbackExport { id: PieceId, wanted: ReadbackWanted },
    ReadbackImport { text: String },
    Exported { id: PieceId, record: ExportRecord },
    Correct { id: PieceId, correcting: Correcting },
}

fn value(result: impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(result).map_err(|error| Error::bad(error.to_string()))
}

impl Desk {
    /// Does one write of review; gives what its service gives, as JSON.
    ///
    /// # Errors
    /// What the service says.
    pub fn review_task(&self, task: ReviewTask) -> Result<Value, Error> {
        match task {
            ReviewTask::Comment { id, comment } => value(self.comment(id, comment)?),
            ReviewTask::CommentAct { id, comment, act } => value(self.comment_act(id, &comment, act)?),
            ReviewTask::Decide { id, against, role, decision, changes } => {
                value(self.decide(id, &against, &role, decision, &changes)?)
            }
            ReviewTask::Undo { id, record, only } => value(self.undo_decision(id, &record, only.as_deref())?),
            ReviewTask::SignOff { id, role, agreement } => value(self.sign_off(id, &role, agreement)?),
            ReviewTask::Need { id, role, need } => value(self.set_need(id, &role, need)?),
            ReviewTask::Step { id, step } => value(self.step(id, step)?),
            ReviewTask::SetFlow { id, change } => value(self.set_flow(id, change)?),
            ReviewTask::ShowHeadline { id, field, to, how } => {
                Ok(json!({ "record": self.show_headline(id, field, &to, how)? }))
            }
            ReviewTask::AnswerHeadline { id, record, answer, note } => {
                value(self.answer_headline(id, &record, answer, &note)?)
            }
            ReviewTask::Seal { id } => value(self.seal(id)?),
            ReviewTask::ReadbackExport { id, wanted } => Ok(json!({ "bytes": self.readback_export(id, &wanted)? })),
            ReviewTask::Correct { id, correcting } => value(self.correct(id, &correcting)?),
            ReviewTask::Exported { id, record } => value(self.keep_export(id, record)?),
            ReviewTask::ReadbackImport { text } => value(self.readback_import(&text)?),
        }
    }
}
