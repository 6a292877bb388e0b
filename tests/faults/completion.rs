//! Row 41: text of notes that a shell puts on its command line is text there too, and nothing that Enter runs.

use std::fs;
use std::path::Path;

use crate::needs::{self, Need};
use crate::prompt::{Prompt, Shell};
use crate::sandbox::Sandbox;

/// Each would make a file called PWN, or become other words, if a shell read it as its own language.
const HOSTILE: &[&str] = &[
    "$(touch${IFS}PWN)",
    "$(touch PWN)",
    "`touch PWN`",
    "`touch${IFS}PWN`",
    "; touch PWN",
    ";touch${IFS}PWN;",
    "&& touch PWN &",
    "| touch PWN",
    "> PWN",
    ">PWN",
    "<(touch PWN)",
    "(touch PWN)",
    "';touch${IFS}PWN;'",
    "\";touch${IFS}PWN;\"",
    "\\;touch${IFS}PWN",
    "\\';touch${IFS}PWN;'",
    "a'; touch PWN; 'b",
    "a\"$(touch PWN)\"b",
    "a\\'b\\",
    "$HOME",
    "${IFS}",
    "!! !$",
    "!!",
    "*",
    "* ? [a-z]*",
    "~",
    "~root",
    "=ls",
    "{a..c}",
    "!;touch${IFS}PWN;",
    "'t",
    "#x",
    "^a^b",
    "%s%d",
    "x:y=z@w",
    "--help",
    "José  Núñez",
];

/// A word by which only the note of this hostile text is found.
fn key(i: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n).expect("few texts"));
    format!("zq{}{}q", letter(i / 26), letter(i % 26))
}

/// What is there for a text: a person with a group, a company and a tag, all called by it.
struct Called {
    key: String,
    name: String,
    /// What completes to the person.
    person: String,
}

fn called() -> Vec<Called> {
    let one = |(i, text): (usize, &&str)| {
        let key = key(i);
        let name = format!("{key} {text}");
        let stem = format!("{text}{key}");
        let is_word = !stem.contains(char::is_whitespace) && !stem.starts_with('-');
        Called { person: if is_word { stem } else { name.clone() }, key, name }
    };
    HOSTILE.iter().enumerate().map(one).collect()
}

fn hostile_vault() -> Sandbox {
    let vault = Sandbox::empty();
    for (text, one) in HOSTILE.iter().zip(called()) {
        let name = serde_json::to_string(&one.name).expect("JSON is YAML");
        let note = format!("---\nname: {name}\ncompany: {name}\ngroups: [{name}]\ntags: [{name}]\n---\n");
        vault.write(&format!("people/{text}{}.md", one.key), note);
        vault.write(&format!("files/{}", one.name), "");
    }
    vault.ties("index").ok();
    vault
}

/// Lines to be completed for it, each with what `ties` must get.
fn lines(one: &Called, shell: Shell) -> Vec<(String, [String; 2])> {
    let Called { key, name, person } = one;
    let show = |typed: String| (format!("ties show {typed}"), ["show".to_owned(), person.clone()]);
    let list = |typed: String| (format!("ties list {typed}"), ["list".to_owned(), format!("company:{name}")]);
    let brief = |typed: String| (format!("ties brief {typed}"), ["brief".to_owned(), name.clone()]);
    let met = |typed: String| (format!("ties met {typed}"), ["met".to_owned(), format!("--at={name}")]);
    let mut lines = vec![
        show(key.clone()),
        show(format!("'{key}")),
        show(format!("\"{key}")),
        brief(format!("{key}\\ ")),
        brief(format!("\"{}\"{}", &key[..2], &key[2..])),
        met(format!("--at=\"{key} ")),
        list(format!("company:{key}")),
        list(format!("company:'{key}")),
        list(format!("\"company:{key} ")),
        (format!("ties list -tag:{key}"), ["list".to_owned(), format!("-tag:{name}")]),
        (format!("ties check files/{key}"), ["check".to_owned(), format!("files/{name}")]),
    ];
    if shell != Shell::Fish {
        lines.push(show(format!("$'{key}")));
    }
    if shell.is_bash() {
        // Readline takes a quote at the start for the one that is typed: there nothing is offered.
        lines.retain(|(typed, _)| match typed.strip_prefix("ties show ").and_then(|word| word.chars().next()) {
            Some('\'') => !person.starts_with('\''),
            Some('"') => !person.starts_with('!'),
            _ => true,
        });
    }
    lines
}

/// Without the quotes that the language of queries has for names with its own signs.
fn plain(argument: &str) -> String {
    let value = argument.split_once(":\"").and_then(|(field, value)| Some((field, value.strip_suffix('"')?)));
    value.map_or(argument.to_owned(), |(field, value)| format!("{field}:{value}"))
}

fn nothing_hostile_is_run_in(shell: Shell) {
    if !needs::all(&[Need::Program("script"), Need::Program(shell.name())]) {
        return;
    }
    let vault = hostile_vault();
    let mut prompt = Prompt::open(shell, &vault);
    for one in called() {
        for (typed, expected) in lines(&one, shell) {
            let ran = prompt.completed(&typed);
            assert_eq!(ran.iter().map(|argument| plain(argument)).collect::<Vec<_>>(), expected, "{shell:?}: {typed}");
        }
    }
    assert!(!is_called_pwn(vault.home()), "{shell:?} ran what a note says");
}

