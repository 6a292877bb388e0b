//! What is made late, or asked of few notes, is what all notes together say: the same rows in the same order as when every note
//! is held at once.

use std::cmp::Reverse;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{PLACES, SETTINGS, listed, note, open, open_on, other};
use crate::index::{Parts, Select};
use crate::model::NoteType;
use crate::model::follow_up::Why;
use crate::query::groups::Fit;
use crate::query::{Language, Query};
use crate::wire::Moment;
use crate::workspace::ask::birthdays::next_birthday;
use crate::workspace::ask::brief::comes;
use crate::workspace::ask::show::LoggedMeetings;
use crate::workspace::ask::tally::visits;
use crate::workspace::ask::{AskError, InteractionAt, Later, NoteAt};
use crate::workspace::{Group, PersonView, Shared, Workspace};

/// All people who answer, at once, by path.
fn people(workspace: &Workspace, query: &Query) -> Vec<PersonView> {
    let person = Select::Type(NoteType::Person);
    let mut views = workspace.judged(query, person, Parts::WithoutLinks, Some).expect("a sound index");
    views.sort_by(|a, b| a.note.id.cmp(&b.note.id));
    views
}

fn shown<T: std::fmt::Debug>(rows: &[T]) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}

fn timeline(workspace: &Workspace, query: &Query) -> Vec<String> {
    let views = people(workspace, query);
    let mut all: Vec<Moment> = Vec::new();
    for view in &views {
        let logged = LoggedMeetings::of(&view.note);
        all.extend(view.interactions().into_iter().filter(|one| !logged.has(one)).map(|one| Moment::new(view, one)));
    }
    all.sort_by_key(|one| {
        (Reverse(one.interaction.day()), one.recorded_in().clone(), one.interaction.line, one.person.clone())
    });
    shown(&workspace.with_texts(all).expect("a sound index"))
}

/// The same as the program finds it.
fn on_the_screen(workspace: &Workspace) -> [Vec<String>; 5] {
    let on = workspace.morning().expect("a sound index");
    let only = |views: Vec<&PersonView>| ids(views.into_iter());
    [
        only(on.overdue.iter().collect()),
        only(on.due.iter().collect()),
        only(on.promises.iter().map(|(view, _)| view).collect()),
        only(on.birthdays.iter().map(|(view, _)| view).collect()),
        only(on.met.iter().map(|(view, _)| view).collect()),
    ]
}

/// Who is on the screen in the morning, section by section, in any order.
fn morning(workspace: &Workspace) -> [Vec<String>; 5] {
    let (views, today) = (people(workspace, &Query::default()), workspace.today());
    let first = |view: &PersonView| view.standing.follow_ups.iter().find(|one| one.why == Why::First).cloned();
    let met = |view: &PersonView| first(view).and_then(|first| first.from).map(|from| today.days_since(from.day()));
    let promised = |view: &PersonView| {
        let promises = view.standing.follow_ups.iter().filter(|one| one.why == Why::Promise);
        promises.filter(|one| one.due.is_some_and(|due| due <= today)).count() > 0
    };
    let overdue = |view: &PersonView| view.standing.is_overdue(today);
    let due = |view: &PersonView| !overdue(view) && view.standing.is_due_by(today);
    let born = |view: &PersonView| next_birthday(view).is_some_and(|day| day.days_since(today) < 7);
    let chosen = |choose: &dyn Fn(&PersonView) -> bool| ids(views.iter().filter(|view| choose(view)));
    [
        chosen(&overdue),
        chosen(&due),
        chosen(&promised),
        chosen(&born),
        chosen(&|view| met(view).is_some_and(|days| days < 7)),
    ]
}

