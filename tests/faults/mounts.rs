//! Shell scripts in a mount namespace of their own, so that nothing stays mounted.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::oracle;
use crate::sandbox::{Run, Sandbox};

/// What a script left: its runs of the program, by the names that it gave them.
pub(crate) struct Runs {
    folder: PathBuf,
}

/// Runs a script. In it `run NAME ARGS…` runs the program, and `$CACHE` and `$VAULT` are the sandbox's folders.
pub(crate) fn script(sandbox: &Sandbox, text: &str) -> Runs {
    let folder = sandbox.home().join("runs");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a new folder");
    fs::create_dir_all(sandbox.cache()).expect("a new folder");
    let head = "run() { n=$1; shift; rc=0; \"$TIES\" \"$@\" >\"$RUNS/$n.out\" 2>\"$RUNS/$n.err\" || rc=$?; echo $rc >\"$RUNS/$n.rc\"; }\n";
    let ties = sandbox.command(&["list"]);
    let mut command = Command::new("unshare");
    command.args(["-m", "timeout", "300", "sh", "-e", "-c", &format!("{head}{text}")]).current_dir(sandbox.vault());
    command.envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
    command.env("TIES", ties.get_program()).env("RUNS", &folder);
    command.env("CACHE", sandbox.cache()).env("VAULT", sandbox.vault());
    let output = command.output().expect("unshare starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Runs { folder }
}

impl Runs {
    pub(crate) fn get(&self, name: &str) -> Run {
        let read = |extension: &str| {
            let path = self.folder.join(format!("{name}.{extension}"));
            String::from_utf8_lossy(&fs::read(path).expect("a run of this name")).into_owned()
        };
        let status = read("rc").trim().parse().expect("a status");
        Run { stdout: read("out"), stderr: read("err"), status }
    }

    /// The items of a run that answered, and what it printed besides.
    pub(crate) fn answered(&self, name: &str) -> (Value, String) {
        let run = self.get(name);
        let stderr = run.stderr.clone();
        (oracle::items(run), stderr)
    }

    /// The items of a run that printed nothing else.
    #[track_caller]
    pub(crate) fn quiet(&self, name: &str) -> Value {
        let (items, stderr) = self.answered(name);
        assert_eq!(stderr, "", "{name}");
        items
    }

    /// The items of a run that printed a warning.
    #[track_caller]
    pub(crate) fn warned(&self, name: &str, word: &str) -> Value {
        let (items, stderr) = self.answered(name);
        assert!(
            stderr.starts_with("warning: ") && stderr.contains(word) && !stderr.contains("panicked"),
            "{name}: {stderr}"
        );
        assert_eq!(stderr.lines().count(), 1, "{name}: {stderr}");
        items
    }
}
