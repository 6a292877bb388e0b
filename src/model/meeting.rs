//! The first meeting with somebody, as the whole note records it.
//!
//! Owns how `met` and the log complete each other. Must not know how either is written.

use super::date::Day;
use super::interaction::{Interaction, MET};
use super::name::group_key;
use super::note::Note;
use super::person::{Met, Sourced};

impl Note {
    /// The first meeting: as `met` says, completed by the earliest entry of that kind in the log.
    pub fn first_meeting(&self) -> Option<Met> {
        let in_fields = self.person.met.clone();
        let logged = self.logged_meeting(in_fields.as_ref());
        let mut met = in_fields.or_else(|| logged.map(|_| Met::default()))?;
        if let Some(logged) = logged {
            met.date.get_or_insert_with(|| Sourced::new(logged.date, logged.line));
            if met.at.is_none() && met.event.is_none() {
                met.at = logged.place.clone();
            }
        }
        Some(met)
    }

    /// The entry of the log that records the first meeting: the earliest of that kind, and where `met` has a date, one
    /// of the days it may mean; at the place that `met` names, if both name one. An entry that names the place comes before
    /// one that does not.
    fn logged_meeting(&self, in_fields: Option<&Met>) -> Option<&Interaction> {
        let date = in_fields.and_then(|met| met.date.as_ref()).map(|date| date.value);
        let in_period = |day: Day| date.is_none_or(|date| date.first_day() <= day && day <= date.last_day());
        let at = in_fields.and_then(|met| met.at.as_deref());
        let there = |place: Option<&String>| match (at, place) {
            (Some(at), Some(place)) => at == place || group_key(at) == group_key(place),
            _ => true,
        };
        let meetings =
            self.interactions.iter().filter(|i| i.kind == MET && in_period(i.day()) && there(i.place.as_ref()));
        let without_place = |meeting: &Interaction| meeting.place.is_none();
        meetings.min_by_key(|meeting| (date.is_some() && without_place(meeting), meeting.day(), without_place(meeting)))
    }
}
