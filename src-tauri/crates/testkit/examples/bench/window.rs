//! Figures of the real window.

use crate::table::{Table, spread};
use crate::throughput::fill;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use testkit::{Failure, Result, StartOptions, TempDesk, Tree, Window, fixtures};

/// A fast typist's pause between two keys.
const PAUSE: Duration = Duration::from_millis(60);

/// From a key to its acknowledgement and to the page, as the window itself measures it while real keys are pressed.
pub async fn typing(program: &Path, words: usize, keys: usize, table: &mut Table) -> Result {
    let desk = TempDesk::new()?;
    let window = open_piece(&desk, program, words).await?;
    window.focus_field("Body").await?;
    window.keys("Control+End").await?;
    window.type_text("x").await?;
    window.wait_saved().await?;
    window.client().execute("performance.clearMeasures()", vec![]).await?;
    let text: String = "It was late, and the ferry was later. ".chars().cycle().take(keys).collect();
    window.type_slowly(&text, PAUSE).await?;
    window.wait_saved().await?;
    for name in ["key-to-saved", "key-to-preview", "key-to-preview-frame"] {
        let list = window
            .js(&format!(
                "performance.getEntriesByType('measure').filter(m => m.name === '{name}').map(m => m.duration)"
            ))
            .await?;
        let values: Vec<f64> = serde_json::from_value(list)?;
        if !values.is_empty() {
            table.add(format!("{} at {words} words", name.replace('-', " ")), spread(values), "cargo xtask bench");
        }
    }
    window.quit().await
}

/// From the start of the process to the painted page, with so many pieces on the desk.
pub fn start(program: &Path, pieces: usize, times: usize, table: &mut Table) -> Result {
    let desk = TempDesk::new()?;
    fill(&desk, program, pieces, 800)?;
    let mut values = Vec::with_capacity(times);
    // The first start makes caches that later ones find; it is left out.
    for round in 0..=times {
        let report = desk.beside(&format!("ready-{round}"));
        let taken = one_start(&desk, program, &report)?;
        if round > 0 {
            values.push(taken);
        }
    }
    let again = "standfirst-desk --data-dir DIR --report-ready FILE";
    table.add(format!("start to painted window, {pieces} pieces"), spread(values), again);
    Ok(())
}

fn one_start(desk: &TempDesk, program: &Path, report: &Path) -> Result<f64> {
    let mut command = Command::new(program);
    desk.isolate(&mut command);
    command.arg("--data-dir").arg(desk.data_dir()).arg("--report-ready").arg(report);
    let mut window = command.stdin(Stdio::null()).spawn()?;
    let started = Instant::now();
    let milliseconds = loop {
        let line = std::fs::read_to_string(report).unwrap_or_default();
        if let Some(number) = line.strip_suffix('\n').and_then(|line| line.trim().parse().ok()) {
            break Ok(number);
        }
        if started.elapsed() > Duration::from_secs(60) {
            break Err(Failure::NotOpened(format!("{} was not written", report.display())));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    // An orderly end takes a page; there is none to press keys in.
    let ended = window.kill().and_then(|()| window.wait());
    ended?;
    milliseconds
}

/// The memory of the window and all its processes with one piece open.
pub async fn memory(program: &Path, table: &mut Table) -> Result {
    let desk = TempDesk::new()?;
    let window = open_piece(&desk, program, 800).await?;
    let tree = Tree::of(window.pid());
    let figure = format!("{:.0} MB in {} processes (PSS)", tree.megabytes(), tree.pids.len());
    table.add("memory with a piece of 800 words open", figure, "cargo xtask bench");
    window.quit().await
}

async fn open_piece(desk: &TempDesk, program: &Path, words: usize) -> Result<Window> {
    let file = desk.write("piece.md", fixtures::made_up_piece(1, words))?;
    let window = Window::start(desk, &StartOptions::new(program).arg(file.display().to_string())).await?;
    let long = format!(
        "document.querySelector('.cm-content[aria-label=Body]').cmTile.root.view.state.doc.length > {}",
        words * 3
    );
    window.wait_js("the piece", &long).await?;
    window
        .wait_js("its page", "document.querySelector('iframe')?.contentDocument?.body?.innerText.length > 1000")
        .await?;
    Ok(window)
}
