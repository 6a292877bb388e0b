//! What is wrong in a note, where, and what to write instead.
//!
//! Owns the codes, their severities and the collection of diagnostics while a note is read. Must not know terminals:
//! values in messages stand as written, escaping them is up to who prints.

use std::ops::Range;

use crate::text::LineIndex;

/// Longest value, in characters, that a message repeats.
const QUOTED: usize = 60;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was used, but is doubtful.
    Warning,
    /// Something could not be used.
    Error,
}

impl Severity {
    /// The severity as it is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// What kind of thing is wrong. The words are part of the output format and never change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order in which the documentation lists them.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Not valid UTF-8: read as Windows-1252.
    NotUtf8 = "not-utf8", Warning;
    /// UTF-16 by its byte order mark.
    Utf16 = "utf-16", Warning;
    /// NUL bytes in what is otherwise text.
    NulBytes = "nul-bytes", Warning;
    /// Not text: only path and name are known.
    Binary = "binary", Error;
    /// Longer than what is read of a note.
    NoteTooLarge = "note-too-large", Warning;
    /// Longer than what is read of front matter.
    FrontMatterTooLarge = "front-matter-too-large", Error;
    /// The closing fence is missing.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    InvalidYaml = "invalid-yaml", Error;
    InvalidToml = "invalid-toml", Error;
    /// A merge was not finished.
    ConflictMarkers = "conflict-markers", Error;
    /// The same key twice.
    DuplicateKey = "duplicate-key", Warning;
    /// Two keys for one field that say different things.
    ConflictingKeys = "conflicting-keys", Warning;
    /// What a template left behind.
    Placeholder = "placeholder", Warning;
    /// A date that two readers could take differently.
    AmbiguousDate = "ambiguous-date", Error;
    /// A date that does not exist, or is none.
    InvalidDate = "invalid-date", Error;
    UnknownCadence = "unknown-cadence", Error;
    /// An event with people and no day.
    EventWithoutDay = "event-without-day", Warning;
    /// An event of which only the day is known on which its note was made.
    EventDayGuessed = "event-day-guessed", Warning;
    /// An event whose date and whose file's name are more than a week apart.
    EventDaysDiffer = "event-days-differ", Warning;
    /// A link or an address in a list of attendees that means nobody.
    UnreadAttendee = "unread-attendee", Warning;
    /// A note that has a day and links people, and is read as no contact.
    DatedLinksUnread = "dated-links-unread", Warning;
    /// A map where text is meant, and the like.
    WrongType = "wrong-type", Error;
    /// Empty lines above the front matter.
    FrontMatterBelowBlank = "front-matter-below-blank", Warning;
    /// A block that looks like front matter and is none.
    SecondFrontMatter = "second-front-matter", Warning;
    /// A label of a field where none is read.
    LabelUnread = "label-unread", Warning;
    /// Lines with days that are read as nothing, and no contact.
    NeverButDates = "never-but-dates", Warning;
    /// Reading the note failed through a fault of this program.
    Unreadable = "unreadable", Error;
    /// A link that names no note, where a person is meant.
    UnresolvedLink = "unresolved-link", Warning;
    /// A link that names several notes.
    AmbiguousLink = "ambiguous-link", Warning;
    /// Two notes for one name.
    DuplicateName = "duplicate-name", Warning;
    /// Two notes with one e-mail address.
    DuplicateEmail = "duplicate-email", Warning;
    /// Two people with the same account somewhere.
    DuplicateHandle = "duplicate-handle", Warning;
    /// Two spellings of one group.
    GroupSpelling = "group-spelling", Warning;
    /// A copy that a service made of a note.
    ConflictedCopy = "conflicted-copy", Warning;
    /// That most notes of the vault are taken for people, or for none, is a guess.
    PeopleGuessed = "people-guessed", Warning;
    /// Two paths that some systems take for one.
    TwinPath = "twin-path", Warning;
}

/// Something wrong in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    /// That of the code.
    pub severity: Severity,
    /// Bytes of the note's text.
    pub span: Range<usize>,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    pub message: String,
    /// What to do about it, where that can be said.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic at a span of the text, which is held inside it and on character boundaries.
    pub fn new(
        code: Code,
        span: Range<usize>,
        message: String,
        hint: Option<String>,
        text: &str,
        lines: &LineIndex,
    ) -> Diagnostic {
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end.max(start));
        let (line, column) = lines.position(text, start);
        Diagnostic { code, severity: code.severity(), span: start..end, line, column, message, hint }
    }
}

/// The diagnostics of one note while it is read.
#[derive(Debug)]
pub(super) struct Report<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    found: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    pub(super) fn new(text: &'a str, lines: &'a LineIndex) -> Report<'a> {
        Report { text, lines, found: Vec::new() }
    }

    /// Notes a problem. The span is held inside the text and on character boundaries.
    pub(super) fn add(&mut self, code: Code, span: Range<usize>, message: String, hint: Option<String>) {
        self.found.push(Diagnostic::new(code, span, message, hint, self.text, self.lines));
    }

    /// The line (1-based) of an offset.
    pub(super) fn line(&self, offset: usize) -> u32 {
        self.lines.line(offset)
    }

    /// Line and column (1-based) of an offset.
    pub(super) fn position(&self, offset: usize) -> (u32, u32) {
        self.lines.position(self.text, offset)
    }

    /// A line (1-based) without the white space around it.
    pub(super) fn span_of_line(&self, line: u32) -> Range<usize> {
        let start = self.lines.offset(self.text, line, 1);
        let text = self.text[start..].split(['\n', '\r']).next().unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        start + lead..start + lead + text.trim().len()
    }

    /// The note's text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The diagnostics in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|diagnostic| diagnostic.span.start);
        self.found
    }
}

/// A value in quotes for a message: on one line, and cut when it is long.
pub(super) fn quoted(value: &str) -> String {
    let value = value.trim();
    let mut shown: String = value.chars().take(QUOTED).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_told_apart() {
        let mut seen: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(seen.iter().all(|c| c.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit())));
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), Code::ALL.len());
    }

    #[test]
    fn a_long_value_is_cut_in_messages() {
        assert_eq!(quoted(" a\nb "), "\"a b\"");
        assert_eq!(quoted(&"é".repeat(100)).chars().count(), QUOTED + 3);
    }

    #[test]
    fn a_span_inside_a_character_is_widened_to_it() {
        let text = "é";
        let lines = LineIndex::new(text);
        let mut report = Report::new(text, &lines);
        report.add(Code::InvalidDate, 1..1, String::new(), None);
        report.add(Code::InvalidDate, 7..99, String::new(), None);
        let spans: Vec<_> = report.finish().into_iter().map(|d| d.span).collect();
        assert_eq!(spans, [0..2, 2..2]);
    }
}
