//! How the web view paints.
//!
//! Without a graphics card WebKitGTK imitates one in software to put layers together: that takes a hundred megabytes and
//! half of the time of a start, for pages that have no layers to speak of. There it paints straight into the window.

use std::ffi::OsStr;
use std::path::Path;

/// What WebKitGTK reads when it starts (<https://webkitgtk.org/reference/webkit2gtk/stable/>, environment variables), and
/// what GDK reads (`gdk/gdk.c`): it would load the whole of a software card only to choose how a window is painted.
static PLAIN: [(&str, &str); 2] = [("WEBKIT_DISABLE_COMPOSITING_MODE", "1"), ("GDK_GL", "disable")];

/// The list of drivers that libglvnd takes instead of the system's (`src/EGL/icd_enumeration.md` of its sources).
const DRIVERS: &str = "__EGL_VENDOR_LIBRARY_FILENAMES";

/// Has the web view paint plainly on a computer without a graphics card. To be called before there is a window; where a
/// person set one of these, all is as that person wants it.
pub(crate) fn choose() {
    let wanted = wanted(has_card(Path::new("/dev")), |name| std::env::var_os(name).is_some());
    for (name, value) in wanted {
        // It only fails for want of memory; then the view paints as it would have.
        let _ = glib::setenv(name, value, true);
    }
    if !wanted.is_empty() && std::env::var_os(DRIVERS).is_none() {
        forget_drivers();
    }
}

/// Leaves this process without a driver for a card: the view would load a whole compiler of shaders (LLVM) to learn that
/// it paints plainly. What the drivers are is read once, so that the processes of the view, which ask for themselves and
/// must find one, are started with the list of the system.
fn forget_drivers() {
    if glib::setenv(DRIVERS, "", true).is_ok() {
        // The answer does not matter: to ask makes the list.
        let _ = khronos_egl::Instance::new(khronos_egl::Static).query_string(None, khronos_egl::EXTENSIONS);
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
}
