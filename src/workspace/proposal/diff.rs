//! A change of a note as a unified diff.
//!
//! Owns the form, which `patch` and `git apply` understand. Must not know colours or terminals.

use similar::{ChangeTag, TextDiff};

use super::NoteChange;
use crate::text::decode;
use crate::text::splice::encode;

/// How many lines around a change are shown.
const AROUND: usize = 3;

/// What a line of a diff is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It names the file.
    File,
    /// It says where in the file the next lines are.
    Hunk,
    Removed,
    Added,
    Same,
}

/// A line of a diff without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    pub mark: Mark,
    pub text: String,
}

impl NoteChange {
    /// The unified diff, line by line.
    pub fn diff(&self) -> Vec<DiffLine> {
        let (before, after) = (self.text_before(), self.text_after());
        let mut lines = self.head(before == after);
        for hunk in TextDiff::from_lines(&before, &after).unified_diff().context_radius(AROUND).iter_hunks() {
            lines.push(line(Mark::Hunk, "", &hunk.header().to_string()));
            for change in hunk.iter_changes() {
                lines.push(match change.tag() {
                    ChangeTag::Delete => line(Mark::Removed, "-", change.value()),
                    ChangeTag::Insert => line(Mark::Added, "+", change.value()),
                    ChangeTag::Equal => line(Mark::Same, " ", change.value()),
                });
                if change.missing_newline() {
                    lines.push(line(Mark::Same, "", "\\ No newline at end of file"));
                }
            }
        }
        lines
    }

    /// The lines as one text.
    pub(super) fn diff_text(&self) -> String {
        self.diff().iter().map(|line| format!("{}\n", line.text)).collect()
    }

    /// The diff in the encoding of the note.
    pub(super) fn patch(&self) -> Vec<u8> {
        let of_note = self.to.as_ref().map(|to| &to.bytes).or(self.from.as_ref().map(|from| &from.read.bytes));
        let text = self.diff_text();
        let encoded = of_note.and_then(|bytes| encode(&text, decode(bytes).encoding));
        encoded.unwrap_or_else(|| text.into_bytes())
    }

    /// The lines that name the file; of one that gets another name, as git writes them.
    fn head(&self, is_same: bool) -> Vec<DiffLine> {
        let from = self.from.as_ref().map(|from| from.id.as_str());
        let to = self.to.as_ref().map(|to| to.id.as_str());
        let file = |sign: &str, text: &str| line(Mark::File, sign, text);
        let mut lines = Vec::new();
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            lines.push(file("diff --git ", &format!("a/{from} b/{to}")));
            lines.push(file("rename from ", from));
            lines.push(file("rename to ", to));
        }
        if !is_same {
            lines.push(file("--- ", &named("a", from)));
            lines.push(file("+++ ", &named("b", to)));
        }
        lines
    }
}

/// A tab follows a name with spaces, or `patch` takes the rest of it for a date.
fn named(side: &str, id: Option<&str>) -> String {
    match id {
        None => "/dev/null".to_owned(),
        Some(id) if id.contains(' ') => format!("{side}/{id}\t"),
        Some(id) => format!("{side}/{id}"),
    }
}

fn line(mark: Mark, sign: &str, value: &str) -> DiffLine {
    DiffLine { mark, text: format!("{sign}{}", value.strip_suffix('\n').unwrap_or(value)) }
}
