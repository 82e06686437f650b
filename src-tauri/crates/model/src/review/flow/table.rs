//! The table of the copy flow.

use super::fold::origin;
use super::{Action, Requirement};
use crate::review::{Record, Role};
use crate::{OutletProfile, Stage};
use Requirement as R;
use Stage as S;
use std::collections::BTreeMap;

/// What an outlet asks for before a piece moves to a stage, where it differs from the product's own table.
pub type OutletNeeds = BTreeMap<Stage, Vec<Requirement>>;

/// What a profile asks for at its hand-overs.
pub fn outlet_needs(profile: &OutletProfile) -> OutletNeeds {
    let of = |stage: &Stage| profile.needs(*stage).iter().map(|need| need.requirement()).collect();
    profile.handover.keys().map(|stage| (*stage, of(stage))).collect()
}

/// What no outlet can forgo where the table asks for it: there is something to hand over, what people asked for on this
/// piece, and that only what is sealed and free goes out.
const KEPT: [Requirement; 7] = [R::Body, R::FactCheck, R::Legal, R::CorrectionNote, R::Sealed, R::NoEmbargo, R::Reason];

/// A step that can be made from a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepDef {
    /// What.
    pub action: Action,
    /// Its name: "Send to author".
    pub label: &'static str,
    /// Where the piece goes.
    pub to: Stage,
    /// What it needs by default.
    pub needs: &'static [Requirement],
    /// Who does it.
    pub roles: &'static [Role],
    /// Whether it cannot be done without a reason.
    pub reason: bool,
}

impl StepDef {
    /// Whether this hat does that.
    pub fn may(&self, role: &Role) -> bool {
        self.roles.contains(role)
    }

