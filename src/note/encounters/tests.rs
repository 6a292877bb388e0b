//! What whole notes tell of others.

use crate::model::{Mention, NoteId, PeoplePlace, Placement, Settings};
use crate::note::{Reading, read};

/// Reads a note that lies where no people are.
fn reading(path: &str, text: &str, settings: &Settings) -> Reading {
    read(&NoteId::new(path), text.as_bytes(), text.len() as u64, settings, Placement::ELSEWHERE)
}

fn shown(people: &[Mention]) -> String {
    people.iter().map(|mention| mention.target.as_str()).collect::<Vec<_>>().join(", ")
}

/// The encounters of a note: line, day, kind, place, people.
fn told_by(settings: &Settings, path: &str, text: &str) -> Vec<String> {
    let reading = reading(path, text, settings);
    let encounters = reading.note.encounters.iter();
    let told = encounters.map(|found| {
        let place = found.place.as_ref().map(|place| format!(" @{place}")).unwrap_or_default();
        let group = if found.of_group { " (group)" } else { "" };
        format!("{} {} {}{place}{group}: {}", found.line, found.date, found.kind, shown(&found.people))
    });
    told.collect()
}

fn told(path: &str, text: &str) -> Vec<String> {
    told_by(&Settings::default(), path, text)
}

fn event(body: &str) -> String {
    let told = told("e.md", &format!("---\ntype: event\ndate: 2026-11-10\n{body}"));
    told.iter().map(|line| line.strip_prefix("3 2026-11-10 event: ").unwrap_or(line)).collect::<Vec<_>>().join("; ")
}

fn daily(body: &str) -> Vec<String> {
    told("daily/2026-11-10.md", body)
}

/// Who is in contact in a line of a daily note.
fn people(line: &str) -> String {
    let told = daily(&format!("{line}\n"));
    told.iter().map(|line| line.split_once(": ").map_or("", |(_, people)| people)).collect::<Vec<_>>().join("; ")
}

#[test]
fn who_was_there_is_in_lists_of_any_form() {
    for (rest, expected) in [
        ("attendees: [\"[[Ada Lund]]\", Bo Falk]\n---\n[[Cleo]]\n", "Ada Lund, Bo Falk"),
        ("participants: \"[[Ada]], Bo Falk and Cleo <c@x.org>\"\n---\n", "Ada, Bo Falk, Cleo <c@x.org>"),
        ("guests:\n  - name: Ada\n    email: a@x.org\n---\n", "Ada <a@x.org>"),
        ("host: '[[Ada]]'\n---\nPresent: [[Bo]]\n", "Ada, Bo"),
        ("---\n**Participants:**\n- [[Ada]]\n- Bo Falk - CTO\n\nWe spoke of [[Cleo]].\n", "Ada, Bo Falk"),
        ("---\n## Attendees\n\n- [[Ada]]\n- [Bo](mailto:bo@x.org)\n\n## Notes\n\n[[Cleo]]\n", "Ada, Bo <bo@x.org>"),
        ("---\n- Teilnehmer:\n  - [[Ada]]\n  - [[Bo]]\n- [[Cleo]] to write\n", "Ada, Bo"),
        ("---\nPrésents : [[Ada]] et [[Bo]]\n", "Ada, Bo"),
        ("---\n| Attendees | [[Ada]], [[Bo]] |\n|---|---|\n| Notes | [[Cleo]] |\n", "Ada, Bo"),
        (
            "---\n## Attendees\n| Name | Role |\n|---|---|\n| [[Ada]] | CTO |\n| [[Bo]] | absent |\n",
            "Name, Role, Ada, CTO",
        ),
        ("---\nsync [attendees:: [[Ada]], [[Bo]]] on [[Cleo]]\n", "Ada, Bo"),
        ("---\nPresent: [[Ada]],\n[[Bo]]\n", "Ada, Bo"),
        ("---\n[[Ada]] showed [[Bo]]'s plans\n", "Ada, Bo"),
    ] {
        assert_eq!(event(rest), expected, "{rest}");
    }
}

