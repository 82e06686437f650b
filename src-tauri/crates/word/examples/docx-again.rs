//! Reads a Word file and writes it again: `docx-again IN.docx OUT.docx`; prints the peak of memory on Linux.

#![allow(clippy::print_stderr)]

use word::{Outgoing, read, write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = &arguments[..] else { return Err("IN OUT".into()) };
    match read(&std::fs::read(from)?) {
        Ok(found) => {
            let outgoing =
                Outgoing { texts: found.texts, comments: found.comments, images: found.images, ..Outgoing::default() };
            std::fs::write(to, write(&outgoing).bytes)?;
        }
        Err(error) => eprintln!("{error}"),
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status")
        && let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM"))
    {
        eprintln!("{peak}");
    }
    Ok(())
}
