//! History and comparisons.

use desk::{HistoryKind, MomentId, ParagraphKind, RunKind};

/// A moment for the window. There are never four thousand million changes on one desk.
pub(crate) fn moment(id: MomentId) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

/// A history.
pub(crate) fn history(history: desk::History) -> ipc::History {
    ipc::History {
        entries: history.entries.into_iter().map(entry).collect(),
        more: history.more,
        now: moment(history.now),
        seen: history.seen.map(|seen| ipc::SeenMoment {
            moment: moment(seen.moment),
            at: seen.at,
            words_added: seen.words_added,
            words_removed: seen.words_removed,
        }),
    }
}

fn entry(entry: desk::HistoryEntry) -> ipc::HistoryEntry {
    ipc::HistoryEntry {
        moment: moment(entry.moment),
        before: moment(entry.before),
        from: entry.from,
        to: entry.to,
        person: entry.person,
        kind: kind(entry.kind),
        words_added: entry.words_added,
        words_removed: entry.words_removed,
        versions: entry
            .versions
            .into_iter()
            .map(|version| ipc::VersionMark {
                moment: moment(version.moment),
                name: version.name,
                kind: version.kind,
                at: version.at,
                person: version.person,
            })
            .collect(),
        erased: entry.erased.map(|erased| ipc::Erasure { places: erased.places, reason: erased.reason }),
    }
}

fn kind(kind: HistoryKind) -> ipc::HistoryKind {
    match kind {
        HistoryKind::New => ipc::HistoryKind::New,
        HistoryKind::Work => ipc::HistoryKind::Work,
        HistoryKind::Import => ipc::HistoryKind::Import,
        HistoryKind::Paste => ipc::HistoryKind::Paste,
        HistoryKind::ImportUndone => ipc::HistoryKind::ImportUndone,
        HistoryKind::PutBack => ipc::HistoryKind::PutBack,
        HistoryKind::Duplicate => ipc::HistoryKind::Duplicate,
        HistoryKind::Rename => ipc::HistoryKind::Rename,
        HistoryKind::Restore => ipc::HistoryKind::Restore,
        HistoryKind::House => ipc::HistoryKind::House,
        HistoryKind::Outside => ipc::HistoryKind::Outside,
        HistoryKind::Merge => ipc::HistoryKind::Merge,
        HistoryKind::Bin => ipc::HistoryKind::Bin,
        HistoryKind::Unbin => ipc::HistoryKind::Unbin,
        HistoryKind::Erase => ipc::HistoryKind::Erase,
        HistoryKind::Comment => ipc::HistoryKind::Comment,
        HistoryKind::Accept => ipc::HistoryKind::Accept,
        HistoryKind::Reject => ipc::HistoryKind::Reject,
        HistoryKind::Undo => ipc::HistoryKind::Undo,
        HistoryKind::SignOff => ipc::HistoryKind::SignOff,
        HistoryKind::Need => ipc::HistoryKind::Need,
        HistoryKind::Step => ipc::HistoryKind::Step,
        HistoryKind::Flow => ipc::HistoryKind::Flow,
        HistoryKind::Headline => ipc::HistoryKind::Headline,
        HistoryKind::Seal => ipc::HistoryKind::Seal,
        HistoryKind::Readback => ipc::HistoryKind::Readback,
    }
}

/// A comparison. `version` knows the version of a field's text now, where one side is now.
pub(crate) fn compared(compared: desk::Compared, version: impl Fn(model::Field) -> Option<u32>) -> ipc::Compared {
    let counts = compared.counts;
    let field = |field: desk::ComparedField| ipc::ComparedField {
        field: field.field,
        changed: !field.comparison.is_same(),
        version: version(field.field),
        paragraphs: field
            .comparison
            .paragraphs
            .iter()
            .zip(field.runs)
            .map(|(paragraph, runs)| {
                let (change, number) = change(paragraph.kind);
                ipc::ComparedParagraph { change, number, runs: runs.into_iter().map(run).collect() }
            })
            .collect(),
    };
    let detail = |detail: desk::DetailChange| ipc::DetailChange {
        name: detail.name.to_owned(),
        before: detail.before,
        after: detail.after,
    };
    ipc::Compared {
        fields: compared.fields.into_iter().map(field).collect(),
        details: compared.details.into_iter().map(detail).collect(),
        words_added: counts.words_inserted,
        words_removed: counts.words_removed,
        changes: counts.changes,
        moved: counts.moved,
        people: compared.people,
    }
}

/// A stretch of words.
pub(crate) fn run(run: desk::ComparedRun) -> ipc::ComparedRun {
    let kind = match run.kind {
        RunKind::Same => ipc::RunKind::Same,
        RunKind::Removed => ipc::RunKind::Removed,
        RunKind::Inserted => ipc::RunKind::Inserted,
    };
    ipc::ComparedRun { kind, text: run.text, person: run.person }
}

fn change(kind: ParagraphKind) -> (ipc::ParagraphChange, Option<u32>) {
    match kind {
        ParagraphKind::Same => (ipc::ParagraphChange::Same, None),
        ParagraphKind::Changed => (ipc::ParagraphChange::Changed, None),
        ParagraphKind::Inserted => (ipc::ParagraphChange::Inserted, None),
        ParagraphKind::Removed => (ipc::ParagraphChange::Removed, None),
        ParagraphKind::MovedHere { from } => (ipc::ParagraphChange::MovedHere, Some(from + 1)),
        ParagraphKind::MovedAway { to } => (ipc::ParagraphChange::MovedAway, Some(to + 1)),
        ParagraphKind::Split => (ipc::ParagraphChange::Split, None),
        ParagraphKind::Merged => (ipc::ParagraphChange::Merged, None),
    }
}
