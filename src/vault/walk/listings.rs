//! What folders held, and in which state each was then: a folder that still is in that state need not be listed again.
//!
//! Owns the bytes in which that is kept from one command to the next. Must not know the disk, nor what is a note.

use std::collections::HashMap;

use rapidhash::v3::rapidhash_v3;

use crate::vault::diff::is_racy;
use crate::vault::state::FileState;

/// What something in a folder is, as far as a listing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::vault) enum Kind {
    Folder,
    File,
    Link,
    Other,
}

/// The listings of a vault's folders.
#[derive(Debug)]
pub struct Listings {
    /// When the command began, in nanoseconds since 1970.
    now_ns: i64,
    /// Listings of earlier commands, one after the other; as [`Listing`] says.
    kept: Vec<u8>,
    /// Where in `kept` a folder's listing is, by the hash of its path.
    places: HashMap<u64, Place>,
    /// Those of this command.
    fresh: Vec<u8>,
}

#[derive(Debug)]
struct Place {
    start: usize,
    end: usize,
    /// Whether its folder was found as it was.
    holds: bool,
}

/// One folder's: the length of its path and the path, its state, the length of its entries and the entries. Numbers are little-endian.
struct Listing<'b> {
    path: &'b [u8],
    state: FileState,
    entries: &'b [u8],
}

/// How much of the listings must be new for keeping them to cost less than listing those folders again and again.
const WORTH_KEEPING: usize = 16;

impl Listings {
    /// The listings that were kept as these bytes in this run of the system, for a command that began at this moment, in
    /// nanoseconds since 1970. None if the bytes are damaged or of another run: a loss of power may undo what it was listed
    /// after.
    pub fn from_bytes(mut kept: Vec<u8>, run: &str, now_ns: i64) -> Listings {
        let whole = kept.split_last_chunk().filter(|(body, hash)| rapidhash_v3(body) == u64::from_le_bytes(**hash));
        let body = whole.and_then(|(body, _)| body.strip_suffix(run.as_bytes()));
        let found = body.and_then(|body| Some((body.len(), places(body)?)));
        let (length, places) = found.unwrap_or_default();
        kept.truncate(length);
        Listings { now_ns, kept, places, fresh: Vec::new() }
    }

    /// The bytes to keep, if enough has changed.
    pub fn to_keep(&self, run: &str) -> Option<Vec<u8>> {
        if self.fresh.is_empty() || self.fresh.len() * WORTH_KEEPING < self.kept.len() {
            return None;
        }
        let mut bytes = self.fresh.clone();
        let held = self.places.values().filter(|place| place.holds);
        held.for_each(|place| bytes.extend_from_slice(&self.kept[place.start..place.end]));
        bytes.extend_from_slice(run.as_bytes());
        bytes.extend(rapidhash_v3(&bytes).to_le_bytes());
        Some(bytes)
    }

    /// What a folder holds, if it was listed in this very state: names and kinds in the order in which they were noted.
    pub(in crate::vault) fn of(
        &mut self,
        path: &[u8],
        state: &FileState,
    ) -> Option<impl Iterator<Item = (&[u8], Kind)>> {
        let place = self.places.get_mut(&rapidhash_v3(path))?;
        let listing = Listing::take(&mut &self.kept[place.start..place.end])?;
        place.holds = listing.path == path && listing.state == *state;
        place.holds.then(|| entries(listing.entries))
    }

    /// Notes what a folder held that was in this state before it was listed. One that had just changed may have changed
    /// again, and still look the same.
    pub(in crate::vault) fn note<'e>(
        &mut self,
        path: &[u8],
        state: &FileState,
        entries: impl Iterator<Item = (&'e [u8], Kind)>,
    ) {
        if is_racy(state, self.now_ns) {
            return;
        }
        self.fresh.extend((path.len() as u32).to_le_bytes());
        self.fresh.extend_from_slice(path);
        let FileState { size, mtime_ns, ctime_ns, inode } = *state;
        [size, mtime_ns as u64, ctime_ns as u64, inode].iter().for_each(|part| self.fresh.extend(part.to_le_bytes()));
        let length_at = self.fresh.len();
        self.fresh.extend([0; 4]);
        for (name, kind) in entries {
            self.fresh.push(kind as u8);
            self.fresh.extend((name.len() as u16).to_le_bytes());
            self.fresh.extend_from_slice(name);
        }
        let length = (self.fresh.len() - length_at - 4) as u32;
        self.fresh[length_at..length_at + 4].copy_from_slice(&length.to_le_bytes());
    }
}

fn places(kept: &[u8]) -> Option<HashMap<u64, Place>> {
    let (mut places, mut rest) = (HashMap::new(), kept);
    while !rest.is_empty() {
        let start = kept.len() - rest.len();
        let listing = Listing::take(&mut rest)?;
        places.insert(rapidhash_v3(listing.path), Place { start, end: kept.len() - rest.len(), holds: false });
    }
    Some(places)
}

