//! Any bytes: read within the limits or refused; what was read is written, and read again as the same texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use word::{Outgoing, read, write};

fuzz_target!(|bytes: &[u8]| {
    let Ok(found) = read(bytes) else { return };
    let outgoing = Outgoing { texts: found.texts, comments: found.comments, images: found.images, ..Outgoing::default() };
    read(&write(&outgoing).bytes).expect("our own file can be read");
});
