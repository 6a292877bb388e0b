//! What a command that writes takes beyond the check of the files that every command takes.
//!
//! Owns the order of events around it, and that the notes are as they were at the end. Must not know how figures are laid
//! out.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use crate::process;

/// A note and its bytes, which are put back when this is dropped.
struct Kept {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Drop for Kept {
    fn drop(&mut self) {
        // The vault may be kept for the next run; what cannot be put back is one more entry in a log.
        let _ = fs::write(&self.path, &self.bytes);
    }
}

/// The milliseconds of `ties log`, and those of a command that finds nothing changed, run by turns.
pub(crate) fn beyond_freshness(
    runs: usize,
    root: &std::path::Path,
    ties: impl Fn(&[&str]) -> Command,
) -> io::Result<(Vec<f64>, Vec<f64>)> {
    let person = ties(&["list", "--limit", "1", "--paths"]).output()?;
    let person = String::from_utf8_lossy(&person.stdout).trim().to_owned();
    let path = root.join(&person);
    let _kept = Kept { bytes: fs::read(&path)?, path };
    let (mut logs, mut checks) = (Vec::new(), Vec::new());
    for run in 0..runs {
        process::timed(&mut ties(&["index", "--quiet"]), 0)?;
        checks.push(process::timed(&mut ties(&["index", "--quiet"]), 0)?.milliseconds);
        let text = format!("call: number {run}");
        logs.push(process::timed(&mut ties(&["log", &person, &text]), 0)?.milliseconds);
    }
    Ok((logs, checks))
}
