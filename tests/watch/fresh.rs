//! The promise: a query right after a change holds it, and the watch has vouched for that.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::process::{Watch, assert_found, assert_vouched, shell, status};
use crate::sandbox::Sandbox;

#[test]
fn two_hundred_edits_are_each_in_the_next_answer() {
    let sandbox = Sandbox::sample();
    let _watch = Watch::start(&sandbox, "");
    for i in 0..200 {
        let word = format!("marker{i}");
        sandbox.write("people/edited.md", format!("---\nname: Edited\n---\n{word}\n"));
        assert_found(&sandbox, &word, &["people/edited.md"]);
    }
    assert!(status(&sandbox)["vouched"].as_u64().is_some_and(|vouched| vouched > 150), "{}", status(&sandbox));
    assert_vouched(&sandbox);
}

#[test]
fn a_change_that_keeps_size_and_times_is_found() {
    let sandbox = Sandbox::with(&[("a.md", "aaaaaaaa\n")]);
    let _watch = Watch::start(&sandbox, "");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_400_000_000);
    for i in 0..200 {
        let word = format!("word{i:04}");
        let path = sandbox.vault().join("a.md");
        fs::write(&path, format!("{word}\n")).expect("written");
        File::options().append(true).open(&path).expect("there").set_modified(time).expect("an old time");
        assert_found(&sandbox, &word, &["a.md"]);
    }
}

#[test]
fn times_that_lie_are_no_reason_to_read_for_ever() {
    let sandbox = Sandbox::with(&[("future.md", "future\n"), ("past.md", "past\n")]);
    let watch = Watch::start(&sandbox, "");
    shell(&sandbox, "touch -d 2099-01-01 future.md && touch -d @0 past.md");
    assert_vouched(&sandbox);
    sandbox.write("end.md", "");
    assert_eq!(watch.until("+ end.md"), ["+ end.md"]);
    watch.end("TERM");
    crate::oracle::assert_right(&sandbox);
}

#[test]
fn a_note_with_two_names_is_true_under_both() {
    let sandbox = Sandbox::with(&[("hard.md", "one\n"), ("target.md", "one\n")]);
    fs::hard_link(sandbox.vault().join("hard.md"), sandbox.home().join("outside.txt")).expect("a hard link");
    symlink("target.md", sandbox.vault().join("soft.md")).expect("a link");
    let _watch = Watch::start(&sandbox, "");
    for word in ["two", "three", "four"] {
        // The folder of the note hears nothing of the first.
        fs::write(sandbox.home().join("outside.txt"), format!("{word}\n")).expect("written");
        assert_found(&sandbox, word, &["hard.md"]);
        sandbox.write("target.md", format!("{word}x\n"));
        assert_found(&sandbox, &format!("{word}x"), &["soft.md", "target.md"]);
    }
    assert_vouched(&sandbox);
}

#[test]
fn settings_and_patterns_hold_at_once() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    sandbox.write("archive/.gitignore", "*\n!.gitignore\n");
    sandbox.write("archive/hidden.md", "---\nname: Hidden\n---\nkafkaesque\n");
    assert_found(&sandbox, "kafkaesque", &[]);
    sandbox.remove("archive/.gitignore");
    assert_found(&sandbox, "kafkaesque", &["archive/hidden.md"]);
    let settings = fs::read_to_string(sandbox.vault().join("ties.toml")).expect("settings");
    sandbox.write("ties.toml", settings.replace("\"1 day\"", "\"9 days\""));
    watch.error_with("the index was rebuilt, because ties.toml");
    assert_vouched(&sandbox);
    sandbox.write("ties.toml", "first_follow_up = 7\nno toml");
    watch.error_with("the index is not updated until the file is fixed");
    assert_eq!(sandbox.ties("list").status, 1, "whoever asks gets the error too");
    assert_eq!(status(&sandbox)["doubt"], "ties.toml cannot be used");
    sandbox.write("ties.toml", settings);
    watch.error_with("the index is up to date again");
    assert_vouched(&sandbox);
}

