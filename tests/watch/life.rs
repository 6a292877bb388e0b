//! A watch's life: how it starts, what it reports, how it ends.

use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::oracle;
use crate::process::{Watch, assert_vouched, await_answers, shell, status};
use crate::sandbox::Sandbox;

fn two() -> Sandbox {
    Sandbox::with(&[
        ("ada.md", "---\nname: Ada\nlast_contact: 2014-07-24\n---\nknows azure\n"),
        ("p/bob.md", "---\nname: Bob\n---\n"),
    ])
}

fn cache(sandbox: &Sandbox) -> PathBuf {
    oracle::entries(&sandbox.cache().join("ties")).pop().expect("a vault's cache")
}

#[test]
fn every_kind_of_change_is_one_line() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "");
    sandbox.write("new.md", "---\nname: New\n---\n");
    watch.until("+ new.md");
    sandbox.write("new.md", "---\nname: Newer\n---\n");
    watch.until("~ new.md");
    shell(&sandbox, "mv new.md p/newer.md");
    watch.until("> new.md -> p/newer.md");
    sandbox.remove("p/newer.md");
    assert_eq!(watch.until("- p/newer.md"), ["- p/newer.md"]);
    shell(&sandbox, "touch ada.md && cp ada.md x.txt && rm x.txt");
    sandbox.write("last.md", "");
    assert_eq!(watch.until("+ last.md"), ["+ last.md"], "a touch is no change, and a text file no note");
    assert_vouched(&sandbox);
}

#[test]
fn changes_as_json_are_one_object_each() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "--json");
    sandbox.write("new.md", "---\nname: New\nlast_contact: 2014-13-45\n---\n");
    let json = |line: String| serde_json::from_str::<serde_json::Value>(&line).expect("JSON");
    let added = json(watch.line());
    assert_eq!((&added["change"], &added["path"], &added["from"]), (&"added".into(), &"new.md".into(), &().into()));
    assert_eq!(added["diagnostics"][0]["code"], "invalid-date");
    shell(&sandbox, "mv new.md p/new.md");
    let moved = json(watch.line());
    assert_eq!(
        (&moved["change"], &moved["from"], &moved["diagnostics"]),
        (&"moved".into(), &"new.md".into(), &serde_json::json!([]))
    );
}

#[test]
fn a_fault_is_reported_when_it_is_new() {
    let sandbox = two();
    sandbox.write("old.md", "---\nname: Old\nsnooze: 2014-13-45\n---\n");
    let watch = Watch::start(&sandbox, "");
    sandbox.write("old.md", "---\nname: Older\nsnooze: 2014-13-45\n---\n");
    sandbox.write("p/bob.md", "---\nname: Bob\nlast_contact: 2014-02-30\n---\n");
    let lines = [watch.until("~ p/bob.md"), vec![watch.line()]].concat();
    let faults: Vec<&String> = lines.iter().filter(|line| line.contains("error[")).collect();
    assert_eq!(faults, ["p/bob.md:3:15: error[invalid-date]: last_contact: \"2014-02-30\" does not exist"]);
    sandbox.write("p/bob.md", "---\nname: Robert\nlast_contact: 2014-02-30\n---\n");
    sandbox.write("end.md", "");
    let lines = watch.until("+ end.md");
    assert!(!lines.iter().any(|line| line.contains("error[")), "{lines:?}");
}

#[test]
fn a_quiet_watch_prints_nothing() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "--quiet");
    sandbox.write("new.md", "---\nname: New\n---\n");
    assert_vouched(&sandbox);
    assert_eq!(watch.end("TERM"), (Some(0), Vec::<String>::new(), Vec::new()));
}

#[test]
fn the_command_after_changes_gets_their_paths() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "--on-change \"cat >> ../seen; exit 3\"");
    sandbox.write("new.md", "---\nname: New\n---\n");
    watch.until("+ new.md");
    let failed = "the --on-change command failed: `cat >> ../seen; exit 3` ended with exit status: 3";
    watch.error_with(failed);
    shell(&sandbox, "mv new.md p/newer.md");
    watch.until("> new.md -> p/newer.md");
    watch.error_with(failed);
    assert_eq!(watch.end("TERM").0, Some(0));
    let seen = fs::read_to_string(sandbox.home().join("seen")).expect("it ran");
    assert_eq!(seen, "new.md\nnew.md\np/newer.md\n");
}

