//! What a test needs of the machine. Where it is missing the test is skipped, and says why; with `TIES_NO_SKIP=1` a skip
//! is a failure.
#![expect(clippy::print_stderr, reason = "a skipped test says why")]

use std::path::Path;
use std::process::{Command, Stdio};

/// Whether this machine has all of it.
pub(crate) fn all(needs: &[Need]) -> bool {
    needs.iter().all(|need| match need.is_met() {
        true => true,
        false => skip(&need.text()),
    })
}

#[derive(Clone, Copy)]
pub(crate) enum Need {
    Root,
    Program(&'static str),
    File(&'static str),
    /// `strace` that may trace.
    Strace,
    /// Mounts in a mount namespace of its own.
    Mounts,
    /// Python with two readers of YAML.
    #[allow(dead_code, reason = "each test binary uses a part of it")]
    Yaml,
}

impl Need {
    fn is_met(self) -> bool {
        match self {
            Need::Root => succeeds("sh", &["-c", "test $(id -u) = 0"]),
            Need::Program(name) => succeeds("sh", &["-c", &format!("command -v {name}")]),
            Need::File(path) => Path::new(path).exists(),
            Need::Strace => succeeds("strace", &["-f", "-o", "/dev/null", "true"]),
            Need::Mounts => succeeds("unshare", &["-m", "sh", "-c", "mount -t tmpfs none /mnt"]),
            Need::Yaml => succeeds("/usr/bin/python3", &["-c", "import yaml, ruamel.yaml"]),
        }
    }

    fn text(self) -> String {
        match self {
            Need::Root => "needs root".to_owned(),
            Need::Program(name) => format!("needs the program {name}"),
            Need::File(path) => format!("needs {path}"),
            Need::Strace => "needs strace, and the right to trace".to_owned(),
            Need::Mounts => "needs the right to mount".to_owned(),
            Need::Yaml => "needs python3-yaml and python3-ruamel.yaml".to_owned(),
        }
    }
}

/// The test is skipped for what no package could bring.
#[allow(dead_code, reason = "each test binary uses a part of it")]
pub(crate) fn forbidden(what: &str) {
    eprintln!("skipped: this system forbids {what}");
}

fn skip(why: &str) -> bool {
    assert!(std::env::var_os("TIES_NO_SKIP").is_none_or(|value| value != "1"), "not skipped: {why}");
    eprintln!("skipped: {why}");
    false
}

fn succeeds(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
