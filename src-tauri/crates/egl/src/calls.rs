//! The functions of EGL 1.4: what a display answers that draws nothing.

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};
use std::sync::Once;

/// `EGLDisplay`: never looked into.
pub(crate) type Display = *mut c_void;

/// The one display. Any number but zero would do.
pub(crate) const DISPLAY: Display = std::ptr::without_provenance_mut(1);

const SUCCESS: c_int = 0x3000;
const BAD_ALLOC: c_int = 0x3003;
const VENDOR: c_int = 0x3053;
const VERSION: c_int = 0x3054;
const EXTENSIONS: c_int = 0x3055;
const CLIENT_APIS: c_int = 0x308D;

thread_local! {
    /// What the last call of this thread came to.
    static LAST: Cell<c_int> = const { Cell::new(SUCCESS) };
}

/// What a vendor's library has to have, beside the five below (`LookupVendorEntrypoints` in libglvnd's `libeglvendor.c`).
const OTHERS: [&[u8]; 22] = [
    b"eglChooseConfig",
    b"eglCopyBuffers",
    b"eglCreateContext",
    b"eglCreatePbufferSurface",
    b"eglCreatePixmapSurface",
    b"eglCreateWindowSurface",
    b"eglDestroyContext",
    b"eglDestroySurface",
    b"eglGetConfigAttrib",
    b"eglGetConfigs",
    b"eglQueryContext",
    b"eglQuerySurface",
    b"eglSwapBuffers",
    b"eglWaitGL",
    b"eglWaitNative",
    b"eglBindTexImage",
    b"eglReleaseTexImage",
    b"eglSurfaceAttrib",
    b"eglSwapInterval",
    b"eglCreatePbufferFromClientBuffer",
    b"eglWaitClient",
    b"eglBindAPI",
];

/// The function of a name; null for one that a driver may be without.
pub(crate) fn getter(name: &[u8]) -> *const c_void {
    match name {
        b"eglInitialize" => initialize as *const c_void,
        b"eglQueryString" => query_string as *const c_void,
        b"eglGetError" => get_error as *const c_void,
        b"eglTerminate" | b"eglMakeCurrent" | b"eglReleaseThread" => succeed as *const c_void,
        name if OTHERS.contains(&name) => fail as *const c_void,
        _ => std::ptr::null(),
    }
}

/// The process of the web view, of which nothing else is ours: what only its start needed is given back from here.
const WEB_PROCESS: &str = "WebKitWebProcess";

/// Once in the process of the web view: waits for a pause after its start, and gives back what is needed no more.
fn settle() {
    static BEGUN: Once = Once::new();
    let is_ours = || std::env::current_exe().is_ok_and(|exe| exe.file_name().is_some_and(|name| name == WEB_PROCESS));
    BEGUN.call_once(|| {
        if is_ours() {
            // Without it the process is as large as it was.
            let _ = std::thread::Builder::new().name("settle".into()).spawn(trim::give_back_in_a_pause);
        }
    });
}

/// There is nothing to make ready; the version is 1.4.
unsafe extern "C" fn initialize(_display: Display, major: *mut c_int, minor: *mut c_int) -> u32 {
    // SAFETY: each is a number of the caller's, or null when it does not want to know (EGL 1.5, section 3.2).
    if let Some(major) = unsafe { major.as_mut() } {
        *major = 1;
    }
    // SAFETY: as above.
    if let Some(minor) = unsafe { minor.as_mut() } {
        *minor = 4;
    }
    settle();
    succeed()
}

extern "C" fn query_string(_display: Display, name: c_int) -> *const c_char {
    LAST.set(SUCCESS);
    match name {
        VENDOR => c"Standfirst".as_ptr(),
        VERSION => c"1.4 that draws nothing".as_ptr(),
        EXTENSIONS | CLIENT_APIS => c"".as_ptr(),
        _ => std::ptr::null(),
    }
}

extern "C" fn get_error() -> c_int {
    LAST.replace(SUCCESS)
}

/// For calls that end something or let go of it. Who calls in C clears what it passed, so one function serves them all.
extern "C" fn succeed() -> u32 {
    LAST.set(SUCCESS);
    1
}

/// For calls that would draw, or make something to draw with: zero is `EGL_FALSE` and "none" of every kind.
extern "C" fn fail() -> usize {
    LAST.set(BAD_ALLOC);
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CStr;

    #[test]
    fn every_function_that_libglvnd_wants_is_there() {
        let first =
            ["eglInitialize", "eglMakeCurrent", "eglQueryString", "eglTerminate", "eglReleaseThread", "eglGetError"];
        for name in first.map(str::as_bytes).into_iter().chain(OTHERS) {
            assert!(!getter(name).is_null(), "{}", String::from_utf8_lossy(name));
        }
        assert!(getter(b"glClear").is_null(), "nothing of OpenGL");
        assert!(getter(b"eglCreateImage").is_null(), "nothing that a driver may be without");
    }

    #[test]
    fn it_can_be_made_ready_and_then_makes_nothing() {
        let (mut major, mut minor) = (0, 0);
        // SAFETY: two numbers of our own, and none.
        unsafe {
            assert_eq!(initialize(DISPLAY, &raw mut major, &raw mut minor), 1);
            assert_eq!(initialize(DISPLAY, std::ptr::null_mut(), std::ptr::null_mut()), 1);
        }
        assert_eq!((major, minor), (1, 4));
        assert_eq!(get_error(), SUCCESS);
        assert_eq!(fail(), 0);
        assert_eq!((get_error(), get_error()), (BAD_ALLOC, SUCCESS), "an error is told once");
    }

    #[test]
    fn it_says_what_it_is() {
        // SAFETY: a text of this file.
        let version = unsafe { CStr::from_ptr(query_string(DISPLAY, VERSION)) };
        // A version is a number, a dot, a number and a space (EGL 1.5, section 3.3).
        assert!(version.to_str().unwrap().starts_with("1.4 "));
        assert!(query_string(DISPLAY, 0).is_null());
    }
}
