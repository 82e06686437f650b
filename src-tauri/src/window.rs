//! The one window: how it is made, where it may go, and how it remembers its place.

use crate::end;
use crate::events::emit;
use crate::placement::{Placement, SMALLEST};
use desk::{Settings, Theme};
use ipc::DeskEvent;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tauri::webview::{Color, NewWindowResponse};
use tauri::{
    App, DragDropEvent, LogicalPosition, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};

/// The window's name.
pub(crate) const MAIN: &str = "main";

const PAPER: Color = Color(0xf8, 0xf6, 0xf2, 0xff);
const DARK_PAPER: Color = Color(0x16, 0x15, 0x13, 0xff);

/// Makes the window, where it was last time.
pub(crate) fn make<R: Runtime>(app: &App<R>, dir: &Path, settings: &Settings) -> tauri::Result<()> {
    let mut placed = Placement::read(dir);
    if let Ok(Some(screen)) = app.primary_monitor() {
        // A window larger than the screen would hide the panel at its right.
        let size = screen.work_area().size.to_logical::<f64>(screen.scale_factor());
        placed.width = placed.width.min(size.width.max(SMALLEST.0));
        placed.height = placed.height.min(size.height.max(SMALLEST.1));
    }
    let theme = match settings.theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    };
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Standfirst")
        .inner_size(placed.width, placed.height)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .maximized(placed.maximized)
        .visible(false)
        .theme(theme)
        .background_color(if theme == Some(tauri::Theme::Dark) { DARK_PAPER } else { PAPER })
        .data_directory(dir.join("webview"))
        // Copying for the CMS answers a key only after the desk has been asked: WebKitGTK would let nothing be copied.
        .enable_clipboard_access()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    if theme.is_none() && window.theme().is_ok_and(|theme| theme == tauri::Theme::Dark) {
        let _ = window.set_background_color(Some(DARK_PAPER));
    }
    if let (Some(x), Some(y), true) = (placed.x, placed.y, placed.is_within(&screens(&window))) {
        let _ = window.set_position(LogicalPosition::new(x, y));
    }
    watch(&window, dir.to_owned());
    window.show()
}

/// Makes the window of a desk that can't be opened.
pub(crate) fn make_recovery<R: Runtime>(app: &App<R>, dir: &Path) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("recovery.html".into()))
        .title("Standfirst")
        .inner_size(640.0, 520.0)
        .min_inner_size(480.0, 420.0)
        .background_color(PAPER)
        .data_directory(dir.join("webview"))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// Whether an address is a page of the program.
fn is_ours(url: &Url) -> bool {
    if tauri::is_dev() && url.host_str() == Some("localhost") && url.port() == Some(1420) {
        return true;
    }
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// The screens, in logical pixels.
fn screens<R: Runtime>(window: &WebviewWindow<R>) -> Vec<(f64, f64, f64, f64)> {
    let monitors = window.available_monitors().unwrap_or_default();
    let logical = |monitor: &tauri::Monitor| {
        let at = monitor.position().to_logical::<f64>(monitor.scale_factor());
        let size = monitor.size().to_logical::<f64>(monitor.scale_factor());
        (at.x, at.y, size.width, size.height)
    };
    monitors.iter().map(logical).collect()
}

/// Hears what happens to the window.
fn watch<R: Runtime>(window: &WebviewWindow<R>, dir: PathBuf) {
    let (of, moves) = (window.clone(), Arc::new(AtomicU64::new(0)));
    let closing = end::Closing::default();
    window.on_window_event(move |event| match event {
        WindowEvent::Resized(_) | WindowEvent::Moved(_) => remember_soon(&of, &dir, &moves),
        WindowEvent::CloseRequested { .. } => {
            remember(&of, &dir);
            closing.requested(&of);
        }
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, position, .. }) => {
            let paths = paths.iter().map(|path| path.display().to_string()).collect();
            let place = position.to_logical::<f64>(of.scale_factor().unwrap_or(1.0));
            emit(of.app_handle(), &[DeskEvent::FilesDropped { paths, x: place.x, y: place.y }]);
        }
        _ => {}
    });
}

/// Remembers the place half a second after the last movement.
fn remember_soon<R: Runtime>(window: &WebviewWindow<R>, dir: &Path, moves: &Arc<AtomicU64>) {
    let (window, dir, moves) = (window.clone(), dir.to_owned(), Arc::clone(moves));
    let mine = moves.fetch_add(1, Ordering::Relaxed) + 1;
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(Duration::from_millis(500)).await;
        if moves.load(Ordering::Relaxed) == mine {
            remember(&window, &dir);
        }
    });
}

/// Keeps place and size. A maximized or minimized window keeps those from before.
fn remember<R: Runtime>(window: &WebviewWindow<R>, dir: &Path) {
    let (Ok(scale), Ok(size), Ok(maximized)) = (window.scale_factor(), window.inner_size(), window.is_maximized())
    else {
        return;
    };
    let mut placed = Placement::read(dir);
    placed.maximized = maximized;
    if !maximized && !window.is_minimized().unwrap_or(false) && size.width > 0 {
        let size = size.to_logical::<f64>(scale);
        (placed.width, placed.height) = (size.width, size.height);
        if let Ok(at) = window.outer_position() {
            let at = at.to_logical::<f64>(scale);
            (placed.x, placed.y) = (Some(at.x), Some(at.y));
        }
    }
    placed.write(dir);
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn the_window_shows_the_programs_own_pages_only() {
        for good in ["tauri://localhost/index.html", "tauri://localhost/preview.html", "http://tauri.localhost/"] {
            assert!(is_ours(&good.parse().unwrap()), "{good}");
        }
        let foreign = ["https://example.org/", "file:///etc/passwd", "tauri://example.org/", "data:text/html,hello"];
        for bad in foreign.into_iter().chain(["http://localhost.example.org/", "https://tauri.localhost.example.org/"])
        {
            assert!(!is_ours(&bad.parse().unwrap()), "{bad}");
        }
    }
}
