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

/// Whom a person who types this means, on the sample vault.
const MEANT: &[(&str, &str)] = &[
    ("lovelace", "Ada Lovelace"),
    ("ada", "Ada Lovelace"),
    ("countess", "Ada Lovelace"),
    ("babbage", "Charles Babbage"),
    ("roslyn", "Roslyn night"),
    ("roslyn article", "Ada Lovelace"),
    ("acme", "Acme"),
    ("embedded", "Ada Lindqvist"),
    ("kestrel", "Kestrel Systems"),
    ("lathe", "Charles Babbage"),
    ("actuary", "Samuel Okafor"),
    ("azure", "Ada Lovelace"),
    ("ducks", "Dmitri Sokolov"),
    ("rust montreal", "Rust Montréal"),
    ("東京", "東京 Rust 勉強会"),
    ("tag:simd", "Rosalind Achebe"),
    ("kub* OR simd", "Rosalind Achebe"),
    ("\"chapter three\"", "Mei-Lin Zhou"),
    ("letterpress", "Noor El Amin"),
    ("refactoring", "Anneke de Vries"),
];

#[test]
fn the_one_who_is_meant_comes_first() {
    let sample = Sandbox::sample();
    let mut wrong = Vec::new();
    for (typed, meant) in MEANT {
        let answer = sample.run(&["find", "--json", "--limit", "3", typed]).json();
        let found = names(&answer);
        if found.first() != Some(meant) {
            wrong.push(format!("{typed}: {found:?}, not {meant}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn places_are_worth_what_people_check_first() {
    let vault = Sandbox::with(&[
        (
            "1.md",
            "---\nname: Rest\n---\nazure azure azure azure azure azure\n- 2010-01-01 call: azure\n- 2014-01-01 a: b\n- 2014-01-02 c: d\n- 2014-01-03 e: f\n",
        ),
        ("2.md", "---\nname: Lately\n---\n- 2014-01-03 call: azure\n"),
        ("3.md", "---\nname: Worker\ncompany: Azure Ltd\n---\n"),
        ("4.md", "---\nname: Known\naliases: [Azure]\n---\n"),
        ("5.md", "---\nname: Azure Smith\n---\n"),
    ]);
    assert_eq!(names(&vault.ties("find azure --json").json()), ["Azure Smith", "Known", "Worker", "Lately", "Rest"]);
    assert_eq!(names(&vault.ties("find azu* --json").json())[0], "Azure Smith");
}

#[test]
fn the_line_that_matched_is_reported() {
    let vault = Sandbox::with(&[("a.md", "# A\n\nnothing\n\n- later: Kafka on Azure\n")]);
    let item = vault.ties("find kafka --json").json()["items"][0].clone();
    assert_eq!((&item["line"], &item["snippet"]), (&5.into(), &"later: Kafka on Azure".into()));
    let colored = vault.ties("find kafka --table --color always").ok();
    assert!(colored.contains("later: \u{1b}[31mKafka\u{1b}[0m on Azure"), "{colored:?}");
}

#[test]
fn the_line_that_answers_fits_into_the_terminal() {
    let vault = Sandbox::with(&[("a.md", &format!("# A\n\nKafka {}\n", "東京 and more ".repeat(20)))]);
    let mut command = vault.command(&["find", "kafka", "--table"]);
    let shown = crate::sandbox::Run::of(command.env("COLUMNS", "60")).clean();
    assert!(
        shown.lines().nth(1).is_some_and(|line| line.starts_with("    Kafka 東京") && line.ends_with('…')),
        "{shown}"
    );
    assert!(shown.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 60), "{shown}");
}
