//! Rows 23 and 25 to 28: notes in every form that notes have, changed by the commands. Only what was asked for changes, byte
//! for byte, or nothing.

use std::fs;

use serde_json::Value;

use crate::oracle::{self, assert_right};
use crate::sandbox::Sandbox;

/// Notes about Ann; those with a role have `Old`, and no more than one.
const NOTES: [(&str, &[u8]); 23] = [
    ("plain", b"---\nname: Ann\nrole: Old\ntags: [a]\n---\nazure\n"),
    ("without front matter", b"# Ann\n\nazure\n"),
    ("labels", b"# Ann\n\n- **Role:** Old\n- **City:** Nuenen\n\nazure\n"),
    ("empty", b""),
    ("BOM and CRLF", b"\xef\xbb\xbf---\r\nname: Ann\r\nrole: Old\r\ntags: [a]\r\n---\r\nazure\r\n"),
    ("CRLF without front matter", b"# Ann\r\n\r\nazure\r\n"),
    ("lone CR", b"---\rname: Ann\rrole: Old\rtags: [a]\r---\razure\r"),
    ("mixed ends", b"---\r\nname: Ann\nrole: Old\r\n---\nazure\r\nrust\n"),
    ("no final newline", b"---\nname: Ann\nrole: Old\n---\nazure"),
    ("front matter only", b"---\nname: Ann\nrole: Old\n---"),
    ("trailing spaces", b"---  \nname: Ann   \nrole: Old  \ntags: [a]  \n---\t\nazure  \n\t\n\n\n"),
    ("comments", b"---\n# c\nname: Ann # c\nrole: Old   # keep\n\n# c\ntags: [a] # keep\n---\n<!-- role: x -->\n"),
    ("anchors", b"---\nbase: &b {x: 1}\nname: Ann\ncopy: *b\nrole: Old\ntags: [a]\n---\n"),
    ("double quotes", b"---\n\"name\": \"Ann\"\nrole: \"Old\"\ntags: [\"a\", \"b\"]\n---\n"),
    ("single quotes", b"---\n'name': 'Ann'\nrole: 'Old'\ntags: ['a']\n---\n"),
    ("blocks", b"---\nname: Ann\nbio: |\n  role: x\n\n  tags\ntags:\n  - a\n  - b # c\nrole: Old\n---\n"),
    ("narrow blocks", b"---\nname: Ann\ntags:\n- a\n-   b\nrole:   Old\nmet:\n    at: FOSDEM\n---\n"),
    ("latin1", b"---\nname: Ann\ncity: Montr\xe9al\nrole: Old\n---\nazure \xe9\xff\n"),
    ("NUL", b"---\nname: Ann\nrole: Old\n---\nazure\0rust\n"),
    ("TOML", b"+++\nname = \"Ann\" # c\nrole = \"Old\"\ntags = [\"a\"] # c\n[met]\nat = \"FOSDEM\"\n+++\nazure\n"),
    ("log", b"---\nname: Ann\nrole: Old\n---\n## Log\n\n* 2014-01-01 call\n* 2014-02-01 call\n\n## After\n\n- x\n"),
    ("code", b"# Ann\n\n```\n---\nrole: x\n## Log\n- 2014-01-01 call\n```\n\n    role: y\n"),
    ("separators", "---\nname: Ann\nrole: Old\nnote: \"a\\u2028b\"\n---\na\u{2028}b\u{85}c\u{c}d\n".as_bytes()),
];

/// A command, and whether `show` says afterwards what it should.
type Command = (&'static str, fn(&Value) -> bool);

fn commands() -> [Command; 4] {
    [
        ("set ann.md role=New", |ann| ann["role"] == "New"),
        ("tag ann.md +x", |ann| ann["tags"].as_array().is_some_and(|tags| tags.contains(&"x".into()))),
        ("log ann.md \"email: hello\"", |ann| {
            let entries = ann["interactions"].as_array().expect("a list");
            entries.iter().any(|entry| entry["date"] == "2014-09-15" && entry["text"] == "hello")
        }),
        ("snooze ann.md 2014-10-01", |ann| ann["snooze"] == "2014-10-01"),
    ]
}

/// What of the old bytes is gone, and what is new in its place.
fn difference<'b>(old: &'b [u8], new: &'b [u8]) -> (&'b [u8], &'b [u8]) {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    (&old[..old.len() - end], &new[..new.len() - end])
}

