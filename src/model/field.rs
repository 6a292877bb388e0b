//! The table of fields: what a note can say about the one it is about, and under which keys.
//!
//! Owns every field's names, what its values look like, and where those that are texts are kept.
//! Keys of notes and of `[fields]`, fields of queries, what a note is known to have, records, facts of the edit proof, rows,
//! and the page of `show` are made from it, and README's table is compared with it: a new field that is one text is one row
//! here. Must not know how keys are compared (`note` does).

use std::ops::{Index, IndexMut};
use std::sync::LazyLock;

/// What a field's values look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    List,
    Date,
    /// A date, perhaps without its year.
    Birthday,
    Period,
    Map,
    Truth,
}

impl Shape {
    /// As the manual calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Shape::Text => "text",
            Shape::List => "list",
            Shape::Date | Shape::Birthday => "date",
            Shape::Period => "length of time",
            Shape::Map => "map",
            Shape::Truth => "`true` or `false`",
        }
    }
}

/// Makes of the rows below the enums of fields, and what can be asked of each.
macro_rules! fields {
    (
        text { $($(#[$text_doc:meta])* $text:ident: $($text_name:literal),+;)+ }
        list { $($(#[$list_doc:meta])* $list:ident: $($list_name:literal),+;)+ }
        link { $($link_name:literal $(, $link_other:literal)*;)+ }
        other { $($(#[$doc:meta])* $key:ident($shape:ident): $($name:literal),+;)+ }
    ) => {
        /// Fields that hold one text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum TextField { $($(#[$text_doc])* $text),+ }

        impl TextField {
            pub const ALL: &[TextField] = &[$(TextField::$text),+];

            /// The name that is written first, then all others that are understood.
            pub fn names(self) -> &'static [&'static str] {
                match self { $(TextField::$text => &[$($text_name),+]),+ }
            }
        }

        /// Fields that hold several texts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ListField { $($(#[$list_doc])* $list),+ }

        impl ListField {
            pub const ALL: &[ListField] = &[$(ListField::$list),+];

            pub fn names(self) -> &'static [&'static str] {
                match self { $(ListField::$list => &[$($list_name),+]),+ }
            }
        }

        /// A field that a key may mean.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Key {
            Text(TextField),
            List(ListField),
            /// The address or handle at this service.
            Link(&'static str),
            $($(#[$doc])* $key),+
        }

        impl Key {
            /// Every field.
            pub fn all() -> impl Iterator<Item = Key> {
                let links = SERVICES.iter().map(|names| Key::Link(names[0]));
                let texts = TextField::ALL.iter().copied().map(Key::Text);
                let lists = ListField::ALL.iter().copied().map(Key::List);
                texts.chain(lists).chain(links).chain([$(Key::$key),+])
            }

            /// What its values look like.
            pub fn shape(self) -> Shape {
                match self {
                    Key::Text(_) | Key::Link(_) => Shape::Text,
                    Key::List(_) => Shape::List,
                    $(Key::$key => Shape::$shape),+
                }
            }

            /// The name that is written first, then all others that are understood.
            pub fn names(self) -> &'static [&'static str] {
                match self {
                    Key::Text(field) => field.names(),
                    Key::List(field) => field.names(),
                    Key::Link(service) => SERVICES.iter().find(|names| names[0] == service).copied().unwrap_or_default(),
                    $(Key::$key => &[$($name),+]),+
                }
            }
        }

        const SERVICES: &[&[&str]] = &[$(&[$link_name $(, $link_other)*]),+];
    };
}

fields! {
    text {
        Role: "role", "position", "job", "job_title", "occupation";
        City: "city", "location", "based_in", "lives_in", "town", "place", "hometown";
        Country: "country", "region";
        /// As written; [`Person::state`](super::Person::state) says what it means.
        Status: "status", "state";
        Card: "card", "business_card";
        Relationship: "relationship", "relation", "circle", "warmth";
        /// By which an address book knows them.
        Uid: "uid";
    }
    list {
        Aliases: "aliases", "alias", "nickname", "nicknames", "nick", "aka", "also_known_as", "other_names";
        Companies: "company", "companies", "org", "orgs", "organisation", "organisations", "organization",
            "organizations", "employer", "works_at", "firm";
        Emails: "emails", "email", "mail", "mails", "email_address", "email_addresses", "work_email", "other_emails";
        Phones: "phones", "phone", "tel", "mobile", "cell", "phone_number", "phone_numbers", "work_phone";
        Tags: "tags", "tag", "keywords", "labels", "person_tags";
        Groups: "groups", "group", "user_group", "user_groups", "community", "communities", "meetup", "meetups";
    }
    link {
        "linkedin", "linkedin_id";
        "github", "github_login";
        "url";
        "website";
        "blog";
        "twitter", "x", "x_id";
        "mastodon";
        "bluesky";
        "telegram";
        "signal";
        "instagram";
    }
    other {
        Name(Text): "name", "full_name", "display_name", "fn";
        FirstName(Text): "first_name", "given_name";
        LastName(Text): "last_name", "family_name", "surname";
        Title(Text): "title";
        Met(Map): "met";
        MetAt(Text): "met_at", "where_met", "met_where";
        MetDate(Date): "met_date", "met_on", "date_met", "first_met", "first_contact";
        MetEvent(Text): "met_event", "event";
        MetBy(Text): "introduced_by", "intro_by", "met_by", "met_through", "met_via", "referred_by", "via";
        MetHow(Text): "how_we_met", "how_met", "met_how", "met_context";
        LastContact(Date): "last_contact", "last_contacted", "last_interaction", "last_touch", "last_chat", "last_chatted",
            "last_seen", "last_spoke", "last_met", "last_meaningful_contact";
        FollowUp(Date): "follow_up", "follow_up_date", "next_follow_up", "next_contact", "next_due", "next_touch",
            "next_action_date", "remind_on", "reminder";
        Cadence(Period): "cadence", "cadence_days", "contact_frequency", "frequency", "contact_every", "every",
            "keep_in_touch", "stay_in_touch", "interval";
        /// A tier or category: a cadence only if the settings or the words say so.
        Tier(Period): "tier", "category";
        Snooze(Date): "snooze", "snooze_until", "snoozed_until", "pause_until";
        /// True means inactive.
        Silenced(Truth): "paused", "no_contact";
        /// False means inactive.
        Active(Truth): "active";
        Birthday(Birthday): "birthday", "bday", "birth_date", "date_of_birth", "dob", "born";
        /// A map or list of links.
        Links(Map): "links", "socials";
        Type(Text): "type", "kind", "note_type", "file_class", "content_type", "record_type", "class";
        Categories(Text): "categories";
        /// Who took part in an event.
        People(List): "people", "person", "attendees", "participants", "with", "present", "guests", "who", "invitees",
            "speakers", "organizer", "organiser", "host";
        /// When an event was.
        EventDate(Date): "date", "on", "when", "start", "start_date", "event_date", "meeting_date", "day";
        /// Where an event was.
        EventPlace(Text): "where", "at", "venue";
    }
}

/// Names inside the `met` map; the first is the one that is written.
const MEETING: [(Key, &[&str]); 5] = [
    (Key::MetAt, &["at", "where", "place", "location", "group"]),
    (Key::MetDate, &["date", "on", "when"]),
    (Key::MetEvent, &["event"]),
    (Key::MetBy, &["by", "introducedby", "introby", "through", "via", "referredby"]),
    (Key::MetHow, &["how", "context", "howwemet"]),
];

/// First names that have a `_`, without it.
static JOINED: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let first = Key::all().map(Key::spelling).filter(|name| name.contains('_'));
    first.map(|name| (name, joined(name))).collect()
});

/// A name of the table as keys are compared.
pub fn joined(name: &str) -> String {
    name.replace('_', "")
}

impl Key {
    /// The name under which it is written where a note has none yet.
    pub fn spelling(self) -> &'static str {
        match self {
            Key::Link(service) => service,
            other => other.names()[0],
        }
    }

    /// One word for all its names, as keys are compared.
    pub fn canonical(self) -> &'static str {
        let name = self.spelling();
        match name.contains('_') {
            true => JOINED.iter().find(|(known, _)| *known == name).map_or(name, |(_, joined)| joined),
            false => name,
        }
    }

    /// Whether it may hold several values.
    pub fn is_list(self) -> bool {
        self.shape() == Shape::List
    }

    /// Whether its value is a day, a month or a year.
    pub fn is_date(self) -> bool {
        self.shape() == Shape::Date
    }

    /// The part of the meeting that it is, as it is called inside `met`.
    pub fn part_of_meeting(self) -> Option<&'static str> {
        MEETING.iter().find(|(key, _)| *key == self).map(|(_, names)| names[0])
    }

    /// The part of the meeting that a name inside `met` means, as keys are compared.
    pub fn in_meeting(name: &str) -> Option<Key> {
        MEETING.iter().find(|(_, names)| names.contains(&name)).map(|(key, _)| *key)
    }

    /// Whether `[fields]` may give it names of the user's own.
    pub fn takes_own_names(self) -> bool {
        match self {
            Key::Name | Key::Text(_) | Key::List(_) | Key::Met | Key::LastContact | Key::FollowUp => true,
            Key::Cadence | Key::Snooze | Key::Birthday | Key::Links => true,
            // Each is a part or another form of one of those.
            Key::FirstName | Key::LastName | Key::Title | Key::Tier | Key::Silenced | Key::Active | Key::Link(_) => {
                false
            }
            Key::MetAt | Key::MetDate | Key::MetEvent | Key::MetBy | Key::MetHow => false,
            // They say what a note is, or something of an event.
            Key::Type | Key::Categories | Key::People | Key::EventDate | Key::EventPlace => false,
        }
    }
}

impl TextField {
    pub fn canonical(self) -> &'static str {
        Key::Text(self).canonical()
    }

    pub fn spelling(self) -> &'static str {
        self.names()[0]
    }
}

impl ListField {
    pub fn canonical(self) -> &'static str {
        Key::List(self).canonical()
    }
}

