//! Row 41: a terminal shows what notes say, and does nothing that they say.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
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
        "timeline",
        "groups --verbose",
        "companies",
        "stats",
        "brief place",
        "list --csv",
        "list --jsonl",
        "list --format '{{name}} {{company}} {{emails}}'",
        "list 'zz\u{1b}[31m:x'",
        "list '@zz\u{202e}'",
        "list --format '{{\u{9b}'",
        "list --sort '\u{1b}x'",
    ] {
        let shown = on_a_terminal(&vault, line);
        assert!(!shown.trim().is_empty(), "{line}");
        if let Some(at) = shown.find(is_unsafe) {
            panic!("{line}: {:?}", shown[..at + 4].chars().rev().take(60).collect::<Vec<_>>());
        }
    }
}

#[test]
fn raw_text_reaches_who_asks_for_it() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let vault = Sandbox::with(&[("a.md", "---\nname: \"Ann \\e[31m\"\n---\n")]);
    assert!(on_a_terminal(&vault, "list --jsonl --raw").contains("\\u001b"));
    assert!(on_a_terminal(&vault, "list --format '{{name}}' --raw").contains("Ann \u{1b}[31m"));
    assert!(!on_a_terminal(&vault, "list --format '{{name}}'").contains('\u{1b}'));
}

#[test]
fn long_answers_go_through_the_pager_and_short_ones_do_not() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let vault = Sandbox::sample();
    let shown = |pager: &str, line: &str| {
        let line = format!("stty rows 10 cols 100; PAGER='{pager}' TERM=xterm ties --color never -q {line}");
        in_a_terminal(&vault, &line)
    };
    let paged = "sed s/^/paged:/";
    assert!(shown(paged, "list").lines().all(|line| line.starts_with("paged:")));
    assert!(!shown(paged, "list --limit 3").contains("paged:"));
    assert!(!shown(paged, "list --no-pager").contains("paged:"));
    assert!(!shown(paged, "list --json").contains("paged:"), "rows for programs are not paged");
    assert!(shown("no-such-pager", "list").contains("Ada Lovelace"), "without a pager it is printed");
    assert!(shown("cat", "list").contains("Ada Lovelace"));
    assert!(shown("sed s/^/a:/ | sed s/^/b:/", "list").lines().all(|line| line.starts_with("b:a:")));
    assert!(shown("exit 3;", "list").contains("Ada Lovelace"), "a pager that fails loses nothing");
    assert_eq!(shown("head -n 1", "list").lines().count(), 1, "who leaves the pager has read enough");
    assert!(shown(paged, "help notes").lines().all(|line| line.starts_with("paged:")));
    assert!(shown("no-such-pager", "help notes").contains("You want to write down who somebody is"));
}

#[test]
fn paths_are_links_where_the_terminal_knows_links() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let vault = Sandbox::with(&[("o b/ä\u{1b}.md", "# Ann\nazure\n")]);
    let shown = in_a_terminal(&vault, "FORCE_HYPERLINK=1 TERM=xterm ties find azure");
    let root = vault.vault().canonicalize().expect("a folder");
    let link = format!("\u{1b}]8;;file://{}/o%20b/%C3%A4%1B.md\u{1b}\\", root.display());
    assert!(shown.contains(&link), "{shown:?}");
    assert!(!in_a_terminal(&vault, "FORCE_HYPERLINK=0 TERM=xterm ties find azure").contains("\u{1b}]8"));
    assert!(!in_a_terminal(&vault, "FORCE_HYPERLINK=1 ties find azure --color never").contains("\u{1b}]8"));
    assert!(!vault.ties("find azure --table").stdout.contains("\u{1b}]8"), "not in a pipe");
}

#[test]
fn the_code_of_a_diagnostic_leads_to_its_page_where_the_terminal_knows_links() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let vault = Sandbox::with(&[("ann.md", "---\nname: Ann\ncadence: sometimes\n---\n")]);
    let shown = in_a_terminal(&vault, "FORCE_HYPERLINK=1 TERM=xterm ties check");
    let (_, after) = shown.split_once("\u{1b}]8;;file://").expect("a link to the note");
    let (_, after) = after.split_once("\u{1b}]8;;file://").expect("a link to the page");
    let (page, text) = after.split_once("\u{1b}\\").expect("the end of the address");
    assert!(text.starts_with("unknown-cadence\u{1b}]8;;"), "{text:?}");
    assert!(fs::read_to_string(page).expect("the page").starts_with("unknown-cadence: a cadence is not understood"));
    assert!(in_a_terminal(&vault, "FORCE_HYPERLINK=0 TERM=xterm ties check").contains("[unknown-cadence]"));
}

#[test]
fn a_terminal_asks_which_of_several_people_was_meant() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let vault = Sandbox::sample();
    let shown = |answer: &str| typed_into_a_terminal(&vault, "ties --color never show adda; echo status $?", answer);
    let second = shown("2\n");
    assert!(second.contains("2  Ada Lovelace  people/ada-lovelace.md"), "{second}");
    assert!(second.contains("also known as Ada, The Countess") && second.contains("status 0"), "{second}");
    let none = shown("\n");
    assert!(none.contains("hint: type more of the name") && none.contains("status 2"), "{none}");
}

#[test]
fn what_is_typed_comes_back_harmless() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let vault = Sandbox::with(&[("ev\u{1b}[31mil.md", "# Ann\n")]);
    for line in
        ["$'no\\e[31m'", "list --limit $'\\e[31m'", "list --type $'\\u202e'", "list -0", "list --sort $'\\e[31m'"]
    {
        let shown = in_a_terminal(&vault, &format!("bash -c \"ties --color never {line}\""));
        let shown = shown.replace('\0', "");
        assert_eq!(shown.find(is_unsafe), None, "{line}: {shown:?}");
    }
}

fn is_unsafe(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\r');
    is_control || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What a terminal gets to see, on stdout and stderr.
fn on_a_terminal(vault: &Sandbox, line: &str) -> String {
    in_a_terminal(vault, &format!("ties --color never {line}"))
}

/// What a terminal shows of a line of the shell.
fn in_a_terminal(vault: &Sandbox, line: &str) -> String {
    typed_into_a_terminal(vault, line, "")
}

/// The same with something typed meanwhile.
fn typed_into_a_terminal(vault: &Sandbox, line: &str, input: &str) -> String {
    let shell = vault.shell("");
    let mut script = Command::new("script");
    script.args(["-qec", line, "/dev/null"]).current_dir(vault.vault()).env_clear();
    script.envs(shell.get_envs().filter_map(|(key, value)| Some((key, value?))));
    if input.is_empty() {
        script.stdin(Stdio::null());
        return String::from_utf8_lossy(&script.output().expect("script starts").stdout).into_owned();
    }
    let mut running = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script starts");
    running.stdin.as_mut().expect("a pipe").write_all(input.as_bytes()).expect("it is read");
    String::from_utf8_lossy(&running.wait_with_output().expect("it ends").stdout).into_owned()
}
