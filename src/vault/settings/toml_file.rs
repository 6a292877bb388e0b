//! TOML files that people write: read whole, every value with its place, every error with line, column and remedy.
//!
//! Owns the typed errors of settings. Must not know which keys there are: `config` and `root` do.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::nearest;
use crate::text::LineIndex;
use crate::vault::open::{Refused, open_anywhere};
use crate::vault::read::read_bytes;

/// The settings' file, at the top of the vault.
pub const FILE_NAME: &str = "ties.toml";

/// Far more than settings need.
const MAX_BYTES: usize = 1 << 20;

/// Settings that cannot be used. The command must stop: any other rule would be the wrong one.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Not there, not permitted, or no regular file.
    #[error("cannot read {}", path.display())]
    Read {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("{} is larger than {MAX_BYTES} bytes", path.display())]
    TooLarge { path: PathBuf },
    /// Line and column (1-based, in characters) of the first byte that does not fit.
    #[error("{}:{line}:{column}: not UTF-8", path.display())]
    NotUtf8 { path: PathBuf, line: u32, column: u32 },
    #[error("{0}")]
    Invalid(Box<Fault>),
}

/// One wrong place in a TOML file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}:{column}: {wrong}", path.display())]
pub struct Fault {
    pub path: PathBuf,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// In bytes of `text`.
    pub span: Range<usize>,
    /// The whole file, without a byte order mark.
    pub text: String,
    pub wrong: Wrong,
    /// The right word that is nearest to the one found, where one is near.
    pub nearest: Option<String>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// As the TOML parser words it.
    #[error("{0}")]
    Syntax(String),
    /// `table` is empty at the top of the file.
    #[error("unknown key `{key}`{}", within(table))]
    UnknownKey { key: String, table: String },
    #[error("`{key}` must be {expected}, not {found}")]
    WrongType { key: String, expected: &'static str, found: &'static str },
    /// A text that is not one of those possible.
    #[error("`{key}` must be {expected}, not `{found}`")]
    WrongValue { key: String, expected: &'static str, found: String },
    #[error("`{key}` must be {expected}")]
    WrongKey { key: String, expected: &'static str },
    #[error("`{glob}` is not a glob: {problem}")]
    Glob { glob: String, problem: String },
    /// A word for two types; `line` is where the other is.
    #[error("`{word}` is a word for another type in line {line}")]
    TwoTypes { word: String, line: u32 },
    /// Both as lengths of time.
    #[error("`first_follow_up_for` ({lapse}) must not be shorter than `first_follow_up` ({due})")]
    LapsesTooEarly { due: String, lapse: String },
    /// Two keys that mean the same.
    #[error("`{key}` is set twice")]
    Twice { key: String },
}

fn within(table: &str) -> String {
    if table.is_empty() { String::new() } else { format!(" in [{table}]") }
}

/// A key with its value, as it is in the file.
pub(in crate::vault) struct Entry<'t> {
    pub(in crate::vault) key: &'t str,
    pub(in crate::vault) key_span: Range<usize>,
    pub(in crate::vault) value: &'t DeValue<'t>,
    pub(in crate::vault) span: Range<usize>,
}

/// A text with its place.
pub(in crate::vault) type Placed = (String, Range<usize>);

/// A TOML file's text.
pub(in crate::vault) struct Document {
    path: PathBuf,
    text: String,
}

impl Document {
    /// Reads a file; `None` when there is none.
    ///
    /// # Errors
    /// When it is there and cannot be read as text.
    pub(in crate::vault) fn read(path: &Path) -> Result<Option<Document>, ConfigError> {
        let failed = |source| ConfigError::Read { path: path.to_path_buf(), source };
        let (file, metadata) = match open_anywhere(path) {
            Ok(open) => open,
            // A link to nothing is there, and cannot be read.
            Err(Refused::Io(error)) if error.kind() == io::ErrorKind::NotFound && path.symlink_metadata().is_err() => {
                return Ok(None);
            }
            Err(Refused::Io(error)) => return Err(failed(error)),
            Err(_) => return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))),
        };
        let bytes = read_bytes(&file, &metadata, MAX_BYTES + 1).map_err(failed)?;
        Document::of_bytes(path, bytes).map(Some)
    }

    #[cfg(test)]
    pub(in crate::vault) fn for_tests(text: &str) -> Result<Document, ConfigError> {
        Document::of_bytes(Path::new("ties.toml"), text.as_bytes().to_vec())
    }

    fn of_bytes(path: &Path, mut bytes: Vec<u8>) -> Result<Document, ConfigError> {
        let path = path.to_path_buf();
        if bytes.len() > MAX_BYTES {
            return Err(ConfigError::TooLarge { path });
        }
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Document { path, text }),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
                let (line, column) = line_and_column(&text, valid);
                Err(ConfigError::NotUtf8 { path, line, column })
            }
        }
    }

    /// The file as a table.
    ///
    /// # Errors
    /// When it is not TOML.
    pub(in crate::vault) fn parse(&self) -> Result<Spanned<DeTable<'_>>, ConfigError> {
        DeTable::parse(&self.text).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            self.fault(error.span().unwrap_or(0..0), Wrong::Syntax(message), None)
        })
    }

    /// An error that points at a place.
    pub(in crate::vault) fn fault(&self, span: Range<usize>, wrong: Wrong, nearest: Option<String>) -> ConfigError {
        let (line, column) = line_and_column(&self.text, span.start);
        let (path, text) = (self.path.clone(), self.text.clone());
        ConfigError::Invalid(Box::new(Fault { path, line, column, span, text, wrong, nearest }))
    }

    /// The 1-based line of a place.
    pub(in crate::vault) fn line(&self, span: &Range<usize>) -> u32 {
        line_and_column(&self.text, span.start).0
    }

    /// An error about a key that is not among `known`.
    pub(in crate::vault) fn unknown_key(&self, entry: &Entry, table: &str, known: &[&str]) -> ConfigError {
        let wrong = Wrong::UnknownKey { key: entry.key.to_owned(), table: table.to_owned() };
        self.fault(entry.key_span.clone(), wrong, nearest(entry.key, known))
    }

    /// An error about a value of the wrong type.
    pub(in crate::vault) fn wrong_type(&self, entry: &Entry, expected: &'static str) -> ConfigError {
        let wrong = Wrong::WrongType { key: entry.key.to_owned(), expected, found: kind(entry.value) };
        self.fault(entry.span.clone(), wrong, None)
    }

    /// An error about a text that cannot be used.
    pub(in crate::vault) fn wrong_value(&self, entry: &Entry, expected: &'static str, known: &[&str]) -> ConfigError {
        let number = entry.value.as_integer().map(|number| number.as_str());
        let found = entry.value.as_str().or(number).unwrap_or_default();
        let wrong = Wrong::WrongValue { key: entry.key.to_owned(), expected, found: found.to_owned() };
        self.fault(entry.span.clone(), wrong, nearest(found, known))
    }

    /// An error about a key that cannot be used.
    pub(in crate::vault) fn wrong_key(&self, entry: &Entry, expected: &'static str) -> ConfigError {
        self.fault(entry.key_span.clone(), Wrong::WrongKey { key: entry.key.to_owned(), expected }, None)
    }

    /// The text of a value.
    pub(in crate::vault) fn text<'e>(&self, entry: &Entry<'e>, expected: &'static str) -> Result<&'e str, ConfigError> {
        entry.value.as_str().ok_or_else(|| self.wrong_type(entry, expected))
    }

    /// The texts of a list; one text alone is a list of one.
    pub(in crate::vault) fn texts(&self, entry: &Entry) -> Result<Vec<Placed>, ConfigError> {
        match entry.value {
            DeValue::Array(values) => values.iter().map(|v| self.item(entry, v.get_ref(), v.span())).collect(),
            value => Ok(vec![self.item(entry, value, entry.span.clone())?]),
        }
    }

    fn item(&self, entry: &Entry, value: &DeValue, span: Range<usize>) -> Result<Placed, ConfigError> {
        let (key, expected) = (entry.key.to_owned(), "a list of texts that are not empty");
        let wrong = match value.as_str().map(str::trim) {
            Some("") => Wrong::WrongValue { key, expected, found: String::new() },
            Some(text) => return Ok((text.to_owned(), span)),
            None => Wrong::WrongType { key, expected: "a list of texts", found: kind(value) },
        };
        Err(self.fault(span, wrong, None))
    }

    /// The entries of a table, in the order of the file.
    pub(in crate::vault) fn table<'e>(&self, entry: &Entry<'e>) -> Result<Vec<Entry<'e>>, ConfigError> {
        match entry.value.as_table() {
            Some(table) => Ok(entries(table)),
            None => Err(self.wrong_type(entry, "a table")),
        }
    }
}

/// A table's entries in the order of the file, which the table itself does not keep.
pub(in crate::vault) fn entries<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let entry = |(key, value): (&'t Spanned<_>, &'t Spanned<DeValue<'t>>)| {
        let text: &'t std::borrow::Cow<'t, str> = key.get_ref();
        Entry { key: text.as_ref(), key_span: key.span(), value: value.get_ref(), span: value.span() }
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The known word that was most likely meant, if any is near.
pub(in crate::vault) fn nearest(word: &str, known: &[&str]) -> Option<String> {
    nearest::nearest(word, known.iter().copied()).into_iter().next()
}

/// 1-based; the column counts characters.
fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    LineIndex::new(text).position(text, offset)
}
