//! What the index keeps of a person's due date.
//!
//! Owns the numbers that are compared with today for all notes at once, and the days on which they hold. Must not know how
//! they are stored.

use crate::index::Columns;
use crate::model::follow_up::{BySpelling, Facts, depends_on_groups, standing, validity};
use crate::model::{Day, Elsewhere, Note, NoteType, Settings};

/// What the rule gives for a note and what other notes record of its person, for the index.
pub(super) fn columns(note: &Note, elsewhere: &Elsewhere, settings: &Settings, day: Day) -> Columns {
    if note.note_type != NoteType::Person {
        return Columns::NOTHING_DUE;
    }
    let facts = Facts { note, elsewhere, settings, groups: &BySpelling };
    // The group of a cadence may be spelt as only another note knows: such a person is judged when asked, and so is everybody
    // about whom other notes record a place.
    if depends_on_groups(&facts) {
        return Columns::UNKNOWN;
    }
    let standing = standing(&facts, day);
    let due = match standing.first().map(|first| first.due) {
        None => Columns::NEVER_DUE,
        Some(due) => due.map_or(Columns::ALWAYS_DUE, code),
    };
    let (from, until) = validity(&facts, day);
    Columns {
        due,
        valid_from: from.map_or(i64::MIN, code),
        valid_until: until.map_or(i64::MAX, code),
        lapsed: standing.lapsed,
    }
}

fn code(day: Day) -> i64 {
    i64::from(day.code())
}
