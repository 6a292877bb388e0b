//! The root of a vault while it is walked: where paths are relative to, and the proof that it stayed the same folder.
//!
//! Owns the open root and the cheapest way to ask for a file's state below it. Must not know which files are notes.

use std::io;
use std::path::{Path, PathBuf};

use super::reason::Reason;
use super::scan::{LeftOut, RootFacts, Unreadable};
use crate::vault::open::Refused;
use crate::vault::path::id_of;
use crate::vault::state::FileState;

/// The root of the vault, held open.
pub(in crate::vault) struct Place {
    root: PathBuf,
    facts: RootFacts,
    #[cfg(target_os = "linux")]
    folder: std::os::fd::OwnedFd,
}

impl Place {
    /// Opens the root.
    pub(in crate::vault) fn open(root: &Path) -> io::Result<Place> {
        let facts = facts(root)?;
        Ok(Place {
            root: root.to_path_buf(),
            facts,
            #[cfg(target_os = "linux")]
            folder: open_folder(root)?,
        })
    }

    pub(in crate::vault) fn root(&self) -> &Path {
        &self.root
    }

    pub(in crate::vault) fn facts(&self) -> RootFacts {
        self.facts
    }

    /// Whether the root's path still leads to the folder that was opened.
    pub(in crate::vault) fn is_still_there(&self) -> io::Result<bool> {
        Ok(facts(&self.root)? == self.facts)
    }

    pub(in crate::vault) fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// How many bytes of an absolute path come before the part that is relative to the root.
    #[cfg(unix)]
    pub(in crate::vault) fn prefix_len(&self) -> usize {
        let root = self.root.as_os_str().as_encoded_bytes();
        root.len() + usize::from(!root.ends_with(b"/"))
    }

    /// A path relative to the root as the system knows it; empty for the root.
    pub(in crate::vault) fn bytes<'p>(&self, path: &'p Path) -> &'p [u8] {
        self.relative(path).as_os_str().as_encoded_bytes()
    }

    /// A path relative to the root as the text of an id.
    pub(in crate::vault) fn text(&self, path: &Path) -> String {
        id_of(self.relative(path)).as_str().to_owned()
    }

    pub(in crate::vault) fn left_out(&self, path: &Path, reason: Reason) -> LeftOut {
        LeftOut { path: self.text(path), reason }
    }

    pub(in crate::vault) fn unreadable(&self, path: &Path, is_folder: bool, error: io::Error) -> Unreadable {
        Unreadable { path: self.text(path), is_folder, error }
    }

    /// The state of a regular file below the root and how many names it has; a link is none.
    ///
    /// Asked for relative to the open root and for the needed fields only: a fifth cheaper than `std`'s way.
    #[cfg(target_os = "linux")]
    pub(in crate::vault) fn state(&self, path: &Path) -> Result<(FileState, u64), Refused> {
        use rustix::fs::{AtFlags, FileType, StatxFlags, statx};
        let times = StatxFlags::MTIME | StatxFlags::CTIME;
        let wanted = StatxFlags::TYPE | StatxFlags::SIZE | times | StatxFlags::INO | StatxFlags::NLINK;
        let bytes = path.as_os_str().as_encoded_bytes();
        let relative = bytes.get(self.prefix_len()..).unwrap_or(bytes);
        match statx(&self.folder, relative, AtFlags::SYMLINK_NOFOLLOW, wanted) {
            Ok(found) if FileType::from_raw_mode(found.stx_mode.into()) == FileType::RegularFile => {
                Ok((state_of(&found), found.stx_nlink.into()))
            }
            Ok(_) => Err(Refused::NotRegular),
            Err(rustix::io::Errno::NOSYS) => state_by_path(path),
            Err(error) => Err(Refused::Io(error.into())),
        }
    }

    /// The state of the root or of a folder below it, if equal states mean that it holds the same: not on another file
    /// system than the root, and not where the names depend on whether a key is there or something gets mounted on the way.
    #[cfg(target_os = "linux")]
    pub(in crate::vault) fn folder_state(&self, path: &Path) -> Option<FileState> {
        use rustix::fs::{AtFlags, FileType, StatxAttributes, StatxFlags, makedev, statx};
        let times = StatxFlags::MTIME | StatxFlags::CTIME;
        let wanted = StatxFlags::TYPE | StatxFlags::SIZE | times | StatxFlags::INO;
        let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::EMPTY_PATH | AtFlags::NO_AUTOMOUNT;
        let found = statx(&self.folder, self.bytes(path), flags, wanted).ok()?;
        let is_folder = FileType::from_raw_mode(found.stx_mode.into()) == FileType::Directory;
        let is_here = makedev(found.stx_dev_major, found.stx_dev_minor) == self.facts.device;
        let is_odd = found.stx_attributes.intersects(StatxAttributes::ENCRYPTED | StatxAttributes::AUTOMOUNT);
        (is_folder && is_here && !is_odd).then(|| state_of(&found))
    }

    /// Nothing is known of other systems.
    #[cfg(not(target_os = "linux"))]
    pub(in crate::vault) fn folder_state(&self, _: &Path) -> Option<FileState> {
        None
    }

    /// The state of a regular file below the root and how many names it has; a link is none.
    #[cfg(not(target_os = "linux"))]
    pub(in crate::vault) fn state(&self, path: &Path) -> Result<(FileState, u64), Refused> {
        state_by_path(path)
    }
}

fn state_by_path(path: &Path) -> Result<(FileState, u64), Refused> {
    let metadata = std::fs::symlink_metadata(path)?;
    match metadata.is_file() {
        true => Ok((FileState::of(&metadata), names_of(&metadata))),
        false => Err(Refused::NotRegular),
    }
}

/// Whether a file has more names than this one.
pub fn has_other_names(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file() && names_of(&metadata) > 1)
}

#[cfg(unix)]
pub(in crate::vault) fn names_of(metadata: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
pub(in crate::vault) fn names_of(_: &std::fs::Metadata) -> u64 {
    1
}

#[cfg(target_os = "linux")]
fn state_of(found: &rustix::fs::Statx) -> FileState {
    use crate::vault::state::nanoseconds;
    FileState {
        size: found.stx_size,
        mtime_ns: nanoseconds(found.stx_mtime.tv_sec, found.stx_mtime.tv_nsec.into()),
        ctime_ns: nanoseconds(found.stx_ctime.tv_sec, found.stx_ctime.tv_nsec.into()),
        inode: found.stx_ino,
    }
}

#[cfg(target_os = "linux")]
fn open_folder(root: &Path) -> io::Result<std::os::fd::OwnedFd> {
    use rustix::fs::{Mode, OFlags, open};
    Ok(open(root, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?)
}

#[cfg(unix)]
fn facts(root: &Path) -> io::Result<RootFacts> {
    use std::os::unix::fs::MetadataExt;
    let metadata = folder_metadata(root)?;
    Ok(RootFacts { device: metadata.dev(), inode: metadata.ino() })
}

#[cfg(not(unix))]
fn facts(root: &Path) -> io::Result<RootFacts> {
    folder_metadata(root).map(|_| RootFacts { device: 0, inode: 0 })
}

fn folder_metadata(root: &Path) -> io::Result<std::fs::Metadata> {
    let metadata = std::fs::metadata(root)?;
    match metadata.is_dir() {
        true => Ok(metadata),
        false => Err(io::ErrorKind::NotADirectory.into()),
    }
}