/// What a person has in each text field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts([Option<String>; TextField::ALL.len()]);

impl Texts {
    /// Those that are there.
    pub fn iter(&self) -> impl Iterator<Item = (TextField, &String)> {
        TextField::ALL.iter().zip(&self.0).filter_map(|(field, text)| Some((*field, text.as_ref()?)))
    }
}

impl Index<TextField> for Texts {
    type Output = Option<String>;

    fn index(&self, field: TextField) -> &Option<String> {
        &self.0[field as usize]
    }
}

impl IndexMut<TextField> for Texts {
    fn index_mut(&mut self, field: TextField) -> &mut Option<String> {
        &mut self.0[field as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_name_of_its_own() {
        let mut names: Vec<&str> = Key::all().flat_map(|key| key.names().iter().copied()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(Key::all().all(|key| !key.names().is_empty()));
    }

    #[test]
    fn texts_are_kept_apart_by_their_field() {
        let mut texts = Texts::default();
        for field in TextField::ALL {
            texts[*field] = Some(field.canonical().to_owned());
        }
        let kept: Vec<(TextField, &str)> = texts.iter().map(|(field, text)| (field, text.as_str())).collect();
        let expected: Vec<(TextField, &str)> = TextField::ALL.iter().map(|field| (*field, field.canonical())).collect();
        assert_eq!(kept, expected);
    }
}
