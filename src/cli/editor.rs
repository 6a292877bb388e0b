//! The user's editor.
//!
//! Owns which program it is and the file that it is given. Must not know what the text is for.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::Command;

use super::failure::{FAILED, Failure};

/// Opens a file in the editor and waits for it.
pub(super) fn open(path: &Path) -> Result<(), Failure> {
    let line = program()?;
    let words = shlex::split(&line).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| Failure::new(FAILED, format!("the editor `{line}` is not a command")))?;
    let failed = |why: String| {
        Failure::new(FAILED, format!("the editor `{line}` {why}")).hint("set another one with $VISUAL or $EDITOR")
    };
    let status = Command::new(&words[0]).args(&words[1..]).arg(path).status();
    let status = status.map_err(|error| failed(format!("cannot be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(failed(format!("failed: {status}"))) }
}

/// Lets the user write a text that begins as given.
pub(super) fn write(name: &str, text: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| Failure::new(FAILED, format!("cannot create a file for the editor: {error}"));
    // The folder is its own, and goes with what the editor leaves beside the file.
    let folder = tempfile::Builder::new().prefix("ties-").tempdir().map_err(failed)?;
    let mut file = tempfile::Builder::new().prefix(name).rand_bytes(0).tempfile_in(&folder).map_err(failed)?;
    io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    let path = file.into_temp_path();
    open(&path)?;
    std::fs::read(&path).map_err(failed)
}

/// `$VISUAL`, else `$EDITOR`, else on a terminal what every system has.
fn program() -> Result<String, Failure> {
    let named = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    if let Some(program) = named("VISUAL").or_else(|| named("EDITOR")) {
        return Ok(program);
    }
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    match io::stdin().is_terminal() && io::stderr().is_terminal() {
        true => Ok(usual.to_owned()),
        false => Err(Failure::new(FAILED, "no editor is set").hint("set one with $VISUAL or $EDITOR")),
    }
}
