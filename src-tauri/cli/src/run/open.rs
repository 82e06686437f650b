//! `open`: the window.

use super::{Done, absolute, import};
use crate::failure::{BAD_INPUT, Failure};
use crate::output::Output;
use desk::Remote;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Brings the open window to the front, or starts one.
pub(crate) fn open(data_dir: Option<&Path>, dir: &Path, file: Option<&Path>, out: &mut Output) -> Done {
    if let Some(remote) = Remote::connect(dir)? {
        let mut piece = None;
        if let Some(file) = file {
            for one in import::bring_in(dir, &[absolute(file)])? {
                match one.outcome {
                    Ok((imported, _)) => piece = imported.id,
                    Err(why) => {
                        out.say(&format!("{}: {why}", file.display()));
                        return Ok(BAD_INPUT);
                    }
                }
            }
        }
        remote.show(piece)?;
        return Ok(0);
    }
    if let Some(file) = file.filter(|file| !file.is_file()) {
        return Err(Failure::bad_input(format!("There is no file {}.", file.display())));
    }
    let mut window = Command::new(program()?);
    if let Some(data_dir) = data_dir {
        window.arg("--data-dir").arg(absolute(data_dir));
    }
    window.args(file.map(absolute)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    window.spawn().map_err(|e| Failure::internal(format!("The window can't be started: {e}.")))?;
    Ok(0)
}

/// The window's program: beside this one, or on the path.
fn program() -> Result<PathBuf, Failure> {
    let name = format!("standfirst-desk{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().map(|exe| exe.with_file_name(&name));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join(&name));
    let found = beside.into_iter().chain(on_path).find(|program| program.is_file());
    found.ok_or_else(|| Failure::bad_input("The window's program, standfirst-desk, is not installed."))
}
