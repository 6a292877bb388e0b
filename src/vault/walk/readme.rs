//! A `README.md` that is a note all the same.
//!
//! Owns how much of it is read, and what in its front matter makes it one. Must not know the rest of the vault.

use std::path::Path;

use crate::model::Key;
use crate::model::field::joined;
use crate::model::people_fields::is_of_people;
use crate::vault::open::open_inside;
use crate::vault::read::read_bytes;

/// Far more than such front matter takes.
const HEAD: usize = 64 * 1024;

/// Whether a file is called so.
pub(in crate::vault) fn is_readme(name: &[u8]) -> bool {
    let dot = name.iter().rposition(|byte| *byte == b'.').unwrap_or(name.len());
    name[..dot].eq_ignore_ascii_case(b"readme")
}

/// Whether its front matter has a type or a field of a person.
pub(in crate::vault) fn is_note(root: &Path, path: &Path) -> bool {
    let head = open_inside(root, path).ok().and_then(|(file, metadata)| read_bytes(&file, &metadata, HEAD).ok());
    head.is_some_and(|bytes| has_key_of_note(&String::from_utf8_lossy(&bytes)))
}

fn has_key_of_note(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().skip_while(|line| line.trim().is_empty());
    let Some(fence) = lines.next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++")) else {
        return false;
    };
    let separator = if fence == "---" { ':' } else { '=' };
    let block = lines.take_while(|line| line.trim_end() != fence && line.trim_end() != "...");
    let keys = block.filter(|line| !line.starts_with([' ', '\t', '-', '#']));
    keys.filter_map(|line| line.split_once(separator)).any(|(key, _)| is_key_of_note(key))
}

fn is_key_of_note(key: &str) -> bool {
    let normal = key.trim().trim_matches(['"', '\'']).to_lowercase().replace(['-', '_', ' '], "");
    let known = Key::all().find(|key| key.names().iter().any(|name| joined(name) == normal));
    known.is_some_and(|key| key == Key::Type || is_of_people(key, &normal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readme_is_a_note_when_it_says_so() {
        for text in ["---\ntype: x\n---\n", "\n---\nx: 1\nLast-Contact: 2026-09-01\n---\n", "+++\nemail = 'a'\n+++\n"] {
            assert!(has_key_of_note(text), "{text}");
        }
        for text in
            ["# About\n\ntype: x\n", "---\ntitle: x\nversion: 1\n---\ntype: x\n", "---\na:\n  type: x\n---\n", ""]
        {
            assert!(!has_key_of_note(text), "{text}");
        }
    }
}
