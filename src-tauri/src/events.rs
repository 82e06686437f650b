//! From the desk's events to the window's.

use crate::convert;
use crate::window::MAIN;
use ipc::{DeskEvent, SaveState};
use std::sync::OnceLock;
use tauri::{AppHandle, Emitter, Manager, Runtime};

/// The name of the one event.
const NAME: &str = "desk:event";

/// Takes the desk's events before there is a window, and sends them to it afterwards. What comes before is of no use
/// to anybody: the page asks for everything when it opens.
pub(crate) struct Forwarder<R: Runtime>(OnceLock<AppHandle<R>>);

impl<R: Runtime> Default for Forwarder<R> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<R: Runtime> Forwarder<R> {
    /// From now on events reach the window.
    pub(crate) fn connect(&self, app: AppHandle<R>) {
        let _ = self.0.set(app);
    }

    /// Sends on what came of one change.
    pub(crate) fn forward(&self, events: Vec<desk::Event>) {
        let Some(app) = self.0.get() else { return };
        if events.iter().any(|event| matches!(event, desk::Event::OpenPiece(_))) {
            come_to_front(app);
        }
        let events: Vec<DeskEvent> = events.into_iter().map(translate).collect();
        emit(app, &events);
    }
}

/// Sends events to the page, as one message: between two the page would paint.
pub(crate) fn emit<R: Runtime>(app: &AppHandle<R>, events: &[DeskEvent]) {
    if let Err(error) = app.emit(NAME, events) {
        log::error!("events did not reach the window: {error}");
    }
}

/// Shows the window to a person who has just asked for it.
fn come_to_front<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

fn translate(event: desk::Event) -> DeskEvent {
    use desk::Event;
    match event {
        Event::PieceChanged { id, field, version, updates } => {
            let updates = updates.into_iter().map(convert::update).collect();
            DeskEvent::PieceChanged { id: id.to_string(), field, version, updates }
        }
        Event::DetailsChanged { id, details } => {
            DeskEvent::DetailsChanged { id: id.to_string(), details: convert::details(details) }
        }
        Event::PreviewChanged(patch) => DeskEvent::PreviewChanged { patch: convert::preview_patch(patch) },
        Event::ListChanged => DeskEvent::ListChanged,
        Event::SeveralProgress(desk::Progress { done, of, name }) => DeskEvent::SeveralProgress { done, of, name },
        Event::OpenPiece(id) => DeskEvent::OpenPiece { id: id.to_string() },
        Event::SaveFailed { reason, words } => DeskEvent::Save(SaveState::Failed { reason, words }),
        Event::Committed { id, field, version, saved_at } => {
            DeskEvent::Save(SaveState::Committed { id: id.to_string(), field, version, saved_at })
        }
        Event::FolderChanged(status) => DeskEvent::FolderChanged { status: convert::folder(status) },
        Event::CollisionsChanged { id } => DeskEvent::CollisionsChanged { id: id.to_string() },
        Event::ReviewChanged { id } => DeskEvent::ReviewChanged { id: id.to_string() },
        Event::SaveRecovered => DeskEvent::Save(SaveState::Recovered),
    }
}
