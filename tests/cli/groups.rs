use crate::sandbox::Sandbox;

#[test]
fn groups_tags_and_companies_are_counted_with_their_dates() {
    let sample = Sandbox::sample();
    insta::assert_snapshot!(
        ["groups --verbose", "tags --limit 6", "companies --limit 4"].map(|line| sample.table(line)).join("\n")
    );
    insta::assert_snapshot!(
        ["groups --limit 2 --json", "groups --limit 2"].map(|line| sample.transcript(line)).join("\n")
    );
}

#[test]
fn spellings_count_as_one_and_each_person_once() {
    let vault = Sandbox::with(&[
        ("g.md", "---\ntype: group\nname: Rust Montréal\naliases: [Oxidés]\n---\n"),
        ("empty.md", "---\ntype: group\nname: Nobody There\n---\n"),
        (
            "a.md",
            "---\nname: A\ngroups: [rust montreal]\ntags: [Rust, rust]\ncompany: Acme\nmet: {at: Oxidés, date: 2014-05-01}\n---\n- 2014-06-01 lunch @ Oxidés\n",
        ),
        (
            "b.md",
            "---\nname: B\ntags: rust\ncompany: ACME\nstatus: archived\n---\n- 2014-08-01 met @ Rust-Montréal\n- 2014-12-01 event @ Rust Montréal\n",
        ),
    ]);
    let shown = |line: &str| vault.run(&[line, "--format", "{{name}} {{people}} {{first}} {{last}} {{path}}"]).clean();
    assert_eq!(shown("groups"), "Rust Montréal 2 2014-05-01 2014-08-01 g.md\nNobody There 0   empty.md\n");
    assert_eq!(shown("tags"), "rust 2 2014-05-01 2014-08-01 \n");
    assert_eq!(shown("companies"), "ACME 2 2014-05-01 2014-08-01 \n");
    assert_eq!(vault.ties("groups -is:archived --format {{name}}:{{people}}").clean(), "Rust Montréal:1\n");
    assert_eq!(
        vault.ties("groups --verbose --limit 1").stdout,
        "Rust Montréal\t2\t2014-05-01\t2014-08-01\tg.md\talso Oxidés\talso Rust-Montréal\talso rust montreal\n"
    );
}
