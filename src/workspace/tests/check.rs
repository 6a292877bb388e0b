//! Diagnostics of the whole vault: they point at what is wrong and at nothing else, and are the same for one note alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{SETTINGS, note, one, open, other};
use crate::model::NoteId;
use crate::note::Code;
use crate::workspace::{Checked, Workspace};

fn vault(files: &[(String, String)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("ties.toml"), SETTINGS).expect("written");
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    dir
}

fn all(workspace: &Workspace) -> Vec<Checked> {
    workspace.check(&|_| true).expect("a sound index").0
}

/// Where the diagnostics of this kind begin in the note, and the texts at which they point.
fn pointed(root: &Path, id: &str, code: Code) -> Vec<(usize, String)> {
    let checked = all(&open(root)).into_iter().find(|checked| checked.id.as_str() == id).expect("something wrong");
    let found = checked.diagnostics.iter().filter(|found| found.code == code);
    found.map(|found| (found.span.start, checked.text[found.span.clone()].to_owned())).collect()
}

#[test]
fn what_only_the_vault_shows_points_at_the_very_words() {
    let known = "---\nname: Ada Lovelace\nemail: ada@x.org\ngroups: [Go Montréal]\n---\n".to_owned();
    let more = "---\nname: Bob\ngroups: [Go Montréal]\n---\n".to_owned();
    for (text, code, context, expected) in [
        // A company's name begins as the group's does.
        (
            "---\nname: C\ncompany: Go Montreal Ltd\ngroups: [Go Montreal]\n---\n",
            Code::GroupSpelling,
            "[",
            "Go Montreal",
        ),
        ("---\nname: C\ngroups:\n- Go Montreal Ltd\n- 'Go Montreal'\n---\n", Code::GroupSpelling, "- '", "Go Montreal"),
        (
            "---\nname: C\n---\nGo Montreal\n\n- 2014-07-23 x\n- 2014-07-24 met @ Go Montreal: y\n",
            Code::GroupSpelling,
            "@ ",
            "Go Montreal",
        ),
        (
            "---\nname: C\n---\n- 2014-07-23 Go Montreal\n- 2014-07-24 met @[[Go Montreal|x]] y\n",
            Code::GroupSpelling,
            "@[[",
            "Go Montreal",
        ),
        ("---\nname: C\nmet: 2014-07-23 @ Go Montreal\n---\n", Code::GroupSpelling, "@ ", "Go Montreal"),
        (
            "---\n# Ada Lovelace\naliases: [Ada Lovelace]\nname: \"Ada Lovelace\"\n---\n",
            Code::DuplicateName,
            "name: \"",
            "Ada Lovelace",
        ),
        ("---\naliases: [Ada Lovelace]\n---\n# Ada Lovelace\n", Code::DuplicateName, "---\n# ", "Ada Lovelace"),
        ("---\nalias: Ada\nlast_name: Lovelace\nfirst_name: Ada\n---\n", Code::DuplicateName, "first_name: ", "Ada"),
        ("---\nname: C\nemails: [bada@x.org, ada@x.org]\n---\n", Code::DuplicateEmail, ", ", "ada@x.org"),
        ("---\nname: ada@x.org\nemail: C <ada@x.org>\n---\n", Code::DuplicateEmail, "<", "ada@x.org"),
        (
            "---\nname: C\nrole: see [[Nobody]]\nintroduced_by: '[[Nobody]]'\n---\n",
            Code::UnresolvedLink,
            "introduced_by: '",
            "[[Nobody]]",
        ),
    ] {
        let files = [("a.md", known.clone()), ("b.md", more.clone()), ("c.md", text.to_owned())];
        let dir = vault(&files.map(|(path, text)| (path.to_owned(), text)));
        // The last place that looks like the wanted one is it.
        let at = text.rfind(context).map(|at| at + context.len()).expect("in the text");
        let found = pointed(dir.path(), "c.md", code);
        assert_eq!(found, [(at, expected.to_owned())], "{text}");
    }
}

