//! Lists of those who were there, as mentions: in front matter and in the body.
//!
//! Owns what a member of a list is called, and who was absent. Must not know which lists a note has.

use std::collections::HashSet;
use std::ops::Range;

use super::attendees;
use super::attendees::Member;
use super::script::{Places, Script};
use super::words;
use super::words::Presence;
use crate::model::{LinkForm, Mention};
use crate::note::diagnostic::Report;
use crate::note::fields::{keys, values};
use crate::note::front_matter::entry::{Entry, Scalar, Value};
use crate::note::links;

/// Who was there, and who was not.
#[derive(Debug, Default)]
pub(super) struct Attendance {
    pub there: Vec<Mention>,
    /// Their names and addresses, folded.
    absent: HashSet<String>,
}

impl Attendance {
    pub(super) fn add(&mut self, mention: Mention, presence: Presence) {
        match presence {
            Presence::There => self.there.push(Mention { is_listed: true, ..mention }),
            Presence::Absent => self.absent.extend(attendees::keys(&mention.target)),
        }
    }

    /// Each of these people once, without those who were absent.
    pub(super) fn without_absent(&self, people: Vec<Mention>) -> Vec<Mention> {
        let is_absent = |mention: &Mention| {
            !self.absent.is_empty() && attendees::keys(&mention.target).iter().any(|key| self.absent.contains(key))
        };
        each_once(people.into_iter().filter(|mention| !is_absent(mention)).collect())
    }

    /// Reads the lists of front matter.
    pub(super) fn read_front(&mut self, entries: &[&Entry], report: &Report<'_>) {
        let mut places = Places::default();
        for entry in entries {
            if let Some(presence) = words::list(&entry.key) {
                self.value(&entry.value, presence, report, &mut places);
            }
        }
    }

    fn value(&mut self, value: &Value, presence: Presence, report: &Report<'_>, places: &mut Places) {
        match value {
            Value::Absent => {}
            Value::Scalar(scalar) => self.scalar(scalar, presence, report, places),
            Value::List(items, _) => items.iter().for_each(|item| self.value(item, presence, report, places)),
            Value::Map(parts, _) => match record(parts) {
                Some((target, span)) => {
                    let is_absent = parts.iter().any(|part| says_absent(&part.value));
                    let presence = if is_absent { Presence::Absent } else { presence };
                    self.add(named(target, span.start, report, places), presence);
                }
                None => parts.iter().for_each(|part| self.part(part, presence, report, places)),
            },
        }
    }

    /// A part of a map: a list of its own, or somebody and whether they were there.
    fn part(&mut self, part: &Entry, presence: Presence, report: &Report<'_>, places: &mut Places) {
        if says_absent(&part.value) {
            self.add(named(part.key.clone(), part.key_span.start, report, places), Presence::Absent);
        } else {
            let own = words::list(&part.key).unwrap_or(presence);
            self.value(&part.value, own, report, places);
        }
    }

    fn scalar(&mut self, scalar: &Scalar, presence: Presence, report: &Report<'_>, places: &mut Places) {
        if values::is_blank(&scalar.text) {
            return;
        }
        let plain = scalar.span.len() == scalar.text.len() + 2 * usize::from(scalar.quoted);
        let start = scalar.span.start + usize::from(scalar.quoted && plain);
        for member in attendees::members(&scalar.text) {
            let own = if member.is_absent { Presence::Absent } else { presence };
            let at = |within: usize| if plain { start + within } else { start };
            self.text_member(&scalar.text, &member, own, &mut |at_name, target, form| {
                let (line, column) = places.of(report, at(at_name));
                Mention { target, link: form, line, column, is_listed: false }
            });
        }
    }

