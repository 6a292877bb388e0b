//! Rows 22, 39 and 40: clocks, calendars and files whose times lie. Row 34: what may not be read.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::needs::{self, Need};
use crate::oracle::{self, assert_right, assert_settled};
use crate::sandbox::{Run, Sandbox};

const NOBODY: u32 = 65534;

fn set_time(path: &Path, seconds: i64) {
    let time = match u64::try_from(seconds) {
        Ok(after) => SystemTime::UNIX_EPOCH + Duration::from_secs(after),
        Err(_) => SystemTime::UNIX_EPOCH - Duration::from_secs(seconds.unsigned_abs()),
    };
    File::options().write(true).open(path).and_then(|file| file.set_modified(time)).expect("a time");
}

#[test]
fn a_change_that_keeps_size_and_time_is_found() {
    let vault = Sandbox::with(&[("a.md", "---\nname: Ann 00\n---\n")]);
    for round in 0..12 {
        let (note, next) = (vault.vault().join("a.md"), vault.home().join("next"));
        let text = format!("---\nname: Ann {round:02}\n---\n");
        match round % 3 {
            0 => fs::write(&note, text).expect("a note in place"),
            1 => fs::write(&next, text).and_then(|()| fs::rename(&next, &note)).expect("a note replaced"),
            _ => fs::write(&next, text).and_then(|()| fs::copy(&next, &note)).map(drop).expect("a note copied over"),
        }
        set_time(&note, 1_400_000_000);
        assert_eq!(vault.ties("list").clean().split('\t').next(), Some(format!("Ann {round:02}").as_str()));
    }
    assert_right(&vault);
}

#[test]
fn times_far_away_are_no_reason_to_read_a_note_for_ever() {
    let vault = Sandbox::with(&[("a.md", "# A\n"), ("b.md", "# B\n"), ("c.md", "# C\n"), ("d.md", "# D\n")]);
    for (name, time) in [("a", 0), ("b", 4_070_908_800), ("c", -86_400 * 365), ("d", 253_402_300_799)] {
        set_time(&vault.vault().join(format!("{name}.md")), time);
    }
    vault.ties("index").ok();
    assert_settled(&vault);
    assert_right(&vault);
}

#[test]
fn today_is_the_day_of_the_time_zone() {
    if !needs::all(&[Need::File("/usr/share/zoneinfo/Pacific/Kiritimati")]) {
        return;
    }
    let vault = Sandbox::with(&[("a.md", "---\nname: Ann\nfollow_up: 2014-09-14\n---\n")]);
    let today = |zone: &str| {
        let mut command = vault.command(&["list", "--json"]);
        let answer = Run::of(command.env("TZ", zone).env_remove("TIES_TODAY")).json();
        answer["today"].as_str().expect("a day").to_owned()
    };
    // Never on the same day: 25 hours lie between them.
    assert_ne!(today("Pacific/Kiritimati"), today("Pacific/Pago_Pago"));
    for zone in ["America/St_Johns", "Asia/Kathmandu", "Nowhere/At_All", ""] {
        assert_eq!(today(zone).len(), 10, "{zone}");
    }
}

#[test]
fn any_day_can_be_asked_for() {
    let vault = Sandbox::with(&[
        ("leap.md", "---\nname: Leap\nlast_contact: 2016-02-29\ncadence: 1 year\nbirthday: 2016-02-29\n---\n"),
        ("month.md", "---\nname: Month\nlast_contact: 2015-01-31\ncadence: 1 month\n---\n"),
        ("first.md", "---\nname: First\nlast_contact: 0001-01-01\ncadence: 100 years\n---\n"),
        ("last.md", "---\nname: Last\nlast_contact: 9999-12-31\ncadence: 100 years\nfollow_up: 9999-12-31\n---\n"),
    ]);
    for day in ["0001-01-01", "1970-01-01", "2016-02-29", "2017-02-28", "2017-03-01", "9999-12-31"] {
        for command in ["today", "list --json", "overdue --explain", "due --json", "met --json", "check"] {
            let run = vault.ties(&format!("{command} --today {day}"));
            assert!(!run.stderr.contains("bug") && run.status < 2, "{command} {day}: {}", run.stderr);
        }
    }
    let answer = vault.ties("list --json --today 2017-02-28").json();
    let due = |i: usize| answer["items"][i]["due"].as_str().unwrap_or_default().to_owned();
    assert_eq!((due(2), due(3)), ("2017-02-28".to_owned(), "2015-02-28".to_owned()));
}

