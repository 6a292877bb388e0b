//! What the documents show is run: every console block, in a copy of `sample-vault` or among the page's own files.
//!
//! `TIES_MANUAL_UPDATE=1 cargo test --test manual` writes what is printed now into the documents.

use std::fs;

use crate::blocks::{Block, Document, Example, pages};
use crate::sandbox::{Run, Sandbox};

/// Commands that change the vault: a block with one of them has a vault of its own.
const WRITES: &[&str] =
    &["add", "log", "snooze", "follow-up", "done", "set", "tag", "archive", "rename", "edit", "init", "--fix"];

/// What a terminal shows of a line that was typed into a shell: remarks are left out unless it failed. `… | cat` is what a
/// pipe gets.
fn printed(command: &str, sandbox: &Sandbox) -> String {
    let table = if command.contains(" | ") { "0" } else { "1" };
    let run = Run::of(sandbox.shell(command).env("TIES_TABLE", table));
    let shown = match run.status {
        0 => run.stdout,
        _ => run.stdout + &run.stderr,
    };
    shown.replace(&sandbox.vault().display().to_string(), "/home/ada/notes")
}

fn is_write(command: &str) -> bool {
    let is_redirected = command.replace(">/dev/null", "").replace("2>&1", "").contains("> ");
    let word = |word: &str| WRITES.contains(&word) || word == "mkdir";
    is_redirected || (command.split_whitespace().any(word) && !command.contains("--dry-run"))
}

fn sample() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.ties("index").ok();
    sandbox
}

/// What each example of a document prints.
fn answers<'t>(document: &'t Document, blocks: &'t [Block<'t>], shared: &Sandbox) -> Vec<(Example<'t>, Vec<String>)> {
    let files: Vec<_> =
        blocks.iter().filter_map(|block| Some((block.file()?, block.lines.join("\n") + "\n"))).collect();
    let is_code = document.name.contains("/codes/");
    // The files of an explanation are all that there is; those of a topic lie among the others.
    let own = (is_code || !files.is_empty()).then(|| if is_code { Sandbox::empty() } else { sample() });
    for (path, text) in &files {
        own.as_ref().expect("a vault of its own").write(path, text);
    }
    let mut answers = Vec::new();
    for block in blocks.iter().filter(|block| block.info == "console") {
        let examples = block.examples(&document.name);
        let fresh = (own.is_none() && examples.iter().any(|example| is_write(example.command))).then(sample);
        let sandbox = fresh.as_ref().or(own.as_ref()).unwrap_or(shared);
        for example in examples {
            let answer = printed(example.command, sandbox).lines().map(str::to_owned).collect();
            answers.push((example, answer));
        }
    }
    answers
}

/// The text with every example's output as it is now.
fn refreshed(document: &Document, shared: &Sandbox) -> String {
    let mut lines: Vec<String> = document.text.lines().map(str::to_owned).collect();
    for (example, answer) in answers(document, &document.blocks(), shared).into_iter().rev() {
        lines.splice(example.output(), answer);
    }
    lines.join("\n") + "\n"
}

#[track_caller]
fn assert_shows_what_is_printed(documents: &[Document]) {
    let shared = sample();
    for document in documents {
        if crate::updates() {
            fs::write(&document.path, refreshed(document, &shared)).expect("a document can be written");
            continue;
        }
        let blocks = document.blocks();
        let answers = answers(document, &blocks, &shared);
        assert!(!answers.is_empty(), "{} has no example that runs", document.name);
        for (example, answer) in answers {
            let (shown, printed) = (example.shown.join("\n"), answer.join("\n"));
            assert!(
                shown == printed,
                "{}:{}: `{}` prints\n\n{printed}\n\nand the page shows\n\n{shown}\n\n\
                 refresh it with TIES_MANUAL_UPDATE=1 cargo test --test manual",
                document.name,
                example.at + 1,
                example.command
            );
        }
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    assert_shows_what_is_printed(&[Document::read("README.md")]);
}

#[test]
fn every_topic_shows_what_the_program_prints() {
    assert_shows_what_is_printed(&pages("topics"));
}

#[test]
fn every_page_of_a_command_shows_what_the_program_prints() {
    assert_shows_what_is_printed(&pages("commands"));
}

#[test]
fn every_explanation_of_a_code_shows_what_the_program_prints() {
    assert_shows_what_is_printed(&pages("codes"));
}

#[test]
fn every_explanation_shows_its_code() {
    for document in pages("codes").iter().filter(|document| !document.name.ends_with("unreadable.md")) {
        let code = document.name.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).expect("a page");
        assert!(document.text.contains(&format!("[{code}]: ")), "{} does not show `{code}`", document.name);
    }
}

#[test]
fn the_settings_that_are_shown_are_accepted() {
    for document in pages("topics") {
        for block in document.blocks().iter().filter(|block| block.info == "toml") {
            let run = Sandbox::with(&[("ties.toml", &block.lines.join("\n"))]).ties("list");
            assert_eq!(run.status, 0, "{}:{}: {}", document.name, block.first, run.stderr);
        }
    }
}
