//! Whole processes: how long one takes from start to last byte, and how much memory at most.
//!
//! Owns starting programs. Must not know what they are asked.

use std::fs;
use std::io;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a run cost and printed.
pub(crate) struct Run {
    pub(crate) milliseconds: f64,
    pub(crate) lines: usize,
}

/// Runs it to its end, its output read through pipes. Fails with what it printed if it ends with more than `worst`.
pub(crate) fn timed(command: &mut Command, worst: i32) -> io::Result<Run> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output().map_err(|error| unable(command, &error))?;
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    accept(command, &output, worst)?;
    let lines = output.stdout.iter().filter(|byte| **byte == b'\n').count();
    Ok(Run { milliseconds, lines })
}

/// The most memory it held, in bytes, where the system reports it (Linux).
pub(crate) fn peak_memory(command: &mut Command) -> io::Result<Option<u64>> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| unable(command, &error))?;
    let mut peak = None;
    while child.try_wait()?.is_none() {
        peak = high_water(child.id()).or(peak);
        thread::sleep(Duration::from_millis(1));
    }
    accept(command, &child.wait_with_output()?, 0)?;
    Ok(peak)
}

fn high_water(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

fn accept(command: &Command, output: &Output, worst: i32) -> io::Result<()> {
    if output.status.code().is_some_and(|code| code <= worst) {
        return Ok(());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let message = format!("{} ended with {}\n{}", shown(command), output.status, stderr.trim_end());
    Err(io::Error::other(message))
}

fn unable(command: &Command, error: &io::Error) -> io::Error {
    io::Error::other(format!("{}: {error}", shown(command)))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The first line of what `rg --version` says, if there is an `rg`.
pub(crate) fn ripgrep() -> Option<String> {
    let output = Command::new("rg").arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().next().map(str::to_owned)
}
