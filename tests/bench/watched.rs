//! A watch that runs beside the measuring.
//!
//! Owns its process, and what it costs while nobody asks. Must not know the questions.

use std::fs;
use std::io;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// How long it is left alone to see what it costs.
const IDLE: Duration = Duration::from_secs(10);

/// A running watch; ended when dropped.
pub(crate) struct Watched(Child);

impl Watched {
    /// Starts the watch, and returns when it vouches for the index. `status` asks how it is doing.
    pub(crate) fn start(mut watch: Command, mut status: impl FnMut() -> Command) -> io::Result<Watched> {
        let child = watch.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut watched = Watched(child);
        loop {
            if let Some(ended) = watched.0.try_wait()? {
                return Err(io::Error::other(format!("the watch ended with {ended}")));
            }
            let answer = String::from_utf8_lossy(&status().output()?.stdout).into_owned();
            if answer.contains("\"doubt\":null") && answer.contains("\"answers\":true") {
                return Ok(watched);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The share of one core that it takes while nothing happens, in percent, where the system reports it (Linux).
    pub(crate) fn idle_percent(&self) -> Option<f64> {
        let before = self.ticks()?;
        thread::sleep(IDLE);
        // A hundred ticks a second, on every Linux that is in use.
        Some((self.ticks()? - before) as f64 / IDLE.as_secs_f64())
    }

    /// The memory that it holds, in megabytes, where the system reports it (Linux).
    pub(crate) fn megabytes(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kilobytes * 1024.0 / 1e6)
    }

    /// In user mode and in the system's.
    fn ticks(&self) -> Option<u64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0.id())).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // In good order, so that the next run finds nothing to clean up.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}
