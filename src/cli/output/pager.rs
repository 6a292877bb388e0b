//! Long answers through the user's pager.
//!
//! Owns its start and end. Must not know what is shown; where there is no pager, the answer is printed as it is.

use std::io::Write;
use std::process::{Child, Command, Stdio};

/// What `less` does unless the user configured it otherwise: keep colours, end at once when all fits, leave the screen.
const LESS: &str = "FRX";
const DEFAULT: &str = "less";

/// Shows the text; `false` when there is no pager, or it failed.
pub(super) fn show(text: &str) -> bool {
    let Some(mut pager) = start() else { return false };
    // While the pager is on the screen, Ctrl-C is for it.
    let _ = ctrlc::set_handler(|| {});
    if let Some(mut stdin) = pager.stdin.take() {
        // Whoever leaves the pager early has read enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    pager.wait().is_ok_and(|status| status.success())
}

fn start() -> Option<Child> {
    let asked = ["TIES_PAGER", "PAGER"].iter().find_map(|name| std::env::var(name).ok());
    let asked = asked.unwrap_or_else(|| DEFAULT.to_owned());
    if matches!(asked.trim(), "" | "cat") {
        return None;
    }
    let mut command = program(&asked)?;
    command.stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    command.spawn().ok()
}

/// A pager may be any line of the shell, as in git. Where there is none of that name, the shell need not say so.
#[cfg(unix)]
fn program(asked: &str) -> Option<Command> {
    let name = shlex::split(asked)?.into_iter().next()?;
    let known = Command::new("sh").args(["-c", "command -v \"$0\" >/dev/null", &name]).status();
    let mut command = Command::new("sh");
    command.args(["-c", asked]);
    known.is_ok_and(|status| status.success()).then_some(command)
}

#[cfg(not(unix))]
fn program(asked: &str) -> Option<Command> {
    let words = shlex::split(asked)?;
    let (name, arguments) = words.split_first()?;
    let mut command = Command::new(name);
    command.args(arguments);
    Some(command)
}
