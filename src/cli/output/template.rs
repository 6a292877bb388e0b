//! `--format`: a template over each row.
//!
//! Owns the template language's settings. Must not know what the rows are about.

use minijinja::{Environment, UndefinedBehavior};
use serde_json::Value;

use crate::cli::failure::Failure;
use crate::model::nearest::nearest;

/// Longer than anybody types, in bytes.
const LONGEST: usize = 4096;

/// Fails when a template is none, or names a field that the rows do not have.
pub(super) fn check(template: &str, shape: &Value) -> Result<(), Failure> {
    // The parser goes as deep as a template does.
    if template.len() > LONGEST {
        return Err(Failure::long_template(LONGEST));
    }
    if !template.contains("{{") && !template.contains("{%") {
        return Err(Failure::no_template(template));
    }
    let (env, text) = (environment(), escapes(template));
    let parsed = env.template_from_str(&text).map_err(|error| Failure::template(template, &error))?;
    let fields: Vec<&str> = shape.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    let globals: Vec<&str> = env.globals().map(|(name, _)| name).collect();
    let mut named: Vec<String> = parsed.undeclared_variables(false).into_iter().collect();
    named.sort_unstable();
    let unknown = named.iter().find(|name| !fields.contains(&name.as_str()) && !globals.contains(&name.as_str()));
    match unknown {
        Some(name) => Err(Failure::no_field(name, &nearest(name, fields.iter().copied()), &fields)),
        None => Ok(()),
    }
}

/// A template that was checked.
pub(super) struct Template {
    env: Environment<'static>,
    /// As it was typed.
    typed: String,
    text: String,
}

impl Template {
    pub(super) fn new(typed: &str) -> Template {
        Template { env: environment(), typed: typed.to_owned(), text: escapes(typed) }
    }

    /// The template with the fields of each row, a line each.
    pub(super) fn render(&self, rows: &[Value]) -> Result<String, Failure> {
        let failed = |error| Failure::template(&self.typed, &error);
        let parsed = self.env.template_from_str(&self.text).map_err(failed)?;
        let mut text = String::new();
        for row in rows {
            let line = parsed.render(row).map_err(failed)?;
            // What a template makes nothing of is none of the answer: `{% if … %}` chooses rows.
            if !line.is_empty() {
                text.push_str(&line);
                text.push('\n');
            }
        }
        Ok(text)
    }
}

/// What is not there prints as nothing, also a part of it: `{{emails[0]}}`, `{{met.at}}`.
fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_formatter(|out, state, value| match value.is_none() {
        true => Ok(()),
        false => minijinja::escape_formatter(out, state, value),
    });
    env
}

/// `\t`, `\n`, `\0` and `\\` as people type them in a shell.
fn escapes(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut chars = template.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (c, false) => text.push(c),
            _ => match chars.next() {
                Some('t') => text.push('\t'),
                Some('n') => text.push('\n'),
                Some('0') => text.push('\0'),
                Some('\\') | None => text.push('\\'),
                Some(other) => text.extend(['\\', other]),
            },
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_there_prints_as_nothing() {
        let rows = [
            json!({"name": "Ada", "emails": ["a@x.org"], "met": null}),
            json!({"name": "Bob", "emails": [], "met": {"at": "X"}}),
        ];
        for (template, expected) in [
            ("{{name}} <{{emails[0]}}>", "Ada <a@x.org>\nBob <>\n"),
            ("{{met.at}}", "X\n"),
            ("{{name|upper}}\\t{{ emails|length }}", "ADA\t1\nBOB\t0\n"),
            ("{% if met %}{{name}} {{met.at}}{% endif %}", "Bob X\n"),
        ] {
            assert_eq!(Template::new(template).render(&rows).expect("a template"), expected);
        }
    }

    #[test]
    fn a_field_that_no_row_has_is_an_error() {
        let shape = json!({"name": "", "met": null});
        assert!(check("{{nmae}}", &shape).is_err());
        assert!(check("{{met.date}} {{ range(3) }} {% for x in name %}{{ x }}{% endfor %}", &shape).is_ok());
        assert!(check("{{name", &shape).is_err());
    }
}
