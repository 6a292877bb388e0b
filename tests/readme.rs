//! The README tells the truth: what it shows is run, what it must name is looked for.
//!
//! A line `$ ties …` in a `console` block is run in a copy of `sample-vault`, and what it prints must stand below it.
//! `TIES_README_UPDATE=1 cargo test --test readme` writes what is printed now into README.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ties::model::{Key, TextField};
use ties::note::{Code, normalised};

#[path = "sandbox/mod.rs"]
mod sandbox;

use sandbox::{Run, Sandbox, words};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A fenced block of the README.
struct Block<'t> {
    language: &'t str,
    /// The line behind the fence, counted from 0.
    first: usize,
    lines: Vec<&'t str>,
}

/// A command with the lines that must be its output.
struct Example<'t> {
    command: &'t str,
    /// The command's line, counted from 0; the output begins on the next.
    at: usize,
    shown: Vec<&'t str>,
}

impl Example<'_> {
    fn output(&self) -> Range<usize> {
        self.at + 1..self.at + 1 + self.shown.len()
    }
}

fn path() -> PathBuf {
    Path::new(ROOT).join("README.md")
}

fn readme() -> String {
    fs::read_to_string(path()).expect("README.md is there")
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            blocks.push(Block { language, first: at + 1, lines: inside });
        }
    }
    blocks
}

fn examples<'t>(block: &Block<'t>) -> Vec<Example<'t>> {
    let mut examples: Vec<Example> = Vec::new();
    for (at, line) in (block.first..).zip(&block.lines) {
        match (line.strip_prefix("$ ties"), examples.last_mut()) {
            (Some(rest), _) => examples.push(Example { command: rest.trim(), at, shown: Vec::new() }),
            (None, Some(example)) => example.shown.push(line),
            (None, None) => panic!("README.md:{}: a console block begins with `$ ties …`", at + 1),
        }
    }
    examples
}

fn console(text: &str) -> Vec<Example<'_>> {
    let blocks = blocks(text);
    let examples: Vec<_> = blocks.iter().filter(|block| block.language == "console").flat_map(examples).collect();
    assert!(!examples.is_empty(), "README.md shows no session");
    examples
}

/// What a terminal shows of a command, typed into a shell: remarks are left out unless it failed. `… | cat` is what a pipe
/// gets.
fn printed(command: &str, sandbox: &Sandbox) -> String {
    let table = if command.contains(" | ") { "0" } else { "1" };
    let run = Run::of(sandbox.shell(&format!("ties {command}")).env("TIES_TABLE", table));
    match run.status {
        0 => run.stdout,
        _ => run.stdout + &run.stderr,
    }
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// What each example prints. Every block has a vault of its own, in which its commands run one after the other.
fn answers(text: &str) -> Vec<(Example<'_>, Vec<String>)> {
    let blocks = blocks(text).into_iter().filter(|block| block.language == "console");
    let run = |block: Block<'_>| -> Vec<Vec<String>> {
        let sandbox = Sandbox::sample();
        sandbox.ties("index").ok();
        examples(&block).iter().map(|example| lines_of(&printed(example.command, &sandbox))).collect()
    };
    console(text).into_iter().zip(blocks.flat_map(run)).collect()
}

/// The text with every example's output as it is now.
fn refreshed(text: &str) -> String {
    let mut lines = lines_of(text);
    for (example, answer) in answers(text).into_iter().rev() {
        lines.splice(example.output(), answer);
    }
    lines.join("\n") + "\n"
}

#[test]
fn every_console_block_shows_what_the_program_prints() {
    let text = readme();
    if std::env::var_os("TIES_README_UPDATE").is_some_and(|value| value == "1") {
        return fs::write(path(), refreshed(&text)).expect("README.md can be written");
    }
    for (example, answer) in answers(&text) {
        let (shown, printed) = (example.shown.join("\n"), answer.join("\n"));
        assert!(
            shown == printed,
            "README.md:{}: `ties {}` prints\n\n{printed}\n\nand README.md shows\n\n{shown}\n\n\
             refresh it with TIES_README_UPDATE=1 cargo test --test readme",
            example.at + 1,
            example.command
        );
    }
}

#[test]
fn the_settings_that_it_shows_are_accepted() {
    let text = readme();
    let blocks = blocks(&text);
    let block = blocks.iter().find(|block| block.language == "toml").expect("README.md shows a ties.toml");
    let run = Sandbox::with(&[("ties.toml", &block.lines.join("\n"))]).ties("list");
    assert_eq!(run.status, 0, "README.md:{}: {}", block.first, run.stderr);
}

