//! Asking a running watch: the calling end of the socket.
//!
//! Owns how long to wait for an answer. No answer, a late one or one that is not understood is the same as no watch: the
//! caller checks the files, which costs a scan and is never wrong.

use std::path::Path;

use super::protocol::Status;

/// The [stamp](crate::index::stamp) of an index of which a watch of the vault with this cache folder vouches that it holds
/// everything that happened before now.
pub fn vouched(cache: &Path) -> Option<String> {
    calling::vouched(cache).ok().flatten()
}

/// How the watch of the vault with this cache folder is doing; `None` when there is none that answers.
pub fn status(cache: &Path) -> Option<Status> {
    calling::status(cache).ok()
}

#[cfg(unix)]
mod calling {
    use std::io::{self, BufReader};
    use std::path::Path;
    use std::time::Duration;

    use crate::vouch::protocol::{Answer, Question, Status, receive, send, socket_in};
    use crate::vouch::socket::{Stream, connect};

    /// A process that is alive says so at once, if the machine is not very busy; one that is stopped or hangs does not.
    const FIRST_WORD: Duration = Duration::from_millis(500);
    /// One that is alive may be in the middle of a large update, which the caller would have to wait for as well.
    const LAST_WORD: Duration = Duration::from_secs(2);

    pub(super) fn vouched(cache: &Path) -> io::Result<Option<String>> {
        let stream = asked(cache, Question::Fresh)?;
        let mut lines = BufReader::new(&stream);
        let first: Answer = receive(&mut lines)?;
        stream.set_read_timeout(Some(LAST_WORD))?;
        let last = if first == Answer::Working { receive(&mut lines)? } else { first };
        match last {
            Answer::Fresh { stamp } => Ok(Some(stamp)),
            _ => Ok(None),
        }
    }

    pub(super) fn status(cache: &Path) -> io::Result<Status> {
        let stream = asked(cache, Question::Status)?;
        stream.set_read_timeout(Some(LAST_WORD))?;
        match receive(&mut BufReader::new(&stream))? {
            Answer::Status(status) => Ok(status),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn asked(cache: &Path, question: Question) -> io::Result<Stream> {
        let stream = connect(&socket_in(cache))?;
        stream.set_read_timeout(Some(FIRST_WORD))?;
        stream.set_write_timeout(Some(FIRST_WORD))?;
        send(&stream, &question)?;
        Ok(stream)
    }
}

#[cfg(not(unix))]
mod calling {
    use std::io;
    use std::path::Path;

    use crate::vouch::protocol::Status;

    pub(super) fn vouched(_: &Path) -> io::Result<Option<String>> {
        Ok(None)
    }

    pub(super) fn status(_: &Path) -> io::Result<Status> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
