//! How hard the web view's engine works on scripts.

use super::environment;

/// Options of JavaScriptCore (`runtime/OptionsList.h` of its sources), which it reads with `JSC_` in front.
///
/// A window that waits for keys runs little code, and none for long. The optimising compilers cost 6 MB and a share of the
/// processor while somebody types, and made no key faster; and what runs a few times while the window opens need not be
/// compiled at all.
const FRUGAL: [(&str, &str); 2] = [("JSC_useDFGJIT", "0"), ("JSC_thresholdForJITAfterWarmUp", "2000")];

/// Has it work as hard as a desk needs. What a person set stays.
pub(super) fn choose() {
    for (name, value) in FRUGAL {
        if !environment::is_set(name) {
            environment::set(name, value);
        }
    }
}
