//! The second half of the walk: what the disk says about each file that may be a note.
//!
//! Owns the part of the rules that costs a system call or a match, made on all cores while the walk goes on. Must not know
//! folders or the order of things.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use super::ignore_rules::Rules;
use super::place::Place;
use super::readme;
use super::reason::Reason;
use super::scan::{Found, IsKnown, LeftOut, Unreadable};
use crate::model::NoteId;
use crate::vault::open::{Refused, resolve};
use crate::vault::state::FileState;

/// A file whose name is a note's.
pub(in crate::vault) struct Candidate {
    /// Absolute.
    pub(in crate::vault) path: PathBuf,
    pub(in crate::vault) is_link: bool,
    /// The patterns that hold in its folder.
    pub(in crate::vault) rules: Rules,
}

/// What became of some files.
#[derive(Debug, Default)]
pub(in crate::vault) struct Batch {
    pub(in crate::vault) files: Vec<Found>,
    pub(in crate::vault) known: usize,
    pub(in crate::vault) newest_ctime_ns: i64,
    pub(in crate::vault) left_out: Vec<LeftOut>,
    pub(in crate::vault) folders: Vec<String>,
    pub(in crate::vault) links: Vec<String>,
    pub(in crate::vault) linked_rules: bool,
    pub(in crate::vault) unreadable: Vec<Unreadable>,
}

/// What became of one.
enum Verdict {
    Note {
        state: FileState,
        aliased: bool,
    },
    LeftOut(Reason),
    /// It vanished since its folder was listed.
    Gone,
    Unreadable(io::Error),
}

/// How files are checked.
pub(in crate::vault) struct FileChecker<'l> {
    pub(in crate::vault) place: &'l Place,
    pub(in crate::vault) is_known: &'l IsKnown<'l>,
    /// Whether to report why files were left out.
    pub(in crate::vault) reasons: bool,
}

impl FileChecker<'_> {
    /// Checks some files.
    pub(in crate::vault) fn check(&self, candidates: Vec<Candidate>) -> Batch {
        let mut batch = Batch::default();
        for candidate in candidates {
            let verdict = self.unless_about_the_vault(&candidate, verdict(self.place, &candidate));
            if candidate.is_link && !matches!(verdict, Verdict::Note { .. }) {
                batch.links.push(self.place.text(&candidate.path));
            }
            self.keep(candidate, verdict, &mut batch);
        }
        batch
    }

    /// A file that may only be about the folder it is in is opened, if it is not known as a note.
    fn unless_about_the_vault(&self, candidate: &Candidate, verdict: Verdict) -> Verdict {
        let path = &candidate.path;
        let Verdict::Note { state, .. } = &verdict else { return verdict };
        if !path.file_name().is_some_and(|name| readme::is_readme(name.as_encoded_bytes())) {
            return verdict;
        }
        let is_note = (self.is_known)(&self.place.text_in(path), state) || readme::is_note(self.place.root(), path);
        if is_note { verdict } else { Verdict::LeftOut(Reason::AboutTheVault) }
    }

    fn keep(&self, candidate: Candidate, verdict: Verdict, batch: &mut Batch) {
        let place = self.place;
        match verdict {
            Verdict::Note { state, aliased } => self.keep_note(candidate.path, state, aliased, batch),
            Verdict::LeftOut(reason) if self.reasons => batch.left_out.push(place.left_out(&candidate.path, reason)),
            Verdict::LeftOut(_) | Verdict::Gone => {}
            Verdict::Unreadable(error) => batch.unreadable.push(place.unreadable(&candidate.path, false, error)),
        }
    }

    fn keep_note(&self, path: PathBuf, state: FileState, aliased: bool, batch: &mut Batch) {
        batch.newest_ctime_ns = batch.newest_ctime_ns.max(state.ctime_ns);
        match (self.is_known)(&self.place.text_in(&path), &state) {
            true => batch.known += 1,
            false => batch.files.push(Found { id: self.place.id_from(path), state, aliased }),
        }
    }
}

fn verdict(place: &Place, candidate: &Candidate) -> Verdict {
    if let Some(file) = candidate.rules.named_by(&candidate.path, false) {
        return Verdict::LeftOut(Reason::Ignored { by: place.text(file) });
    }
    let checked = match candidate.is_link {
        true => linked_state(place.root(), &candidate.path).map(|state| Verdict::Note { state, aliased: true }),
        false => place.state(&candidate.path).map(|(state, names)| Verdict::Note { state, aliased: names > 1 }),
    };
    checked.unwrap_or_else(|refused| refusal(refused, candidate.is_link))
}

fn refusal(refused: Refused, is_link: bool) -> Verdict {
    match refused {
        Refused::NotRegular => Verdict::LeftOut(Reason::NotRegular),
        Refused::OutOfVault => Verdict::LeftOut(Reason::LinkOut),
        Refused::Io(error) => failure(error, is_link),
    }
}

fn failure(error: io::Error, is_link: bool) -> Verdict {
    match error.kind() {
        _ if is_link && leads_nowhere(&error) => Verdict::LeftOut(Reason::LinkToNothing),
        io::ErrorKind::IsADirectory => Verdict::LeftOut(Reason::LinkToFolder),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Verdict::Gone,
        io::ErrorKind::InvalidFilename => Verdict::LeftOut(Reason::PathTooLong),
        _ => Verdict::Unreadable(error),
    }
}

/// The reason why a link whose name is not a note's is left out: only where it leads makes it a file or a folder.
pub(in crate::vault) fn other_link_reason(path: &Path, by_name: Reason) -> Reason {
    let leads_to_folder = std::fs::metadata(path).is_ok_and(|target| target.is_dir());
    if leads_to_folder { Reason::LinkToFolder } else { by_name }
}

/// The state of the file that a link leads to, if it is a regular one inside the vault.
fn linked_state(root: &Path, path: &Path) -> Result<FileState, Refused> {
    let metadata = std::fs::symlink_metadata(resolve(root, path)?)?;
    match (metadata.is_dir(), metadata.is_file()) {
        (true, _) => Err(Refused::Io(io::ErrorKind::IsADirectory.into())),
        (_, true) => Ok(FileState::of(&metadata)),
        _ => Err(Refused::NotRegular),
    }
}

#[cfg(unix)]
fn leads_nowhere(error: &io::Error) -> bool {
    let in_a_circle = error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
    in_a_circle || matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(not(unix))]
fn leads_nowhere(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

impl Place {
    /// The id of a file below the root, made in the path's own allocation.
    #[cfg(unix)]
    fn id_from(&self, path: PathBuf) -> NoteId {
        use std::os::unix::ffi::OsStringExt;
        let mut bytes = path.into_os_string().into_vec();
        bytes.drain(..self.prefix_len().min(bytes.len()));
        NoteId::new(crate::vault::path::text_of_bytes(bytes))
    }

    /// The text of the id of a file below the root.
    #[cfg(unix)]
    fn text_in<'p>(&self, path: &'p Path) -> Cow<'p, str> {
        let bytes = path.as_os_str().as_encoded_bytes();
        crate::vault::path::text_in(bytes.get(self.prefix_len()..).unwrap_or(bytes))
    }

    #[cfg(not(unix))]
    fn text_in<'p>(&self, path: &'p Path) -> Cow<'p, str> {
        Cow::Owned(self.text(path))
    }

    #[cfg(not(unix))]
    fn id_from(&self, path: PathBuf) -> NoteId {
        crate::vault::path::id_of(self.relative(&path))
    }
}
