//! Nothing is ever lost: the history, the desk folder and the recovery window.

use super::{PROGRAM, needs_a_screen, new_piece, open, open_empty_piece, usual};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use testkit::{Result, TempDesk, Window};

/// How long two programs fight over a file, in seconds; a minute for `STANDFIRST_FIGHT=60`.
fn fight_seconds() -> u64 {
    std::env::var("STANDFIRST_FIGHT").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(8)
}

#[tokio::test]
async fn an_earlier_text_is_found_compared_and_brought_back() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "The ferry").await?;
    window.type_in("Body", "It was due at nine.").await?;
    window.wait_saved().await?;
    window.keys("Control+s").await?;
    window.wait_text("body", "Version kept").await?;
    window.type_in("Body", " Nobody knows why it was late.").await?;
    window.wait_saved().await?;
    window.command("History").await?;
    window.wait_for(".pane.history").await?;
    window.screenshot("history").await?;
    // The newest row: what was written after the version.
    window.wait_js("a row to choose", "document.querySelectorAll('.pane.history button').length > 0").await?;
    window
        .client()
        .execute("document.querySelector('.pane.history [data-moment], .pane.history button').click()", vec![])
        .await?;
    window.wait_text("section.compared ins", "Nobody knows why it was late.").await?;
    window.screenshot("comparison").await?;
    window.keys("Escape").await?;
    window.wait_gone("section.compared").await?;
    window.wait_field("Body", "It was due at nine. Nobody knows why it was late.").await
}

/// Chooses a folder beside the desk as the desk folder.
async fn choose_folder(desk: &TempDesk, window: &Window) -> Result<PathBuf> {
    let folder = desk.beside("folder");
    std::fs::create_dir(&folder)?;
    let status = window.call("folder_set", json!({ "path": folder })).await?;
    assert_eq!(status["value"]["paused"], json!(null), "{status}");
    Ok(folder)
}

/// Waits for the one Markdown file of a folder that holds these words.
async fn file_with(window: &Window, folder: &Path, words: &str) -> Result<PathBuf> {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "md") && std::fs::read_to_string(&path)?.contains(words) {
                return Ok(path);
            }
        }
        assert!(Instant::now() < end, "no file of the folder holds {words:?}");
        // A question to the window, so that the waiting does not hold it.
        window.js("1").await?;
    }
}

#[tokio::test]
async fn an_edit_of_another_program_comes_in_under_the_caret() -> Result {
    needs_a_screen!();
    let (desk, window) = open().await?;
    let folder = choose_folder(&desk, &window).await?;
    new_piece(&window).await?;
    window.type_in("Headline", "Night ferry").await?;
    window.type_in("Body", "It was due at nine. It came.").await?;
    let file = file_with(&window, &folder, "It came.").await?;
    let caret = window.caret("Body").await?;
    let text = std::fs::read_to_string(&file)?;
    std::fs::write(&file, text.replace("at nine", "at half past nine"))?;
    window.wait_field("Body", "It was due at half past nine. It came.").await?;
    assert_eq!(
        window.caret("Body").await?,
        caret + "half past ".len() as u64,
        "the caret stays where it was in the words"
    );
    window.type_text(" Late.").await?;
    window.wait_preview("It was due at half past nine. It came. Late.").await?;
    file_with(&window, &folder, "half past nine. It came. Late.").await?;
    window.screenshot("outside-edit").await?;
    Ok(())
}

