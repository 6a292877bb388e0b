//! What notes are about: one table for each rule.

use crate::model::{NoteId, NoteType, PeoplePlace, Placement, Settings};
use crate::note::read;

/// A type and the rule that decided it, for a note that lies where `people` says.
fn decided(path: &str, text: &str, glob: Option<NoteType>, people: PeoplePlace) -> String {
    let placement = Placement { glob, people, has_original: false };
    let types = vec![(NoteType::Group, vec!["chapter".to_owned()])];
    let settings = Settings { types, ..Settings::default() };
    let note = read(&NoteId::new(path), text.as_bytes(), text.len() as u64, &settings, placement).note;
    format!("{} {}", note.note_type.as_str(), note.type_rule.as_str())
}

#[track_caller]
fn all(people: PeoplePlace, rows: &[(&str, &str, &str)]) {
    for (path, text, expected) in rows {
        assert_eq!(decided(path, text, None, people), *expected, "{path} {text}");
    }
}

#[test]
fn a_type_key_with_a_known_word_decides_before_all_else() {
    all(
        PeoplePlace::Unmatched,
        &[
            ("2026-11-10.md", "---\ntype: Person\n---\n", "person type"),
            ("a.md", "---\ncontentType: Meeting\n---\n", "event type"),
            ("a.md", "---\nfile_class: [friend, user-groups]\n---\n", "group type"),
            ("a.md", "---\nclass: chapters\nemail: a@x.org\n---\n", "group type"),
            ("a.md", "---\ncategories: [\"[[People]]\"]\n---\n", "person type"),
            ("a.md", "---\ncategory: \"[[Meetings]]\"\n---\n", "event type"),
            ("a.md", "---\nkind: call\n---\n", "event type"),
            ("a.md", "---\ntype: meetup\n---\n", "group type"),
            ("a.md", "---\ntype: meetup\ndate: 2026-11\n---\n", "group type"),
            ("a.md", "---\ntype: meetup\ndate: 2026-11-10\n---\n", "event type"),
            ("2026-11-10 Rust.md", "---\ntype: meetup\n---\n", "event type"),
            ("a.md", "---\ntype: diary\n---\n", "journal type"),
            ("a.md", "---\ntype: employer\n---\n", "company type"),
            ("a.md", "type:: [[Meeting]]\n\n# A\n", "event type"),
            ("a.md", "- type:: group\n", "group type"),
            ("a.md", "tags:: x, meeting\n", "event tag"),
            ("a.md", "- Type: call\n- see [type:: call]\n", "other people_glob"),
        ],
    );
}

#[test]
fn a_file_called_as_a_day_or_a_week_is_a_journal() {
    all(
        PeoplePlace::Matched,
        &[
            ("People/Ada Lund/2026-11-10.md", "---\ntags: person\nemail: a@x.org\n---\n", "journal day_name"),
            ("2026-11-10 Thu.md", "---\ntype: fine\n---\n", "journal day_name"),
            ("2026_11_10.md", "", "journal day_name"),
            ("20261110.md", "", "journal day_name"),
            ("2026-W46.md", "", "journal day_name"),
            ("2026-11.md", "", "person people_glob"),
        ],
    );
}

#[test]
fn tags_decide_in_front_matter_or_alone_on_a_line() {
    all(
        PeoplePlace::NoFolder,
        &[
            ("a.md", "---\ntags: [x, meeting]\n---\n", "event tag"),
            ("a.md", "---\ntags: '#x #type/company'\n---\n", "company tag"),
            ("a.md", "#meeting\ndate:: 2026-11-10\n", "event tag"),
            ("a.md", "# A\n\n#x #note/group\n", "group tag"),
            ("a.md", "---\ntags: [call, x/meeting]\n---\n", "person people_folder"),
            ("a.md", "a #meeting\n- #meeting\n", "person people_folder"),
            ("a.md", "### 2026-11-10\n#meeting\n", "person people_folder"),
            ("a.md", "---\ntags: person\n---\n#meeting\n", "person tag"),
            ("a.md", "---\ntags: [community]\nemail: a@x.org\n---\n", "group tag"),
            ("a.md", "---\ntags: [community]\ncadence: weekly\n---\n", "person field"),
            ("a.md", "---\ntags: [meeting]\ncadence: weekly\n---\n", "event tag"),
        ],
    );
}

#[test]
fn a_field_that_only_people_have_makes_a_person() {
    all(
        PeoplePlace::OutsideFolder,
        &[
            ("a.md", "---\ntype: friend\nphone: 1\n---\n", "person field"),
            ("a.md", "---\ndate: 2026-11-10\nattendees: [x]\ncadence: weekly\n---\n", "person field"),
            ("2026-11-10 x.md", "---\nintroduced_by: x\n---\n", "person field"),
            ("a.md", "**Email:** a@x.org\n", "person field"),
            ("2026-11-10 x.md", "**Email:** a@x.org\n", "journal dated_name"),
            ("a.md", "---\ndate: 2026-11-10\nwith: x\n---\n**Email:** a@x.org\n", "event day_and_people"),
        ],
    );
    for key in ["github", "url", "website", "blog", "x", "signal", "category", "tier", "every", "frequency", "interval"]
    {
        let text = format!("---\n{key}: weekly\n---\n");
        all(PeoplePlace::OutsideFolder, &[("a.md", &text, "other people_folder")]);
    }
    for key in ["event", "via", "reminder", "status", "place"] {
        let text = format!("---\n{key}: 2026-11-10\n---\n");
        all(PeoplePlace::OutsideFolder, &[("a.md", &text, "other people_folder")]);
    }
}