    /// Why another hat does not: "“Approve” is for the editor and the copy desk."
    pub fn refusal(&self) -> String {
        let names: Vec<&str> = self.roles.iter().map(who).collect();
        let list = match names.as_slice() {
            [] => "nobody".to_owned(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        format!("“{}” is for {list}.", self.label)
    }
}

/// A role in the middle of a sentence.
pub(super) fn who(role: &Role) -> &str {
    match role {
        Role::Author => "the author",
        Role::Editor => "the editor",
        Role::FactCheck => "the fact-check",
        Role::Legal => "legal",
        Role::Copy => "the copy desk",
        Role::Person(name) => name,
    }
}

/// Where a step leads.
enum To {
    /// Always there.
    Stage(Stage),
    /// Back to where the piece came from when it went to this stage.
    Back,
}

struct Row {
    action: Action,
    label: &'static str,
    from: &'static [Stage],
    to: To,
    needs: &'static [Requirement],
    roles: &'static [Role],
    reason: bool,
}

static ANY: [Role; 5] = Role::DESK;
static WRITERS: [Role; 2] = [Role::Author, Role::Editor];
static EDITORS: [Role; 1] = [Role::Editor];
static DESKS: [Role; 2] = [Role::Editor, Role::Copy];

/// Before publication, in order.
const ALIVE: [Stage; 8] =
    [S::Pitched, S::Commissioned, S::Draft, S::Filed, S::Editing, S::WithAuthor, S::CopyEdit, S::Approved];
/// What can be spiked.
const SPIKABLE: [Stage; 9] =
    [S::Pitched, S::Commissioned, S::Draft, S::Filed, S::Editing, S::WithAuthor, S::CopyEdit, S::Approved, S::Hold];
/// What can be killed.
const KILLABLE: [Stage; 10] = [
    S::Pitched,
    S::Commissioned,
    S::Draft,
    S::Filed,
    S::Editing,
    S::WithAuthor,
    S::CopyEdit,
    S::Approved,
    S::Hold,
    S::Spiked,
];

macro_rules! row {
    ($action:ident, $label:literal, $from:expr => $to:expr, $needs:expr, $roles:expr, $reason:literal) => {
        Row {
            action: Action::$action,
            label: $label,
            from: $from,
            to: $to,
            needs: $needs,
            roles: $roles,
            reason: $reason,
        }
    };
}

/// One row for each action and way it leads. The order is that of a menu.
#[rustfmt::skip]
static TABLE: &[Row] = &[
    row!(Commission, "Commission", &[S::Pitched] => To::Stage(S::Commissioned), &[R::CommissionedLength], &EDITORS, false),
    row!(Draft, "Start writing", &[S::Pitched, S::Commissioned] => To::Stage(S::Draft), &[], &WRITERS, false),
    row!(File, "File", &[S::Pitched, S::Commissioned, S::Draft] => To::Stage(S::Filed), &[R::Body], &WRITERS, false),
    row!(Edit, "Edit", &[S::Filed, S::WithAuthor, S::CopyEdit] => To::Stage(S::Editing), &[R::Body], &DESKS, false),
    row!(SendToAuthor, "Send to author", &[S::Editing, S::CopyEdit] => To::Stage(S::WithAuthor), &[R::Headline, R::Body], &DESKS, false),
    row!(SendToCopy, "Send to copy desk", &[S::Editing, S::WithAuthor] => To::Stage(S::CopyEdit), &[R::Headline, R::Standfirst, R::Byline, R::Body, R::Length], &EDITORS, false),
    row!(Return, "Return to author", &[S::Filed] => To::Stage(S::Draft), &[R::Reason], &EDITORS, true),
    row!(Return, "Return to editor", &[S::WithAuthor, S::CopyEdit, S::Approved] => To::Stage(S::Editing), &[R::Reason], &ANY, true),
    row!(Return, "Not published after all", &[S::Published] => To::Stage(S::Approved), &[R::Reason], &EDITORS, true),
    row!(Approve, "Approve", &[S::Editing, S::WithAuthor, S::CopyEdit] => To::Stage(S::Approved), &[
        R::Headline, R::Standfirst, R::Byline, R::Body, R::AuthorNote, R::Disclosure, R::Length, R::NoOpenQuery, R::NoOpenChange,
        R::EditorSignOff, R::AuthorSignOff, R::HeadlineConsent, R::FactCheck, R::Legal,
    ], &EDITORS, false),
    row!(Publish, "Publish", &[S::Approved] => To::Stage(S::Published), &[R::Sealed, R::NoEmbargo], &DESKS, false),
    row!(Resume, "Resume", &[S::Hold] => To::Back, &[], &DESKS, false),
    row!(Unspike, "Take off the spike", &[S::Spiked] => To::Back, &[], &EDITORS, false),
    row!(Revive, "Revive", &[S::Killed] => To::Back, &[R::Reason], &EDITORS, true),
    row!(Revive, "Put back", &[S::Withdrawn] => To::Back, &[R::Reason], &EDITORS, true),
    row!(Correct, "Correct", &[S::Published, S::Corrected] => To::Stage(S::Corrected), &[R::CorrectionNote, R::Sealed, R::Reason], &EDITORS, true),
    row!(Withdraw, "Withdraw", &[S::Published, S::Corrected] => To::Stage(S::Withdrawn), &[R::Reason], &EDITORS, true),
    row!(Hold, "Hold", &ALIVE => To::Stage(S::Hold), &[R::Reason], &DESKS, true),
    row!(Spike, "Spike", &SPIKABLE => To::Stage(S::Spiked), &[R::Reason], &EDITORS, true),
    row!(Kill, "Kill", &KILLABLE => To::Stage(S::Killed), &[R::Reason], &EDITORS, true),
];

/// What can be done with a piece that stands at `stage`. `records` tell where a held, spiked, killed or withdrawn
/// piece came from.
pub fn steps(stage: Stage, records: &[Record]) -> Vec<StepDef> {
    TABLE
        .iter()
        .filter(|row| row.from.contains(&stage))
        .map(|row| StepDef {
            action: row.action,
            label: row.label,
            to: match row.to {
                To::Stage(to) => to,
                To::Back => origin(stage, records),
            },
            needs: row.needs,
            roles: row.roles,
            reason: row.reason,
        })
        .collect()
}

/// One of them; none when the action cannot start there.
pub fn step(action: Action, stage: Stage, records: &[Record]) -> Option<StepDef> {
    steps(stage, records).into_iter().find(|step| step.action == action)
}

/// What is usually done next.
pub fn usual_next(stage: Stage) -> Option<Action> {
    match stage {
        S::Pitched => Some(Action::Commission),
        S::Commissioned => Some(Action::Draft),
        S::Draft => Some(Action::File),
        S::Filed => Some(Action::Edit),
        S::Editing => Some(Action::SendToAuthor),
        S::WithAuthor => Some(Action::SendToCopy),
        S::CopyEdit => Some(Action::Approve),
        S::Approved => Some(Action::Publish),
        S::Hold => Some(Action::Resume),
        S::Published | S::Spiked | S::Killed | S::Corrected | S::Withdrawn => None,
    }
}

/// The stages where an action may start.
pub(super) fn starts(action: Action, stage: Stage) -> bool {
    TABLE.iter().any(|row| row.action == action && row.from.contains(&stage))
}

/// Whether an action hands a piece on. What goes back, waits or is set aside needs no more than the table says.
fn hands_on(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Commission
            | A::Draft
            | A::File
            | A::Edit
            | A::SendToAuthor
            | A::SendToCopy
            | A::Approve
            | A::Publish
            | A::Correct
    )
}

/// What a step needs: by the outlet where it hands the piece on to a stage that the outlet names, else by default. What
/// is in [`KEPT`] stays asked for.
pub fn needs_of(step: &StepDef, outlet: Option<&OutletNeeds>) -> Vec<Requirement> {
    let own = outlet.filter(|_| hands_on(step.action)).and_then(|outlet| outlet.get(&step.to));
    let Some(own) = own else { return step.needs.to_vec() };
    let mut needs: Vec<Requirement> = Vec::with_capacity(own.len() + KEPT.len());
    for need in own.iter().chain(step.needs.iter().filter(|need| KEPT.contains(need))) {
        let is_said = match need {
            R::FactCheck => needs.contains(&R::FactCheckSignOff),
            R::Legal => needs.contains(&R::LegalSignOff),
            _ => false,
        };
        if !is_said && !needs.contains(need) {
            needs.push(*need);
        }
    }
    needs
}
