//! What changed between what is known and what was found, and which states prove nothing.
//!
//! Owns the merge of two sorted streams and the "racily clean" rule. Must not know files, notes or the index: keys and
//! values are the caller's, and the moment of verification is a parameter.

use std::cmp::Ordering;
use std::iter::Peekable;

use super::state::FileState;

/// How much older than the moment of verification a change must be for the state to be trusted, in nanoseconds. Two
/// seconds: the coarsest clock of a file system in use (FAT).
pub const RACY_NS: i64 = 2_000_000_000;

/// What became of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<K, A, B> {
    /// Found, and not known.
    Added(K, B),
    /// Known and found, and not the same.
    Modified(K, A, B),
    /// Known, and not found.
    Removed(K, A),
    /// Known and found, and the same.
    Unchanged(K, A, B),
}

/// Compares what is known with what was found. Both streams must be sorted by key, ascending, each key once; else keys
/// are reported more than once. `same` says whether the value found is the one known.
pub fn diff<K, A, B, KNOWN, FOUND, SAME>(
    known: KNOWN,
    found: FOUND,
    same: SAME,
) -> Diff<KNOWN::IntoIter, FOUND::IntoIter, SAME>
where
    K: Ord,
    KNOWN: IntoIterator<Item = (K, A)>,
    FOUND: IntoIterator<Item = (K, B)>,
    SAME: FnMut(&A, &B) -> bool,
{
    Diff { known: known.into_iter().peekable(), found: found.into_iter().peekable(), same }
}

/// The iterator of [`diff`], in the order of the keys.
pub struct Diff<KNOWN: Iterator, FOUND: Iterator, SAME> {
    known: Peekable<KNOWN>,
    found: Peekable<FOUND>,
    same: SAME,
}

impl<K, A, B, KNOWN, FOUND, SAME> Iterator for Diff<KNOWN, FOUND, SAME>
where
    K: Ord,
    KNOWN: Iterator<Item = (K, A)>,
    FOUND: Iterator<Item = (K, B)>,
    SAME: FnMut(&A, &B) -> bool,
{
    type Item = Change<K, A, B>;

    fn next(&mut self) -> Option<Change<K, A, B>> {
        let order = match (self.known.peek(), self.found.peek()) {
            (Some(known), Some(found)) => known.0.cmp(&found.0),
            (Some(_), None) => Ordering::Less,
            (None, _) => Ordering::Greater,
        };
        match order {
            Ordering::Less => self.known.next().map(|(key, known)| Change::Removed(key, known)),
            Ordering::Greater => self.found.next().map(|(key, found)| Change::Added(key, found)),
            Ordering::Equal => self.both(),
        }
    }
}

impl<K, A, B, KNOWN, FOUND, SAME> Diff<KNOWN, FOUND, SAME>
where
    KNOWN: Iterator<Item = (K, A)>,
    FOUND: Iterator<Item = (K, B)>,
    SAME: FnMut(&A, &B) -> bool,
{
    fn both(&mut self) -> Option<Change<K, A, B>> {
        let ((key, known), (_, found)) = self.known.next().zip(self.found.next())?;
        Some(match (self.same)(&known, &found) {
            true => Change::Unchanged(key, known, found),
            false => Change::Modified(key, known, found),
        })
    }
}

/// Whether a state that equals the known one still proves nothing, so that the content must be compared.
///
/// A file written twice within one tick of the file system's clock, with the same length, has the same state both times.
/// So a state counts only when the last change is at least two seconds older than `verified_at_ns`, the moment
/// (nanoseconds since 1970) at which the reading of the known contents began: git's rule for "racily clean" entries.
/// What counts is the ctime, which no program can set: a note whose mtime lies in 2099, or was put back to an old day
/// (`touch -d`, `rsync -t`, `cp -p`), is judged by when that really happened and does not stay suspect for ever. Where
/// there is no ctime the mtime stands in. A clock that was put back makes states suspect, never trusted.
pub fn is_racy(state: &FileState, verified_at_ns: i64) -> bool {
    let changed = if state.ctime_ns == 0 { state.mtime_ns } else { state.ctime_ns };
    changed.saturating_add(RACY_NS) > verified_at_ns
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    const SECOND: i64 = 1_000_000_000;

    fn changes(known: &[(&'static str, u8)], found: &[(&'static str, u8)]) -> String {
        let word = |change| match change {
            Change::Added(key, _) => format!("+{key}"),
            Change::Modified(key, ..) => format!("~{key}"),
            Change::Removed(key, _) => format!("-{key}"),
            Change::Unchanged(key, ..) => format!("={key}"),
        };
        let all: Vec<String> =
            diff(known.iter().copied(), found.iter().copied(), |a: &u8, b: &u8| a == b).map(word).collect();
        all.join(" ")
    }

    #[test]
    fn two_sorted_streams_become_changes_in_order() {
        for (known, found, expected) in [
            (&[][..], &[][..], ""),
            (&[("a", 1)], &[], "-a"),
            (&[], &[("a", 1)], "+a"),
            (&[("a", 1)], &[("a", 1)], "=a"),
            (&[("a", 1)], &[("a", 2)], "~a"),
            (&[("a", 1), ("c", 1)], &[("b", 1), ("c", 2), ("d", 1)], "-a +b ~c +d"),
            (&[("b", 1), ("c", 1), ("d", 1)], &[("a", 1), ("d", 1)], "+a -b -c =d"),
        ] {
            assert_eq!(changes(known, found), expected);
        }
    }

    proptest! {
        #[test]
        fn applying_the_changes_to_what_is_known_gives_what_was_found(
            known: BTreeMap<u8, u8>, found: BTreeMap<u8, u8>,
        ) {
            let mut applied = known.clone();
            let mut keys = Vec::new();
            for change in diff(known, found.clone(), |a: &u8, b: &u8| a == b) {
                let key = match change {
                    Change::Removed(key, _) => { applied.remove(&key); key }
                    Change::Added(key, new) => { prop_assert_eq!(applied.insert(key, new), None); key }
                    Change::Modified(key, old, new) => {
                        prop_assert_ne!(old, new);
                        applied.insert(key, new);
                        key
                    }
                    Change::Unchanged(key, old, new) => { prop_assert_eq!(old, new); key }
                };
                keys.push(key);
            }
            prop_assert!(keys.is_sorted_by(|a, b| a < b));
            prop_assert_eq!(applied, found);
        }
    }

    #[test]
    fn a_state_is_trusted_when_its_last_change_is_two_seconds_older_than_the_verification() {
        let now = 1_000 * SECOND;
        for (mtime, ctime, racy) in [
            (now, now, true),
            (now, now - 2 * SECOND + 1, true),
            (now, now - 2 * SECOND, false),
            (now - 900 * SECOND, now - SECOND, true),
            (i64::MAX, now - 5 * SECOND, false),
            (0, now - 5 * SECOND, false),
            (now - 5 * SECOND, 0, false),
            (now - SECOND, 0, true),
            (0, now + 50 * SECOND, true),
            (0, i64::MAX, true),
        ] {
            let state = FileState { mtime_ns: mtime, ctime_ns: ctime, ..FileState::default() };
            assert_eq!(is_racy(&state, now), racy, "mtime {mtime}, ctime {ctime}");
        }
    }
}
