//! A page as a man page.
//!
//! Owns the requests of man(7) that the manual needs. Must not know where the page comes from.

use super::blocks::{Block, blocks};
use super::screen::{PageStyle, render};
use super::spans::{Style, spans};

/// How wide a table is printed: man pages are read at 80 columns.
const TABLE: PageStyle = PageStyle { width: 76, color: false };

/// A whole page of section 7.
pub(in crate::cli) fn page(name: &str, summary: &str, body: &str) -> String {
    let title = format!("ties-{name}").to_uppercase();
    format!(
        ".TH \"{title}\" \"7\" \"\" \"ties {}\"\n.SH NAME\nties\\-{} \\- {}\n.SH DESCRIPTION\n{}",
        env!("CARGO_PKG_VERSION"),
        escaped(name),
        inline(summary),
        appendix(body)
    )
}

/// The body of a page, for the end of a man page.
pub(in crate::cli) fn appendix(body: &str) -> String {
    blocks(body).iter().map(one).collect()
}

fn one(block: &Block) -> String {
    match block {
        Block::Heading(heading) => format!(".SH \"{}\"\n", escaped(&heading.to_uppercase()).replace('"', "\\(dq")),
        Block::Text(text) => format!(".PP\n{}\n", line(&inline(text))),
        Block::Item(text) => format!(".IP \\(bu 2\n{}\n", line(&inline(text))),
        Block::Code(lines) => fenced(lines.iter().map(String::as_str)),
        Block::Table(rows) => {
            let source: Vec<String> = rows.iter().map(|row| format!("| {} |\n", cells(row))).collect();
            fenced(render(&source.concat(), TABLE).lines())
        }
    }
}

fn cells(row: &[String]) -> String {
    row.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | ")
}

/// Lines that stay as they are.
fn fenced<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let lines: String = lines.map(|text| format!("{}\n", line(&escaped(text)))).collect();
    format!(".PP\n.RS 4\n.nf\n{lines}.fi\n.RE\n")
}

fn inline(text: &str) -> String {
    let one = |span: &super::spans::Span| match span.style {
        Style::Plain => escaped(&span.text),
        Style::Code | Style::Strong => format!("\\fB{}\\fR", escaped(&span.text)),
    };
    spans(text).iter().map(one).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

/// A line that begins with a sign of a request is none.
fn line(text: &str) -> String {
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_request_is_text() {
        let body = "Use `--at` here.\n\n```console\n.SH x\n\\n\n```\n";
        assert_eq!(appendix(body), ".PP\nUse \\fB\\-\\-at\\fR here.\n.PP\n.RS 4\n.nf\n\\&.SH x\n\\en\n.fi\n.RE\n");
    }
}
