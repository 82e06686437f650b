//! From `main` to an open window.

#[cfg(target_os = "linux")]
mod engine;
#[cfg(target_os = "linux")]
pub(crate) mod environment;
#[cfg(target_os = "linux")]
mod graphics;
pub(crate) mod settle;
pub(crate) mod time;

use crate::args::Args;
use crate::commands::{Recovery, with_commands};
use crate::dialogs::{Dialogs, Native};
use crate::events::Forwarder;
use crate::state::Shell;
use crate::{end, logging, window};
use clap::Parser;
use desk::{Desk, ErrorKind, Options, Remote};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{AppHandle, Builder, Context, RunEvent, Wry};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// What went wrong inside.
const INTERNAL: u8 = 3;

/// Runs the window until it ends.
pub fn run(context: Context<Wry>) -> ExitCode {
    time::begin();
    #[cfg(target_os = "linux")]
    {
        engine::choose();
        graphics::choose();
    }
    let args = Args::parse();
    #[cfg(target_os = "linux")]
    if gtk::init().is_err() {
        // Tauri would panic.
        say("There is no screen to open the window on. The command line, standfirst, needs none.");
        return ExitCode::from(INTERNAL);
    }
    let Some(dir) = args.desk_dir() else {
        return refuse(context, "This system has no folder for a program's data. Name one with --data-dir.");
    };
    let forwarder = Arc::new(Forwarder::<Wry>::default());
    loop {
        let mut options = Options { watches: true, ..Options::new(dir.clone()) };
        options.sink = {
            let forwarder = Arc::clone(&forwarder);
            Arc::new(move |events| forwarder.forward(events))
        };
        return match Desk::open(options) {
            Ok(desk) => open(context, desk, forwarder, args),
            Err(error) if matches!(error.kind(), ErrorKind::Locked) => match hand_over(&dir, &args.absolute_files()) {
                Ok(Some(code)) => code,
                // It was a command, which has ended.
                Ok(None) => continue,
                Err(why) => refuse(context, &why),
            },
            Err(error) if matches!(error.kind(), ErrorKind::Damaged) => recover(context, dir, &error.to_string(), args),
            Err(error) => refuse(context, &error.to_string()),
        };
    }
}

/// Opens the recovery window on a desk that can't be opened.
fn recover(context: Context<Wry>, dir: PathBuf, reason: &str, args: Args) -> ExitCode {
    say(reason);
    let reason = reason.to_owned();
    let builder = with_commands(Builder::default().plugin(tauri_plugin_dialog::init())).setup(move |app| {
        let dialogs = dialogs(&args, app.handle())?;
        window::make_recovery(app, &dir)?;
        tauri::Manager::manage(app, Recovery { dir, reason, dialogs });
        Ok(())
    });
    match builder.build(context) {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&format!("The window can't be opened: {error}."));
            ExitCode::from(INTERNAL)
        }
    }
}

/// Opens the window on a desk that is ours.
fn open(context: Context<Wry>, desk: Desk, forwarder: Arc<Forwarder<Wry>>, args: Args) -> ExitCode {
    logging::start(desk.dir());
    let at_end = desk.clone();
    let builder = with_commands(Builder::default().plugin(tauri_plugin_dialog::init())).setup(move |app| {
        let handle = app.handle().clone();
        let dialogs = dialogs(&args, &handle)?;
        let ending = handle.clone();
        let shell = Shell::new(desk.clone(), dialogs, move || ending.exit(0))
            .with_files(args.absolute_files())
            .reporting_to(args.report_ready.clone());
        tauri::Manager::manage(app, shell);
        window::make(app, desk.dir(), &desk.settings())?;
        forwarder.connect(handle.clone());
        #[cfg(unix)]
        end::signals::hear(handle);
        Ok(())
    });
    match builder.build(context) {
        Ok(app) => {
            app.run(move |_, event| {
                if matches!(event, RunEvent::Exit) {
                    at_end.close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            at_end.close();
            say(&format!("The window can't be opened: {error}."));
            ExitCode::from(INTERNAL)
        }
    }
}

/// The system's dialogs, or the script that a debug build was given.
fn dialogs(args: &Args, app: &AppHandle) -> Result<Arc<dyn Dialogs>, String> {
    #[cfg(debug_assertions)]
    if let Some(script) = &args.scripted_dialogs {
        return Ok(Arc::new(crate::dialogs::Scripted::read(script)?));
    }
    let _ = args;
    Ok(Arc::new(Native(app.clone())))
}

/// Another window has this desk: it gets the files, and comes to the front. None when nobody has it any more.
fn hand_over(dir: &Path, files: &[PathBuf]) -> Result<Option<ExitCode>, String> {
    let Some(remote) = Remote::connect(dir).map_err(|e| e.to_string())? else { return Ok(None) };
    let imported = if files.is_empty() { Vec::new() } else { remote.import_files(files).map_err(|e| e.to_string())? };
    let mut first = None;
    for file in imported {
        match file.outcome {
            Ok((piece, _)) => first = first.or(piece.id),
            Err(why) => say(&format!("{}: {why}", file.file)),
        }
    }
    remote.show(first).map_err(|e| e.to_string())?;
    say("This desk is already open; its window was brought to the front.");
    Ok(Some(ExitCode::SUCCESS))
}

/// Says in a window why there is no desk, and ends.
fn refuse(context: Context<Wry>, why: &str) -> ExitCode {
    say(why);
    let message = why.to_owned();
    let builder = Builder::default().plugin(tauri_plugin_dialog::init()).setup(move |app| {
        let handle = app.handle().clone();
        let dialog = handle.dialog().message(message).title("Standfirst can't open the desk");
        dialog.kind(MessageDialogKind::Error).show(move |_| handle.exit(i32::from(INTERNAL)));
        Ok(())
    });
    if let Ok(app) = builder.build(context) {
        app.run(|_, _| {});
    }
    ExitCode::from(INTERNAL)
}

/// A sentence for whoever started the program from a terminal.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
