//! The places of a person: groups that they belong to, where they were met, and where else they were seen.
//!
//! Owns which parts of a note name a place (vault-format section 5), for queries, cadences, tallies, checks and the index alike.
//! Must not know which names are one group.

use super::elsewhere::Elsewhere;
use super::note::Note;
use super::person::Met;

impl Met {
    /// Where it was: the group or other place, and the event.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        [&self.at, &self.event].into_iter().flatten().map(String::as_str)
    }

    /// The one of them that is named where there is room for one.
    pub fn place(&self) -> Option<&str> {
        self.places().next()
    }

    fn places_mut(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.at, &mut self.event].into_iter().flatten()
    }
}

impl Note {
    /// The places that the note itself names, each as often as it does.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        places(self, Elsewhere::NOTHING)
    }

    /// The same, to be called otherwise.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let met = self.person.met.iter_mut().flat_map(Met::places_mut);
        let seen = self.interactions.iter_mut().filter_map(|interaction| interaction.place.as_mut());
        self.person.groups.iter_mut().chain(met).chain(seen)
    }
}

/// The places of a person, about whom other notes record this besides.
pub fn places<'a>(note: &'a Note, elsewhere: &'a Elsewhere) -> impl Iterator<Item = &'a str> {
    let named = note.person.groups.iter().map(String::as_str);
    let met = note.person.met.iter().flat_map(Met::places);
    let seen = note.interactions.iter().chain(&elsewhere.interactions);
    named.chain(met).chain(seen.filter_map(|interaction| interaction.place.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::super::{Interaction, NoteId, NoteType, PartialDate};
    use super::*;

    fn seen_at(place: &str) -> Interaction {
        let date = PartialDate::parse_iso("2014-07-23").expect("a date");
        Interaction { date, kind: "call".into(), place: Some(place.to_owned()), line: 1, text: 0..0, recorded_in: None }
    }

    #[test]
    fn a_place_is_a_group_where_somebody_was_met_or_where_they_were_seen() {
        let mut note = Note::empty(NoteId::new("ada.md"), NoteType::Person, "Ada");
        assert_eq!(note.places().next(), None);
        note.person.groups.push("belongs".to_owned());
        let (at, event) = (Some("met".to_owned()), Some("event".to_owned()));
        note.person.met = Some(Met { at, event, ..Met::default() });
        note.interactions.push(seen_at("seen"));
        let elsewhere = Elsewhere { interactions: vec![seen_at("told")], promises: Vec::new() };
        assert_eq!(places(&note, &elsewhere).collect::<Vec<_>>(), ["belongs", "met", "event", "seen", "told"]);
        note.places_mut().for_each(|place| place.make_ascii_uppercase());
        assert_eq!(note.places().collect::<Vec<_>>(), ["BELONGS", "MET", "EVENT", "SEEN"]);
        assert_eq!(note.person.met.as_ref().and_then(Met::place), Some("MET"));
    }
}