/// A list in every place where one may be, and what of it means nobody.
#[test]
fn an_attendee_who_is_nobody_is_pointed_at_where_they_are_listed() {
    const EVENT: &str = "---\ntype: event\ndate: 2014-07-23\n";
    for (path, text, expected) in [
        ("e.md", format!("{EVENT}people: ['[[Nobody]]', Plain Name, \"[[Ada]]\"]\n---\n"), &["[[Nobody]]"][..]),
        (
            "e.md",
            format!("{EVENT}people: x@x.org, Ada <ada@y.org>, Ida <ida@x.org>\n---\n"),
            &["x@x.org", "Ida <ida@x.org>"],
        ),
        ("e.md", format!("{EVENT}people:\n- name: Ida\n  email: \"ida@x.org\"\n---\n"), &["Ida"]),
        (
            "e.md",
            format!("{EVENT}---\n## Attendees\n\n- [[People/Nobody|N]] (chair)\n- [x](no.md)\n"),
            &["[[People/Nobody|N]]", "[x](no.md)"],
        ),
        (
            "e.md",
            format!("{EVENT}---\nPresent: Chair: x@x.org, [Ida](mailto:ida@x.org)\n"),
            &["x@x.org", "[Ida](mailto:ida@x.org)"],
        ),
        ("e.md", format!("{EVENT}people: '[[o]]'\n---\n"), &["[[o]]"]),
        // A group may host, and whoever was absent was not there.
        ("e.md", format!("{EVENT}host: '[[g]]'\n---\nAbsent: [[Nobody]]\n\nPresent: [[Ada]], [[e]]\n"), &[]),
        // Without a list, everybody linked was there, and others may be linked as well.
        ("e.md", format!("{EVENT}---\nWith [[Nobody]]\n"), &[]),
        ("2014-07-23.md", "**Attendees:** [[Nobody]]\n\n- [[Nobody else]]\n".to_owned(), &["[[Nobody]]"]),
        (
            "g.md",
            "---\ntype: group\npeople: '[[Nobody]]'\n---\n## 2014-07-23\n\nWith: [[Nobody]]\n".to_owned(),
            &["[[Nobody]]"],
        ),
        ("p.md", "---\ntype: project\n---\n- 2014-07-23 sync\n  - with: [[Nobody]]\n".to_owned(), &["[[Nobody]]"]),
        ("p.md", "---\ntype: project\n---\nWith: [[Nobody]]\n".to_owned(), &[]),
    ] {
        let known = [
            ("ada.md", "---\nname: Ada\nemail: a@x.org\n---\n"),
            ("o.md", "---\ntype: other\n---\n"),
            ("g.md", "---\ntype: group\n---\n"),
        ];
        let known = known
            .into_iter()
            .filter(|(known, _)| *known != path)
            .map(|(path, text)| (path.to_owned(), text.to_owned()));
        let dir = vault(&known.chain([(path.to_owned(), text.clone())]).collect::<Vec<_>>());
        let workspace = open(dir.path());
        let checked = all(&workspace).into_iter().find(|checked| checked.id.as_str() == path);
        let found = checked.iter().flat_map(|checked| {
            checked.diagnostics.iter().map(|found| (found.code, &checked.text[found.span.clone()]))
        });
        let expected: Vec<_> = expected.iter().map(|words| (Code::UnreadAttendee, *words)).collect();
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(workspace.check_one(&NoteId::new(path)).expect("a sound index"), checked, "{text}");
    }
}

