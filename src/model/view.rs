//! A note as it is seen on one day: what it says, and what follows from it.
//!
//! Owns the joining of the two. Must not know how notes are found or shown.

use super::{Day, Interaction, Met, Note, Standing};

/// A note and what the rule says of it today. In a listing, the note comes without what it links to.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub note: Box<Note>,
    pub standing: Standing,
    /// What events' notes tell of the person.
    pub told_elsewhere: Vec<Interaction>,
    pub today: Day,
}

impl PersonView {
    /// The first meeting.
    pub fn met(&self) -> Option<Met> {
        self.note.first_meeting()
    }

    /// Own and told by events, latest first.
    pub fn interactions(&self) -> Vec<&Interaction> {
        let mut all: Vec<&Interaction> = self.note.interactions.iter().chain(&self.told_elsewhere).collect();
        all.sort_by(|a, b| b.day().cmp(&a.day()).then_with(|| a.told_by.cmp(&b.told_by)).then(a.line.cmp(&b.line)));
        all
    }
}
