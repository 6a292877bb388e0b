//! One person, with everything that the vault records about them.
//!
//! Owns the gathering of what other notes say. Must not know how it is printed.

use std::collections::HashSet;

use super::{AskError, Question, Who};
use crate::index::Select;
use crate::model::interaction::MET;
use crate::model::{Interaction, Note, NoteId, NoteType, PartialDate};
use crate::note::NOTE_LIMIT;
use crate::query::{Links, Target};
use crate::text::{decode, lines};
use crate::wire::{Entry, Shown};
use crate::workspace::named::{mentioned, named};
use crate::workspace::references::means;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// Asks for everything about one person.
#[derive(Clone, Debug)]
pub struct Show {
    pub person: Who,
}

impl Question for Show {
    type Answer = Shown;

    fn answer(&self, workspace: &Workspace) -> Result<Shown, AskError> {
        Ok(workspace.show(workspace.who(&self.person)?)?)
    }
}

impl Workspace {
    /// Everything about one person.
    pub(in crate::workspace) fn show(&self, note: Note) -> Result<Shown, WorkspaceError> {
        let introduced_by = self.introducer(&note)?;
        let references = self.references(&note)?;
        let (from, links) = (&references.from, references.links());
        let introduced = from.iter().filter(|other| other.note_type == NoteType::Person);
        let introduced = introduced.filter(|other| means(mentioned(other), &other.id, &note.id, &links));
        let linked_from = from.iter().filter(|other| means(named(other), &other.id, &note.id, &links));
        let (introduced, linked_from) = (introduced.cloned().collect(), linked_from.cloned().collect());
        let view = self.judge()?.view(note);
        Ok(Shown { entries: self.entries(&view)?, view, introduced_by, introduced, linked_from })
    }

    fn introducer(&self, note: &Note) -> Result<Option<Note>, WorkspaceError> {
        let Some(by) = mentioned(note).next().filter(|_| note.note_type == NoteType::Person) else { return Ok(None) };
        let candidates = self.notes(&Select::PersonKey(by.keys(&note.id)))?;
        Ok(match Links::new(&candidates).resolve(by.target, by.form, &note.id) {
            Target::One(introducer) => Some(introducer.clone()),
            Target::Several(_) | Target::Nothing => None,
        })
    }

    /// The interactions of a person with their texts, read from the note itself.
    fn entries(&self, view: &PersonView) -> Result<Vec<Entry>, WorkspaceError> {
        let text = self.text(&view.note.id);
        let logged = LoggedMeetings::of(&view.note);
        let interactions = view.interactions().into_iter().filter(|interaction| !logged.has(interaction));
        interactions.map(|interaction| self.entry(interaction, &text)).collect()
    }

    fn entry(&self, interaction: &Interaction, text: &str) -> Result<Entry, WorkspaceError> {
        let text = match &interaction.recorded_in {
            Some(event) if interaction.text.is_empty() => {
                self.snapshot.get(event)?.map_or(String::new(), |event| event.person.name)
            }
            Some(other) => text_of(interaction, &self.text(other)),
            None => text_of(interaction, text),
        };
        Ok(Entry { interaction: interaction.clone(), text })
    }

    /// The text of a note as it is in its file; empty when that cannot be read, which the sync has reported already.
    pub(in crate::workspace) fn text(&self, id: &NoteId) -> String {
        self.vault.read(id, NOTE_LIMIT).map_or(String::new(), |read| decode(&read.bytes).text)
    }
}

/// The dates of meetings about which the log has a text.
pub(in crate::workspace) struct LoggedMeetings(HashSet<PartialDate>);

impl LoggedMeetings {
    pub(in crate::workspace) fn of(note: &Note) -> LoggedMeetings {
        let logged = note.interactions.iter().filter(|other| other.kind == MET && !other.text.is_empty());
        LoggedMeetings(logged.map(|other| other.date).collect())
    }

    /// Whether the log records the same meeting as this, which `met` says, with more words.
    pub(in crate::workspace) fn has(&self, interaction: &Interaction) -> bool {
        let adds_nothing = interaction.kind == MET && interaction.text.is_empty() && interaction.recorded_in.is_none();
        adds_nothing && self.0.contains(&interaction.date)
    }
}

/// A text without line ends and without the marks of list items; all else stays as it was written.
pub(in crate::workspace) fn one_line(text: &str) -> String {
    let without_marker =
        |line: &str| ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).to_owned();
    let lines = lines::each(text).map(|line| without_marker(line.trim()).trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What an interaction's own note says about it, on one line.
pub(in crate::workspace) fn text_of(interaction: &Interaction, text: &str) -> String {
    let range = interaction.text.start as usize..interaction.text.end as usize;
    text.get(range).map_or(String::new(), one_line)
}

#[cfg(test)]
mod tests {
    use crate::workspace::ask::show::*;

    #[test]
    fn a_text_on_one_line_loses_the_marks_of_lists_and_nothing_else() {
        for (text, expected) in [
            ("+4512345678 is her number", "+4512345678 is her number"),
            ("*very* nice\n  - she **said** yes\n\n  * -3 degrees", "*very* nice she **said** yes -3 degrees"),
            ("- one", "one"),
            ("", ""),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }
}
