//! What the commands that write did is in the next answer, with a watch as without one.

use crate::process::{Watch, assert_found, assert_vouched, status};
use crate::sandbox::Sandbox;

#[test]
fn every_logged_line_is_in_the_next_answer() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    for i in 0..60 {
        sandbox.run(&["log", "samuel", &format!("call: logged{i}x")]).ok();
        assert_found(&sandbox, &format!("logged{i}x"), &["people/samuel-okafor.md"]);
    }
    assert!(status(&sandbox)["vouched"].as_u64().is_some_and(|vouched| vouched > 80), "{}", status(&sandbox));
    assert_vouched(&sandbox);
    watch.end("TERM");
    crate::oracle::assert_right(&sandbox);
}

#[test]
fn a_new_note_a_new_name_and_a_tag_are_in_the_next_answer() {
    let sandbox = Sandbox::sample();
    let watch = Watch::start(&sandbox, "");
    let paths = |line: &str| sandbox.ties(line).ok();
    sandbox.ties("add Wanda Whistle --tag kazoo").ok();
    assert_eq!(paths("list tag:kazoo --paths"), "people/wanda-whistle.md\n");
    sandbox.ties("rename \"wanda whistle\" \"Wanda Drum\"").ok();
    assert_eq!(paths("list tag:kazoo --paths"), "people/wanda-drum.md\n");
    sandbox.ties("tag wanda -kazoo +drum").ok();
    assert_eq!(paths("list tag:kazoo --paths"), "");
    assert_eq!(paths("list tag:drum --paths"), "people/wanda-drum.md\n");
    assert_vouched(&sandbox);
    let output = watch.end("TERM").1.join("\n");
    assert!(!output.contains(".ties-"), "no temporary file is reported: {output}");
}
