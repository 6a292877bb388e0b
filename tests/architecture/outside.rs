//! Where the outside world is touched.
//!
//! Owns the list of words that only some rooms may use. Words in the code are found by their letters: a crate that is
//! renamed would not be.

use crate::source::{Source, sources};
use crate::tree;

/// The faces: who talks to a human or a program.
const FACES: &[&str] = &["cli", "lsp", "mcp", "tui", "report"];

/// Words that only some rooms or files may use, and which.
const KEPT_TO: &[(&[&str], &[&str])] = &[
    (&["tantivy"], &["index"]),
    (&["notify::"], &["watch"]),
    (&["walkdir", "ignore::"], &["vault"]),
    (&["gray_matter", "granit_parser", "pulldown_cmark"], &["note"]),
    (&["clap", "comfy_table", "indicatif", "annotate_snippets", "anstyle", "anstream", "ctrlc"], &["cli"]),
    (&["csv::", "clap_complete", "clap_mangen", "supports_hyperlinks", "terminal_size"], &["cli"]),
    (&["toml_edit", "minijinja"], &["cli", "edit"]),
    (&["fs::write", "create_dir"], &["vault", "index", "cli/pages/files.rs"]),
    (&["File::create", "fs::rename", "remove_file", "remove_dir"], &["vault", "index"]),
    (&["OpenOptions", "set_permissions", "fs::copy", "hard_link", "symlink("], &["vault", "index"]),
    (&["println!", "print!(", "eprintln!", "eprint!(", "dbg!(", "io::stdout", "io::stderr", "io::stdin"], FACES),
    (&["SystemTime::now", "Instant::now", "Zoned::now", "Timestamp::now"], FACES),
    (&["env::var", "env::current_dir", "env::temp_dir", "etcetera"], FACES),
    (&["env::args"], &["main", "cli", "lsp", "mcp", "tui"]),
    (&["process::exit"], FACES),
    (&["Command::new(\"git", "gix", "git2"], &["git"]),
    (&["std::net::", "TcpStream", "UdpSocket"], &[]),
    (&["jiff::"], &["model/date.rs", "cli/clock.rs"]),
    (
        &["serde_json"],
        &["index", "vouch", "wire", "cli", "workspace/proposal/journal.rs", "workspace/change/old_journal.rs"],
    ),
];

/// The words that a file uses and must not.
fn strangers(source: &Source) -> Vec<&'static str> {
    let at_home = |places: &[&str]| places.iter().any(|place| source.room() == *place || source.path == *place);
    let kept = KEPT_TO.iter().filter(|(_, places)| !at_home(places));
    kept.flat_map(|(words, _)| *words).copied().filter(|word| source.uses(word)).collect()
}

#[test]
fn the_outside_world_is_touched_only_where_it_belongs() {
    for source in sources() {
        let found = strangers(&source);
        assert!(found.is_empty(), "{} uses {found:?}", source.path);
    }
}

#[test]
fn a_touch_in_the_wrong_room_is_found() {
    for (path, code, found) in [
        ("note/a.rs", "use tantivy::Index;", &["tantivy"][..]),
        ("index/a.rs", "use tantivy::Index;", &[]),
        ("workspace/a.rs", "fn f() { std::fs::write(path, bytes) }", &["fs::write"]),
        ("workspace/a.rs", "/// As fs::write does.\nfn f() {}", &[]),
        ("model/date.rs", "use jiff::civil::Date;", &[]),
        ("model/note.rs", "use jiff::civil::Date;", &["jiff::"]),
        ("query/a.rs", "fn f() { println!(\"x\"); }", &["println!", "print!("][..1]),
        ("watch/a.rs", "fn f() { Instant::now() }", &["Instant::now"]),
        ("edit/a.rs", "fn f() { std::env::var_os(\"HOME\") }", &["env::var"]),
        ("watch/a.rs", "fn f() { Command::new(\"git\") }", &["Command::new(\"git"]),
        ("lsp/a.rs", "fn f() { io::stdout() }", &[]),
        ("watch/a.rs", "use super::unnotify::x;", &[]),
    ] {
        let sources = tree(&[(path, code)]);
        assert_eq!(strangers(&sources[0]), found, "{path}: {code}");
    }
}
