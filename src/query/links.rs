//! What a link names (vault-format section 6): a note by path, stem, name or alias, in this order.
//!
//! Owns the resolution of links and of names that are where a person is meant. Must not know how the candidates were
//! found: all notes of a vault, or those that an index gives for [`keys`].

use rapidhash::RapidHashMap;

use crate::model::name::name_key;
use crate::model::word::fold;
use crate::model::{LinkForm, Note, NoteId};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a, N = Note> {
    One(&'a N),
    /// Counts for none of them.
    Several(Vec<&'a N>),
    Nothing,
}

/// Whatever a link may call.
pub trait Named {
    fn id(&self) -> &NoteId;
    fn name(&self) -> &str;
    fn aliases(&self) -> &[String];
    fn emails(&self) -> &[String];
}

impl Named for Note {
    fn id(&self) -> &NoteId {
        &self.id
    }

    fn name(&self) -> &str {
        &self.person.name
    }

    fn aliases(&self) -> &[String] {
        &self.person.aliases
    }

    fn emails(&self) -> &[String] {
        &self.person.emails
    }
}

/// Notes by a key.
type Notes<'a, N> = RapidHashMap<String, Vec<&'a N>>;

/// Notes by everything that a link may call them.
pub struct Links<'a, N = Note> {
    paths: Notes<'a, N>,
    stems: Notes<'a, N>,
    names: Notes<'a, N>,
    aliases: Notes<'a, N>,
    addresses: Notes<'a, N>,
}

impl<'a, N: Named> Links<'a, N> {
    pub fn new(notes: impl IntoIterator<Item = &'a N>) -> Links<'a, N> {
        let empty = Notes::default;
        let mut links = Links { paths: empty(), stems: empty(), names: empty(), aliases: empty(), addresses: empty() };
        for note in notes {
            links.paths.entry(path_key(note.id().as_str())).or_default().push(note);
            links.stems.entry(fold(note.id().stem()).into_owned()).or_default().push(note);
            if let Some([path, name]) = folder_keys(note.id()) {
                links.paths.entry(path).or_default().push(note);
                links.stems.entry(name).or_default().push(note);
            }
            links.names.entry(name_key(note.name())).or_default().push(note);
            let mut keys: Vec<String> = note.aliases().iter().map(|alias| name_key(alias)).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.into_iter().for_each(|key| links.aliases.entry(key).or_default().push(note));
            note.emails()
                .iter()
                .for_each(|address| links.addresses.entry(address_key(address)).or_default().push(note));
        }
        links
    }

    /// The note that `target` names, as it is in the note `from`; `form` is `None` for a plain name.
    pub fn resolve(&self, target: &str, form: Option<LinkForm>, from: &NoteId) -> Target<'a, N> {
        if form == Some(LinkForm::Markdown) {
            return relative_path(from, target).map_or(Target::Nothing, |path| self.at_path(&path));
        }
        if let (None, Some((name, address))) = (form, split_address(target)) {
            return match self.addresses.get(&address_key(address)) {
                Some(hits) => one_or_several(hits.clone()),
                None if name.is_empty() => Target::Nothing,
                None => self.resolve(name, None, from),
            };
        }
        let folder = from_root(target).rsplit_once('/').map(|(folder, _)| folder);
        // A name of nothing but signs calls nobody.
        let hits = |notes: &Notes<'a, N>, key: &str| {
            Some(in_folder(notes.get(key).filter(|_| !key.is_empty()), folder)).filter(|hits| !hits.is_empty())
        };
        let by_name = || {
            let key = name_key(last_part(target));
            hits(&self.names, &key).or_else(|| hits(&self.aliases, &key))
        };
        hits(&self.paths, &path_key(target))
            .or_else(|| hits(&self.stems, &stem_key(target)))
            .or_else(by_name)
            .map_or(Target::Nothing, one_or_several)
    }

    fn at_path(&self, path: &str) -> Target<'a, N> {
        self.paths.get(&path_key(path)).map_or(Target::Nothing, |hits| one_or_several(hits.clone()))
    }
}

