use crate::sandbox::Sandbox;

#[test]
fn interactions_come_latest_first_with_their_texts() {
    let sample = Sandbox::sample();
    insta::assert_snapshot!(
        [
            sample.table("timeline --limit 12"),
            sample.transcript("timeline --with ada --limit 4"),
            sample.transcript("timeline --at rust --since 2014-07 --until 2014-08")
        ]
        .join("\n")
    );
}

#[test]
fn flags_and_query_speak_of_the_same_interaction() {
    let vault = Sandbox::with(&[(
        "a.md",
        "# A\n- 2014-05-01 met @ Rust Montréal: hello\n- 2014-07-01 call: phoned\n- 2014-07-02 lunch @ Café: soup\n- 2014-07-02 mail: later\n",
    )]);
    for (line, expected) in [
        ("timeline", "later soup phoned hello"),
        ("timeline --kind phone", "phoned"),
        ("timeline kind:call", "phoned"),
        ("timeline on:2014-07 --at café", "soup"),
        ("timeline at:rust --since 2014-06", ""),
        ("timeline --until 2014-05", "hello"),
        ("timeline soup --kind met", "hello"),
        ("timeline kind:lunch OR kind:met", "soup hello"),
        ("timeline --limit 1", "soup"),
    ] {
        let mut texts = vault
            .run(&[&crate::sandbox::words(line)[..], &["--format".into(), "{{text}}".into(), "-q".into()]].concat())
            .clean();
        texts = texts.replace('\n', " ");
        // Two of one day come in the order of the note.
        let expected = expected.replace("later soup", "soup later");
        assert_eq!(texts.trim(), expected, "{line}");
    }
}

#[test]
fn what_events_record_is_among_them_with_the_events_path() {
    let sample = Sandbox::sample();
    let answer = sample.ties("timeline --with tom kind:event --json").json();
    assert_eq!(answer["items"][0]["path"], "events/2014-07-23-roslyn-night.md");
    assert_eq!(answer["items"][0]["name"], "Tom Achterberg");
    assert_eq!(answer["items"][0]["text"], "Roslyn night");
    let keys: Vec<&String> = answer["items"][0].as_object().expect("a row").keys().collect();
    assert_eq!(keys, ["path", "name", "date", "kind", "at", "text", "line"]);
}

#[test]
fn a_flag_that_is_not_understood_is_an_error() {
    let sample = Sandbox::sample();
    insta::assert_snapshot!(
        ["timeline --kind cal", "timeline --with nobody", "timeline --since soon", "timeline --at !!"]
            .map(|line| sample.transcript(line))
            .join("\n")
    );
}
