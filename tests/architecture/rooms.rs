//! Which room may use which.
//!
//! Owns the list of the rooms and of every allowed arrow between them.

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
    assert_eq!(forbidden(&named), BTreeMap::new(), "these files name rooms that they must not name");
}

#[test]
fn every_arrow_that_is_allowed_to_one_file_is_there() {
    let sources = sources();
    let named = Modules::new(&sources).rooms_named();
    let gone = ALLOWED_TO_FILES.iter().filter(|(file, room)| !named.contains(&((*file).into(), (*room).into())));
    assert_eq!(gone.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "remove what is not needed any more");
}

#[test]
fn no_room_is_in_a_circle() {
    let sources = sources();
    let named = Modules::new(&sources).rooms_named();
    let room = |file: &'_ str| ALLOWED.iter().map(|(room, _)| *room).find(|room| file.split('/').next() == Some(room));
    let arrows: Vec<(&str, &str)> = named.iter().filter_map(|(file, to)| Some((room(file)?, to.as_str()))).collect();
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
