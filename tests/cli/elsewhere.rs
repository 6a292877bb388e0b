//! What other notes record of people, as a user sees it.

use crate::sandbox::{Run, Sandbox};

const MONTHLY: [(&str, &str); 5] = [
    ("people/ada-lund.md", "---\nname: Ada Lund\ncadence: monthly\n---\n"),
    ("people/bo-falk.md", "---\nname: Bo Falk\nemail: bo@falk.example\ncadence: monthly\n---\n"),
    ("people/cleo-ward.md", "---\nname: Cleo Ward\ncadence: monthly\n---\n"),
    ("people/di-moran.md", "---\nname: Di Moran\ncadence: monthly\n---\n"),
    ("people/ed-quist.md", "---\nname: Ed Quist\ncadence: monthly\n---\n"),
];

fn vault(others: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::with(&MONTHLY);
    others.iter().for_each(|(path, text)| sandbox.write(path, text));
    sandbox
}

fn on_the_23rd(sandbox: &Sandbox, line: &[&str]) -> String {
    Run::of(sandbox.command(line).env("TIES_TODAY", "2026-11-23")).ok()
}

/// `Ada Lund 2026-11-10`, a line for everybody with a contact.
fn last_contacts(sandbox: &Sandbox) -> String {
    let template = "{% if last_contact %}{{name}} {{last_contact}}{% endif %}";
    let lines = on_the_23rd(sandbox, &["list", "--format", template]);
    lines.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_meeting_counts_whatever_says_that_it_is_one() {
    let vault = vault(&[
        (
            "meetings/2026-11-10 Sprint.md",
            "---\ndate: 2026-11-10\ntags: [meeting]\nattendees:\n  - \"[[Ada Lund]]\"\n---\n",
        ),
        (
            "meetings/2026-11-11 Vendor.md",
            "---\ncontentType: Meeting\ndate: 2026-11-11\nattendees: Bo <bo@falk.example>\n---\n",
        ),
        ("meetings/2026-11-12 Board.md", "---\nmeeting-type: board\nparticipants: [Cleo Ward]\n---\n"),
        ("meetings/2026-11-13 Coaching.md", "---\ntags: [conversation]\n---\nPresent: [[Di Moran]]\n"),
        ("meetings/Design.md", "#meeting\ndate:: [[2026-11-14]]\nattendees:: [[Ed Quist]]\n"),
    ]);
    assert_eq!(
        last_contacts(&vault),
        "Ada Lund 2026-11-10\nBo Falk 2026-11-11\nCleo Ward 2026-11-12\nDi Moran 2026-11-13\nEd Quist 2026-11-14"
    );
}

#[test]
fn who_was_absent_or_is_only_spoken_of_was_not_met() {
    let vault = vault(&[
        (
            "meetings/2026-11-10 Steering.md",
            "---\ntype: meeting\nattendees: [\"[[Ada Lund]]\"]\ndeclined: [\"[[Cleo Ward]]\"]\n---\n\n**Absent:**\n- [[Bo Falk]]\n\n\
             - [ ] ask [[Di Moran]]\n- ~~[[Ed Quist]]~~ could not come\n",
        ),
        (
            "daily/2026-11-12.md",
            "- lunch with [[Ada Lund]], talked about [[Bo Falk]]\n- [[Cleo Ward]]'s birthday\n> [[Di Moran]]\n",
        ),
    ]);
    assert_eq!(last_contacts(&vault), "Ada Lund 2026-11-12");
}

#[test]
fn dated_sections_count_for_their_own_day_and_a_groups_first_evening_is_a_meeting() {
    let vault = vault(&[
        (
            "diary/2026-W46.md",
            "## 2026-11-10 Tuesday\n\n- coffee with [[Ada Lund]]\n\n## 2026-11-12\n\n- call with [[Bo Falk]]\n",
        ),
        (
            "meetings/Steering.md",
            "---\ntype: meeting\ndate: 2026-01-12\n---\n## 2026-11-09\n\nPresent: [[Cleo Ward]]\n",
        ),
        ("groups/Rust Oslo.md", "---\ntype: group\n---\n# Rust Oslo\n\n## 2026-11-05\n\n- [[Ed Quist]]\n"),
    ]);
    assert_eq!(
        last_contacts(&vault),
        "Ada Lund 2026-11-10\nBo Falk 2026-11-12\nCleo Ward 2026-11-09\nEd Quist 2026-11-05"
    );
    assert_eq!(
        on_the_23rd(&vault, &["met", "--at", "oslo", "--format", "{{name}} {{met.date}}"]),
        "Ed Quist 2026-11-05\n"
    );
    let explained = on_the_23rd(&vault, &["overdue", "--explain", "--table"]);
    assert!(explained.contains("after meeting on 2026-11-05 (groups/Rust Oslo.md:6)"), "{explained}");
}

#[test]
fn a_change_of_the_other_note_changes_the_answer_at_once() {
    let vault = vault(&[("daily/2026-11-10.md", "- call with [[Ada Lund]]\n")]);
    assert_eq!(last_contacts(&vault), "Ada Lund 2026-11-10");
    vault.write("daily/2026-11-10.md", "- call with [[Bo Falk]]\n");
    assert_eq!(last_contacts(&vault), "Bo Falk 2026-11-10");
    std::fs::rename(vault.vault().join("daily/2026-11-10.md"), vault.vault().join("daily/2026-11-11.md"))
        .expect("renamed");
    assert_eq!(last_contacts(&vault), "Bo Falk 2026-11-11");
    // Another person takes the name, and then a second one.
    vault.write("people/bo-falk.md", "---\nname: Bo Berg\n---\n");
    vault.write("people/new.md", "---\nname: New\naliases: [Bo Falk]\n---\n");
    assert_eq!(last_contacts(&vault), "New 2026-11-11");
    vault.write("people/newer.md", "---\nname: Newer\naliases: [Bo Falk]\n---\n");
    assert_eq!(last_contacts(&vault), "");
    vault.remove("people/newer.md");
    vault.write("ties.toml", "[journal]\nlinks = \"mention\"\n");
    assert_eq!(last_contacts(&vault), "New 2026-11-11", "a with-list stays contact");
    vault.write("daily/2026-11-11.md", "- called [[Bo Falk]]\n");
    assert_eq!(last_contacts(&vault), "");
}

#[test]
fn a_copy_of_a_sync_service_is_nobody_and_hides_nobody() {
    let vault = vault(&[
        ("daily/2026-11-10.md", "- call with [[Ada Lund]]\n"),
        ("people/ada-lund (conflicted copy 2026-11-20).md", "---\nname: Ada Lund\nlast_contact: 2026-11-20\n---\n"),
    ]);
    assert_eq!(last_contacts(&vault), "Ada Lund 2026-11-10");
    assert_eq!(on_the_23rd(&vault, &["list", "--count"]), "5\n");
}