    /// A member of a list that is plain text: its links, else its name.
    fn text_member(
        &mut self,
        text: &str,
        member: &Member,
        presence: Presence,
        mention: &mut dyn FnMut(usize, String, Option<LinkForm>) -> Mention,
    ) {
        let name = &text[member.name.clone()];
        let mut is_linked = false;
        for link in links::scan(&text[member.part.clone()]) {
            if let Some(target) = link.target() {
                is_linked = true;
                self.add(mention(member.part.start + link.span.start, target, Some(link.form)), presence);
            }
        }
        if !is_linked {
            for target in names(name) {
                self.add(mention(member.name.start, target, None), presence);
            }
        }
    }

    /// Reads a list of the body.
    pub(super) fn read_body(
        &mut self,
        script: &Script<'_, '_>,
        part: &Range<usize>,
        presence: Presence,
        places: &mut Places,
    ) {
        let text = script.prose(part);
        let is_row = script.src[..part.start].ends_with('|') || text.starts_with('|');
        let row_absent = is_row && text.split('|').any(attendees::says_absent);
        for member in attendees::members(&text) {
            let presence = if member.is_absent || row_absent { Presence::Absent } else { presence };
            let whole = part.start + member.part.start..part.start + member.part.end;
            let linked = script.links(&whole);
            for (range, link) in &linked {
                self.add(script.mention(*link, range.start, places), presence);
            }
            let name = &text[member.name.clone()];
            if linked.is_empty() && !links::named(name).trim().is_empty() {
                for target in names(name) {
                    self.add(script.name(&target, part.start + member.name.start, places), presence);
                }
            }
        }
    }
}

fn named(target: String, at: usize, report: &Report<'_>, places: &mut Places) -> Mention {
    let (line, column) = places.of(report, at);
    Mention { target, link: None, line, column, is_listed: false }
}

/// What a plain member may be called: `Chair: Bo Falk` is one of the two.
fn names(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('@').trim();
    if text.starts_with("[[") || text.starts_with("![") {
        return Vec::new();
    }
    let whole = match links::at(text, 0).filter(|_| text.starts_with('[')) {
        Some(link) => match link.written.strip_prefix("mailto:") {
            Some(address) => format!("{} <{address}>", link.shown),
            None => link.shown.to_owned(),
        },
        None => text.to_owned(),
    };
    let bare = whole.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(&whole);
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
    let parts = bare.split(": ").map(|part| part.trim_matches([' ', '*', '_', ':']));
    parts.filter(|part| attendees::is_name(part) && !values::is_blank(part)).map(str::to_owned).collect()
}

/// `{name: Bo, email: bo@x.org}`, and where it begins.
fn record(parts: &[Entry]) -> Option<(String, Range<usize>)> {
    let value = |names: &[&str]| {
        let found = parts.iter().find(|part| names.contains(&keys::normalised(&part.key).as_str()));
        match found.map(|part| &part.value) {
            Some(Value::Scalar(scalar)) if !values::is_blank(&scalar.text) => Some(scalar),
            _ => None,
        }
    };
    let name = value(&["name", "person", "fullname", "displayname", "who"]);
    let address = value(&["email", "mail", "emailaddress", "address"]);
    let bare = |scalar: &Scalar| links::named(&scalar.text).trim().to_owned();
    match (name, address) {
        (Some(name), Some(address)) => {
            Some((format!("{} <{}>", bare(name), address.text.trim().trim_matches(['<', '>'])), name.span.clone()))
        }
        (Some(one), None) | (None, Some(one)) => Some((bare(one), one.span.clone())),
        (None, None) => None,
    }
}

fn says_absent(value: &Value) -> bool {
    matches!(value, Value::Scalar(scalar) if scalar.text.len() <= 40 && words::list(&scalar.text) == Some(Presence::Absent))
}

/// The first of all mentions with one target.
pub(super) fn each_once(mut people: Vec<Mention>) -> Vec<Mention> {
    let mut seen = HashSet::with_capacity(people.len());
    people.retain(|mention| seen.insert((mention.target.clone(), mention.link.map(|form| form as u8))));
    people
}
