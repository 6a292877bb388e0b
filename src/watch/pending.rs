//! What happened and is not yet in the index, and so where the next refresh must go.
//!
//! Owns that decision, as a value. Pure: it touches no file.

use std::collections::{BTreeMap, BTreeSet};

use super::inbox::{MOST_PATHS, Post, Touch};
use crate::vault::{FILE_NAME, concerns_notes};

/// With more paths than this a walk over everything is quicker than to find the rules for each.
const MOST_PARTS: usize = 256;

/// What happened since the last refresh, and was not acted on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) touches: BTreeMap<String, Touch>,
    /// Anything may have happened, to folders too: nothing is known any more of what is watched.
    pub(super) anything: bool,
    /// Notes may have changed of which nobody heard.
    pub(super) everywhere: bool,
}

impl Pending {
    pub(super) fn add(&mut self, post: &mut Post) {
        self.anything |= post.anything || self.touches.len() + post.touches.len() > MOST_PATHS;
        if self.anything {
            self.touches.clear();
            post.touches.clear();
        }
        for (path, touch) in std::mem::take(&mut post.touches) {
            let known = self.touches.entry(path).or_insert(touch);
            *known = Touch { change: touch.change, entry: known.entry || touch.entry };
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.touches.is_empty() && !self.anything && !self.everywhere
    }

    /// Whether everything must be walked over: which files are notes may have changed, or too much happened.
    pub(super) fn is_everywhere(&self) -> bool {
        self.anything
            || self.everywhere
            || self.touches.len() > MOST_PARTS
            || self.touches.keys().any(|path| decides_over_notes(path))
    }

    /// The paths at which something came or went.
    pub(super) fn entries(&self) -> impl Iterator<Item = &str> {
        self.touches.iter().filter(|(_, touch)| touch.entry).map(|(path, _)| path.as_str())
    }
}

/// An ignore file, or the settings.
fn decides_over_notes(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    concerns_notes(name.as_bytes()) && (name.starts_with('.') || path == FILE_NAME)
}

/// The paths without those below others.
pub(super) fn outermost(paths: BTreeSet<String>) -> Vec<String> {
    if paths.contains("") {
        return vec![String::new()];
    }
    let is_below = |path: &str| path.match_indices('/').any(|(at, _)| paths.contains(&path[..at]));
    paths.iter().filter(|path| !is_below(path)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::debounce::FileChange;

    fn pending(paths: &[&str]) -> Pending {
        let touch =
            |path: &&str| ((*path).to_owned(), Touch { change: FileChange::Finished, entry: path.starts_with('e') });
        Pending { touches: paths.iter().map(touch).collect(), ..Pending::default() }
    }

    #[test]
    fn what_decides_over_notes_leads_everywhere() {
        for (paths, everywhere) in [
            (&["a.md", "p/b.md", "folder"][..], false),
            (&["p/.gitignore"], true),
            (&[".tiesignore"], true),
            (&["ties.toml"], true),
            (&["p/ties.toml"], false),
        ] {
            assert_eq!(pending(paths).is_everywhere(), everywhere, "{paths:?}");
        }
        let many: Vec<String> = (0..=MOST_PARTS).map(|i| format!("{i}.md")).collect();
        assert!(pending(&many.iter().map(String::as_str).collect::<Vec<_>>()).is_everywhere());
    }

    #[test]
    fn what_was_not_acted_on_adds_up() {
        let mut all = pending(&["a.md", "e.md"]);
        let touches = BTreeMap::from([("e.md".to_owned(), Touch { change: FileChange::Wrote, entry: false })]);
        all.add(&mut Post { touches, ..Post::default() });
        assert_eq!(all.touches["e.md"], Touch { change: FileChange::Wrote, entry: true });
        assert_eq!(all.entries().collect::<Vec<_>>(), ["e.md"]);
        all.add(&mut Post { anything: true, ..Post::default() });
        assert!(all.is_everywhere() && all.touches.is_empty());
    }

    #[test]
    fn only_the_outermost_paths_are_walked() {
        for (paths, expected) in
            [(&["a/b.md", "a", "a.md", "b/c"][..], &["a", "a.md", "b/c"][..]), (&["", "a"], &[""]), (&[], &[])]
        {
            assert_eq!(outermost(paths.iter().map(|path| (*path).to_owned()).collect()), expected);
        }
    }
}
