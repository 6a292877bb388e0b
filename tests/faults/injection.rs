//! The program hit at one of its system calls, and what an edit leaves when it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::oracle;
use crate::sandbox::{Run, Sandbox, words};

/// The calls that put a file in the place of another.
pub(crate) const RENAMES: &str = "rename,renameat,renameat2";

/// The program under `strace` with these options. What is injected is counted in each thread, and
/// for each call, by itself.
pub(crate) fn strace<S: AsRef<str>>(sandbox: &Sandbox, args: &[S], options: &[&str]) -> Command {
    let ties = sandbox.command(&args.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq"]).args(options).arg(ties.get_program()).args(ties.get_args());
    strace.current_dir(sandbox.vault()).env_clear();
    strace.envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
    strace
}

/// Every file of the vault.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

/// No temporary file is anywhere in the vault.
#[track_caller]
pub(crate) fn assert_no_leftovers(sandbox: &Sandbox, when: &str) {
    let is_ours = |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".ties-"));
    assert_eq!(oracle::notes(&sandbox.vault()).keys().find(is_ours), None, "{when}");
}

/// A vault, a command that writes to it, and what the vault is before and after it when nothing goes wrong.
pub(crate) struct Edit {
    pub(crate) sandbox: Sandbox,
    args: Vec<String>,
    pub(crate) before: State,
    pub(crate) after: State,
}

#[derive(Debug, PartialEq)]
pub(crate) struct State {
    pub(crate) files: Files,
    people: Value,
}

impl State {
    fn of(sandbox: &Sandbox) -> State {
        State { people: oracle::items(sandbox.ties("list --json")), files: oracle::notes(&sandbox.vault()) }
    }
}

impl Edit {
    pub(crate) fn new(sandbox: Sandbox, line: &str) -> Edit {
        let before = State::of(&sandbox);
        sandbox.ties(line).ok();
        let after = State::of(&sandbox);
        assert_ne!(before, after);
        let edit = Edit { sandbox, args: words(line), before, after };
        edit.reset();
        edit
    }

    /// Makes the vault what it was, with an index that knows it.
    pub(crate) fn reset(&self) {
        let now = oracle::notes(&self.sandbox.vault());
        if now == self.before.files {
            return;
        }
        now.keys().filter(|path| !self.before.files.contains_key(*path)).for_each(|path| {
            fs::remove_file(path).expect("a file to remove");
        });
        for (path, bytes) in self.before.files.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes)) {
            fs::write(path, bytes).expect("a note");
        }
        self.sandbox.ties("index").ok();
    }

    /// Runs the command and lets something happen at the `n`-th such call in one of its threads.
    pub(crate) fn run_with_fault(&self, calls: &str, what: &str, n: usize) -> Run {
        self.run_other_with_fault(&self.args, calls, what, n)
    }

    /// The same with another command.
    pub(crate) fn run_other_with_fault<S: AsRef<str>>(&self, args: &[S], calls: &str, what: &str, n: usize) -> Run {
        let (trace, inject) = (format!("trace={calls}"), format!("inject={calls}:{what}:when={n}"));
        Run::of(&mut strace(&self.sandbox, args, &["-o", "/dev/null", "-e", &trace, "-e", &inject]))
    }

    /// Kills the command at each `step`-th such call, from the `first` to its last, and looks at what it left. Says how
    /// often it was killed.
    pub(crate) fn kill(&self, (calls, first, step): (&str, usize, usize), check: impl Fn(&str)) -> usize {
        for (kills, n) in (first..).step_by(step).enumerate() {
            if self.run_with_fault(calls, "signal=KILL", n).status == 0 {
                self.reset();
                assert!(kills > 0, "{calls} never comes");
                return kills;
            }
            check(&format!("killed at {calls} {n}"));
            self.reset();
            assert!(kills < 900, "{calls}: each kill leaves more to be done");
        }
        0
    }

    /// The note is whole, old or new; the next command answers right without a word, and cleans up.
    #[track_caller]
    pub(crate) fn assert_old_or_new(&self, when: &str) {
        let files = |files: Files| files.into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "md"));
        let notes: Files = files(oracle::notes(&self.sandbox.vault())).collect();
        let is_new = notes == self.after.files;
        assert!(is_new || notes == self.before.files, "{when}: {notes:?}");
        let run = self.sandbox.ties("list --json");
        assert_eq!(run.stderr, "", "{when}");
        let state = if is_new { &self.after } else { &self.before };
        assert_eq!(oracle::items(run), state.people, "{when}");
        assert_eq!(oracle::notes(&self.sandbox.vault()), state.files, "nothing else is left, {when}");
        assert_no_leftovers(&self.sandbox, when);
        if is_new {
            oracle::assert_settled(&self.sandbox);
        }
    }
}
