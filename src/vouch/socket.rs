//! The socket in the cache folder.
//!
//! Owns the making and finding of it where a path may be longer than a socket's address. Must not know what is sent over
//! it.

#[cfg(unix)]
pub(crate) use unix::{Listener, Stream, connect, listen};

#[cfg(unix)]
mod unix {
    use std::io;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};

    use crate::index::private;

    pub(crate) type Stream = UnixStream;
    pub(crate) type Listener = UnixListener;

    /// A listening socket that only this user can reach. What was there before is gone: whoever calls holds the lock that
    /// says that nobody listens.
    pub(crate) fn listen(path: &Path) -> io::Result<Listener> {
        private::remove(path)?;
        let listener = within_reach(path, |path| UnixListener::bind(path))?;
        private::restrict_file(path)?;
        Ok(listener)
    }

    pub(crate) fn connect(path: &Path) -> io::Result<Stream> {
        within_reach(path, |path| UnixStream::connect(path))
    }

    /// A socket's address holds a hundred bytes or so. A longer path is reached through its folder, held open.
    fn within_reach<T>(path: &Path, open: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
        const SHORT: usize = 100;
        if path.as_os_str().len() <= SHORT {
            return open(path);
        }
        let (folder, name) = path.parent().zip(path.file_name()).ok_or(io::ErrorKind::InvalidInput)?;
        let (_held, folder) = short_name(folder)?;
        open(&folder.join(name))
    }

    #[cfg(target_os = "linux")]
    fn short_name(folder: &Path) -> io::Result<(std::fs::File, PathBuf)> {
        use std::os::fd::AsRawFd;
        let held = std::fs::File::open(folder)?;
        let name = PathBuf::from(format!("/proc/self/fd/{}", held.as_raw_fd()));
        Ok((held, name))
    }

    #[cfg(not(target_os = "linux"))]
    fn short_name(folder: &Path) -> io::Result<((), PathBuf)> {
        Err(io::Error::new(io::ErrorKind::InvalidFilename, format!("{} is too long for a socket", folder.display())))
    }
}