fn is_called_pwn(folder: &Path) -> bool {
    fs::read_dir(folder).expect("a folder").any(|entry| {
        let entry = entry.expect("an entry");
        let is_folder = entry.file_type().expect("a type").is_dir();
        entry.file_name() == "PWN" || is_folder && is_called_pwn(&entry.path())
    })
}

#[test]
fn bash_completes_hostile_names_as_text() {
    nothing_hostile_is_run_in(Shell::Bash);
}

#[test]
fn bash_that_does_not_cut_at_colons_completes_hostile_names_as_text() {
    nothing_hostile_is_run_in(Shell::BashWithoutColons);
}

#[test]
fn zsh_completes_hostile_names_as_text() {
    nothing_hostile_is_run_in(Shell::Zsh);
}

#[test]
fn fish_completes_hostile_names_as_text() {
    nothing_hostile_is_run_in(Shell::Fish);
}

#[test]
fn nothing_is_completed_where_a_shell_would_take_quotes_away() {
    let vault = hostile_vault();
    for shell in [Shell::Bash, Shell::Zsh] {
        if !needs::all(&[Need::Program("script"), Need::Program(shell.name())]) {
            continue;
        }
        let mut prompt = Prompt::open(shell, &vault);
        for Called { key, .. } in called() {
            let ran = prompt.ran(&format!("echo `ties show {key}\t`\r"));
            assert_eq!(ran, ["show", &key], "{shell:?}: between backquotes");
        }
    }
    assert!(!is_called_pwn(vault.home()), "what a note says was run");
}

#[test]
fn readline_is_offered_nothing_that_begins_with_the_open_quote() {
    if !needs::all(&[Need::Program("script"), Need::Program("bash")]) {
        return;
    }
    let vault = hostile_vault();
    let mut prompt = Prompt::open(Shell::Bash, &vault);
    for Called { key, person, .. } in called() {
        let quote = match person.chars().next() {
            Some('\'') => '\'',
            Some('!') => '"',
            _ => continue,
        };
        let ran = prompt.ran(&format!("ties show {quote}{key}\t{quote}\r"));
        assert_eq!(ran, ["show", &key], "{person}");
    }
    assert!(!is_called_pwn(vault.home()), "what a note says was run");
}

#[test]
fn what_was_completed_is_found() {
    let vault = Sandbox::with(&[
        ("people/O'Brien Ana.md", "---\ncompany: Müller & Söhne (Wien) GmbH\n---\n# Ana O'Brien\n"),
        (
            "people/josé.md",
            "---\ncompany: 'AC/DC: OR \"not\"'\ngroups: ['Rust Montréal: #1 & more']\n---\n# José Núñez\n",
        ),
    ]);
    vault.ties("index").ok();
    for shell in [Shell::Bash, Shell::BashWithoutColons, Shell::Zsh, Shell::Fish] {
        if !needs::all(&[Need::Program("script"), Need::Program(shell.name())]) {
            continue;
        }
        let mut prompt = Prompt::open(shell, &vault);
        for (typed, found) in [
            ("ties show O\\'B", "Ana O'Brien"),
            ("ties show ana", "Ana O'Brien"),
            ("ties show \"ana", "Ana O'Brien"),
            ("ties show jos", "José Núñez"),
            ("ties show 'JOS", "José Núñez"),
            ("ties list company:Mül", "Ana O'Brien"),
            ("ties list company:\"Mül", "Ana O'Brien"),
            ("ties list group:rust", "José Núñez"),
            ("ties list group:Rust\\ M", "José Núñez"),
            ("ties list 'group:Rust M", "José Núñez"),
            ("ties list -is:overdue group:rust", "José Núñez"),
        ] {
            let ran = prompt.completed(typed);
            let answer = vault.run(&ran).ok();
            assert!(answer.contains(found), "{shell:?}: {typed} ran {ran:?}: {answer}");
        }
        let ran = prompt.completed("ties --vault ~/vau");
        assert_eq!(Path::new(&ran[1]), vault.vault(), "{shell:?}: the home folder");
    }
}

#[test]
fn help_that_a_note_brings_is_shown_as_text() {
    let name = "%F{red}%B$(touch PWN)`touch PWN`[x]\\:y";
    let note = |twin: &str| format!("---\nname: {}\n---\n", serde_json::json!(format!("{twin} {name}")));
    let vault = Sandbox::with(&[("twin-one.md", &note("Twin")), ("twin-two.md", &note("Twin Two"))]);
    vault.ties("index").ok();
    for shell in [Shell::Zsh, Shell::Fish] {
        if !needs::all(&[Need::Program("script"), Need::Program(shell.name())]) {
            continue;
        }
        let mut prompt = Prompt::open(shell, &vault);
        prompt.press("ties show twin\t\t");
        prompt.wait_for(&format!("Two {name}"));
        assert!(!is_called_pwn(vault.home()), "{shell:?} ran what a note says");
    }
}