#[test]
fn a_second_watch_learns_who_holds_the_vault() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "");
    let second = sandbox.ties("watch");
    assert_eq!((second.status, second.stdout.as_str()), (1, ""));
    let who = format!("error: another ties watch is running for this vault: process {}, since ", watch.pid());
    assert!(second.stderr.starts_with(&who), "{}", second.stderr);
    assert!(second.stderr.ends_with("hint: see its state: ties watch --status\n"), "{}", second.stderr);
    assert_vouched(&sandbox);
}

#[test]
fn its_state_can_be_asked() {
    let sandbox = two();
    assert!(sandbox.ties("watch --status").clean().starts_with("no watch is running for "));
    assert!(status(&sandbox).is_null());
    let watch = Watch::start(&sandbox, "");
    let state = status(&sandbox);
    assert_eq!((&state["pid"], &state["answers"]), (&watch.pid().into(), &true.into()));
    assert_eq!((&state["notes"], &state["folders"], &state["polled"]), (&2.into(), &2.into(), &0.into()));
    assert!(state["doubt"].is_null());
    watch.signal("STOP");
    let state = status(&sandbox);
    assert_eq!((&state["pid"], &state["answers"]), (&watch.pid().into(), &false.into()));
    watch.signal("CONT");
    watch.end("TERM");
    assert!(status(&sandbox).is_null());
}

#[test]
fn signals_end_it_in_good_order() {
    let sandbox = two();
    for signal in ["INT", "TERM", "HUP"] {
        let watch = Watch::start(&sandbox, "");
        let (code, lines, errors) = watch.end(signal);
        assert_eq!((code, lines, errors), (Some(0), vec![], vec![]), "{signal}");
        assert!(!cache(&sandbox).join("watch.sock").exists(), "{signal}");
        oracle::assert_right(&sandbox);
    }
}

#[test]
fn one_that_was_killed_leaves_nothing_in_the_way() {
    let sandbox = two();
    for _ in 0..3 {
        Watch::start(&sandbox, "").end("KILL");
        assert!(status(&sandbox).is_null());
        sandbox.write("ada.md", "---\nname: Ada\n---\nafter\n");
        oracle::assert_right(&sandbox);
    }
    let _watch = Watch::start(&sandbox, "");
    assert_vouched(&sandbox);
}

#[test]
fn a_watch_that_does_not_answer_hinders_nobody() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "");
    watch.signal("STOP");
    sandbox.write("new.md", "---\nname: New\n---\nkafka\n");
    assert_eq!(sandbox.ties("find kafka --paths").clean(), "new.md\n");
    assert_eq!(oracle::answers(&sandbox), oracle::fresh(&sandbox));
    watch.signal("CONT");
    sandbox.remove("new.md");
    assert_eq!(sandbox.ties("find kafka --paths").ok(), "");
}

#[test]
fn a_socket_that_nobody_listens_at_hinders_nobody() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "");
    // It reports that it watches before it listens.
    assert_vouched(&sandbox);
    watch.end("KILL");
    let socket = cache(&sandbox).join("watch.sock");
    assert!(fs::symlink_metadata(&socket).expect("left behind").file_type().is_socket());
    oracle::assert_right(&sandbox);
    fs::remove_file(&socket).expect("removed");
    fs::write(&socket, "no socket").expect("a file in its place");
    oracle::assert_right(&sandbox);
    let _watch = Watch::start(&sandbox, "");
    assert_vouched(&sandbox);
}

#[test]
fn only_the_user_can_reach_what_it_leaves() {
    let sandbox = two();
    let mut command = std::process::Command::new("sh");
    let ties = sandbox.command(&["watch"]);
    command.args(["-c", "umask 0 && exec \"$0\" watch"]).arg(ties.get_program()).stdin(Stdio::null());
    command.env_clear().envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let _watch = Watch::spawn(command.current_dir(sandbox.vault()));
    assert_vouched(&sandbox);
    for (name, mode) in [("watch.sock", 0o600), ("watch.lock", 0o600), ("watch", 0o700)] {
        let metadata = fs::symlink_metadata(cache(&sandbox).join(name)).expect("it is there");
        assert_eq!(metadata.permissions().mode() & 0o777, mode, "{name}");
    }
}

