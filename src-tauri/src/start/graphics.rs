//! How the web view paints.
//!
//! Without a graphics card WebKitGTK imitates one in software to put layers together: that takes a hundred megabytes and
//! half of the time of a start, for pages that have no layers to speak of. There it paints straight into the window.

use super::environment;
use rustix::fs::{MemfdFlags, memfd_create};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Write;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// What WebKitGTK reads when it starts (<https://webkitgtk.org/reference/webkit2gtk/stable/>, environment variables), and
/// what GDK reads (`gdk/gdk.c`): it would load the whole of a software card only to choose how a window is painted.
static PLAIN: [(&str, &str); 2] = [("WEBKIT_DISABLE_COMPOSITING_MODE", "1"), ("GDK_GL", "disable")];

/// The list of drivers that libglvnd takes instead of the system's (`src/EGL/icd_enumeration.md` of its sources).
const DRIVERS: &str = "__EGL_VENDOR_LIBRARY_FILENAMES";

/// The versions of WebKitGTK that are known to ask for no more than a display when they paint plainly. In another one the
/// window might stay empty with the driver that draws nothing.
const KNOWN: &str = "2.50.";

/// Has the web view paint plainly on a computer without a graphics card. To be called before there is a window; where a
/// person set one of these, all is as that person wants it.
pub(super) fn choose() {
    let wanted = wanted(has_card(Path::new("/dev")), environment::is_set);
    for (name, value) in wanted {
        environment::set(name, value);
    }
    if !wanted.is_empty() && !environment::is_set(DRIVERS) && !draw_nothing() {
        forget_drivers();
    }
}

/// Gives this process and those of the view a driver that draws nothing, where it is there and they can do with it.
fn draw_nothing() -> bool {
    let known = tauri::webview_version().is_ok_and(|version| version.starts_with(KNOWN));
    let text = known.then(library).flatten().and_then(|library| standfirst_egl::description(&library));
    let set = text.and_then(|text| in_memory(&text).ok()).is_some_and(|place| environment::set(DRIVERS, place));
    if set && !is_found() {
        glib::unsetenv(DRIVERS);
        return false;
    }
    set
}

/// Whether libglvnd has found the driver. To ask makes its list, once for the process.
fn is_found() -> bool {
    let told = khronos_egl::Instance::new(khronos_egl::Static).query_string(None, khronos_egl::EXTENSIONS);
    told.is_ok_and(|told| told.to_string_lossy().split(' ').any(|name| name == standfirst_egl::EXTENSION))
}

/// Where the driver is: installed, beside the program, or where cargo builds the libraries of a program.
fn library() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let places = [folder.join("../lib/standfirst"), folder.to_owned(), folder.join("deps")];
    places.into_iter().find_map(|place| place.join(standfirst_egl::LIBRARY).canonicalize().ok())
}

/// A file that is nowhere on the disk and can be read by the processes of this person for as long as this one runs.
fn in_memory(text: &str) -> std::io::Result<PathBuf> {
    let mut file = File::from(memfd_create("standfirst-egl", MemfdFlags::CLOEXEC)?);
    file.write_all(text.as_bytes())?;
    let place = PathBuf::from(format!("/proc/{}/fd/{}", std::process::id(), file.as_raw_fd()));
    // It stays open until the program ends: a process of the view that is started anew reads it again.
    std::mem::forget(file);
    Ok(place)
}

/// Leaves this process without a driver for a card: the view would load a whole compiler of shaders (LLVM) to learn that
/// it paints plainly. What the drivers are is read once, so that the processes of the view, which ask for themselves and
/// must find one, are started with the list of the system.
fn forget_drivers() {
    if glib::setenv(DRIVERS, "", true).is_ok() {
        is_found();
        glib::unsetenv(DRIVERS);
    }
}

fn wanted(card: bool, is_set: impl Fn(&str) -> bool) -> &'static [(&'static str, &'static str)] {
    if card || PLAIN.iter().any(|(name, _)| is_set(name)) { &[] } else { &PLAIN }
}

/// Whether a device that draws is there: a render node of the kernel, NVIDIA's own, or that of Windows' subsystem.
fn has_card(dev: &Path) -> bool {
    let node = |name: &OsStr| name.to_string_lossy().starts_with("renderD");
    let nodes = std::fs::read_dir(dev.join("dri")).into_iter().flatten().flatten();
    nodes.into_iter().any(|entry| node(&entry.file_name()))
        || ["nvidiactl", "dxg"].into_iter().any(|name| dev.join(name).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_set_beside_a_card_or_a_choice() {
        assert_eq!(wanted(false, |_| false), PLAIN);
        assert!(wanted(true, |_| false).is_empty());
        assert!(wanted(false, |name| name == "GDK_GL").is_empty());
        assert!(wanted(false, |name| name == "WEBKIT_DISABLE_COMPOSITING_MODE").is_empty());
    }

    #[test]
    fn a_card_is_known_by_its_device() {
        let dev = tempfile::tempdir().unwrap();
        assert!(!has_card(dev.path()));
        std::fs::create_dir(dev.path().join("dri")).unwrap();
        std::fs::write(dev.path().join("dri/card0"), "").unwrap();
        assert!(!has_card(dev.path()), "a screen without a card behind it");
        std::fs::write(dev.path().join("dri/renderD128"), "").unwrap();
        assert!(has_card(dev.path()));
        let nvidia = tempfile::tempdir().unwrap();
        std::fs::write(nvidia.path().join("nvidiactl"), "").unwrap();
        assert!(has_card(nvidia.path()));
    }

    #[test]
    fn a_file_in_memory_is_read_by_its_name() {
        let place = in_memory("what stands in it").unwrap();
        let read = std::process::Command::new("cat").arg(&place).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&read.stdout), "what stands in it");
    }
}
