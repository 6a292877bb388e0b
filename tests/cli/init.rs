use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn a_new_vault_has_settings_a_template_and_two_notes_that_are_sound() {
    let vault = Sandbox::empty();
    insta::assert_snapshot!(vault.session(&["init new --dry-run", "init new", "init new"]));
    let inside = |line: &str| vault.ties(&format!("--vault new {line}"));
    assert_eq!(inside("check --strict").status, 0);
    assert_eq!(inside("met --at engine --count").ok(), "1\n");
    inside("add Charles Babbage --at engine").ok();
    assert!(vault.vault().join("new/people/charles-babbage.md").exists());
    // Notes that are there are left alone, and get no company.
    fs::create_dir(vault.vault().join("old")).expect("a folder");
    vault.write("old/bob.md", "# Bob\n");
    assert_eq!(vault.ties("init old").ok(), "old: new vault\n  ties.toml\n  templates/person.md\n");
}