#[test]
fn who_was_not_there_is_not_counted() {
    for (rest, expected) in [
        ("attendees: [Ada, Bo]\ndeclined: ['[[Bo]]']\n---\n", "Ada"),
        ("attendees: [Ada, 'Bo Falk (absent)']\n---\n", "Ada"),
        ("project_owner: '[[Bo]]'\nabout: '[[Cy]]'\nrelated: ['[[Di]]']\n---\n[[Ada]]\n", "Ada"),
        ("---\n[[Ada]]\n\n## Regrets\n- [[Bo]]\n\n## Notes\n[[Cy]]\n", "Ada, Cy"),
        ("---\n[[Ada]]\n\nExcusés : [[Bo]]\n", "Ada"),
        ("---\n- [[Ada]]\n- [[Bo]] (no-show)\n- [[Cy]] - sent apologies\n", "Ada"),
        ("---\n[[Ada]]\n- [ ] ask [[Bo]]\n- [-] ask [[Cy]]\n- TODO ask [[Di]]\n", "Ada"),
        (
            "---\n[[Ada]] ~~[[Bo]]~~ `[[Cy]]` ![[Di]] <!-- [[Ed]] -->\n\n> [[Flo]]\n\n```\n[[Gus]]\n```\n%% [[Hal]] %%\n",
            "Ada",
        ),
        (
            "---\n**Attendees:**\n- [[Ada]]\n\n**Absent:**\n- [[Bo]]\n\n## Actions\n\n- [ ] ask [[Di]]\n- ~~[[Ed]]~~ could not\n",
            "Ada",
        ),
    ] {
        assert_eq!(event(rest), expected, "{rest}");
    }
}

#[test]
fn an_event_has_its_day_place_and_kind() {
    for (path, text, expected) in [
        ("a.md", "---\ntype: meeting\ndate: 2026-11-10\n---\n[[A]]\n", "3 2026-11-10 meeting: A"),
        ("2026-11-11 Sync.md", "---\ntype: event\n---\n[[A]]\n", "1 2026-11-11 event: A"),
        ("Sync 2026-11-11.md", "---\ntype: event\n---\n[[A]]\n", "1 2026-11-11 event: A"),
        ("a.md", "---\ntype: event\n---\n# Sync of 2026-11-12\n[[A]]\n", "4 2026-11-12 event: A"),
        ("a.md", "---\ntype: event\ncreated: 2026-11-13\n---\n[[A]]\n", "3 2026-11-13 event: A"),
        (
            "a.md",
            "---\ntype: event\ndate: 2026-11-10\ngroup: '[[G]]'\nplace: X\n---\n[[A]]\n",
            "3 2026-11-10 event @G (group): A",
        ),
        ("a.md", "---\ntype: event\ndate: 2026-11-10\nplace: X\n---\n[[A]]\n", "3 2026-11-10 event @X: A"),
        ("People/Ada Lund/2026-11-10 x.md", "---\ntype: event\n---\n[[A]]\n", "1 2026-11-10 event: A, Ada Lund"),
        ("a.md", "---\ntype: event\n---\n[[A]]\n", ""),
    ] {
        assert_eq!(told(path, text).join("; "), expected, "{path} {text}");
    }
}

#[test]
fn what_is_doubtful_of_an_events_day_is_told() {
    for (path, text, expected) in [
        ("a.md", "---\ntype: event\n---\n[[A]]\n", &["event-without-day"][..]),
        ("a.md", "---\ntype: event\n---\nalone\n", &[]),
        ("a.md", "---\ntype: event\n---\n## 2026-11-10\n[[A]]\n", &[]),
        ("a.md", "---\ntype: event\ncreated: 2026-11-13\n---\n[[A]]\n", &["event-day-guessed"]),
        ("2026-11-01 a.md", "---\ntype: event\ndate: 2026-11-13\n---\n[[A]]\n", &["event-days-differ"]),
        ("2026-11-07 a.md", "---\ntype: event\ndate: 2026-11-13\n---\n[[A]]\n", &[]),
    ] {
        let found = reading(path, text, &Settings::default()).diagnostics;
        assert_eq!(found.iter().map(|found| found.code.as_str()).collect::<Vec<_>>(), expected, "{path} {text}");
    }
}

#[test]
fn dated_entries_are_of_their_own_day() {
    for (path, text, expected) in [
        (
            "Steering.md",
            "---\ntype: meeting\ndate: 2026-01-12\n---\n# Steering\n\n## 2026-11-09\n\nPresent: [[Cy]]\n\n## 2026-10-13\n\nPresent: [[Di]]\n",
            &["7 2026-11-09 meeting: Cy", "11 2026-10-13 meeting: Di"][..],
        ),
        (
            "Rust.md",
            "---\ntype: group\n---\n# Rust Oslo\n\n[[Zed]]\n\n## 2026-11-05\n\n- [[Ed]]\n",
            &["8 2026-11-05 event @Rust Oslo (group): Ed"],
        ),
        (
            "2026-W46.md",
            "## 2026-11-10 Tuesday\n\n- coffee with [[Ada]]\n\n## 2026-11-12 Thursday\n\n- call with [[Bo]]\n",
            &["3 2026-11-10 coffee: Ada", "7 2026-11-12 call: Bo"],
        ),
        (
            "Project.md",
            "# Project of [[Zed]]\n\n- 2026-11-10 call with [[Ada]] about [[Bo]]\n  - [[Cy]] joined\n- 2026-11 [[Di]]\n\n| 2026-11-12 | lunch | [[Ed]] |\n",
            &["3 2026-11-10 call: Ada", "4 2026-11-10 call: Cy", "7 2026-11-12 lunch: Ed"],
        ),
        (
            "Project.md",
            "- 2026-11-10 sync\n  - Attendees: [[Ada]]\n  - [[Bo]]'s plan, [[Cy]]\n",
            &["2 2026-11-10 note: Ada"],
        ),
    ] {
        assert_eq!(told(path, text), expected, "{path}");
    }
}

