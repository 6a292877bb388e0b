//! Row 41: a terminal shows what notes say, and does nothing that they say.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::hostile::NAMES;
use crate::needs::{self, Need};
use crate::sandbox::Sandbox;

#[test]
fn nothing_in_a_note_or_a_name_reaches_a_terminal_raw() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let evil = "\\e[31m\\x9b31m\\u202e\\u2028\\x7f\\a";
    let raw = "\u{1b}[31m\u{9b}31m\u{202e}\u{2028}\u{7f}\u{7}";
    let text = format!(
        "---\nname: \"Ann {evil}\"\ncompany: \"{evil}\"\nemails: bad{raw}\ncadence: \"{evil}\"\n---\nazure {raw}\n\
        - 2014-07-23 met @ place{raw}: text {raw}\n- [ ] send {raw} 📅 2014-07-30\n\nby [[no{raw}body]]\n"
    );
    let vault = Sandbox::empty();
    for name in NAMES {
        fs::write(vault.vault().join(OsStr::from_bytes(name)), &text).expect("a note");
    }
    symlink("/", vault.vault().join(format!("link{raw}"))).expect("a link");
    for line in [
        "list",
        "list --json",
        "list --paths",
        "overdue --explain",
        "due",
        "find azure",
        "show case",
        "show nobody",
        "today",
        "check",
        "index --verbose",
        "index --status",
        "met",
    ] {
        let shown = on_a_terminal(&vault, line);
        assert!(!shown.trim().is_empty(), "{line}");
        if let Some(at) = shown.find(is_unsafe) {
            panic!("{line}: {:?}", shown[..at + 4].chars().rev().take(60).collect::<Vec<_>>());
        }
    }
}

fn is_unsafe(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\r');
    is_control || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What a terminal gets to see, on stdout and stderr.
fn on_a_terminal(vault: &Sandbox, line: &str) -> String {
    let ties = vault.command(&["list"]);
    let mut script = Command::new("script");
    let program = ties.get_program().display();
    script.args(["-qec", &format!("'{program}' --color never {line}"), "/dev/null"]).current_dir(vault.vault());
    script.envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?)))).stdin(Stdio::null());
    String::from_utf8_lossy(&script.output().expect("script starts").stdout).into_owned()
}
