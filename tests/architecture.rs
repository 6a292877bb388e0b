//! The shape of the house, kept: which room may name which, and where the outside world is touched.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms and their floors; a room names rooms of its own floor and below.
const FLOORS: &[(&str, u8)] = &[
    ("model", 0),
    ("text", 0),
    ("note", 1),
    ("query", 1),
    ("vault", 1),
    ("index", 2),
    ("edit", 2),
    ("workspace", 3),
    ("wire", 3),
    ("watch", 4),
    ("transfer", 4),
    ("git", 4),
    ("cli", 5),
    ("lsp", 5),
    ("mcp", 5),
];

/// From this floor on, rooms of one floor do not name each other.
const SIBLINGS_APART: u8 = 4;

/// Words that only some rooms may use, and which.
const KEPT_TO: &[(&[&str], &[&str])] = &[
    (&["tantivy"], &["index"]),
    (&["notify::"], &["watch"]),
    (&["walkdir"], &["vault"]),
    (&["gray_matter", "granit_parser", "pulldown_cmark"], &["note"]),
    (&["clap", "comfy_table", "indicatif", "annotate_snippets", "anstyle", "anstream", "ctrlc"], &["cli"]),
    (&["fs::write", "File::create", "fs::rename", "remove_file", "remove_dir", "create_dir"], &["vault", "index"]),
    (&["println!", "print!(", "eprintln!", "io::stdout", "io::stderr"], &["cli"]),
    (&["SystemTime::now", "Instant::now", "Zoned::now"], &["cli"]),
    (&["std::env::var", "env::var_os", "env::current_dir"], &["cli"]),
    (&["jiff::"], &["model/date.rs", "cli/clock.rs"]),
    (&["serde_json"], &["index", "watch", "wire", "cli", "workspace/journal.rs"]),
    (&["minijinja"], &["cli", "edit"]),
    (&["csv::", "clap_complete", "clap_mangen", "supports_hyperlinks"], &["cli"]),
];

/// A source file without its tests.
struct Source {
    /// Below `src`, with `/`.
    path: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let below = |file: &Path| file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a source file");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let code = code.split("#[cfg(test)]\npub(crate) mod tests").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        Source { path: below(&file), code: code.join("\n") }
    };
    files.into_iter().filter(|file| !below(file).contains("tests")).map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|extension| extension == "rs") => files.push(path),
            false => {}
        }
    }
}

impl Source {
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The rooms that the code names.
    fn named(&self) -> impl Iterator<Item = (&'static str, u8)> + '_ {
        let names = |room: &str| {
            self.code.match_indices(&format!("crate::{room}")).any(|(at, found)| {
                let next = self.code[at + found.len()..].chars().next();
                next.is_none_or(|c| !c.is_alphanumeric() && c != '_')
            })
        };
        FLOORS.iter().copied().filter(move |(room, _)| names(room))
    }
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

#[test]
fn arrows_go_down_only() {
    for source in sources() {
        let Some(own) = floor(source.room()) else { continue };
        for (named, below) in source.named().filter(|(named, _)| *named != source.room()) {
            assert!(below <= own, "{} names {named}, a floor above it", source.path);
            assert!(own < SIBLINGS_APART || below < own, "{} names its sibling {named}", source.path);
        }
    }
}

#[test]
fn every_room_has_its_floor() {
    for source in sources() {
        let known = floor(source.room()).is_some() || matches!(source.room(), "main" | "lib");
        assert!(known, "{} belongs to no room of this house", source.path);
    }
}

#[test]
fn the_outside_world_is_touched_only_where_it_belongs() {
    for source in sources() {
        for (words, places) in KEPT_TO {
            let at_home = places.iter().any(|place| source.room() == *place || source.path == *place);
            for word in words.iter().filter(|_| !at_home) {
                assert!(!source.code.contains(word), "{} uses {word}, which belongs in {places:?}", source.path);
            }
        }
    }
}

#[test]
fn every_module_says_what_it_owns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for source in sources() {
        let text = fs::read_to_string(root.join(&source.path)).expect("a source file");
        assert!(text.starts_with("//! "), "{} has no header", source.path);
    }
}
