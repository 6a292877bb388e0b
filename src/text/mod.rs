//! Floor 0: the mechanics of text.
//!
//! Owns how bytes become text, how offsets become lines and columns, and how addresses are escaped. Must not know notes, fields or anything else of
//! this program: it names the standard library and crates only.

pub mod decode;
pub mod lines;
pub mod percent;
pub mod splice;

pub use decode::{Decoded, Encoding, decode};
pub use lines::LineIndex;
pub use splice::{Splice, spliced};
