//! A text that another program, or a file, gives on standard input.
//!
//! Owns when there is one. Must not know what the text is for.

use std::io::{self, IsTerminal, Read};

use super::failure::{FAILED, Failure};
use crate::text::decode;

/// Whether standard input is a pipe or a file. Nothing comes from a terminal unless somebody is asked, and nothing at all
/// from a null device, which is what timers and editors give.
pub(super) fn is_there() -> bool {
    !io::stdin().is_terminal() && !is_device()
}

/// The whole text, without blank lines around it.
pub(super) fn text() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let failed = |error: io::Error| Failure::new(FAILED, format!("cannot read standard input: {error}"));
    io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
    Ok(decode(&bytes).text.trim().to_owned())
}

#[cfg(unix)]
fn is_device() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let file = io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = file.and_then(|file| file.metadata()).map(|metadata| metadata.file_type());
    kind.is_ok_and(|kind| kind.is_char_device())
}

#[cfg(not(unix))]
fn is_device() -> bool {
    false
}
