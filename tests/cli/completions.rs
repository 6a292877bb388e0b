use std::process::{Command, Stdio};

use crate::sandbox::{Run, Sandbox};

/// What a shell gets when it asks after these words.
pub(crate) fn candidates(vault: &Sandbox, words: &[&str]) -> Vec<String> {
    let words: Vec<&str> = ["--", "ties"].iter().chain(words).copied().collect();
    let run = Run::of(vault.command(&words).env("TIES_COMPLETE", "fish"));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.stdout.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn commands_flags_people_groups_tags_and_fields_are_completed() {
    let vault = Sandbox::sample();
    vault.ties("index").ok();
    for (words, expected) in [
        (&["compl"][..], &["completions"][..]),
        (&["list", "--pat"], &["--paths"]),
        (&["show", "love"], &["ada-lovelace"]),
        (&["show", "Ada"], &["ada-lindqvist", "ada-lovelace"]),
        (&["met", "--at", "rust"], &["Rust Montréal"]),
        (&["brief", "montreal"], &["Montréal .NET User Group"]),
        (&["timeline", "--with", "marguer"], &["marguerite-cote"]),
        (&["list", "-tag:ru"], &["-tag:Rust"]),
        (&["list", "tag:emb"], &["tag:embedded"]),
        (&["list", "compa"], &["company:"]),
        (&["list", "company:boré"], &["company:Boréal Logiciels"]),
        (&["list", "is:over"], &["is:overdue"]),
        (&["list", "has:linked"], &["has:linkedin"]),
        (&["list", "kind:cof"], &["kind:coffee"]),
        (&["list", "by:charl"], &["by:charles-babbage"]),
        (&["list", "@ru"], &["@rusty"]),
        (&["completions", "z"], &["zsh"]),
        (&["timeline", "--kind", "cof"], &["coffee"]),
        (&["list", "--sort", "last"], &["last_contact"]),
        (&["met", "--at", "\"rust m"], &["Rust Montréal"]),
        (&["log", "love"], &["ada-lovelace"]),
        (&["log", "ada", "--kind", "cof"], &["coffee"]),
        (&["rename", "love"], &["ada-lovelace"]),
        (&["follow"], &["follow-up"]),
        (&["list", "!tag:ru"], &["!tag:Rust"]),
        (&["list", "-@ru"], &["-@rusty"]),
        (&["list", "tag:zzz"], &[]),
    ] {
        assert_eq!(candidates(&vault, words), expected, "{words:?}");
    }
}

#[test]
fn the_vaults_own_kinds_are_completed_wherever_a_kind_is_expected() {
    let vault = Sandbox::with(&[("ada.md", "# Ada\n"), ("ties.toml", "[kinds]\nStandup = [\"daily\"]\n")]);
    vault.ties("index").ok();
    for (words, expected) in [
        (&["list", "kind:stan"][..], "kind:standup"),
        (&["timeline", "--kind", "stan"], "standup"),
        (&["log", "ada", "--kind", "stan"], "standup"),
    ] {
        assert_eq!(candidates(&vault, words), [expected], "{words:?}");
    }
}

#[test]
fn the_vault_that_the_line_names_is_the_one_that_is_asked() {
    let (vault, other) = (Sandbox::sample(), Sandbox::with(&[("wanda.md", "# Wanda Whistle\n")]));
    let folder = other.vault().display().to_string();
    vault.run(&["--vault", &folder, "index"]).ok();
    for named in [vec!["--vault".to_owned(), folder.clone()], vec![format!("--vault={folder}")]] {
        let words: Vec<&str> = named.iter().map(String::as_str).chain(["show", "whist"]).collect();
        assert_eq!(candidates(&vault, &words), ["wanda"], "{named:?}");
    }
}

#[test]
fn a_shell_that_asks_where_there_is_no_vault_or_no_index_hears_nothing_wrong() {
    let vault = Sandbox::sample();
    assert_eq!(candidates(&vault, &["show", "ada"]), [""; 0], "nothing is indexed for a key press");
    assert!(!vault.cache().join("ties").exists());
    let mut command = vault.command(&["--", "ties", "show", "a"]);
    let run = Run::of(command.env("TIES_VAULT", "/nowhere").env("TIES_COMPLETE", "fish"));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn every_shell_has_its_script() {
    let vault = Sandbox::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = vault.ties(&format!("completions {shell}")).clean();
        assert!(script.contains("TIES_COMPLETE") && script.contains("ties"), "{shell}: {script}");
    }
    assert_eq!(vault.ties("completions tcsh").status, 2);
}

#[test]
fn bash_completes_with_the_script() {
    let vault = Sandbox::sample();
    vault.ties("index").ok();
    let line = "eval \"$(ties completions bash)\"; COMP_LINE=\"$1\"; COMP_POINT=${#COMP_LINE}; _ties_complete ties \"$2\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let complete = |typed: &str, replaced: &str| {
        let sh = vault.shell("");
        let mut bash = Command::new("bash");
        bash.args(["--norc", "-c", line, "bash"])
            .args([typed, replaced])
            .stdin(Stdio::null())
            .current_dir(vault.vault())
            .env_clear();
        bash.envs(sh.get_envs().filter_map(|(key, value)| Some((key, value?))));
        Run::of(&mut bash).stdout
    };
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    assert_eq!(complete("ties list tag:emb", "emb"), "embedded\n");
    assert_eq!(complete("ties list tag:emb", "tag:emb"), "tag:embedded\n");
    assert_eq!(complete("ties met --at \"Rust Mon", "Rust Mon"), "Rust Montréal\"\n");
    assert_eq!(complete("ties met --at Rust\\ Mon", "Rust\\ Mon"), "Rust\\ Montréal\n");
    assert_eq!(complete("ties show love", "love"), "ada-lovelace\n");
    assert_eq!(complete("ties show $(ties list love", "love"), "\n", "in a command of its own");
}

