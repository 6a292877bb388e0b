//! Rows 23 to 27, 29 to 33, 36 to 38 and 56: vaults full of what people and programs leave in them. The rooms test the
//! readings; here the whole program must stay right, small, prompt and quiet.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::oracle::{self, assert_right};
use crate::sandbox::{Run, Sandbox, names};

/// Runs the program with a limit in kilobytes on its memory, and one on its time that only a hang can meet.
fn limited(vault: &Sandbox, kilobytes: usize, line: &str) -> Run {
    let ties = oracle::command(vault, line);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {kilobytes}; exec timeout 60 \"$0\" \"$@\"")]).arg(ties.get_program());
    shell.args(ties.get_args()).current_dir(vault.vault());
    shell.envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
    Run::of(&mut shell)
}

fn count_of_notes(vault: &Sandbox) -> u64 {
    vault.ties("index --json").json()["items"][0]["notes"].as_u64().expect("a number")
}

#[test]
fn no_note_of_a_messy_vault_is_lost_or_touched() {
    let vault = Sandbox::empty();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/notes");
    crate::sandbox::copy(&fixtures, &vault.vault());
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    vault.write("utf16.md", [vec![0xff, 0xfe], utf16("---\nname: Wide\n---\nazure\n")].concat());
    vault.write("latin1.md", b"---\nname: Andr\xe9\n---\nazure\n");
    vault.write("nul.md", b"---\nname: Nul\n---\naz\0ure azure\n");
    vault.write("binary.md", [0u8; 5000]);
    vault.write("old-mac.md", "---\rname: Old Mac\r---\razure\r");
    vault.write("dos.md", "\u{feff}---\r\nname: Dos\r\n---\r\nazure");
    vault
        .write("tags.md", "---\nname: Types\ntags: 5\nemails: null\nphones: {a: b}\n\tx: y\nname: Again\n---\nazure\n");
    vault.write("cut.md", "---\nname: Cut");
    let files = oracle::notes(&vault.vault()).len() as u64;
    assert_eq!(count_of_notes(&vault), files);
    let found = vault.ties("find azure --json").json();
    for name in ["Wide", "André", "Nul", "Old Mac", "Dos"] {
        assert!(names(&found).contains(&name), "{name}");
    }
    assert_right(&vault);
}

#[test]
fn both_sides_of_a_conflict_are_found_and_check_reports_it() {
    let sides = "<<<<<<< HEAD\ncity: Nuenen\n=======\ncity: Austin\n>>>>>>> other\n";
    let vault = Sandbox::with(&[("e.md", &format!("---\nname: Edsger\n{sides}---\n{sides}"))]);
    for word in ["edsger", "nuenen", "austin"] {
        assert_eq!(vault.ties(&format!("find {word} --paths")).ok(), "e.md\n", "{word}");
    }
    let run = vault.ties("check");
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("e.md:3:1: error["), "{}", run.stdout);
}

#[test]
fn text_that_yaml_takes_for_something_else_stays_as_written() {
    let phones = ["+4512345678", "0612345678", "012", "1e3", "0x1F", "12:30:45", "1_000"];
    let vault = Sandbox::empty();
    for (i, phone) in phones.iter().enumerate() {
        vault.write(&format!("p{i}.md"), format!("---\nname: no\ncity: on\nphone: {phone}\nbirthday: --03-07\n---\n"));
    }
    let answer = vault.ties("list --json").json();
    for (item, phone) in answer["items"].as_array().expect("items").iter().zip(phones) {
        assert_eq!((&item["phones"][0], &item["name"], &item["city"]), (&phone.into(), &"no".into(), &"on".into()));
        assert_eq!(item["birthday"], "--03-07");
    }
    vault.write("p0.md", "---\nname: Ann\nlast_contact: 2026-02-30\n---\n");
    assert!(vault.ties("check").stdout.contains("p0.md:3:15: error["));
    assert_eq!(vault.ties("list --json").json()["items"][0]["last_contact"], Value::Null);
}

#[test]
fn files_of_any_size_are_read_in_bounded_memory() {
    let vault = Sandbox::with(&[("a.md", "---\nname: Ann\n---\nazure\n")]);
    vault.write("large.md", format!("---\nname: Large\n---\nazure\n{}", "word and word again\n".repeat(1_000_000)));
    fs::File::create(vault.vault().join("sparse.md")).and_then(|file| file.set_len(1 << 30)).expect("a sparse file");
    let run = limited(&vault, 700_000, "find azure --json");
    assert_eq!(names(&run.json()), ["Ann", "Large"]);
    let checked = limited(&vault, 700_000, "check");
    assert!(checked.stdout.contains("large.md:1:1: warning[note-too-large]"), "{}", checked.stdout);
    assert!(checked.stdout.contains("sparse.md:1:1: error[binary]"), "{}", checked.stdout);
    assert_eq!(count_of_notes(&vault), 3);
}