#[tokio::test]
async fn two_programs_fight_over_a_file_and_every_word_of_both_is_there() -> Result {
    needs_a_screen!();
    let (desk, window) = open().await?;
    let folder = choose_folder(&desk, &window).await?;
    new_piece(&window).await?;
    window.type_in("Body", "start\n\nmiddle\n\nend").await?;
    let file = file_with(&window, &folder, "middle\n\nend").await?;
    // Reads and replaces the file whole, every tenth of a second, as an editor that saves by itself does.
    let other = std::thread::spawn(move || {
        let (end, mut words) = (Instant::now() + Duration::from_secs(fight_seconds()), Vec::new());
        while Instant::now() < end {
            let word = format!("outside{}", words.len());
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let beside = file.with_extension("new");
            let written = std::fs::write(&beside, text.replace("\n\nmiddle", &format!(" {word}\n\nmiddle")));
            if text.contains("\n\nmiddle") && written.is_ok() && std::fs::rename(&beside, &file).is_ok() {
                words.push(word);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        words
    });
    window.focus_field("Body").await?;
    window.keys("Control+End").await?;
    let mut typed = 0;
    while !other.is_finished() {
        window.type_text(&format!(" inside{typed}")).await?;
        typed += 1;
    }
    let theirs = other.join().unwrap_or_default();
    window.wait_saved().await?;
    let body = window.field("Body").await?;
    for word in (0..typed).map(|number| format!("inside{number}")) {
        assert!(body.contains(&word), "{word} was typed and is not there: {body}");
    }
    let last = theirs.last().cloned().unwrap_or_default();
    window.wait_field("Body", &last).await?;
    let body = window.field("Body").await?;
    // What it wrote over a text that it had not read is its own affair; what it read and kept must be here.
    assert!(theirs.len() > 3 && typed > 3, "both wrote: {} and {typed}: {body}", theirs.len());
    let missing: Vec<_> = theirs.iter().filter(|word| !body.contains(word.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?} of {} are missing: {body}", theirs.len());
    Ok(())
}

#[tokio::test]
async fn a_piece_is_sent_as_a_packet_and_comes_in_on_another_desk_with_its_history() -> Result {
    needs_a_screen!();
    let desk = TempDesk::new()?;
    let packet = desk.beside("night-ferry.standfirst");
    let script = desk.write("dialogs.json", json!({ "save": [packet] }).to_string())?;
    let options = usual().arg("--scripted-dialogs").arg(script.display().to_string());
    let window = Window::start(&desk, &options).await?;
    new_piece(&window).await?;
    window.type_in("Headline", "Night ferry").await?;
    window.type_in("Body", "It was due at nine.").await?;
    window.wait_saved().await?;
    window.command("Send as packet").await?;
    // The least, unless one chooses; and what travels is told before a file is chosen.
    window.wait_text("[role=dialog]", "earlier change").await?;
    window.screenshot("packet-least").await?;
    window.js("document.querySelector('[role=dialog] select').focus()").await?;
    window.keys("End").await?;
    window.wait_text("[role=dialog]", "Everything that was ever deleted in it").await?;
    window.screenshot("packet-whole").await?;
    window.click_named("Choose where…").await?;
    window.wait_text("body", "Written to").await?;
    window.screenshot("packet-sent").await?;
    window.quit().await?;
    let other = TempDesk::new()?;
    let window = Window::start(&other, &usual().arg(packet.display().to_string())).await?;
    window.wait_field("Body", "It was due at nine.").await?;
    window.wait_field("Headline", "Night ferry").await?;
    window.wait_text("body", "Came in as a packet").await?;
    window.screenshot("packet-came").await?;
    // The same again, by the command line while the window is open, changes nothing.
    let said = other.command_line_ok(Path::new(PROGRAM), &["packet", "import", &packet.display().to_string()])?;
    assert!(said.contains("Nothing was changed."), "{said}");
    Ok(())
}

#[tokio::test]
async fn emptying_the_bin_asks_first_and_says_how_many() -> Result {
    needs_a_screen!();
    let (desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "Not wanted").await?;
    window.wait_saved().await?;
    window.command("Move to the bin").await?;
    window.wait_text("body", "Moved to the bin").await?;
    window.command("Empty the bin").await?;
    window.wait_text("[role=dialog]", "Remove 1 piece for good?").await?;
    window.screenshot("empty-bin").await?;
    window.keys("Escape").await?;
    window.wait_gone("[role=dialog]").await?;
    let list = |desk: &TempDesk| desk.command_line_ok(Path::new(PROGRAM), &["list", "--bin"]);
    assert!(list(&desk)?.contains("Not wanted"), "Escape keeps it");
    window.command("Empty the bin").await?;
    window.wait_text("[role=dialog]", "Remove 1 piece for good?").await?;
    window.click_named("Remove 1 piece").await?;
    window.wait_text("body", "1 piece removed for good").await?;
    assert!(!list(&desk)?.contains("Not wanted"));
    Ok(())
}

#[tokio::test]
async fn a_damaged_desk_opens_the_recovery_window_and_gives_its_pieces_back() -> Result {
    needs_a_screen!();
    let (desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "Kept in a backup").await?;
    window.wait_saved().await?;
    window.quit().await?;
    desk.command_line_ok(Path::new(PROGRAM), &["backup"])?;
    let database = desk.data_dir().join("desk.sqlite");
    let mut bytes = std::fs::read(&database)?;
    bytes[..100].fill(0x55);
    std::fs::write(&database, &bytes)?;
    let _ = std::fs::remove_file(database.with_extension("sqlite-wal"));
    let window = Window::start_on(&desk, &usual().size(None), "document.querySelector('.recovery ul')").await?;
    window.wait_text(".recovery", "The desk can’t be opened").await?;
    window.wait_text(".recovery", "Open the newest backup").await?;
    window.wait_text(".recovery", "Nothing was changed").await?;
    window.screenshot("recovery").await?;
    window.kill9();
    assert_eq!(std::fs::read(&database)?, bytes, "looking changes nothing");
    // The same by the command line, and the piece is there again.
    let backups = std::fs::read_dir(desk.data_dir().join("backups"))?.flatten().map(|entry| entry.path());
    let newest = backups.filter(|path| path.extension().is_some_and(|end| end == "sqlite")).max().unwrap_or_default();
    desk.command_line_ok(Path::new(PROGRAM), &["restore", &newest.display().to_string()])?;
    let window = Window::start(&desk, &usual()).await?;
    window.wait_field("Headline", "Kept in a backup").await
}
