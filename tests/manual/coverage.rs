//! Whatever the program has is described: commands, flags, codes, settings, fields of queries and of the JSON.

use std::collections::BTreeSet;

use serde_json::Value;
use ties::manual::{Kind, Page, of_kind, pages};
use ties::model::TextField;
use ties::note::Code;
use ties::vault::SETTINGS;

use crate::sandbox::Sandbox;
use crate::topic;

/// The names that `ties --help` lists under its headings.
fn commands(help: &str) -> Vec<&str> {
    let listed = help.lines().skip_while(|line| *line != "Ask:").take_while(|line| !line.starts_with("Flags"));
    listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect()
}

/// The long flags that a help text lists.
fn flags(help: &str) -> BTreeSet<&str> {
    let listed = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let words = listed.filter_map(|line| line.split("  ").next()).flat_map(str::split_whitespace);
    words.filter(|word| word.starts_with("--")).filter_map(|word| word.split([',', '[', '=']).next()).collect()
}

fn page(kind: Kind, name: &str) -> &'static Page {
    of_kind(kind).find(|page| page.name == name).unwrap_or_else(|| panic!("no page `{name}`"))
}

#[test]
fn every_command_and_flag_has_a_page() {
    let sandbox = Sandbox::empty();
    let help = sandbox.ties("--help").clean();
    let commands = commands(&help);
    assert!(commands.len() > 25, "{commands:?} in {help}");
    let shared = sandbox.ties("today --help").clean();
    for command in &commands {
        let page = page(Kind::Command, command);
        let help = sandbox.ties(&format!("{command} --help")).clean();
        for flag in flags(&help).difference(&flags(&shared)) {
            assert!(page.text.contains(&format!("`{flag}")), "the page of `ties {command}` does not name {flag}");
        }
    }
    for flag in flags(&shared) {
        assert!(topic("output").contains(&format!("`{flag}")), "output.md does not name {flag}");
    }
    let described = of_kind(Kind::Command).map(|page| page.name);
    let without: Vec<&str> = described.filter(|name| !commands.contains(name)).collect();
    assert_eq!(without, [""; 0], "pages of no command");
}

#[test]
fn the_readme_names_every_command() {
    let readme = crate::blocks::Document::read("README.md").text;
    let help = Sandbox::empty().ties("--help").clean();
    for command in commands(&help) {
        assert!(readme.contains(&format!("`ties {command}")), "README.md does not name `ties {command}`");
    }
}

#[test]
fn every_diagnostic_code_has_a_page_and_a_row_with_its_severity() {
    for code in Code::ALL {
        let (name, severity) = (code.as_str(), code.severity().as_str());
        let text = page(Kind::Code, name).text;
        assert!(
            text.contains(&format!(" **{severity}**: ")),
            "{name}.md does not say that it is of severity {severity}"
        );
        let row = format!("| `{name}` | {severity} | ");
        assert_eq!(topic("diagnostics").matches(&row).count(), 1, "diagnostics.md needs one row that begins `{row}`");
    }
    assert_eq!(of_kind(Kind::Code).count(), Code::ALL.len(), "pages of no code");
}

#[test]
fn every_setting_has_a_page() {
    for key in SETTINGS {
        let (value, table) = (format!("{key} = "), format!("[{key}]"));
        let is_shown = topic("settings").lines().any(|line| line.starts_with(&value) || line.starts_with(&table));
        assert!(is_shown, "settings.md does not show `{key}`");
    }
}

#[test]
fn every_variable_of_the_environment_has_a_page() {
    let all: String = pages().map(|page| page.text).collect();
    for name in
        ["TIES_VAULT", "TIES_TODAY", "TIES_TABLE", "TIES_PAGER", "PAGER", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"]
    {
        assert!(all.contains(name), "no page names {name}");
    }
}

#[test]
fn every_text_field_is_named_where_queries_are_explained() {
    for name in TextField::ALL.iter().map(|field| field.spelling()) {
        assert!(topic("queries").contains(&format!("`{name}`")), "queries.md does not name `{name}`");
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
    let sandbox = Sandbox::sample();
    let mut found = BTreeSet::new();
    for line in ["today", "due --explain", "met", "find ada", "list", "show ada", "index"] {
        keys(&sandbox.ties(&format!("{line} --json")).json(), &mut found);
    }
    let check = sandbox.ties("check --json").stdout;
    keys(&serde_json::from_str(&check).expect("JSON"), &mut found);
    for key in found {
        assert!(topic("json").contains(&format!("`{key}`")), "json.md does not name the field `{key}`");
    }
}
