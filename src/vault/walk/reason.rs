//! Why something below a vault is no note.
//!
//! Owns the rules of vault-format section 1 that a name alone decides, and the words for every rule. Must not touch the
//! disk.

use std::fmt;

use super::ignore_rules::rank;
use super::readme::is_readme;
use crate::vault::settings::FILE_NAME;

/// Why a file or folder was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its name starts with a dot.
    Hidden,
    /// Its extension is neither `md` nor `markdown`.
    NotMarkdown,
    /// `README.md`, `CHANGELOG.md` or `LICENSE.md`.
    AboutTheVault,
    /// A folder called `templates` or `_templates`, or a file whose name starts with `_`.
    Template,
    /// A pattern of this ignore file names it; the path is relative to the vault.
    Ignored { by: String },
    /// A symbolic link to somewhere else.
    LinkOut,
    /// A symbolic link to a folder.
    LinkToFolder,
    /// A symbolic link to nothing, or to itself.
    LinkToNothing,
    /// A FIFO, socket or device.
    NotRegular,
    /// The system cannot open a path that long.
    PathTooLong,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Ignored { by } => return write!(f, "named by {by}"),
            Reason::Hidden => "hidden",
            Reason::NotMarkdown => "not a markdown file",
            Reason::AboutTheVault => "about the vault, not a note",
            Reason::Template => "a template",
            Reason::LinkOut => "symbolic link out of the vault",
            Reason::LinkToFolder => "symbolic link to a folder",
            Reason::LinkToNothing => "symbolic link to nothing",
            Reason::NotRegular => "not a regular file",
            Reason::PathTooLong => "path too long",
        })
    }
}

/// Files that describe the folder they are in, by stem.
const ABOUT: [&[u8]; 3] = [b"readme", b"changelog", b"license"];

/// What the name of a folder decides.
pub(in crate::vault) fn folder_reason(name: &[u8]) -> Option<Reason> {
    match name {
        [b'.', ..] => Some(Reason::Hidden),
        _ if is_one_of(name, &[b"templates", b"_templates"]) => Some(Reason::Template),
        _ => None,
    }
}

/// Whether a file of this name can be a note or change which files are notes.
pub fn concerns_notes(name: &[u8]) -> bool {
    file_reason(name).is_none() || is_readme(name) || rank(name).is_some() || name == FILE_NAME.as_bytes()
}

/// Whether a file at this path below the vault would be a note, as far as names decide.
pub fn names_a_note(path: &str) -> bool {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let open = |folder: &str| folder.is_empty() || folder_reason(folder.as_bytes()).is_none();
    folders.split('/').all(open) && file_reason(file.as_bytes()).is_none()
}

/// What the name of a file decides.
pub(in crate::vault) fn file_reason(name: &[u8]) -> Option<Reason> {
    let Some(stem) = markdown_stem(name) else {
        return Some(if name.starts_with(b".") { Reason::Hidden } else { Reason::NotMarkdown });
    };
    match name {
        [b'.', ..] => Some(Reason::Hidden),
        [b'_', ..] if !stem.eq_ignore_ascii_case(b"_index") => Some(Reason::Template),
        _ if is_one_of(stem, &ABOUT) => Some(Reason::AboutTheVault),
        _ => None,
    }
}

/// The name without the extension of a markdown file, if it has one.
fn markdown_stem(name: &[u8]) -> Option<&[u8]> {
    let dot = name.len() - name.iter().rev().take(9).position(|byte| *byte == b'.')? - 1;
    is_one_of(&name[dot + 1..], &[b"md", b"markdown"]).then_some(&name[..dot])
}

fn is_one_of(name: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|word| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use crate::vault::walk::reason::*;

    #[test]
    fn a_files_name_decides_whether_it_can_be_a_note() {
        for (name, expected) in [
            ("ada.md", "note"),
            ("ada.MD", "note"),
            ("ada.Markdown", "note"),
            ("a.b.md", "note"),
            ("-rf.md", "note"),
            ("my-readme.md", "note"),
            ("#x#.md", "note"),
            ("x.sync-conflict-1.md", "note"),
            (".md", "hidden"),
            (".#ada.md", "hidden"),
            (".ada.md.swp", "hidden"),
            (".DS_Store", "hidden"),
            ("ada.md~", "not a markdown file"),
            ("#ada.md#", "not a markdown file"),
            ("4913", "not a markdown file"),
            ("md", "not a markdown file"),
            ("ada.mdx", "not a markdown file"),
            ("ada.md.txt", "not a markdown file"),
            ("a.xmarkdown", "not a markdown file"),
            ("", "not a markdown file"),
            ("_person.md", "a template"),
            ("_index.md", "note"),
            ("_index.txt", "not a markdown file"),
            ("README.md", "about the vault, not a note"),
            ("readme.markdown", "about the vault, not a note"),
            ("Changelog.md", "about the vault, not a note"),
            ("LICENSE.MD", "about the vault, not a note"),
        ] {
            let reason = file_reason(name.as_bytes()).map_or("note".to_owned(), |reason| reason.to_string());
            assert_eq!(reason, expected, "{name}");
        }
    }

    #[test]
    fn a_folders_name_decides_whether_it_is_entered() {
        for (name, expected) in [
            (".git", Some(Reason::Hidden)),
            (".gitignore", Some(Reason::Hidden)),
            ("templates", Some(Reason::Template)),
            ("_Templates", Some(Reason::Template)),
            ("_archive", None),
            ("template", None),
            ("people.md", None),
        ] {
            assert_eq!(folder_reason(name.as_bytes()), expected, "{name}");
        }
    }
}