#[test]
fn every_day_has_its_own_answer() {
    let sandbox = Sandbox::sample();
    let _watch = Watch::start(&sandbox, "");
    let ask = |day: &str, cache: &std::path::Path| {
        let mut command = sandbox.command(&["overdue", "--json", "--today", day]);
        crate::oracle::items(crate::sandbox::Run::of(command.env("XDG_CACHE_HOME", cache)))
    };
    let other = sandbox.home().join("other-cache");
    for day in ["2014-07-23", "2014-07-24", "2014-09-15", "2014-09-16", "2015-01-01", "2026-12-31"] {
        assert_eq!(ask(day, &sandbox.cache()), ask(day, &other), "{day}");
    }
}

#[test]
fn what_cannot_be_read_is_nothing_to_vouch_for() {
    if !crate::needs::all(&[crate::needs::Need::Program("setpriv"), crate::needs::Need::Root]) {
        return;
    }
    let sandbox = Sandbox::with(&[("a.md", "azure\n"), ("p/b.md", "azure\n")]);
    shell(&sandbox, "chown -R 65534:65534 ..");
    let as_nobody = |args: &[&str]| {
        let ties = sandbox.command(args);
        let mut command = std::process::Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(ties.get_program()).args(args);
        command.env_clear().envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
        command.current_dir(sandbox.vault()).stdin(std::process::Stdio::null());
        command
    };
    let watch = Watch::spawn(&mut as_nobody(&["watch"]));
    shell(&sandbox, "chmod 0 a.md");
    watch.error_with("cannot read a.md");
    let run = crate::sandbox::Run::of(&mut as_nobody(&["find", "azure", "--paths"]));
    assert_eq!((run.stdout.as_str(), run.status), ("a.md\np/b.md\n", 0));
    assert!(run.stderr.contains("cannot read a.md"), "{}", run.stderr);
    sandbox.write("p/c.md", "azure\n");
    watch.until("+ p/c.md");
    let run = crate::sandbox::Run::of(&mut as_nobody(&["find", "azure", "--paths"]));
    assert!(run.stderr.contains("cannot read a.md"), "a look elsewhere mends nothing: {}", run.stderr);
    shell(&sandbox, "chmod 644 a.md");
    watch.error_with("the index is up to date again");
}

/// Something that people and programs do to a vault. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Action {
    Write(u8, u8),
    /// A daily note, which records contact with whoever a link means.
    WriteDay(u8, u8),
    Append(u8),
    Move(u8, u8),
    MoveFolder(u8, u8),
    MoveOut(u8),
    MoveIn(u8, u8),
    Remove(u8),
    RemoveFolder(u8),
    Ask,
}