#[test]
fn in_contact_is_whom_a_block_links_and_not_only_speaks_of() {
    for (line, expected) in [
        ("[[Ada]] and [[Bo]] came by", "Ada, Bo"),
        ("[[Ada]]'s birthday", ""),
        ("birthday of [[Ada]]; called [[Bo]]", "Ada, Bo"),
        ("[[Ada]]s Geburtstag", ""),
        ("emailed [[Ada]], cc [[Bo]], [[Cy]]", "Ada"),
        ("called [[Ada]] about [[Bo]]", "Ada"),
        ("called [[Ada]] about [[Bo]] and [[Cy]], then saw [[Di]]", "Ada, Di"),
        ("Re: [[Bo]]", ""),
        ("thinking of [[Bo]]", ""),
        ("thinking of lunch with [[Bo]]", ""),
        ("regarding lathes, [[Ada]] agreed", "Ada"),
        ("appelé [[Ada]] à propos de [[Bo]]", "Ada"),
        ("Anruf bei [[Ada]] wegen [[Bo]]", "Ada"),
        ("lunch with [[Ada]] and [[Bo]]", "Ada, Bo"),
        ("lunch with [[Ada]], [[Bo]] & [[Cy]] on [[Project X]]", "Ada, Bo, Cy"),
        ("[[Ada]] had lunch with [[Bo]] to plan [[Cy]]", "Ada, Bo"),
        ("lunch with my old friend [[Ada]] (of [[Acme]]) and Bo, [[Cy]]", "Ada, Cy"),
        ("talked about the roadmap with [[Ada]]", "Ada"),
        ("talked about lunch with [[Ada]]", ""),
        ("lunch with [[Ada]]'s sister [[Bo]]", "Bo"),
        ("lunch with Sam, not [[Bo]]'s", ""),
        ("déjeuner avec [[Ada]] et [[Bo]]", "Ada, Bo"),
        ("Essen mit [[Ada]] und [[Bo]]", "Ada, Bo"),
        ("09:30 [[Ada]] spoke with [[Bo]]", "Ada, Bo"),
        ("14:00 - [[Ada]] spoke with [[Bo]]", "Ada, Bo"),
        ("[[Ada]] (absent), [[Bo]]", "Bo"),
        ("lunch with Dr. [[Ada]]. [[Bo]] is well", "Ada; Bo"),
        ("- [ ] call [[Ada]]", ""),
        ("- [x] call [[Ada]]", "Ada"),
        ("- TODO call [[Ada]]", ""),
        ("~~[[Ada]]~~ [[2026-11-09]] `[[Bo]]` ![[Cy]]", ""),
        ("> [[Ada]]", ""),
        ("lunch with\n[[Ada]]", "Ada"),
        ("call with [[Ada]]\nLunch with [[Bo]]", "Ada; Bo"),
    ] {
        assert_eq!(people(line), expected, "{line}");
    }
}

#[test]
fn a_block_has_a_kind_and_a_place() {
    for (line, expected) in [
        ("- had coffee with [[Ada]] @ Joe's", "1 2026-11-10 coffee @Joe's: Ada"),
        ("- met [[Ada]]", "1 2026-11-10 meeting: Ada"),
        ("- lunch @ the Pond with [[Ada]]", "1 2026-11-10 lunch @the Pond: Ada"),
        ("- [[Ada]] @ [[Rust Oslo]]", "1 2026-11-10 note @Rust Oslo: Ada, Rust Oslo"),
        ("- [[Ada]] wrote", "1 2026-11-10 note: Ada"),
        ("- 10:00 call\n  - [[Ada]]\n  - [[Ada]] again", "2 2026-11-10 call: Ada"),
        ("# 2026-11-10\n\n## Lunch with [[Ada]]\n\nGood.", "3 2026-11-10 lunch: Ada"),
        ("| 09:30 | call | [[Ada]] |", "1 2026-11-10 call: Ada"),
    ] {
        assert_eq!(daily(line).join("; "), expected, "{line}");
    }
}