#[test]
fn a_day_and_people_make_an_event_and_a_dated_name_a_journal() {
    all(
        PeoplePlace::NoFolder,
        &[
            ("a.md", "---\ntype: board\nmeeting_date: 2026-11-10\nspeakers: x\n---\n", "event day_and_people"),
            ("2026-11-12 - 2.md", "---\npeople: [me]\n---\n", "event day_and_people"),
            ("Sync 2026-11-12.md", "# Sync\n\n## Attendees\n\n- x\n", "event day_and_people"),
            ("a.md", "date:: 2026-11-10\n\nPresent: x\n", "event day_and_people"),
            ("a.md", "---\ncreated: 2026-11-10\npeople: [x]\n---\n", "person people_folder"),
            ("a.md", "---\ndate: 2026\npeople: [x]\n---\n", "person people_folder"),
            ("2026-11-10 Platform sync.md", "---\ntype: fine\n---\n", "journal dated_name"),
            ("Platform sync 2026-11-10.md", "", "journal dated_name"),
        ],
    );
}

#[test]
fn the_place_of_a_note_decides_the_rest() {
    all(PeoplePlace::Matched, &[("a.md", "---\ntype: fine\n---\n", "person people_glob")]);
    all(PeoplePlace::Unmatched, &[("a.md", "", "other people_glob")]);
    all(PeoplePlace::InFolder, &[("People/a.md", "---\ntype: fine\n---\n", "person people_folder")]);
    all(PeoplePlace::OutsideFolder, &[("a.md", "", "other people_folder")]);
    all(
        PeoplePlace::NoFolder,
        &[
            ("a.md", "---\ntype: fine\n---\n", "other people_folder"),
            ("a.md", "---\ntype:\n---\n", "person people_folder"),
            ("index.md", "", "other people_folder"),
            ("ada/index.md", "", "person people_folder"),
        ],
    );
    let glob = |text: &str| decided("a.md", text, Some(NoteType::Company), PeoplePlace::Matched);
    assert_eq!(glob("---\nemail: a@x.org\n---\n"), "company glob");
    assert_eq!(glob("---\ntags: group\n---\n"), "group tag");
}

#[test]
fn in_a_folder_of_people_its_own_note_and_what_lies_beside_a_person_are_none() {
    all(
        PeoplePlace::InFolder,
        &[
            ("People/index.md", "", "other people_folder"),
            ("03 People/03 People.md", "# All\n", "other people_folder"),
            ("People/People.md", "---\nemail: a@x.org\n---\n", "person field"),
            ("People/ada-lund/index.md", "", "person people_folder"),
            ("People/Ada Lund/Ada Lund.md", "", "person people_folder"),
            ("People/Ada Lund/ideas.md", "---\ntags: x\n---\n- 2026-11-10 a lathe\n", "other people_folder"),
            ("People/Ada Lund/Bo.md", "---\ncompany: Acme\n---\n", "person people_folder"),
            ("People/Ada Lund/gift ideas.md", "", "other people_folder"),
            ("People/Acme Corp/Bo Falk.md", "- 2026-11-10 call\n", "person people_folder"),
            ("People/Old friends/Bo.md", "", "person people_folder"),
            ("People/Work/Bo.md", "", "person people_folder"),
            // Folders of a city or of a company are for several people.
            ("People/San Francisco/ada.md", "", "person people_folder"),
            ("People/new-york/ada.md", "", "person people_folder"),
            ("People/Hong Kong/Ada.md", "", "person people_folder"),
            ("People/Quill Systems/bo.md", "# Bo\n", "person people_folder"),
            ("People/Acme Labs/Sub team/bo.md", "", "person people_folder"),
        ],
    );
}

#[test]
fn the_own_note_of_a_folder_is_called_as_the_folder() {
    for (path, text, expected) in [
        ("people/ada-lund/index.md", "", "ada lund"),
        ("people/ada-lund/_index.md", "---\ntitle: Ada Lund\n---\n", "Ada Lund"),
        ("people/ada-lund/README.md", "# Ada\n", "Ada"),
        ("people/Ada Lund/Ada Lund.md", "", "Ada Lund"),
        ("index.md", "", "index"),
    ] {
        let reading =
            read(&NoteId::new(path), text.as_bytes(), text.len() as u64, &Settings::default(), Placement::ANYWHERE);
        assert_eq!(reading.note.person.name, expected, "{path}");
    }
}
