//! The meeting, the people who are mentioned, and the links of a person.
//!
//! Owns `met` in all its shapes, and where a person is meant by name or link. Must not know the body.

use std::ops::Range;

use crate::model::{LinkForm, Mention, Met, NoteType, Sourced};

use super::Facts;
use super::keys;
use super::keys::Key;
use super::met_words;
use super::read_values::{Split, parts, span_of};
use super::values;
use crate::note::dates;
use crate::note::dates::DateProblem;
use crate::note::front_matter::entry::{Entry, Scalar, Value};
use crate::note::links;

impl Facts<'_, '_> {
    /// `met` itself, in all its shapes.
    pub(super) fn met(&mut self, entry: &Entry) {
        match &entry.value {
            Value::Map(parts, _) => self.met_map(parts),
            Value::List(items, _) => {
                if let Some(Value::Map(parts, _)) = items.first() {
                    self.met_map(parts);
                } else if let Some(Value::Scalar(scalar)) = items.first() {
                    self.plain_met(entry, scalar);
                }
            }
            Value::Scalar(scalar) if !values::is_absent(&scalar.text) => self.plain_met(entry, scalar),
            Value::Scalar(_) | Value::Absent => {}
        }
    }

    pub(super) fn met_at(&mut self, entry: &Entry) {
        self.met_text(Key::MetAt, entry, |met| &mut met.at);
    }

    pub(super) fn met_how(&mut self, entry: &Entry) {
        self.met_text(Key::MetHow, entry, |met| &mut met.how);
    }

    /// The event of a meeting; in an event's note, what that is called.
    pub(super) fn met_event(&mut self, entry: &Entry) {
        if self.note_type != NoteType::Event {
            return self.met_at_event(entry);
        }
        let Some(event) = self.first_piece(entry).filter(|_| self.names.event.is_none()) else { return };
        self.keep(Key::MetEvent, &event);
        self.names.event = Some(event.text);
    }

    fn met_at_event(&mut self, entry: &Entry) {
        self.met_text(Key::MetEvent, entry, |met| &mut met.event);
    }

    fn met_mut(&mut self) -> &mut Met {
        self.person.met.get_or_insert_default()
    }

    fn met_map(&mut self, parts: &[Entry]) {
        for part in parts {
            match keys::lookup_met(&keys::normalised(&part.key)) {
                Some(Key::MetEvent) => self.met_at_event(part),
                Some(key) => self.entry(key, part),
                None => {}
            }
        }
    }

    /// A bare `met:` is the date, or the place, or one after the other.
    fn plain_met(&mut self, entry: &Entry, scalar: &Scalar) {
        let read = dates::prefix(scalar.text.trim(), self.settings.date_order);
        match read {
            Some(dates::Prefix { date: Ok(date), len }) => {
                let date = Sourced::new(date, self.report.line(scalar.span.start));
                self.set_met_date(entry, date);
                self.met_place_after(entry, scalar, len);
            }
            Some(dates::Prefix { date: Err(problem), .. }) => self.bad_date(&entry.key, scalar, problem),
            None if values::is_placeholder(&scalar.text) => {
                self.bad_date(&entry.key, scalar, DateProblem::Placeholder);
            }
            None => self.met_in_words(entry, scalar),
        }
    }

    /// `through [[Bo]]`, `DevOpsDays Milano, 2025-05-01`, or a place.
    fn met_in_words(&mut self, entry: &Entry, scalar: &Scalar) {
        if let Some(name) = met_words::through(&scalar.text) {
            return self.met_by(&part_of(entry, scalar, name));
        }
        match met_words::place_and_day(&scalar.text, self.settings.date_order) {
            Some((place, date)) => {
                let line = self.report.line(scalar.span.start);
                self.set_met_date(entry, Sourced::new(date, line));
                self.met_at(&part_of(entry, scalar, place));
            }
            None => self.met_at(entry),
        }
    }

    fn met_place_after(&mut self, entry: &Entry, scalar: &Scalar, len: usize) {
        let rest = scalar.text.trim()[len..].trim_start_matches([',', ' ', ':', '-', '–', '—', '@']);
        let place = rest.strip_prefix("at ").unwrap_or(rest);
        if !place.is_empty() {
            let value = Value::plain(place, scalar.span.clone());
            let part = Entry { value, ..entry.clone() };
            self.met_at(&part);
        }
    }

    pub(super) fn met_date(&mut self, entry: &Entry) {
        if let Some(date) = self.dates_of(entry).into_iter().next() {
            self.set_met_date(entry, date);
        }
    }

    fn set_met_date(&mut self, entry: &Entry, date: Sourced<crate::model::PartialDate>) {
        if self.claim_date(Key::MetDate, entry, date.value) {
            self.met_mut().date = Some(date);
        }
    }

    fn met_text(&mut self, key: Key, entry: &Entry, slot: fn(&mut Met) -> &mut Option<String>) {
        let piece = self.joined(entry);
        if !piece.text.is_empty() && self.claim(key, entry, &piece.text) {
            self.keep(key, &piece);
            *slot(self.met_mut()) = Some(piece.text);
        }
    }

    pub(super) fn met_by(&mut self, entry: &Entry) {
        let Some(first) = self.first_piece(entry) else { return };
        if self.claim(Key::MetBy, entry, &first.text) {
            self.keep(Key::MetBy, &first);
            self.met_mut().by = Some(first.text);
            self.mention_all(entry);
        }
    }

