//! Whole notes: every fixture in every dress, hostile input, and what must hold for any bytes.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::model::{Link, LinkForm, Note, NoteId, Person, Placement, Settings, TextField};

fn fixtures() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/notes");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures lie in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("fixtures are UTF-8"))
        })
        .collect();
    found.sort();
    found
}

fn read_text(name: &str, text: &str) -> Reading {
    read_bytes(name, text.as_bytes())
}

fn read_bytes(name: &str, bytes: &[u8]) -> Reading {
    let parsed = read(&NoteId::new(name), bytes, bytes.len() as u64, &Settings::default(), Placement::ANYWHERE);
    holds(&parsed);
    parsed
}

/// What must hold for every note.
fn holds(parsed: &Reading) {
    let text = &parsed.text;
    assert!(!parsed.note.person.name.is_empty());
    assert_eq!(parsed.diagnostics.len() as u32, parsed.note.errors + parsed.note.warnings);
    for diagnostic in &parsed.diagnostics {
        assert!(text.get(diagnostic.span.clone()).is_some(), "{diagnostic:?}");
        assert_ne!(diagnostic.code, Code::Unreadable, "{diagnostic:?}");
    }
    places_hold(parsed);
    for interaction in &parsed.note.interactions {
        let range = interaction.text.start as usize..interaction.text.end as usize;
        assert!(text.get(range).is_some(), "{interaction:?}");
    }
}

/// Every span of what a note says is of its text, and what is parallel has one length.
fn places_hold(reading: &Reading) {
    let Reading { note, text, layout, .. } = reading;
    assert_eq!(layout.mentions.len(), note.mentions.len());
    assert_eq!(layout.promises.len(), note.promises.len());
    let own = note.interactions.iter().filter(|interaction| !interaction.text.is_empty()).count();
    assert!(layout.log.len() >= own);
    let inside = |span: &std::ops::Range<usize>| assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
    layout.values.iter().for_each(|value| inside(&value.span));
    layout.mentions.iter().chain(&layout.name).for_each(inside);
    layout.links.iter().for_each(|link| inside(&link.written));
    layout.promises.iter().for_each(|task| {
        assert_eq!(text[task.at..].chars().next(), Some('['));
        inside(&task.text);
    });
    for heading in &layout.headings {
        inside(&heading.span);
        inside(&heading.text);
    }
    for site in &layout.log {
        [&site.block, &site.dated, &site.kind_at].into_iter().for_each(inside);
        site.place.iter().for_each(|place| inside(&place.span));
        inside(&(site.content..site.line_end.max(site.content)));
        inside(&(site.text..site.line_end.max(site.text)));
    }
}

fn list(out: &mut String, name: &str, values: &[String]) {
    if !values.is_empty() {
        let _ = writeln!(out, "{name}: {}", values.join(" | "));
    }
}

fn text(out: &mut String, name: &str, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        let _ = writeln!(out, "{name}: {value}");
    }
}

/// A note in a form that shows everything but offsets; line ends in quoted text are shown as one.
fn render(parsed: &Reading) -> String {
    let mut out = String::new();
    let note = &parsed.note;
    let _ = writeln!(out, "{}: {}", note.note_type.as_str(), note.person.name);
    person(&mut out, &note.person);
    happened(&mut out, parsed);
    linked(&mut out, note);
    for (key, value) in &note.keys {
        let _ = writeln!(out, "key {key} = {value:?}");
    }
    for d in &parsed.diagnostics {
        let _ = writeln!(out, "{}:{} {} {:?} {}", d.line, d.column, d.code.as_str(), d.severity, d.message);
    }
    out.replace("\\r\\n", "\\n")
}