/// The lines of `sh` blocks, numbered from 1.
fn shell_lines(text: &str) -> Vec<(usize, String)> {
    let blocks = blocks(text).into_iter().filter(|block| block.language == "sh");
    blocks.flat_map(|block| (block.first + 1..).zip(block.lines.into_iter().map(str::to_owned))).collect()
}

#[test]
fn every_command_for_a_fresh_machine_succeeds() {
    let (text, sandbox) = (readme(), Sandbox::empty());
    let mut found = 0;
    for (line, command) in shell_lines(&text) {
        let Some(typed) = command.strip_prefix("cargo run --release -- ") else { continue };
        let run = Run::of(sandbox.command(&words(typed)).current_dir(ROOT).env_remove("TIES_VAULT"));
        assert_eq!(run.status, 0, "README.md:{line}: {command}: {}", run.stderr);
        assert_ne!(run.stdout, "", "README.md:{line}: {command} answers nothing");
        found += 1;
    }
    assert!(found > 0, "README.md runs nothing with `cargo run --release --`");
}

#[test]
fn the_two_commands_that_do_all_set_up_are_there() {
    let text = readme();
    let lines = shell_lines(&text);
    for wanted in ["cargo run --release -- --vault sample-vault overdue --today 2014-09-15", "cargo test"] {
        assert!(lines.iter().any(|(_, line)| line == wanted), "README.md has no sh line `{wanted}`");
    }
}

#[test]
fn every_diagnostic_code_has_a_row_with_its_severity() {
    let text = readme();
    for code in Code::ALL {
        let row = format!("| `{}` | {} | ", code.as_str(), code.severity().as_str());
        assert_eq!(text.matches(&row).count(), 1, "README.md needs one row that begins `{row}`");
    }
}

/// The names behind a heading of `ties --help`, down to the next empty line.
fn commands(help: &str) -> Vec<&str> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    listed.filter_map(|line| line.split_whitespace().next()).collect()
}

/// The long flags that a help text lists.
fn flags(help: &str) -> impl Iterator<Item = &str> {
    let words = help.lines().filter(|line| line.trim_start().starts_with('-')).flat_map(str::split_whitespace);
    words.filter(|word| word.starts_with("--")).filter_map(|word| word.split([',', '[']).next())
}

#[test]
fn every_command_and_flag_of_the_help_is_named() {
    let (text, sandbox) = (readme(), Sandbox::empty());
    let help = sandbox.ties("--help").clean();
    let commands = commands(&help);
    assert!(commands.len() > 5, "no commands in {help}");
    for command in commands {
        assert!(text.contains(&format!("`ties {command}")), "README.md does not name `ties {command}`");
        let help = sandbox.ties(&format!("help {command}")).clean();
        for flag in flags(&help) {
            assert!(text.contains(&format!("`{flag}")), "README.md does not name `{flag}` of `ties {command}`");
        }
    }
}

/// The keys that a row of the table of fields names.
fn named_keys(row: &str) -> Vec<&str> {
    let cells = row.trim_matches('|').rsplit_once(" | ").map_or(row, |(keys, _)| keys);
    cells.split('`').skip(1).step_by(2).collect()
}

/// A value that tells whether a key is read.
fn value_for(row: &str) -> &'static str {
    match row.trim_end_matches([' ', '|']).rsplit(" | ").next() {
        Some("date") => "2014-07-23",
        Some("length of time") => "monthly",
        Some("map") => "{linkedin: ada}",
        Some("list") => "ada@example.org",
        _ => "Somebody",
    }
}

/// Every key of the table of fields, with the line of its row and a value for it.
fn fields(text: &str) -> Vec<(usize, &str, &'static str)> {
    let rows = (1..).zip(text.lines()).skip_while(|(_, line)| !line.starts_with("| field | also accepted |")).skip(2);
    let rows = rows.take_while(|(_, line)| line.starts_with('|'));
    rows.flat_map(|(at, row)| named_keys(row).into_iter().map(move |key| (at, key, value_for(row)))).collect()
}

/// What `ties list` says of notes that hold one key each; the name is that of the file unless the key says otherwise.
fn rows_by_key(fields: &[(usize, &str, &str)]) -> BTreeMap<String, Value> {
    let note = |(_, key, value): &(usize, &str, &str)| (format!("{key}/ada.md"), format!("---\n{key}: {value}\n---\n"));
    let notes: Vec<_> = fields.iter().map(note).chain([("nothing/ada.md".to_owned(), String::new())]).collect();
    let notes: Vec<_> = notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut answer = Sandbox::with(&notes).ties("list --json").json();
    let rows = answer["items"].as_array_mut().expect("items").iter_mut();
    rows.map(|row| (row["path"].take().as_str().expect("a path").trim_end_matches("/ada.md").to_owned(), row.take()))
        .collect()
}