/// The keys under which an index must be asked for what a target may name.
pub fn keys(target: &str, form: Option<LinkForm>, from: &NoteId) -> Vec<String> {
    let mut keys = match form {
        Some(LinkForm::Markdown) => relative_path(from, target).iter().map(|path| path_key(path)).collect(),
        None if let Some((name, address)) = split_address(target) => {
            let mut keys = if name.is_empty() { Vec::new() } else { keys(name, None, from) };
            keys.push(address_key(address));
            keys
        }
        _ if target.contains('/') => vec![path_key(target), stem_key(target), name_key(last_part(target))],
        _ => vec![path_key(target), name_key(target)],
    };
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Everything that a link may call this note.
pub fn names(note: &Note) -> Vec<String> {
    let named = std::iter::once(&note.person.name).chain(&note.person.aliases).map(|name| name_key(name));
    let own = [path_key(note.id.as_str()), fold(note.id.stem()).into_owned()];
    let addresses = note.person.emails.iter().map(|address| address_key(address));
    let folder = folder_keys(&note.id).into_iter().flatten();
    let mut keys: Vec<String> = own.into_iter().chain(folder).chain(named).chain(addresses).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The path and the name of the folder whose own note this is, where its file has another name.
fn folder_keys(id: &NoteId) -> Option<[String; 2]> {
    let folder = id.is_called_as_index().then(|| id.own_folder()).flatten()?;
    let name = folder.rsplit('/').next().unwrap_or(folder);
    Some([fold(folder).into_owned(), fold(name).into_owned()])
}

/// Whether a target is an address, with or without a name in front.
pub fn is_address(target: &str) -> bool {
    split_address(target).is_some()
}

/// The name and the address of `Name <address>`, or a bare address, where a plain name may be.
fn split_address(target: &str) -> Option<(&str, &str)> {
    let target = target.trim();
    let (name, address) = match target.strip_suffix('>').and_then(|start| start.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"').trim(), address.trim()),
        None => ("", target),
    };
    let is_one = !address.contains(char::is_whitespace)
        && address.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.'));
    is_one.then_some((name, address.strip_prefix("mailto:").unwrap_or(address)))
}

/// An address as addresses are compared; no name is written so.
fn address_key(address: &str) -> String {
    let trimmed = address.trim();
    format!("@{}", trimmed.strip_prefix("mailto:").unwrap_or(trimmed).to_lowercase())
}

/// A path as links are compared: folded, without the extension of a note.
fn path_key(path: &str) -> String {
    let folded = fold(from_root(path));
    let stem = folded.strip_suffix(".md").or_else(|| folded.strip_suffix(".markdown")).unwrap_or(&folded);
    stem.to_owned()
}

/// A path without what says that it begins at the vault's root.
fn from_root(path: &str) -> &str {
    path.trim_start_matches("./").trim_start_matches('/')
}

fn stem_key(target: &str) -> String {
    path_key(last_part(target))
}

fn last_part(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}

/// Only the notes in a folder that ends as the target's does: `[[People/Ada]]` may stand for `crm/People/Ada.md`.
fn in_folder<'a, N: Named>(hits: Option<&Vec<&'a N>>, folder: Option<&str>) -> Vec<&'a N> {
    let hits = hits.into_iter().flatten().copied();
    match folder.map(|folder| fold(folder.trim_matches('/')).into_owned()) {
        None => hits.collect(),
        Some(folder) => hits.filter(|note| is_in(note.id(), &folder)).collect(),
    }
}

/// A folder's own note is as much in what that folder is in.
fn is_in(id: &NoteId, folder: &str) -> bool {
    let above = id.own_folder().map(|own| own.rsplit_once('/').map_or("", |(above, _)| above));
    [Some(id.folder()), above].into_iter().flatten().any(|path| ends_with_folder(&fold(path), folder))
}

fn ends_with_folder(path: &str, folder: &str) -> bool {
    path.strip_suffix(folder).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn one_or_several<N>(hits: Vec<&N>) -> Target<'_, N> {
    match hits[..] {
        [one] => Target::One(one),
        _ => Target::Several(hits),
    }
}