#[test]
fn a_day_and_links_of_people_that_are_not_read_are_reported_once_a_note() {
    const DATED: &str = "---\ntype: project\ndate: 2014-07-23\n---\n";
    for (path, text, expected) in [
        ("p.md", format!("{DATED}With [[Nobody]], [[o]], [[Ada]] and [[ada]].\n"), Some("[[Ada]]")),
        ("p.md", "---\ntype: project\n---\n**Date:** 2014-07-23\n\nWith [[Ada]].\n".to_owned(), Some("[[Ada]]")),
        ("Sync 2014-07-23 Oslo.md", "---\ntype: project\n---\n[[ada]]\n".to_owned(), Some("[[ada]]")),
        // A part of it is read, or what is linked is no contact, or no person.
        ("p.md", format!("{DATED}[[Ada]]\n\n- 2014-07-24 call with [[Ada]]\n"), None),
        ("p.md", format!("{DATED}- [ ] write to [[Ada]] by 2014-08-01\n\n> [[Ada]]\n\n`[[Ada]]` ![[Ada]]\n"), None),
        ("p.md", format!("{DATED}With [[Nobody]] and [[o]].\n"), None),
        // No day of its own.
        ("p.md", "---\ntype: project\ncreated: 2014-07-23\n---\n[[Ada]]\n".to_owned(), None),
        ("p.md", "---\ntype: project\ndate: 2014-07\n---\n[[Ada]]\n".to_owned(), None),
        // Read, as what it is.
        ("p.md", "---\ntype: meeting\ndate: 2014-07-23\n---\n[[Ada]]\n".to_owned(), None),
        ("2014-07-23 Plan.md", "---\ntype: project\n---\n[[Ada]]\n".to_owned(), None),
        ("p.md", "---\ntype: person\ndate: 2014-07-23\n---\n[[Ada]]\n".to_owned(), None),
    ] {
        let known = [("ada.md", "# Ada\n"), ("o.md", "---\ntype: other\n---\n"), (path, text.as_str())];
        let dir = vault(&known.map(|(path, text)| (path.to_owned(), text.to_owned())));
        let workspace = open(dir.path());
        let checked = all(&workspace).into_iter().find(|checked| checked.id.as_str() == path);
        let found = checked.iter().flat_map(|checked| {
            checked.diagnostics.iter().map(|found| (found.code, &checked.text[found.span.clone()]))
        });
        let expected: Vec<_> = expected.iter().map(|words| (Code::DatedLinksUnread, *words)).collect();
        assert_eq!(found.collect::<Vec<_>>(), expected, "{path} {text}");
        assert_eq!(workspace.check_one(&NoteId::new(path)).expect("a sound index"), checked, "{text}");
    }
}

