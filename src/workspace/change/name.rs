//! What can be a person's name.
//!
//! Owns the rule. Must not know other notes.

use super::unclear::Unclear;
use crate::note::{is_blank, named};

/// A name as typed, with single spaces.
pub(super) fn a_name(typed: &str) -> Result<String, Unclear> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_name(&name) { Ok(name) } else { Err(Unclear::NoName(name)) }
}

/// Whether a text can be a name: it says something, is no link, and holds no control characters.
fn is_name(text: &str) -> bool {
    let has_text = text.contains(char::is_alphanumeric) && !is_blank(text);
    has_text && !text.contains(char::is_control) && !text.contains("[[") && named(text) == text
}
