//! Row 41: hostile text on a terminal that is talked to: questions, a watch, what shells complete.

use std::fs;

use crate::hostile_text::{evil_lines, put, vault};
use crate::needs::{self, Need};
use crate::pty::{Session, Shown, run, run_typing};
use crate::sandbox::Sandbox;

#[test]
fn questions_on_a_terminal_show_hostile_text_without_harm() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let sandbox = Sandbox::empty();
    let root = vault(&sandbox);
    for (line, answer) in [("ties show qname", "1\n"), ("ties show qname", "\n"), ("ties done qalias", "2\n")] {
        let shown = run_typing(&sandbox, &root, line, answer);
        assert!(shown.text.contains("which one"), "{shown:?}");
        shown.assert_escaped();
    }
}

#[test]
fn a_watch_reports_hostile_text_without_harm() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    for flags in ["", "--json", "--poll --color always"] {
        let sandbox = Sandbox::empty();
        let root = vault(&sandbox);
        let mut watch = Session::begin(&sandbox, &root, &format!("ties watch {flags} --on-change 'exit 3'"));
        watch.wait_for("watching ");
        put(&root, &format!("{}.md", evil_lines("qadded")), "---\nname: Ann\ncadence: \"<qbad>\"\n---\n");
        watch.wait_for("qadded");
        let moved = root.join(format!("{}.md", evil_lines("qmoved")));
        fs::rename(root.join(format!("{}.md", evil_lines("qadded"))), &moved).expect("a file to move");
        watch.wait_for("qmoved");
        put(&root, "ties.toml", "\"<qwrong>\" = 1");
        watch.wait_for("qwrong");
        watch.send("\u{3}");
        let shown = watch.end();
        shown.assert_escaped();
        for mark in ["qvault", "qadded", "qmoved", "qwrong"] {
            assert!(shown.has(mark), "{mark}: {shown:?}");
        }
    }
}

/// How shells ask, with spaces for the tabs that are between a word and its explanation.
fn completions() -> Vec<String> {
    let words = [
        "show q",
        "list tag:",
        "list group:",
        "list company:",
        "list has:q",
        "list @",
        "met --at q",
        "check ",
        "--vault ../q",
    ];
    let ask = |shell: &str, words: &str| {
        // What bash would put the candidate in the place of.
        let replaced = words.rsplit([' ', ':']).next().unwrap_or_default();
        format!(
            "TIES_COMPLETE={shell} TIES_COMPLETE_LINE='ties {words}' TIES_COMPLETE_REPLACED='{replaced}' ties -- ties {} \
             | tr '\\t' ' '",
            words.split(' ').map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ")
        )
    };
    let shells = ["bash", "zsh", "fish", "elvish", "powershell"];
    shells.iter().flat_map(|shell| words.map(|words| ask(shell, words))).collect()
}

#[test]
fn what_a_shell_gets_is_harmless_and_still_there_where_it_can_be() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let sandbox = Sandbox::empty();
    let root = vault(&sandbox);
    put(&root, "plain.md", "---\nname: Quinn Plain\ntags: [quiet]\n---\n");
    put(&root, "quoted.md", "---\nname: \"<quinn>\"\n---\n");
    let lines = [vec!["ties index".to_owned()], completions()].concat();
    let all = run(&sandbox, &root, &lines);
    all.iter().for_each(Shown::assert_harmless);
    for (words, candidate) in [("'show' 'q'", "plain"), ("'tag:'", "quiet"), ("'check' ''", "full.md")] {
        let mut asked = all.iter().filter(|shown| shown.line.contains(words));
        assert!(asked.all(|shown| shown.text.contains(candidate)), "{words}");
    }
}
