use crate::sandbox::Sandbox;

#[test]
fn index_reports_what_changed() {
    let vault = Sandbox::with(&[("a.md", "# A\n"), ("b.md", "# B\n")]);
    insta::assert_snapshot!("first", vault.transcript("index"));
    insta::assert_snapshot!("nothing", vault.transcript("index"));
    vault.write("a.md", "# A, changed\n");
    vault.write("c.md", "# C\n");
    std::fs::rename(vault.vault().join("b.md"), vault.vault().join("moved.md")).expect("a rename");
    insta::assert_snapshot!("changed", vault.transcript("index --verbose"));
    vault.remove("c.md");
    insta::assert_snapshot!("removed", vault.transcript("index -v"));
    insta::assert_snapshot!("rebuilt", vault.transcript("index --rebuild"));
}

#[test]
fn verbose_gives_the_reason_for_every_file_left_out() {
    insta::assert_snapshot!(Sandbox::sample().transcript("index --verbose"));
}

#[test]
fn status_shows_where_the_index_is_and_what_it_holds() {
    let vault = Sandbox::sample();
    vault.ties("index").ok();
    let status = vault.ties("index --status").ok();
    for line in [
        "vault  ",
        "index  ",
        "notes       58, 42 of them people",
        "types       person 42, ",
        "decided by  field",
        "size  ",
    ] {
        assert!(status.contains(line), "{line} in {status}");
    }
}
