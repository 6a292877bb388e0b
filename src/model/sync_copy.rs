//! Files that may be copies that a sync service made: only the note beside them decides.
//!
//! Owns the names of such files. Must not know which files there are, nor what is in them.

use super::NoteId;

/// How OneDrive calls them: after the name, before a dash and the rest of the machine's.
const ONEDRIVE: [&str; 2] = ["-desktop", "-laptop"];
/// How iCloud does.
const ICLOUD: &str = " 2";

/// What a file's name says of the note beside it that it may be a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaybeCopy<'a> {
    /// The file name of the other note, without its extension.
    pub original: &'a str,
    /// Whether the two must also have the same name: two notes of different people may be called so.
    pub needs_same_name: bool,
}

/// What the name of this note's file says; `None` where it can be no such copy.
pub fn maybe_copy(id: &NoteId) -> Option<MaybeCopy<'_>> {
    let stem = id.stem();
    let icloud = stem.strip_suffix(ICLOUD).map(|original| MaybeCopy { original, needs_same_name: true });
    let named = icloud.or_else(|| onedrive(stem).map(|original| MaybeCopy { original, needs_same_name: false }));
    named.filter(|copy| !copy.original.trim().is_empty())
}

/// The path of the note that it may be a copy of.
pub fn original_beside(id: &NoteId) -> Option<NoteId> {
    let original = maybe_copy(id)?.original;
    let path = id.as_str();
    let (before, extension) = (id.without_extension().strip_suffix(id.stem())?, &path[id.without_extension().len()..]);
    Some(NoteId::new(format!("{before}{original}{extension}")))
}

fn onedrive(stem: &str) -> Option<&str> {
    let (named, machine) = stem.rsplit_once('-')?;
    let is_machine = !machine.is_empty() && machine.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let before = |kind: &&str| {
        let (before, end) = named.split_at_checked(named.len().checked_sub(kind.len())?)?;
        end.eq_ignore_ascii_case(kind).then_some(before)
    };
    ONEDRIVE.iter().find_map(before).filter(|_| is_machine)
}
