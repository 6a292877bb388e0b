//! What is under a watch: the vault's folder moved, replaced, unmounted, covered.

use std::fs;
use std::process::{Command, Stdio};

use crate::needs::{Need, all};
use crate::oracle;
use crate::process::{Watch, assert_vouched, shell, status};
use crate::sandbox::{Sandbox, copy};

#[test]
fn a_vault_that_goes_and_comes_back_is_watched_again() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    let (vault, aside) = (sandbox.vault(), sandbox.home().join("aside"));
    fs::rename(&vault, &aside).expect("moved");
    watch.error_with("is gone; waiting for it to come back");
    let mut list = sandbox.command(&["list"]);
    let run = crate::sandbox::Run::of(list.current_dir(sandbox.home()));
    assert_eq!((run.status, run.stdout.as_str()), (1, ""), "who asks gets the error too: {}", run.stderr);
    fs::write(aside.join("people/meanwhile.md"), "---\nname: Meanwhile\n---\n").expect("a note");
    fs::rename(&aside, &vault).expect("moved back");
    watch.error_with("the index is up to date again");
    watch.until("+ people/meanwhile.md");
    assert_vouched(&sandbox);
    sandbox.write("people/after.md", "---\nname: After\n---\n");
    watch.until("+ people/after.md");
}

#[test]
fn a_vault_that_is_made_again_is_watched_again() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    let other = sandbox.home().join("other");
    copy(&sandbox.vault(), &other);
    fs::write(other.join("people/cloned.md"), "---\nname: Cloned\n---\n").expect("a note");
    fs::remove_dir_all(sandbox.vault()).expect("removed");
    fs::rename(&other, sandbox.vault()).expect("another in its place");
    watch.until("+ people/cloned.md");
    assert_vouched(&sandbox);
    sandbox.write("people/after.md", "---\nname: After\n---\n");
    watch.until("+ people/after.md");
    assert_vouched(&sandbox);
}

#[test]
fn an_empty_folder_in_place_of_the_vault_is_asked_about() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    let (vault, aside) = (sandbox.vault(), sandbox.home().join("aside"));
    fs::rename(&vault, &aside).expect("moved");
    fs::create_dir(&vault).expect("an empty one");
    let message = watch.error_with("is not the folder that was indexed");
    assert!(message.contains("58 of 58 notes") && message.contains("`ties index --rebuild`"), "{message}");
    let run = sandbox.ties("list");
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.contains("the index stays as it was"), "{}", run.stderr);
    fs::remove_dir(&vault).expect("still empty");
    fs::rename(&aside, &vault).expect("moved back");
    watch.error_with("the index is up to date again");
    assert_vouched(&sandbox);
    assert_eq!(watch.rest(), Vec::<String>::new(), "nobody left, and nobody came");
}

#[test]
fn an_emptied_vault_is_accepted_when_somebody_says_so() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    let aside = sandbox.home().join("aside");
    fs::rename(sandbox.vault(), &aside).expect("moved");
    fs::create_dir(sandbox.vault()).expect("an empty one");
    watch.error_with("is not the folder that was indexed");
    sandbox.ties("index --rebuild").ok();
    watch.error_with("the index is up to date again");
    assert_vouched(&sandbox);
    assert_eq!(status(&sandbox)["notes"], 0);
}

#[test]
fn without_a_watch_an_empty_folder_is_asked_about_too() {
    let sandbox = Sandbox::sample();
    sandbox.ties("index").ok();
    let aside = sandbox.home().join("aside");
    fs::rename(sandbox.vault(), &aside).expect("moved");
    fs::create_dir(sandbox.vault()).expect("an empty one");
    let run = sandbox.ties("list");
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.contains("58 of 58 notes are not in it; the index stays as it was"), "{}", run.stderr);
    fs::remove_dir(sandbox.vault()).expect("still empty");
    fs::rename(&aside, sandbox.vault()).expect("moved back");
    oracle::assert_right(&sandbox);
}

