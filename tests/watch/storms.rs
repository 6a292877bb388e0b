//! Much at once: checkouts, removals, queues that overflow.

use std::fs;

use crate::oracle;
use crate::process::{Watch, assert_found, assert_vouched, shell, status};
use crate::sandbox::{Run, Sandbox};

/// A repository with a branch `one` and a branch `two`: in `two` some notes are changed and some are gone.
fn repository(notes: usize, changed: usize, removed: usize) -> Sandbox {
    let sandbox = Sandbox::empty();
    for i in 0..notes {
        sandbox.write(&path(i), format!("---\nname: Person {i}\n---\nazure\n"));
    }
    shell(&sandbox, "git init -q -b one . && git config user.email a@example.org && git config user.name A");
    shell(&sandbox, "git config gc.auto 0 && git config core.fsync none && git add -A && git commit -qm one");
    shell(&sandbox, "git checkout -q -b two");
    (0..changed).for_each(|i| sandbox.write(&path(i), format!("---\nname: Person {i}\n---\nkafka\n")));
    (changed..changed + removed).for_each(|i| sandbox.remove(&path(i)));
    shell(&sandbox, "git add -A && git commit -q --allow-empty -m two && git checkout -q one");
    sandbox
}

fn path(i: usize) -> String {
    format!("people/{}/{}/p{i}.md", i % 7, i % 31)
}

/// The commands after changes that ran.
fn batches(sandbox: &Sandbox) -> usize {
    fs::read_to_string(sandbox.home().join("batches")).unwrap_or_default().lines().count()
}

fn peak_megabytes(watch: &Watch) -> u64 {
    let text = fs::read_to_string(format!("/proc/{}/status", watch.pid())).expect("it runs");
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line");
    line.trim().trim_end_matches("kB").trim().parse::<u64>().expect("a number") / 1000
}

#[test]
fn a_checkout_that_changes_and_removes_thousands_becomes_few_commits() {
    let sandbox = repository(6000, 5000, 500);
    let watch = Watch::start(&sandbox, "--on-change \"wc -l >> ../batches\"");
    shell(&sandbox, "git checkout -q two");
    assert_vouched(&sandbox);
    shell(&sandbox, "git checkout -q one && git checkout -q two && git checkout -q one");
    assert_vouched(&sandbox);
    let peak = peak_megabytes(&watch);
    assert!(peak < 400, "{peak} MB");
    watch.end("TERM");
    let batches = batches(&sandbox);
    assert!((2..=8).contains(&batches), "{batches} batches for four checkouts");
    oracle::assert_right(&sandbox);
    shell(&sandbox, "test -z \"$(git status --porcelain)\"");
}

#[test]
fn ten_checkouts_of_ten_thousand_notes() {
    let sandbox = repository(10_000, 10_000, 0);
    let watch = Watch::start(&sandbox, "--quiet --on-change \"wc -l >> ../batches\"");
    for i in 0..10 {
        let (branch, word) = if i % 2 == 0 { ("two", "kafka") } else { ("one", "azure") };
        shell(&sandbox, &format!("git checkout -q {branch}"));
        let found = sandbox.run(&["find", word, "--paths"]).ok();
        assert_eq!(found.lines().count(), 10_000, "checkout {i}");
    }
    assert_vouched(&sandbox);
    let peak = peak_megabytes(&watch);
    assert!(peak < 500, "{peak} MB");
    watch.end("TERM");
    assert!(batches(&sandbox) <= 30, "{} batches", batches(&sandbox));
}

#[test]
fn a_rebase_and_a_stash() {
    let sandbox = repository(300, 200, 20);
    let _watch = Watch::start(&sandbox, "");
    shell(&sandbox, "echo mine >> people/0/0/p0.md && echo new > people/new.md && git add -A && git commit -qm mine");
    assert_vouched(&sandbox);
    shell(&sandbox, "git rebase -q -X theirs two");
    assert_vouched(&sandbox);
    shell(&sandbox, "echo more >> people/new.md && git stash -q");
    assert_vouched(&sandbox);
    shell(&sandbox, "git stash pop -q && git clean -fdq && git reset -q --hard one");
    assert_vouched(&sandbox);
}

