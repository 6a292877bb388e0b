//! A walk that remembers folders finds what one that does not finds.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;

use super::*;
use crate::vault::medium::dates_folders;
use crate::vault::{Memory, Scan, walk, walk_unknown};

/// Later than anything that a test writes, so that no folder has just changed.
const NOW: i64 = i64::MAX;

const ALL: Options = Options { reasons: true, folders: true };

/// A vault, and what is kept of its folders.
struct Fixture {
    _dir: tempfile::TempDir,
    root: PathBuf,
    kept: Vec<u8>,
    /// How often something changed.
    changes: u64,
}

impl Fixture {
    fn new() -> Fixture {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().canonicalize().expect("it exists").join("vault");
        fs::create_dir_all(root.join("a/b")).expect("created");
        Fixture { _dir: dir, root, kept: Vec::new(), changes: 0 }
    }

    fn write(&mut self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("written");
        self.changed();
    }

    /// Dates the folders that have changed, because the system's clock may stand still between two changes.
    fn changed(&mut self) {
        for folder in ["", "a", "a/b", "c"].map(|folder| self.root.join(folder)) {
            let modified =
                folder.symlink_metadata().ok().filter(|found| found.is_dir()).and_then(|found| found.modified().ok());
            if modified.is_some_and(|modified| modified > UNIX_EPOCH + Duration::from_secs(1_000_000_000)) {
                self.changes += 1;
                let when = UNIX_EPOCH + Duration::from_secs(self.changes);
                File::open(folder).and_then(|folder| folder.set_modified(when)).expect("a folder of ours");
            }
        }
    }

    fn remembering(&mut self) -> Scan {
        let folders = Some(Listings::from_bytes(self.kept.clone(), "run", NOW));
        let scan = walk_unknown(&self.root, ALL, Memory { folders, ..Memory::none() }).expect("a walk");
        if let Some(kept) = scan.listings.as_ref().and_then(|listings| listings.to_keep("run")) {
            self.kept = kept;
        }
        scan
    }

    fn names(&mut self) -> Vec<String> {
        self.remembering().files.into_iter().map(|found| found.id.to_string()).collect()
    }
}

/// Everything that a scan says, folders in any order.
fn summary(scan: &Scan) -> String {
    let folders: BTreeSet<&String> = scan.folders.iter().collect();
    let Scan { files, left_out, links, linked_rules, unreadable, root, .. } = scan;
    format!("{files:?}\n{left_out:?}\n{links:?}\n{linked_rules}\n{folders:?}\n{unreadable:?}\n{root:?}")
}

#[test]
fn a_folder_in_the_state_in_which_it_was_listed_is_not_listed_again() {
    let mut fixture = Fixture::new();
    if !dates_folders(&fixture.root) {
        return;
    }
    fixture.write("a/ada.md", "");
    fixture.write("a/eve.md", "");
    let place = Place::open(&fixture.root).expect("the root");
    let state = place.folder_state(&fixture.root.join("a")).expect("a folder of a known kind");
    let mut listings = Listings::from_bytes(Vec::new(), "run", NOW);
    listings.note(b"a", &state, [(&b"eve.md"[..], Kind::File)].into_iter());
    fixture.kept = listings.to_keep("run").expect("it is new");
    assert_eq!(fixture.names(), ["a/eve.md"], "ada.md was not there, says the memory");
    fixture.write("a/bob.md", "");
    assert_eq!(fixture.names(), ["a/ada.md", "a/bob.md", "a/eve.md"]);
}

#[test]
fn patterns_are_read_again_although_their_folder_is_as_it_was() {
    let mut fixture = Fixture::new();
    fixture.write("a/ada.md", "");
    fixture.write("a/b/eve.md", "");
    fixture.write("a/.ignore", "ada.md");
    assert_eq!(fixture.names(), ["a/b/eve.md"]);
    fixture.write("a/.ignore", "eve.md");
    assert_eq!(fixture.names(), ["a/ada.md"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_could_not_be_listed_is_not_remembered_as_empty() {
    use std::os::unix::fs::PermissionsExt;
    let mut fixture = Fixture::new();
    fixture.write("a/ada.md", "");
    let mode = |mode| fs::set_permissions(fixture.root.join("a"), fs::Permissions::from_mode(mode)).expect("ours");
    mode(0o300);
    let walked = walk_unknown(&fixture.root, ALL, Memory::none()).expect("a walk");
    let summary_before = summary(&walked);
    mode(0o700);
    assert_eq!(fixture.names(), ["a/ada.md"]);
    fs::set_permissions(fixture.root.join("a"), fs::Permissions::from_mode(0o300)).expect("ours");
    assert_eq!(summary(&fixture.remembering()), summary_before, "nor is it believed after its mode has changed");
    fs::set_permissions(fixture.root.join("a"), fs::Permissions::from_mode(0o700)).expect("ours");
}

#[derive(Clone, Debug)]
enum Step {
    Write(usize),
    Remove(usize),
    Move(usize, usize),
    Folder(usize),
    Ignore(usize, usize),
    #[cfg(unix)]
    Link(usize, usize),
}

const PATHS: [&str; 9] = ["n.md", "a", "a/n.md", "a/b", "a/b/n.md", "a/b/x.txt", "c", "c/n.md", ".ignore"];

fn step() -> impl Strategy<Value = Step> {
    let any = || 0..PATHS.len();
    prop_oneof![
        4 => any().prop_map(Step::Write),
        2 => any().prop_map(Step::Remove),
        3 => (any(), any()).prop_map(|(from, to)| Step::Move(from, to)),
        2 => any().prop_map(Step::Folder),
        1 => (any(), any()).prop_map(|(at, named)| Step::Ignore(at, named)),
        #[cfg(unix)]
        1 => (any(), any()).prop_map(|(target, at)| Step::Link(target, at)),
    ]
}

impl Fixture {
    fn take(&mut self, step: &Step) {
        let at = |path: usize| self.root.join(PATHS[path]);
        // Whatever is possible of it.
        let _ = match *step {
            Step::Write(path) => fs::write(at(path), "text"),
            Step::Remove(path) => fs::remove_dir_all(at(path)).or_else(|_| fs::remove_file(at(path))),
            Step::Move(from, to) => fs::rename(at(from), at(to)),
            Step::Folder(path) => fs::create_dir(at(path)),
            Step::Ignore(path, named) => {
                let name = PATHS[named].rsplit('/').next().unwrap_or_default();
                fs::write(at(path).with_file_name(".ignore"), name)
            }
            #[cfg(unix)]
            Step::Link(target, path) => std::os::unix::fs::symlink(at(target), at(path)),
        };
        self.changed();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_changes_the_same_is_found(steps in proptest::collection::vec(step(), 1..40)) {
        let mut fixture = Fixture::new();
        for step in &steps {
            fixture.take(step);
            let remembering = fixture.remembering();
            prop_assert_eq!(summary(&remembering), summary(&walk(&fixture.root, ALL).expect("a walk")));
        }
    }
}
