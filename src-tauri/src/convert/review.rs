//! Review: between the desk's types and those of the wire.

use crate::convert::{id, moment, run};
use crate::error::{Answer, bad_input};
use desk::review as own;
use model::review::Role;

/// A role by its name.
pub(crate) fn role(name: &str) -> Answer<Role> {
    name.parse::<Role>().map_err(|error| bad_input(error.to_string()))
}

/// A role that may be missing.
pub(crate) fn role_if_any(name: Option<&str>) -> Answer<Option<Role>> {
    name.filter(|name| !name.trim().is_empty()).map(role).transpose()
}

/// What to compare with, from the window.
pub(crate) fn from_baseline(baseline: &ipc::Baseline) -> Answer<own::Against> {
    Ok(match baseline {
        ipc::Baseline::Role { role: name } => own::Against::Role { role: role(name)? },
        ipc::Baseline::Received => own::Against::Received,
        ipc::Baseline::Moment { moment } => own::Against::Moment { moment: (*moment).into() },
        ipc::Baseline::Seal => own::Against::Seal,
    })
}

fn baseline(against: own::Against) -> ipc::Baseline {
    match against {
        own::Against::Role { role } => ipc::Baseline::Role { role: role.to_string() },
        own::Against::Received => ipc::Baseline::Received,
        own::Against::Moment { moment: at } => ipc::Baseline::Moment { moment: moment(at) },
        own::Against::Seal => ipc::Baseline::Seal,
    }
}

fn choice(choice: own::BaselineChoice) -> ipc::BaselineChoice {
    ipc::BaselineChoice { baseline: baseline(choice.baseline), label: choice.label, at: choice.at }
}

/// A review.
pub(crate) fn review(review: own::Review) -> ipc::Review {
    ipc::Review {
        id: review.id.to_string(),
        against: choice(review.against),
        choices: review.choices.into_iter().map(choice).collect(),
        own: review.own,
        before: review.before.into_iter().map(|(field, text)| ipc::ReviewText { field, text }).collect(),
        versions: review.versions.into_iter().map(|(field, version)| ipc::ReviewVersion { field, version }).collect(),
        changes: review.changes.into_iter().map(change).collect(),
        decided: review.decided.into_iter().map(decided).collect(),
        comments: review.comments.into_iter().map(comment).collect(),
        sign_offs: review.sign_offs.into_iter().map(sign_off).collect(),
        seal: review.seal.map(seal),
        headlines: review.headlines.into_iter().map(headline).collect(),
    }
}

fn change(open: own::OpenChange) -> ipc::ReviewChange {
    let change = open.change;
    let part = |part: model::review::Part| ipc::ChangePart {
        before_from: part.before.start,
        before_to: part.before.end,
        from: part.after.start,
        to: part.after.end,
        removed: part.removed,
        inserted: part.inserted,
    };
    ipc::ReviewChange {
        id: change.id,
        field: change.field,
        kind: change.kind,
        parts: change.parts.into_iter().map(part).collect(),
        paragraph: change.paragraph,
        by: change.by,
        at: open.when,
    }
}

fn decided(change: own::DecidedChange) -> ipc::DecidedChange {
    ipc::DecidedChange {
        record: change.record,
        change: change.change,
        decision: change.decision,
        role: change.role,
        decided_by: change.decided_by,
        decided_at: change.decided_at,
        field: change.field,
        kind: change.kind,
        removed: change.removed,
        inserted: change.inserted,
        by: change.by,
        can_undo: change.can_undo,
    }
}

/// A comment.
pub(crate) fn comment(comment: own::Comment) -> ipc::Comment {
    let reply = |reply: own::CommentReply| ipc::CommentReply {
        id: reply.id,
        by: reply.by,
        at: reply.at,
        text: reply.text,
        edited: reply.edited,
    };
    ipc::Comment {
        id: comment.id,
        kind: comment.kind,
        by: comment.by,
        role: comment.role,
        at: comment.at,
        text: comment.text,
        edited: comment.edited,
        to: comment.to,
        resolved: comment.resolved,
        resolved_by: comment.resolved_by,
        field: comment.field,
        found: comment.found,
        from: comment.range.map(|(from, _)| from),
        end: comment.range.map(|(_, end)| end),
        quote: comment.quote,
        replies: comment.replies.into_iter().map(reply).collect(),
    }
}

/// How a role stands to the text.
pub(crate) fn sign_off(state: own::SignOff) -> ipc::SignOff {
    let touched = |touched: own::Touched| ipc::Touched {
        field: touched.field,
        paragraph: touched.paragraph,
        from: touched.from,
        to: touched.to,
        words: touched.words,
        gone: touched.gone,
    };
    ipc::SignOff {
        role: state.role,
        label: state.label,
        need: state.need,
        record: state.record,
        by: state.by,
        who: state.who,
        at: state.at,
        accepted: state.accepted,
        how: state.how,
        note: state.note,
        conditions: state.conditions,
        standing: state.standing,
        touched: state.touched.into_iter().map(touched).collect(),
        says: state.says,
    }
}

