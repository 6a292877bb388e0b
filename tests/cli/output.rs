use crate::sandbox::{Run, Sandbox};

#[test]
fn control_characters_never_reach_a_terminal() {
    let vault = Sandbox::with(&[("a.md", "---\nname: \"A \\e[31mred\\e[0m \\u202Eevil\"\n---\n")]);
    insta::assert_snapshot!(vault.table("list"));
}

#[test]
fn a_row_in_a_pipe_is_one_line_whatever_the_name() {
    let vault = Sandbox::with(&[("a.md", "---\nname: \"two\\nlines\\tand a tab\"\n---\n")]);
    assert_eq!(vault.ties("list").clean().lines().count(), 1);
}

#[test]
fn colour_comes_only_where_it_is_wanted() {
    let vault = Sandbox::sample();
    let colored =
        |args: &[&str], key: &str, value: &str| Run::of(vault.command(args).env(key, value)).ok().contains('\x1b');
    assert!(!colored(&["list", "--table"], "X", ""));
    assert!(colored(&["list", "--table", "--color", "always"], "NO_COLOR", "1"));
    assert!(colored(&["list", "--table"], "CLICOLOR_FORCE", "1"));
    assert!(!colored(&["list", "--table", "--color", "never"], "CLICOLOR_FORCE", "1"));
}

#[test]
fn quiet_silences_remarks_and_not_errors() {
    let vault = Sandbox::sample();
    assert_eq!(vault.ties("overdue --limit 1 --quiet").stderr, "");
    assert!(vault.ties("show nobody-at-all --quiet").stderr.starts_with("error: "));
}

#[test]
fn a_limit_shows_how_many_there_are() {
    insta::assert_snapshot!(Sandbox::sample().table("overdue --limit 2"));
}

#[test]
fn help_names_every_command() {
    insta::assert_snapshot!(Sandbox::empty().transcript("--help"));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly_and_a_full_device_does_not() {
    use std::process::{Command, Stdio};
    let vault = Sandbox::sample();
    let mut child =
        vault.command(&["list", "-q"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let mut command: Command = vault.command(&["list", "--quiet"]);
    let run = Run::of(command.stdout(full));
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("error: cannot write the answer"), "{}", run.stderr);
}
