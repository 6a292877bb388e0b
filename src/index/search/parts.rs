//! How much of each note an answer needs.

/// How much of each note is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    All,
    /// `links`, `mentions` and `keys` stay empty: what a listing of people does not show need not be decoded.
    WithoutLinks,
    /// Nothing but the path and the type.
    Heading,
}
