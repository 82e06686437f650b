//! The copy flow: where a piece stands, what it may do next, and what that needs.

use crate::clock::{offset_seconds, rfc3339};
use crate::outlet::outlet_named;
use crate::review::sight::Sight;
use crate::review::{Flow, FlowChange, FlowStep, SignOff, StepMade, StepNeed, Stepping};
use crate::service::hold;
use crate::session::Session;
use crate::{Archive, Desk, Error, Event};
use manuscript::Detail;
use model::review::flow::{
    Check, Embargo, Facts, chain, check, headline_states, needs, needs_of, outlet_needs, step, steps, unmet, usual_next,
};
use model::review::{Act, Action, Requirement, Role, Standing};
use model::{OutletProfile, PieceId, Stage};

/// Longest reason, characters.
const LONGEST: usize = 4000;

/// A value in one line.
pub(crate) fn plain(text: &str, longest: usize) -> Result<String, Error> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() > longest {
        true => Err(Error::bad(format!("This is longer than {longest} characters. Nothing was changed."))),
        false => Ok(text),
    }
}

impl Sight<'_> {
    /// What the steps ask about, at a time, for an outlet.
    pub(crate) fn facts(&self, now: i64, reason: &str, profile: &OutletProfile) -> Facts {
        let details = self.session.details();
        let piece = self.session.piece();
        let left = firewall::inspect(&firewall::Leaving::draft(&piece, profile)).into_iter();
        let placeholders = left
            .filter(|found| found.rule.starts_with("placeholder.") && found.severity == firewall::Severity::Blocker)
            .map(|found| found.words);
        let texts = self.session.manuscript.texts();
        let embargo = self.session.manuscript.detail(Detail::Embargo);
        Facts {
            words: self.session.words,
            commissioned: details.commissioned_length,
            band: details.band,
            length_reason: self.session.manuscript.detail(Detail::LengthReason).unwrap_or_default(),
            queries: self.open_queries(),
            outlet_length: profile.length.clone(),
            over_limit: firewall::over_limit(&piece, profile),
            missing: firewall::missing(&piece, profile),
            dated: piece.published.value.is_some() || piece.published.printed.is_some(),
            comments: self.open_comments(),
            placeholders: placeholders.collect(),
            claims: None,
            findings: None,
            changes: u32::try_from(self.changes_of(&Role::Editor).len()).unwrap_or(u32::MAX),
            signed: self.signed(),
            needs: needs(self.records),
            headlines: headline_states(self.records, &texts),
            embargo: Embargo::at(embargo.as_deref(), now, offset_seconds(now)),
            sealed: self.sealed(),
            reason: reason.to_owned(),
            texts,
        }
    }

    /// What is open while somebody seals, in sentences: changes, queries, and who was asked and does not agree.
    pub(crate) fn open_at_seal(&self, now: i64) -> Vec<String> {
        let facts = self.facts(now, "", &self.outlet().0);
        let asked = [Requirement::NoOpenChange, Requirement::NoOpenQuery];
        let open = unmet(Action::Approve, &asked, &facts).into_iter().map(|(_, says)| says);
        let to_come = |state: &SignOff| !matches!(state.standing, Standing::Agrees | Standing::Unneeded);
        let people = self.sign_offs().into_iter().filter(to_come);
        open.chain(people.map(|state| format!("{}: {}.", state.label, state.says))).collect()
    }

    /// Where the piece stands and where it can go.
    pub(crate) fn flow(&self, now: i64) -> Flow {
        let stage = self.session.stage();
        let (profile, outlet) = self.outlet();
        let asked = outlet_needs(&profile);
        let facts = self.facts(now, "", &profile);
        let usual = usual_next(stage);
        let need = |check: Check| StepNeed { requirement: check.requirement, met: check.met, says: check.says };
        let there = steps(stage, self.records).into_iter().map(|step| FlowStep {
            action: step.action,
            label: step.label.to_owned(),
            to: step.to,
            needs: needs_of(&step, Some(&asked))
                .into_iter()
                .map(|wants| need(check(step.action, wants, &facts)))
                .collect(),
            usual: usual == Some(step.action),
        });
        let made = self.records.iter().rev().filter_map(|record| match &record.act {
            Act::Moves { action, from, to, reason, overridden, fee, rights_return } => Some(StepMade {
                action: *action,
                from: *from,
                to: *to,
                by: record.by.clone(),
                at: rfc3339(record.at),
                reason: reason.clone(),
                overridden: overridden.clone(),
                fee: fee.clone(),
                rights_return: rights_return.clone(),
            }),
            _ => None,
        });
        let detail = |detail| self.session.manuscript.detail(detail);
        Flow {
            id: self.session.id,
            stage,
            steps: there.collect(),
            made: made.collect(),
            chain: chain(self.records),
            owner: detail(Detail::Owner).unwrap_or_default(),
            due: detail(Detail::Due),
            embargo: detail(Detail::Embargo),
            length_reason: detail(Detail::LengthReason).unwrap_or_default(),
            outlet,
        }
    }
}

/// A time as a person gives it: RFC 3339, or a date with or without a time of day.
fn time(text: &str, what: &str) -> Result<String, Error> {
    let text = plain(text, 60)?;
    match Embargo::at(Some(&text), 0, 0) {
        Embargo::Unreadable(_) => Err(Error::bad(format!(
            "“{text}” is no time for {what}. Write it as 2026-05-12 or 2026-05-12T06:00+02:00. Nothing was changed."
        ))),
        _ => Ok(text),
    }
}

