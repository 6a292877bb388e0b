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
