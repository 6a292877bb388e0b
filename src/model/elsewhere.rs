//! What other notes record of a person: contact and promises (vault-format section 6).
//!
//! Owns how that completes what the person's own note says. Must not know how notes are read or people are found.

use super::interaction::{Interaction, MET, Promise};
use super::note::Note;
use super::note_id::NoteId;
use super::person::{Met, Sourced};

/// An interaction that another note records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// With the note that records it.
    pub interaction: Interaction,
    /// Whether it is one of a group: somebody's very first is where they were met.
    pub of_group: bool,
}

/// A promise to the person that another note records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseElsewhere {
    pub note: NoteId,
    pub promise: Promise,
}

/// What other notes record of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    pub interactions: Vec<Interaction>,
    pub promises: Vec<PromiseElsewhere>,
}

impl Elsewhere {
    pub const NOTHING: &'static Elsewhere = &Elsewhere { interactions: Vec::new(), promises: Vec::new() };

    /// What was recorded of the person of this note. Whose very first contact was with a group, and whose own note knows
    /// no meeting, was met there.
    pub fn of(note: &Note, recorded: Vec<Recorded>, promises: Vec<PromiseElsewhere>) -> Elsewhere {
        let met = met_there(note, &recorded);
        let mut interactions: Vec<Interaction> = recorded.into_iter().map(|one| one.interaction).collect();
        if let Some(at) = met {
            interactions[at].kind = MET.into();
        }
        Elsewhere { interactions, promises }
    }

    pub fn is_empty(&self) -> bool {
        self.interactions.is_empty() && self.promises.is_empty()
    }

    /// The first meeting, where it was with a group and only its note records it.
    fn first_meeting(&self) -> Option<Met> {
        let met = self.interactions.iter().filter(|one| one.kind == MET).min_by_key(|one| one.day())?;
        let date = Some(Sourced::new(met.date, met.line));
        Some(Met { at: met.place.clone(), date, ..Met::default() })
    }
}

/// The first meeting: as the person's own note has it, else where another note shows it.
pub fn first_meeting(note: &Note, elsewhere: &Elsewhere) -> Option<Met> {
    note.first_meeting().or_else(|| elsewhere.first_meeting())
}

/// Which of the interactions is the first meeting.
fn met_there(note: &Note, recorded: &[Recorded]) -> Option<usize> {
    if note.person.met.is_some() || note.interactions.iter().any(|own| own.kind == MET) {
        return None;
    }
    let (at, first) = recorded.iter().enumerate().min_by_key(|(_, one)| (one.interaction.day(), !one.of_group))?;
    let own = note.interactions.iter().map(Interaction::day);
    let last_contact = note.person.last_contact.iter().map(|last| last.value.first_day());
    let is_first = own.chain(last_contact).all(|day| day >= first.interaction.day());
    (first.of_group && is_first).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::{NoteType, PartialDate};
    use super::*;

    fn recorded(date: &str, of_group: bool) -> Recorded {
        let date = PartialDate::parse_iso(date).expect("a date");
        let interaction = Interaction {
            date,
            kind: "event".into(),
            place: Some("Rust Oslo".into()),
            line: 3,
            text: 0..0,
            recorded_in: Some(NoteId::new("groups/oslo.md")),
        };
        Recorded { interaction, of_group }
    }

    fn ada() -> Note {
        Note::empty(NoteId::new("ada.md"), NoteType::Person, "Ada")
    }

    fn kinds(note: &Note, recorded: Vec<Recorded>) -> Vec<String> {
        let elsewhere = Elsewhere::of(note, recorded, Vec::new());
        elsewhere.interactions.iter().map(|one| one.kind.to_string()).collect()
    }

    #[test]
    fn whose_first_contact_was_with_a_group_was_met_there() {
        let evenings = || vec![recorded("2014-03-01", true), recorded("2014-02-01", true)];
        assert_eq!(kinds(&ada(), evenings()), ["event", "met"]);
        let elsewhere = Elsewhere::of(&ada(), evenings(), Vec::new());
        let met = first_meeting(&ada(), &elsewhere).expect("a meeting");
        assert_eq!(
            (met.at.as_deref(), met.date.map(|date| date.value.to_string())),
            (Some("Rust Oslo"), Some("2014-02-01".to_owned()))
        );
    }

    #[test]
    fn nobody_was_met_there_about_whom_something_earlier_is_known() {
        let mut written = ada();
        written.interactions.push(Interaction { recorded_in: None, ..recorded("2014-01-31", false).interaction });
        assert_eq!(kinds(&written, vec![recorded("2014-02-01", true)]), ["event"]);
        let mut known = ada();
        known.person.last_contact = Some(Sourced::new(PartialDate::parse_iso("2013-12").expect("a date"), 2));
        assert_eq!(kinds(&known, vec![recorded("2014-02-01", true)]), ["event"]);
        let mut introduced = ada();
        introduced.person.met = Some(Met::default());
        assert_eq!(kinds(&introduced, vec![recorded("2014-02-01", true)]), ["event"]);
        assert_eq!(
            kinds(&ada(), vec![recorded("2014-02-01", true), recorded("2014-01-01", false)]),
            ["event", "event"]
        );
    }
}
