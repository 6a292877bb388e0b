use crate::sandbox::Sandbox;

#[test]
fn list_shows_everybody() {
    insta::assert_snapshot!(Sandbox::sample().table("list"));
}

#[test]
fn list_shows_other_notes_by_type() {
    insta::assert_snapshot!(Sandbox::sample().table("list --type group"));
}

#[test]
fn paths_are_for_other_programs() {
    insta::assert_snapshot!(Sandbox::sample().transcript("list lovelace --paths"));
    assert_eq!(Sandbox::sample().ties("list lovelace -0 -q").clean().matches('\0').count(), 3);
}

#[test]
fn text_stays_as_it_was_written() {
    let note = "---\nname: Ada\nphone: +4512345678\nmobile: 0612345678\nrole: 1.10\ntags: [01234, yes, null]\nemail: ada@example.org\ncity: ~\n---\n";
    let answer = Sandbox::with(&[("ada.md", note)]).ties("list --json").json();
    let row = &answer["items"][0];
    assert_eq!(row["phones"], serde_json::json!(["+4512345678", "0612345678"]));
    assert_eq!(row["role"], "1.10");
    assert_eq!(row["tags"], serde_json::json!(["01234", "yes"]));
    assert_eq!(row["city"], serde_json::Value::Null);
}
