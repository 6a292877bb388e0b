//! Who may know whom.
//!
//! Owns the list of the rooms and of every allowed arrow between them, and the exceptions there still are.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycles::cycles;
use crate::modules::Modules;
use crate::source::sources;
use crate::tree;

/// A room, and the rooms that it may name. From the bottom to the top: a room names only those above its own line.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &[]),
    ("note", &["model", "text"]),
    ("query", &["model", "text", "note"]),
    ("vault", &["model", "text"]),
    ("index", &["model", "note", "query", "vault"]),
    ("edit", &["model", "text", "note", "vault"]),
    ("wire", &["model", "note"]),
    ("vouch", &["index"]),
    ("workspace", &["model", "text", "note", "query", "vault", "index", "edit", "wire", "vouch"]),
    ("watch", &["model", "note", "vault", "index", "vouch", "workspace"]),
    ("manual", &[]),
    ("transfer", &["model", "text"]),
    ("git", &["workspace"]),
    ("cli", FACE),
    ("lsp", FACE),
    ("mcp", FACE),
    ("tui", FACE),
    ("report", FACE),
];

/// What a face may name.
const FACE: &[&str] = &["model", "text", "wire", "manual", "workspace"];

/// Arrows of one file that are allowed for good.
const ALLOWED_TO_FILES: &[(&str, &str)] = &[
    ("cli/commands/watch/mod.rs", "watch"),
    ("cli/commands/watch/printer.rs", "watch"),
    ("cli/commands/watch/stopwatch.rs", "watch"),
    ("cli/commands/watch/wording.rs", "watch"),
];

/// Arrows of single files that are still to go. Exact: one that is not there any more must go from here.
const EXCEPTIONS: &[(&str, &[&str])] = &[
    ("cli/clock.rs", &["watch"]),
    ("cli/commands/asking.rs", &["query"]),
    ("cli/commands/birthdays.rs", &["query"]),
    ("cli/commands/check.rs", &["note"]),
    ("cli/commands/find.rs", &["query"]),
    ("cli/commands/index.rs", &["index", "vault"]),
    ("cli/commands/met.rs", &["query"]),
    ("cli/commands/overdue.rs", &["query"]),
    ("cli/commands/queries.rs", &["vault"]),
    ("cli/commands/stats.rs", &["query"]),
    ("cli/commands/tally.rs", &["query"]),
    ("cli/commands/timeline.rs", &["query"]),
    ("cli/commands/user.rs", &["vault"]),
    ("cli/commands/watch.rs", &["index"]),
    ("cli/completion.rs", &["query", "vault"]),
    ("cli/context.rs", &["index", "query", "vault"]),
    ("cli/failure.rs", &["query", "vault", "watch"]),
    ("cli/minus.rs", &["query"]),
    ("cli/output/diagnostics.rs", &["note"]),
    ("cli/output/listing.rs", &["vault"]),
    ("cli/output/mod.rs", &["vault"]),
    ("cli/places.rs", &["vault"]),
    ("cli/printer.rs", &["watch"]),
    ("cli/progress.rs", &["index"]),
    ("cli/query_failure.rs", &["query"]),
    ("cli/wording.rs", &["index", "watch"]),
    ("wire/mod.rs", &["workspace"]),
    ("wire/parts.rs", &["workspace"]),
];

/// The arrows that nothing allows, file by file.
fn forbidden(named: &BTreeSet<(String, String)>) -> BTreeMap<&str, Vec<&str>> {
    let mut forbidden: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, room) in named {
        if !is_allowed(file, room) {
            forbidden.entry(file).or_default().push(room);
        }
    }
    forbidden
}

fn is_allowed(file: &str, room: &str) -> bool {
    let own = file.split('/').next().unwrap_or_default();
    let allowed = ALLOWED.iter().find(|(name, _)| *name == own).is_some_and(|(_, allowed)| allowed.contains(&room));
    allowed || ALLOWED_TO_FILES.contains(&(file, room)) || matches!(file, "lib.rs" | "main.rs")
}

#[test]
fn only_allowed_arrows_lead_from_room_to_room() {
    let sources = sources();
    let named = Modules::new(&sources).rooms_named();
    let found = forbidden(&named);
    let known: BTreeMap<&str, Vec<&str>> = EXCEPTIONS.iter().map(|(file, rooms)| (*file, rooms.to_vec())).collect();
    assert_eq!(missing(&found, &known), [""; 0], "these files name rooms that they must not name");
    assert_eq!(missing(&known, &found), [""; 0], "these exceptions are not needed any more: remove them");
}

/// What one has and another has not.
fn missing(of: &BTreeMap<&str, Vec<&str>>, from: &BTreeMap<&str, Vec<&str>>) -> Vec<String> {
    let there = |file: &str, room: &str| from.get(file).is_some_and(|rooms| rooms.contains(&room));
    let all = of.iter().flat_map(|(file, rooms)| rooms.iter().map(move |room| (*file, *room)));
    all.filter(|(file, room)| !there(file, room)).map(|(file, room)| format!("{file} -> {room}")).collect()
}

#[test]
fn no_room_is_in_a_circle() {
    let sources = sources();
    let named = Modules::new(&sources).rooms_named();
    let room = |file: &'_ str| ALLOWED.iter().map(|(room, _)| *room).find(|room| file.split('/').next() == Some(room));
    let is_known = |file: &str, to: &str| EXCEPTIONS.iter().any(|(name, rooms)| *name == file && rooms.contains(&to));
    let arrows = named.iter().filter(|(file, to)| !is_known(file, to));
    let arrows: Vec<(&str, &str)> = arrows.filter_map(|(file, to)| Some((room(file)?, to.as_str()))).collect();
    assert_eq!(cycles(arrows.into_iter()), Vec::<Vec<&str>>::new());
}

#[test]
fn the_list_of_rooms_goes_from_the_bottom_to_the_top() {
    for (at, (room, allowed)) in ALLOWED.iter().enumerate() {
        let below: Vec<&str> = ALLOWED[..at].iter().map(|(name, _)| *name).collect();
        assert!(allowed.iter().all(|name| below.contains(name)), "{room} may name a room that is not below it");
    }
}

#[test]
fn every_file_is_in_a_room_of_the_list() {
    for source in sources() {
        let known = ALLOWED.iter().any(|(room, _)| *room == source.room()) || matches!(source.room(), "main" | "lib");
        assert!(known, "{} belongs to no room of this house", source.path);
    }
}

#[test]
fn a_forbidden_arrow_is_found_however_it_is_written() {
    for code in [
        "use crate::index::Index;",
        "use crate::{index, model};",
        "use crate::{model::Day, index::{Index, Other}};",
        "pub use crate::index::Index;",
        "fn f() { crate::index::open() }",
        "fn f<T: crate::index::Open>(x: T) {}",
        "mod inner {\n use super::super::super::index::Index;\n}",
        "use super::super::index;",
    ] {
        let sources =
            tree(&[("lib.rs", "mod index;\nmod note;"), ("index/mod.rs", "pub struct Index;"), ("note/a.rs", code)]);
        let named = Modules::new(&sources).rooms_named();
        assert_eq!(forbidden(&named), BTreeMap::from([("note/a.rs", vec!["index"])]), "{code}");
    }
    for code in
        ["use crate::model::Day;", "use indexmap::Map;", "// crate::index::Index", "const A: &str = \"crate::index\";"]
    {
        let sources = tree(&[("index/mod.rs", ""), ("note/a.rs", code)]);
        assert!(forbidden(&Modules::new(&sources).rooms_named()).is_empty(), "{code}");
    }
}
