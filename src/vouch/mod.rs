//! Floor 2: how a process that asks and a process that watches talk to each other.
//!
//! Owns the socket in the cache folder, the words spoken over it, and the lock that says who watches. Must not know how
//! freshness is proved (`watch` does) or what is done with the answer (the host of a workspace decides).

mod ask;
mod holder;
pub(crate) mod protocol;
pub(crate) mod socket;

pub use ask::{status, vouched};
pub(crate) use holder::{Hold, hold};
pub use holder::{HoldError, Holder, holder};
pub use protocol::Status;
