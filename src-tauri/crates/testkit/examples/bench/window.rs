//! Figures of the real window.

use crate::table::{Table, spread};
use crate::throughput::fill;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use testkit::{Failure, Result, StartOptions, TempDesk, Tree, Window, fixtures, signal};

/// A fast typist's pause between two keys.
const PAUSE: Duration = Duration::from_millis(60);

/// From a key to its acknowledgement and to the page, as the window itself measures it while real keys are pressed.
pub async fn typing(program: &Path, words: usize, keys: usize, table: &mut Table) -> Result {
    let desk = TempDesk::new()?;
    let window = open_piece(&desk, program, words).await?;
    type_and_measure(&window, keys, &format!("{words} words"), table).await?;
    window.quit().await
}

/// The same in a piece with many open changes that are marked in its text.
pub async fn typing_under_review(
    program: &Path,
    (words, changes): (usize, usize),
    keys: usize,
    table: &mut Table,
) -> Result {
    let desk = TempDesk::new()?;
    let file = desk.write("piece.md", fixtures::made_up_piece(1, words))?;
    let folder = desk.beside("folder");
    std::fs::create_dir_all(&folder)?;
    let came: serde_json::Value =
        serde_json::from_str(&desk.command_line_ok(program, &["import", &file.display().to_string(), "--json"])?)?;
    let slug = came[0]["piece"]["slugline"].as_str().unwrap_or_default();
    desk.command_line_ok(program, &["signoff", slug, "--role", "editor"])?;
    desk.command_line_ok(program, &["folder", "set", &folder.display().to_string()])?;
    let path = folder.join(format!("{slug}.md"));
    std::fs::write(&path, changed(&std::fs::read_to_string(&path)?, changes))?;
    desk.command_line_ok(program, &["folder", "sync"])?;
    // Words side by side are one change; what is measured is as many as there are.
    let found = desk.command_line(program, &["changes", slug, "--since", "editor", "--json"])?;
    let found: serde_json::Value = serde_json::from_slice(&found.stdout)?;
    let open = found["changes"].as_array().map_or(0, Vec::len);
    let window = open_desk(&desk, StartOptions::new(program), words).await?;
    window.keys("Control+Alt+v").await?;
    window.wait_js("the marks", "document.querySelectorAll('.cm-content[aria-label=Body] .cm-ins').length > 0").await?;
    type_and_measure(&window, keys, &format!("{words} words with {open} open changes"), table).await?;
    window.quit().await
}

/// Puts another word in the place of so many, all over the text.
fn changed(text: &str, changes: usize) -> String {
    let body = text.rfind("---\n").map_or(0, |at| at + 4);
    // Words with a line end, a capital or a mark stay: what they mean may hang on them.
    let is_plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let plain = text[body..].split(' ').filter(|word| is_plain(word)).count();
    let each = (plain / changes.max(1)).max(1);
    let mut seen = 0;
    let other = |word: &str| {
        seen += usize::from(is_plain(word));
        let is_it = is_plain(word) && seen % each == 0 && seen / each <= changes;
        if is_it { format!("un{word}") } else { word.to_owned() }
    };
    text[..body].to_owned() + &text[body..].split(' ').map(other).collect::<Vec<_>>().join(" ")
}

async fn type_and_measure(window: &Window, keys: usize, what: &str, table: &mut Table) -> Result {
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
            table.add(format!("{} at {what}", name.replace('-', " ")), spread(values), "cargo xtask bench");
        }
    }
    Ok(())
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
    let (mut window, milliseconds) = painted(desk, program, report, &[])?;
    // As a session ends: a desk that was left open would be read whole at the next start.
    signal(window.id(), "-TERM");
    window.wait()?;
    Ok(milliseconds)
}

/// Starts the window, which nothing drives, and waits until it is painted: with the milliseconds that it says this took.
fn painted(desk: &TempDesk, program: &Path, report: &Path, files: &[PathBuf]) -> Result<(Child, f64)> {
    let mut command = Command::new(program);
    desk.isolate(&mut command);
    command.arg("--data-dir").arg(desk.data_dir()).arg("--report-ready").arg(report).args(files);
    let window = command.stdin(Stdio::null()).spawn()?;
    let started = Instant::now();
    loop {
        let line = std::fs::read_to_string(report).unwrap_or_default();
        if let Some(number) = line.strip_suffix('\n').and_then(|line| line.trim().parse().ok()) {
            return Ok((window, number));
        }
        if started.elapsed() > Duration::from_secs(60) {
            signal(window.id(), "-TERM");
            return Err(Failure::NotOpened(format!("{} was not written", report.display())));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The memory of the window and all its processes with one piece open. Nothing drives it: what listens to a driver would
/// count, too.
pub fn memory(program: &Path, table: &mut Table) -> Result {
    let desk = TempDesk::new()?;
    let file = desk.write("piece.md", fixtures::made_up_piece(1, 800))?;
    let (mut window, _) = painted(&desk, program, &desk.beside("ready"), &[file])?;
    // What was only needed to start is given back by then.
    std::thread::sleep(Duration::from_secs(4));
    let tree = Tree::of(window.id());
    let figure = format!("{:.0} MB in {} processes (PSS)", tree.megabytes(), tree.pids.len());
    table.add("memory with a piece of 800 words open", figure, "standfirst-desk --data-dir DIR FILE");
    signal(window.id(), "-TERM");
    window.wait()?;
    Ok(())
}

async fn open_piece(desk: &TempDesk, program: &Path, words: usize) -> Result<Window> {
    let file = desk.write("piece.md", fixtures::made_up_piece(1, words))?;
    open_desk(desk, StartOptions::new(program).arg(file.display().to_string()), words).await
}

/// Opens the window on a piece of so many words.
async fn open_desk(desk: &TempDesk, options: StartOptions, words: usize) -> Result<Window> {
    let window = Window::start(desk, &options).await?;
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
