//! What lies under a vault: which folder, on which file systems, and whether those report every change.
//!
//! Owns the knowledge of file systems that other machines or programs change without this kernel's seeing it, and of what
//! was mounted where. Must not know what is done with it: `watch` decides what to trust.

use std::io;
use std::path::Path;

use super::walk::place::Place;
use super::walk::scan::RootFacts;

/// What must stay the same for a watched vault to be the one that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    pub root: RootFacts,
    /// Changes when something is mounted above, at or below the vault, or unmounted.
    mounts: u64,
}

impl Medium {
    /// What is under a vault now.
    ///
    /// # Errors
    /// When its folder is gone.
    pub fn of(root: &Path) -> io::Result<Medium> {
        Ok(Medium { root: Place::open(root)?.facts(), mounts: mounts_around(root) })
    }
}

/// Of the lines of the mount table that speak of the vault's way or of something below it.
#[cfg(target_os = "linux")]
fn mounts_around(root: &Path) -> u64 {
    let table = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    let lines = table.split(|byte| *byte == b'\n').filter(|line| is_around(line, root));
    lines.fold(0, |hash, line| hash.rotate_left(7) ^ rapidhash::v3::rapidhash_v3(line))
}

/// The fifth field is where it is mounted, with spaces and the like as octal escapes: such a place counts as around.
#[cfg(target_os = "linux")]
fn is_around(line: &[u8], root: &Path) -> bool {
    use std::os::unix::ffi::OsStrExt;
    let Some(place) = line.split(|byte| *byte == b' ').nth(4) else { return false };
    let at = Path::new(std::ffi::OsStr::from_bytes(place));
    place.contains(&b'\\') || at.starts_with(root) || root.starts_with(at)
}

#[cfg(not(target_os = "linux"))]
fn mounts_around(_: &Path) -> u64 {
    0
}

impl Medium {
    /// Whether every change below a folder is made through this kernel, so that it reports it. Only for file systems
    /// known to be so: of others (NFS, SMB, FUSE, 9p, what virtual machines share) another machine may change the files.
    #[cfg(target_os = "linux")]
    pub fn reports_all_changes(folder: &Path) -> bool {
        rustix::fs::statfs(folder).is_ok_and(|found| LOCAL.contains(&(found.f_type as u64 & 0xffff_ffff)))
    }

    /// Nothing is known of other systems.
    #[cfg(not(target_os = "linux"))]
    pub fn reports_all_changes(_: &Path) -> bool {
        false
    }
}

/// The magic numbers of `statfs(2)`: ext2 to ext4, xfs, btrfs, tmpfs, ramfs, f2fs, zfs, bcachefs, jfs, reiserfs, exfat,
/// vfat, overlayfs (whose lower folders must not be changed while mounted, according to the kernel).
#[cfg(target_os = "linux")]
const LOCAL: [u64; 13] = [
    0xef53,
    0x5846_5342,
    0x9123_683e,
    0x0102_1994,
    0x8584_58f6,
    0xf2f5_2010,
    0x2fc1_2fc1,
    0xca45_1a4e,
    0x3153_464a,
    0x5265_4973,
    0x2011_bab0,
    0x4d44,
    0x794c_7630,
];

/// Whether a folder's ctime changes with every change of what is in it, and finely enough. Only for file systems known to be
/// so: of [`LOCAL`] ext2 to ext4, xfs, btrfs, tmpfs, f2fs, zfs, bcachefs and overlayfs.
#[cfg(target_os = "linux")]
pub(super) fn dates_folders(folder: &Path) -> bool {
    const DATING: [u64; 8] = [LOCAL[0], LOCAL[1], LOCAL[2], LOCAL[3], LOCAL[5], LOCAL[6], LOCAL[7], LOCAL[12]];
    rustix::fs::statfs(folder).is_ok_and(|found| DATING.contains(&(found.f_type as u64 & 0xffff_ffff)))
}

/// Nothing is known of other systems.
#[cfg(not(target_os = "linux"))]
pub(super) fn dates_folders(_: &Path) -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn mounts_on_the_way_to_a_vault_and_below_it_count() {
        let root = Path::new("/home/ada/notes");
        for (place, around) in [
            ("/", true),
            ("/home", true),
            ("/home/ada/notes", true),
            ("/home/ada/notes/people", true),
            ("/home/ada/notes2", false),
            ("/proc", false),
            ("/media/my\\040disk", true),
        ] {
            let line = format!("36 35 98:0 /x {place} rw,noatime master:1 - ext3 /dev/root rw");
            assert_eq!(is_around(line.as_bytes(), root), around, "{place}");
        }
    }

    #[test]
    fn the_medium_of_a_folder_made_again_is_another() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (vault, kept) = (dir.path().join("vault"), dir.path().join("kept"));
        std::fs::create_dir(&vault).expect("a folder");
        let before = Medium::of(&vault).expect("it is there");
        assert_eq!(Medium::of(&vault).expect("it is there"), before);
        std::fs::rename(&vault, &kept).expect("moved away");
        assert!(Medium::of(&vault).is_err());
        std::fs::create_dir(&vault).expect("a folder");
        assert_ne!(Medium::of(&vault).expect("it is there"), before);
    }
}