/// Runs a script beside a watch, both in a mount namespace of their own.
fn in_namespace(sandbox: &Sandbox, script: &str) -> Watch {
    let ties = sandbox.command(&["watch"]);
    let mut command = Command::new("unshare");
    command.args(["-m", "sh", "-e", "-c", script]).current_dir(sandbox.home()).stdin(Stdio::null());
    command.env_clear().envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
    command.env("TIES", ties.get_program());
    Watch::begin(&mut command)
}

#[test]
fn an_empty_folder_mounted_over_the_vault_drops_nobody() {
    if !all(&[Need::Root, Need::Mounts]) {
        return;
    }
    let sandbox = Sandbox::sample();
    // The watch's own words are the conditions: the script goes on when it reads them.
    let script = r#"
        mkfifo said
        "$TIES" watch 2>said & watch=$!
        exec 3<said
        until read -r line <&3 && echo "$line" && case "$line" in *watching*) true;; *) false;; esac; do :; done
        mount -t tmpfs none vault
        until read -r line <&3 && echo "$line" && case "$line" in *"is not the folder"*) true;; *) false;; esac; do :; done
        "$TIES" list --json
        umount vault
        until read -r line <&3 && echo "$line" && case "$line" in *"up to date again"*) true;; *) false;; esac; do :; done
        echo "---" > vault/people/after.md
        "$TIES" watch --status --json
        kill $watch && wait $watch
        echo done
    "#;
    let watch = in_namespace(&sandbox, script);
    let message = watch.until("done");
    let message = message.join("\n");
    assert!(message.contains("58 of 58 notes are not in it"), "{message}");
    assert!(message.contains("\"notes\":58"), "{message}");
    oracle::assert_right(&sandbox);
}

#[test]
fn an_overlay_reports_what_happens_in_it() {
    if !all(&[Need::Root, Need::Mounts]) {
        return;
    }
    let sandbox = Sandbox::sample();
    shell(&sandbox, "mkdir -p ../layers && echo > ../layers/here");
    // Layers cannot lie on every file system: a memory disk holds them.
    let script = r#"
        mount -t tmpfs none layers
        mkdir layers/upper layers/work
        mount -t overlay overlay -o lowerdir=vault,upperdir=layers/upper,workdir=layers/work vault || { echo none; exit 0; }
        mkfifo said
        "$TIES" watch 2>said & watch=$!
        exec 3<said
        until read -r line <&3 && case "$line" in *watching*) true;; *) false;; esac; do :; done
        for i in 1 2 3 4 5 6 7 8 9; do
            echo "overlaid$i" >> vault/people/ada-lindqvist.md
            "$TIES" find "overlaid$i" --paths | sed s/^/found:/
        done
        "$TIES" watch --status --json
        kill $watch && wait $watch
        echo done
    "#;
    let watch = in_namespace(&sandbox, script);
    let first = watch.line();
    if first == "none" {
        crate::needs::forbidden("overlays");
        return;
    }
    let message = [vec![first], watch.until("done")].concat();
    let found = message.iter().filter(|line| *line == "found:people/ada-lindqvist.md").count();
    assert_eq!(found, 9, "{message:#?}");
}

#[test]
fn a_vault_made_again_under_the_same_inode_is_watched_again() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    let other = sandbox.home().join("other");
    copy(&sandbox.vault(), &other);
    // Many file systems give the inode of a folder that went to the next one that comes.
    let script = "rm -rf \"$VAULT\" && mkdir \"$VAULT\" && cp -r ../other/. \"$VAULT\"";
    let mut command = Command::new("sh");
    command.args(["-ec", script]).env("VAULT", sandbox.vault()).current_dir(&other);
    assert!(command.status().expect("a shell").success());
    sandbox.write("ideas.md", "newword\n");
    assert_eq!(sandbox.run(&["find", "newword", "--paths"]).ok(), "ideas.md\n");
    for path in ["ideas.md", "people/ada-lindqvist.md", "people/after.md"] {
        sandbox.write(path, format!("---\nname: After\n---\n{path}\n"));
        assert_vouched(&sandbox);
    }
    watch.until("+ people/after.md");
}
