//! Figures of the command line.

use crate::table::Table;
use std::path::Path;
use std::time::Instant;
use testkit::{Result, TempDesk, fixtures};

/// Puts so many pieces on a desk, as a person would: files, imported in one call.
pub fn fill(desk: &TempDesk, program: &Path, pieces: usize, words: usize) -> Result<f64> {
    let folder = desk.beside("pieces");
    std::fs::create_dir_all(&folder)?;
    let mut paths = Vec::with_capacity(pieces);
    for number in 0..pieces {
        let path = folder.join(format!("{number:05}.md"));
        std::fs::write(&path, fixtures::made_up_piece(number, words))?;
        paths.push(path.display().to_string());
    }
    let args: Vec<&str> = ["import"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let started = Instant::now();
    desk.command_line_ok(program, &args)?;
    Ok(started.elapsed().as_secs_f64())
}

/// Files a second, with everything that an import does: recognising, keeping, indexing, bringing to the disk.
pub fn import(program: &Path, table: &mut Table) -> Result {
    const FILES: usize = 85;
    const WORDS: usize = 2200;
    let desk = TempDesk::new()?;
    let seconds = fill(&desk, program, FILES, WORDS)?;
    let figure = format!(
        "{:.2} s, {:.0} files/s, {:.0} words/s",
        seconds,
        FILES as f64 / seconds,
        (FILES * WORDS) as f64 / seconds
    );
    table.add(format!("import of {FILES} files of {WORDS} words"), figure, "standfirst import FILE…");
    Ok(())
}

/// A whole run of the command line that renders a long piece as a web page.
pub fn convert(program: &Path, table: &mut Table) -> Result {
    const WORDS: usize = 10_000;
    let desk = TempDesk::new()?;
    let file = desk.write("long.md", fixtures::made_up_piece(1, WORDS))?;
    let mut best = f64::MAX;
    for _ in 0..5 {
        let started = Instant::now();
        desk.command_line_ok(program, &["convert", &file.display().to_string(), "--to", "html"])?;
        best = best.min(started.elapsed().as_secs_f64());
    }
    let figure = format!("{:.0} ms, {:.0} words/s (best of 5)", best * 1000.0, WORDS as f64 / best);
    table.add(format!("web page of {WORDS} words"), figure, "standfirst convert FILE --to html");
    Ok(())
}
