//! The state by which a file is known to be unchanged: size, times and inode.
//!
//! Owns the reading of file systems' metadata. Must not know what is done with it: `diff` decides what to trust.

use std::fs::Metadata;

/// What a file system says about a file without its being read. Two equal states mean the same content, unless the
/// state is racy ([`is_racy`](super::is_racy)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FileState {
    /// In bytes.
    pub size: u64,
    /// When the content changed, in nanoseconds since 1970; programs can set it to anything.
    pub mtime_ns: i64,
    /// When the file or its metadata changed, in nanoseconds since 1970; only the system sets it. 0 where there is none.
    pub ctime_ns: i64,
    /// 0 where there is none.
    pub inode: u64,
}

impl FileState {
    /// The state in what `std` read.
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> FileState {
        use std::os::unix::fs::MetadataExt;
        FileState {
            size: metadata.size(),
            mtime_ns: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            ctime_ns: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }

    /// The state in what `std` read.
    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> FileState {
        let mtime_ns = metadata.modified().map_or(0, since_1970);
        FileState { size: metadata.len(), mtime_ns, ctime_ns: 0, inode: 0 }
    }
}

/// Seconds and nanoseconds as one number, held inside the years 1677 to 2262.
#[cfg(unix)]
pub(super) fn nanoseconds(seconds: i64, nanoseconds: i64) -> i64 {
    seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds)
}

#[cfg(not(unix))]
fn since_1970(time: std::time::SystemTime) -> i64 {
    let to_i64 = |d: std::time::Duration| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(std::time::UNIX_EPOCH) {
        Ok(after) => to_i64(after),
        Err(before) => -to_i64(before.duration()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn times_beyond_the_range_are_held_at_its_ends() {
        assert_eq!(nanoseconds(1, 5), 1_000_000_005);
        assert_eq!(nanoseconds(i64::MAX, 999), i64::MAX);
        assert_eq!(nanoseconds(i64::MIN, 0), i64::MIN);
        assert_eq!(nanoseconds(-1, 1), -999_999_999);
    }
}
