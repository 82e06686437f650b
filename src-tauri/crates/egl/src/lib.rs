//! An EGL driver that draws nothing.
//!
//! WebKitGTK asks for an EGL display before it knows whether it will need one, and ends itself where it gets none
//! (`WebProcessGLib.cpp`, `initializePlatformDisplayIfNeeded`). On a computer without a graphics card the only one there is
//! belongs to Mesa's software card, which brings a compiler of shaders along: over 30 MB and 20 ms in each process, and
//! where the view paints by itself nothing of it is ever used. This driver has a display, and everything else that one
//! can ask of it fails, as EGL lets any call fail.
//!
//! The interface is that of a vendor's library of libglvnd, version 0 (`include/glvnd/libeglabi.h` of its sources). The
//! functions that such a library has to have are those of EGL 1.4; all of its enumerations are from the registry
//! (<https://registry.khronos.org/EGL/api/EGL/egl.h>).

#![cfg(target_os = "linux")]
#![allow(unsafe_code, reason = "a driver speaks C with whoever loads it")]

mod calls;

use calls::{Display, getter};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::Path;

/// The file that cargo makes of this crate.
pub const LIBRARY: &str = "libstandfirst_egl.so";

/// What libglvnd reads to find a driver (`src/EGL/icd_enumeration.md` of its sources), for a driver at this place; none
/// for a place whose name is not Unicode.
#[must_use]
pub fn description(library: &Path) -> Option<String> {
    let quoted = format!("{:?}", library.to_str()?);
    // Rust escapes some letters in a way of its own: those names are rare, and the system's driver is as good.
    (!quoted.contains("\\u{"))
        .then(|| format!("{{ \"file_format_version\": \"1.0.0\", \"ICD\": {{ \"library_path\": {quoted} }} }}\n"))
}

/// `__EGLapiImports`: what libglvnd calls. It makes the table, all empty, and the driver fills it in.
#[repr(C)]
pub struct Imports {
    platform_display: Option<extern "C" fn(u32, *mut c_void, *const isize) -> Display>,
    supports_api: Option<extern "C" fn(u32) -> u32>,
    vendor_string: Option<extern "C" fn(c_int) -> *const c_char>,
    proc_address: Option<unsafe extern "C" fn(*const c_char) -> *const c_void>,
    dispatch_address: Option<extern "C" fn(*const c_char) -> *const c_void>,
    set_dispatch_index: Option<extern "C" fn(*const c_char, c_int)>,
}

/// What libglvnd tells of a driver that it has found, among its own.
pub const EXTENSION: &str = "EGL_MESA_platform_surfaceless";

/// `EGL_PLATFORM_SURFACELESS_MESA`: the platform of a program that shows nothing by EGL.
const SURFACELESS: u32 = 0x31DD;

/// `__EGL_VENDOR_STRING_PLATFORM_EXTENSIONS`.
const PLATFORM_EXTENSIONS: c_int = 0;

/// The one function that libglvnd looks for.
///
/// # Safety
///
/// `imports` is the table that `libeglabi.h` says it is, or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __egl_Main(
    version: u32,
    _exports: *const c_void,
    _vendor: *mut c_void,
    imports: *mut Imports,
) -> u32 {
    // The upper half is raised when libraries of old are of no use any more.
    if version >> 16 != 0 {
        return 0;
    }
    // SAFETY: libglvnd's own table; what a later version has behind these stays empty, as it may.
    let Some(imports) = (unsafe { imports.as_mut() }) else { return 0 };
    imports.platform_display = Some(platform_display);
    imports.supports_api = Some(supports_api);
    imports.vendor_string = Some(vendor_string);
    imports.proc_address = Some(proc_address);
    imports.dispatch_address = Some(dispatch_address);
    imports.set_dispatch_index = Some(set_dispatch_index);
    1
}

extern "C" fn platform_display(platform: u32, _native: *mut c_void, _attributes: *const isize) -> Display {
    if platform == SURFACELESS { calls::DISPLAY } else { std::ptr::null_mut() }
}

extern "C" fn supports_api(_api: u32) -> u32 {
    1
}

extern "C" fn vendor_string(name: c_int) -> *const c_char {
    let extensions = c"EGL_EXT_platform_base EGL_MESA_platform_surfaceless";
    if name == PLATFORM_EXTENSIONS { extensions.as_ptr() } else { std::ptr::null() }
}

unsafe extern "C" fn proc_address(name: *const c_char) -> *const c_void {
    if name.is_null() {
        return std::ptr::null();
    }
    // SAFETY: the name of a function, which C ends with a zero.
    getter(unsafe { CStr::from_ptr(name) }.to_bytes())
}

/// For extensions of a display. There are none.
extern "C" fn dispatch_address(_name: *const c_char) -> *const c_void {
    std::ptr::null()
}

extern "C" fn set_dispatch_index(_name: *const c_char, _index: c_int) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports() -> Imports {
        let mut table = Imports {
            platform_display: None,
            supports_api: None,
            vendor_string: None,
            proc_address: None,
            dispatch_address: None,
            set_dispatch_index: None,
        };
        // SAFETY: a table of our own.
        assert_eq!(unsafe { __egl_Main(2, std::ptr::null(), std::ptr::null_mut(), &raw mut table) }, 1);
        table
    }

    #[test]
    fn a_display_is_had_on_the_platform_that_shows_nothing_and_on_no_other() {
        let display = imports().platform_display.unwrap();
        assert!(!display(SURFACELESS, std::ptr::null_mut(), std::ptr::null()).is_null());
        // EGL_PLATFORM_X11_KHR, EGL_PLATFORM_GBM_KHR, EGL_PLATFORM_WAYLAND_KHR, EGL_NONE.
        for other in [0x31D5, 0x31D7, 0x31D8, 0x3038] {
            assert!(display(other, std::ptr::null_mut(), std::ptr::null()).is_null(), "{other:x}");
        }
    }

    #[test]
    fn another_generation_of_the_interface_is_refused() {
        // SAFETY: the version is looked at first.
        let answer = unsafe { __egl_Main(1 << 16, std::ptr::null(), std::ptr::null_mut(), std::ptr::null_mut()) };
        assert_eq!(answer, 0);
    }

    #[test]
    fn the_place_of_the_library_is_told_as_json_or_not_at_all() {
        let told = description(Path::new("/usr/lib/stand \"first\"/x.so")).unwrap();
        assert!(told.contains(r#""library_path": "/usr/lib/stand \"first\"/x.so""#), "{told}");
        assert_eq!(description(Path::new("/tmp/a\u{7}b.so")), None);
    }
}