#[test]
fn a_list_of_attendees_speaks_for_its_section_alone() {
    let text = "# 2026-11-10\n\n- call with [[Zed]]\n\n## Sprint meeting\n\nAttendees: [[Ada]], [[Bo]]\nAbsent: [[Bo]]\n\n- [[Cy]] owns the docs\n\n### Notes\n\n[[Di]]\n\n## Later\n\n- [[Ed]]\n";
    assert_eq!(daily(text), ["3 2026-11-10 call: Zed", "7 2026-11-10 meeting: Ada", "18 2026-11-10 note: Ed"]);
    let text = "- Sync\n  - Attendees: [[Ada]]\n  - [[Bo]] to write\n- lunch with [[Cy]]\n";
    assert_eq!(daily(text), ["2 2026-11-10 note: Ada", "4 2026-11-10 lunch: Cy"]);
    let text = "# Platform sync\n\nAttendees: [[Ada]]\n\n## Notes\n\n- [[Bo]]\n";
    // A day and a list of people make an event of it.
    assert_eq!(told("2026-11-10 Platform sync.md", text), ["1 2026-11-10 event: Ada"]);
}

#[test]
fn a_file_in_a_persons_folder_tells_of_them() {
    let front = "---\npeople: [me, ada-lund]\n---\n";
    assert_eq!(told("People/ada-lund/2026-11-10.md", front), ["1 2026-11-10 note: ada-lund, me"]);
    let told = told("x/03 People/Ada Lund/2026-11-10 call.md", "with [[Bo]]\n");
    assert_eq!(told, ["1 2026-11-10 call: Ada Lund", "1 2026-11-10 call: Bo"]);
}

#[test]
fn a_persons_folder_need_not_lie_in_one_that_is_called_people_where_people_are_elsewhere() {
    let told = |path: &str, people: PeoplePlace| {
        let placement = Placement { glob: None, people, has_original: false };
        let note = read(&NoteId::new(path), b"", 0, &Settings::default(), placement).note;
        note.encounters.iter().map(|one| shown(&one.people)).collect::<Vec<_>>()
    };
    let path = "book/Ada Lund/2026-11-10 call.md";
    assert_eq!(told(path, PeoplePlace::Matched), ["Ada Lund"]);
    assert_eq!(told(path, PeoplePlace::NoFolder), ["Ada Lund"]);
    assert_eq!(told(path, PeoplePlace::Unmatched), Vec::<String>::new());
    assert_eq!(told(path, PeoplePlace::OutsideFolder), Vec::<String>::new());
    assert_eq!(told("book/Meeting notes/2026-11-10 call.md", PeoplePlace::NoFolder), Vec::<String>::new());
    assert_eq!(told("journal/2026-11-10.md", PeoplePlace::NoFolder), Vec::<String>::new());
}

#[test]
fn links_of_journals_may_be_set_to_be_mentions() {
    let settings = Settings { journal_links_are_mentions: true, ..Settings::default() };
    let text = "- [[Ada]] came\n- lunch with [[Bo]]\n\n## Sync\n\nPresent: [[Cy]]\n";
    assert_eq!(told_by(&settings, "2026-11-10.md", text), ["2 2026-11-10 lunch: Bo", "6 2026-11-10 note: Cy"]);
}

#[test]
fn a_persons_log_tells_of_those_whom_the_person_was_with() {
    let text = "---\ntype: person\n---\n[[Zed]]\n- 2026-11-10 lunch @ the Pond with [[Bo]] and [[Cy]]. [[Di]] called\n- 2026-11-11 call with Flo about [[Ed]]\n";
    assert_eq!(told("ada.md", text), ["5 2026-11-10 lunch @the Pond: Bo, Cy"]);
}

#[test]
fn tasks_of_other_notes_are_promises_to_those_they_link() {
    let text =
        "- [ ] send [[Ada]] and [[Bo]] the deck 📅 2026-11-20\n- [ ] ask [[Cy]]\n- [x] ask [[Di]] 📅 2026-11-20\n";
    let promises = |text: &str| {
        let note = reading("Project.md", text, &Settings::default()).note;
        let shown = |owed: &crate::model::PromiseTo| {
            format!("{} {} {}: {}", owed.promise.line, owed.promise.due, owed.promise.text, shown(&owed.people))
        };
        note.promises_to.iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(promises(text), ["1 2026-11-20 send Ada and Bo the deck: Ada, Bo"]);
    assert_eq!(promises(&format!("---\ntype: person\n---\n{text}")), Vec::<String>::new());
}
