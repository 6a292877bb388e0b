//! What a rename changes in a note: links and names that mean the person, and what each of them becomes.
//!
//! Owns the targets of links and the names without brackets. Must not know the order of writing or the files' names.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::error::EditError;
use crate::edit::Change;
use crate::index::Select;
use crate::model::name::name_key;
use crate::model::word::fold;
use crate::model::{LinkForm, Note, NoteId};
use crate::note::layout::LinkSite;
use crate::note::{self, NOTE_LIMIT, Reading};
use crate::query::links::keys;
use crate::query::{Links, Target};
use crate::text::percent;
use crate::workspace::Workspace;
use crate::workspace::proposal::Respelling;
use crate::workspace::references::References;

/// What ends a part of a wikilink.
const WIKI_MARKS: [char; 4] = ['|', '[', ']', '#'];

/// One person's other name, for all notes that name them.
pub(in crate::workspace) struct Respeller<'r> {
    workspace: &'r Workspace,
    old: &'r Note,
    /// Other paths that lead to the note's file.
    own_paths: &'r [NoteId],
    /// The note's path afterwards.
    new: &'r NoteId,
    /// The name afterwards.
    to: &'r str,
    links: Links<'r>,
    /// The targets that were asked about, and whether nobody else could be meant: thousands of notes may write one.
    clear: RefCell<HashMap<String, bool>>,
}

impl<'r> Respeller<'r> {
    pub(in crate::workspace) fn new(
        workspace: &'r Workspace,
        old: &'r Note,
        own_paths: &'r [NoteId],
        new: &'r NoteId,
        to: &'r str,
        references: &'r References,
    ) -> Respeller<'r> {
        Respeller { workspace, old, own_paths, new, to, links: references.links(), clear: RefCell::default() }
    }

    /// What in a note means the person, and what it becomes.
    pub(in crate::workspace) fn respellings(&self, from: &NoteId) -> Result<Vec<Respelling>, EditError> {
        let reading = self.read(from)?;
        let mut pairs: BTreeMap<(String, bool), String> = BTreeMap::new();
        for site in reading.layout.links.iter().filter(|site| self.is_old(&site.target, Some(site.form), from)) {
            let written = reading.text[site.written.clone()].to_owned();
            let wiki = site.form == LinkForm::Wiki;
            let becomes = if wiki { self.wiki(site)? } else { markdown(&written, self.new) };
            // The heading that says the name will say the new one.
            let title = format!("#{}", self.old.person.name);
            let says_name = wiki && leads_to(&reading.text[site.written.end..], &title);
            match says_name {
                true => {
                    pairs.insert((format!("{written}{title}"), wiki), format!("{becomes}#{}", in_link(self.to)));
                }
                false => drop(pairs.insert((written, wiki), becomes)),
            }
        }
        let mut found: Vec<Respelling> =
            pairs.into_iter().map(|((old, wiki), new)| Respelling { old, new, wiki, plain: false }).collect();
        found.retain(|pair| pair.old != pair.new);
        found.extend(self.plain(from, &reading));
        Ok(found)
    }

    fn read(&self, id: &NoteId) -> Result<Reading, EditError> {
        let vault = self.workspace.vault();
        let read = vault.read(id, NOTE_LIMIT)?;
        Ok(note::read(id, &read.bytes, read.size, self.workspace.settings(), vault.placement(id)))
    }

    /// Whether the person is meant: by the note's path, or by what is true of it under all of its paths.
    fn is_old(&self, target: &str, form: Option<LinkForm>, from: &NoteId) -> bool {
        let is_own = |note: &&Note| note.id == self.old.id || self.own_paths.contains(&note.id);
        match self.links.resolve(target, form, from) {
            Target::One(one) => one.id == self.old.id,
            Target::Several(several) => several.iter().all(is_own),
            Target::Nothing => false,
        }
    }

    /// Names without brackets, where a person is meant.
    fn plain(&self, from: &NoteId, reading: &Reading) -> Vec<Respelling> {
        let mut found: Vec<Respelling> = Vec::new();
        for mention in reading.note.mentions.iter().filter(|mention| mention.link.is_none()) {
            let becomes = plain_name(&mention.target, self.old, self.new, self.to);
            let is_old = self.is_old(&mention.target, None, from);
            if is_old && becomes != mention.target && !found.iter().any(|pair| pair.old == mention.target) {
                found.push(Respelling { old: mention.target.clone(), new: becomes, wiki: false, plain: true });
            }
        }
        found
    }

    /// A wikilink's new target: of the kind that it was, a path, a file's name or a name; an alias stays.
    fn wiki(&self, site: &LinkSite) -> Result<String, EditError> {
        let Respeller { old, new, to, .. } = self;
        let target = site.target.as_str();
        let (folder, last) = target.rsplit_once('/').map_or((None, target), |(folder, last)| (Some(folder), last));
        let (stem, extension) = split_extension(last);
        let is_stem = fold(stem) == fold(old.id.stem());
        let is_name = name_key(last) == name_key(&old.person.name);
        let becomes = match (is_stem, is_name) {
            (true, _) => format!("{}{extension}", new.stem()),
            (_, true) if !to.contains(WIKI_MARKS) && !to.contains('/') => (*to).to_owned(),
            (_, true) => new.stem().to_owned(),
            _ => return Ok(target.to_owned()),
        };
        let whole = folder.map_or(becomes.clone(), |folder| format!("{folder}/{becomes}"));
        Ok(if self.is_clear(&whole)? { whole } else { NoteId::new(new.as_str()).without_extension().to_owned() })
    }

    /// Whether nobody else could be meant by a wikilink's target, which is the same in whatever note it is.
    fn is_clear(&self, target: &str) -> Result<bool, EditError> {
        if let Some(clear) = self.clear.borrow().get(target) {
            return Ok(*clear);
        }
        let (form, from) = (Some(LinkForm::Wiki), &self.old.id);
        let mut others = self.workspace.notes(&Select::PersonKey(keys(target, form, from)))?;
        others.retain(|note| note.id != self.old.id && !self.own_paths.contains(&note.id));
        let clear = Links::new(&others).resolve(target, form, from) == Target::Nothing;
        self.clear.borrow_mut().insert(target.to_owned(), clear);
        Ok(clear)
    }
}

