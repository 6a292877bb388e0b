//! Floor 0: values and rules.
//!
//! Owns what a note *means* once it has been read, and the rules that follow from it. Must not know files, clocks,
//! serialisation or the search engine: everything here is a pure function of its arguments, `today` among them.

pub mod date;
pub mod elsewhere;
pub mod field;
pub mod follow_up;
pub mod interaction;
pub mod likeness;
mod link;
mod meeting;
pub mod name;
pub mod nearest;
pub mod note;
mod note_id;
pub mod people_fields;
pub mod people_folder;
pub mod period;
pub mod person;
pub mod places;
pub mod settings;
pub mod sync_copy;
pub mod view;
pub mod word;

pub use date::{Birthday, Day, PartialDate};
pub use elsewhere::{Elsewhere, PromiseElsewhere, Recorded};
pub use field::{Key, ListField, TextField};
pub use follow_up::{FollowUp, Standing, Why};
pub use interaction::{Encounter, Interaction, Promise, PromiseTo};
pub use link::{Link, LinkForm, Mention};
pub use note::{Note, NoteType, PeoplePlace, Placement, TypeRule};
pub use note_id::NoteId;
pub use period::{Cadence, Period};
pub use person::{Met, Person, Sourced, State};
pub use settings::Settings;
pub use view::PersonView;
