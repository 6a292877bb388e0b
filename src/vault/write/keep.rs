//! What a file is besides its content: rights, owner, group, extended attributes.
//!
//! Owns the copying of these, as far as the system lets this user; a copy never has more rights than the file. Must not
//! know content.

use std::fs::File;

use super::target::Existing;

/// Gives `to` what `from` has.
#[cfg(unix)]
pub(super) fn copy(from: &Existing, to: &File) {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let wanted = copy_owner(&from.metadata, to);
    // While the file is still this user's alone: setting attributes needs the right to write it.
    attributes::copy(&from.file, to);
    if to.metadata().is_ok_and(|now| now.mode() & 0o7777 != wanted) {
        // Where this fails the copy stays as private as it was made.
        let _ = to.set_permissions(Permissions::from_mode(wanted));
    }
}

/// Elsewhere a new file gets its rights from its folder.
#[cfg(not(unix))]
pub(super) fn copy(_: &Existing, _: &File) {}

/// The rights that the file may have with the owner and group that it could be given.
#[cfg(unix)]
fn copy_owner(from: &std::fs::Metadata, to: &File) -> u32 {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (owner, group) = (from.uid(), from.gid());
    let is_same = |now: &std::fs::Metadata| (now.uid() == owner, now.gid() == group);
    let now = || to.metadata().map_or((false, false), |now| is_same(&now));
    if now() != (true, true) && fchown(to, Some(owner), Some(group)).is_err() {
        let _ = fchown(to, None, Some(group));
    }
    let (owner_kept, group_kept) = now();
    rights(from.mode(), owner_kept, group_kept)
}

/// Another group gets no more than everybody has, and no other owner's or group's name is lent to a program.
#[cfg(unix)]
fn rights(mode: u32, owner_kept: bool, group_kept: bool) -> u32 {
    match (owner_kept, group_kept) {
        (true, true) => mode & 0o7777,
        (false, true) => mode & 0o777,
        (_, false) => mode & 0o707 | (mode & 0o070 & (mode & 0o007) << 3),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod attributes {
    use std::ffi::CStr;
    use std::fs::File;

    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Result;

    /// Further rights; a folder may give them to every new file in it.
    const ACCESS_LIST: &CStr = c"system.posix_acl_access";

    /// What the systems allow for the list and for a value; both are small.
    const LARGEST: usize = 65536;

    /// Copies what can be copied.
    pub(super) fn copy(from: &File, to: &File) {
        let mut list = vec![0; LARGEST];
        let length = flistxattr(from, &mut list).unwrap_or(0);
        let names: Vec<&CStr> = list[..length].split_inclusive(|byte| *byte == 0).filter_map(c_str).collect();
        if !names.contains(&ACCESS_LIST) {
            let _ = fremovexattr(to, ACCESS_LIST);
        }
        for name in names {
            let _ = copy_one(from, to, name);
        }
    }

    fn c_str(bytes: &[u8]) -> Option<&CStr> {
        CStr::from_bytes_with_nul(bytes).ok()
    }

    fn copy_one(from: &File, to: &File, name: &CStr) -> Result<()> {
        let mut value = vec![0; LARGEST];
        let length = fgetxattr(from, name, &mut value)?;
        fsetxattr(to, name, &value[..length], XattrFlags::empty())
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
mod attributes {
    /// Not known on this system.
    pub(super) fn copy(_: &std::fs::File, _: &std::fs::File) {}
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn who_cannot_keep_owner_or_group_gives_no_more_rights_than_there_were() {
        for (mode, owner_kept, group_kept, wanted) in [
            (0o100_640, true, true, 0o640),
            (0o106_755, true, true, 0o6755),
            (0o106_755, false, true, 0o755),
            (0o106_755, true, false, 0o755),
            (0o100_640, true, false, 0o600),
            (0o100_664, false, false, 0o644),
            (0o100_606, true, false, 0o606),
        ] {
            assert_eq!(rights(mode, owner_kept, group_kept), wanted, "{mode:o}");
        }
    }
}