#[test]
fn half_of_the_vault_removed() {
    let sandbox = repository(2000, 0, 0);
    let _watch = Watch::start(&sandbox, "--quiet");
    shell(&sandbox, "rm -r people/0 people/1 people/2 people/3");
    assert_vouched(&sandbox);
    assert_eq!(status(&sandbox)["notes"], (0..2000).filter(|i| i % 7 > 3).count());
    shell(&sandbox, "git checkout -q .");
    assert_vouched(&sandbox);
    shell(&sandbox, "rm -r people");
    assert_vouched(&sandbox);
    assert_eq!(status(&sandbox)["notes"], 0, "whoever empties a folder means it");
}

#[test]
fn more_events_than_the_system_keeps() {
    let sandbox = Sandbox::empty();
    // Folders that are watched: nothing is heard from those that come meanwhile.
    (0..50).for_each(|i| sandbox.write(&format!("storm/{i}/first.md"), "calm\n"));
    let watch = Watch::start(&sandbox, "");
    let kept: usize =
        fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").expect("Linux").trim().parse().expect("a number");
    watch.signal("STOP");
    // Three events a note at the least: made, written, closed.
    for i in 0..kept / 3 + 500 {
        sandbox.write(&format!("storm/{}/s{i}.md", i % 50), "stormy\n");
    }
    for i in (0..kept / 3).step_by(3) {
        sandbox.remove(&format!("storm/{}/s{i}.md", i % 50));
    }
    watch.signal("CONT");
    watch.error_with("too many changes at once for the system");
    assert_vouched(&sandbox);
    sandbox.write("after.md", "unheard\n");
    assert_found(&sandbox, "unheard", &["after.md"]);
}

#[test]
fn folders_that_come_with_files_in_them() {
    let sandbox = Sandbox::with(&[("a.md", "azure\n")]);
    let _watch = Watch::start(&sandbox, "--quiet");
    for i in 0..1000 {
        sandbox.write(&format!("n{}/{}/c{i}/x{i}.md", i % 3, i % 11), format!("nested{i}\n"));
        if i % 50 == 49 {
            assert_found(&sandbox, &format!("nested{i}"), &[&format!("n{}/{}/c{i}/x{i}.md", i % 3, i % 11)]);
        }
    }
    assert_vouched(&sandbox);
    assert_eq!(status(&sandbox)["notes"], 1001);
    let tree = sandbox.home().join("tree");
    for i in 0..100 {
        fs::create_dir_all(tree.join(format!("b/{i}"))).expect("folders");
        fs::write(tree.join(format!("b/{i}/y.md")), "moved in whole\n").expect("a note");
    }
    fs::rename(&tree, sandbox.vault().join("tree")).expect("moved");
    assert_vouched(&sandbox);
    assert_eq!(status(&sandbox)["notes"], 1101);
}

#[test]
fn somebody_who_never_stops_writing_stops_nobody() {
    let sandbox = Sandbox::with(&[("a.md", "azure\n")]);
    let watch = Watch::start(&sandbox, "");
    let noise = "i=0; while [ ! -e stop ]; do i=$((i+1)); echo $i >> log.md; echo $i > noise.md; done";
    let mut command = std::process::Command::new("sh");
    let mut child = command.args(["-c", noise]).current_dir(sandbox.vault()).spawn().expect("a shell");
    for i in 0..20 {
        sandbox.write("b.md", format!("word{i}\n"));
        let run = Run::of(&mut oracle::command(&sandbox, &format!("find word{i} --paths")));
        assert_eq!((run.stdout.as_str(), run.status), ("b.md\n", 0));
    }
    watch.until("~ log.md");
    sandbox.write("stop", "");
    child.wait().expect("it ends");
    assert_vouched(&sandbox);
}

#[test]
fn a_folder_made_again_in_the_middle_of_a_storm_is_watched_again() {
    let sandbox = Sandbox::with(&[("e/first.md", "calm\n"), ("d/first.md", "calm\n")]);
    let watch = Watch::start(&sandbox, "--quiet");
    for round in 0..3 {
        watch.signal("STOP");
        (0..9000).for_each(|i| sandbox.write(&format!("e/s{i}.md"), "stormy\n"));
        (0..9000).for_each(|i| sandbox.remove(&format!("e/s{i}.md")));
        shell(&sandbox, "rm -r d && mkdir d");
        watch.signal("CONT");
        assert_vouched(&sandbox);
        sandbox.write(&format!("d/deaf{round}.md"), format!("deafword{round}\n"));
        assert_found(&sandbox, &format!("deafword{round}"), &[&format!("d/deaf{round}.md")]);
        assert_vouched(&sandbox);
    }
}
