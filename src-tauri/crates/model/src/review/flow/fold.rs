//! What the records say of the flow: where a piece came from, who had it, which reads it needs.

use super::facts::HeadlineState;
use super::table::starts;
use super::{Action, Need};
use crate::review::{Act, Answer, Record, Role, Texts};
use crate::{Field, Person, Stage};
use std::collections::BTreeMap;

/// Where a held, spiked, killed or withdrawn piece goes back to: from where it last came there. A piece that never
/// came there by a step (a file brought its stage along) goes back to the desk's hands as a draft, or, when it was out
/// already, as published.
pub fn origin(stage: Stage, records: &[Record]) -> Stage {
    let (action, unknown) = match stage {
        Stage::Hold => (Action::Hold, Stage::Draft),
        Stage::Spiked => (Action::Spike, Stage::Draft),
        Stage::Killed => (Action::Kill, Stage::Draft),
        Stage::Withdrawn => (Action::Withdraw, Stage::Published),
        other => return other,
    };
    let mut came = records.iter().filter_map(|record| match &record.act {
        Act::Moves { action: done, from, to, .. } if *done == action && *to == stage => Some(*from),
        _ => None,
    });
    // A record of somebody else's making can say anything; only what the table allows is a way back.
    came.rfind(|from| starts(action, *from)).unwrap_or(unknown)
}

/// Where the last step led; none when no step was made.
pub fn last_stage(records: &[Record]) -> Option<Stage> {
    records.iter().rev().find_map(|record| match record.act {
        Act::Moves { to, .. } => Some(to),
        _ => None,
    })
}

/// Which roles have to read a piece. A role's sign-off makes what was required complete; later edits do not undo that,
/// they only reopen what they touched. The role of a [`Act::Needs`] record is the one that has to read.
pub fn needs(records: &[Record]) -> BTreeMap<Role, Need> {
    let mut all = BTreeMap::new();
    for record in records {
        let Some(role) = &record.role else { continue };
        match record.act {
            Act::Needs { need } => {
                all.insert(role.clone(), need);
            }
            Act::SignOff { .. } => {
                if let Some(need) = all.get_mut(role).filter(|need| **need == Need::Required) {
                    *need = Need::Complete;
                }
            }
            _ => {}
        }
    }
    all.retain(|_, need| *need != Need::NotNeeded);
    all
}

/// The author's last objection to the text of a file for reading back that still stands, as the record of that answer: until
/// the author agrees, or where the author had agreed to another text since the file was sent.
pub fn objection(records: &[Record]) -> Option<&Record> {
    let objects = |record: &&Record| matches!(record.act, Act::ReadbackReply { answer: Answer::Objects, .. });
    let unanswered = records.iter().rev().take_while(|record| !is_of_author(record));
    unanswered.filter(objects).find(|reply| {
        let Act::ReadbackReply { of, .. } = &reply.act else { return false };
        let sent = records.iter().find(|record| record.id == *of);
        sent.is_some_and(|sent| agreed_to_another(records, sent).is_none())
    })
}

/// The author's first agreement, after a file for reading back was sent, to another text than the file shows.
pub fn agreed_to_another<'a>(records: &'a [Record], sent: &Record) -> Option<&'a Record> {
    let Act::ReadbackSent { texts: shown, .. } = &sent.act else { return None };
    let of_another = |record: &Record| matches!(&record.act, Act::SignOff { texts, .. } if texts != shown);
    let mut since = records.iter().filter(|record| record.clock > sent.clock && is_of_author(record));
    since.find(|record| of_another(record))
}

fn is_of_author(record: &Record) -> bool {
    record.role == Some(Role::Author) && matches!(record.act, Act::SignOff { .. })
}

/// The initials of those who had the piece, in order: who moved it, signed it or sealed it. Nobody stands twice in a row.
pub fn chain(records: &[Record]) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    for record in records {
        if !matches!(record.act, Act::Moves { .. } | Act::SignOff { .. } | Act::Seal { .. }) {
            continue;
        }
        let initials = match record.by.initials.trim() {
            "" => Person::named(&record.by.name).initials,
            own => own.to_owned(),
        };
        if !initials.is_empty() && chain.last() != Some(&initials) {
            chain.push(initials);
        }
    }
    chain
}

/// What is known of the author's consent to each headline that there is now. Words that the author signed for are
/// agreed to; otherwise the last answer to exactly these words counts.
pub fn headline_states(records: &[Record], texts: &Texts) -> Vec<HeadlineState> {
    const HEADLINES: [Field; 4] = [Field::Headline, Field::HeadlinePrint, Field::HeadlineWeb, Field::HeadlineSocial];
    let signed = records.iter().rev().find_map(|record| match (&record.role, &record.act) {
        (Some(Role::Author), Act::SignOff { texts, .. }) => Some(texts),
        _ => None,
    });
    let state = |field: Field, now: &String| {
        let shown = records.iter().filter_map(|record| match &record.act {
            Act::HeadlineShown { field: of, text, to, .. } if *of == field && text == now => Some((&record.id, to)),
            _ => None,
        });
        let shown: Vec<_> = shown.collect();
        let answer = records.iter().rev().find_map(|record| match &record.act {
            Act::HeadlineAnswer { of, answer, .. } if shown.iter().any(|(id, _)| *id == of) => Some(*answer),
            _ => None,
        });
        HeadlineState {
            field,
            shown_to: shown.last().map(|(_, to)| (*to).clone()),
            signed: signed.is_some_and(|texts| texts.get(&field) == Some(now)),
            answer,
        }
    };
    HEADLINES.into_iter().filter_map(|field| texts.get(&field).map(|now| state(field, now))).collect()
}
