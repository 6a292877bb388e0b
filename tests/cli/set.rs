use crate::sandbox::Sandbox;

#[test]
fn fields_are_set_added_to_and_taken_away() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "set zoe role=CTO \"met.by=[[Ada Lovelace]]\" -n",
        "set zoe emails+=zoe@work.example tags-=tides -n",
        "set zoe role= city= -n",
        "set zoe \"tags=boats, python\" -n",
        "set zoe \"last_contact=3 days ago\" snooze=2w birthday=04-17 -n",
        "set zoe renewal=2014-12-01 -n",
        "set zoe compny=x -n",
        "set zoe cadence=sometimes",
        "set zoe last_contact=soon",
        "set zoe role+=x",
        "set zoe role=null",
        "set zoe name=Zora -n",
        "set zoe",
        "set role=CTO",
        "set brigid role=CTO",
        "set zoe tom city=Paris",
    ]));
}

#[test]
fn an_edit_that_is_done_already_writes_nothing() {
    let vault = Sandbox::sample();
    let file = vault.vault().join("people/zoe-marchand.md");
    let state = || std::fs::metadata(&file).expect("the note").modified().expect("a time");
    let before = state();
    for (line, already) in [
        ("set zoe role=Oceanographer", "already role Oceanographer"),
        ("tag zoe +tides", "nothing to change"),
        ("snooze zoe none", "no snooze to remove"),
        ("archive walter", "nothing to change"),
    ] {
        assert!(vault.ties(line).ok().ends_with(&format!("{already}\n")), "{line}: {}", vault.ties(line).ok());
    }
    assert_eq!(state(), before);
}

/// What `git apply` makes of the diff is what the command would have written.
#[test]
fn the_diff_of_a_dry_run_can_be_applied() {
    let notes: [(&str, &[u8]); 4] = [
        ("plain.md", b"---\nname: P\n---\n\ntext"),
        ("with space.md", b"---\nname: P\nrole: x\n---\n"),
        ("latin.md", b"---\nname: P\ncity: Montr\xE9al\n---\n"),
        ("windows.md", b"\xEF\xBB\xBF---\r\nname: P\r\n---\r\n"),
    ];
    for (file, bytes) in notes {
        let (vault, other) = (Sandbox::empty(), Sandbox::empty());
        vault.write(file, bytes);
        other.write(file, bytes);
        let diff = vault.command(&["set", file, "role=CTO", "-n"]).output().expect("the program starts").stdout;
        let patch = vault.home().join("patch");
        std::fs::write(&patch, diff).expect("a patch");
        let applied = std::process::Command::new("git").arg("apply").arg(&patch).current_dir(vault.vault()).output();
        let applied = applied.expect("git is there");
        assert!(applied.status.success(), "{file}: {}", String::from_utf8_lossy(&applied.stderr));
        other.run(&["set", file, "role=CTO"]).ok();
        let read = |vault: &Sandbox| std::fs::read(vault.vault().join(file)).expect("the note");
        assert_eq!(read(&vault), read(&other), "{file}");
    }
}

#[test]
fn a_key_that_looks_like_a_slip_is_written_only_if_it_is_meant() {
    let vault = Sandbox::with(&[("ada.md", "---\nname: Ada\n---\n")]);
    let run = vault.ties("set ada bithday=2000-01-01");
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    let expected =
        "error: no note has a key `bithday`\nhint: did you mean birthday?\nhint: to write a new key, add --force\n";
    assert_eq!(run.stderr, expected);
    let other_name = vault.ties("set ada emial=x");
    assert_eq!(other_name.status, 2, "another name of a field counts: {}", other_name.stderr);
    for own in ["renewal=x", "contract1=x", "contract2=x"] {
        assert_eq!(vault.ties(&format!("set ada {own} --paths")).ok(), "ada.md\n", "{own}");
    }
    assert_eq!(vault.ties("set ada bithday=2000-01-01 --force --paths").ok(), "ada.md\n");
    assert_eq!(vault.ties("set ada bithday=2000-01-02 --paths").ok(), "ada.md\n", "the vault knows it now");
}
