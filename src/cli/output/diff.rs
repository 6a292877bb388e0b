//! What an edit would change, as a unified diff.
//!
//! Owns the form, which `patch` and `git apply` understand, and its colours. Must not know what was edited.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::{Output, escape};
use crate::text::decode;

/// A file's bytes before and after; `None` where there is none.
pub(in crate::cli) struct Versions<'a> {
    pub(in crate::cli) from: Option<(&'a str, &'a [u8])>,
    pub(in crate::cli) to: (&'a str, &'a [u8]),
}

/// The difference of two versions of a file.
pub(in crate::cli) fn render(versions: &Versions<'_>, output: &Output) -> String {
    let before = versions.from.map_or(String::new(), |(_, bytes)| decode(bytes).text);
    let after = decode(versions.to.1).text;
    let diff = TextDiff::from_lines(&before, &after);
    let mut text = String::new();
    head(&mut text, output, versions, before == after);
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        line(&mut text, output, AnsiColor::Cyan.on_default(), "", &hunk.header().to_string());
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ("-", AnsiColor::Red.on_default()),
                ChangeTag::Insert => ("+", AnsiColor::Green.on_default()),
                ChangeTag::Equal => (" ", Style::new()),
            };
            line(&mut text, output, style, sign, change.value());
            if change.missing_newline() {
                line(&mut text, output, Style::new(), "", "\\ No newline at end of file");
            }
        }
    }
    text
}

/// The lines that name the file; of one that gets another name, as git writes them.
fn head(text: &mut String, output: &Output, versions: &Versions<'_>, is_same: bool) {
    let bold = Style::new().bold();
    let to = versions.to.0;
    if let Some((from, _)) = versions.from.filter(|(from, _)| *from != to) {
        line(text, output, bold, "diff --git ", &format!("a/{from} b/{to}"));
        line(text, output, bold, "rename from ", from);
        line(text, output, bold, "rename to ", to);
    }
    if !is_same {
        // Behind a name with spaces stands a tab, or `patch` takes the rest of it for a date.
        let named = |path: String| if path.contains(' ') { format!("{path}\t") } else { path };
        let from = versions.from.map_or("/dev/null".to_owned(), |(path, _)| named(format!("a/{path}")));
        line(text, output, bold, "--- ", &from);
        line(text, output, bold, "+++ ", &named(format!("b/{to}")));
    }
}

/// One line; on a terminal without what would move its cursor.
fn line(text: &mut String, output: &Output, style: Style, sign: &str, value: &str) {
    let bare = value.strip_suffix('\n').unwrap_or(value);
    let shown = match output.terminal {
        true => escape::line(bare.trim_end_matches(['\r', '\t'])).into_owned(),
        false => bare.to_owned(),
    };
    let _ = match output.color && style != Style::new() {
        true => writeln!(text, "{style}{sign}{shown}{style:#}"),
        false => writeln!(text, "{sign}{shown}"),
    };
}
