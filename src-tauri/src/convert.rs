//! Between the desk's types and those of the wire.

mod folder;
mod history;
mod page;
mod piece;
pub(crate) mod review;

pub(crate) use folder::{collision, folder, folder_answer, take};
pub(crate) use history::{compared, history, moment, run};
pub(crate) use page::{preview, preview_patch};
pub(crate) use piece::{
    details, details_change, from_update, house_set, id, imported, list, opened, picture, query, receipt_view, update,
};

use desk::ExportFormat;

/// The form of an export.
pub(crate) fn format(format: ipc::ExportFormat) -> ExportFormat {
    match format {
        ipc::ExportFormat::Html => ExportFormat::Html,
        ipc::ExportFormat::HtmlFragment => ExportFormat::HtmlFragment,
        ipc::ExportFormat::Md => ExportFormat::Md,
        ipc::ExportFormat::Txt => ExportFormat::Txt,
        ipc::ExportFormat::Ninjs => ExportFormat::Ninjs,
        ipc::ExportFormat::Nitf => ExportFormat::Nitf,
        ipc::ExportFormat::Newsml => ExportFormat::Newsml,
        ipc::ExportFormat::Wire => ExportFormat::Wire,
        ipc::ExportFormat::Rss => ExportFormat::Rss,
        ipc::ExportFormat::Wxr => ExportFormat::Wxr,
        ipc::ExportFormat::Icml => ExportFormat::Icml,
        ipc::ExportFormat::Indesign => ExportFormat::Indesign,
        ipc::ExportFormat::Epub => ExportFormat::Epub,
        ipc::ExportFormat::Docx => ExportFormat::Docx,
        ipc::ExportFormat::DocxMarked => ExportFormat::DocxMarked,
        ipc::ExportFormat::Pdf => ExportFormat::Pdf,
        ipc::ExportFormat::Galley => ExportFormat::Galley,
        ipc::ExportFormat::Proof => ExportFormat::Proof,
        ipc::ExportFormat::Annotated => ExportFormat::Annotated,
    }
}

/// What became of a piece in a form.
pub(crate) fn receipt(entries: Vec<desk::SentEntry>) -> Vec<ipc::SentEntry> {
    let of = |sent: desk::SentEntry| ipc::SentEntry {
        entry: sent.entry,
        field: sent.field,
        from: sent.range.as_ref().map(|range| range.start),
        to: sent.range.as_ref().map(|range| range.end),
    };
    entries.into_iter().map(of).collect()
}

/// What was found before a piece leaves.
pub(crate) fn finding(finding: desk::Finding) -> ipc::LeavingFinding {
    ipc::LeavingFinding {
        firm: desk::is_firm(&finding),
        rule: finding.rule.to_owned(),
        stops: finding.severity == desk::Severity::Blocker,
        field: finding.field,
        from: finding.range.map(|(from, _)| from),
        to: finding.range.map(|(_, to)| to),
        words: finding.words,
        reason: finding.reason,
    }
}

/// A piece that left.
pub(crate) fn left(row: desk::ExportRow) -> ipc::ExportRow {
    let record = row.record;
    ipc::ExportRow {
        number: u32::try_from(row.number).unwrap_or(u32::MAX),
        at: row.at,
        by: row.by,
        moment: record.moment.and_then(|moment| u32::try_from(moment).ok()),
        form: record.form,
        outlet: record.outlet,
        is_final: record.is_final,
        fingerprint: record.fingerprint,
        to: record.to,
        bytes: u32::try_from(record.bytes).unwrap_or(u32::MAX),
        overridden: record.overridden,
        reason: record.reason,
    }
}

/// An outlet that can be chosen.
pub(crate) fn outlet_row(row: desk::OutletRow) -> ipc::OutletRow {
    ipc::OutletRow { key: row.key, name: row.name, about: row.about, own: row.own }
}

/// Something that a profile should not say.
pub(crate) fn outlet_remark(remark: desk::RemarkOnOutlet) -> ipc::OutletRemark {
    ipc::OutletRemark { key: remark.key, sentence: remark.sentence }
}

/// An outlet, to be looked at and changed.
pub(crate) fn outlet_sheet(sheet: desk::OutletSheet) -> ipc::OutletSheet {
    let remarks = sheet.remarks.into_iter().map(outlet_remark).collect();
    ipc::OutletSheet { key: sheet.key, own: sheet.own, profile: sheet.profile, remarks }
}

/// A sheet of a printed piece.
pub(crate) fn sheet(sheet: desk::Sheet) -> ipc::PrintSheet {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let points = |length: f64| length.round().clamp(0.0, 1e6) as u32;
    ipc::PrintSheet {
        svg: sheet.svg,
        number: count(sheet.number),
        of: count(sheet.of),
        width: points(sheet.width),
        height: points(sheet.height),
        reports: sheet.reports,
    }
}

/// A correction that was made.
pub(crate) fn corrected(made: desk::review::Corrected) -> ipc::Corrected {
    let carried =
        |carried: desk::review::Carried| ipc::Carried { export: left(carried.export), redone: carried.redone };
    ipc::Corrected {
        record: made.record,
        at: made.at,
        by: made.by,
        wrong: made.wrong,
        right: made.right,
        note: made.note,
        before: made.before,
        after: made.after,
        carried: made.carried.into_iter().map(carried).collect(),
    }
}

/// Settings for the window.
pub(crate) fn settings(settings: desk::Settings) -> ipc::Settings {
    let theme = match settings.theme {
        desk::Theme::System => ipc::Theme::System,
        desk::Theme::Light => ipc::Theme::Light,
        desk::Theme::Dark => ipc::Theme::Dark,
    };
    ipc::Settings { theme, profile: settings.profile }
}

/// Settings from the window.
pub(crate) fn from_settings(settings: ipc::Settings) -> desk::Settings {
    let theme = match settings.theme {
        ipc::Theme::System => desk::Theme::System,
        ipc::Theme::Light => desk::Theme::Light,
        ipc::Theme::Dark => desk::Theme::Dark,
    };
    desk::Settings { theme, profile: settings.profile }
}

/// What travels in a packet.
pub(crate) fn packet(contents: desk::PacketContents) -> ipc::PacketContents {
    let desk::PacketContents {
        people, changes, from, to, versions, attachments, baselines, comments, left, bytes, ..
    } = contents;
    let left = left.map(|left| left.changes);
    let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    ipc::PacketContents { people, changes, from, to, versions, pictures: attachments, baselines, comments, left, bytes }
}