fn person(out: &mut String, person: &Person) {
    list(out, "aliases", &person.aliases);
    list(out, "companies", &person.companies);
    text(out, "role", person.text(TextField::Role));
    list(out, "emails", &person.emails);
    list(out, "phones", &person.phones);
    text(out, "city", person.text(TextField::City));
    text(out, "country", person.text(TextField::Country));
    list(out, "tags", &person.tags);
    list(out, "groups", &person.groups);
    if let Some(met) = &person.met {
        let date = met.date.as_ref().map(|date| format!("{} (line {})", date.value, date.line));
        let _ =
            writeln!(out, "met: at={:?} date={date:?} event={:?} by={:?} how={:?}", met.at, met.event, met.by, met.how);
    }
    for (name, date) in [("last", &person.last_contact), ("follow up", &person.follow_up), ("snooze", &person.snooze)] {
        text(out, name, date.as_ref().map(|date| format!("{} (line {})", date.value, date.line)));
    }
    text(out, "cadence", person.cadence.as_ref().map(|c| format!("{} (line {})", c.value, c.line)));
    text(out, "status", person.text(TextField::Status));
    text(out, "birthday", person.birthday);
    let placed = [TextField::Role, TextField::City, TextField::Country, TextField::Status];
    for (field, value) in person.texts.iter().filter(|(field, _)| !placed.contains(field)) {
        text(out, field.spelling(), Some(value));
    }
    person.links.iter().for_each(|(service, address)| text(out, service, Some(address)));
}

fn happened(out: &mut String, parsed: &Reading) {
    let note = &parsed.note;
    text(out, "event date", note.event_date.as_ref().map(|date| date.value));
    for i in &note.interactions {
        let quoted = &parsed.text[i.text.start as usize..i.text.end as usize];
        let place = i.place.as_deref().unwrap_or("-");
        let _ = writeln!(out, "{}: {} {} @ {place}: {quoted:?}", i.line, i.date, i.kind);
    }
    for promise in &note.promises {
        let _ = writeln!(out, "{}: promise {} {}", promise.line, promise.due, promise.text);
    }
}

fn linked(out: &mut String, note: &Note) {
    for Link { target, form, line } in &note.links {
        let _ = writeln!(out, "{line}: link {target} ({form:?})");
    }
    for mention in &note.mentions {
        let _ = writeln!(out, "{}:{} mention {} ({:?})", mention.line, mention.column, mention.target, mention.link);
    }
}

#[test]
fn every_fixture_reads_as_its_golden_page_shows() {
    let mut page = String::new();
    for (name, text) in fixtures() {
        let _ = writeln!(page, "## {name}\n{}", render(&read_text(&name, &text)));
    }
    insta::assert_snapshot!(page);
}

#[test]
fn line_ends_byte_order_marks_and_a_last_newline_change_nothing() {
    for (name, text) in fixtures() {
        let expected = render(&read_text(&name, &text));
        for crlf in [false, true] {
            for bom in [false, true] {
                for newline in [false, true] {
                    let mut dressed = if newline { text.clone() } else { text.trim_end().to_owned() };
                    if crlf {
                        dressed = dressed.replace('\n', "\r\n");
                    }
                    if bom {
                        dressed.insert(0, '\u{FEFF}');
                    }
                    let found = render(&read_text(&name, &dressed));
                    assert_eq!(found, expected, "{name} crlf={crlf} bom={bom} newline={newline}");
                }
            }
        }
    }
}

#[test]
fn other_encodings_are_read_with_a_diagnostic() {
    let text = "---\nname: Zoë\n---\n- 2014-07-23 call: café\n";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for (bytes, code) in [(utf16, Code::Utf16), (latin, Code::NotUtf8)] {
        let parsed = read_bytes("a.md", &bytes);
        assert_eq!(parsed.note.person.name, "Zoë");
        assert_eq!(parsed.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [code]);
        assert_eq!(parsed.note.interactions.len(), 1);
    }
}

#[test]
fn nul_bytes_are_spaces_and_files_full_of_them_are_binary() {
    let parsed = read_text("a.md", "---\nname: A\0da\n---\n- 2014-07-23 call\0 x\n");
    assert_eq!((parsed.note.person.name.as_str(), parsed.diagnostics[0].code), ("A da", Code::NulBytes));
    assert!(parsed.text.contains('\0'));
    for bytes in
        [&[0; 5000][..], b"\x7FELF\x02\x01\x01\0\0\0\0\0\x03\0>\0\x01\0", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\x01\x02\x03"]
    {
        let parsed = read_bytes("people/grace_hopper.md", bytes);
        assert_eq!((parsed.text.as_str(), parsed.diagnostics[0].code), ("", Code::Binary));
        assert_eq!(parsed.note.person.name, "grace hopper");
    }
}

#[test]
fn a_note_cut_at_the_limit_is_read_so_far() {
    let text = "# Ada\n\n- 2014-07-23 call: é";
    let bytes = &text.as_bytes()[..text.len() - 1];
    let parsed = read(&NoteId::new("a.md"), bytes, 1 << 40, &Settings::default(), Placement::ANYWHERE);
    assert_eq!(parsed.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::NoteTooLarge]);
    assert_eq!(parsed.note.interactions.len(), 1);
}