fn action() -> impl Strategy<Value = Action> {
    let n = any::<u8>;
    prop_oneof![
        3 => (n(), n()).prop_map(|(a, b)| Action::Write(a, b)),
        3 => (n(), n()).prop_map(|(a, b)| Action::WriteDay(a, b)),
        2 => n().prop_map(Action::Append),
        2 => (n(), n()).prop_map(|(a, b)| Action::Move(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Action::MoveFolder(a, b)),
        1 => n().prop_map(Action::MoveOut),
        1 => (n(), n()).prop_map(|(a, b)| Action::MoveIn(a, b)),
        1 => n().prop_map(Action::Remove),
        1 => n().prop_map(Action::RemoveFolder),
        2 => Just(Action::Ask),
    ]
}

/// A path that is used again and again: `d1/d0/n3.md`.
fn path(a: u8, b: u8) -> String {
    format!("{}n{}.md", folder(a), b % 5)
}

/// One of the folders is called as people are kept: it decides what all other notes are.
fn folder(a: u8) -> String {
    (0..a % 4).map(|depth| format!("{}/", ["d0", "d1", "People"][usize::from((a >> (2 * depth)) % 3)])).collect()
}

fn daily(a: u8, b: u8) -> String {
    format!("- called [[n{}]] @ Rust Oslo\n- [ ] send [[N{}]] the slides by 2014-09-01\n", a % 5, b % 6)
}

fn apply(sandbox: &Sandbox, action: &Action) {
    let to_folder = |a: u8| format!("./{}", folder(a));
    let script = match action {
        Action::Ask => return,
        Action::Write(a, b) => {
            return sandbox.write(&path(*a, *b), format!("---\nname: N{}\n---\nazure {a}\n", b % 7));
        }
        Action::WriteDay(a, b) => {
            return sandbox.write(&format!("{}2014-08-1{}.md", folder(*b), a % 5), daily(*a, *b));
        }
        Action::Append(a) => {
            format!("f=$(find . -name '*.md' | sort | sed -n {}p); echo kafka >> \"${{f:-x.md}}\"", a % 9 + 1)
        }
        Action::Move(a, b) => {
            format!(
                "mkdir -p {0} && f=$(find . -name '*.md' | sort | sed -n {1}p); mv \"${{f:-x}}\" {0}moved{1}.md || true",
                to_folder(*b),
                a % 9 + 1
            )
        }
        Action::MoveFolder(a, b) => {
            format!(
                "mkdir -p {0} && f=$(find . -mindepth 1 -type d | sort | sed -n {1}p); mv \"$f\" {0} || true",
                to_folder(*b),
                a % 5 + 1
            )
        }
        Action::MoveOut(a) => {
            format!(
                "mkdir -p ../out && f=$(find . -mindepth 1 -type d | sort | sed -n {}p); mv \"$f\" ../out/$$ || true",
                a % 5 + 1
            )
        }
        Action::MoveIn(a, b) => {
            format!(
                "mkdir -p {0} && f=$(ls -d ../out/* | sed -n {1}p); mv \"$f\" {0}in || true",
                to_folder(*b),
                a % 3 + 1
            )
        }
        Action::Remove(a) => format!("f=$(find . -name '*.md' | sort | sed -n {}p); rm -f \"$f\"", a % 9 + 1),
        Action::RemoveFolder(a) => {
            format!("f=$(find . -mindepth 1 -type d | sort | sed -n {}p); rm -rf \"$f\"", a % 5 + 1)
        }
    };
    shell(sandbox, &script);
}

#[test]
fn after_any_actions_the_answers_are_those_of_a_fresh_build() {
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let all = runner.run(&proptest::collection::vec(action(), 1..40), |actions| {
        let sandbox = Sandbox::with(&[("d0/n0.md", "azure\n")]);
        let _watch = Watch::start(&sandbox, "");
        for action in &actions {
            apply(&sandbox, action);
            if matches!(action, Action::Ask) {
                prop_assert_eq!(crate::oracle::answers(&sandbox), crate::oracle::fresh(&sandbox));
            }
        }
        assert_vouched(&sandbox);
        Ok(())
    });
    all.expect("the watch is as good as a look");
}

#[test]
fn two_names_within_the_vault_are_one_file() {
    let sandbox = Sandbox::with(&[("ha.md", "x\n"), ("hc.md", "x\n")]);
    let _watch = Watch::start(&sandbox, "");
    assert_vouched(&sandbox);
    shell(&sandbox, "ln ha.md hb.md");
    assert_vouched(&sandbox);
    shell(&sandbox, "echo zebra >> hb.md");
    assert_found(&sandbox, "zebra", &["ha.md", "hb.md"]);
    // The other name is no note's.
    shell(&sandbox, "ln hc.md hc.txt && echo giraffe >> hc.txt");
    assert_found(&sandbox, "giraffe", &["hc.md"]);
    assert_vouched(&sandbox);
}

#[test]
fn links_that_lead_somewhere_at_times() {
    let sandbox = Sandbox::with(&[("d/zed.md", "word0\n")]);
    symlink("d/zed.md", sandbox.vault().join("zlink.md")).expect("a link");
    symlink(".store/s.md", sandbox.vault().join("dangling.md")).expect("a link");
    let _watch = Watch::start(&sandbox, "");
    assert_found(&sandbox, "word0", &["d/zed.md", "zlink.md"]);
    shell(&sandbox, "mv d/zed.md ../z");
    assert_found(&sandbox, "word0", &[]);
    shell(&sandbox, "mv ../z d/zed.md");
    assert_found(&sandbox, "word0", &["d/zed.md", "zlink.md"]);
    shell(&sandbox, "mkdir .store && echo word1 > .store/s.md");
    assert_found(&sandbox, "word1", &["dangling.md"]);
    assert_vouched(&sandbox);
    // A link to a folder is no folder.
    shell(&sandbox, "ln -s d x.md && ln -s d ../l && mv ../l ldir");
    assert_found(&sandbox, "word0", &["d/zed.md", "zlink.md"]);
    shell(&sandbox, "rm ldir x.md");
    assert_vouched(&sandbox);
}

#[test]
fn patterns_behind_a_link_are_checked_by_who_asks() {
    let sandbox = Sandbox::with(&[("d/zed.md", "word0\n"), (".conf/ign", "")]);
    symlink(".conf/ign", sandbox.vault().join(".tiesignore")).expect("a link");
    let _watch = Watch::start(&sandbox, "");
    assert_found(&sandbox, "word0", &["d/zed.md"]);
    sandbox.write(".conf/ign", "d/\n");
    assert_found(&sandbox, "word0", &[]);
    assert_eq!(status(&sandbox)["doubt"], "an ignore file is a symbolic link");
}

#[test]
fn settings_behind_a_link_hold_at_once() {
    let sandbox = Sandbox::with(&[("a.md", "word0\n"), (".conf/ties.toml", "first_follow_up = \"1 day\"\n")]);
    symlink(".conf/ties.toml", sandbox.vault().join("ties.toml")).expect("a link");
    let watch = Watch::start(&sandbox, "");
    assert_vouched(&sandbox);
    sandbox.write(".conf/ties.toml", "first_follow_up = \"2 days\"\n");
    assert_eq!(crate::oracle::answers(&sandbox), crate::oracle::fresh(&sandbox));
    sandbox.write("b.md", "word1\n");
    watch.until("+ b.md");
    assert_vouched(&sandbox);
}

#[test]
fn a_folder_that_is_replaced_while_nothing_can_be_done_is_watched_again() {
    let sandbox = Sandbox::with(&[("d/a.md", "word0\n"), ("ties.toml", "")]);
    let watch = Watch::start(&sandbox, "");
    sandbox.write("ties.toml", "[[[broken");
    watch.error_with("the index is not updated until the file is fixed");
    shell(&sandbox, "rm -r d && mkdir d");
    sandbox.write("ties.toml", "");
    watch.error_with("the index is up to date again");
    assert_vouched(&sandbox);
    sandbox.write("d/deaf.md", "word1\n");
    assert_found(&sandbox, "word1", &["d/deaf.md"]);
    watch.until("+ d/deaf.md");
}

#[test]
fn what_another_process_wrote_from_an_older_refresh_is_corrected() {
    let sandbox = Sandbox::sample();
    let _watch = Watch::start(&sandbox, "--quiet");
    let cache = crate::oracle::entries(&sandbox.cache().join("ties")).pop().expect("a vault's cache");
    for i in 0..6 {
        let lock = File::open(cache.join("lock")).expect("the lock");
        lock.lock().expect("nobody writes");
        let mut rebuild = sandbox.command(&["index", "--rebuild", "--quiet"]).spawn().expect("it starts");
        // It has checked the vault once it asks for the lock.
        let fds = format!("/proc/{}/fd", rebuild.id());
        let asks = |entry: fs::DirEntry| fs::read_link(entry.path()).is_ok_and(|path| path == cache.join("lock"));
        while !fs::read_dir(&fds).is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(asks))) {}
        sandbox.write(&format!("people/new{i}.md"), format!("---\nname: N{i}\n---\nnewword{i}\n"));
        drop(lock);
        rebuild.wait().expect("it ends");
        assert_found(&sandbox, &format!("newword{i}"), &[&format!("people/new{i}.md")]);
    }
    assert_vouched(&sandbox);
}

#[test]
fn a_copy_is_one_as_soon_as_its_original_is_beside_it() {
    let text = "---\nname: Ada Lund\n---\nmarker\n";
    let sandbox = Sandbox::with(&[("Ada Lund 2.md", text)]);
    let _watch = Watch::start(&sandbox, "");
    assert_found(&sandbox, "marker type:person", &["Ada Lund 2.md"]);
    sandbox.write("Ada Lund.md", text);
    assert_found(&sandbox, "marker type:person", &["Ada Lund.md"]);
    fs::remove_file(sandbox.vault().join("Ada Lund.md")).expect("there");
    assert_found(&sandbox, "marker type:person", &["Ada Lund 2.md"]);
    assert_vouched(&sandbox);
}