/// The program as somebody that modes keep out.
fn as_nobody(vault: &Sandbox, line: &str) -> Run {
    let ties = oracle::command(vault, line);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(ties.get_program()).args(ties.get_args());
    command.current_dir("/").envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
    Run::of(&mut command)
}

/// A vault that nobody may read, with a cache of nobody's own.
fn nobodys() -> Option<Sandbox> {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: Ann\n---\nazure\n"),
        ("b.md", "---\nname: Bob\n---\nazure\n"),
        ("sub/c.md", "---\nname: Cy\n---\nazure\n"),
    ]);
    if !needs::all(&[Need::Root, Need::Program("setpriv")]) {
        return None;
    }
    fs::set_permissions(vault.home(), Permissions::from_mode(0o755)).expect("ours");
    fs::create_dir(vault.cache()).and_then(|()| chown(vault.cache(), Some(NOBODY), Some(NOBODY))).expect("a folder");
    Some(vault)
}

fn set_mode(vault: &Sandbox, path: &str, mode: u32) {
    fs::set_permissions(vault.vault().join(path), Permissions::from_mode(mode)).expect("ours");
}

#[test]
fn what_may_not_be_read_is_reported_and_kept() {
    let Some(vault) = nobodys() else { return };
    let before = oracle::items(as_nobody(&vault, "list --json"));
    set_mode(&vault, "b.md", 0);
    set_mode(&vault, "sub", 0);
    for _ in 0..2 {
        let run = as_nobody(&vault, "list --json");
        for path in ["b.md", "folder sub"] {
            assert!(run.stderr.contains(&format!("warning: cannot read {path}: ")), "{}", run.stderr);
        }
        assert_eq!(run.stderr.matches("its last known content").count(), 2, "{}", run.stderr);
        assert_eq!(oracle::items(run), before);
    }
    vault.write("a.md", "---\nname: Anna\n---\nazure\n");
    assert_eq!(as_nobody(&vault, "list --paths").ok(), "a.md\nb.md\nsub/c.md\n");
    set_mode(&vault, "b.md", 0o644);
    set_mode(&vault, "sub", 0o755);
    let run = as_nobody(&vault, "list --json");
    assert_eq!(run.stderr, "");
    assert_eq!(oracle::items(run), oracle::fresh(&vault)[0]);
}

#[test]
fn what_could_never_be_read_is_reported_and_the_rest_answered() {
    let Some(vault) = nobodys() else { return };
    set_mode(&vault, "b.md", 0);
    set_mode(&vault, "sub", 0);
    let run = as_nobody(&vault, "list --paths");
    assert_eq!((run.stdout.as_str(), run.stderr.lines().count()), ("a.md\n", 2), "{}", run.stderr);
    for command in ["find azure", "overdue", "check", "index"] {
        assert_eq!(as_nobody(&vault, command).status, 0, "{command}");
    }
}

#[test]
fn a_vault_or_a_cache_that_may_not_be_entered_is_named() {
    let Some(vault) = nobodys() else { return };
    as_nobody(&vault, "index").ok();
    set_mode(&vault, "", 0);
    let run = as_nobody(&vault, "list");
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("error: cannot read the vault"), "{}", run.stderr);
    set_mode(&vault, "", 0o755);
    assert_eq!(as_nobody(&vault, "list").clean().lines().count(), 3, "the failure has cost nothing");
    chown(vault.cache(), Some(0), Some(0)).expect("ours");
    fs::set_permissions(vault.cache(), Permissions::from_mode(0o700)).expect("ours");
    let run = as_nobody(&vault, "list");
    assert!(run.stderr.contains("answering from memory"), "{}", run.stderr);
    assert_eq!(run.ok().lines().count(), 3);
}