#[test]
fn no_note_chooses_the_flags_of_a_command() {
    let vault = Sandbox::with(&[
        ("--quiet.md", "---\nname: Flagged Finn\ngroups: [--finns]\n---\n"),
        ("x.md", "---\nname: --flagged\ngroups: [Finns]\n---\n"),
        ("-y.md", "---\nname: --flagged\n---\n"),
    ]);
    vault.ties("index").ok();
    assert_eq!(candidates(&vault, &["show", "flag"]), ["Flagged Finn", "x"]);
    assert_eq!(candidates(&vault, &["brief", ""]).iter().filter(|name| !name.starts_with("--")).count(), 1);
    assert!(!candidates(&vault, &["brief", ""]).contains(&"--finns".to_owned()));
    assert_eq!(candidates(&vault, &["list", "group:--f"]), ["group:--finns"]);
}

#[test]
fn values_with_signs_of_the_language_are_quoted_in_it() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: Ann\ncompany: Acme (Canada)\n---\n"),
        ("b.md", "---\nname: Bob\ncompany: 'Bread OR Roses'\n---\n"),
        ("c.md", "---\nname: Cay\ncompany: Acme Corp\n---\n"),
    ]);
    vault.ties("index").ok();
    assert_eq!(candidates(&vault, &["list", "company:ac"]), ["company:\"Acme (Canada)\"", "company:Acme Corp"]);
    for (value, name) in [("company:\"acme (", "Ann"), ("company:bread", "Bob"), ("company:acme c", "Cay")] {
        let [found] = &candidates(&vault, &["list", value])[..] else { panic!("one for {value}") };
        assert_eq!(vault.run(&["list", found, "--format", "{{name}}"]).ok(), format!("{name}\n"), "{found}");
    }
}

#[test]
fn the_manual_is_made_from_the_same_definition() {
    let vault = Sandbox::empty();
    let page = vault.ties("man").clean();
    assert!(page.contains(".TH ties 1") && page.contains("timeline"), "{page}");
    std::fs::create_dir(vault.home().join("man")).expect("a folder");
    vault.run(&["man".as_ref(), vault.home().join("man").as_os_str()]).ok();
    let mut pages: Vec<String> = std::fs::read_dir(vault.home().join("man"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    assert!(pages.contains(&"ties.1".to_owned()) && pages.contains(&"ties-overdue.1".to_owned()), "{pages:?}");
    let run = vault.ties("man /nowhere/at/all");
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("error: cannot write the manual into /nowhere/at/all: "), "{}", run.stderr);
}
