//! The rules of writing, each on a small vault.

mod create;
mod leftovers;
#[cfg(unix)]
mod links;
mod locks;
mod remove;
mod rename;

use std::collections::BTreeMap;

use super::*;

/// A vault inside a temporary folder, and room outside.
struct Place {
    outside: PathBuf,
    root: PathBuf,
    _dir: tempfile::TempDir,
}

/// A vault with these files; each holds its own path.
fn place(files: &[&str]) -> Place {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let outside = dir.path().canonicalize().expect("it exists");
    let place = Place { root: outside.join("vault"), outside, _dir: dir };
    fs::create_dir(&place.root).expect("created");
    files.iter().for_each(|file| place.put(file, file));
    place
}

fn id(path: &str) -> NoteId {
    NoteId::new(path)
}

impl Place {
    fn put(&self, path: &str, text: &str) {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().expect("below the root")).expect("created");
        fs::write(full, text).expect("written");
    }

    fn record(&self) -> PathBuf {
        self.outside.join("record")
    }

    fn writer(&self) -> Writer {
        Writer::open(&self.root, Some(&self.record()), 0).expect("nobody else writes")
    }

    fn read(&self, path: &str) -> ReadNote {
        read_note(&self.root, &id(path), 1000).expect("readable")
    }

    fn replace(&self, path: &str, after: &str) -> Outcome {
        self.replace_from(path, &self.read(path), after)
    }

    fn replace_from(&self, path: &str, before: &ReadNote, after: &str) -> Outcome {
        self.writer().replace(&id(path), before, after.as_bytes()).map_err(|error| error.kind)
    }

    fn create(&self, path: &str, text: &str) -> Outcome {
        self.writer().create(&id(path), text.as_bytes()).map_err(|error| error.kind)
    }

    fn rename(&self, from: &str, to: &str) -> Outcome {
        self.writer().rename(&id(from), &id(to)).map_err(|error| error.kind)
    }

    /// Everything in and around the vault: files with their content, folders and links without.
    fn tree(&self) -> BTreeMap<String, String> {
        let entries =
            walkdir::WalkDir::new(&self.outside).min_depth(1).into_iter().map(|entry| entry.expect("readable"));
        let below = |path: &Path| path.strip_prefix(&self.outside).expect("below").to_string_lossy().into_owned();
        let text = |entry: &walkdir::DirEntry| match entry.file_type().is_file() {
            true => fs::read_to_string(entry.path()).expect("text"),
            false => String::new(),
        };
        entries.map(|entry| (below(entry.path()), text(&entry))).collect()
    }

    /// Whether a writing is refused and nothing in or around the vault differs after it.
    fn untouched(&self, write: impl FnOnce() -> Outcome) -> WriteErrorKind {
        let before = self.tree();
        let kind = write().expect_err("refused");
        assert_eq!(self.tree(), before, "{kind}");
        kind
    }
}

#[test]
fn a_note_gets_its_new_bytes_and_nothing_else_appears() {
    let place = place(&["people/ada.md", "b.md"]);
    let mut expected = place.tree();
    place.replace("people/ada.md", "\u{FEFF}new\r\n").expect("written");
    expected.insert("vault/people/ada.md".into(), "\u{FEFF}new\r\n".into());
    assert_eq!(place.tree(), expected);
}

#[test]
fn a_note_that_stays_the_same_is_not_touched() {
    let place = place(&["a.md"]);
    let before = place.read("a.md");
    place.replace("a.md", "a.md").expect("nothing to do");
    assert_eq!(place.read("a.md"), before);
}

#[test]
fn a_note_that_was_changed_meanwhile_keeps_the_others_bytes() {
    let place = place(&["a.md"]);
    for (path, theirs) in [("a.md", "theirs"), ("a.md", "b.md"), ("a.md", "")] {
        let before = place.read(path);
        place.put(path, theirs);
        let kind = place.untouched(|| place.replace_from(path, &before, "ours"));
        assert!(matches!(kind, WriteErrorKind::Changed), "{kind}");
    }
}

