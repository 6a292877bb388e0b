//! A watch that runs while a test does.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::oracle;
use crate::sandbox::{Run, Sandbox, words};

/// Longer than anything takes; only a test that fails waits so long.
const HANGS: Duration = Duration::from_secs(30);

/// A running watch, killed at the end of the test.
pub(crate) struct Watch {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watch {
    /// Starts `ties watch` with these flags, and waits until it watches.
    pub(crate) fn start(sandbox: &Sandbox, flags: &str) -> Watch {
        let mut command = sandbox.command(&words(&format!("watch {flags}")));
        if !flags.contains("--quiet") {
            return Watch::spawn(&mut command);
        }
        let watch = Watch::begin(&mut command);
        await_answers(sandbox);
        watch
    }

    /// The same for a command that becomes a watch.
    pub(crate) fn spawn(command: &mut Command) -> Watch {
        let watch = Watch::begin(command);
        watch.error_with("watching ");
        watch
    }

    /// Starts it, whatever it reports.
    pub(crate) fn begin(command: &mut Command) -> Watch {
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let out = lines(child.stdout.take().expect("a pipe"));
        let err = lines(child.stderr.take().expect("a pipe"));
        Watch { child, out, err }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The next line on stdout.
    #[track_caller]
    pub(crate) fn line(&self) -> String {
        self.out.recv_timeout(HANGS).expect("a line from the watch")
    }

    /// Reads stdout up to and with this line, and returns all that was read.
    #[track_caller]
    pub(crate) fn until(&self, line: &str) -> Vec<String> {
        let mut read = Vec::new();
        while read.last().is_none_or(|last| last != line) {
            match self.out.recv_timeout(HANGS) {
                Ok(next) => read.push(next),
                Err(_) => panic!("no `{line}` after {read:#?}"),
            }
        }
        read
    }

    /// What has come on stdout and was not read.
    pub(crate) fn rest(&self) -> Vec<String> {
        self.out.try_iter().collect()
    }

    /// Reads stderr until a line that holds this text, and returns it.
    #[track_caller]
    pub(crate) fn error_with(&self, text: &str) -> String {
        let mut read = Vec::new();
        loop {
            match self.err.recv_timeout(HANGS) {
                Ok(line) if line.contains(text) => return line,
                Ok(line) => read.push(line),
                Err(_) => panic!("no `{text}` after {read:#?}"),
            }
        }
    }

    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill").args([format!("-{name}"), self.pid().to_string()]).status();
        assert!(status.expect("kill starts").success());
    }

    /// Ends it, and returns its status and what it had not printed yet.
    pub(crate) fn end(mut self, signal: &str) -> (Option<i32>, Vec<String>, Vec<String>) {
        self.signal(signal);
        let status = self.child.wait().expect("it ends");
        (status.code(), self.out.iter().collect(), self.err.iter().collect())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}

/// Returns when a watch answers.
pub(crate) fn await_answers(sandbox: &Sandbox) {
    while status(sandbox)["answers"] != true {}
}

/// How the watch reports that it is doing.
pub(crate) fn status(sandbox: &Sandbox) -> Value {
    let answer = sandbox.ties("watch --status --json").json();
    answer["items"].get(0).cloned().unwrap_or(Value::Null)
}

/// The answers are right, and the watch vouched for all of them. On a machine that is very busy it may be too late for
/// one, which is answered right all the same; so it has a few tries to be in time for all.
#[track_caller]
pub(crate) fn assert_vouched(sandbox: &Sandbox) {
    const TRIES: usize = 5;
    let vouched = || status(sandbox)["vouched"].as_u64().expect("a watch that answers");
    for _ in 0..TRIES {
        let before = vouched();
        let answers = oracle::answers(sandbox);
        let after = vouched();
        assert_eq!(answers, oracle::fresh(sandbox));
        if after - before == answers.len() as u64 {
            return;
        }
    }
    panic!("the watch does not vouch: {}", status(sandbox));
}

/// The answer to one question is right.
#[track_caller]
pub(crate) fn assert_found(sandbox: &Sandbox, word: &str, paths: &[&str]) {
    let found = sandbox.run(&["find", word, "--paths"]).ok();
    assert_eq!(found.lines().collect::<Vec<_>>(), paths, "find {word}");
}

/// Runs a program of the machine in the vault.
#[track_caller]
pub(crate) fn shell(sandbox: &Sandbox, script: &str) {
    let mut command = Command::new("sh");
    command.args(["-e", "-c", script]).current_dir(sandbox.vault()).stdin(Stdio::null());
    command.env("HOME", sandbox.home());
    let run = Run::of(&mut command);
    assert_eq!(run.status, 0, "{script}: {}{}", run.stdout, run.stderr);
}
