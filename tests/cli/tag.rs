use crate::sandbox::Sandbox;

#[test]
fn tags_come_and_go() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "tag zoe +rust -tides -n",
        "tag zoe +#rust -n",
        "tag zoe -nothere",
        "tag zoe tom +kayaks",
        "tag zoe boats",
        "tag zoe -q",
        "tag zoe +rust,#go,tides -n",
        "tag zoe -tides,nothere -n",
        "tag zoe +rust +Rust -go +go -n",
        "tag zoe +rust,-tides",
        "tag zoe +,",
    ]));
    let tags = vault.ties("list tag:kayaks --json").json();
    assert_eq!(tags["count"], 2);
}

#[test]
fn a_dash_that_is_no_hyphen_takes_no_tag_away() {
    let vault = Sandbox::sample();
    let before = vault.ties("list tag:tides --count").ok();
    for dash in ['\u{2212}', '\u{2013}'] {
        let run = vault.run(&["tag".to_owned(), "zoe".to_owned(), format!("{dash}tides")]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("a plain hyphen before it: -tides"), "{}", run.stderr);
    }
    assert_eq!(vault.ties("list tag:tides --count").ok(), before);
}
