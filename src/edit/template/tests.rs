//! What templates make of values, and that values never break a note.

use proptest::prelude::*;

use super::*;
use crate::model::{NoteId, Placement, Settings, TextField};
use crate::note::{Code, Reading};

const OBSIDIAN: &str = r#"---
name: "{{title}}"
company:
emails: []
tags: []
met:
  at:
  date: "{{date}}"
  by:
cadence:
---

# {{title}}

## Log

- {{date}} met @
"#;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn ada() -> NewNote {
    NewNote {
        name: "Ada Lovelace".to_owned(),
        date: some("2014-07-23"),
        at: some("Montréal .NET User Group"),
        by: some("[[Charles Babbage]]"),
        company: some("Acme"),
        email: vec!["ada@example.org".to_owned(), "al@example.org".to_owned()],
        phone: vec!["+4930123".to_owned()],
        tags: vec!["mentor".to_owned(), "a/b".to_owned()],
        note: some("Knows Azure well.\n\nLikes: tea"),
        today: "2014-07-24".to_owned(),
        ..NewNote::default()
    }
}

fn named(name: &str) -> NewNote {
    NewNote { name: name.to_owned(), today: "2014-07-24".to_owned(), ..NewNote::default() }
}

fn made(template: &str, note: &NewNote) -> String {
    render(template, note).expect(template)
}

fn read(text: &str) -> Reading {
    let id = NoteId::new("x.md");
    crate::note::read(&id, text.as_bytes(), text.len() as u64, &Settings::default(), Placement::ANYWHERE)
}

#[test]
fn our_template_writes_what_is_known() {
    let expected = r#"---
name: Ada Lovelace
company: Acme
emails: [ada@example.org, al@example.org]
phones: ["+4930123"]
tags: [mentor, a/b]
met:
  at: Montréal .NET User Group
  date: 2014-07-23
  by: "[[Charles Babbage]]"
---

# Ada Lovelace

Knows Azure well.

Likes: tea
"#;
    assert_eq!(made(BUILT_IN, &ada()), expected);
    assert_eq!(made(BUILT_IN, &named("Ada")), "---\nname: Ada\n---\n\n# Ada\n");
    let blank = NewNote { company: some(" "), email: vec![String::new()], note: some("\n"), ..named("Ada") };
    assert_eq!(made(BUILT_IN, &blank), made(BUILT_IN, &named("Ada")));
}

#[test]
fn every_value_comes_back_from_the_note() {
    for text in [
        "O: Brien #1",
        "\"x\"",
        "'",
        "it's",
        "012",
        "yes",
        "1e3",
        "2014-07-23",
        "a, b",
        "@x",
        "\\",
        "Zoé 👩\u{200D}💻",
        "a {b}",
    ] {
        let value = || some(text);
        let list = || vec![text.to_owned(), "x".to_owned()];
        let facts = NewNote { company: value(), role: value(), city: value(), phone: list(), groups: list(), ..ada() };
        let note = NewNote { name: text.to_owned(), at: value(), how: value(), note: None, ..facts };
        let written = made(BUILT_IN, &note);
        let parsed = read(&written);
        let person = parsed.note.person;
        let (met, texts) = (person.met.expect("a meeting"), person.texts);
        assert!(parsed.diagnostics.is_empty(), "{written}{:?}", parsed.diagnostics);
        assert_eq!(
            [Some(person.name), texts[TextField::Role].clone(), texts[TextField::City].clone(), met.at, met.how],
            [(); 5].map(|()| value()),
            "{written}"
        );
        assert_eq!(
            [person.companies, person.phones, person.groups],
            [vec![text.to_owned()], list(), list()],
            "{written}"
        );
        assert_eq!(met.by.as_deref(), Some("Charles Babbage"));
        assert_eq!(met.date.map(|date| date.value.to_string()).as_deref(), Some("2014-07-23"));
    }
}

#[test]
fn a_template_of_obsidian_is_filled_in() {
    let written = made(OBSIDIAN, &NewNote { date: None, ..named("Ada \"Countess\" Lovelace") });
    assert!(written.contains("name: \"Ada \\\"Countess\\\" Lovelace\"\n"), "{written}");
    assert!(written.contains("  date: \"2014-07-24\"\n") && written.contains("\n- 2014-07-24 met @\n"), "{written}");
    assert!(written.contains("\n# Ada \"Countess\" Lovelace\n"), "{written}");
    let parsed = read(&written);
    assert_eq!(parsed.note.person.name, "Ada \"Countess\" Lovelace");
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
}

