//! The questions that are timed, each as a `ties` command beside the `rg` command a user would type instead.
//!
//! Owns the list of rows. Must not run anything.

use crate::note::TODAY;
use crate::reach::{Goals, Reach};
use crate::subject::Subject;

/// What happens to the vault or the index before each run.
#[derive(Clone, Copy)]
pub(crate) enum Before {
    Nothing,
    NoIndex,
    Change(usize),
}

/// One question.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) ties: Vec<String>,
    /// Without the folder, which comes last.
    pub(crate) rg: Option<Vec<String>>,
    pub(crate) before: Before,
    pub(crate) reach: Option<Reach>,
    /// How many rows the answer must have, where that is known.
    pub(crate) expected: Option<usize>,
    /// Whether a watch runs meanwhile.
    pub(crate) watched: bool,
    /// A shell asks what may come next.
    pub(crate) completes: bool,
}

/// The rows in the order in which they are run and shown.
pub(crate) fn rows(subject: &Subject, goals: &Goals) -> Vec<Row> {
    let (plain, one) = (Before::Nothing, Before::Change(1));
    let find = |name, before, reach| find(subject, name, before, reach);
    vec![
        index(subject, "cold index", Before::NoIndex, goals.cold),
        index(subject, "no-change sync", plain, None),
        overdue(subject, goals.unchanged),
        met(subject, goals.unchanged),
        find("find", plain, goals.unchanged),
        find("find after one changed note", one, goals.one_changed),
        find("find after a hundred changed notes", Before::Change(100), None),
        list(subject, "list tag:rust -has:phone", &["tag:rust", "-has:phone"]),
        list(subject, "list last:..-6mo has:phone", &["last:..-6mo", "has:phone"]),
        timeline(subject),
        completion(goals.completion),
        Row { reach: goals.version, ..row("ties --version", &["--version"]) },
        under_a_watch("no-change sync, with a watch", index(subject, "", plain, goals.watched)),
        under_a_watch("overdue, with a watch", overdue(subject, goals.watched)),
        under_a_watch("met, with a watch", met(subject, goals.watched)),
        under_a_watch("find, with a watch", find("", plain, goals.watched)),
    ]
}

fn under_a_watch(name: &'static str, row: Row) -> Row {
    Row { name, watched: true, ..row }
}

fn index(subject: &Subject, name: &'static str, before: Before, reach: Option<Reach>) -> Row {
    let ties = on(subject, &["index", "--quiet"]);
    Row { ties, rg: literal(&subject.word), before, reach, ..row(name, &[]) }
}

fn overdue(subject: &Subject, reach: Option<Reach>) -> Row {
    let ties = on(subject, &["overdue", "--today", &TODAY.to_string()]);
    let pattern = format!("^follow_up: [\"']?({})", earlier(&TODAY.to_string()));
    let rg = Some(vec!["-l".to_owned(), pattern]);
    Row { ties, rg, reach, ..row("overdue", &[]) }
}

fn met(subject: &Subject, reach: Option<Reach>) -> Row {
    let ties = on(subject, &["met", "--at", &subject.group]);
    let expected = subject.facts.as_ref().map(|facts| facts.group_met);
    Row { ties, rg: literal(&subject.group), reach, expected, ..row("met", &[]) }
}

fn find(subject: &Subject, name: &'static str, before: Before, reach: Option<Reach>) -> Row {
    let ties = on(subject, &["find", &subject.word]);
    let expected = subject.facts.as_ref().map(|facts| facts.word_notes);
    Row { ties, rg: literal(&subject.word), before, reach, expected, ..row(name, &[]) }
}

/// Fields, dates and what somebody has: ripgrep looks for one of the words.
fn list(subject: &Subject, name: &'static str, query: &[&str]) -> Row {
    let today = TODAY.to_string();
    let ties = on(subject, &[&["list", "--today", today.as_str()], query].concat());
    Row { ties, rg: literal(&subject.word), ..row(name, &[]) }
}

fn timeline(subject: &Subject) -> Row {
    let ties = on(subject, &["timeline", "--limit", "20"]);
    Row { ties, rg: literal(&subject.word), ..row("timeline --limit 20", &[]) }
}

/// After `ties show an`.
fn completion(reach: Option<Reach>) -> Row {
    Row { reach, completes: true, ..row("completion of a person", &["--", "ties"]) }
}

fn row(name: &'static str, ties: &[&str]) -> Row {
    let ties = ties.iter().map(|word| (*word).to_owned()).collect();
    Row { name, ties, rg: None, before: Before::Nothing, reach: None, expected: None, watched: false, completes: false }
}

/// A command on the vault under measurement.
pub(crate) fn on(subject: &Subject, command: &[&str]) -> Vec<String> {
    let vault = ["--vault".to_owned(), subject.root.to_string_lossy().into_owned()];
    vault.into_iter().chain(command.iter().map(|word| (*word).to_owned())).collect()
}

fn literal(text: &str) -> Option<Vec<String>> {
    Some(["-l", "-F", "-e", text].map(str::to_owned).to_vec())
}

/// A pattern for the dates before this one: at some place a lower digit, the same before it.
fn earlier(date: &str) -> String {
    let lower = |(at, digit): (usize, char)| {
        let highest = digit.to_digit(10)?.checked_sub(1)?;
        Some(format!("{}[0-{highest}]", &date[..at]))
    };
    date.char_indices().filter_map(lower).collect::<Vec<_>>().join("|")
}