impl Desk {
    /// Where a piece stands and where it can go.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn flow(&self, id: PieceId) -> Result<Flow, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        Ok(self.sight(&session)?.flow(self.now()))
    }

    /// What is open while somebody seals, in sentences; nothing when nothing is.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn open_at_seal(&self, id: PieceId) -> Result<Vec<String>, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        Ok(self.sight(&session)?.open_at_seal(self.now()))
    }

    /// Moves a piece to another stage.
    ///
    /// # Errors
    /// When the step can't start there, is not for this role, has no reason where it needs one, or lacks something and
    /// is not to go on anyway; the sentence names what is missing.
    pub fn step(&self, id: PieceId, wanted: Stepping) -> Result<Flow, Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let (act, to) = self.planned(&guard, &wanted)?;
        self.put(&mut guard, Some(wanted.role), act)?;
        let stage = (to != Stage::Draft).then(|| to.name());
        guard.manuscript.set_detail(Detail::Stage, stage)?;
        let flow = self.sight(&guard)?.flow(self.now());
        self.finish(guard, "step")?;
        Ok(flow)
    }

    /// What a step would write, and where it leads.
    fn planned(&self, session: &Session, wanted: &Stepping) -> Result<(Act, Stage), Error> {
        let reason = plain(&wanted.reason, LONGEST)?;
        let (fee, rights_return) = (plain(&wanted.fee, 200)?, day(&wanted.rights_return)?);
        let from = session.stage();
        let sight = self.sight(session)?;
        let step = step(wanted.action, from, sight.records);
        let step =
            step.ok_or_else(|| Error::bad(format!("This can't be done with a piece that is {}.", stage_words(from))))?;
        if !step.may(&wanted.role) {
            return Err(Error::bad(format!("{} Nothing was changed.", step.refusal())));
        }
        let (profile, _) = sight.outlet();
        let facts = sight.facts(self.now(), &reason, &profile);
        let needs = needs_of(&step, Some(&outlet_needs(&profile)));
        let all = needs.into_iter().map(|wants| check(step.action, wants, &facts));
        let missing: Vec<Check> = all.filter(|check| !check.met).collect();
        let says = missing.iter().map(|check| check.says.as_str()).collect::<Vec<_>>().join(" ");
        if missing.iter().any(|check| check.requirement == Requirement::Reason) {
            return Err(Error::bad(format!("{says} Nothing was changed.")));
        }
        if !missing.is_empty() && !wanted.override_needs {
            let hint = "It can be done anyway with a reason, which is kept.";
            return Err(Error::bad(format!("{says} Nothing was changed. {hint}")));
        }
        if !missing.is_empty() && reason.is_empty() {
            return Err(Error::bad(format!("{says} To go on anyway, give a reason; it is kept.")));
        }
        let overridden = missing.iter().map(|check| check.requirement).collect();
        let act = Act::Moves { action: step.action, from, to: step.to, reason, overridden, fee, rights_return };
        Ok((act, step.to))
    }

    /// Sets owner, due time, embargo, why no length was ordered, and the outlet.
    ///
    /// # Errors
    /// When a time is none, or no outlet is called so.
    pub fn set_flow(&self, id: PieceId, change: FlowChange) -> Result<Flow, Error> {
        let mut set: Vec<(Detail, String)> = Vec::new();
        if let Some(owner) = change.owner {
            set.push((Detail::Owner, plain(&owner, 120)?));
        }
        if let Some(due) = change.due {
            let due = time(&due, "when it is due")?;
            if due.eq_ignore_ascii_case("open") {
                return Err(Error::bad("A piece is due at a time, or never. Nothing was changed."));
            }
            set.push((Detail::Due, due));
        }
        if let Some(embargo) = change.embargo {
            let embargo = time(&embargo, "the end of an embargo")?;
            let embargo = if embargo.eq_ignore_ascii_case("open") { "open".to_owned() } else { embargo };
            set.push((Detail::Embargo, embargo));
        }
        if let Some(reason) = change.length_reason {
            set.push((Detail::LengthReason, plain(&reason, 500)?));
        }
        if let Some(key) = change.outlet {
            let key = plain(&key, 80)?;
            if !key.is_empty() {
                outlet_named(self.dir(), &key)?;
            }
            set.push((Detail::Profile, key));
        }
        let session = self.session(id)?;
        let mut guard = hold(&session);
        for (detail, value) in set {
            guard.manuscript.set_detail(detail, (!value.is_empty()).then_some(value.as_str()))?;
        }
        let flow = self.sight(&guard)?.flow(self.now());
        let details = guard.details();
        self.finish(guard, "flow")?;
        self.emit(Event::DetailsChanged { id, details });
        Ok(flow)
    }
}

impl Archive {
    /// Where a piece stands and where it can go, at a time (milliseconds since 1970).
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn flow(&self, id: PieceId, now: i64) -> Result<Flow, Error> {
        self.with_sight(id, |sight| Ok(sight.flow(now)))
    }

    /// As [`Desk::open_at_seal`], at a time (milliseconds since 1970).
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn open_at_seal(&self, id: PieceId, now: i64) -> Result<Vec<String>, Error> {
        self.with_sight(id, |sight| Ok(sight.open_at_seal(now)))
    }
}

/// A date as it is kept; empty stays empty.
fn day(text: &str) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let day: jiff::civil::Date = text.parse().map_err(|_| {
        Error::bad(format!("“{text}” is no date. Rights go back on a day like 2026-11-30. Nothing was changed."))
    })?;
    Ok(day.to_string())
}

/// A stage in the middle of a sentence: “with its author”, “on hold”.
pub fn stage_words(stage: Stage) -> String {
    match stage {
        Stage::WithAuthor => "with its author".into(),
        Stage::CopyEdit => "in copy-edit".into(),
        Stage::Hold => "on hold".into(),
        Stage::Draft => "a draft".into(),
        other => other.name().to_owned(),
    }
}
