use crate::sandbox::{Run, Sandbox};

#[test]
fn a_page_is_found_by_its_name_the_beginning_of_it_or_another_name_of_the_command() {
    let vault = Sandbox::empty();
    let page = |line: &str| vault.ties(line).clean();
    assert!(page("help queries").contains("\nqueries: find people by words"));
    assert_eq!(page("help unres"), page("help unresolved-link"));
    assert_eq!(page("help ls"), page("help list"));
    assert_eq!(page("help followup"), page("help follow-up"));
    assert_eq!(page("help follow-ups"), page("help Follow Ups"));
    assert!(!page("help log --color auto").contains('\x1b'), "a pipe gets plain text");
    assert!(page("help log --color always").contains('\x1b'));
}

#[test]
fn the_page_of_a_command_begins_with_its_own_flags() {
    let page = Sandbox::empty().ties("help log").clean();
    let (flags, text) = page.split_once("\nYou talked to somebody").expect("the page");
    assert!(flags.contains("--next <WHEN>") && !flags.contains("--json"), "{flags}");
    assert!(text.contains("\nlog: write down what happened, in a note\n"), "the topic of that name comes last");
}

#[test]
fn all_pages_are_listed() {
    let contents = Sandbox::empty().ties("help").clean();
    for page in ties::manual::pages() {
        let named = contents.split([' ', ',', '\n']).any(|word| word == page.name);
        assert!(named, "{} is not listed", page.name);
    }
}

#[test]
fn what_is_no_page_is_one_clear_line() {
    let vault = Sandbox::empty();
    let lines = ["help quries", "help zzz", "help duplicate", "help --today x", "--json help log"];
    lines.iter().for_each(|line| assert_eq!(vault.ties(line).stderr.lines().count(), 1, "{line}"));
    insta::assert_snapshot!(vault.session(&lines));
}

#[test]
fn a_flag_of_another_command_is_pointed_out() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "brief --at vienna",
        "list --explain",
        "overdue --at=x",
        "show --nonsense"
    ]));
}

#[test]
fn usage_does_not_change_with_the_environment() {
    let vault = Sandbox::empty();
    let usage = |set: bool| {
        let mut command = vault.command(&["log"]);
        if !set {
            command.env_remove("TIES_TODAY").env_remove("TIES_VAULT");
        }
        Run::of(&mut command).stderr
    };
    assert_eq!(usage(true), usage(false));
    assert!(usage(true).contains("Usage: ties log <PERSON|TEXT>..."), "{}", usage(true));
}

#[test]
fn other_names_of_commands_work_and_are_not_listed() {
    let vault = Sandbox::sample();
    for (name, command) in [("ls", "list"), ("search", "find"), ("grep", "find"), ("view", "show"), ("cat", "show")] {
        assert_eq!(vault.ties(&format!("{name} roslyn")).stdout, vault.ties(&format!("{command} roslyn")).stdout);
    }
    for (name, command) in [("plan", "follow-up"), ("followup", "follow-up")] {
        let run = |name: &str| vault.ties(&format!("{name} hannah friday --dry-run")).ok();
        assert_eq!(run(name), run(command));
    }
    assert_eq!(vault.ties("new Somebody --dry-run").status, 0);
    assert!(!vault.ties("--help").clean().contains("search "));
}

#[test]
fn man_pages_are_written_for_every_command_and_topic() {
    let vault = Sandbox::empty();
    let dir = vault.home().join("man");
    std::fs::create_dir(&dir).expect("a folder");
    vault.ties(&format!("man {} --quiet", dir.display())).clean();
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).expect("a page");
    assert!(read("ties-log.1").contains("You talked to somebody") && read("ties-log.1").contains("\\-\\-next"));
    assert!(read("ties-queries.7").starts_with(".TH \"TIES-QUERIES\" \"7\""));
    assert!(read("ties.1").contains("ties\\-queries"));
    let pages = std::fs::read_dir(&dir).expect("the folder").count();
    let expected = ties::manual::pages().filter(|page| page.kind != ties::manual::Kind::Code).count() + 1;
    assert_eq!(pages, expected);
}
