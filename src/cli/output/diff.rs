//! A unified diff in colours, as a terminal may have it.
//!
//! Owns colours and what of a line may reach a terminal. Must not know how a diff is made.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{Output, escape};
use crate::workspace::{DiffLine, Mark};

/// The lines of a diff.
pub(in crate::cli) fn render(lines: &[DiffLine], output: &Output) -> String {
    let mut text = String::new();
    for line in lines {
        let style = style(line.mark);
        let shown = match output.terminal {
            // Nothing that would move its cursor.
            true => escape::line(line.text.trim_end_matches(['\r', '\t'])),
            false => line.text.as_str().into(),
        };
        let _ = match output.color && style != Style::new() {
            true => writeln!(text, "{style}{shown}{style:#}"),
            false => writeln!(text, "{shown}"),
        };
    }
    text
}

fn style(mark: Mark) -> Style {
    match mark {
        Mark::File => Style::new().bold(),
        Mark::Hunk => AnsiColor::Cyan.on_default(),
        Mark::Removed => AnsiColor::Red.on_default(),
        Mark::Added => AnsiColor::Green.on_default(),
        Mark::Same => Style::new(),
    }
}
