//! Where people were seen, as other notes record it: whoever asks for a place need not look at everybody.
//!
//! Owns the people of each place, and their bytes. Must not know which spellings mean the same group.

use std::collections::{BTreeMap, BTreeSet};

use super::numbers::{bytes_of, take_array, take_word, take_words};
use super::rows::Row;
use crate::model::Recorded;
use crate::model::interaction::MET;

/// The people of each place: keys of paths, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places(BTreeMap<Place, Vec<u64>>);

/// One way in which a place is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// `None` for a meeting without a place.
    name: Option<String>,
    /// Whether such an interaction may be somebody's first meeting.
    may_be_meeting: bool,
}

impl Places {
    /// The people who were seen at such a place, sorted.
    pub(super) fn seen(&self, is_meant: impl Fn(&str) -> bool) -> Vec<u64> {
        self.people(|place| place.name.as_deref().is_some_and(&is_meant))
    }

    /// The people who may have been met at such a place, sorted; the place of a meeting may be unknown.
    pub(super) fn met(&self, is_meant: impl Fn(Option<&str>) -> bool) -> Vec<u64> {
        self.people(|place| place.may_be_meeting && is_meant(place.name.as_deref()))
    }

    fn people(&self, is_wanted: impl Fn(&Place) -> bool) -> Vec<u64> {
        let wanted = self.0.iter().filter(|(place, _)| is_wanted(place));
        let people: BTreeSet<u64> = wanted.flat_map(|(_, people)| people).copied().collect();
        people.into_iter().collect()
    }

    /// The same places with what changed: the rows are all that is recorded of their people.
    pub(super) fn with(self, rows: &BTreeMap<u64, Row>) -> Places {
        let mut places = self.0;
        places.values_mut().for_each(|people| people.retain(|person| !rows.contains_key(person)));
        for (person, row) in rows {
            for place in places_of(row) {
                places.entry(place).or_default().push(*person);
            }
        }
        places.retain(|_, people| !people.is_empty());
        places.values_mut().for_each(|people| people.sort_unstable());
        Places(places)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut words = vec![self.0.len() as u64];
        for (Place { name, may_be_meeting }, people) in &self.0 {
            let name = name.as_ref().map_or(u64::MAX, |name| name.len() as u64);
            words.extend([name, u64::from(*may_be_meeting), people.len() as u64]);
            words.extend(people);
        }
        let mut bytes = bytes_of(&words);
        self.0.keys().filter_map(|place| place.name.as_ref()).for_each(|name| bytes.extend_from_slice(name.as_bytes()));
        bytes
    }

    /// The places at the beginning of these bytes, and what follows; `None` when they are damaged.
    pub(super) fn take(bytes: &[u8]) -> Option<(Places, &[u8])> {
        let (count, mut rest) = take_word(bytes)?;
        let mut heads = Vec::new();
        for _ in 0..count {
            let ([name, may_be_meeting, people], after) = take_array(rest)?;
            let (people, after) = take_words(after, usize::try_from(people).ok()?)?;
            heads.push((name, may_be_meeting != 0, people));
            rest = after;
        }
        let mut places = BTreeMap::new();
        for (length, may_be_meeting, people) in heads {
            let (name, after) = take_name(length, rest)?;
            places.insert(Place { name, may_be_meeting }, people);
            rest = after;
        }
        Some((Places(places), rest))
    }
}

fn take_name(length: u64, bytes: &[u8]) -> Option<(Option<String>, &[u8])> {
    if length == u64::MAX {
        return Some((None, bytes));
    }
    let (name, rest) = bytes.split_at_checked(usize::try_from(length).ok()?)?;
    Some((Some(std::str::from_utf8(name).ok()?.to_owned()), rest))
}

/// The places of one person, each once.
fn places_of(row: &Row) -> BTreeSet<Place> {
    let place = |Recorded { interaction, of_group }: &Recorded| Place {
        name: interaction.place.clone(),
        may_be_meeting: *of_group || interaction.kind == MET,
    };
    row.interactions.iter().map(place).filter(|place| place.name.is_some() || place.may_be_meeting).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Interaction, PartialDate};

    fn row(visits: &[(Option<&str>, &'static str, bool)]) -> Row {
        let recorded = |(place, kind, of_group): &(Option<&str>, &'static str, bool)| {
            let interaction = Interaction {
                date: PartialDate::parse_iso("2014-02-01").expect("a date"),
                kind: (*kind).into(),
                place: place.map(str::to_owned),
                line: 1,
                text: 0..0,
                recorded_in: None,
            };
            Recorded { interaction, of_group: *of_group }
        };
        Row { interactions: visits.iter().map(recorded).collect(), ..Row::default() }
    }

    fn places() -> Places {
        let rows = [
            (1, row(&[(Some("Rust Oslo"), "event", true), (Some("Café"), "call", false)])),
            (2, row(&[(Some("Rust Oslo"), "event", false)])),
            (3, row(&[(None, MET, false), (None, "call", false)])),
            (4, row(&[(None, "call", false)])),
        ];
        Places::default().with(&rows.into())
    }

    #[test]
    fn people_are_found_by_where_they_were_seen_or_may_have_been_met() {
        let places = places();
        assert_eq!(places.seen(|name| name == "Rust Oslo"), [1, 2]);
        assert_eq!(places.met(|name| name == Some("Rust Oslo")), [1]);
        assert_eq!(places.met(|_| true), [1, 3], "a meeting without a place is one");
        assert_eq!(places.seen(|_| true), [1, 2], "whoever has no place is nowhere");
    }

    #[test]
    fn a_changed_row_replaces_all_that_was_known_of_its_person() {
        let places = places().with(&[(1, row(&[])), (4, row(&[(Some("Café"), "call", false)]))].into());
        assert_eq!(places.seen(|_| true), [2, 4]);
        assert_eq!(places.met(|_| true), [3]);
    }

    #[test]
    fn places_are_read_as_they_were_written_and_damage_is_noticed() {
        let (places, mut bytes) = (places(), places().to_bytes());
        bytes.extend_from_slice(b"rest");
        assert_eq!(Places::take(&bytes), Some((places, &b"rest"[..])));
        for end in 0..bytes.len() - 4 {
            assert_eq!(Places::take(&bytes[..end]), None, "cut at {end}");
        }
        assert_eq!(Places::take(&[0xff; 64]), None);
    }
}