#[test]
fn what_is_no_file_is_left_out_and_never_waited_for() {
    let vault = Sandbox::with(&[("a.md", "---\nname: Ann\n---\nazure\n")]);
    let _socket = UnixListener::bind(vault.vault().join("socket.md")).expect("a socket");
    let fifo = Command::new("mkfifo").arg(vault.vault().join("fifo.md")).status();
    symlink("/dev/zero", vault.vault().join("zero.md")).expect("a link");
    fs::create_dir(vault.vault().join("folder.md")).expect("a folder");
    let run = limited(&vault, 700_000, "index --verbose").ok();
    assert!(run.contains("left out socket.md: not a regular file"), "{run}");
    assert_eq!(
        fifo.is_ok_and(|status| status.success()),
        run.contains("left out fifo.md: not a regular file"),
        "{run}"
    );
    assert!(run.contains("left out zero.md: symbolic link out of the vault"), "{run}");
    assert_eq!(vault.ties("list --paths").clean(), "a.md\n");
}

#[test]
fn links_lead_neither_out_nor_in_circles() {
    let vault = Sandbox::with(&[("people/a.md", "---\nname: Ann\n---\nazure\n")]);
    let secret = vault.home().join("secret.md");
    fs::write(&secret, "secretword\n").expect("a file");
    for (target, name) in [
        (Path::new("/"), "root"),
        (Path::new("."), "here"),
        (Path::new("people/.."), "people/up"),
        (Path::new("loop.md"), "loop.md"),
        (Path::new("nothing"), "dangling.md"),
        (Path::new("a.md"), "people/alias.md"),
        (&secret, "secret.md"),
        (Path::new("/etc"), "etc.md"),
    ] {
        symlink(target, vault.vault().join(name)).expect("a link");
    }
    assert_eq!(limited(&vault, 700_000, "list --paths").clean(), "people/a.md\npeople/alias.md\n");
    assert_eq!(vault.ties("find secretword --paths").clean(), "");
    assert_right(&vault);
}

/// Names as bytes; each is a note.
pub(crate) const NAMES: [&[u8]; 14] = [
    b"new\nline.md",
    b"tab\tulator.md",
    b"escape\x1b[31m.md",
    b"-rf.md",
    b"--json.md",
    b"bad\xff\xfe.md",
    b"nfc\xc3\xa9.md",
    b"nfce\xcc\x81.md",
    b"Case.md",
    b"case.md",
    b"bidi\xe2\x80\xaex.md",
    b" space .md",
    b"quote'\"\\.md",
    "👩‍💻.md".as_bytes(),
];

#[test]
fn names_of_any_bytes_come_out_exact_or_escaped() {
    let vault = Sandbox::empty();
    for name in NAMES {
        fs::write(vault.vault().join(OsStr::from_bytes(name)), "azure\n").expect("a note");
    }
    let long = [&[b'x'; 252][..], b".md"].concat();
    fs::write(vault.vault().join(OsStr::from_bytes(&long)), "azure\n").expect("a note");
    assert_eq!(vault.ties("list").ok().lines().count(), NAMES.len() + 1);
    let output = vault.command(&["list", "-0"]).output().expect("the program starts");
    let mut printed: Vec<&[u8]> = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty()).collect();
    let mut expected = [&NAMES[..], &[&long[..]]].concat();
    printed.sort();
    expected.sort();
    assert_eq!(printed, expected);
    assert_eq!(vault.ties("list --json").json()["count"], 15);
    assert_right(&vault);
}

#[test]
fn deep_folders_are_no_fault() {
    let vault = Sandbox::empty();
    vault.write(&format!("{}deep.md", "folder/".repeat(400)), "azure\n");
    assert!(vault.ties("find azure --paths").clean().ends_with("folder/deep.md\n"));
    assert_right(&vault);
}