#[test]
fn a_change_of_the_same_size_that_hides_its_time_is_seen() {
    let place = place(&["a.md"]);
    let before = place.read("a.md");
    let time = fs::metadata(place.root.join("a.md")).expect("there").modified().expect("a time");
    place.put("a.md", "z.md");
    let file = fs::File::options().write(true).open(place.root.join("a.md")).expect("opened");
    file.set_modified(time).expect("set back");
    assert!(matches!(place.untouched(|| place.replace_from("a.md", &before, "ours")), WriteErrorKind::Changed));
    // Where the state would be the same, the bytes decide.
    let lying = ReadNote { bytes: b"a.md".to_vec(), ..place.read("a.md") };
    assert!(matches!(place.untouched(|| place.replace_from("a.md", &lying, "ours")), WriteErrorKind::Changed));
}

#[test]
fn a_note_that_was_replaced_by_equal_bytes_counts_as_changed() {
    let place = place(&["a.md"]);
    let before = place.read("a.md");
    place.put("new", "a.md");
    fs::rename(place.root.join("new"), place.root.join("a.md")).expect("renamed");
    if cfg!(unix) {
        assert!(matches!(place.untouched(|| place.replace_from("a.md", &before, "ours")), WriteErrorKind::Changed));
    }
}

#[test]
fn a_note_that_was_removed_is_not_brought_back() {
    let place = place(&["a.md", "b/c.md"]);
    for path in ["a.md", "b/c.md"] {
        let before = place.read(path);
        fs::remove_file(place.root.join(path)).expect("removed");
        let kind = place.untouched(|| place.replace_from(path, &before, "ours"));
        assert!(matches!(kind, WriteErrorKind::NotFound), "{kind}");
    }
}

#[test]
fn a_note_of_which_only_the_beginning_was_read_is_refused() {
    let place = place(&["a.md"]);
    let part = read_note(&place.root, &id("a.md"), 2).expect("readable");
    for after in ["ours", "a."] {
        let kind = place.untouched(|| place.replace_from("a.md", &part, after));
        assert!(matches!(kind, WriteErrorKind::ReadInPart), "{kind}");
    }
}

#[test]
fn an_error_names_the_note() {
    let place = place(&["a.md"]);
    let before = place.read("a.md");
    fs::remove_file(place.root.join("a.md")).expect("removed");
    let error = place.writer().replace(&id("a.md"), &before, b"x").expect_err("gone");
    assert_eq!(error.path, place.root.join("a.md"));
    assert_eq!(error.to_string(), format!("cannot write {}", error.path.display()));
}

fn left(vault: &super::super::Vault) -> Option<Vec<u8>> {
    vault.journal().expect("readable").map(|left| left.bytes)
}

#[test]
fn the_plan_of_a_change_is_there_until_it_is_removed() {
    let place = place(&["a.md"]);
    let vault = super::super::Vault::open(&place.root).expect("a vault");
    let before = place.tree();
    assert_eq!(vault.journal().expect("readable"), None);
    for plan in [&b"{1}"[..], b"{2}"] {
        place.writer().put_journal(plan).expect("written");
        assert_eq!(left(&vault).as_deref(), Some(plan));
    }
    place.writer().remove_journal().expect("removed");
    place.writer().remove_journal().expect("nothing to do");
    assert_eq!(vault.journal().expect("readable"), None);
    assert_eq!(place.tree(), before);
    // What an earlier version left.
    place.put(".ties-rename.json", "{0}");
    assert_eq!(left(&vault).as_deref(), Some(&b"{0}"[..]));
    place.writer().remove_journal().expect("removed");
    assert_eq!(place.tree(), before);
}

#[test]
fn a_plan_that_cannot_be_written_leaves_nothing() {
    let place = place(&["a.md"]);
    fs::create_dir(place.root.join(".ties-change.json")).expect("created");
    place.untouched(|| place.writer().put_journal(b"{}").map_err(|error| error.kind));
    assert!(super::super::Vault::open(&place.root).expect("a vault").journal().is_err());
}