impl<'b> Listing<'b> {
    fn take(bytes: &mut &'b [u8]) -> Option<Listing<'b>> {
        let length = u32::from_le_bytes(array(bytes)?);
        let path = bytes.split_off(..length as usize)?;
        let state = FileState {
            size: u64::from_le_bytes(array(bytes)?),
            mtime_ns: i64::from_le_bytes(array(bytes)?),
            ctime_ns: i64::from_le_bytes(array(bytes)?),
            inode: u64::from_le_bytes(array(bytes)?),
        };
        let length = u32::from_le_bytes(array(bytes)?);
        Some(Listing { path, state, entries: bytes.split_off(..length as usize)? })
    }
}

/// Each with its kind, the length of its name in two bytes, and the name.
fn entries(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8], Kind)> {
    std::iter::from_fn(move || {
        let [kind] = array(&mut bytes)?;
        let length = u16::from_le_bytes(array(&mut bytes)?);
        let name = bytes.split_off(..usize::from(length))?;
        let kinds = [Kind::Folder, Kind::File, Kind::Link, Kind::Other];
        Some((name, kinds.into_iter().find(|known| *known as u8 == kind)?))
    })
}

fn array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    bytes.split_off(..N)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use crate::vault::walk::listings::*;

    const NOW: i64 = 1_000_000_000_000;

    fn state(ctime_ns: i64) -> FileState {
        FileState { size: 4096, mtime_ns: -1, ctime_ns, inode: u64::MAX }
    }

    fn none() -> Listings {
        Listings::from_bytes(Vec::new(), "run", NOW)
    }

    /// Listings of these folders, each with one entry that is called like it, all in one state.
    fn with(folders: &[&str]) -> Listings {
        let mut listings = none();
        folders.iter().for_each(|folder| listings.note(folder.as_bytes(), &state(7), one(folder)));
        listings
    }

    fn one(name: &str) -> impl Iterator<Item = (&[u8], Kind)> {
        std::iter::once((name.as_bytes(), Kind::Folder))
    }

    fn again(listings: &Listings) -> Listings {
        Listings::from_bytes(listings.to_keep("run").expect("they are new"), "run", NOW)
    }

    fn held(listings: &mut Listings, path: &str) -> Option<usize> {
        listings.of(path.as_bytes(), &state(7)).map(Iterator::count)
    }

    #[test]
    fn what_was_noted_is_reported_for_the_same_folder_in_the_same_state() {
        let entries = [(&b"a.md"[..], Kind::File), (b"\xff\n", Kind::Other), (b"", Kind::Link), (b"b", Kind::Folder)];
        let mut listings = none();
        listings.note(b"people/x", &state(7), entries.into_iter());
        listings.note(b"", &state(8), std::iter::empty());
        let mut listings = again(&listings);
        assert!(listings.of(b"people/x", &state(7)).expect("known").eq(entries));
        assert_eq!(listings.of(b"", &state(8)).expect("known").count(), 0);
        assert!(listings.of(b"people", &state(7)).is_none());
        for other in [
            state(8),
            FileState { size: 1, ..state(7) },
            FileState { mtime_ns: 0, ..state(7) },
            FileState { inode: 0, ..state(7) },
        ] {
            assert!(listings.of(b"people/x", &other).is_none(), "{other:?}");
        }
    }

    #[test]
    fn a_folder_that_has_just_changed_is_not_noted() {
        let mut listings = none();
        listings.note(b"a", &state(NOW - 1_999_999_999), one("x"));
        assert_eq!(listings.to_keep("run"), None);
        listings.note(b"a", &state(NOW - 2_000_000_000), one("x"));
        assert!(listings.to_keep("run").is_some());
    }

    #[test]
    fn damaged_bytes_and_those_of_another_run_of_the_system_hold_nothing() {
        let bytes = with(&["a", "b"]).to_keep("run").expect("they are new");
        let holds = |bytes: &[u8], run| held(&mut Listings::from_bytes(bytes.to_vec(), run, NOW), "a").is_some();
        assert!(holds(&bytes, "run"));
        assert!(!holds(&bytes, "rum") && !holds(&bytes, ""));
        for i in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[i] ^= 1;
            assert!(!holds(&damaged, "run") && !holds(&bytes[..i], "run"), "byte {i}");
        }
    }

    #[test]
    fn cut_listings_with_a_right_hash_are_no_reason_to_panic() {
        let bytes = with(&["a", "b"]).to_keep("").expect("they are new");
        for length in 0..bytes.len() - 8 {
            let mut cut = bytes[..length].to_vec();
            cut.extend(rapidhash_v3(&cut).to_le_bytes());
            let mut listings = Listings::from_bytes(cut, "", NOW);
            assert!(held(&mut listings, "b").is_none(), "{length} bytes");
        }
    }

    #[test]
    fn listings_are_kept_when_enough_is_new_and_without_what_is_gone() {
        let names: Vec<String> = (10..50).map(|i| i.to_string()).collect();
        let mut listings = again(&with(&names.iter().map(String::as_str).collect::<Vec<_>>()));
        names[1..].iter().for_each(|name| assert_eq!(held(&mut listings, name), Some(1)));
        assert_eq!(listings.to_keep("run"), None);
        listings.note(b"50", &state(7), one("50"));
        listings.note(b"51", &state(7), one("51"));
        assert_eq!(listings.to_keep("run"), None);
        listings.note(b"52", &state(7), one("52"));
        let mut listings = again(&listings);
        assert_eq!(["10", "11", "49", "52"].map(|name| held(&mut listings, name)), [None, Some(1), Some(1), Some(1)]);
    }
}