#[test]
fn every_key_that_the_table_of_fields_names_is_read() {
    let text = readme();
    let fields = fields(&text);
    assert!(fields.len() > 100, "README.md has no table of fields");
    let rows = rows_by_key(&fields);
    for (line, key, value) in fields {
        assert_ne!(rows[key], rows["nothing"], "README.md:{line}: `{key}: {value}` says nothing to ties");
    }
}

/// The field in whose row of the table a field's names are; `None` where the text around it tells of them.
fn row_of(key: Key) -> Option<Key> {
    match key {
        Key::Name | Key::FirstName | Key::LastName | Key::Title => Some(Key::Name),
        Key::Cadence | Key::Tier => Some(Key::Cadence),
        Key::Link(_) => Some(Key::Link("linkedin")),
        Key::Text(_) | Key::List(_) | Key::Birthday | Key::Links => Some(key),
        Key::LastContact | Key::FollowUp | Key::Snooze => Some(key),
        Key::MetAt | Key::MetDate | Key::MetEvent | Key::MetBy | Key::MetHow => Some(key),
        Key::Met | Key::Silenced | Key::Active | Key::Type | Key::Categories => None,
        Key::People | Key::EventDate | Key::EventPlace => None,
    }
}

/// The rows of the table of fields: the first name, all names as keys are compared, what the value is.
fn table(text: &str) -> BTreeSet<(String, BTreeSet<String>, String)> {
    let rows = text.lines().skip_while(|line| !line.starts_with("| field | also accepted |")).skip(2);
    let row = |row: &str| {
        let names = named_keys(row);
        let value = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap_or_default();
        (names[0].to_owned(), names.into_iter().map(normalised).collect(), value.to_owned())
    };
    rows.take_while(|line| line.starts_with('|')).map(row).collect()
}

#[test]
fn the_table_of_fields_is_the_one_that_the_program_has() {
    let names = |row: Key| {
        let keys = Key::all().filter(move |key| row_of(*key) == Some(row));
        keys.flat_map(|key| key.names().iter().map(|name| normalised(name))).collect()
    };
    let rows = Key::all().filter(|key| row_of(*key) == Some(*key));
    let own = rows.map(|key| (key.spelling().to_owned(), names(key), key.shape().as_str().to_owned())).collect();
    let (readme, own): (_, BTreeSet<_>) = (table(&readme()), own);
    let differing: Vec<_> = readme.symmetric_difference(&own).collect();
    assert!(differing.is_empty(), "README.md's table and the program's: {differing:#?}");
}

/// The lines of a text from the one that begins so, as far as the next that begins otherwise than with a space.
fn paragraph(text: &str, start: &str) -> String {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(start));
    let first = lines.next().unwrap_or_default().to_owned();
    lines.take_while(|line| line.starts_with("    ")).fold(first, |text, line| text + "\n" + line)
}

#[test]
fn every_text_field_is_named_where_queries_are_explained() {
    let help = Sandbox::empty().ties("--help").clean();
    let (help, readme) = (paragraph(&help, "  company:acme"), paragraph(&readme(), "| `company:acme`"));
    for name in TextField::ALL.iter().map(|field| field.spelling()) {
        let is_in_help = help.split([' ', ',', '\n']).any(|word| word == name);
        assert!(is_in_help, "`ties --help` does not name `{name}` among the fields of queries: {help}");
        assert!(readme.contains(&format!("`{name}`")), "README.md does not name `{name}` among the fields of queries");
    }
}

/// The keys of an object and of all within it; those of `links` and `fields` are the notes' own.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            if !matches!(key.as_str(), "links" | "fields") {
                keys(value, found);
            }
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => (),
    }
}

#[test]
fn every_field_of_the_json_is_named() {
    let (text, sandbox) = (readme(), Sandbox::sample());
    let mut found = BTreeSet::new();
    for line in ["today", "due --explain", "met", "find ada", "list", "show ada", "index"] {
        keys(&sandbox.ties(&format!("{line} --json")).json(), &mut found);
    }
    let check = sandbox.ties("check --json").stdout;
    keys(&serde_json::from_str(&check).expect("JSON"), &mut found);
    for key in found {
        assert!(text.contains(&format!("`{key}`")), "README.md does not name the JSON field `{key}`");
    }
}
