//! The shape of the house, kept: which room may name which, no file in a circle, and where the outside world is touched.

mod cycles;
mod modules;
mod outside;
mod rooms;
mod source;

use std::collections::BTreeSet;

use cycles::cycles;
use modules::{Arrow, Modules};
use source::{Source, sources};

/// Files that are still in a circle. Exact: one that is in none any more must go from here.
const IN_CIRCLES: &[&[&str]] = &[
    &["note/body/headings.rs", "note/body/lines.rs", "note/body/mod.rs", "note/body/nested.rs"],
    &["note/fields/mod.rs", "note/fields/read_values.rs"],
];

#[test]
fn no_file_is_in_a_circle() {
    let sources = sources();
    let arrows = Modules::new(&sources).arrows();
    let found = circles_of_files(&arrows);
    let new: Vec<String> =
        found.iter().filter(|circle| !IN_CIRCLES.contains(&circle.as_slice())).map(|c| shown(c, &arrows)).collect();
    assert!(new.is_empty(), "files are in circles; move what one takes from the other:\n{}", new.join("\n\n"));
    let gone: Vec<_> = IN_CIRCLES.iter().filter(|known| !found.iter().any(|circle| circle == *known)).collect();
    assert!(gone.is_empty(), "these are not in a circle any more: remove the exceptions {gone:#?}");
}

fn circles_of_files(arrows: &BTreeSet<Arrow>) -> Vec<Vec<&str>> {
    cycles(arrows.iter().map(|arrow| (arrow.from.as_str(), arrow.to.as_str())))
}

fn shown(circle: &[&str], arrows: &BTreeSet<Arrow>) -> String {
    let inside = |arrow: &&Arrow| circle.contains(&arrow.from.as_str()) && circle.contains(&arrow.to.as_str());
    let lines = arrows.iter().filter(inside).map(|arrow| format!("  {} -> {}: {}", arrow.from, arrow.to, arrow.name));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_module_says_what_it_owns() {
    for source in sources() {
        assert!(source.header.starts_with("//! "), "{} has no header", source.path);
    }
}

#[test]
fn module_files_are_in_their_folders() {
    let sources = sources();
    for source in &sources {
        let folder = source.path.trim_end_matches(".rs").to_owned() + "/";
        let beside = sources.iter().find(|other| other.path.starts_with(&folder));
        assert!(beside.is_none(), "{} stands beside its folder: call it {folder}mod.rs", source.path);
    }
}

fn tree(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source::new(path, text)).collect()
}

#[track_caller]
fn assert_circles(files: &[(&str, &str)], expected: &[&[&str]]) {
    let sources = tree(files);
    let arrows = Modules::new(&sources).arrows();
    assert_eq!(circles_of_files(&arrows), expected, "{arrows:#?}");
}

#[test]
fn a_circle_is_found_however_its_paths_are_written() {
    for (a, b) in [
        ("use crate::house::b::B;", "use crate::house::a::A;"),
        ("use super::b::B;", "use super::a::A;"),
        ("use super::{b::B, c};", "fn f() -> super::a::A {}"),
        ("fn f() { super::b::g() }", "fn g(a: crate::house::a::A) {}"),
        ("use super::b;\nfn f() { b::g() }", "use super::a as other;\nfn g(a: other::A) {}"),
        ("mod inner {\n use super::super::b::B;\n}", "use super::a::A;"),
        ("use super::b::*;", "pub use super::a::A;\nfn f(a: A) {}"),
        ("use super::B;", "use super::A;"),
        ("use crate::house::{B as Other};", "use crate::A;"),
    ] {
        let a = format!("{a}\npub struct A;");
        let b = format!("{b}\npub struct B;\npub fn g() {{}}");
        let house = "mod a;\nmod b;\nmod c;\npub use a::A;\npub use b::{B, g};";
        let files = [
            ("lib.rs", "mod house;\npub use house::A;"),
            ("house/mod.rs", house),
            ("house/a.rs", a.as_str()),
            ("house/b.rs", b.as_str()),
            ("house/c.rs", "pub struct C;"),
        ];
        assert_circles(&files, &[&["house/a.rs", "house/b.rs"]]);
    }
}

#[test]
fn a_child_that_takes_what_its_parent_defines_is_in_a_circle_if_the_parent_uses_it() {
    let child = "use super::Shape;\npub fn draw(shape: Shape) {}";
    let uses = "mod child;\npub struct Shape;\nfn all() { child::draw(Shape) }";
    assert_circles(&[("a/mod.rs", uses), ("a/child.rs", child)], &[&["a/child.rs", "a/mod.rs"]]);
    let imports = "mod child;\nuse child::draw;\npub struct Shape;";
    assert_circles(&[("a/mod.rs", imports), ("a/child.rs", child)], &[&["a/child.rs", "a/mod.rs"]]);
    let offers = "mod child;\npub use child::draw;\npub struct Shape;";
    assert_circles(&[("a/mod.rs", offers), ("a/child.rs", child)], &[]);
    let offers_and_uses = "mod child;\npub use child::draw;\npub struct Shape;\nfn all() { draw(Shape) }";
    assert_circles(&[("a/mod.rs", offers_and_uses), ("a/child.rs", child)], &[&["a/child.rs", "a/mod.rs"]]);
}

#[test]
fn declarations_offers_tests_and_texts_make_no_circle() {
    let parent = "mod child;\nmod other;\npub use child::draw;\npub(crate) use other::Shape;\n\
                  #[cfg(test)]\nmod tests {\n use super::child::draw;\n}";
    let child = "use super::Shape;\n/// crate::a::Nothing\npub fn draw(shape: Shape) { say(\"crate::a::x\") }";
    let other = "pub struct Shape;\n#[cfg(test)]\nuse super::child::draw;\n";
    assert_circles(&[("a/mod.rs", parent), ("a/child.rs", child), ("a/other.rs", other)], &[]);
}
