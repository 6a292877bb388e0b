//! The error gallery: every diagnostic once, as `check` prints it, on one golden page.

use ties::note::Code;

use crate::sandbox::Sandbox;

/// A code, and a vault of a few files that shows it and nothing else.
type Exhibit = (Code, Vec<(&'static str, Vec<u8>)>);

fn one(code: Code, text: impl AsRef<[u8]>) -> Exhibit {
    (code, vec![("note.md", text.as_ref().to_vec())])
}

fn two(code: Code, a: &str, b: &str) -> Exhibit {
    (code, vec![("a.md", a.as_bytes().to_vec()), ("b.md", b.as_bytes().to_vec())])
}

fn in_one_note() -> Vec<Exhibit> {
    let utf16: Vec<u8> = [0xfeff].into_iter().chain("# Ada\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let binary: Vec<u8> = (0..4096_u32).map(|i| (i * 7 % 31) as u8).collect();
    let large = format!("# Ada\n{}", "word ".repeat(1_100_000));
    let block = format!("---\nname: Ada\n{}---\n", "key: value\n".repeat(25_000).replace("key", "# key"));
    vec![
        one(Code::NotUtf8, b"# Caf\xe9\n"),
        one(Code::Utf16, utf16),
        one(Code::NulBytes, b"# Ada\nbefore\0after\n"),
        one(Code::Binary, binary),
        one(Code::NoteTooLarge, large),
        one(Code::FrontMatterTooLarge, block),
        one(Code::UnclosedFrontMatter, "---\nname: Ada\n\n# Ada\n"),
        one(Code::InvalidYaml, "---\nname: \"Ada\ncity: London\n---\n"),
        one(Code::InvalidToml, "+++\nname = Ada\n+++\n"),
        one(Code::ConflictMarkers, "---\n<<<<<<< ours\nname: Ada\n=======\nname: Ida\n>>>>>>> theirs\n---\n"),
        one(Code::DuplicateKey, "---\nname: Ada\nname: Ida\n---\n"),
        one(Code::ConflictingKeys, "---\nname: Ada\ncity: London\nlocation: Paris\n---\n"),
        one(Code::Placeholder, "---\nname: Ada\nbirthday: \"{{date}}\"\n---\n"),
        one(Code::AmbiguousDate, "---\nname: Ada\nmet: 07/08/2014\n---\n"),
        one(Code::InvalidDate, "---\nname: Ada\nmet_on: 2014-02-30\n---\n"),
        one(Code::UnknownCadence, "---\nname: Ada\ncadence: sometimes\n---\n"),
        one(Code::EventWithoutDay, "---\ntype: event\n---\n# Rust night\n\nwith [[note]]\n"),
        one(Code::EventDayGuessed, "---\ntype: event\ncreated: 2014-07-23\n---\n# Rust night\n"),
        (
            Code::EventDaysDiffer,
            vec![("2014-07-01 Rust night.md", b"---\ntype: event\ndate: 2014-07-23\n---\n# Rust night\n".to_vec())],
        ),
        one(
            Code::UnreadAttendee,
            "---\ntype: event\ndate: 2014-07-23\npeople: [\"[[Nobody]]\", x@example.org, Ida]\n---\n",
        ),
        one(Code::WrongType, "---\nname: Ada\ncity: {of: light}\n---\n"),
        one(Code::FrontMatterBelowBlank, "\n---\nname: Ada\n---\n"),
        one(Code::SecondFrontMatter, "---\ncreated: 2014-07-23\n---\n---\nname: Ada\n---\n"),
        one(Code::LabelUnread, "# Ada\n\n## Notes\n\n- Email: ada@example.org\n"),
        one(Code::NeverButDates, "# Ada\n\nmet 2014-07-23\n\ncalled 2014-07-24\n\nlunch 2014-07-25\n"),
        (Code::ConflictedCopy, vec![("Ada Lund (conflicted copy 2014-07-23).md", b"# Ada Lund\n".to_vec())]),
        one(Code::UnresolvedLink, "---\nname: Ada\nintroduced_by: \"[[Nobody]]\"\n---\n"),
    ]
}

/// So many notes that a guess is worth a remark.
const NAMES: [&str; 21] = [
    "a.md", "b.md", "c.md", "d.md", "e.md", "f.md", "g.md", "h.md", "i.md", "j.md", "k.md", "l.md", "m.md", "n.md",
    "o.md", "p.md", "q.md", "r.md", "s.md", "t.md", "u.md",
];

fn in_several_notes() -> Vec<Exhibit> {
    let link = b"---\nname: Cy\nintroduced_by: \"[[x]]\"\n---\n".to_vec();
    let plain = |name: usize| (NAMES[name], b"Met at the pond.\n".to_vec());
    let project = b"---\ntype: project\ndate: 2014-07-23\n---\nSaw [[ada]] and [[ida]].\n".to_vec();
    vec![
        (Code::DatedLinksUnread, vec![("ada.md", b"# Ada\n".to_vec()), ("plan.md", project)]),
        (Code::PeopleGuessed, (0..NAMES.len()).map(plain).collect()),
        (Code::AmbiguousLink, vec![("p/x.md", b"# Ada\n".to_vec()), ("q/x.md", b"# Ida\n".to_vec()), ("cy.md", link)]),
        two(Code::DuplicateName, "# Ada Lovelace\n", "# Lovelace, Ada\n"),
        two(Code::DuplicateEmail, "---\nemail: a@example.org\n---\n", "---\nemail: A@example.org\n---\n"),
        two(Code::DuplicateHandle, "---\ngithub: ada\n---\n", "---\ngithub: https://github.com/Ada/\n---\n"),
        two(Code::GroupSpelling, "---\ngroups: Rust Montréal\n---\n", "---\ngroups: Rust Montreal\n---\n"),
        (Code::TwinPath, vec![("x.md", b"# Ada\n".to_vec()), ("X.md", b"# Ida\n".to_vec())]),
    ]
}

fn shown((code, files): &Exhibit) -> String {
    let vault = Sandbox::empty();
    files.iter().for_each(|(path, bytes)| vault.write(path, bytes));
    let run = vault.ties("check");
    assert!(run.stdout.contains(&format!("[{}]", code.as_str())), "{}: {}", code.as_str(), run.stdout);
    format!("=== {}\n{}{}", code.as_str(), run.stdout, run.stderr)
}

#[test]
fn every_diagnostic_has_its_place_in_the_gallery() {
    let exhibits: Vec<Exhibit> = in_one_note().into_iter().chain(in_several_notes()).collect();
    // A fault of the program itself has no note that shows it.
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| **code != Code::Unreadable && !exhibits.iter().any(|(shown, _)| shown == *code))
        .map(|code| code.as_str())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    insta::assert_snapshot!(exhibits.iter().map(shown).collect::<Vec<_>>().join("\n"));
}
