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
    let from = versions.from.map_or("/dev/null".to_owned(), |(path, _)| format!("a/{path}"));
    let mut text = String::new();
    let bold = Style::new().bold();
    line(&mut text, output, bold, "", &format!("--- {from}"));
    line(&mut text, output, bold, "", &format!("+++ b/{}", versions.to.0));
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

/// One line; on a terminal without what would move its cursor.
fn line(text: &mut String, output: &Output, style: Style, sign: &str, value: &str) {
    let bare = value.strip_suffix('\n').unwrap_or(value);
    let shown = match output.terminal {
        true => escape::line(bare.strip_suffix('\r').unwrap_or(bare)).into_owned(),
        false => bare.to_owned(),
    };
    let _ = match output.color && style != Style::new() {
        true => writeln!(text, "{style}{sign}{shown}{style:#}"),
        false => writeln!(text, "{sign}{shown}"),
    };
}
