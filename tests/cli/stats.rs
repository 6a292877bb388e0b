use crate::sandbox::Sandbox;

#[test]
fn stats_draw_bars_and_print_rows() {
    let sample = Sandbox::sample();
    insta::assert_snapshot!(
        [sample.table("stats"), sample.transcript("stats --limit 4"), sample.table("stats nobody")].join("\n")
    );
}

#[test]
fn the_first_word_is_the_first_contact_after_the_day_of_the_meeting() {
    let note = |name: &str, log: &str| (format!("{name}.md"), format!("# {name}\n{log}"));
    let notes = [
        note("same-day", "- 2014-07-01 met @ X\n- 2014-07-01 email\n"),
        note("next-day", "- 2014-07-01 met @ X\n- 2014-07-02 email\n"),
        note("week", "- 2014-07-01 met @ x\n- 2014-07-08 email\n"),
        note("late", "- 2014-07-01 met\n- 2014-07-09 email\n"),
        note("future", "- 2014-10-01 met @ X\n"),
        note("undated", "---\nmet_at: X\n---\n"),
    ];
    let notes: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let vault = Sandbox::with(&notes);
    vault.write("undated.md", "---\nmet_at: X\n---\n");
    let printed = vault.ties("stats").clean();
    let expected = "month\t2014-07\t4\t\ngroup\tX\t4\t\nfollow_up\twithin a day\t1\t\nfollow_up\twithin a week\t2\t\n\
        follow_up\tever\t3\t\nfollow_up\tnever\t1\t\n";
    assert_eq!(printed, expected);
}
