//! Floor 0: the mechanics of text.
//!
//! Owns how bytes become text and how offsets become lines and columns. Must not know notes, fields or anything else of
//! this program: it names the standard library and crates only.

pub mod decode;
pub mod lines;
pub mod splice;

pub use decode::{Decoded, Encoding, decode};
pub use lines::LineIndex;
pub use splice::{Splice, spliced};
