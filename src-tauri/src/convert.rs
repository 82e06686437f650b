//! Between the desk's types and those of the wire.

mod folder;
mod history;
mod page;
mod piece;
pub(crate) mod review;

pub(crate) use folder::{collision, folder, folder_answer, take};
pub(crate) use history::{compared, history, moment, run};
pub(crate) use page::{preview, preview_patch};
pub(crate) use piece::{details, details_change, from_update, id, imported, list, opened, query, receipt_view, update};

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
        ipc::ExportFormat::Pdf => ExportFormat::Pdf,
        ipc::ExportFormat::Galley => ExportFormat::Galley,
        ipc::ExportFormat::Proof => ExportFormat::Proof,
    }
}

/// What was found before a piece leaves.
pub(crate) fn finding(finding: desk::Finding) -> ipc::LeavingFinding {
    ipc::LeavingFinding {
        rule: finding.rule.to_owned(),
        stops: finding.severity == desk::Severity::Blocker,
        field: finding.field,
        from: finding.range.map(|(from, _)| from),
        to: finding.range.map(|(_, to)| to),
        words: finding.words,
        reason: finding.reason,
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
