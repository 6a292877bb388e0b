use crate::sandbox::Sandbox;

#[test]
fn show_shows_everything_of_one_person() {
    insta::assert_snapshot!(Sandbox::sample().table("show ada lovelace"));
}

#[test]
fn show_finds_people_by_prefix_initials_address_and_close_spelling() {
    let vault = Sandbox::sample();
    for typed in ["ad lov", "people/ada-lovelace.md", "lovelace", "adal", "ada lovelaec"] {
        let shown = vault.run(&["show", "--paths", typed]).ok();
        assert_eq!(shown, "people/ada-lovelace.md\n", "{typed}");
    }
}

#[test]
fn show_in_json_adds_what_others_record() {
    let answer = Sandbox::sample().ties("show babbage --json").json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
}

#[test]
fn several_people_are_named() {
    insta::assert_snapshot!(Sandbox::sample().transcript("show ad"));
}

#[test]
fn nobody_comes_with_the_nearest_names() {
    insta::assert_snapshot!(Sandbox::sample().transcript("show babbidges"));
}

#[test]
fn a_link_counts_for_the_note_that_it_names_first() {
    let vault = Sandbox::with(&[
        ("ada-lovelace.md", "---\nname: Augusta King\n---\n"),
        ("other.md", "---\nname: Ada Lovelace\n---\n"),
        ("x.md", "See [[ada-lovelace]].\n"),
    ]);
    let linked = |typed: &str| vault.run(&["show", typed, "--json"]).json()["items"][0]["linked_from"].clone();
    assert_eq!(linked("augusta")[0]["path"], "x.md");
    assert_eq!(linked("other.md"), serde_json::json!([]));
}
