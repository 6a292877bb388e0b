//! What is sent over the socket: one line of JSON each way, and one more when it takes longer.
//!
//! Owns the words. They are spoken between processes of one user on one machine that may be of different versions: what is
//! not understood is no answer, and whoever asked checks the files.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// More than any line of ours.
const LONGEST_LINE: u64 = 1 << 12;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Question {
    /// Does the index hold everything that happened before this was asked?
    Fresh,
    Status,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// A watch is there and will answer later.
    Working,
    /// It does, as long as it has this stamp.
    Fresh {
        stamp: String,
    },
    /// That cannot be proved: check the files yourself.
    #[serde(rename = "look")]
    Unproven {
        why: String,
    },
    Status(Status),
}

/// How a watch is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub pid: u32,
    /// When it started, in nanoseconds since 1970.
    pub since_ns: i64,
    /// As people read it.
    pub vault: String,
    pub notes: usize,
    /// Folders that may hold notes.
    pub folders: usize,
    /// Those of them that are checked from time to time, because the system does not report what happens there.
    pub polled: usize,
    /// How many questions were answered with the proof that nothing is missing.
    pub vouched: usize,
    /// Why queries check the files; `None` while they need not.
    pub doubt: Option<String>,
}

/// Where the socket of a vault's watch is.
pub(crate) fn socket_in(cache: &Path) -> PathBuf {
    cache.join("watch.sock")
}

pub(crate) fn send<T: Serialize>(mut stream: impl Write, message: &T) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    stream.write_all(&line)
}

/// The next line; an error when there is none in time, or none that is understood.
pub(crate) fn receive<T: DeserializeOwned>(stream: &mut BufReader<impl Read>) -> io::Result<T> {
    let mut line = Vec::new();
    stream.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok(serde_json::from_slice(&line)?)
}
