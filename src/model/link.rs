//! What links notes, and what names a person.
//!
//! Owns these shapes. Must not know which notes exist (`query::links` resolves them).

/// How a link was written, which decides how it is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkForm {
    /// `[[target]]`: a path, stem, name or alias.
    Wiki,
    /// `[text](target.md)`: a path relative to the note.
    Markdown,
}

/// A link to another note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Without alias (`|…`), heading (`#…`) and, for wikilinks, brackets; percent-escapes decoded.
    pub target: String,
    pub form: LinkForm,
    /// 1-based.
    pub line: u32,
}

/// A place in a note where a person is meant: `by`, `people`, `attendees`, `with`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name or the link's target.
    pub target: String,
    /// `None` for a plain name, which need not have a note.
    pub link: Option<LinkForm>,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// Whether it is in a list of those who were there.
    pub is_listed: bool,
}
