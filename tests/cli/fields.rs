//! A text field is one row of the table of fields: whatever can be done with one can be done with each.

use serde_json::Value;
use ties::model::TextField;

use crate::completions::candidates;
use crate::sandbox::Sandbox;

const VALUE: &str = "aardvark keeper";

/// Two people, the second of whom has something in this field, as `set` writes it.
fn vault_with(field: &str) -> Sandbox {
    let vault = Sandbox::with(&[("ada.md", "# Ada Abel\n"), ("zora.md", "# Zora Zimmer\n")]);
    vault.run(&["set", "zora", &format!("{field}={VALUE}")]).ok();
    vault
}

fn names(vault: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let names = vault.run(&[&["list", "--format", "{{name}}"], arguments].concat()).ok();
    names.lines().map(str::to_owned).collect()
}

#[test]
fn every_text_field_is_set_and_taken_away_again() {
    for field in TextField::ALL.iter().map(|field| field.spelling()) {
        let vault = vault_with(field);
        let text = std::fs::read_to_string(vault.vault().join("zora.md")).expect("the note");
        assert!(text.contains(VALUE), "{field}: {text}");
        vault.run(&["set", "zora", &format!("{field}=")]).ok();
        assert_eq!(names(&vault, &[&format!("has:{field}")]), Vec::<String>::new(), "{field}");
    }
}

#[test]
fn every_text_field_is_asked_for_and_sorted_by() {
    for field in TextField::ALL.iter().map(|field| field.spelling()) {
        let vault = vault_with(field);
        for query in ["FIELD:aardvark", "FIELD:\"aardvark keeper\"", "FIELD:keep*", "has:FIELD", "FIELD:*", "aardvark"]
        {
            assert_eq!(names(&vault, &[&query.replace("FIELD", field)]), ["Zora Zimmer"], "{query} of {field}");
        }
        for query in ["-FIELD:keeper", "-has:FIELD"] {
            assert_eq!(names(&vault, &[&query.replace("FIELD", field)]), ["Ada Abel"], "{query} of {field}");
        }
        assert_eq!(names(&vault, &["--sort", field]), ["Zora Zimmer", "Ada Abel"], "{field}");
    }
}

#[test]
fn every_text_field_is_in_rows_and_on_the_page() {
    for field in TextField::ALL.iter().map(|field| field.spelling()) {
        let vault = vault_with(field);
        let answer = vault.run(&["list", "--json", &format!("has:{field}")]).json();
        assert_eq!(answer["items"][0][field], Value::from(VALUE), "{field}");
        let csv = vault.run(&["list", "--csv"]).ok();
        assert!(csv.lines().next().is_some_and(|head| head.split(',').any(|name| name == field)), "{field}: {csv}");
        assert!(vault.ties("show zora").ok().contains(VALUE), "{field}");
    }
}

#[test]
fn every_text_field_is_completed() {
    let vault = vault_with("role");
    for field in TextField::ALL.iter().map(|field| field.spelling()) {
        let begun = &field[..field.len() - 1];
        assert!(candidates(&vault, &["list", begun]).contains(&format!("{field}:")), "{field}");
        assert!(candidates(&vault, &["list", &format!("has:{begun}")]).contains(&format!("has:{field}")), "{field}");
        assert!(candidates(&vault, &["list", "--sort", begun]).contains(&field.to_owned()), "{field}");
    }
}