#[test]
fn a_cache_deeper_than_a_sockets_address_is_reached() {
    let sandbox = two();
    let deep = sandbox.home().join("d".repeat(100)).join("e".repeat(100));
    let with = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("XDG_CACHE_HOME", &deep);
        command
    };
    let _watch = Watch::spawn(&mut with(&["watch"]));
    sandbox.write("new.md", "---\nname: New\n---\nkafka\n");
    let find = || crate::sandbox::Run::of(&mut with(&["find", "kafka", "--paths"])).clean();
    let state = || crate::sandbox::Run::of(&mut with(&["watch", "--status", "--json"])).json();
    assert!((0..5).any(|_| find() == "new.md\n" && state()["items"][0]["vouched"].as_u64() > Some(0)), "{}", state());
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let sandbox = two();
    let mut watch = sandbox.command(&["watch"]);
    let mut child = watch.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    await_answers(&sandbox);
    drop(child.stdout.take());
    sandbox.write("new.md", "---\nname: New\n---\n");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).lines().count()), (Some(0), 1));
}

#[test]
fn a_cache_that_is_taken_away_is_made_again() {
    let sandbox = two();
    let watch = Watch::start(&sandbox, "");
    // At once: file by file, the watch might put one back in between.
    let aside = sandbox.home().join("aside");
    fs::rename(cache(&sandbox), &aside).expect("moved");
    fs::remove_dir_all(aside).expect("removed");
    watch.error_with("the cache folder was deleted");
    watch.error_with("watching ");
    sandbox.write("new.md", "---\nname: New\n---\n");
    assert_vouched(&sandbox);
}

#[test]
fn what_cannot_be_watched_is_reported_before() {
    let sandbox = two();
    let run = sandbox.ties("--vault nowhere watch");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}

#[test]
fn the_hint_names_this_machines_paths() {
    let sandbox = two();
    let hint = sandbox.ties("watch --install-hint").clean();
    let vault = sandbox.vault().canonicalize().expect("it is there").display().to_string();
    let unit = format!("ExecStart={} --vault {vault} watch --quiet", env!("CARGO_BIN_EXE_ties"));
    assert!(hint.contains(&unit), "{hint}");
    assert!(hint.contains(&format!("<string>{vault}</string>")), "{hint}");
}

#[test]
fn a_reader_that_does_not_read_holds_up_nobody() {
    let sandbox = two();
    let mut command = sandbox.command(&["watch"]);
    // Nobody reads this pipe, and it holds no more than a few thousand lines.
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    await_answers(&sandbox);
    let name = "long".repeat(40);
    for round in 0..4 {
        (0..800).for_each(|i| sandbox.write(&format!("{name}/{i}.md"), format!("round{round}\n")));
        assert_vouched(&sandbox);
    }
    assert!(Command::new("kill").arg(child.id().to_string()).status().expect("kill starts").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn a_vault_of_any_name_has_a_state() {
    use std::os::unix::ffi::OsStringExt;
    let sandbox = two();
    let odd = sandbox.home().join(std::ffi::OsString::from_vec(b"odd\xff\n name".to_vec()));
    fs::rename(sandbox.vault(), &odd).expect("moved");
    let with = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("TIES_VAULT", &odd).current_dir(&odd);
        command
    };
    let _watch = Watch::spawn(&mut with(&["watch"]));
    let state = crate::sandbox::Run::of(&mut with(&["watch", "--status", "--json"])).json();
    assert_eq!(state["items"][0]["answers"], true, "{state}");
    fs::write(odd.join("new.md"), "kafka\n").expect("a note");
    assert_eq!(crate::sandbox::Run::of(&mut with(&["find", "kafka", "--paths"])).clean(), "new.md\n");
}

#[test]
fn a_jar_that_is_taken_away_is_made_again() {
    let sandbox = two();
    let _watch = Watch::start(&sandbox, "");
    assert_vouched(&sandbox);
    fs::remove_dir_all(cache(&sandbox).join("watch")).expect("removed");
    sandbox.write("new.md", "kafka\n");
    assert_eq!(sandbox.ties("find kafka --paths").clean(), "new.md\n");
    assert_vouched(&sandbox);
}
