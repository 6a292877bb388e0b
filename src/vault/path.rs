//! Notes' identities and the paths of their files.
//!
//! Owns the mapping between the two, both ways and without loss. Must not touch the disk.

#[cfg(unix)]
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use crate::model::NoteId;

/// A byte `b` of a file name that is not UTF-8 is written in an id as the character `U+EF00 + b`.
#[cfg(unix)]
const BYTE_BASE: u32 = 0xEF00;

/// An id that no file below a vault can have: empty, absolute, or with `.`, `..`, an empty part or a NUL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` is not a path inside the vault")]
pub struct PathError {
    pub id: NoteId,
}

/// The id of a file, given its path relative to the vault.
pub fn id_of(relative: &Path) -> NoteId {
    NoteId::new(text_of(relative))
}

/// The path of a note's file relative to the vault.
///
/// # Errors
/// When the id is not a path inside the vault: nothing may reach files outside by its name.
pub fn path_of(id: &NoteId) -> Result<PathBuf, PathError> {
    let path = os_path(id.as_str());
    let plain = id.as_str().split('/').all(|part| !matches!(part, "" | "." | ".."));
    let below = path.components().all(|part| matches!(part, Component::Normal(_)));
    match plain && below && !id.as_str().contains('\0') {
        true => Ok(path),
        false => Err(PathError { id: id.clone() }),
    }
}

#[cfg(unix)]
fn text_of(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    text_of_bytes(path.as_os_str().as_bytes().to_vec())
}

/// A path's bytes as an id's text. Names that are plain UTF-8, all but a few, keep their allocation.
#[cfg(unix)]
pub(super) fn text_of_bytes(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) if is_plain(&text) => text,
        Ok(text) => escape(text.as_bytes()),
        Err(not_utf8) => escape(not_utf8.as_bytes()),
    }
}

/// The same of bytes that stay where they are.
#[cfg(unix)]
pub(super) fn text_in(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plain(text) => Cow::Borrowed(text),
        _ => Cow::Owned(escape(bytes)),
    }
}

/// The characters in question all begin with one byte, and looking for one byte is quick.
#[cfg(unix)]
fn is_plain(text: &str) -> bool {
    !text.as_bytes().contains(&0xEE) || !text.contains(represents_byte)
}

#[cfg(unix)]
fn escape(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| push_escaped(&mut text, c));
        text.extend(chunk.invalid().iter().map(|byte| byte_character(*byte)));
    }
    text
}

/// A character that itself looks like an escaped byte is written byte by byte, else the way back would be ambiguous.
#[cfg(unix)]
fn push_escaped(text: &mut String, c: char) {
    match represents_byte(c) {
        true => text.extend(c.encode_utf8(&mut [0; 4]).bytes().map(byte_character)),
        false => text.push(c),
    }
}

#[cfg(unix)]
fn byte_character(byte: u8) -> char {
    char::from_u32(BYTE_BASE + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(unix)]
fn represents_byte(c: char) -> bool {
    ('\u{EF80}'..='\u{EFFF}').contains(&c)
}

#[cfg(unix)]
fn os_path(id: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    if !id.contains(represents_byte) {
        return PathBuf::from(id);
    }
    let mut bytes = Vec::with_capacity(id.len());
    for c in id.chars() {
        match represents_byte(c) {
            true => bytes.push((u32::from(c) & 0xFF) as u8),
            false => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// Elsewhere names are Unicode but for lone surrogates, which no note's name is worth keeping apart.
#[cfg(not(unix))]
fn text_of(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(not(unix))]
fn os_path(id: &str) -> PathBuf {
    id.split('/').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_lead_out_of_the_vault_have_no_path() {
        for id in ["", "/etc/passwd", "../x.md", "a/../b.md", "a//b.md", "./a.md", "a/", "a\0.md"] {
            assert_eq!(path_of(&NoteId::new(id)), Err(PathError { id: NoteId::new(id) }), "{id:?}");
        }
        assert_eq!(path_of(&NoteId::new("a/..b.md")), Ok(PathBuf::from("a/..b.md")));
    }

    #[cfg(unix)]
    mod unix {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        use proptest::prelude::*;

        use super::*;

        fn path(bytes: &[u8]) -> PathBuf {
            PathBuf::from(OsStr::from_bytes(bytes))
        }

        #[test]
        fn bytes_that_are_not_utf8_become_private_characters() {
            for (bytes, id) in [
                (&b"people/ada.md"[..], "people/ada.md"),
                ("Zoë \u{1F600}\n\t.md".as_bytes(), "Zoë \u{1F600}\n\t.md"),
                (b"caf\xE9.md", "caf\u{EFE9}.md"),
                (b"\x80\xFF.md", "\u{EF80}\u{EFFF}.md"),
                ("\u{EF80}.md".as_bytes(), "\u{EFEE}\u{EFBE}\u{EF80}.md"),
                (b"-x.md", "-x.md"),
            ] {
                assert_eq!(id_of(&path(bytes)).as_str(), id);
                assert_eq!(path_of(&NoteId::new(id)), Ok(path(bytes)));
            }
        }

        fn names() -> impl Strategy<Value = Vec<u8>> {
            let tricky = prop_oneof![
                Just("\u{EF80}".as_bytes().to_vec()),
                Just("\u{EFC3}\u{EFA9}".as_bytes().to_vec()),
                Just("é".as_bytes().to_vec()),
                any::<u8>().prop_map(|byte| vec![byte]),
            ];
            prop::collection::vec(tricky, 1..12).prop_map(|parts| parts.concat())
        }

        proptest! {
            #[test]
            fn every_file_name_comes_back_from_its_id(name in names(), folder in names()) {
                let full = [&folder[..], b"/", &name].concat();
                let id = id_of(&path(&full));
                match path_of(&id) {
                    Ok(back) => prop_assert_eq!(back.as_os_str().as_bytes(), &full[..]),
                    Err(_) => prop_assert!(full.contains(&0) || full.split(|b| *b == b'/').any(|p| matches!(p, b"" | b"." | b".."))),
                }
            }
        }
    }
}
