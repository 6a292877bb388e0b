//! The one table of keys: which of them mean which field.
//!
//! Owns vault-format section 3's synonyms and how keys are compared. Must not know values.

use std::sync::LazyLock;

use rapidhash::RapidHashMap;

use crate::model::Settings;

/// A field that a key may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Name,
    FirstName,
    LastName,
    Title,
    Aliases,
    Companies,
    Role,
    Emails,
    Phones,
    City,
    Country,
    Tags,
    Groups,
    Met,
    MetAt,
    MetDate,
    MetEvent,
    MetBy,
    MetHow,
    LastContact,
    FollowUp,
    Cadence,
    /// A tier or category: a cadence only if the settings or the words say so.
    Tier,
    Snooze,
    Status,
    /// True means inactive.
    Silenced,
    /// False means inactive.
    Active,
    Birthday,
    Card,
    Relationship,
    /// A map or list of links.
    Links,
    /// The address or handle at this service.
    Link(&'static str),
    Type,
    Categories,
    /// Who took part in an event.
    People,
    /// When an event was.
    EventDate,
    /// Where an event was.
    EventPlace,
}

impl Key {
    /// Whether all that several keys say counts, rather than the first of them: lists, and dates of contact.
    pub(in crate::note) fn joins(self) -> bool {
        let list = matches!(self, Key::Aliases | Key::Companies | Key::Emails | Key::Phones | Key::Tags | Key::Groups);
        list || matches!(self, Key::LastContact | Key::People | Key::Links)
    }

    /// Whether a note's values hold all texts of this field, so that they need not be kept under its key.
    pub(in crate::note) fn is_held(self) -> bool {
        !matches!(
            self,
            Key::Title
                | Key::LastContact
                | Key::FollowUp
                | Key::Cadence
                | Key::Tier
                | Key::Snooze
                | Key::Silenced
                | Key::Active
                | Key::Type
                | Key::Categories
                | Key::People
                | Key::EventDate
                | Key::EventPlace
        )
    }

    /// Whether it says something of events only: in other notes it is a key like any other.
    pub(in crate::note) fn is_of_events(self) -> bool {
        matches!(self, Key::People | Key::EventDate | Key::EventPlace)
    }

    /// Whether it may hold several values.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Key::Aliases | Key::Companies | Key::Emails | Key::Phones | Key::Tags | Key::Groups | Key::People
        )
    }

    /// Whether its value is a day, a month or a year.
    pub fn is_date(self) -> bool {
        matches!(self, Key::MetDate | Key::LastContact | Key::FollowUp | Key::Snooze | Key::EventDate)
    }

    /// The part of the meeting that it is, as it is called inside `met`.
    pub fn part_of_meeting(self) -> Option<&'static str> {
        MET.iter().find(|(key, _)| *key == self).map(|(_, names)| names[0])
    }

    /// The name under which it is written where a note has none yet.
    pub fn spelling(self) -> &'static str {
        match self {
            Key::LastContact => "last_contact",
            Key::FollowUp => "follow_up",
            Key::FirstName => "first_name",
            Key::LastName => "last_name",
            Key::MetAt => "met_at",
            Key::MetDate => "met_date",
            Key::MetEvent => "met_event",
            Key::MetBy => "introduced_by",
            Key::MetHow => "how_we_met",
            other => other.canonical(),
        }
    }

    /// The first of its names, normalised: one word for all synonyms.
    pub fn canonical(self) -> &'static str {
        TABLE.iter().find(|(key, _)| *key == self).map_or("", |(_, names)| names[0])
    }
}