/// Each line is front matter of its own.
#[test]
fn a_value_is_quoted_as_its_place_asks_for() {
    let note = NewNote { company: some("O: \"B\" 'C' #1, x"), how: some("a\nb"), role: some("yes"), ..ada() };
    for (template, expected) in [
        ("k: {{ company }}", r#"k: "O: \"B\" 'C' #1, x""#),
        ("k: {{ company }} # c", r#"k: "O: \"B\" 'C' #1, x" # c"#),
        ("k: \"[[{{ company }}]]\"", r#"k: "[[O: \"B\" 'C' #1, x]]""#),
        ("k: '[[{{ company }}]]'", r#"k: '[[O: "B" ''C'' #1, x]]'"#),
        ("k: 'it''s {{ name }}'", "k: 'it''s Ada Lovelace'"),
        ("k: at {{ company }}", r#"k: "at O: \"B\" 'C' #1, x""#),
        ("k: {{ name }} ({{ at }})", "k: Ada Lovelace (Montréal .NET User Group)"),
        ("k: {{ date }}T10:00", "k: 2014-07-23T10:00"),
        ("- {{ company }}", r#"- "O: \"B\" 'C' #1, x""#),
        ("- a: {{ role }}\n  b: {{ role }}", "- a: \"yes\"\n  b: \"yes\""),
        ("{{ role }}: {{ name }}", "\"yes\": Ada Lovelace"),
        ("k: {a: {{ name }}, b: {{ company }} }", r#"k: {a: Ada Lovelace, b: "O: \"B\" 'C' #1, x" }"#),
        ("k: [{{ company }}, {{ name }}, {{ city }}, x]", r#"k: ["O: \"B\" 'C' #1, x", Ada Lovelace, "", x]"#),
        ("k: [{{ city }}]", "k: []"),
        ("k: {{ city }}", "k:"),
        ("k: \"{{ city }}\"", "k: \"\""),
        ("k: {{ nobody.knows }}", "k:"),
        ("k: {{ tags }}", "k: [mentor, a/b]"),
        ("k: [{{ phones|join(', ') }}, {{ tags|join(', ') }}]", "k: [\"+4930123\", mentor, a/b]"),
        ("k:\n  - {{ emails|join('\\n  - ') }}", "k:\n  - ada@example.org\n  - al@example.org"),
        ("k: {{ emails|length }} {{ true }}", "k: 2 true"),
        ("k: {{ date }}\nl: {{ today }}", "k: 2014-07-23\nl: 2014-07-24"),
        ("k: {{ date:YYYY-MM }}", "k: 2014-07"),
        ("k: {{ date:YYYY }}", "k: \"2014\""),
        ("k: {{ phone }}", "k: \"+4930123\""),
        ("k: {% set x %}{{ name }}: x{% endset %}{{ x }}", "k: \"Ada Lovelace: x\""),
        ("k: {{ note }}", "k: \"Knows Azure well.  Likes: tea\""),
        ("k: |\n  {{ company }}\nl: {{ role }}", "k: |\n  O: \"B\" 'C' #1, x\nl: \"yes\""),
        ("# {{ note }}", "# Knows Azure well.  Likes: tea"),
        ("k: !!str {{ role }}", "k: !!str \"yes\""),
        ("k: <% tp.x({%}) %>", "k: <% tp.x({%}) %>"),
    ] {
        let written = made(&format!("---\n{template}\n---\n{{{{ note }}}}"), &note);
        assert_eq!(written, format!("---\n{expected}\n---\nKnows Azure well.\n\nLikes: tea"), "{template}");
    }
}

#[test]
fn values_cannot_close_the_front_matter() {
    for name in ["---", "x\n---\ny: z", "...", "\u{FDD1}: x\u{FDD0}", "a\r\nb"] {
        let written = made("\u{FEFF}---\r\n{{ name }}: 1\r\nname: {{ name }}\r\n---\r\n{{ name }}\r\n", &named(name));
        assert_eq!(
            written.lines().filter(|line| line.trim_end() == "---").count(),
            1 + usize::from(name == "---"),
            "{written}"
        );
        assert!(!written.replace("\r\n", "").contains(['\r', '\n', '\u{FDD0}', '\u{FDD1}']), "{written:?}");
    }
}

#[test]
fn a_template_without_front_matter_is_text() {
    for (template, expected) in [
        ("# {{ name }}\nk: {{ company }}", "# A: b\nk: C: d"),
        ("---\nk: {{ company }}", "---\nk: C: d"),
        ("\n---\nk: {{ company }}\n---\n", "\n---\nk: C: d\n---\n"),
        ("{{ tags }} {{ tags|join('; ') }}", "x, y x; y"),
        ("", ""),
    ] {
        let tags = vec!["x".to_owned(), "y".to_owned()];
        assert_eq!(made(template, &NewNote { company: some("C: d"), tags, ..named("A: b") }), expected);
    }
}

#[test]
fn a_broken_template_is_an_error_with_its_line() {
    for (template, line, message) in [
        ("---\nname: {{ name\n---\n", Some(3), "unexpected"),
        ("a\n{% if x %}\n", Some(2), "unexpected end of input"),
        ("a\n\n{{ name|shout }}", Some(3), "filter shout is unknown"),
        ("a\n{% include 'x' %}", Some(2), "x"),
        ("a\n{{date:dddd}}", Some(2), "`dddd` is not supported"),
    ] {
        let error = render(template, &named("Ada")).expect_err(template);
        assert!(error.line == line && error.message.contains(message), "{template} {error:?}");
    }
}

#[test]
fn a_hostile_template_comes_to_an_end() {
    let long = "x".repeat(LIMIT + 1);
    let deep = format!("{{{{ {}1{} }}}}", "(".repeat(50_000), ")".repeat(50_000));
    let quotes = format!("+++\n{}\n+++\n", "\"".repeat(LIMIT - 10));
    for template in [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(9999) %}{{ 'x' * 99999 }}{% endfor %}",
        "{{ 'x' * 99999999999 }}",
        &long,
        &deep,
    ] {
        assert!(render(template, &named("Ada")).is_err(), "{}", &template[..20]);
    }
    assert!(render(&quotes, &named("Ada")).is_ok());
}

fn values() -> impl Strategy<Value = String> {
    let tricky: Vec<char> =
        "-?:,[]{}#&*!|>'\"%@`~=<\\. \t\n\r\0aZ019é佐\u{85}\u{2028}\u{FEFF}\u{FDD0}\u{FDD5}".chars().collect();
    let c = prop_oneof![4 => prop::sample::select(tricky), 1 => any::<char>()];
    prop::collection::vec(c, 0..10).prop_map(String::from_iter)
}

/// Every kind of place that a value can have.
const PLACES: [&str; 2] = [
    r#"---
a: {{ name }}
b: "[[{{ name }}]]"
c: 'x {{ name }}'
d: at {{ name }} x
e: [{{ name }}, {{ tags|join(', ') }}]
f:
  - {{ name }} # {{ name }}
  - {a: {{ name }}}
g: |
  x {{ name }}
h: {{ tags }}
z: end
---
"#,
    r#"+++
a = {{ name }}
b = "[[{{ name }}]]"
c = 'x {{ name }}' # {{ name }}
d = '''{{ name }}'''
e = [{{ name }}, {{ tags|join(', ') }}]
h = {{ tags }}
z = "end"
+++
"#,
];

/// What is wrong with the front matter as a whole.
fn broken(parsed: &Reading) -> bool {
    let faults = [Code::InvalidYaml, Code::InvalidToml, Code::UnclosedFrontMatter, Code::DuplicateKey];
    parsed.diagnostics.iter().any(|found| faults.contains(&found.code))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_value_breaks_a_note(name in values(), tag in values()) {
        let tags = vec![tag.clone(), name.clone()];
        let note = NewNote { role: some(&tag), how: some(&name), tags, ..named(&name) };
        let last = ("z".to_owned(), "end".to_owned());
        for template in PLACES.into_iter().chain([BUILT_IN, OBSIDIAN]) {
            let written = made(template, &note);
            let parsed = read(&written);
            prop_assert!(!broken(&parsed), "{written} {:?}", parsed.diagnostics);
            prop_assert!(!PLACES.contains(&template) || parsed.note.keys.contains(&last), "{written}");
        }
    }
}
