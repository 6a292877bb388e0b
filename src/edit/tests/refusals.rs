//! What cannot be edited safely is refused, with its line.

use super::planned;

#[test]
fn what_the_editor_does_not_understand_is_refused_with_its_line() {
    for (text, line, at, why) in [
        ("---\na: &x CTO\nrole: *x\n---\n", "role=y", 3, "alias"),
        ("---\nrole: &x CTO\nb: *x\n---\n", "role=y", 2, "anchor"),
        ("---\nrole: !!str CTO\n---\n", "role=y", 2, "tag"),
        ("---\nrole: |\n  two\n  lines\n---\n", "role=y", 2, "several lines"),
        ("---\nrole: \"two\n  lines\"\n---\n", "role=y", 2, "several lines"),
        ("---\ntags: [a,\n  b]\n---\n", "tags+c", 2, "several lines"),
        ("---\n{name: Ada}\n---\n", "role=y", 2, "brackets"),
        ("---\nname: {first: Ada, last: L}\n---\n", "name=y", 2, "more than one"),
        ("---\nrole: \"open\nb: 1\n---\n", "role=y", 2, "cannot be read as a whole"),
        ("---\nname: Ada\n# Ada\n", "role=y", 1, "cannot be read as a whole"),
        ("---\nrole: x\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n---\n", "role=y", 3, "merge"),
        ("---\nrole: x\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n---\n", "log 2014-09-15 x", 3, "merge"),
        ("text #rust\n", "tags-rust", 1, "is in the text"),
        ("# Ada\n\n```\ncode\n", "log 2014-09-15 x", 4, "more than intended"),
        ("# Ada\n\n<!-- open\n", "log 2014-09-15 x", 3, "more than intended"),
        ("- 2014-07-23 met\n", "log 2014-09-15 ~~no show~~", 1, "not be a log entry"),
        ("+++\ntags = [\n  \"a\", # c\n]\n+++\n", "tags+x", 2, "comments"),
        ("---\na: &x Ada\nb: *x\n---\n", "a=", 2, ""),
    ] {
        let refusal = planned(text, line).expect_err(text);
        assert!(refusal.why.contains(why), "{text:?}: {refusal}");
        assert_eq!(refusal.line, at, "{text:?}: {refusal}");
        assert!(!refusal.remedy.is_empty());
    }
}

#[test]
fn bytes_that_are_no_utf8_are_kept_and_what_cannot_be_written_in_their_encoding_is_refused() {
    let before = b"---\r\nrole: caf\xE9\r\ncity: Montr\xE9al\r\n---\r\nNa\xEFve.\r\n";
    let change = super::change("role=th\u{e9}", "");
    let plan = super::planned_bytes(before, &change).expect("it can be written");
    assert_eq!(plan.after, b"---\r\nrole: th\xE9\r\ncity: Montr\xE9al\r\n---\r\nNa\xEFve.\r\n");
    let refusal = super::planned_bytes(before, &super::change("role=佐藤", "")).expect_err("no such sign");
    assert_eq!(refusal.line, 2);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("role".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let refusal = super::planned_bytes(&utf16, &super::change("role=x", "")).expect_err("UTF-16");
    assert!(refusal.why.contains("UTF-16"));
    let nul = b"---\nrole: a\n---\nx\0y\n";
    let plan = super::planned_bytes(nul, &super::change("role=b", "")).expect("it can be written");
    assert_eq!(plan.after, b"---\nrole: b\n---\nx\0y\n");
}
