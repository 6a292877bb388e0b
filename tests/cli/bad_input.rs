use crate::sandbox::{Run, Sandbox};

#[test]
fn a_vault_that_is_not_there_is_named_with_what_named_it() {
    let home = Sandbox::empty();
    home.write("file.md", "");
    insta::assert_snapshot!("missing", home.transcript("list --vault nowhere"));
    insta::assert_snapshot!("a_file", home.transcript("list --vault file.md"));
    let run = Run::of(home.command(&["list"]).env_remove("TIES_VAULT"));
    insta::assert_snapshot!("none", run.transcript("list", home.home()));
}

#[test]
fn an_empty_vault_is_a_fine_answer() {
    insta::assert_snapshot!(Sandbox::empty().table("overdue"));
}

#[test]
fn a_vault_is_found_from_a_folder_below_it() {
    let vault = Sandbox::with(&[("ties.toml", ""), ("people/a.md", "# Ann\n")]);
    let below = vault.vault().join("people");
    let run = Run::of(vault.command(&["list", "--paths"]).env_remove("TIES_VAULT").current_dir(below));
    assert_eq!(run.clean(), "people/a.md\n");
}

#[test]
fn a_broken_ties_toml_stops_the_command() {
    let vault = Sandbox::with(&[("a.md", "# A\n")]);
    vault.write("ties.toml", "first_folow_up = \"1 day\"\n");
    insta::assert_snapshot!("unknown_key", vault.transcript("list"));
    vault.write("ties.toml", "[cadence]\nA = \"soonish\"\n");
    insta::assert_snapshot!("wrong_value", vault.transcript("list"));
    vault.write("ties.toml", "date_order = \n");
    insta::assert_snapshot!("syntax", vault.transcript("list"));
}

#[test]
fn a_day_that_is_none_is_not_understood() {
    let vault = Sandbox::empty();
    insta::assert_snapshot!("no_date", vault.transcript("list --today soon"));
    insta::assert_snapshot!("ambiguous", vault.transcript("met --on 07/08/2014"));
}

#[test]
fn a_command_that_does_not_exist_gets_the_nearest() {
    insta::assert_snapshot!(Sandbox::empty().transcript("overdu"));
}