fn ids<'v>(views: impl Iterator<Item = &'v PersonView>) -> Vec<String> {
    let mut ids: Vec<String> = views.map(|view| view.note.id.to_string()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The group that words mean, found among the names of all.
fn group(workspace: &Workspace, typed: &str) -> Vec<String> {
    let (groups, all) = (workspace.groups().expect("a sound index"), Query::default());
    let tallies = workspace.tallies(Shared::Groups, &all).expect("a sound index");
    let fitting = |fit| tallies.iter().filter(move |tally| groups.fit(&tally.name, typed) == Some(fit));
    let named = |fit| fitting(fit).map(|tally| tally.name.clone()).collect::<Vec<_>>();
    let exact = named(Fit::Exact);
    if exact.is_empty() { named(Fit::Wider) } else { exact }
}

fn found(group: Group) -> Vec<String> {
    match group {
        Group::One(name) => vec![name],
        Group::Several(names) => names,
        Group::Nothing { .. } => Vec::new(),
    }
}

/// Who was ever at a group.
fn regulars(workspace: &Workspace, group: &str) -> Vec<String> {
    let groups = workspace.groups().expect("a sound index");
    let there = |view: &&PersonView| visits(view).any(|(place, _)| groups.key(&place) == groups.key(group));
    ids(people(workspace, &Query::default()).iter().filter(there))
}

#[test]
fn rows_made_late_and_answers_from_few_notes_are_those_of_the_whole_vault() {
    let config = Config { cases: 64, failure_persistence: None, max_shrink_iters: 100, ..Config::default() };
    let counted = std::cell::Cell::new([0; 4]);
    let outcome = TestRunner::new(config).run(&(vec(note(), 2..12), vec(other(), 0..4)), |(notes, others)| {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("ties.toml"), SETTINGS).expect("written");
        for (i, text) in notes.iter().chain(&others).enumerate() {
            fs::write(dir.path().join(format!("n{i:02}.md")), text).expect("written");
        }
        let workspace = open(dir.path());
        let language = Language { today: workspace.today(), settings: workspace.settings(), named: &[] };
        for text in ["", "azure OR rust", "group:rust", "last:2014"] {
            let query = language.parse_text(text).expect("a query");
            let expected = people(&workspace, &query);
            prop_assert_eq!(shown(&listed(&workspace, &query, None)), shown(&expected), "list {}", text);
            let (rows, total) = workspace.timeline(&query, None, None).expect("a sound index");
            if query.scope().is_none() {
                let expected = timeline(&workspace, &query);
                prop_assert_eq!(total, expected.len());
                let made = workspace.made(&rows).expect("a sound index");
                prop_assert_eq!(shown(&made), expected.clone(), "timeline {}", text);
                let some = workspace.timeline(&query, None, Some(3)).expect("a sound index").0;
                let made = workspace.made(&some).expect("a sound index");
                prop_assert_eq!(shown(&made), expected.into_iter().take(3).collect::<Vec<_>>());
            }
            counted.set({
                let [a, b, c, d] = counted.get();
                [a + expected.len(), b + total, c, d]
            });
        }
        let sections = on_the_screen(&workspace);
        prop_assert_eq!(&sections, &morning(&workspace));
        for typed in PLACES.into_iter().chain(["rust", "montreal", "cafeole", "oxides", "x"]) {
            let expected = group(&workspace, typed);
            prop_assert_eq!(found(workspace.group(typed).expect("a sound index")), expected.clone(), "{}", typed);
            for group in expected {
                let brief = workspace.brief(&group).expect("a sound index");
                let mut there = ids(brief.iter().map(|regular| &regular.view));
                there.sort();
                let all = regulars(&workspace, &group);
                let gone = people(&workspace, &Query::default());
                let still = |id: &String| {
                    let view = gone.iter().find(|view| view.note.id.as_str() == id).expect("a person");
                    comes(view)
                };
                let all: Vec<String> = all.into_iter().filter(still).collect();
                counted.set({
                    let [a, b, c, d] = counted.get();
                    [a, b, c, d + all.len()]
                });
                prop_assert_eq!(there, all, "{}", group);
            }
        }
        let people: usize = sections.iter().map(Vec::len).sum();
        counted.set({
            let [a, b, c, d] = counted.get();
            [a, b, c + people, d]
        });
        Ok(())
    });
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(counted.get().iter().all(|count| *count > 150), "{:?}", counted.get());
}

#[test]
fn what_is_kept_of_due_dates_holds_on_every_day() {
    const DAYS: [&str; 6] = ["2014-05-01", "2014-07-31", "2014-09-15", "2014-10-30", "2014-12-24", "2016-01-01"];
    let config = Config { cases: 32, failure_persistence: None, max_shrink_iters: 100, ..Config::default() };
    let counted = std::cell::Cell::new([0; 2]);
    let outcome = TestRunner::new(config).run(&(vec(note(), 4..12), vec(other(), 0..4)), |(notes, others)| {
        let (dir, cache) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::write(dir.path().join("ties.toml"), SETTINGS).expect("written");
        for (i, text) in notes.iter().chain(&others).enumerate() {
            fs::write(dir.path().join(format!("n{i:02}.md")), text).expect("written");
        }
        for day in DAYS {
            let workspace = open_on(dir.path(), Some(cache.path()), day);
            let sections = on_the_screen(&workspace);
            prop_assert_eq!(&sections, &morning(&workspace), "{}", day);
            let all = people(&workspace, &Query::default());
            let lapsed = all.iter().filter(|view| view.standing.lapsed).count();
            let on = workspace.morning().expect("a sound index");
            prop_assert_eq!(workspace.count_lapsed(&on).expect("a sound index"), lapsed, "{}", day);
            let [shown, late] = counted.get();
            counted.set([shown + sections.iter().map(Vec::len).sum::<usize>(), late + lapsed]);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(counted.get().iter().all(|count| *count > 40), "{:?}", counted.get());
}

/// Copied bits can hold no text: a listing keeps the same few bytes of a note whatever it says.
#[test]
fn what_is_kept_of_a_row_until_it_is_made_is_a_few_bytes() {
    fn is_small<L: Later>() -> bool {
        size_of::<L>() <= 16
    }
    assert!(is_small::<NoteAt>() && is_small::<InteractionAt>());
}

#[test]
fn rows_are_made_in_batches_and_stay_in_order() {
    #[derive(Clone, Copy)]
    struct Number(usize);
    impl Later for Number {
        type Made = (usize, usize);
        const BATCH_SIZE: usize = 4;

        fn made(batch: &[Number], _: &Workspace) -> Result<Vec<(usize, usize)>, AskError> {
            Ok(batch.iter().map(|number| (number.0, batch.len())).collect())
        }
    }
    let dir = tempfile::tempdir().expect("a temporary folder");
    let numbers: Vec<Number> = (0..10).map(Number).collect();
    let made = open(dir.path()).made(&numbers).expect("no index is asked");
    let (order, batches): (Vec<usize>, Vec<usize>) = made.into_iter().unzip();
    assert_eq!(order, (0..10).collect::<Vec<_>>());
    assert_eq!(batches, [4, 4, 4, 4, 4, 4, 4, 4, 2, 2]);
}
