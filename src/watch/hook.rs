//! The command that runs after each batch of changes.
//!
//! Owns its queue: one run at a time, and what changes meanwhile is passed to the next run, so that a slow command makes
//! runs larger and not more. Must not know what changed or why.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

/// A command line for the system's shell, and where it runs.
#[derive(Clone, Debug)]
pub(super) struct Hook {
    pub(super) command: OsString,
    pub(super) root: PathBuf,
}

/// A hook with its queue.
pub(super) struct Runner {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Paths below the vault.
    waiting: BTreeSet<PathBuf>,
    failures: Vec<String>,
    last: bool,
}

impl Runner {
    pub(super) fn start(hook: Hook) -> io::Result<Runner> {
        let queue = Arc::new(Queue::default());
        let work = Arc::clone(&queue);
        let thread = thread::Builder::new().name("on-change".to_owned()).spawn(move || work.run_all(&hook))?;
        Ok(Runner { queue, thread: Some(thread) })
    }

    /// Tells the next run of these.
    pub(super) fn add(&self, paths: impl Iterator<Item = PathBuf>) {
        self.queue.lock().waiting.extend(paths);
        self.queue.changed.notify_all();
    }

    /// What went wrong since that was last asked.
    pub(super) fn failures(&self) -> Vec<String> {
        std::mem::take(&mut self.queue.lock().failures)
    }
}

/// Waits for the run that is going on, and for one more if something still waits.
impl Drop for Runner {
    fn drop(&mut self) {
        self.queue.lock().last = true;
        self.queue.changed.notify_all();
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Queue {
    fn run_all(&self, hook: &Hook) {
        while let Some(paths) = self.next() {
            if let Err(failure) = hook.run(&paths) {
                self.lock().failures.push(failure);
            }
        }
    }

    fn next(&self) -> Option<BTreeSet<PathBuf>> {
        let idle = |state: &mut State| state.waiting.is_empty() && !state.last;
        let mut state = self.changed.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        let waiting = std::mem::take(&mut state.waiting);
        (!waiting.is_empty()).then_some(waiting)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hook {
    fn run(&self, paths: &BTreeSet<PathBuf>) -> Result<(), String> {
        let failed = |why: &dyn std::fmt::Display| format!("`{}` {why}", self.command.to_string_lossy());
        let mut child = self.shell().spawn().map_err(|error| failed(&format!("cannot be run: {error}")))?;
        if let Some(mut input) = child.stdin.take() {
            // A command that does not read what changed is free not to.
            let _ = paths.iter().try_for_each(|path| write_path(&mut input, path));
        }
        let status = child.wait().map_err(|error| failed(&error))?;
        match status.success() {
            true => Ok(()),
            false => Err(failed(&format!("ended with {status}"))),
        }
    }

    fn shell(&self) -> Command {
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let mut command = Command::new(shell);
        command.arg(flag).arg(&self.command).current_dir(&self.root).stdin(Stdio::piped());
        command.env("TIES_VAULT", &self.root);
        command
    }
}

fn write_path(input: &mut impl Write, path: &Path) -> io::Result<()> {
    input.write_all(path.as_os_str().as_encoded_bytes())?;
    input.write_all(b"\n")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn runs_never_overlap_and_no_path_is_lost() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let hook = Hook {
            // Fails when another run is going on.
            command: "mkdir busy && cat >> seen && rmdir busy".into(),
            root: dir.path().to_owned(),
        };
        let runner = Runner::start(hook).expect("a thread");
        for i in 0..200 {
            runner.add(std::iter::once(PathBuf::from(format!("{i:03}.md"))));
        }
        let queue = Arc::clone(&runner.queue);
        drop(runner);
        assert_eq!(queue.lock().failures, Vec::<String>::new());
        let seen = std::fs::read_to_string(dir.path().join("seen")).expect("it ran");
        let mut lines: Vec<&str> = seen.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines.len(), 200);
        lines.dedup();
        assert_eq!(lines.len(), 200);
    }

    #[test]
    fn a_command_that_fails_is_reported() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let hook = Hook { command: "exit 3".into(), root: dir.path().to_owned() };
        let runner = Runner::start(hook).expect("a thread");
        runner.add(std::iter::once(PathBuf::from("a.md")));
        let queue = Arc::clone(&runner.queue);
        drop(runner);
        assert_eq!(queue.lock().failures, ["`exit 3` ended with exit status: 3"]);
    }
}
