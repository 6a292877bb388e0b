//! What several notes together do wrong, reported for one of them.
//!
//! Owns where in the note's text it is to be seen. Must not know how it was found.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::likeness::{Known, Mark};
use crate::model::{ListField, Mention, NoteId};
use crate::note::{Code, Diagnostic, Key, Reading, span_of_target};
use crate::text::LineIndex;

/// Something that the whole vault shows about one note.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// Where to point.
#[derive(Debug)]
pub(super) enum Place {
    Mention(Mention),
    /// Somebody whom the note records contact with.
    Attendee(Mention),
    /// Where the note says by what the person is known.
    Mark(Mark),
    /// This name of a group, where it is one.
    Group(String),
    /// The note as a whole.
    Note,
}

pub(super) type Findings = HashMap<NoteId, Vec<Finding>>;

impl Finding {
    pub(super) fn locate(&self, reading: &Reading, lines: &LineIndex) -> Diagnostic {
        let span = self.place.span(reading, lines).unwrap_or_default();
        Diagnostic::new(self.code, span, self.message.clone(), self.hint.clone(), &reading.text, lines)
    }
}

impl Place {
    /// The span of the text; `None` where nothing of the text says it, or the note says something else by now.
    pub(super) fn span(&self, reading: &Reading, lines: &LineIndex) -> Option<Range<usize>> {
        let layout = &reading.layout;
        match self {
            Place::Mention(mention) => span_of(mention, reading),
            Place::Attendee(mention) => Some(span_of_attendee(mention, &reading.text, lines)),
            Place::Mark(mark) => span_of_mark(mark, reading),
            Place::Group(name) => layout.group(name).cloned(),
            Place::Note => None,
        }
    }
}

fn span_of_mark(mark: &Mark, reading: &Reading) -> Option<Range<usize>> {
    let layout = &reading.layout;
    match mark.known {
        Known::Name => layout.name.clone(),
        Known::Email => layout.value(Key::List(ListField::Emails), &mark.written).cloned(),
        Known::Alias => layout.value(Key::List(ListField::Aliases), &mark.written).cloned(),
        Known::Handle => span_of_link(&mark.written, reading),
        Known::File => None,
    }
}

/// Where an address on the web is written: in a value of its own, or within one.
fn span_of_link(link: &str, reading: &Reading) -> Option<Range<usize>> {
    let mut scalars = Vec::new();
    let entries = reading.layout.front.entries.iter().chain(&reading.layout.labels);
    entries.for_each(|entry| entry.value.scalars(&mut |scalar| scalars.push(scalar)));
    scalars.into_iter().filter(|scalar| scalar.text.contains(link)).find_map(|scalar| {
        let at = reading.text.get(scalar.span.clone())?.find(link)?;
        Some(scalar.span.start + at..scalar.span.start + at + link.len())
    })
}

fn span_of_attendee(mention: &Mention, text: &str, lines: &LineIndex) -> Range<usize> {
    let at = lines.offset(text, mention.line, mention.column);
    span_of_target(text, at, &mention.target)
}

fn span_of(mention: &Mention, reading: &Reading) -> Option<Range<usize>> {
    let mentions = &reading.note.mentions;
    let same = |known: &Mention| known.target == mention.target && known.link == mention.link;
    let at = mentions.iter().position(|known| known == mention).or_else(|| mentions.iter().position(same))?;
    reading.layout.mentions.get(at).cloned()
}