const TABLE: &[(Key, &[&str])] = &[
    (Key::Name, &["name", "fullname", "displayname", "fn"]),
    (Key::FirstName, &["firstname", "givenname"]),
    (Key::LastName, &["lastname", "familyname", "surname"]),
    (Key::Title, &["title"]),
    (Key::Aliases, &["aliases", "alias", "nickname", "nicknames", "nick", "aka", "alsoknownas", "othernames"]),
    (
        Key::Companies,
        &[
            "company",
            "companies",
            "org",
            "orgs",
            "organisation",
            "organisations",
            "organization",
            "organizations",
            "employer",
            "worksat",
            "firm",
        ],
    ),
    (Key::Role, &["role", "position", "job", "jobtitle", "occupation"]),
    (Key::Emails, &["emails", "email", "mail", "mails", "emailaddress", "emailaddresses", "workemail", "otheremails"]),
    (Key::Phones, &["phones", "phone", "tel", "mobile", "cell", "phonenumber", "phonenumbers", "workphone"]),
    (Key::City, &["city", "location", "basedin", "livesin", "town", "place", "hometown"]),
    (Key::Country, &["country", "region"]),
    (Key::Tags, &["tags", "tag", "keywords", "labels", "persontags"]),
    (Key::Groups, &["groups", "group", "usergroup", "usergroups", "community", "communities", "meetup", "meetups"]),
    (Key::Met, &["met"]),
    (Key::MetAt, &["metat", "wheremet", "metwhere"]),
    (Key::MetDate, &["meton", "metdate", "datemet", "firstmet", "firstcontact"]),
    (Key::MetEvent, &["event", "metevent"]),
    (Key::MetBy, &["introducedby", "introby", "metthrough", "metvia", "metby", "referredby", "via"]),
    (Key::MetHow, &["howwemet", "howmet", "methow", "metcontext"]),
    (
        Key::LastContact,
        &[
            "lastcontact",
            "lastcontacted",
            "lastinteraction",
            "lasttouch",
            "lastchat",
            "lastchatted",
            "lastseen",
            "lastspoke",
            "lastmet",
            "lastmeaningfulcontact",
        ],
    ),
    (
        Key::FollowUp,
        &[
            "followup",
            "followupdate",
            "nextfollowup",
            "nextcontact",
            "nextdue",
            "nexttouch",
            "nextactiondate",
            "remindon",
            "reminder",
        ],
    ),
    (
        Key::Cadence,
        &[
            "cadence",
            "cadencedays",
            "contactfrequency",
            "frequency",
            "contactevery",
            "every",
            "keepintouch",
            "stayintouch",
            "interval",
        ],
    ),
    (Key::Tier, &["tier", "category"]),
    (Key::Snooze, &["snooze", "snoozeuntil", "snoozeduntil", "pauseuntil"]),
    (Key::Status, &["status", "state"]),
    (Key::Silenced, &["paused", "nocontact"]),
    (Key::Active, &["active"]),
    (Key::Birthday, &["birthday", "bday", "birthdate", "dateofbirth", "dob", "born"]),
    (Key::Card, &["card", "businesscard"]),
    (Key::Relationship, &["relationship", "relation", "circle", "warmth"]),
    (Key::Links, &["links", "socials"]),
    (Key::Link("linkedin"), &["linkedin", "linkedinid"]),
    (Key::Link("github"), &["github", "githublogin"]),
    (Key::Link("url"), &["url"]),
    (Key::Link("website"), &["website"]),
    (Key::Link("blog"), &["blog"]),
    (Key::Link("twitter"), &["twitter", "x", "xid"]),
    (Key::Link("mastodon"), &["mastodon"]),
    (Key::Link("bluesky"), &["bluesky"]),
    (Key::Link("telegram"), &["telegram"]),
    (Key::Link("signal"), &["signal"]),
    (Key::Link("instagram"), &["instagram"]),
    (Key::Type, &["type", "kind", "notetype", "fileclass", "recordtype"]),
    (Key::Categories, &["categories"]),
    (Key::People, &["people", "attendees", "with", "participants"]),
    (Key::EventDate, &["date", "on", "when", "start", "startdate", "eventdate"]),
    (Key::EventPlace, &["where", "at", "venue"]),
];

/// Keys inside the `met` map.
const MET: &[(Key, &[&str])] = &[
    (Key::MetAt, &["at", "where", "place", "location", "group"]),
    (Key::MetDate, &["date", "on", "when"]),
    (Key::MetEvent, &["event"]),
    (Key::MetBy, &["by", "introducedby", "introby", "through", "via", "referredby"]),
    (Key::MetHow, &["how", "context", "howwemet"]),
];

static KEYS: LazyLock<RapidHashMap<&'static str, Key>> =
    LazyLock::new(|| TABLE.iter().flat_map(|(key, names)| names.iter().map(|name| (*name, *key))).collect());

/// Longest key that is normalised without allocation; a longer one is none of ours.
const SHORT: usize = 48;

/// A key as keys are compared: without case, `-`, `_`, spaces, and the emphasis of a label.
pub fn normalised(key: &str) -> String {
    if is_normal(key) {
        return key.to_owned();
    }
    if let Some(normal) = short(key, &mut [0; SHORT]) {
        return normal.to_owned();
    }
    let dropped = |c: &char| matches!(c, '-' | '_' | ' ' | '*' | '\u{A0}');
    key.chars().filter(|c| !dropped(c)).flat_map(char::to_lowercase).collect()
}

