//! How editors save, each the real one where it can be had: one change, no flicker, nothing of what they leave beside.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::needs::{Need, all};
use crate::oracle;
use crate::process::{Watch, assert_found, assert_vouched, shell};
use crate::sandbox::Sandbox;

fn note() -> Sandbox {
    Sandbox::with(&[("ada.md", "---\nname: Ada\n---\nknows azure\n")])
}

/// What the watch reports up to a last note: all that it has to report, since the last is reported with or after it.
fn reported(sandbox: &Sandbox, watch: &Watch) -> Vec<String> {
    sandbox.write("end.md", "---\nname: End\n---\n");
    let mut reported = watch.until("+ end.md");
    reported.retain(|line| line != "+ end.md");
    reported
}

/// The note was saved once more, and says this.
#[track_caller]
fn assert_saved(sandbox: &Sandbox, watch: &Watch) {
    watch.until("~ ada.md");
    assert_eq!(reported(sandbox, watch), Vec::<String>::new());
    assert_found(sandbox, "kafka", &["ada.md"]);
    assert_vouched(sandbox);
}

/// Sends keys to a program on a terminal of its own, once it has drawn the note's name: what is typed before is lost.
fn type_into(sandbox: &Sandbox, program: &str, keys: &[u8]) {
    let mut command = Command::new("script");
    command.args(["-qec", program, "/dev/null"]).current_dir(sandbox.vault());
    command.env("HOME", sandbox.home()).env("TERM", "xterm").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("script starts");
    let mut screen = child.stdout.take().expect("a pipe");
    let mut drawn = Vec::new();
    while !String::from_utf8_lossy(&drawn).contains("azure") {
        let mut buffer = [0; 4096];
        let read = screen.read(&mut buffer).expect("a screen");
        assert!(read > 0, "it ended: {}", String::from_utf8_lossy(&drawn));
        drawn.extend(&buffer[..read]);
    }
    child.stdin.take().expect("a pipe").write_all(keys).expect("typed");
    let _ = io::copy(&mut screen, &mut io::sink());
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn vim_with_backup_and_rename() {
    if !all(&[Need::Program("vim")]) {
        return;
    }
    for settings in ["", "set backup backupcopy=no", "set backup backupcopy=yes", "set nowritebackup", "set noswapfile"]
    {
        let sandbox = note();
        let watch = Watch::start(&sandbox, "");
        let script = format!("vim -u NONE -es -c '{settings}' -c 'normal Gokafka' -c wq ada.md");
        shell(&sandbox, &script);
        assert_saved(&sandbox, &watch);
    }
}

#[test]
fn nano_that_cuts_the_file_and_writes() {
    if !all(&[Need::Program("nano"), Need::Program("script")]) {
        return;
    }
    for flags in ["", "--backup"] {
        let sandbox = note();
        let watch = Watch::start(&sandbox, "");
        // Write out, accept the name, leave.
        type_into(&sandbox, &format!("nano {flags} ada.md"), b"kafka \x0f\r\x18");
        watch.until("~ ada.md");
        assert_found(&sandbox, "kafka", &["ada.md"]);
        assert_eq!(reported(&sandbox, &watch), Vec::<String>::new());
    }
}

#[test]
fn a_file_that_is_empty_for_a_moment_is_never_a_person_who_left() {
    let sandbox = note();
    let watch = Watch::start(&sandbox, "");
    // VS Code: the file is cut, and then written.
    let mut file = File::options().write(true).truncate(true).open(sandbox.vault().join("ada.md")).expect("a note");
    assert_found(&sandbox, "azure", &[]);
    assert_eq!(oracle::answers(&sandbox), oracle::fresh(&sandbox), "somebody asks at the worst moment");
    file.write_all(b"---\nname: Ada\n---\nkn").expect("half");
    assert_eq!(oracle::answers(&sandbox), oracle::fresh(&sandbox), "and at the next");
    file.write_all(b"ows kafka\n").expect("the rest");
    drop(file);
    assert_found(&sandbox, "kafka", &["ada.md"]);
    let reported = reported(&sandbox, &watch);
    assert!(reported.iter().all(|line| line == "~ ada.md"), "{reported:?}");
    assert_vouched(&sandbox);
}

#[test]
fn a_file_that_is_cut_and_written_at_once_is_one_change() {
    let sandbox = note();
    let watch = Watch::start(&sandbox, "");
    sandbox.write("ada.md", "---\nname: Ada\n---\nknows kafka\n");
    assert_saved(&sandbox, &watch);
}

#[test]
fn emacs_with_its_lock_autosave_and_backup() {
    let sandbox = note();
    let watch = Watch::start(&sandbox, "");
    let vault = sandbox.vault();
    // The lock is a link that leads nowhere; the autosave has the note's extension but for a sign after it.
    symlink("ada@host.123:1400000000", vault.join(".#ada.md")).expect("a lock");
    sandbox.write("#ada.md#", "---\nname: Autosave\n---\nkafka\n");
    assert_found(&sandbox, "kafka", &[]);
    fs::rename(vault.join("ada.md"), vault.join("ada.md~")).expect("a backup");
    sandbox.write("ada.md", "---\nname: Ada\n---\nknows kafka\n");
    fs::remove_file(vault.join("#ada.md#")).expect("saved");
    fs::remove_file(vault.join(".#ada.md")).expect("unlocked");
    watch.until("~ ada.md");
    assert_eq!(reported(&sandbox, &watch), Vec::<String>::new());
    assert_found(&sandbox, "kafka", &["ada.md"]);
}

#[test]
fn jetbrains_with_its_safe_write() {
    let sandbox = note();
    let watch = Watch::start(&sandbox, "");
    let vault = sandbox.vault();
    sandbox.write("ada.md___jb_tmp___", "---\nname: Ada\n---\nknows kafka\n");
    fs::rename(vault.join("ada.md"), vault.join("ada.md___jb_old___")).expect("moved aside");
    fs::rename(vault.join("ada.md___jb_tmp___"), vault.join("ada.md")).expect("put in place");
    fs::remove_file(vault.join("ada.md___jb_old___")).expect("removed");
    assert_saved(&sandbox, &watch);
}

#[test]
fn sed_in_place() {
    let sandbox = note();
    let watch = Watch::start(&sandbox, "");
    shell(&sandbox, "sed -i s/azure/kafka/ ada.md");
    assert_saved(&sandbox, &watch);
}

#[test]
fn what_lies_beside_notes_is_none() {
    let sandbox = note();
    let watch = Watch::start(&sandbox, "");
    for path in [
        ".ada.md.swp",
        "4913",
        "ada.md~",
        "#ada.md#",
        ".#ada.md",
        ".syncthing.ada.md.tmp",
        ".obsidian/workspace.md",
        ".trash/ada.md",
        ".git/x.md",
        "ada.md.bak",
        "ada.txt",
        ".ada.md.kate-swp",
        "ada.md.tmp",
    ] {
        sandbox.write(path, "---\nname: Nobody\n---\nnobody\n");
    }
    assert_eq!(reported(&sandbox, &watch), Vec::<String>::new());
    assert_found(&sandbox, "nobody", &[]);
    sandbox.write("ada.sync-conflict-20140915-101010-ABCDEFG.md", "---\nname: Ada\n---\n");
    let check = sandbox.ties("check");
    assert!(check.stdout.contains("sync-conflict"), "the reader distinguishes the two: {}", check.stdout);
}

#[test]
fn moves_renames_and_removals() {
    let sandbox = Sandbox::with(&[
        ("a/ada.md", "---\nname: Ada\n---\nazure one\n"),
        ("a/b/bob.md", "---\nname: Bob\n---\nazure two\n"),
        ("eve.md", "---\nname: Eve\n---\nazure three\n"),
    ]);
    let watch = Watch::start(&sandbox, "");
    for (script, lines) in [
        ("mv eve.md Eve.md", &["> eve.md -> Eve.md"][..]),
        ("mv Eve.md a/b/eve.md", &["> Eve.md -> a/b/eve.md"]),
        ("mv a c", &["> a/ada.md -> c/ada.md", "> a/b/bob.md -> c/b/bob.md", "> a/b/eve.md -> c/b/eve.md"]),
        ("mv c/b ../out", &["- c/b/bob.md", "- c/b/eve.md"]),
        ("mv ../out new", &["+ new/bob.md", "+ new/eve.md"]),
        ("mkdir -p x/y/z && mv new/bob.md x/y/z/", &["> new/bob.md -> x/y/z/bob.md"]),
        ("mv x/y/z/bob.md .bob.md", &["- x/y/z/bob.md"]),
        ("mv .bob.md bob.md", &["+ bob.md"]),
        ("rm -r x c", &["- c/ada.md"]),
        ("mkdir c && cp bob.md c/", &["+ c/bob.md"]),
    ] {
        shell(&sandbox, script);
        // The answer first: it is what makes the watch act at once, on all of it together.
        assert_vouched(&sandbox);
        let mut reported: Vec<String> = lines.iter().map(|_| watch.line()).collect();
        reported.sort_unstable();
        assert_eq!(reported, lines, "{script}");
    }
    assert_eq!(watch.rest(), Vec::<String>::new());
}

/// Bold set around a letter leaves its accent alone after the stars.
#[test]
fn a_mark_that_an_editor_leaves_without_its_letter_is_no_trouble() {
    let sandbox = note();
    let watch = Watch::start(&sandbox, "");
    for mark in ["\u{301}", "\u{651}", "\u{361}"] {
        sandbox.write("ada.md", format!("---\nname: Ada\ntags: [{mark}]\n---\nkafka caf**e**{mark} [[{mark}]]\n"));
        watch.until("~ ada.md");
        sandbox.write(&format!("{mark}.md"), format!("- 2014-07-01 met @ {mark}: said\n"));
        watch.until(&format!("+ {mark}.md"));
        assert_vouched(&sandbox);
    }
    let (_, _, errors) = watch.end("TERM");
    assert!(!errors.iter().any(|line| line.contains("cannot")), "{errors:?}");
}
