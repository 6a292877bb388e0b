//! The README's commands for a fresh machine.

use crate::blocks::Document;
use crate::sandbox::{Run, Sandbox, words};

/// The lines of `sh` blocks, numbered from 1.
fn shell_lines(readme: &Document) -> Vec<(usize, String)> {
    let blocks = readme.blocks().into_iter().filter(|block| block.info == "sh");
    blocks.flat_map(|block| (block.first + 1..).zip(block.lines.into_iter().map(str::to_owned))).collect()
}

#[test]
fn every_command_for_a_fresh_machine_succeeds() {
    let (readme, sandbox) = (Document::read("README.md"), Sandbox::empty());
    let mut found = 0;
    for (line, command) in shell_lines(&readme) {
        let Some(typed) = command.strip_prefix("cargo run --release -- ") else { continue };
        let root = env!("CARGO_MANIFEST_DIR");
        let run = Run::of(sandbox.command(&words(typed)).current_dir(root).env_remove("TIES_VAULT"));
        assert_eq!(run.status, 0, "README.md:{line}: {command}: {}", run.stderr);
        assert_ne!(run.stdout, "", "README.md:{line}: {command} answers nothing");
        found += 1;
    }
    assert!(found > 0, "README.md runs nothing with `cargo run --release --`");
}

#[test]
fn the_two_commands_that_do_all_set_up_are_there() {
    let readme = Document::read("README.md");
    let lines = shell_lines(&readme);
    for wanted in ["cargo run --release -- --vault sample-vault overdue --today 2014-09-15", "cargo test"] {
        assert!(lines.iter().any(|(_, line)| line == wanted), "README.md has no sh line `{wanted}`");
    }
}

#[test]
fn the_readme_is_read_in_five_minutes() {
    let readme = Document::read("README.md");
    assert!(readme.text.lines().count() < 330, "move it into the manual");
}
