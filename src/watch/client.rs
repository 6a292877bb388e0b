//! Somebody who asks whether the index is true.
//!
//! Owns the way of an answer back. Must not know what is answered.

use crate::vouch::protocol::{self, Answer};
#[cfg(unix)]
use crate::vouch::socket::Stream;

/// Somebody who waits for the keeper's word.
#[derive(Debug)]
pub(super) struct Client {
    #[cfg(unix)]
    pub(super) stream: Stream,
}

impl Client {
    /// Whoever asked may have gone; that is no concern of ours.
    pub(super) fn answer(self, answer: &Answer) {
        #[cfg(unix)]
        let _ = protocol::send(&self.stream, answer);
        #[cfg(not(unix))]
        let _ = answer;
    }
}