/// A markdown link's target as a path below the vault; `None` when it leads out of it.
fn relative_path(from: &NoteId, target: &str) -> Option<String> {
    let start = if target.starts_with('/') { "" } else { from.folder() };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(target.split('/')).filter(|part| !matches!(*part, "" | ".")) {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::NoteType;

    /// A person's note with a path, a name and aliases.
    pub(crate) fn note(path: &str, name: &str, aliases: &[&str]) -> Note {
        let mut note = Note::empty(NoteId::new(path), NoteType::Person, name);
        note.person.aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        note
    }

    #[test]
    fn a_link_names_a_note_by_path_stem_name_or_alias_in_this_order() {
        let notes = [
            note("people/ada-lovelace.md", "Ada Lovelace", &["Countess"]),
            note("people/babbage.md", "Charles Babbage", &["ada-lovelace"]),
            note("old/babbage.md", "Other Babbage", &[]),
            note("work/Zoë.md", "Zoë Durand", &["Durand"]),
            note("x/y/people/kim.md", "Kim", &[]),
            note("crm/people/bo-falk/index.md", "Bo", &[]),
            note("crm/people/Cleo Ward/Cleo Ward.md", "Cleo", &[]),
        ];
        let links = Links::new(&notes);
        let from = NoteId::new("people/work/x.md");
        for (target, form, expected) in [
            ("people/ada-lovelace", Some(LinkForm::Wiki), "people/ada-lovelace.md"),
            ("people/ada-lovelace.md", Some(LinkForm::Wiki), "people/ada-lovelace.md"),
            ("Ada-Lovelace", Some(LinkForm::Wiki), "people/ada-lovelace.md"),
            ("Lovelace, Ada", None, "people/ada-lovelace.md"),
            ("countess", Some(LinkForm::Wiki), "people/ada-lovelace.md"),
            ("babbage", Some(LinkForm::Wiki), "2 notes"),
            ("old/babbage", Some(LinkForm::Wiki), "old/babbage.md"),
            ("zoe durand", None, "work/Zoë.md"),
            ("ZOE", Some(LinkForm::Wiki), "work/Zoë.md"),
            ("people/kim", Some(LinkForm::Wiki), "x/y/people/kim.md"),
            ("./people/kim", Some(LinkForm::Wiki), "x/y/people/kim.md"),
            ("./people/ada-lovelace", Some(LinkForm::Wiki), "people/ada-lovelace.md"),
            ("bo-falk", Some(LinkForm::Wiki), "crm/people/bo-falk/index.md"),
            ("crm/people/Bo-Falk", Some(LinkForm::Wiki), "crm/people/bo-falk/index.md"),
            ("people/bo-falk", Some(LinkForm::Wiki), "crm/people/bo-falk/index.md"),
            ("bo-falk/index", Some(LinkForm::Wiki), "crm/people/bo-falk/index.md"),
            ("people/Cleo Ward", Some(LinkForm::Wiki), "crm/people/Cleo Ward/Cleo Ward.md"),
            ("eople/bo-falk", Some(LinkForm::Wiki), "nothing"),
            ("eople/kim", Some(LinkForm::Wiki), "nothing"),
            ("../babbage.md", Some(LinkForm::Markdown), "people/babbage.md"),
            ("/old/babbage.md", Some(LinkForm::Markdown), "old/babbage.md"),
            ("../../../etc/passwd.md", Some(LinkForm::Markdown), "nothing"),
            ("nobody", Some(LinkForm::Wiki), "nothing"),
        ] {
            let found = match links.resolve(target, form, &from) {
                Target::One(note) => note.id.to_string(),
                Target::Several(notes) => format!("{} notes", notes.len()),
                Target::Nothing => "nothing".to_owned(),
            };
            assert_eq!(found, expected, "{target}");
        }
    }

    #[test]
    fn a_plain_address_names_who_has_it_and_the_name_beside_it_comes_after() {
        let mut notes = [note("ada.md", "Ada Lovelace", &[]), note("bob.md", "Bob Ray", &[])];
        notes[0].person.emails.push("Ada@example.org".into());
        let (links, from) = (Links::new(&notes), NoteId::new("x.md"));
        for (target, form, expected) in [
            ("ada@EXAMPLE.org", None, Some("ada.md")),
            ("The Countess <ada@example.org>", None, Some("ada.md")),
            ("Bob Ray <other@example.org>", None, Some("bob.md")),
            ("\"Bob Ray\" <other@example.org>", None, Some("bob.md")),
            ("other@example.org", None, None),
            ("ada@example.org", Some(LinkForm::Wiki), None),
            ("Bob @ home", None, None),
        ] {
            let found = match links.resolve(target, form, &from) {
                Target::One(note) => Some(note.id.as_str()),
                Target::Several(_) | Target::Nothing => None,
            };
            assert_eq!(found, expected, "{target}");
            let is_keyed =
                notes.iter().any(|note| names(note).iter().any(|name| keys(target, form, &from).contains(name)));
            assert!(found.is_none() || is_keyed, "{target}");
        }
    }

    #[test]
    fn what_a_link_names_is_found_under_its_keys() {
        let note = note("people/ada-lovelace.md", "Ada Lovelace", &["Countess"]);
        let from = NoteId::new("x.md");
        for target in ["people/ada-lovelace", "Ada-Lovelace", "Lovelace Ada", "COUNTESS", "sub/people/ada-lovelace"] {
            let keys = keys(target, Some(LinkForm::Wiki), &from);
            assert!(names(&note).iter().any(|name| keys.contains(name)), "{target}: {keys:?}");
        }
    }
}
