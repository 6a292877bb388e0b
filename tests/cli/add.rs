use crate::sandbox::Sandbox;

#[test]
fn a_new_note_records_what_is_known_in_the_words_of_the_template() {
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
fn a_note_goes_where_it_is_asked_to_but_never_out_of_the_vault() {
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
fn a_template_that_makes_no_note_is_reported_with_its_line() {
    let vault = Sandbox::sample();
    vault.write("templates/person.md", "---\nname: {{ name }}\n---\n{% if %}\n");
    insta::assert_snapshot!(vault.transcript("add Bob"));
    vault.write("templates/person.md", "---\ntype: group\nname: Always The Same\n---\n");
    insta::assert_snapshot!(vault.transcript("add Bob -n"));
}

#[test]
fn add_check_and_rename_agree_on_who_may_be_the_same() {
    for (path, known, added, is_name) in [
        ("a.md", "name: Ada Lovelace", &["lovelace", "ada"][..], true),
        ("a.md", "name: Ada King\naliases: [Ada Lovelace]", &["Ada Lovelace"], true),
        ("ada-lovelace.md", "name: Countess", &["Ada Lovelace"], true),
        ("a.md", "name: Ida\nemail: Ada@x.org", &["Ada Lovelace", "--email", "ada@X.org"], false),
        ("a.md", "name: Ida\ngithub: https://github.com/Ada/", &["Ada Lovelace", "--link", "github=ada"], false),
        ("a.md", "name: Ida\nurl: https://x.org/~ada", &["Ada Lovelace", "--link", "https://www.x.org/~ada/"], false),
    ] {
        let note = format!("---\n{known}\n---\n");
        let vault = Sandbox::with(&[(path, &note), ("zed.md", "---\nname: Zed\n---\n")]);
        assert_eq!(vault.ties("check").clean(), "", "{known}");
        let refused = vault.run(&[&["add"], added].concat());
        assert_eq!((refused.status, refused.stdout.as_str()), (1, ""), "{known}: {}", refused.stderr);
        assert!(refused.stderr.contains(path), "{known}: {}", refused.stderr);
        let renamed = vault.ties("rename zed \"Ada Lovelace\" --dry-run");
        assert_eq!(renamed.status, i32::from(is_name), "{known}: {}", renamed.stderr);
        vault.run(&[&["add", "--force"], added].concat()).ok();
        let found = vault.ties("check").ok();
        assert_eq!(found.matches("[duplicate-").count(), 2, "{known}: {found}");
    }
    for (known, added) in [
        ("name: Ida\nwebsite: https://acme.org", &["Ada Lovelace", "--link", "website=https://acme.org/"][..]),
        ("name: Ida\ntwitter: ada", &["Ada Lovelace", "--link", "github=ada"]),
        ("name: Ada King\naliases: [Ada]", &["Ada Lovelace"]),
    ] {
        let vault = Sandbox::with(&[("a.md", &format!("---\n{known}\n---\n"))]);
        vault.run(&[&["add"], added].concat()).clean();
        assert_eq!(vault.ties("check").clean(), "", "{known}");
    }
}

#[test]
fn a_new_file_gets_no_name_that_links_to_somebody_else_may_have() {
    let vault = Sandbox::with(&[
        ("people/bob.md", "# Bob\n"),
        ("people/cy.md", "# Cy\n"),
        ("old/ada-lovelace.md", "---\ntype: person\n---\n# Countess of Lovelace\n"),
    ]);
    assert_eq!(vault.ties("add Ada Lovelace").status, 1);
    assert_eq!(vault.ties("add Ada Lovelace --force --paths").ok(), "people/ada-lovelace-2.md\n");
    assert_eq!(vault.ties("add Dee --file old/bob").status, 1);
    assert_eq!(vault.ties("add Dee --file dee/index --paths").ok(), "dee/index.md\n");
    assert_eq!(vault.ties("add Eve --file eve/index --paths").ok(), "eve/index.md\n");
}
