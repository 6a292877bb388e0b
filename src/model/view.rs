//! A note as it is seen on one day: what it says, and what follows from it.
//!
//! Owns the joining of the two. Must not know how notes are found or shown.

use super::elsewhere::first_meeting;
use super::{Day, Elsewhere, Interaction, Met, Note, NoteId, Promise, Standing};

/// A note and what the rule gives for it today. In a listing, the note comes without what it links to.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub note: Box<Note>,
    pub standing: Standing,
    /// What other notes record of the person.
    pub elsewhere: Elsewhere,
    pub today: Day,
}

impl PersonView {
    /// The first meeting.
    pub fn met(&self) -> Option<Met> {
        first_meeting(&self.note, &self.elsewhere)
    }

    /// The promises of the person's own note, then those of other notes, each with its note where that is another one.
    pub fn promises(&self) -> impl Iterator<Item = (Option<&NoteId>, &Promise)> {
        let own = self.note.promises.iter().map(|promise| (None, promise));
        own.chain(self.elsewhere.promises.iter().map(|recorded| (Some(&recorded.note), &recorded.promise)))
    }

    /// The person's own and those of other notes, latest first.
    pub fn interactions(&self) -> Vec<&Interaction> {
        let mut all: Vec<&Interaction> = self.note.interactions.iter().chain(&self.elsewhere.interactions).collect();
        all.sort_by(|a, b| {
            b.day().cmp(&a.day()).then_with(|| a.recorded_in.cmp(&b.recorded_in)).then(a.line.cmp(&b.line))
        });
        all
    }
}
