//! When two notes may be of one person: what they have in common that only one person has.
//!
//! Owns which names, addresses and handles these are, for whoever makes a note, gives one another name, or looks through all of
//! them. Must not know where the other notes come from, nor what is done about it.

use super::name::name_key;
use super::note::Note;
use super::note_id::NoteId;
use super::word::fold;

/// How somebody is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    Name,
    Email,
    /// An account of their own somewhere.
    Handle,
    Alias,
    /// The name of the note's file.
    File,
}

/// Something by which somebody is known. Equal keys are the same, however they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub known: Known,
    pub key: String,
    pub written: String,
}

impl Known {
    /// Whether two people should not have the same key, one in this way and the other in that: a nickname is shared by many,
    /// and so is the name of a file, unless the other one is called so.
    pub fn distinguishes(self, other: Known) -> bool {
        self != other || !matches!(self, Known::Alias | Known::File)
    }

    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Known::Name | Known::Alias => "name",
            Known::Email => "e-mail",
            Known::Handle => "handle",
            Known::File => "file name",
        }
    }
}

/// Everything that identifies the person a note is about, the most specific first.
pub fn marks(note: &Note) -> Vec<Mark> {
    let person = &note.person;
    let called = |known, name: &str| Mark { known, key: format!("name {}", name_key(name)), written: name.to_owned() };
    let name = std::iter::once(called(Known::Name, &person.name));
    let emails = person.emails.iter().map(|email| {
        let key = format!("mail {}", fold(email.trim()));
        Mark { known: Known::Email, key, written: email.clone() }
    });
    let links = person.links.iter().filter_map(|(service, link)| {
        Some(Mark { known: Known::Handle, key: account(service, link)?, written: link.clone() })
    });
    let aliases = person.aliases.iter().map(|alias| called(Known::Alias, alias));
    let file = std::iter::once(called(Known::File, note.id.stem()));
    // What has no letters and digits says nothing.
    let has_key = |mark: &Mark| mark.key.split_once(' ').is_some_and(|(_, key)| key.contains(char::is_alphanumeric));
    name.chain(emails).chain(links).chain(aliases).chain(file).filter(has_key).collect()
}

/// What two notes have in common, as each of them says it; `None` when nothing says that they are of one person.
pub fn likeness(marks: &[Mark], other: &Note) -> Option<(Mark, Mark)> {
    let others = self::marks(other);
    marks.iter().find_map(|mark| {
        let same = |other: &&Mark| other.key == mark.key && mark.known.distinguishes(other.known);
        others.iter().find(same).map(|other| (mark.clone(), other.clone()))
    })
}

/// Whether the files of two notes have one name, so that a link of that name may mean either. A folder's own note is known
/// by its folder.
pub fn same_file(a: &NoteId, b: &NoteId) -> bool {
    const OF_FOLDERS: [&str; 3] = ["index", "_index", "readme"];
    let stem = fold(a.stem());
    stem == fold(b.stem()) && !OF_FOLDERS.contains(&stem.as_ref())
}

/// The last part of an address on the web, without `@`: `ada` for `https://github.com/ada/`.
pub fn handle(link: &str) -> &str {
    let link = link.trim_end_matches('/');
    link.rsplit('/').next().unwrap_or(link).trim_start_matches('@')
}

/// Keys under which people write any address: of their employer as well as of themselves.
const ANY_ADDRESS: [&str; 3] = ["url", "website", "blog"];

/// The key of an account that only one person has; `None` for an address that may be of several.
fn account(service: &str, link: &str) -> Option<String> {
    // A second address at a service is kept under its name with a number.
    let service = service.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    let (host, path) = host_and_path(link);
    let own = handle(link.trim());
    match service {
        _ if path.contains("/company/") || path.contains("/school/") => None,
        service if ANY_ADDRESS.contains(&service) && path.is_empty() => None,
        service if ANY_ADDRESS.contains(&service) => Some(format!("at {}{}", fold(host), fold(path))),
        "mastodon" if !host.is_empty() && !own.contains('@') => Some(format!("mastodon {}@{}", fold(own), fold(host))),
        service => Some(format!("{service} {}", fold(own))),
    }
}

/// The host of an address, and its path without the slash at its end; a bare handle has no host.
fn host_and_path(link: &str) -> (&str, &str) {
    let Some((_, rest)) = link.trim().split_once("://") else { return ("", "") };
    let rest = rest.trim_start_matches("www.").trim_end_matches('/');
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::super::{NoteId, NoteType};
    use super::*;

    /// `ada.md: Ada; alias Countess; mail a@x.org; github ada`.
    fn note(line: &str) -> Note {
        let (path, facts) = line.split_once(": ").expect("a path and a name");
        let mut facts = facts.split("; ");
        let mut note = Note::empty(NoteId::new(path), NoteType::Person, facts.next().expect("a name"));
        for (key, value) in facts.map(|fact| fact.split_once(' ').expect("a key and a value")) {
            match key {
                "alias" => note.person.aliases.push(value.to_owned()),
                "mail" => note.person.emails.push(value.to_owned()),
                service => note.person.links.push((service.to_owned(), value.to_owned())),
            }
        }
        note
    }

    #[test]
    fn two_notes_may_be_of_one_person_in_many_ways() {
        for (a, b, expected) in [
            ("a.md: Ada Lovelace", "b.md: lovelace, ADA", Some("name")),
            ("a.md: Ada Lovelace", "b.md: Ada King; alias Ada Lovelace", Some("name")),
            ("a.md: Ada; mail A@x.org", "b.md: Ida; mail a@X.org", Some("e-mail")),
            ("a.md: Ada; github ada", "b.md: Ida; github_2 https://github.com/Ada/", Some("handle")),
            ("a.md: Ada; url https://x.org/~ada", "b.md: Ida; website http://www.x.org/~ada/", Some("handle")),
            ("a.md: Ada; mastodon @ada@x.org", "b.md: Ida; mastodon https://x.org/@ada", Some("handle")),
            ("a.md: Ada Lovelace", "people/ada-lovelace.md: Countess", Some("name")),
            // What two people may well share.
            ("a.md: Ada Lovelace; alias Al", "b.md: Alan Kay; alias Al", None),
            ("work/notes.md: Ada", "home/notes.md: Ida", None),
            ("a.md: Ada; website https://acme.org", "b.md: Ida; website https://acme.org/", None),
            ("a.md: Ada; linkedin https://l.org/company/acme", "b.md: Ida; linkedin https://l.org/company/acme", None),
            ("a.md: Ada; github ada", "b.md: Ida; twitter ada", None),
            ("a.md: Ada; mastodon https://x.org/@ada", "b.md: Ida; mastodon https://y.org/@ada", None),
            ("a.md: !!", "b.md: ??", None),
        ] {
            let (a, b) = (note(a), note(b));
            let found = likeness(&marks(&a), &b).map(|(mark, _)| mark.known.as_str());
            assert_eq!(found, expected, "{} {}", a.person.name, b.person.name);
            assert_eq!(likeness(&marks(&b), &a).is_some(), expected.is_some(), "{} {}", b.person.name, a.person.name);
        }
    }
}