    /// Everybody that an entry names.
    pub(in crate::note) fn mention_all(&mut self, entry: &Entry) {
        for scalar in self.scalars(entry) {
            if values::is_placeholder(&scalar.text) {
                continue;
            }
            parts(scalar, Split::Comma, &mut |part| self.mention_part(scalar, part));
        }
    }

    /// The persons in a part of a value: its links, or the part itself as a name.
    fn mention_part(&mut self, scalar: &Scalar, part: Range<usize>) {
        let text = &scalar.text[part.clone()];
        let known = self.mentions.len();
        for link in links::scan(text) {
            if let Some(target) = link.target() {
                let place = part.start + link.span.start..part.start + link.span.end;
                self.mention(target, Some(link.form), scalar, place);
            }
        }
        if self.mentions.len() == known && !values::is_absent(text) {
            self.mention(links::named(text).into_owned(), None, scalar, part);
        }
    }

    /// Notes a mention where the link or name begins, not the quotes around it.
    fn mention(&mut self, target: String, link: Option<LinkForm>, scalar: &Scalar, part: Range<usize>) {
        let span = scalar.place_of(part, self.report.text()).unwrap_or(scalar.span.clone());
        let (line, column) = self.report.position(span.start);
        self.mentioned_at.push(span);
        self.mentions.push(Mention { target, link, line, column, is_listed: false });
    }

    /// `links:` and `socials:`: a map of services, or a list of addresses and one-key maps.
    pub(in crate::note) fn links(&mut self, entry: &Entry) {
        match &entry.value {
            Value::Map(services, _) => self.services(services),
            Value::List(items, _) => {
                for item in items {
                    match item {
                        Value::Map(services, _) => self.services(services),
                        other => self.addresses("", &entry.key, other),
                    }
                }
            }
            other => self.addresses("", &entry.key, other),
        }
    }

    fn services(&mut self, services: &[Entry]) {
        for service in services {
            let normal = keys::normalised(&service.key);
            match keys::lookup(&normal, self.settings) {
                Some(Key::Link(name)) => self.link(name, service),
                _ => self.addresses(&normal, &service.key, &service.value),
            }
        }
    }

    /// A service's own key, of which the first counts.
    pub(in crate::note) fn link(&mut self, service: &'static str, entry: &Entry) {
        let found = self.addresses_in(&entry.key, &entry.value);
        if !found.is_empty() && self.claim(Key::Link(service), entry, &found.join(", ")) {
            found.into_iter().for_each(|address| add_link(&mut self.person.links, service, address));
        }
    }

    /// Addresses that several services may share a key for; an empty service is recognised by the address.
    fn addresses(&mut self, service: &str, key: &str, value: &Value) {
        for address in self.addresses_in(key, value) {
            let service = if service.is_empty() { service_of(&address) } else { service };
            add_link(&mut self.person.links, service, address);
        }
    }

    fn addresses_in(&mut self, key: &str, value: &Value) -> Vec<String> {
        let mut scalars = Vec::new();
        self.collect(key, value, &mut scalars);
        let mut found = Vec::new();
        for scalar in scalars.into_iter().filter(|scalar| !values::is_absent(&scalar.text)) {
            if values::is_placeholder(&scalar.text) {
                crate::note::wording::placeholder(self.report, key, &scalar.text, scalar.span.clone());
            } else {
                found.push(address(&scalar.text));
            }
        }
        found
    }
}

/// The same entry with a part of its text for a value.
fn part_of(entry: &Entry, scalar: &Scalar, part: Range<usize>) -> Entry {
    let span = span_of(scalar, &part);
    Entry { value: Value::plain(&scalar.text[part], span), ..entry.clone() }
}

/// Most addresses at one service that are kept: a note that has more is a list of something else.
const ADDRESSES: usize = 100;

/// Adds an address. At a service that has another one already it gets a number, so that no name occurs twice.
fn add_link(links: &mut Vec<(String, String)>, service: &str, address: String) {
    let ours = |name: &str| name.strip_prefix(service).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    if links.iter().any(|(name, known)| *known == address && ours(name)) {
        return;
    }
    let names = (1..=ADDRESSES).map(|n| if n == 1 { service.to_owned() } else { format!("{service}_{n}") });
    let free = |name: &String| links.iter().all(|(taken, _)| taken != name);
    if let Some(name) = names.into_iter().find(free) {
        links.push((name, address));
    }
}

/// The address in a value: of `[text](https://…)` the part in parentheses, of a link to a note what it names.
fn address(text: &str) -> String {
    let text = text.trim();
    match links::scan(text).first() {
        Some(link) if link.span == (0..text.len()) && link.target().is_none() => link.written.to_owned(),
        _ => links::named(text).into_owned(),
    }
}

/// The service that an address belongs to, `url` when it is none of ours.
pub fn service_of(address: &str) -> &'static str {
    const HOSTS: [(&str, &str); 7] = [
        ("linkedin.com", "linkedin"),
        ("github.com", "github"),
        ("twitter.com", "twitter"),
        ("//x.com", "twitter"),
        ("bsky.app", "bluesky"),
        ("t.me/", "telegram"),
        ("instagram.com", "instagram"),
    ];
    HOSTS.iter().find(|(host, _)| address.contains(host)).map_or("url", |(_, service)| service)
}
