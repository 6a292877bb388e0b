//! What templates of Obsidian say that Jinja does not understand.
//!
//! Owns `{{date:YYYY-MM-DD}}`, `{{time:HH:mm}}`, and Templater's `<% … %>`, which is left for Templater. Line numbers
//! stay right. Must not know what else a template can name.

use super::error::TemplateError;
use super::marks::APART;

/// The template with dates written out, and with Templater's commands out of Jinja's sight.
pub(super) fn to_jinja(template: &str, date: &str) -> Result<String, TemplateError> {
    let mut jinja = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = next(rest) {
        jinja.push_str(&rest[..at]);
        let (written, len) = match command(&rest[at..]) {
            Some(command) => (apart(command), command.len()),
            None => expression(&rest[at..], date).map_err(|message| {
                let line = template[..template.len() - rest.len() + at].matches('\n').count() + 1;
                TemplateError { line: Some(line), message }
            })?,
        };
        jinja.push_str(&written);
        rest = &rest[at + len..];
    }
    Ok(jinja + rest)
}

fn next(text: &str) -> Option<usize> {
    let [expression, command] = ["{{", "<%"].map(|opening| text.find(opening));
    expression.into_iter().chain(command).min()
}

/// The command of Templater that a text begins with.
fn command(text: &str) -> Option<&str> {
    let end = text.starts_with("<%").then(|| text.find("%>"))??;
    Some(&text[..end + 2])
}

/// A command without anything that Jinja takes for its own.
fn apart(command: &str) -> String {
    command.chars().flat_map(|c| [Some(c), (c == '{').then_some(APART)]).flatten().collect()
}

/// What stands for the beginning of a text that may be a date with a format, and how much of the text that is.
fn expression(text: &str, date: &str) -> Result<(String, usize), String> {
    let inner = text.strip_prefix("{{").and_then(|rest| rest.split_once("}}")).map_or("", |(inner, _)| inner);
    let (name, format) = inner.split_once(':').unwrap_or((inner, ""));
    let written = match name.trim().to_ascii_lowercase().as_str() {
        "date" if inner.contains(':') => formatted(date, format.trim())?,
        "time" if inner.contains(':') => String::new(),
        _ => return Ok((text[..2].to_owned(), 2)),
    };
    let literal = written.replace('\\', "\\\\").replace('"', "\\\"");
    Ok((format!("{{{{ \"{literal}\" }}}}"), inner.len() + 4))
}

/// The date in a format of moment.js. A date that lacks a part which the format asks for stays as it is.
fn formatted(date: &str, format: &str) -> Result<String, String> {
    let mut parts = date.splitn(3, '-');
    let [year, month, day] = [parts.next(), parts.next(), parts.next()];
    let mut written = Some(String::new());
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        let run = &rest[..rest.len() - rest.trim_start_matches(c).len()];
        let part = match run {
            "YYYY" => year,
            "MM" => month,
            "DD" => day,
            _ if c.is_alphabetic() || matches!(c, '[' | ']') => return Err(unknown(format)),
            other => Some(other),
        };
        written = written.zip(part).map(|(written, part)| written + part);
        rest = &rest[run.len()..];
    }
    Ok(written.unwrap_or_else(|| date.to_owned()))
}

fn unknown(format: &str) -> String {
    format!("the date format `{format}` is not supported; only YYYY, MM and DD are")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_the_format_asked_for() {
        for (template, date, expected) in [
            ("{{date:YYYY-MM-DD}}", "2014-07-23", r#"{{ "2014-07-23" }}"#),
            ("a {{ Date: DD/MM/YYYY }} b", "2014-07-23", r#"a {{ "23/07/2014" }} b"#),
            ("{{date:YYYY-MM}}\n{{date:YYYY}}", "2014-07-23", "{{ \"2014-07\" }}\n{{ \"2014\" }}"),
            ("{{date:YYYY-MM-DD}}", "2014-07", r#"{{ "2014-07" }}"#),
            ("{{date:YYYY}}", "2014-07", r#"{{ "2014" }}"#),
            ("{{date:YYYY \"MM\" \\}}", "2014-07-23", r#"{{ "2014 \"07\" \\" }}"#),
            ("{{time:HH:mm}}", "2014-07-23", r#"{{ "" }}"#),
            ("{{date}} {{ date[:4] }} {{dates:x}} {{", "2014-07-23", "{{date}} {{ date[:4] }} {{dates:x}} {{"),
        ] {
            assert_eq!(to_jinja(template, date), Ok(expected.to_owned()), "{template}");
        }
    }

    #[test]
    fn a_format_that_is_not_known_is_an_error_on_its_line() {
        for (template, line) in [("{{date:MMMM}}", 1), ("a\n<% x\n %>\n{{date:YYYY-MM-DD}} {{date:dddd}}", 4)] {
            assert_eq!(to_jinja(template, "2014-07-23").expect_err(template).line, Some(line));
        }
    }

    #[test]
    fn what_belongs_to_templater_is_hidden_from_jinja() {
        for template in ["<% tp.file.title %>", "<%* if (a) {%>b<%* } %>", "<% {{date:MMMM}} %>", "5 <% x"] {
            let jinja = to_jinja(template, "2014-07-23").expect(template);
            assert!(!jinja.contains("{%") && !jinja.contains("{{"), "{jinja}");
            assert_eq!(jinja.replace(APART, ""), template);
        }
    }
}