fn has(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|found| found == what.as_bytes())
}

#[test]
fn a_change_touches_nothing_but_what_it_is_about() {
    let sandbox = Sandbox::empty();
    sandbox.write("other.md", "# Other\n");
    for (name, old) in NOTES {
        for (line, expected) in commands() {
            let when = format!("{name}: {line}");
            sandbox.write("ann.md", old);
            let run = sandbox.ties(line);
            let new = fs::read(sandbox.vault().join("ann.md")).expect("a note");
            assert_eq!(run.status, 0, "{when}: {}", run.stderr);
            let (gone, instead) = difference(old, &new);
            let is_replaced = line.contains("role") && has(old, "Old");
            assert_eq!(String::from_utf8_lossy(gone), if is_replaced { "Old" } else { "" }, "{when}");
            assert!(!is_replaced || instead == b"New", "{when}");
            assert!(has(old, "\r\n") || !has(&new, "\r\n"), "{when}: {new:?}");
            let others = |what: &[u8]| what.iter().filter(|byte| **byte == b'\n').count();
            let pairs = new.windows(2).filter(|pair| pair == b"\r\n").count();
            let has_lone_newlines = others(old) > old.windows(2).filter(|pair| pair == b"\r\n").count();
            assert!(old.is_empty() || has_lone_newlines || others(&new) == pairs, "{when}: {new:?}");
            let has_body = !old.is_empty() && !old.ends_with(b"---");
            assert!(!has_body || old.ends_with(b"\n") == new.ends_with(b"\n"), "{when}: {new:?}");
            let ann = sandbox.ties("show ann.md --json").json()["items"][0].take();
            assert!(expected(&ann), "{when}: {ann}");
            if line.starts_with("set") {
                assert!(sandbox.ties(line).ok().contains(": already "), "{when}");
            }
        }
    }
    assert_right(&sandbox);
}

#[test]
fn a_note_that_is_no_text_or_in_conflict_is_refused_with_the_line() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let text = "\u{feff}---\nname: Ann\nrole: Old\n---\nazure\n";
    let sides = "<<<<<<< HEAD\nrole: Old\n=======\nrole: Odd\n>>>>>>> other\n";
    let three = "<<<<<<< HEAD\nrole: Old\n||||||| base\nrole: Ode\n=======\nrole: Odd\n>>>>>>> other\n";
    let notes = [
        (utf16(text, false), 1),
        (utf16(text, true), 1),
        ([b"\x7fELF".as_slice(), &[0; 5000]].concat(), 1),
        (format!("---\nname: Ann\n{sides}---\nazure\n").into_bytes(), 3),
        (format!("---\nname: Ann\n{three}---\nazure\n").into_bytes(), 3),
        (format!("---\nname: Ann\n---\nazure\n\n{sides}").into_bytes(), 6),
        (format!("---\r\nname: Ann\r\n---\r\n{}", three.replace('\n', "\r\n")).into_bytes(), 4),
    ];
    let sandbox = Sandbox::with(&[("bob.md", "# Bob\n")]);
    for (n, (bytes, at)) in notes.iter().enumerate() {
        sandbox.write("ann.md", bytes);
        let before = oracle::notes(&sandbox.vault());
        for (line, _) in commands() {
            // What cannot be changed for one is changed for nobody.
            for line in [line.to_owned(), line.replace("ann.md", "bob ann.md")] {
                let run = sandbox.ties(&line);
                assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{n} {line}: {}", run.stderr);
                assert!(run.stderr.contains(&format!("ann.md:{at}: ")), "{n} {line}: {}", run.stderr);
                assert!(run.stderr.contains("hint: "), "{n} {line}: {}", run.stderr);
                assert_eq!(oracle::notes(&sandbox.vault()), before, "{n} {line}");
            }
        }
    }
}