/// A seal.
pub(crate) fn seal(seal: own::SealView) -> ipc::SealView {
    ipc::SealView {
        record: seal.record,
        fingerprint: seal.fingerprint,
        by: seal.by,
        at: seal.at,
        is_now: seal.is_now,
        signed_by: seal.signed_by,
    }
}

fn headline(shown: own::HeadlineShown) -> ipc::HeadlineShown {
    let answered = |said: own::HeadlineAnswered| ipc::HeadlineAnswered {
        answer: said.answer,
        note: said.note,
        by: said.by,
        at: said.at,
    };
    ipc::HeadlineShown {
        record: shown.record,
        field: shown.field,
        text: shown.text,
        written_by: shown.written_by,
        to: shown.to,
        how: shown.how,
        by: shown.by,
        at: shown.at,
        answer: shown.answer,
        note: shown.note,
        answers: shown.answers.into_iter().map(answered).collect(),
        is_now: shown.is_now,
    }
}

/// What came of a decision.
pub(crate) fn decisions(done: own::Decisions) -> ipc::ReviewDecided {
    ipc::ReviewDecided { record: done.record, decided: done.decided, left: done.left }
}

/// A new comment, from the window.
pub(crate) fn from_comment(input: ipc::CommentInput) -> Answer<own::NewComment> {
    let place = match input.field {
        None => own::Place::Piece,
        Some(field) if input.from == input.to => own::Place::Text { field },
        Some(field) => own::Place::Passage { field, version: input.version, from: input.from, to: input.to },
    };
    let role = role_if_any(input.role.as_deref())?;
    Ok(own::NewComment { place, kind: input.kind, text: input.text, asks: input.asks, role })
}

/// What happens to a comment, from the window.
pub(crate) fn from_comment_act(act: ipc::CommentAct) -> own::CommentAct {
    match act {
        ipc::CommentAct::Reply { text } => own::CommentAct::Reply { text },
        ipc::CommentAct::Reword { text } => own::CommentAct::Reword { text },
        ipc::CommentAct::Delete => own::CommentAct::Delete,
        ipc::CommentAct::Resolve => own::CommentAct::Resolve,
        ipc::CommentAct::Reopen => own::CommentAct::Reopen,
        ipc::CommentAct::Assign { to } => own::CommentAct::Assign { to },
        ipc::CommentAct::Reattach { field, version, from, to } => {
            own::CommentAct::Reattach { place: own::Place::Passage { field, version, from, to } }
        }
    }
}

/// Where a piece stands.
pub(crate) fn flow(flow: own::Flow) -> ipc::Flow {
    ipc::Flow {
        id: flow.id.to_string(),
        stage: flow.stage,
        steps: flow.steps.into_iter().map(step).collect(),
        made: flow.made.into_iter().map(made).collect(),
        chain: flow.chain,
        owner: flow.owner,
        due: flow.due,
        embargo: flow.embargo,
        length_reason: flow.length_reason,
        outlet: outlet(flow.outlet),
    }
}

fn outlet(choice: desk::OutletChoice) -> ipc::OutletChoice {
    ipc::OutletChoice { key: choice.key, name: choice.name, missing: choice.missing }
}

fn step(step: own::FlowStep) -> ipc::Step {
    let need = |need: own::StepNeed| ipc::StepNeed { requirement: need.requirement, met: need.met, says: need.says };
    ipc::Step {
        action: step.action,
        label: step.label,
        to: step.to,
        needs: step.needs.into_iter().map(need).collect(),
        usual: step.usual,
    }
}

fn made(made: own::StepMade) -> ipc::StepMade {
    ipc::StepMade {
        action: made.action,
        from: made.from,
        to: made.to,
        by: made.by,
        at: made.at,
        reason: made.reason,
        overridden: made.overridden,
        fee: made.fee,
        rights_return: made.rights_return,
    }
}

/// A step, from the window.
pub(crate) fn from_step(input: ipc::StepInput) -> Answer<(model::PieceId, own::Stepping)> {
    let stepping = own::Stepping {
        action: input.action,
        reason: input.reason,
        override_needs: input.override_needs,
        fee: input.fee,
        rights_return: input.rights_return,
        role: role(&input.role)?,
    };
    Ok((id(&input.id)?, stepping))
}

/// What a comparison with the seals found.
pub(crate) fn verified(verified: own::Verified) -> ipc::Verified {
    ipc::Verified {
        matches: verified.matches,
        says: verified.says,
        seal: verified.seal.map(seal),
        id: verified.id.map(|id| id.to_string()),
        runs: verified.runs.into_iter().map(run).collect(),
    }
}

/// What an answer said.
pub(crate) fn readback_read(read: own::ReadbackRead) -> ipc::ReadbackRead {
    ipc::ReadbackRead {
        id: read.id.to_string(),
        answer: read.answer,
        answered: read.answered,
        repeated: read.repeated,
        stale: read.stale,
        says: read.says,
    }
}

/// What waits in a piece.
pub(crate) fn waiting(waiting: own::Waiting) -> ipc::Waiting {
    ipc::Waiting {
        id: waiting.id.to_string(),
        slugline: waiting.slugline,
        headline: waiting.headline,
        stage: waiting.stage,
        queries: waiting.queries,
        comments: waiting.comments,
        changes: waiting.changes,
        need: waiting.need,
        says: waiting.says,
    }
}