#[test]
fn bombs_in_front_matter_and_markdown_cost_little() {
    let vault = Sandbox::with(&[("ann.md", "---\nname: Ann\n---\nazure\n")]);
    let bomb: String = (1..40).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))).collect();
    let hostile = [
        format!("---\nname: Hostile\na0: &a0 x\n{bomb}---\nazure\n"),
        format!("---\nname: Hostile\nk: {}\n---\nazure\n", "[".repeat(200_000)),
        format!("---\nname: Hostile\nk: {}\n---\nazure\n", "{a: ".repeat(50_000)),
        format!("+++\nname = \"Hostile\"\nk = {}\n+++\nazure\n", "[".repeat(100_000)),
        format!("# Hostile\nazure\n{}", "> ".repeat(50_000)),
        format!("# Hostile\nazure\n{}", "[a](".repeat(100_000)),
        format!("# Hostile\nazure\n{}", "**a_ ".repeat(100_000)),
        format!("# Hostile\nazure {}", "x #y [[z]] 2014-07-23 ".repeat(45_000)),
        format!("# Hostile\nazure\n{}", "|2014-07-23|x|\n".repeat(20_000)),
    ];
    for (i, text) in hostile.iter().enumerate() {
        vault.write(&format!("h{i}.md"), text);
    }
    let run = limited(&vault, 900_000, "find azure --json");
    assert_eq!(run.json()["count"].as_u64(), Some(10));
    assert_eq!(limited(&vault, 900_000, "overdue --json").status, 0);
    assert!(!limited(&vault, 900_000, "check").stderr.contains("bug"));
}

#[test]
fn any_query_is_answered_or_refused() {
    let vault = Sandbox::sample();
    let long = "x".repeat(100_000);
    let many: Vec<String> = (0..40_000).map(|n| format!("w{n}")).collect();
    let mut queries: Vec<Vec<String>> = [
        "\"",
        "(((((",
        "\"a b",
        ")",
        "*",
        "a*b**",
        "\\",
        "[a-z]{9999}",
        "(a+)+$",
        "\u{0}"[..0].into(),
        "é\u{301}\u{202e}",
        "OR",
        "-",
        "a:b:c",
        "'",
    ]
    .map(|query| vec!["find".to_owned(), "--".to_owned(), query.to_owned()])
    .into();
    queries.push(vec!["find".to_owned(), long.clone()]);
    queries.push(vec!["show".to_owned(), long.clone()]);
    queries.push(vec!["met".to_owned(), "--at".to_owned(), long]);
    queries.push([vec!["find".to_owned()], many].concat());
    for query in &queries {
        let run = vault.run(query);
        let short = format!("{:.60?}: {} {:.300}", query, run.status, run.stderr);
        assert!(matches!(run.status, 0 | 2) && !run.stderr.contains("bug"), "{short}");
    }
    assert_right(&vault);
}

#[test]
fn a_vault_of_nothing_and_one_of_empty_files_are_fine() {
    let vault = Sandbox::empty();
    assert_eq!(vault.ties("list --json").json()["count"], 0);
    assert_right(&vault);
    for i in 0..20 {
        vault.write(&format!("e{i}.md"), "");
    }
    assert_eq!(vault.ties("list --json").json()["count"], 20);
    assert_right(&vault);
    (0..20).for_each(|i| vault.remove(&format!("e{i}.md")));
    assert_eq!(vault.ties("list --json").json()["count"], 0);
    assert_right(&vault);
}

/// What takes the square of their number would take minutes here.
#[test]
fn values_by_the_ten_thousands_are_all_read() {
    const MANY: usize = 30_000;
    let lines = |line: &dyn Fn(usize) -> String| (0..MANY).map(line).collect::<String>();
    let tags = lines(&|i| format!("#tag{i} #tag{i} "));
    let log = lines(&|i| format!("## 2014-07-{:02} met @ Place {i}\n\nsaid {i}\n\n", i % 28 + 1));
    let items = lines(&|i| format!("- 2013-07-{:02} met @ Hall {i}: said {i}\n", i % 28 + 1));
    let vault = Sandbox::empty();
    vault.write("many.md", format!("---\nname: Many\ntags: [tag0]\n---\n\n{tags}\n\n{log}\n## Older\n\n{items}"));
    let shown = limited(&vault, 2_000_000, "show many --json").json();
    let count = |field: &str| shown["items"][0][field].as_array().map(Vec::len);
    assert_eq!((count("tags"), count("interactions")), (Some(MANY), Some(2 * MANY)));
    for place in ["place29999", "hall0"] {
        assert_eq!(limited(&vault, 2_000_000, &format!("met --seen --at {place} --count")).ok(), "1\n", "{place}");
    }
    limited(&vault, 2_000_000, "log many late --on 2013-07-29").ok();
    let written = fs::read_to_string(vault.vault().join("many.md")).expect("the note");
    assert_eq!(written.matches("late").count(), 1);
}
