//! A vault of its own for every test, and the program run in it as a user would, cut off from the user's environment.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses a part of it")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A temporary home with a vault, a cache and a config folder.
pub struct Sandbox {
    home: TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub status: i32,
}

impl Sandbox {
    /// An empty vault.
    pub fn empty() -> Sandbox {
        let home = TempDir::new().expect("a temporary folder");
        fs::create_dir(home.path().join("vault")).expect("a new folder");
        Sandbox { home }
    }

    /// A copy of `sample-vault`.
    pub fn sample() -> Sandbox {
        let sandbox = Sandbox::empty();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-vault"), &sandbox.vault());
        sandbox
    }

    /// A vault of these notes.
    pub fn with(notes: &[(&str, &str)]) -> Sandbox {
        let sandbox = Sandbox::empty();
        notes.iter().for_each(|(path, text)| sandbox.write(path, text));
        sandbox
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn vault(&self) -> PathBuf {
        self.home.path().join("vault")
    }

    pub fn cache(&self) -> PathBuf {
        self.home.path().join("cache")
    }

    /// Writes a file of the vault, with its folders.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.vault().join(path);
        fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a new folder");
        fs::write(file, text).expect("a new file");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.vault().join(path)).expect("a file to remove");
    }

    /// The program, to be run in the vault on 2014-09-15.
    pub fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ties"));
        command.args(args).current_dir(self.vault()).stdin(Stdio::null());
        command.env_clear().env("HOME", self.home()).env("TIES_TODAY", "2014-09-15").env("COLUMNS", "100");
        command.env("XDG_CACHE_HOME", self.cache()).env("XDG_CONFIG_HOME", self.home().join("config"));
        command
            .env("TIES_VAULT", self.vault())
            .env("TZ", "UTC")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
    }

    /// Runs the program to its end.
    /// A line for the system's shell, in which `ties` is the program.
    pub fn shell(&self, line: &str) -> Command {
        let program = self.command::<&str>(&[]);
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(self.vault()).stdin(Stdio::null()).env_clear();
        shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let folder = Path::new(env!("CARGO_BIN_EXE_ties")).parent().expect("it lies in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
        shell.env("PATH", std::env::join_paths(folders).expect("folders of programs"));
        shell
    }

    pub fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Run {
        Run::of(&mut self.command(args))
    }

    /// Runs the program with arguments as one line, split at spaces outside of double quotes.
    pub fn ties(&self, line: &str) -> Run {
        self.run(&words(line))
    }

    /// The run as one text: the command, stdout, stderr and the status, with the sandbox's folder as `[HOME]`.
    pub fn transcript(&self, line: &str) -> String {
        self.ties(line).transcript(line, self.home())
    }

    /// Several runs, one after the other.
    pub fn session(&self, lines: &[&str]) -> String {
        lines.iter().map(|line| self.transcript(line)).collect::<Vec<_>>().join("\n")
    }

    /// The same as a table, as people see it on a terminal.
    pub fn table(&self, line: &str) -> String {
        Run::of(self.command(&words(line)).env("TIES_TABLE", "1")).transcript(line, self.home())
    }
}

impl Run {
    pub fn of(command: &mut Command) -> Run {
        let output = command.output().expect("the program starts");
        Run {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            status: output.status.code().unwrap_or(-1),
        }
    }

    pub fn transcript(&self, line: &str, home: &Path) -> String {
        let text = format!("$ ties {line}\n{}--- stderr\n{}--- status {}\n", self.stdout, self.stderr, self.status);
        text.replace(&home.canonicalize().unwrap_or_else(|_| home.to_owned()).display().to_string(), "[HOME]")
            .replace(&home.display().to_string(), "[HOME]")
    }

    /// stdout, when the run succeeded without a word on stderr.
    pub fn clean(self) -> String {
        assert_eq!((self.status, self.stderr.as_str()), (0, ""), "stdout: {}", self.stdout);
        self.stdout
    }

    /// stdout, when the run succeeded.
    pub fn ok(self) -> String {
        assert_eq!(self.status, 0, "stderr: {}", self.stderr);
        self.stdout
    }

    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.ok()).expect("JSON")
    }
}

/// The names of the items of a JSON answer.
pub fn names(answer: &serde_json::Value) -> Vec<&str> {
    let items = answer["items"].as_array().expect("items");
    items.iter().map(|item| item["name"].as_str().expect("a name")).collect()
}

/// Splits at spaces outside of double quotes.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in line.split('"').enumerate() {
        match i % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("a file to copy")),
        }
    }
}
