use std::fs;

use crate::sandbox::{Run, Sandbox};

#[test]
fn the_editor_is_opened_at_the_note() {
    let vault = Sandbox::sample();
    let edit = |line: &str, editor: &str| {
        let run = Run::of(vault.command(&crate::sandbox::words(line)).env("VISUAL", editor));
        run.transcript(line, vault.home())
    };
    insta::assert_snapshot!(edit("edit samuel --dry-run", "sed -i s/statistics/numbers/"));
    let says = |word: &str| {
        fs::read_to_string(vault.vault().join("people/samuel-okafor.md")).expect("the note").contains(word)
    };
    assert!(says("statistics"), "a dry run writes nothing");
    insta::assert_snapshot!(edit("edit samuel", "sed -i s/statistics/numbers/"));
    insta::assert_snapshot!(edit("edit samuel", "true"));
    insta::assert_snapshot!(edit("edit samuel", "false"));
    insta::assert_snapshot!(edit("edit samuel", "no-such-editor -w"));
    assert!(says("numbers in Rust"));
}
