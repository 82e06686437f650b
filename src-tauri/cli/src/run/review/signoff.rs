//! `signoff`, `need`, `headline`.

use super::{Done, minutes, named, quoted, text_of, write};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, shown};
use crate::review_args::{HeadlineTask, NeedArgs, SignOffArgs};
use desk::review::{Agreement, HeadlineAnswered, HeadlineShown, ReviewTask, SignOff};
use model::review::{Answer, How, Need, Role};
use std::path::Path;

/// Signs, or lists who agrees.
pub(crate) fn signoff(dir: &Path, args: &SignOffArgs, json: bool, out: &mut Output) -> Done {
    let (archive, id) = named(dir, &args.piece)?;
    let Some(role) = &args.role else {
        let all = archive.review(id, None, &Role::Editor)?.sign_offs;
        if json {
            out.json(&all)?;
        } else {
            for state in &all {
                tell(state, out)?;
            }
        }
        let waits = |state: &SignOff| !state.touched.is_empty() || state.need == Need::Required;
        return Ok(if all.iter().any(waits) { FINDINGS } else { 0 });
    };
    let SignOffArgs { of, note, conditions, .. } = args.clone();
    let agreement = Agreement { how: args.how.into(), of, note, conditions };
    let task = ReviewTask::SignOff { id, role: role.clone(), agreement };
    let state = write(dir, task)?;
    if json {
        out.json(&state)?;
    } else {
        out.say(&format!("{}: {}.", text_of(&state, "label"), shown(text_of(&state, "says"))));
    }
    Ok(0)
}

fn how(how: How) -> &'static str {
    match how {
        How::Here => "here",
        How::Readback => "by read-back",
        How::Phone => "by phone",
        How::Mail => "by mail",
        How::InPerson => "in person",
    }
}

fn tell(state: &SignOff, out: &mut Output) -> Result<(), Failure> {
    let by = match (&state.by, &state.at, state.how) {
        (Some(by), Some(at), Some(given)) if state.who == by.name => {
            format!(" ({}, {}, {})", shown(&by.name), minutes(at), how(given))
        }
        (Some(by), Some(at), Some(given)) => {
            let who = if state.who.is_empty() { "nobody said who" } else { &state.who };
            format!(" ({}, {}, {}, written down by {})", shown(who), minutes(at), how(given), shown(&by.name))
        }
        _ => String::new(),
    };
    out.line(&format!("{}: {}{by}", shown(&state.label), shown(&state.says)))?;
    if !state.note.is_empty() {
        out.line(&format!("  {}", shown(&state.note)))?;
    }
    for touched in &state.touched {
        let place = match touched.paragraph {
            Some(number) => format!("paragraph {number}"),
            None => touched.field.name().to_owned(),
        };
        let gone = if touched.gone { " (gone)" } else { "" };
        out.line(&format!("  {place}{gone}: {}", quoted(&touched.words)))?;
    }
    Ok(())
}

/// Says whether a role has to read.
pub(crate) fn need(dir: &Path, args: &NeedArgs, json: bool, out: &mut Output) -> Done {
    let (_, id) = named(dir, &args.piece)?;
    let need: Need = args.need.into();
    write(dir, ReviewTask::Need { id, role: args.role.clone(), need })?;
    if json {
        out.json(&serde_json::json!({ "id": id, "role": args.role, "need": need }))?;
    } else {
        let says = match need {
            Need::NotNeeded => "does not have to read it",
            Need::Required => "has to read it",
            Need::Complete => "has read it",
        };
        out.say(&format!("{} {says}.", args.role.label()));
    }
    Ok(0)
}

/// Headlines, shown and answered.
pub(crate) fn headline(dir: &Path, task: &HeadlineTask, json: bool, out: &mut Output) -> Done {
    match task {
        HeadlineTask::Trail { piece } => {
            let (archive, id) = named(dir, piece)?;
            let trail = archive.review(id, None, &Role::Editor)?.headlines;
            if json {
                out.json(&trail)?;
            } else if trail.is_empty() {
                out.say("No headline was shown to anybody.");
            } else {
                for shown in &trail {
                    out.line(&told(shown))?;
                }
            }
        }
        HeadlineTask::Show { piece, to, field, how } => {
            let (_, id) = named(dir, piece)?;
            let task = ReviewTask::ShowHeadline { id, field: *field, to: to.clone(), how: (*how).into() };
            let done = write(dir, task)?;
            if json {
                out.json(&done)?;
            } else {
                out.line(text_of(&done, "record"))?;
            }
        }
        HeadlineTask::Answer { piece, record, answer, note } => {
            let (_, id) = named(dir, piece)?;
            let (record, answer, note) = (record.clone(), (*answer).into(), note.clone());
            write(dir, ReviewTask::AnswerHeadline { id, record: record.clone(), answer, note })?;
            if json {
                out.json(&serde_json::json!({ "id": id, "record": record, "answer": answer }))?;
            } else {
                out.say("The answer is kept.");
            }
        }
    }
    Ok(0)
}

fn told(headline: &HeadlineShown) -> String {
    let said = |said: &HeadlineAnswered| {
        let answer = if said.answer == Answer::Agrees { "agrees" } else { "objects" };
        let note = if said.note.is_empty() { String::new() } else { format!(": {}", shown(&said.note)) };
        format!("{answer}{note} ({})", minutes(&said.at))
    };
    // What was said first stays part of the trail.
    let answers: Vec<String> = headline.answers.iter().rev().map(said).collect();
    let answers = if answers.is_empty() { "no answer yet".to_owned() } else { answers.join(", then ") };
    let writers: Vec<String> = headline.written_by.iter().map(|person| shown(&person.name)).collect();
    let writers = if writers.is_empty() { String::new() } else { format!(", written by {}", writers.join(", ")) };
    let now = if headline.is_now { "" } else { " (it reads otherwise now)" };
    format!(
        "{}  {} {}{writers} to {}, {} by {}, {}{now}: {answers}",
        headline.record,
        headline.field.name(),
        quoted(&headline.text),
        shown(&headline.to),
        how(headline.how),
        shown(&headline.by.name),
        minutes(&headline.at),
    )
}