#[test]
fn who_has_contact_recorded_elsewhere_is_not_said_to_have_none() {
    let ada = "# Ada\n\nmet 2014-07-23\n\ncalled 2014-07-24\n\nlunch 2014-07-25\n";
    for (other, expected) in [
        ("- call with [[Ada]]\n", false),
        ("- thinking of [[Ada]]\n", true),
        ("- [ ] write to [[Ada]] by 2014-08-01\n", true),
        ("- call with [[Bo]]\n", true),
    ] {
        let files = [("ada.md", ada), ("bo.md", "# Bo\n"), ("2014-07-23.md", other)];
        let dir = vault(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
        let workspace = open(dir.path());
        let ada = NoteId::new("ada.md");
        let is_warned = |checked: Option<&Checked>| {
            checked.is_some_and(|checked| checked.diagnostics.iter().any(|found| found.code == Code::NeverButDates))
        };
        assert_eq!(is_warned(all(&workspace).iter().find(|checked| checked.id == ada)), expected, "{other}");
        assert_eq!(is_warned(workspace.check_one(&ada).expect("a sound index").as_ref()), expected, "{other}");
        let problems = workspace.problems(None).expect("a sound index");
        assert_eq!(is_warned(problems.iter().find(|checked| checked.id == ada)), expected, "{other}");
    }
}

#[test]
fn contact_with_one_of_several_people_is_reported_once_and_counts_for_none() {
    let text = "---\ntype: event\ndate: 2014-07-23\npeople: ['[[Bob]]', Bob]\n---\n";
    let files = [
        ("a.md", "# Bob\n"),
        ("b.md", "---\naliases: [Bob]\nname: Robert\n---\n"),
        ("c/bob.md", "# Bo\n"),
        ("d/bob.md", "# Bo Ray\n"),
        ("e.md", text),
        ("2014-07-24.md", "- call with [[bob]]\n- thinking of [[bob]]\n"),
    ];
    let dir = vault(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let found =
        |id: &str| pointed(dir.path(), id, Code::AmbiguousLink).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(found("e.md"), ["[[Bob]]", "Bob"]);
    assert_eq!(found("2014-07-24.md"), ["[[bob]]"]);
    let workspace = open(dir.path());
    assert_eq!(
        one_by_one(&workspace, &all(&workspace).iter().map(|note| note.id.clone()).collect::<Vec<_>>()),
        all(&workspace)
    );
}

#[test]
fn names_of_nothing_but_signs_are_not_one_name() {
    let files = [
        ("a.md", "---\nname: \"!!!\"\nemail: \"@\"\ngroups: [\"!!!\"]\n---\n"),
        ("b.md", "---\nname: \"???\"\nemail: \"@\"\ngroups: [\"???\"]\nintroduced_by: \"[[&&&]]\"\n---\n"),
    ];
    let dir = vault(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let workspace = open(dir.path());
    let found: Vec<Code> = all(&workspace).iter().flat_map(|note| &note.diagnostics).map(|found| found.code).collect();
    assert_eq!(found, [Code::UnresolvedLink]);
    assert_eq!(one_by_one(&workspace, &files.map(|(path, _)| NoteId::new(path))), all(&workspace));
}

/// Where a note may lie: so that stems, paths and links meet.
const PATHS: [&str; 10] = [
    "ada-lovelace.md",
    "Bob.md",
    "bob.MD",
    "people/bob.md",
    "People/Bob.md",
    "Ada Lovelace.md",
    "émile.md",
    "e\u{301}mile.md",
    "x/fosdem.md",
    "fosdem.markdown",
];

/// Words in which the notes of a vault meet: links, spellings, addresses.
const MEETING: [&str; 18] = [
    "groups: [Fosdem, Rust Montreal, rust-montréal]",
    "groups: [\"[[x/fosdem]]\", FOSDEM]",
    "met_at: Rust Montreal",
    "met_at: cafe ole",
    "city: fosdem",
    "emails: [Ada@Example.org, x+y@example.org]",
    "email: ADA@example.org",
    "email: X+Y@example.org",
    "introduced_by: \"[[Ada Lovelace]]\"",
    "introduced_by: \"[[bob]]\"",
    "introduced_by: \"[b](people/bob.md)\"",
    "introduced_by: \"[[People/Bob]], [[émile]]\"",
    "introduced_by: \"[[ada-lovelace]]\"",
    "introduced_by: \"[[Nobody]]\"",
    "type: event\ndate: 2014-07-23\nattendees: [\"[[bob]]\", \"[[Nobody]]\", \"[[fosdem]]\"]",
    "type: event\ndate: 2014-07-23\nattendees: ada@example.org, Émile, x+y@example.org",
    "aliases: [Bob]",
    "aliases: [Ada Lovelace]",
];

/// A note with one line more at the top of its front matter, at one of the paths.
fn file() -> impl Strategy<Value = (String, String)> {
    let text = prop_oneof![3 => note(), 1 => other()];
    (one(&PATHS), text, one(&MEETING)).prop_map(|(path, text, line)| {
        let key = format!("\n{}", line.split(':').next().unwrap_or_default());
        let kept = if text.contains(&key) { text } else { text.replacen("---\n", &format!("---\n{line}\n"), 1) };
        (path, kept)
    })
}

fn one_by_one(workspace: &Workspace, ids: &[NoteId]) -> Vec<Checked> {
    ids.iter().filter_map(|id| workspace.check_one(id).expect("a sound index")).collect()
}

#[test]
fn one_note_alone_is_checked_as_among_all() {
    let config = Config { cases: 96, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let seen = std::cell::RefCell::new((0, BTreeSet::new()));
    let outcome = TestRunner::new(config).run(&vec(file(), 2..9), |files| {
        let dir = vault(&files);
        let workspace = open(dir.path());
        let ids: BTreeSet<NoteId> = files.iter().map(|(path, _)| NoteId::new(path.as_str())).collect();
        let ids: Vec<NoteId> = ids.into_iter().collect();
        let expected = all(&workspace);
        prop_assert_eq!(one_by_one(&workspace, &ids), expected.clone());
        let mut seen = seen.borrow_mut();
        let found = expected.iter().flat_map(|checked| &checked.diagnostics);
        found.for_each(|found| {
            seen.0 += 1;
            seen.1.insert(found.code);
        });
        Ok(())
    });
    outcome.expect("both say the same");
    let (count, codes) = seen.into_inner();
    let of_the_vault = [
        Code::UnresolvedLink,
        Code::AmbiguousLink,
        Code::UnreadAttendee,
        Code::DuplicateName,
        Code::DuplicateEmail,
        Code::GroupSpelling,
        Code::TwinPath,
    ];
    assert!(count > 150 && of_the_vault.iter().all(|code| codes.contains(code)), "{count} of {codes:?}");
}

#[test]
fn a_note_that_is_not_there_has_nothing_wrong() {
    let dir = vault(&[("a.md".to_owned(), "---\nname: [\n".to_owned())]);
    let workspace = open(dir.path());
    assert_eq!(workspace.check_one(&NoteId::new("b.md")).expect("a sound index"), None);
    assert!(workspace.check_one(&NoteId::new("a.md")).expect("a sound index").is_some());
}
