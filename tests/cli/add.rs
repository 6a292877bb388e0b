use crate::sandbox::Sandbox;

#[test]
fn a_new_note_says_what_is_known_in_the_words_of_the_template() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.transcript(
        "add Bob O'Neil --at \"rust mon\" --by babbage --email bob@x.org --tag rust --link github=bobo --next 2w --note \"likes boats\" -n"
    ));
    insta::assert_snapshot!(
        vault.transcript("add \"Zoé: Ångström\" --company \"A: b #1\" --on 2014-07 --phone +4512345678 -n")
    );
    let plain = Sandbox::empty();
    insta::assert_snapshot!(plain.transcript("add 佐藤 健二 --at \"東京 Rust\" --role x --cadence 3mo --city 東京 -n"));
    insta::assert_snapshot!(plain.transcript(
        "add Bob --by \"Somebody Else\" --how \"on the train\" --group Go --group C++ --tag rust,#go --next none -n"
    ));
}

#[test]
fn a_new_note_is_found_at_once_and_never_made_twice() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "add Bob O'Neil --email bob@x.org --link https://github.com/bobo",
        "add bob o'neil",
        "add Robert --email BOB@x.org",
        "add Robert --link github=bobo",
        "add Bob O'Neil --force",
        "add Ada Lovelace",
    ]));
    assert_eq!(vault.ties("list o'neil --paths").ok(), "people/bob-o-neil-2.md\npeople/bob-o-neil.md\n");
}

#[test]
fn a_note_goes_where_it_is_told_but_never_out_of_the_vault() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "add New One --file people/work/new --json",
        "add Other --file people/work/new.md",
        "add Other --file ../x.md",
        "add Other --file .git/x.md",
        "add !!!",
        "add Other --cadence sometimes",
    ]));
    assert!(!vault.home().join("x.md").exists());
}

#[test]
fn a_template_that_makes_no_note_is_told_with_its_line() {
    let vault = Sandbox::sample();
    vault.write("templates/person.md", "---\nname: {{ name }}\n---\n{% if %}\n");
    insta::assert_snapshot!(vault.transcript("add Bob"));
    vault.write("templates/person.md", "---\ntype: group\nname: Always The Same\n---\n");
    insta::assert_snapshot!(vault.transcript("add Bob -n"));
}
