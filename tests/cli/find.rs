use crate::sandbox::{Sandbox, names};

#[test]
fn find_shows_the_best_notes_with_the_line_that_answers() {
    insta::assert_snapshot!(Sandbox::sample().table("find roslyn"));
}

#[test]
fn find_in_a_pipe_is_a_row_a_line() {
    insta::assert_snapshot!(Sandbox::sample().transcript("find roslyn article"));
}

#[test]
fn words_are_found_without_case_and_accents_with_their_signs_and_inside_unspaced_scripts() {
    let vault = Sandbox::with(&[
        ("a.md", "# A\nMontréal, C++ and Node.js\n"),
        ("b.md", "# B\nC# and .NET\n"),
        ("c.md", "# C\n東京の勉強会で発表する。\n"),
        ("d.md", "# D\nthe net, the letter c\n"),
    ]);
    for (typed, expected) in [
        ("MONTREAL", vec!["A"]),
        ("c++", vec!["A"]),
        ("c#", vec!["B"]),
        (".net", vec!["B"]),
        ("net", vec!["D"]),
        ("node.js", vec!["A"]),
        ("node", vec!["A"]),
        ("勉強会", vec!["C"]),
        ("発表", vec!["C"]),
        ("表発", vec![]),
        ("c", vec!["C", "D"]),
        ("montréal node.js", vec!["A"]),
        ("montréal .net", vec![]),
    ] {
        let mut answer = vault.run(&["find", "--json", typed]).json();
        let items = answer["items"].as_array_mut().expect("items");
        items.sort_by_key(|item| item["name"].to_string());
        assert_eq!(names(&answer), expected, "{typed}");
    }
}

#[test]
fn a_hit_in_the_name_comes_first() {
    let vault = Sandbox::with(&[
        ("a.md", "# Ann\nkafka kafka kafka kafka kafka\n"),
        ("b.md", "---\nname: Franz Kafka\n---\nA writer.\n"),
    ]);
    assert_eq!(names(&vault.ties("find kafka --json").json()), ["Franz Kafka", "Ann"]);
}

#[test]
fn what_holds_no_word_is_not_understood() {
    insta::assert_snapshot!(Sandbox::sample().transcript("find !!"));
}
