//! Diagnostics as a compiler prints them: place, message, the line with a caret, a hint.
//!
//! Owns their layout: `path:line:col: error[code]: …`. Must not know what the codes mean.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Output, escape};
use crate::text::lines;
use crate::workspace::{Diagnostic, Severity};

/// How long a line is quoted, in characters.
const QUOTED: usize = 120;

/// One diagnostic: its line, the excerpt, the hint.
pub(in crate::cli) fn render(path: &str, text: &str, diagnostic: &Diagnostic, output: &Output) -> String {
    let head = head(path, diagnostic, output);
    let hint = diagnostic.hint.as_ref().map_or(String::new(), |hint| format!("  hint: {}\n", escape::line(hint)));
    format!("{head}{}{hint}", excerpt(text, diagnostic, output))
}

/// One diagnostic on one line.
pub(in crate::cli) fn head(path: &str, diagnostic: &Diagnostic, output: &Output) -> String {
    format!(
        "{}: {}[{}]: {}\n",
        output.linked(path, &format!("{}:{}:{}", escape::path(path), diagnostic.line, diagnostic.column)),
        severity(diagnostic, output),
        output.explained(diagnostic.code.as_str()),
        escape::line(&diagnostic.message)
    )
}

fn severity(diagnostic: &Diagnostic, output: &Output) -> String {
    let style = match diagnostic.severity {
        Severity::Error => anstyle::AnsiColor::Red.on_default().bold(),
        Severity::Warning => anstyle::AnsiColor::Yellow.on_default().bold(),
    };
    match output.color {
        true => format!("{style}{}{style:#}", diagnostic.severity.as_str()),
        false => diagnostic.severity.as_str().to_owned(),
    }
}

/// The line that the diagnostic points at; nothing where it points at the note as a whole.
fn excerpt(text: &str, diagnostic: &Diagnostic, output: &Output) -> String {
    let start = diagnostic.span.start.min(text.len());
    let end = diagnostic.span.end.min(text.len()).max(text.ceil_char_boundary(start + 1));
    if diagnostic.span == (0..0) || text[start..end].trim().is_empty() {
        return String::new();
    }
    let line_start = lines::start(text, start);
    let line = &text[line_start..lines::end(text, start)];
    let shown = quoted(line);
    let span = start - line_start..(end - line_start).min(line.len()).max(start - line_start);
    let (Some(before), Some(marked)) = (shown.get(..span.start), shown.get(span.start..span.end.min(shown.len())))
    else {
        return String::new();
    };
    let (before, marked) = (escape::line(before).len(), escape::line(marked).len());
    draw(&escape::line(shown), before..before + marked, diagnostic.line as usize, output)
}

fn quoted(line: &str) -> &str {
    line.char_indices().nth(QUOTED).map_or(line, |(end, _)| &line[..end])
}

fn draw(line: &str, span: std::ops::Range<usize>, number: usize, output: &Output) -> String {
    let snippet = Snippet::source(line).line_start(number).annotation(AnnotationKind::Primary.span(span));
    let group = Level::ERROR.no_name().primary_title("").element(snippet);
    let renderer = if output.color { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    let lines = drawn.lines().skip(1).filter(|line| line.contains('|')).map(|line| format!("{line}\n"));
    lines.collect()
}