/// What a name without brackets becomes: a file's name that is no name stays one, an alias stays as it is.
fn plain_name(target: &str, old: &Note, new: &NoteId, to: &str) -> String {
    let last = target.rsplit('/').next().unwrap_or(target);
    let folder = &target[..target.len() - last.len()];
    let (stem, _) = split_extension(last);
    match () {
        () if name_key(target) == name_key(&old.person.name) && !is_plain(to) => new.stem().to_owned(),
        () if name_key(target) == name_key(&old.person.name) => to.to_owned(),
        () if fold(stem) == fold(old.id.stem()) => format!("{folder}{}{}", new.stem(), &last[stem.len()..]),
        () => target.to_owned(),
    }
}

/// Whether a name means one person in a list of people: what separates people, begins a remark or a label, or records an
/// address is none of it.
fn is_plain(name: &str) -> bool {
    let separates = |word: &str| matches!(word, "-" | "–" | "—" | "and" | "et" | "und");
    !name.contains([',', ';', '&', '#', '(', ')', ':', '@', '<', '>', '[', ']'])
        && !name.to_lowercase().split_whitespace().any(separates)
}

/// A heading as links write it: with spaces for what would end the link.
fn in_link(heading: &str) -> String {
    heading.replace(WIKI_MARKS, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file's name, and its extension where that is one of notes.
fn split_extension(last: &str) -> (&str, &str) {
    let (bytes, known) = (last.as_bytes(), [".md", ".markdown"]);
    let ends = |len: usize| bytes.len().checked_sub(len).map_or(&[][..], |at| &bytes[at..]);
    let found = known.iter().find(|extension| ends(extension.len()).eq_ignore_ascii_case(extension.as_bytes()));
    last.split_at(last.len() - found.map_or(0, |extension| extension.len()))
}

/// Whether what follows a wikilink's target is this heading and no more.
fn leads_to(after: &str, heading: &str) -> bool {
    after.strip_prefix(heading).is_some_and(|rest| rest.starts_with([']', '|', '#']))
}

/// A markdown link's target with another file's name.
fn markdown(written: &str, new: &NoteId) -> String {
    let folder = written.rfind('/').map_or("", |at| &written[..=at]);
    let file = new.as_str().rsplit('/').next().unwrap_or(new.as_str());
    let angled = written.contains(' ');
    let ends_link = |c| matches!(c, '(' | ')' | '%' | '#' | '?' | '<' | '>' | '"') || (c == ' ' && !angled);
    format!("{folder}{}", percent::encoded(file, ends_link))
}

/// The changes that respell every link and name of a note, from its end to its start, so that places stay right.
pub(in crate::workspace) fn changes(reading: &Reading, pairs: &[Respelling]) -> Vec<Change> {
    let mut sites = spans(reading, pairs);
    sites.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    sites.dedup_by(|a, b| a.0 == b.0);
    sites.into_iter().map(|(span, with)| Change::Respell { span, with }).collect()
}

fn spans(reading: &Reading, pairs: &[Respelling]) -> Vec<(Range<usize>, String)> {
    let (text, layout) = (&reading.text, &reading.layout);
    let mut found = Vec::new();
    for site in &layout.links {
        let (written, after) = (&text[site.written.clone()], &text[site.written.end..]);
        let wiki = site.form == LinkForm::Wiki;
        let ours = pairs.iter().filter(|pair| !pair.plain && pair.wiki == wiki);
        let is_it = |pair: &&Respelling| {
            pair.old
                .strip_prefix(written)
                .is_some_and(|rest| rest.is_empty() || (rest.starts_with('#') && leads_to(after, rest)))
        };
        let pair = ours.filter(is_it).max_by_key(|pair| pair.old.len());
        found.extend(pair.map(|pair| (site.written.start..site.written.start + pair.old.len(), pair.new.clone())));
    }
    let mentions = reading.note.mentions.iter().zip(&layout.mentions);
    for (mention, span) in mentions.filter(|(mention, _)| mention.link.is_none()) {
        let Some(pair) = pairs.iter().find(|pair| pair.plain && pair.old == mention.target) else { continue };
        let at = text[span.clone()].find(&pair.old).map(|at| span.start + at);
        found.extend(at.map(|at| (at..at + pair.old.len(), pair.new.clone())));
    }
    found
}