/// The field that a key means, as it is written.
pub fn of(key: &str, settings: &Settings) -> Option<Key> {
    if is_normal(key) {
        return lookup(key, settings);
    }
    let mut buffer = [0; SHORT];
    match short(key, &mut buffer) {
        Some(normal) => lookup(normal, settings),
        None => lookup(&normalised(key), settings),
    }
}

/// Whether a key is its own normal form, as most are.
fn is_normal(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The normal form of a key of ASCII letters that fits.
fn short<'b>(key: &str, buffer: &'b mut [u8; SHORT]) -> Option<&'b str> {
    if key.len() > SHORT || !key.is_ascii() {
        return None;
    }
    let mut len = 0;
    for byte in key.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' ' | b'*')) {
        buffer[len] = byte.to_ascii_lowercase();
        len += 1;
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

/// The field that a normalised key means: the user's own keys first, then ours, then ours behind a prefix.
pub(in crate::note) fn lookup(normal: &str, settings: &Settings) -> Option<Key> {
    own(normal, settings).or_else(|| KEYS.get(normal).copied()).or_else(|| prefixed(normal))
}

/// `person_email` is `email`. A type is not looked for behind a prefix: `contact_type: friend` says something else.
fn prefixed(normal: &str) -> Option<Key> {
    let rest = ["person", "contact", "prm"].iter().find_map(|prefix| normal.strip_prefix(prefix))?;
    let ours = |key: &Key| !matches!(key, Key::Type | Key::Categories | Key::EventDate | Key::EventPlace | Key::People);
    KEYS.get(rest).copied().filter(ours)
}

fn own(normal: &str, settings: &Settings) -> Option<Key> {
    let means = |names: &Vec<String>| names.iter().any(|name| normalised(name) == normal);
    let (field, _) = settings.fields.iter().find(|(_, names)| means(names))?;
    KEYS.get(normalised(field).replace('.', "").as_str()).copied()
}

/// One word for a typed key and all its synonyms, normalised: `company` for `Works at`; other keys are only normalised.
pub fn canonical_key(typed: &str, settings: &Settings) -> String {
    let normal = normalised(typed);
    lookup(&normal, settings).filter(|key| !key.is_of_events()).map_or(normal, |key| key.canonical().to_owned())
}

/// The names of all fields of ours, normalised.
pub fn canonical_keys() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(_, names)| names[0])
}

/// Whether a normalised key means something to us, so that it may be asked for where no note has it.
pub fn is_known_key(normal: &str, settings: &Settings) -> bool {
    lookup(normal, settings).is_some()
}

/// The part of the meeting that a normalised key inside `met` means.
pub fn lookup_met(normal: &str) -> Option<Key> {
    MET.iter().find(|(_, names)| names.contains(&normal)).map(|(key, _)| *key)
}

#[cfg(test)]
mod tests {
    use crate::note::fields::keys::*;

    fn key(text: &str) -> Option<Key> {
        lookup(&normalised(text), &Settings::default())
    }

    #[test]
    fn keys_are_compared_without_case_and_separators() {
        for spelling in
            ["last_contact", "Last Contact", "lastContact", "last-contact", "**Last contact**", "LAST_CONTACTED"]
        {
            assert_eq!(key(spelling), Some(Key::LastContact), "{spelling}");
        }
    }

    #[test]
    fn prefixes_are_dropped_where_the_whole_key_means_nothing() {
        for (text, expected) in [
            ("person_email", Some(Key::Emails)),
            ("prm_cadence", Some(Key::Cadence)),
            ("contact_frequency", Some(Key::Cadence)),
            ("person_tags", Some(Key::Tags)),
            ("contact_type", None),
            ("contacts", None),
            ("unheard of", None),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
    }

    #[test]
    fn no_name_stands_twice_in_the_table() {
        assert_eq!(KEYS.len(), TABLE.iter().map(|(_, names)| names.len()).sum::<usize>());
        assert!(KEYS.keys().all(|name| normalised(name) == **name));
    }

    #[test]
    fn the_users_own_keys_come_first() {
        let fields = vec![("last_contact".to_owned(), vec!["Zuletzt".to_owned(), "date".to_owned()])];
        let settings = Settings { fields, ..Settings::default() };
        assert_eq!(lookup("zuletzt", &settings), Some(Key::LastContact));
        assert_eq!(lookup("date", &settings), Some(Key::LastContact));
    }
}