#[test]
fn a_value_that_yaml_takes_for_something_else_comes_back_as_it_was_typed() {
    let sandbox = Sandbox::empty();
    let values = [
        "no",
        "on",
        "y",
        "true",
        "False",
        "012",
        "0x1F",
        "0o17",
        "1e3",
        "1_000",
        ".5",
        "1.0",
        "+1",
        "-0",
        ".inf",
        ".nan",
        "12:30:45",
        "+4512345678",
        "2014-07-23",
        "2014-02-30",
        "--03-07",
        "a: b",
        "a:",
        ": a",
        "a #b",
        "#x",
        "- x",
        "? x",
        "[x",
        "x]",
        "{x}",
        "[a, b]",
        "a, b",
        "\"q\"",
        "'",
        "it's",
        "\"",
        "say \"hi\" it's",
        "*a",
        "&a",
        "!t",
        "!!str x",
        "%x",
        "@x",
        "`x`",
        "| x",
        "> x",
        "|",
        ">-",
        "=",
        "<<",
        "---",
        "--- x",
        "...",
        "\\n",
        "a\\",
        "🦀 x",
        "é",
        "東京",
        "שלום",
        "a\tb",
        "a\u{a0}b",
        "a\u{2028}b",
        "a\u{85}b",
        "<b>",
        "$(id)",
        "x=y",
        "https://x.example/#a?b=c",
    ];
    let ann = || sandbox.ties("show ann --json").json()["items"][0].take();
    for note in ["---\nname: Ann\n---\n", "+++\nname = \"Ann\"\n+++\n", "---\r\nname: Ann\r\nf0: \"x\"\r\n---\r\n"] {
        sandbox.write("ann.md", note);
        let fields: Vec<String> = values.iter().enumerate().map(|(i, value)| format!("f{i}={value}")).collect();
        let args: Vec<&str> = ["set", "ann"].into_iter().chain(fields.iter().map(String::as_str)).collect();
        sandbox.run(&args).ok();
        let fields = ann()["fields"].take();
        for (i, value) in values.iter().enumerate() {
            assert_eq!(fields[format!("f{i}")], *value, "f{i} of {note}");
        }
    }
    for value in values {
        sandbox.run(&["set", "ann", &format!("role={value}"), &format!("note field={value}")]).ok();
        let ann = ann();
        assert_eq!(
            (&ann["role"], &ann["fields"]["notefield"], &ann["name"]),
            (&value.into(), &value.into(), &"Ann".into())
        );
    }
    sandbox.run(&["set", "ann", "note field=[[Ada]]", "role=[[Ada]]"]).ok();
    assert_eq!((&ann()["role"], &ann()["fields"]["notefield"]), (&"Ada".into(), &"[[Ada]]".into()), "a role is a name");
    assert_right(&sandbox);
}

#[test]
fn front_matter_that_cannot_be_read_is_left_alone_and_the_body_can_be_changed() {
    let sandbox = Sandbox::empty();
    for note in ["---\nname: Ann\nrole: [Old\n---\nazure\n", "---\nname: Ann\n\trole: Old\n---\nazure\n"] {
        sandbox.write("ann.md", note);
        let text = || fs::read_to_string(sandbox.vault().join("ann.md")).expect("a note");
        for line in ["set ann.md role=New", "tag ann.md +x", "snooze ann.md 2014-10-01"] {
            let run = sandbox.ties(line);
            assert_eq!(run.status, 1, "{line}: {note}");
            assert!(run.stderr.starts_with("error: cannot edit ann.md:"), "{line}: {}", run.stderr);
            assert_eq!(text(), note);
        }
        sandbox.ties("log ann.md \"email: hello\"").ok();
        assert_eq!(text(), format!("{note}\n## Log\n\n- 2014-09-15 email: hello\n"));
    }
}

/// What notes say where they say nothing, and what templates leave, would not come back.
#[test]
fn a_value_that_says_nothing_is_refused() {
    let sandbox = Sandbox::with(&[("ann.md", "---\nname: Ann\nrole: Old\n---\nazure\n")]);
    let before = oracle::notes(&sandbox.vault());
    for value in ["null", "~", "-", "none", "n/a", "{{x}}"] {
        let run = sandbox.run(&["set", "ann", &format!("role={value}")]);
        assert_eq!(run.status, 2, "{value}");
        assert!(run.stderr.contains("would count as no value"), "{value}: {}", run.stderr);
        assert_eq!(oracle::notes(&sandbox.vault()), before, "{value}");
    }
}
