//! `stage` and `flow`.

use super::{Done, minutes, named, write};
use crate::failure::Failure;
use crate::output::{Output, shown};
use crate::review_args::{FlowArgs, StageArgs};
use desk::review::{Flow, FlowChange, ReviewTask, Stepping};
use model::Stage;
use std::path::Path;

/// Moves a piece, or tells where it stands and where it can go.
pub(crate) fn stage(dir: &Path, args: &StageArgs, json: bool, out: &mut Output) -> Done {
    let (archive, id) = named(dir, &args.piece)?;
    let flow = archive.flow(id, super::super::now())?;
    let Some(to) = args.to else {
        if json {
            out.json(&flow)?;
        } else {
            tell(&flow, out)?;
        }
        return Ok(0);
    };
    let there: Vec<_> = flow.steps.iter().filter(|step| step.to == to).collect();
    let Some(step) = there.iter().find(|step| step.usual).or(there.first()) else {
        return Err(Failure::bad_input(nowhere(&flow, to)));
    };
    let stepping = Stepping {
        action: step.action,
        reason: args.r#override.clone().unwrap_or_else(|| args.reason.clone()),
        override_needs: args.r#override.is_some(),
        fee: args.fee.clone(),
        rights_return: args.rights_return.clone(),
        role: args.role.role.clone(),
    };
    let done = write(dir, ReviewTask::Step { id, step: stepping })?;
    if json {
        out.json(&done)?;
    } else {
        let says = serde_json::from_value::<Flow>(done).map(|flow| desk::review::stage_words(flow.stage));
        out.say(&format!("{} is {} now.", args.piece, says.unwrap_or_default()));
    }
    Ok(0)
}

fn nowhere(flow: &Flow, to: Stage) -> String {
    if flow.stage == to {
        return format!("The piece is {} already. Nothing was changed.", desk::review::stage_words(to));
    }
    let mut can: Vec<&str> = flow.steps.iter().map(|step| step.to.name()).collect();
    can.sort_unstable();
    can.dedup();
    format!(
        "From {} a piece does not go to {}. It can go to {}. Nothing was changed.",
        flow.stage.name(),
        to.name(),
        can.join(", ")
    )
}

fn tell(flow: &Flow, out: &mut Output) -> Result<(), Failure> {
    out.line(&format!("{}{}", flow.stage.name(), chain(flow)))?;
    values(flow, out)?;
    for step in &flow.steps {
        let usual = if step.usual { ", the usual next" } else { "" };
        out.line(&format!("  {} → {}{usual}", step.label, step.to.name()))?;
        for need in step.needs.iter().filter(|need| !need.met) {
            out.line(&format!("    {}", shown(&need.says)))?;
        }
    }
    for made in &flow.made {
        let reason = if made.reason.is_empty() { String::new() } else { format!(": {}", shown(&made.reason)) };
        let (from, to) = (made.from.name(), made.to.name());
        out.line(&format!("  {} {} → {to} by {}{reason}", minutes(&made.at), from, shown(&made.by.name)))?;
        if !made.fee.is_empty() {
            out.line(&format!("    fee: {}", shown(&made.fee)))?;
        }
        if !made.rights_return.is_empty() {
            out.line(&format!("    rights go back on {}", shown(&made.rights_return)))?;
        }
    }
    Ok(())
}

fn chain(flow: &Flow) -> String {
    if flow.chain.is_empty() { String::new() } else { format!(" ({})", shown(&flow.chain.join(" → "))) }
}

fn values(flow: &Flow, out: &mut Output) -> Result<(), Failure> {
    let values = [
        ("owner", Some(flow.owner.as_str())),
        ("due", flow.due.as_deref()),
        ("embargo", flow.embargo.as_deref()),
        ("no length because", Some(flow.length_reason.as_str())),
    ];
    match &flow.outlet {
        outlet if outlet.key.is_empty() => {}
        outlet if outlet.missing => {
            let key = shown(&outlet.key);
            out.line(&format!("  outlet: {key}, which is not on this desk; its own page stands in"))?;
        }
        outlet => out.line(&format!("  outlet: {} ({})", shown(&outlet.name), outlet.key))?,
    }
    for (name, value) in values {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.line(&format!("  {name}: {}", shown(value)))?;
        }
    }
    Ok(())
}

/// Shows or sets who has a piece, when it is due, its embargo.
pub(crate) fn flow(dir: &Path, args: &FlowArgs, json: bool, out: &mut Output) -> Done {
    let (archive, id) = named(dir, &args.piece)?;
    let change = FlowChange {
        owner: args.owner.clone(),
        due: args.due.clone(),
        embargo: args.embargo.clone(),
        length_reason: args.length_reason.clone(),
        outlet: args.outlet.clone(),
    };
    let flow = if change == FlowChange::default() {
        archive.flow(id, super::super::now())?
    } else {
        let done = write(dir, ReviewTask::SetFlow { id, change })?;
        serde_json::from_value(done).map_err(|e| Failure::internal(format!("No answer: {e}.")))?
    };
    if json {
        out.json(&flow)?;
    } else {
        out.line(&format!("{}{}", flow.stage.name(), chain(&flow)))?;
        values(&flow, out)?;
    }
    Ok(0)
}