#[test]
fn the_vaults_settings_are_heeded() {
    use crate::model::settings::{CadenceRule, DateOrder};
    use crate::model::{Cadence, Period};
    let settings = Settings {
        date_order: Some(DateOrder::DayMonthYear),
        tiers: vec![CadenceRule::new("A", Cadence::Every(Period::parse("3 weeks").expect("a period")), 1)],
        kinds: vec![("standup".to_owned(), vec!["daily".to_owned()])],
        fields: vec![("last_contact".to_owned(), vec!["Zuletzt".to_owned()])],
        ..Settings::default()
    };
    let text = "---\nzuletzt: 07/08/2014\ntier: a\n---\n- 08/08/2014 daily: x\n";
    let parsed = read(&NoteId::new("a.md"), text.as_bytes(), text.len() as u64, &settings, Placement::ANYWHERE);
    let person = &parsed.note.person;
    assert_eq!(person.last_contact.as_ref().map(|d| d.value.to_string()).as_deref(), Some("2014-08-07"));
    assert_eq!(person.cadence.as_ref().map(|c| c.value.to_string()).as_deref(), Some("3 weeks"));
    assert_eq!(parsed.note.interactions[0].kind, "standup");
    assert_eq!(parsed.diagnostics, []);
}

#[test]
fn a_name_comes_from_keys_then_heading_then_title_then_file() {
    for (path, text, name, role) in [
        ("ada-lovelace.md", "", "ada lovelace", None),
        ("a.md", "# *Ada* `L`\n", "Ada L", None),
        ("a.md", "---\nname: Ada\ntitle: CTO\n---\n# X\n", "Ada", Some("CTO")),
        ("a.md", "---\ntitle: ada\nname: Ada\n---\n", "Ada", None),
        ("Ada Lovelace.md", "---\ntitle: CTO\n---\n", "Ada Lovelace", Some("CTO")),
        ("ada-lovelace.md", "---\ntitle: Ada King Lovelace\n---\n", "Ada King Lovelace", None),
        ("20140723-1.md", "---\ntitle: Ada Lovelace\n---\n", "Ada Lovelace", None),
        ("x/.md", "", "x/.md", None),
    ] {
        let person = read_text(path, text).note.person;
        assert_eq!((person.name.as_str(), person.text(TextField::Role)), (name, role), "{path} {text}");
    }
}

/// Far more than any of these notes takes, also in a debug build beside other tests: what takes longer is not linear.
const HANG: Duration = Duration::from_secs(20);

