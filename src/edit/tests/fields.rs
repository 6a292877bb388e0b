//! Fields: in YAML of every style, in TOML, as labels, and in notes that have none of these.

use super::assert_edit;

#[test]
fn a_scalar_keeps_its_style_and_everything_around_it() {
    for (before, line, after) in [
        ("---\nrole: CTO\n---\n", "role=CEO", "---\nrole: CEO\n---\n"),
        ("---\nrole: 'CTO'  # was\n---\nx\n", "role=it's", "---\nrole: 'it''s'  # was\n---\nx\n"),
        ("---\nrole: \"CTO\"\n---\n", "role=a \"b\"", "---\nrole: \"a \\\"b\\\"\"\n---\n"),
        ("---\nrole:   CTO   \nz: 1\n---\n", "role=a: b", "---\nrole:   \"a: b\"   \nz: 1\n---\n"),
        ("---\nLast Contact: 2014-07-01\n---\n", "last_contact=2014-09-15", "---\nLast Contact: 2014-09-15\n---\n"),
        ("---\nnext_contact: '2014-07-01'\n---\n", "follow_up=2014-09-15", "---\nnext_contact: '2014-09-15'\n---\n"),
        (
            "---\n# who\nname: Ada # the one\n\nrole: x\n---\n",
            "role=z",
            "---\n# who\nname: Ada # the one\n\nrole: z\n---\n",
        ),
        ("---\nrole:\nb: 1\n---\n", "role=x", "---\nrole: x\nb: 1\n---\n"),
        ("---\nrole: # none yet\nb: 1\n---\n", "role=x", "---\nrole: x # none yet\nb: 1\n---\n"),
        ("---\nrole: ~\nb: 1\n---\n", "role=x", "---\nrole: x\nb: 1\n---\n"),
        ("---\nrole: null # y\n---\n", "role=x", "---\nrole: x # y\n---\n"),
        ("---\n\"role\": CTO\n---\n", "role=x", "---\n\"role\": x\n---\n"),
        ("---\nphone: 012\n---\n", "phones=+45123", "---\nphone: \"+45123\"\n---\n"),
        ("---\nrenewal: 2014-12-01\n---\n", "renewal=2015-01-01", "---\nrenewal: 2015-01-01\n---\n"),
        ("---\ntype: person\n---\n", "type=group", "---\ntype: group\n---\n"),
        ("---\ncadence: 3 months\n---\n", "cadence=2w", "---\ncadence: 2w\n---\n"),
        ("---\n  role: x\n  b: 1\n---\n", "role=z", "---\n  role: z\n  b: 1\n---\n"),
        ("---\nrole: x\n...\ntext\n", "role=z", "---\nrole: z\n...\ntext\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn a_new_key_is_the_last_of_the_block() {
    for (before, line, after) in [
        ("---\nname: Ada\n---\n# Ada\n", "role=CTO", "---\nname: Ada\nrole: CTO\n---\n# Ada\n"),
        ("---\nname: Ada\n---\n", "follow_up=2014-09-15", "---\nname: Ada\nfollow_up: 2014-09-15\n---\n"),
        ("---\n  name: Ada\n---\n", "role=x", "---\n  name: Ada\n  role: x\n---\n"),
        ("---\n---\n", "role=x", "---\nrole: x\n---\n"),
        ("---\nname: Ada\n---\n", "met.at=Rust", "---\nname: Ada\nmet:\n  at: Rust\n---\n"),
        ("---\nmet:\n---\n", "met.at=Rust", "---\nmet:\n  at: Rust\n---\n"),
        (
            "---\nmet:\n  at: Rust\nz: 1\n---\n",
            "met.date=2014-07",
            "---\nmet:\n  at: Rust\n  date: 2014-07\nz: 1\n---\n",
        ),
        ("---\nmet: {at: Rust}\n---\n", "met.by=O, B", "---\nmet: {at: Rust, by: \"O, B\"}\n---\n"),
        ("---\nmet_on: 2014-07-23\n---\n", "met.at=Rust", "---\nmet_on: 2014-07-23\nmet_at: Rust\n---\n"),
        ("---\nmet: 2014-07-23\n---\n", "met.at=Rust", "---\nmet: 2014-07-23\nmet_at: Rust\n---\n"),
        ("---\nlinks:\n  github: ada\n---\n", "links.linkedin=x", "---\nlinks:\n  github: ada\n  linkedin: x\n---\n"),
        ("---\nname: Ada\n---\n", "github=ada", "---\nname: Ada\ngithub: ada\n---\n"),
        ("---\nname: Ada\n---\n", "pet name=Bo", "---\nname: Ada\npet name: Bo\n---\n"),
        (
            "---\nname: Ada\nbio: |\n  two\n  lines\n---\n",
            "role=x",
            "---\nname: Ada\nbio: |\n  two\n  lines\nrole: x\n---\n",
        ),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn a_key_goes_with_its_line_and_nothing_else() {
    for (before, line, after) in [
        ("---\na: 1\nfollow_up: 2014-09-01\nb: 2\n---\n", "follow_up=", "---\na: 1\nb: 2\n---\n"),
        ("---\nfollow_up: 2014-09-01 # soon\n---\n", "follow_up=", "---\n---\n"),
        ("---\nfollow_up: 2014-09-01\nb: 1\nnext_contact: 2014-10-01\n---\n", "follow_up=", "---\nb: 1\n---\n"),
        ("---\ntags:\n  - a\n  - b\nb: 1\n---\n", "tags=", "---\nb: 1\n---\n"),
        ("---\nmet: {at: Rust, by: Bob}\n---\n", "met.by=", "---\nmet: {at: Rust}\n---\n"),
        ("---\nmet: {at: Rust, by: Bob}\n---\n", "met.at=", "---\nmet: {by: Bob}\n---\n"),
        ("---\nmet:\n  at: Rust\n  by: Bob\nb: 1\n---\n", "met.at=", "---\nmet:\n  by: Bob\nb: 1\n---\n"),
        ("---\na: 1\n---\n", "follow_up=", "---\na: 1\n---\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn lists_grow_and_shrink_in_their_own_style() {
    for (before, line, after) in [
        ("---\ntags: [a, b] # t\n---\n", "tags+c", "---\ntags: [a, b, c] # t\n---\n"),
        ("---\ntags: [a,b]\n---\n", "tags+c", "---\ntags: [a,b,c]\n---\n"),
        ("---\ntags: [\"a\"]\n---\n", "tags+c", "---\ntags: [\"a\", \"c\"]\n---\n"),
        ("---\ntags: []\n---\n", "tags+c", "---\ntags: [c]\n---\n"),
        ("---\ntags:\n---\n", "tags+c", "---\ntags: [c]\n---\n"),
        ("---\ntags:\n  - a # x\n  - b\nz: 1\n---\n", "tags+c", "---\ntags:\n  - a # x\n  - b\n  - c\nz: 1\n---\n"),
        ("---\ntags:\n- a\n- 'b'\n---\n", "tags+c", "---\ntags:\n- a\n- 'b'\n- 'c'\n---\n"),
        ("---\ntags: a\n---\n", "tags+c", "---\ntags: a, c\n---\n"),
        ("---\ntags: \"#a #b\"\n---\n", "tags+c", "---\ntags: \"#a #b #c\"\n---\n"),
        ("---\ntags: \"#a, #b\"\n---\n", "tags+c", "---\ntags: \"#a, #b, #c\"\n---\n"),
        ("---\nphone: 012\n---\n", "phones+034", "---\nphone: [012, \"034\"]\n---\n"),
        ("---\nemails:\n  - a@x.org\n---\n", "tags+c", "---\nemails:\n  - a@x.org\ntags:\n  - c\n---\n"),
        ("---\nname: Ada\n---\n", "tags+c", "---\nname: Ada\ntags: [c]\n---\n"),
        ("---\ntags: [a, b, c]\n---\n", "tags-b", "---\ntags: [a, c]\n---\n"),
        ("---\ntags: [a, b, c]\n---\n", "tags-a", "---\ntags: [b, c]\n---\n"),
        ("---\ntags: [a]\n---\n", "tags-a", "---\ntags: []\n---\n"),
        ("---\ntags:\n  - a\n  - b\nz: 1\n---\n", "tags-a", "---\ntags:\n  - b\nz: 1\n---\n"),
        ("---\ntags:\n  - a\nz: 1\n---\n", "tags-a", "---\nz: 1\n---\n"),
        ("---\ntags: a, b, c\n---\n", "tags-b", "---\ntags: a, c\n---\n"),
        ("---\ntags: \"#a #b\"\n---\n", "tags-a", "---\ntags: \"#b\"\n---\n"),
        ("---\ntags: a\nz: 1\n---\n", "tags-a", "---\nz: 1\n---\n"),
        ("---\ngroups: [\"[[Rust]]\", Go]\n---\n", "groups-Rust", "---\ngroups: [Go]\n---\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn toml_is_edited_as_toml() {
    for (before, line, after) in [
        ("+++\nrole = \"CTO\" # x\n+++\nt\n", "role=CEO", "+++\nrole = \"CEO\" # x\n+++\nt\n"),
        ("+++\nname = 'Ada'\n+++\n", "follow_up=2014-09-15", "+++\nname = 'Ada'\nfollow_up = 2014-09-15\n+++\n"),
        ("+++\nlast_contact = 2014-07-01\n+++\n", "last_contact=2014-09-15", "+++\nlast_contact = 2014-09-15\n+++\n"),
        (
            "+++\nlast_contact = \"2014-07-01\"\n+++\n",
            "last_contact=2014-09-15",
            "+++\nlast_contact = \"2014-09-15\"\n+++\n",
        ),
        ("+++\ntags = [\"a\"]\nz = 1\n+++\n", "tags+b", "+++\ntags = [\"a\", \"b\"]\nz = 1\n+++\n"),
        ("+++\ntags = [\"a\", \"b\"]\n+++\n", "tags-a", "+++\ntags = [\"b\"]\n+++\n"),
        ("+++\ntags = [\"a\"] # t\n+++\n", "tags+b", "+++\ntags = [\"a\", \"b\"] # t\n+++\n"),
        ("+++\na = 1\nfollow_up = 2014-09-01\nb = 2\n+++\n", "follow_up=", "+++\na = 1\nb = 2\n+++\n"),
        (
            "+++\nname = \"Ada\"\n[met]\nat = \"Rust\"\n+++\n",
            "met.at=Go",
            "+++\nname = \"Ada\"\n[met]\nat = \"Go\"\n+++\n",
        ),
        (
            "+++\nname = \"Ada\"\n[met]\nat = \"Rust\"\n+++\n",
            "role=x",
            "+++\nname = \"Ada\"\nrole = \"x\"\n[met]\nat = \"Rust\"\n+++\n",
        ),
    ] {
        let _ = (before, line, after);
        assert_edit_toml(before, line, after);
    }
}

/// TOML knows no lone carriage return.
#[track_caller]
fn assert_edit_toml(before: &str, line: &str, after: &str) {
    assert_eq!(super::edited(before, line), after, "{line}");
    let dress = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(super::edited(&dress(before), line), dress(after), "{line}");
}

#[test]
fn a_note_that_keeps_its_facts_as_labels_is_edited_there() {
    for (before, line, after) in [
        (
            "# Ada\n\n- **Company:** Acme\n- Phone: 1\n",
            "company=Initech",
            "# Ada\n\n- **Company:** Initech\n- Phone: 1\n",
        ),
        (
            "# Ada\n\n**Last Contact**: 2014-07-01\n\ntext\n",
            "last_contact=2014-09-15",
            "# Ada\n\n**Last Contact**: 2014-09-15\n\ntext\n",
        ),
        (
            "# Ada\n\n- **Company:** Acme\n\ntext\n",
            "follow_up=2014-09-20",
            "# Ada\n\n- **Company:** Acme\n- **Follow up:** 2014-09-20\n\ntext\n",
        ),
        ("company:: Acme\n", "role=CTO", "company:: Acme\nrole:: CTO\n"),
        ("works at [company:: Acme].\n", "company=X", "works at [company:: X].\n"),
        ("| | |\n|---|---|\n| Company | Acme |\n", "company=X", "| | |\n|---|---|\n| Company | X |\n"),
        ("- Company: Acme\n- Follow up: 2014-09-01\n- Phone: 1\n", "follow_up=", "- Company: Acme\n- Phone: 1\n"),
        ("- Tags: a, b\n", "tags+c", "- Tags: a, b, c\n"),
        ("- Tags: a, b\n", "tags-a", "- Tags: b\n"),
        ("- Phone: 1\n\nx\n", "phones+2", "- Phone: 1\n- Phones: 2\n\nx\n"),
        ("---\nname: Ada\n---\n- Company: Acme\n", "company=X", "---\nname: Ada\n---\n- Company: X\n"),
        ("---\nname: Ada\n---\n- Company: Acme\n", "role=X", "---\nname: Ada\nrole: X\n---\n- Company: Acme\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn a_note_without_front_matter_gets_one_when_there_is_something_to_put_into_it() {
    for (before, line, after) in [
        ("# Ada\n\ntext\n", "follow_up=2014-09-15", "---\nfollow_up: 2014-09-15\n---\n\n# Ada\n\ntext\n"),
        ("# Ada\n", "tags+x", "---\ntags: [x]\n---\n\n# Ada\n"),
        ("# Ada\n", "met.at=Rust", "---\nmet:\n  at: Rust\n---\n\n# Ada\n"),
        ("# Ada\n", "follow_up=", "# Ada\n"),
    ] {
        assert_edit(before, line, after);
    }
    assert_eq!(super::edited("", "role=x"), "---\nrole: x\n---\n");
}

#[test]
fn a_promise_is_ticked_and_its_date_stays_unless_it_would_be_a_day_to_come() {
    for (before, line, after) in [
        ("- [ ] send it 📅 2014-07-30\n", "tick send", "- [x] send it 📅 2014-07-30\n"),
        ("- [/] send it ⏳ 2014-07-30\n", "tick send", "- [x] send it ⏳ 2014-07-30\n"),
        (
            "a\n  1. [ ] call [[Bo]] 🔁 every month 📅 2014-07-30  \n",
            "tick call",
            "a\n  1. [ ] call [[Bo]] 🔁 every month 📅 2014-09-30\n  1. [x] call [[Bo]] 🔁 every month 📅 2014-07-30 ✅ 2014-09-15  \n",
        ),
        (
            "- [ ] 2014-08-01 call her repeat:: every week\n",
            "tick call",
            "- [ ] 2014-09-19 call her repeat:: every week\n- [x] 2014-08-01 call her repeat:: every week ✅ 2014-09-15\n",
        ),
        ("- a\n  * [ ] send it (due 2014-09-30)\n", "tick send", "- a\n  * [x] send it (due 2014-09-30)\n"),
        ("- [ ] 2014-08-01 call her\n", "tick call", "- [x] 2014-08-01 call her\n"),
        ("- [ ] **2014-10-01** call her\n", "tick call", "- [x] **2014-09-15** call her\n"),
        ("1. [ ] x @2014-08-01\n2. [ ] y @2014-08-01\n", "tick y", "1. [ ] x @2014-08-01\n2. [x] y @2014-08-01\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn a_name_is_changed_where_the_note_says_it() {
    for (before, line, after) in [
        ("---\nname: Ada Lovelace\n---\n# Ada Lovelace\n", "rename Ada King", "---\nname: Ada King\n---\n# Ada King\n"),
        ("---\nname: Ada Lovelace\n---\n# About her\n", "rename Ada King", "---\nname: Ada King\n---\n# About her\n"),
        ("# Ada Lovelace\n\nx\n", "rename Ada King", "# Ada King\n\nx\n"),
        (
            "---\nfirst_name: Ada\nlast_name: Lovelace\n---\n",
            "rename Ada King",
            "---\nfirst_name: Ada\nlast_name: King\n---\n",
        ),
        ("---\ntitle: Ada Lovelace\n---\n", "rename Ada King", "---\ntitle: Ada King\n---\n"),
        ("---\nrole: x\n---\n", "rename Ada King", "---\nrole: x\nname: Ada King\n---\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn only_the_value_that_counts_goes_where_another_one_waits() {
    for (before, line, after) in [
        ("---\nfollow_up: 2014-09-10\nreminder: 2014-12-24\n---\n", "follow_up!", "---\nreminder: 2014-12-24\n---\n"),
        ("---\nfollow_up:\nreminder: 2014-12-24\n---\n", "follow_up!", "---\nfollow_up:\n---\n"),
        ("text (follow_up:: 2014-09-01) here\n", "follow_up!", "text here\n"),
        ("# Ada\n\n[follow_up:: 2014-09-01]\nx\n", "follow_up!", "# Ada\n\nx\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn a_date_keeps_the_form_in_which_the_note_writes_it() {
    for (before, after) in [
        ("\"[[2014-09-01]]\"", "\"[[2014-09-15]]\""),
        ("\"[[journal/2014-09-01]]\"", "\"[[journal/2014-09-15]]\""),
        ("2014/09/01", "2014/09/15"),
        ("20140901", "20140915"),
        ("1 September 2014", "2014-09-15"),
        ("2014-09-01T18:30", "2014-09-15"),
        ("2014-09", "2014-09-15"),
    ] {
        let note = |date: &str| format!("---\nlast_contact: {date}\n---\n");
        assert_edit(&note(before), "last_contact=2014-09-15", &note(after));
    }
}

#[test]
fn keys_that_disagree_already_are_no_hindrance() {
    assert_edit("---\ncity: X\nlocation: Z\n---\n", "city=W", "---\ncity: W\nlocation: Z\n---\n");
    assert_edit("---\ncity: X\n---\n- City: Q\n", "city=W", "---\ncity: W\n---\n- City: Q\n");
}

#[test]
fn what_stands_below_a_list_is_none_of_it() {
    for (before, line, after) in [
        (
            "---\ntags:\n  - a\n\n# --- contact ---\nemail: x@y.z\n---\n",
            "tags-a",
            "---\n\n# --- contact ---\nemail: x@y.z\n---\n",
        ),
        ("---\nmet:\n  at: X\n\n# c\nz: 1\n---\n", "met.at=", "---\nmet:\n\n# c\nz: 1\n---\n"),
        ("---\nmet:\n  at: X\n\n# c\nz: 1\n---\n", "met.by=B", "---\nmet:\n  at: X\n  by: B\n\n# c\nz: 1\n---\n"),
        ("| | |\n|---|---|\n| Tags | a, b |\n", "tags-a", "| | |\n|---|---|\n| Tags | b |\n"),
        ("---\ntags: [a]\n---\n", "tags+a", "---\ntags: [a]\n---\n"),
        ("---\ntags: [a]\n---\n", "tags-z", "---\ntags: [a]\n---\n"),
        ("---\ntier: 3 months\n---\n", "cadence=2w", "---\ntier: 2w\n---\n"),
        ("---\nmet: \"[[Rust]]\"\nmet_on: 2014-07\n---\n", "met.at=Go", "---\nmet: \"Go\"\nmet_on: 2014-07\n---\n"),
        ("---\nmet: 2014-07-23\n---\n", "met.date=2014-07-24", "---\nmet: 2014-07-24\n---\n"),
        ("---\ncategory: friend\n---\n", "cadence=2w", "---\ncategory: friend\ncadence: 2w\n---\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn a_line_keeps_its_own_end() {
    let edited = super::edited("# A\n\n- 2014-09-01 x\r\n", "log 2014-09-15 y");
    assert_eq!(edited, "# A\n\n- 2014-09-01 x\r\n- 2014-09-15 y\n");
}
