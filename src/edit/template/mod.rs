//! A new note from a template.
//!
//! Owns what a template can name, what ours looks like, and the limits on what one may do. Must not know where
//! templates come from, where the note goes, or the clock: today is given.

mod error;
mod marks;
mod obsidian;
mod token;
mod toml;
mod yaml;

use std::io;

use minijinja::{Environment, UndefinedBehavior, Value, context};

pub use error::TemplateError;

use super::lines;

/// Longest template, in bytes.
const LIMIT: usize = 256 * 1024;
/// Longest note that a template may make, in bytes.
const NOTE_LIMIT: usize = 1024 * 1024;
/// How many steps a template may take.
const FUEL: u64 = 100_000;
/// How deep macros may call each other.
const RECURSION: usize = 64;

/// The template of a vault that has none: only what is known is written.
pub const BUILT_IN: &str = "\
---
name: {{ name }}
{% if company %}
company: {{ company }}
{% endif %}
{% if role %}
role: {{ role }}
{% endif %}
{% if emails %}
emails: {{ emails }}
{% endif %}
{% if phones %}
phones: {{ phones }}
{% endif %}
{% if city %}
city: {{ city }}
{% endif %}
{% if tags %}
tags: {{ tags }}
{% endif %}
{% if groups %}
groups: {{ groups }}
{% endif %}
{% if met %}
met:
{% if met.at %}
  at: {{ met.at }}
{% endif %}
{% if met.date %}
  date: {{ met.date }}
{% endif %}
{% if met.by %}
  by: {{ met.by }}
{% endif %}
{% if met.how %}
  how: {{ met.how }}
{% endif %}
{% endif %}
---

# {{ name }}
{% if note %}

{{ note }}
{% endif %}
";

/// What is known about a person whose note is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNote {
    pub name: String,
    /// The day of the meeting, in full or in part: `2014-07-23`, `2014-07`, `2014`.
    pub date: Option<String>,
    /// Where they were met.
    pub at: Option<String>,
    /// Who introduced them, as it shall be written: `[[Charles Babbage]]`.
    pub by: Option<String>,
    pub how: Option<String>,
    pub company: Option<String>,
    pub role: Option<String>,
    pub city: Option<String>,
    pub email: Vec<String>,
    pub phone: Vec<String>,
    pub tags: Vec<String>,
    pub groups: Vec<String>,
    pub note: Option<String>,
    /// `2014-07-24`
    pub today: String,
}

/// The note that a template makes of what is known.
///
/// In front matter every value comes back as it was given, whatever characters it holds; in the body it stands as it
/// is.
///
/// # Errors
/// When the template is not understood, or asks for more than a note is worth.
pub fn render(template: &str, note: &NewNote) -> Result<String, TemplateError> {
    if template.len() > LIMIT {
        let message = format!("the template has {} bytes; at most {LIMIT} are read", template.len());
        return Err(TemplateError { line: None, message });
    }
    let jinja = obsidian::to_jinja(template, day(note))?;
    let env = environment();
    let parsed = env.template_from_str(&jinja).map_err(failed)?;
    let mut marked = Limited::default();
    parsed.render_captured_to(variables(note), &mut marked).map_err(failed)?;
    Ok(marks::resolve(&String::from_utf8_lossy(&marked.bytes), lines::newline(template)))
}

/// The day that a note made now is about.
fn day(note: &NewNote) -> &str {
    note.date.as_deref().map(str::trim).filter(|date| !date.is_empty()).unwrap_or(&note.today)
}

/// What is not there prints as nothing; a line with nothing but a block leaves no line.
fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_keep_trailing_newline(true);
    env.set_trim_blocks(true);
    env.set_lstrip_blocks(true);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(RECURSION);
    env.set_formatter(|out, _, value| marks::write(out, value));
    env.add_filter("join", marks::join);
    env
}

fn failed(error: minijinja::Error) -> TemplateError {
    let message = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    TemplateError { line: error.line(), message }
}

/// What a template can name: every field, the words of Obsidian's templates, and lists also by their first item.
fn variables(note: &NewNote) -> Value {
    let [emails, phones, tags, groups] = [&note.email, &note.phone, &note.tags, &note.groups].map(|list| known(list));
    let [at, by, how] = [&note.at, &note.by, &note.how].map(text);
    let [company, role, city] = [&note.company, &note.role, &note.city].map(text);
    let name = line(&note.name);
    context! {
        name, title => name, today => note.today, date => line(day(note)), time => "",
        met => met(note), at, by, how, company, role, city,
        email => emails.first(), phone => phones.first(), tag => tags.first(), group => groups.first(),
        emails, phones, tags, groups,
        note => note.note.as_deref().map(|note| marks::unmarked(note.trim())).filter(|note| !note.is_empty()),
    }
}

/// What is known of the meeting: other than `date`, which is never without a day.
fn met(note: &NewNote) -> Value {
    let parts = [("at", &note.at), ("date", &note.date), ("by", &note.by), ("how", &note.how)];
    parts.into_iter().filter_map(|(key, value)| Some((key, text(value)?))).collect()
}

fn known(list: &[String]) -> Vec<String> {
    list.iter().map(|item| line(item)).filter(|item| !item.is_empty()).collect()
}

fn text(value: &Option<String>) -> Option<String> {
    value.as_deref().map(line).filter(|text| !text.is_empty())
}

/// A value of one line, without the characters that we mark values with.
fn line(text: &str) -> String {
    let ends_line = |c| matches!(c, '\n' | '\r');
    marks::unmarked(text.trim()).replace(ends_line, " ")
}

/// A buffer that takes no more than a note's worth.
#[derive(Default)]
struct Limited {
    bytes: Vec<u8>,
}

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > NOTE_LIMIT {
            return Err(io::Error::other("the note would be too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