#[test]
fn hostile_notes_are_read_promptly() {
    let bomb: String = (1..40).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))).collect();
    let hostile = [
        ("brackets", "[".repeat(100_000)),
        ("brackets in front matter", format!("---\nk: {}\n---\n", "[".repeat(100_000))),
        ("maps in front matter", format!("---\nk: {}\n---\n", "{a: ".repeat(50_000))),
        (
            "deep block maps",
            format!("---\n{}---\n", (0..700).map(|n| format!("{}k:\n", " ".repeat(n))).collect::<String>()),
        ),
        ("aliases", format!("---\na0: &a0 x\n{bomb}---\n")),
        ("long alias", format!("---\na: &a {}\nb: [{}]\n---\n", "x".repeat(100_000), "*a,".repeat(20_000))),
        ("many keys", format!("---\n{}---\n", (0..30_000).map(|n| format!("k{n}: 1\n")).collect::<String>())),
        ("many broken keys", format!("---\n{}\tx\n---\n", "k: [\n".repeat(40_000))),
        ("deep TOML", format!("+++\nk = {}\n+++\n", "[".repeat(100_000))),
        ("nested lists on one line", "- ".repeat(10_000)),
        ("nested lists", (0..1000).map(|n| format!("{}- 2014-07-23 x\n", "  ".repeat(n))).collect()),
        ("nested quotes", "> ".repeat(10_000)),
        ("one line", "x #y [[z]] 2014-07-23 ".repeat(45_000)),
        ("one label", format!("- Company: {}", "x".repeat(1_000_000))),
        ("open fields", "[a:: ".repeat(100_000)),
        ("open links", format!("---\nk: '{}'\n---\n{}", "[x](".repeat(50_000), "[x](".repeat(50_000))),
        ("open wikilinks", format!("---\nk: '{}'\n---\n{}", "[[x ".repeat(50_000), "[[x ".repeat(50_000))),
        ("percent signs", "%%\nx ".repeat(100_000)),
        ("percent signs on a line", "%% x".repeat(100_000)),
        ("emphasis", "*a_ ".repeat(100_000)),
        ("headings", "# 2014-07-23\n".repeat(20_000)),
        ("tasks", format!("- [ ] {}", "due [[ @ 📅 ".repeat(50_000))),
        ("recurring tasks", format!("- [ ] {}", "repeat:: by @ 🔁 ⏳ [id:: ⛔ ".repeat(30_000))),
        ("labels nowhere", format!("## Notes\n{}", "- Email: a@x.org\n".repeat(20_000))),
        ("tags alone on a line", "#meeting-x ".repeat(50_000)),
        ("tags alone on lines", "#meeting-x\n\n".repeat(50_000)),
        ("paragraphs of a log", format!("## Log\n{}", "2014-07-23 Wed x\n".repeat(30_000))),
        ("days that are read as nothing", "2014-07-23".repeat(50_000)),
        ("a meeting in words", format!("---\nmet: '{}'\n---\n", "a, b on c (".repeat(50_000))),
        ("blocks like front matter", "---\na: 1\n".repeat(50_000)),
        ("headings of cards", "## Contact\n- Phone 2: 555 010 20\n### Log\n".repeat(20_000)),
        ("one long key", format!("---\nemail{}: x\n---\n", "[work]".repeat(50_000))),
        ("table", format!("|a|b|\n|-|-|\n{}", "|2014-07-23|x|\n".repeat(20_000))),
        ("markers", "<<<<<<< a\n=======\n".repeat(50_000)),
        ("fences", format!("---\n{}", "a: b\n\n# x\n".repeat(50_000))),
        ("spaces", " ".repeat(1_000_000)),
        ("carriage returns", "\r".repeat(1_000_000)),
        ("comma list", format!("---\ntags: '{}'\n---\n", "a,".repeat(100_000))),
    ];
    let mut slow = Vec::new();
    for (name, text) in hostile {
        let started = Instant::now();
        read_text("a.md", &text);
        if started.elapsed() > HANG {
            slow.push((name, started.elapsed()));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

/// Text that is made of what notes are made of, in any order.
fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop::sample::select(vec![
        "---\n",
        "+++\n",
        "...\n",
        "\u{FEFF}",
        "name: ",
        "met:\n",
        "  at: ",
        "tags: [",
        "]",
        "\"",
        "'",
        "- ",
        "* ",
        "1. ",
        "[ ] ",
        "[x] ",
        "[[",
        "]]",
        "](a.md)",
        "**",
        "~~",
        "`",
        "```\n",
        "2014-07-23",
        "2014-02-30",
        "07/08/2014",
        "23 juil. 2014",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "# ",
        "## ",
        "| ",
        "|-|-|\n",
        "> ",
        "@ ",
        ": ",
        "::",
        " — ",
        "📅 ",
        "due ",
        "%%",
        "<!--",
        "-->",
        "<<<<<<< a\n",
        "=======\n",
        ">>>>>>> b\n",
        "|||||||\n",
        "&a ",
        "*a",
        "{{date}}",
        "#tag",
        "é",
        "高橋",
        "call",
        "\0",
        "company",
        "x = 1\n",
        "{",
        "}",
        ",",
        "|\n",
        ">\n",
        "!!str ",
        "? ",
        "%YAML 1.2\n",
        "\u{301}",
        "<a@b>",
        "(role:: x)",
    ]);
    prop::collection::vec(fragment, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_note(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_bytes("a/b.md", &bytes);
    }

    #[test]
    fn any_mix_of_markdown_and_yaml_is_a_note(text in fragments()) {
        read_text("2014 a.md", &text);
        read_text("a.md", &format!("---\n{text}\n---\n{text}"));
    }
}

#[test]
fn links_in_front_matter_come_before_those_in_the_body() {
    let parsed = read_text("a.md", "---\nby: '[[Ada]]'\n---\n[b](B.md) [c](https://x.org) [[C#h|d]]\n");
    let links: Vec<_> = parsed.note.links.iter().map(|link| (link.target.as_str(), link.form, link.line)).collect();
    assert_eq!(links, [("Ada", LinkForm::Wiki, 2), ("B.md", LinkForm::Markdown, 4), ("C", LinkForm::Wiki, 4)]);
}

/// The interactions of a body, each with its line, date, kind, place and text.
fn logged(body: &str) -> Vec<String> {
    let parsed = read_text("a.md", body);
    let text_at = |range: &std::ops::Range<u32>| parsed.text[range.start as usize..range.end as usize].to_owned();
    let shown = |i: &crate::model::Interaction| {
        format!("{} {} {} @{}: {}", i.line, i.date, i.kind, i.place.as_deref().unwrap_or("-"), text_at(&i.text))
    };
    parsed.note.interactions.iter().map(shown).collect()
}

#[test]
fn the_example_of_the_contract_gives_exactly_its_interactions() {
    let example = "\
- 2014-07-23 met @ Montréal .NET User Group: just started consulting, knows Azure well
- 2014-07-24 email: sent the article on Roslyn we talked about
- **2014-09-02** — coffee with [[Charles Babbage]]. Offered to introduce me to #acme
### 2014-10-01 call
Everything below the heading until the next heading of the same or a higher level.
| 2014-11-03 | lunch | renewal |
";
    let expected = [
        "1 2014-07-23 met @Montréal .NET User Group: just started consulting, knows Azure well",
        "2 2014-07-24 email @-: sent the article on Roslyn we talked about",
        "3 2014-09-02 coffee @-: with [[Charles Babbage]]. Offered to introduce me to #acme",
        "4 2014-10-01 call @-: Everything below the heading until the next heading of the same or a higher level.",
        "6 2014-11-03 lunch @-: renewal",
    ];
    assert_eq!(logged(example), expected);
    assert_eq!(logged(&example.replace('\n', "\r\n")), expected);
}

#[test]
fn a_dated_line_of_cells_is_an_entry_wherever_it_is_text_and_only_once() {
    for (body, expected) in [
        ("| 2014-11-03 | lunch | x |\n", &["1 2014-11-03 lunch @-: x"][..]),
        ("x  \n| 2014-11-03 | lunch | x\n", &["2 2014-11-03 lunch @-: x"]),
        ("x\\\n  | [[2014-11-03]] | call |", &["2 2014-11-03 call @-: "]),
        ("- x\n| 2014-11-03 | call | y |\n", &["2 2014-11-03 call @-: y"]),
        ("- x\n\n  | 2014-11-03 | call | y |\n", &["3 2014-11-03 call @-: y"]),
        (
            "| 2014-11-03 | a |\n|---|---|\n| 2014-11-04 | b |\n",
            &["1 2014-11-03 note @-: a", "3 2014-11-04 note @-: b"],
        ),
        ("x\n| Date | What |\n|---|---|\n| 2014-11-04 | b |\n", &["4 2014-11-04 note @-: b"]),
        ("| 2014 | 2015 |\n|---|---|\n| a | b |\n", &[]),
        ("> x\n| 2014-11-03 | call |\n", &[]),
        ("```\n| 2014-11-03 | call |\n```\n", &[]),
        ("    | 2014-11-03 | call |\n", &[]),
        ("a `b\n| 2014-11-03 | call |\n c`\n", &[]),
        ("a <!-- b\n| 2014-11-03 | call |\n-->\n", &[]),
        ("<!--\n| 2014-11-03 | call |\n-->\n", &[]),
        ("a ~~b\n| 2014-11-03 | call |~~\n", &[]),
        ("| 2014-11-03 | ~~call~~ |\n", &[]),
        ("a | 2014-11-03 | call |\n", &[]),
    ] {
        assert_eq!(logged(body), expected, "{body:?}");
    }
}

#[test]
fn an_entry_at_the_end_of_another_is_not_in_its_text() {
    for (body, expected) in [
        (
            "- 2014-07-23 met: a\n  b\n  - 2014-07-24 call: c\n",
            &["1 2014-07-23 met @-: a\n  b", "3 2014-07-24 call @-: c"][..],
        ),
        (
            "- 2014-07-23 met\n  - 2014-07-24 call\n    - 2014-07-25 email: c\n\n  - 2014-07-26\n",
            &["1 2014-07-23 met @-: ", "2 2014-07-24 call @-: ", "3 2014-07-25 email @-: c", "5 2014-07-26 note @-: "],
        ),
        (
            "- 2014-07-23 met: a\n  - 2014-07-24 call: c\n\n  b\n",
            &["1 2014-07-23 met @-: a\n  - 2014-07-24 call: c\n\n  b", "2 2014-07-24 call @-: c"],
        ),
        (
            "- 2014-07-23 met: a\n  - b\n    - 2014-07-24 call: c\n- 2014-07-25\n",
            &["1 2014-07-23 met @-: a\n  - b", "3 2014-07-24 call @-: c", "4 2014-07-25 note @-: "],
        ),
        (
            "# 2014-07-23\na\n- 2014-07-24\n\n## 2014-07-25 call\nb\n# c\nd\n",
            &["1 2014-07-23 note @-: a", "3 2014-07-24 note @-: ", "5 2014-07-25 call @-: b"],
        ),
    ] {
        assert_eq!(logged(body), expected, "{body:?}");
    }
}

#[test]
fn labels_below_a_line_or_an_item_count_and_prose_stays_prose() {
    let labels = |body: &str| {
        let person = read_text("a.md", body).note.person;
        let role = person.texts[TextField::Role].clone().into_iter().map(|role| format!("role {role}"));
        person.companies.into_iter().chain(role).collect::<Vec<_>>()
    };
    for (body, expected) in [
        ("text\n**Company:** Acme\n**Role**: CTO\nmore", &["Acme", "role CTO"][..]),
        ("- text\n**Company:** Acme\nRole:: CTO\n", &["Acme", "role CTO"]),
        ("- **Company:** Acme\n  [role:: CTO]\n", &["Acme", "role CTO"]),
        ("- 2014-07-23 call: x\n**Company:** Acme\n  **Role:** CTO\n", &["Acme"]),
        ("- [ ] ask her 📅 2014-07-23\n  **Role:** CTO\n", &[]),
        ("text\n- Company: Acme\n- Role: CTO\n", &["Acme", "role CTO"]),
        ("text\n| Company | Acme |\n", &["Acme"]),
        ("- text\nCompany: Acme would be nice\n", &[]),
        ("text\nRole: she said\n", &[]),
        ("- text\n\n  **Company:** Acme\n", &[]),
        ("> text\n**Company:** Acme\n", &[]),
        ("text `code\n**Company:** Acme`\n", &[]),
        ("text <!--\n**Company:** Acme -->\n", &[]),
        ("## Notes\n- text\n**Company:** Acme\n", &[]),
    ] {
        assert_eq!(labels(body), expected, "{body:?}");
    }
}

#[test]
fn a_mention_is_where_its_link_or_name_begins() {
    for (value, expected) in [
        ("\"[[Robert Paulson]]\"", &["2:15 Robert Paulson"][..]),
        ("[[Robert Paulson]]", &["2:14 Robert Paulson"]),
        ("'Robert Paulson'", &["2:15 Robert Paulson"]),
        ("Robert Paulson", &["2:14 Robert Paulson"]),
        ("\"[[A]],  [[B]]\"", &["2:15 A", "2:23 B"]),
        ("'é [[A]] and [[B]]'", &["2:17 A", "2:27 B"]),
        ("'it''s [[A]]'", &["2:21 A"]),
        ("\"\\t[[A]]\"", &["2:17 A"]),
        (">\n  by\n  [[A]]", &["4:3 A"]),
        ("\n  - '[[A]]'\n  - B", &["3:6 A", "4:5 B"]),
    ] {
        let parsed = read_text("a.md", &format!("---\nreferred_by: {value}\n---\n"));
        let shown: Vec<_> =
            parsed.note.mentions.iter().map(|m| format!("{}:{} {}", m.line, m.column, m.target)).collect();
        assert_eq!(shown, expected, "{value}");
    }
}

/// What a note says about its person, without headings and empty lines, and the codes of its diagnostics.
fn fields_of(text: &str) -> (String, Vec<&'static str>) {
    let parsed = read_text("a.md", text);
    let mut shown = String::new();
    person(&mut shown, &parsed.note.person);
    let shown: Vec<&str> = shown.lines().collect();
    (shown.join("; "), parsed.diagnostics.iter().map(|found| found.code.as_str()).collect())
}

#[test]
fn labels_count_like_keys_of_front_matter() {
    for (text, expected, codes) in [
        ("---\nemail: a@x.org\n---\n- Email: b@x.org\n", "emails: a@x.org | b@x.org", &[][..]),
        ("---\ncompany: A\n---\n**Company:** B\n", "companies: A | B", &[]),
        ("---\nlast_contact: 2014-07-23\n---\n- Last met: 2014-07-25\n", "last: 2014-07-25 (line 4)", &[]),
        ("---\nlast_contact: 2014-07-23\n---\n- Last met: 2014-07-21\n", "last: 2014-07-23 (line 2)", &[]),
        ("---\nlast_contact: 2014-07-23\n---\n- Last met: at PyCon\n", "last: 2014-07-23 (line 2)", &[]),
        ("---\nrole: CTO\n---\n- Role: CEO\n", "role: CTO", &["conflicting-keys"]),
        ("---\nrole: CTO\n---\n- Role: cto\n", "role: CTO", &[]),
        ("| Name | Email |\n|-|-|\n| Role | x |\n\n| Role | CTO |\n|-|-|\n", "role: CTO", &[]),
        ("---\ncadence: weekly\nfrequency: 7d\n---\n", "cadence: 1 week (line 2)", &[]),
        ("- Role: CTO\n- Position: CEO\n", "role: CTO", &["conflicting-keys"]),
        ("---\nlinkedin: a\n---\n- LinkedIn: b\n", "linkedin: a", &["conflicting-keys"]),
    ] {
        assert_eq!(fields_of(text), (expected.to_owned(), codes.to_vec()), "{text:?}");
    }
}

#[test]
fn a_service_has_one_address_and_bare_addresses_are_numbered() {
    for (front, expected, codes) in [
        ("linkedin: a\nlinkedin_id: b", "linkedin: a", &["conflicting-keys"][..]),
        ("twitter: a\nx: b", "twitter: a", &["conflicting-keys"]),
        ("twitter: a\nx: A", "twitter: a", &[]),
        ("links: {linkedin: a}\nlinkedin: b", "linkedin: a", &["conflicting-keys"]),
        ("links: [http://x, http://y]", "url: http://x; url_2: http://y", &[]),
        ("links: [http://x, http://x]\nurl: http://x", "url: http://x", &[]),
        ("blog: [http://x, http://y, http://z]", "blog: http://x; blog_2: http://y; blog_3: http://z", &[]),
        ("url: http://x\nlinks: [http://y, {github: g}]", "url: http://x; url_2: http://y; github: g", &[]),
        ("linkedin: '[[Ada]]'", "linkedin: Ada", &[]),
        ("linkedin: '[me](https://linkedin.com/in/a)'", "linkedin: https://linkedin.com/in/a", &[]),
    ] {
        assert_eq!(fields_of(&format!("---\n{front}\n---\n")), (expected.to_owned(), codes.to_vec()), "{front:?}");
    }
}

#[test]
fn of_a_repeated_key_lists_are_joined_and_else_the_first_counts() {
    for (front, expected) in [
        ("email: a@x.org\nemail: b@x.org", "emails: a@x.org | b@x.org"),
        ("tags: [a]\ntags: [b]", "tags: a | b"),
        ("last_contact: 2014-07-23\nlast_contact: 2014-07-25", "last: 2014-07-25 (line 3)"),
        ("role: CTO\nrole: CEO", "role: CTO"),
        ("linkedin: a\nlinkedin: b", "linkedin: a"),
        ("met: {at: X, at: Y}", "met: at=Some(\"X\") date=None event=None by=None how=None"),
    ] {
        let expected = (expected.to_owned(), vec!["duplicate-key"]);
        assert_eq!(fields_of(&format!("---\n{front}\n---\n")), expected, "{front:?}");
    }
}

#[test]
fn a_merge_that_begins_on_the_first_line_leaves_our_front_matter() {
    let text = "<<<<<<< HEAD\n---\nrole: CTO\n---\n=======\n---\nrole: CEO\n---\n>>>>>>> x\n";
    assert_eq!(fields_of(text), ("role: CTO".to_owned(), vec!["conflict-markers"]));
    let text = "<<<<<<< HEAD\n---\nrole: CTO\n=======\n---\nrole: CEO\n>>>>>>> x\ncity: Paris\n---\n";
    assert_eq!(fields_of(text), ("role: CTO; city: Paris".to_owned(), vec!["conflict-markers"]));
}

#[test]
fn the_first_key_that_records_activity_counts() {
    for (front, expected, codes) in [
        ("status: active\npaused: true", "status: active", &["conflicting-keys"][..]),
        ("status: inactive\npaused: true", "status: inactive", &[]),
        ("status: archived\nactive: false", "status: archived", &[]),
        ("paused: true", "status: inactive", &[]),
        ("paused: true\nstatus: archived", "status: archived", &[]),
        ("active: true\nstatus: friend", "status: friend", &[]),
        ("paused: false\nactive: true", "", &[]),
        ("active: true\nno_contact: true", "", &["conflicting-keys"]),
        ("active: true\nstatus: archived", "", &["conflicting-keys"]),
        ("paused: true\nstatus: archive", "status: archive", &[]),
        ("status: archive\npaused: true", "status: archive", &[]),
        ("paused: true\nstatus: Deceased.", "status: Deceased.", &[]),
        ("status: Deceased.\nactive: false", "status: Deceased.", &[]),
        ("paused: true\nstatus: do not contact", "status: do not contact", &[]),
        ("paused: false\nstatus: archived", "status: archived", &[]),
        ("no_contact: false\npaused: true", "status: inactive", &[]),
        ("paused: false\nstatus: friend", "status: friend", &[]),
    ] {
        assert_eq!(fields_of(&format!("---\n{front}\n---\n")), (expected.to_owned(), codes.to_vec()), "{front:?}");
    }
}

#[test]
fn what_a_task_does_not_say_is_no_promise() {
    for (body, expected) in [
        ("- [ ] send <!-- 📅 2014-07-30 -->\n", &[][..]),
        ("- [ ] send %% 📅 2014-07-30 %%\n", &[]),
        ("- [ ] ~~send 📅 2014-07-30~~\n", &[]),
        ("- [ ] send `due 2014-07-30`\n", &[]),
        ("- [ ] send ~~no `x`~~ <!-- é --> it 📅 2014-07-30\n", &["2014-07-30 send it"]),
    ] {
        let promises = read_text("a.md", body).note.promises;
        let shown: Vec<_> = promises.iter().map(|promise| format!("{} {}", promise.due, promise.text)).collect();
        assert_eq!(shown, expected, "{body:?}");
    }
}

#[test]
fn addresses_are_bare() {
    for front in ["email: mailto:a@b.c", "email: <a@b.c>", "email: '<mailto:a@b.c>'"] {
        assert_eq!(fields_of(&format!("---\n{front}\n---\n")), ("emails: a@b.c".to_owned(), vec![]), "{front}");
    }
}
