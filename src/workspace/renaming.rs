//! Another name for a person: in the note, in its file's name, and in every note that names it.
//!
//! Owns which links and names mean the person and what they become, the order of the writing, and its resumption after an
//! interruption. Must not know how texts are changed or files written.

use std::collections::BTreeMap;

use super::editor::{EditError, Editor, Planned};
use super::journal::{Journal, Respelling};
use super::references::References;
use crate::edit::{Change, file_name};
use crate::index::Select;
use crate::model::name::name_key;
use crate::model::word::fold;
use crate::model::{LinkForm, Note, NoteId};
use crate::note::layout::LinkSite;
use crate::note::{Layout, Parsed, layout};
use crate::query::links::keys;
use crate::query::{Links, Target};
use crate::text::LineIndex;
use crate::vault::{ReadError, ReadErrorKind, WriteError, WriteErrorKind, path_of};

/// A rename that can be written.
#[derive(Clone, Debug)]
pub struct Renaming {
    pub journal: Journal,
    /// The notes that name the person, by path; the person's own is the last.
    pub planned: Vec<Planned>,
}

impl Renaming {
    /// How many links and names are changed in other notes, and in how many notes.
    pub fn links(&self) -> (usize, usize) {
        let (_, others) = self.planned.split_last().map_or((None, &[][..]), |(own, others)| (Some(own), others));
        let others = others.iter().filter(|planned| !planned.plan.is_empty());
        others.fold((0, 0), |(links, notes), planned| (links + planned.changes.len(), notes + 1))
    }
}

impl Editor<'_> {
    /// Plans another name for a person.
    ///
    /// # Errors
    /// When somebody is called so already, unless that is meant to be; when an earlier rename was interrupted; when a note
    /// cannot be changed safely: nothing is changed then.
    pub fn plan_rename(&self, note: &Note, to: &str, force: bool) -> Result<Renaming, EditError> {
        if let Some(journal) = self.journal()? {
            return Err(EditError::Unfinished { from: journal.old_name });
        }
        if !force {
            self.is_nobody(note, to)?;
        }
        let id = self.new_id(note, to)?;
        let mut journal = Journal::new(note, &id, to);
        let references = self.workspace.references(note)?;
        let mut planned = Vec::new();
        for from in references.from.iter().map(|from| &from.id).chain([&note.id]) {
            let pairs = self.respellings(from, note, &id, to, &references)?;
            if !pairs.is_empty() {
                journal.notes.push((from.clone(), pairs));
            }
        }
        for (from, pairs) in journal.notes.iter().filter(|(from, _)| *from != note.id) {
            planned.push(self.plan(from, |parsed| changes(parsed, self, pairs))?);
        }
        planned.push(self.plan_own(&journal)?);
        Ok(Renaming { journal, planned })
    }

    /// The rename that was interrupted, planned for what is still to be done.
    ///
    /// # Errors
    /// When there is none, or a note cannot be changed safely.
    pub fn plan_continuation(&self) -> Result<Renaming, EditError> {
        let journal = self.journal()?.ok_or(EditError::NothingToContinue)?;
        let mut planned = Vec::new();
        for (from, pairs) in journal.notes.iter().filter(|(from, _)| *from != journal.from) {
            match self.plan(from, |parsed| changes(parsed, self, pairs)) {
                // A note that is gone names nobody any more.
                Err(EditError::Read(ReadError { kind: ReadErrorKind::NotFound, .. })) => {}
                plan => planned.push(plan?),
            }
        }
        planned.push(self.plan_own(&journal)?);
        Ok(Renaming { journal, planned })
    }

    /// Writes a rename: what is to be done first, so that an interruption can be made good.
    ///
    /// # Errors
    /// When a note may not be written: nothing is changed then. When a note was changed since, or cannot be written; what was written stays, and the rename can be continued.
    pub fn apply_rename(&self, renaming: &Renaming) -> Result<(), EditError> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let journal = &renaming.journal;
        let moves = journal.from != journal.to && !self.is_moved(journal);
        self.check(&renaming.planned)?;
        if moves {
            writer.check_rename(&journal.from, &journal.to)?;
        }
        writer.put_journal(&journal.to_bytes())?;
        for planned in &renaming.planned {
            self.apply(planned)?;
        }
        if moves {
            writer.rename(&journal.from, &journal.to)?;
        }
        Ok(writer.remove_journal()?)
    }

    fn journal(&self) -> Result<Option<Journal>, EditError> {
        match self.workspace.vault().journal()? {
            Some(bytes) => Journal::read(&bytes).map(Some).ok_or(EditError::BadJournal),
            None => Ok(None),
        }
    }

    /// Whether the note's file has its new name already.
    fn is_moved(&self, journal: &Journal) -> bool {
        let there = |id| self.workspace.vault().read(id, 0).is_ok();
        !there(&journal.from) && there(&journal.to)
    }

    fn plan_own(&self, journal: &Journal) -> Result<Planned, EditError> {
        let own = if self.is_moved(journal) { &journal.to } else { &journal.from };
        let pairs = journal.notes.iter().find(|(from, _)| *from == journal.from).map(|(_, pairs)| pairs.as_slice());
        self.plan_as(own, &journal.to, |parsed| {
            let mut changes = changes(parsed, self, pairs.unwrap_or_default());
            changes.push(Change::Rename { from: journal.old_name.clone(), to: journal.new_name.clone() });
            changes
        })
    }

    /// Somebody else of that name would make every link to it mean nobody.
    fn is_nobody(&self, note: &Note, to: &str) -> Result<(), EditError> {
        let key = name_key(to);
        let called = self.workspace.notes(&Select::PersonKey(vec![key.clone()]))?;
        let same = |other: &&Note| {
            let names = std::iter::once(&other.person.name).chain(&other.person.aliases);
            other.id != note.id && names.map(|name| name_key(name)).any(|name| name == key)
        };
        match called.iter().find(same) {
            Some(other) => Err(EditError::Duplicate { name: to.to_owned(), id: other.id.clone(), why: "name" }),
            None => Ok(()),
        }
    }

    /// The file's new name, in the style of the old one.
    fn new_id(&self, note: &Note, to: &str) -> Result<NoteId, EditError> {
        let stem = file_name::in_style_of(note.id.stem(), &note.person.name, to);
        let extension = note.id.as_str().rsplit_once('.').map_or("md", |(_, extension)| extension);
        let folder = note.id.folder();
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let id = NoteId::new(format!("{folder}{stem}.{extension}"));
        let taken = id != note.id && !same_file(&id, &note.id) && self.workspace.vault().read(&id, 0).is_ok();
        match taken {
            true => Err(self.exists(&id).into()),
            false => Ok(id),
        }
    }

    fn exists(&self, id: &NoteId) -> WriteError {
        let path = self.workspace.vault().root.join(path_of(id).unwrap_or_default());
        WriteError { verb: "create", path: path.clone(), kind: WriteErrorKind::Exists { path } }
    }

    /// What in a note means the person, and what it becomes.
    fn respellings(
        &self,
        from: &NoteId,
        old: &Note,
        new: &NoteId,
        to: &str,
        references: &References,
    ) -> Result<Vec<Respelling>, EditError> {
        let vault = self.workspace.vault();
        let bytes = vault.read(from, crate::note::NOTE_LIMIT)?.bytes;
        let layout = layout::read(&bytes, self.workspace.settings());
        let links = references.links();
        let is_old =
            |target: &str, form| matches!(links.resolve(target, form, from), Target::One(one) if one.id == old.id);
        let mut pairs: BTreeMap<(String, bool), String> = BTreeMap::new();
        for site in layout.links.iter().filter(|site| is_old(&site.target, Some(site.form))) {
            let written = layout.text[site.written.clone()].to_owned();
            let wiki = site.form == LinkForm::Wiki;
            let becomes = if wiki { self.wiki(site, old, new, to, from)? } else { markdown(&written, new) };
            // The heading that says the name will say the new one.
            let title = format!("#{}", old.person.name);
            match wiki && leads_to(&layout.text[site.written.end..], &title) {
                true => drop(pairs.insert((format!("{written}{title}"), wiki), format!("{becomes}#{to}"))),
                false => drop(pairs.insert((written, wiki), becomes)),
            }
        }
        let mut found: Vec<Respelling> =
            pairs.into_iter().map(|((old, wiki), new)| Respelling { old, new, wiki, plain: false }).collect();
        found.retain(|pair| pair.old != pair.new);
        found.extend(self.plain(from, old, (new, to), &links, &bytes));
        Ok(found)
    }

    /// Names without brackets, where a person is meant.
    fn plain(
        &self,
        from: &NoteId,
        old: &Note,
        (new, to): (&NoteId, &str),
        links: &Links<'_>,
        bytes: &[u8],
    ) -> Vec<Respelling> {
        let (vault, settings) = (self.workspace.vault(), self.workspace.settings());
        let parsed = crate::note::read(from, bytes, bytes.len() as u64, settings, vault.default_type(from));
        let mut found: Vec<Respelling> = Vec::new();
        for mention in parsed.note.mentions.iter().filter(|mention| mention.link.is_none()) {
            let is_old = matches!(links.resolve(&mention.target, None, from), Target::One(one) if one.id == old.id);
            let becomes = plain_name(&mention.target, old, new, to);
            if is_old && becomes != mention.target && !found.iter().any(|pair| pair.old == mention.target) {
                found.push(Respelling { old: mention.target.clone(), new: becomes, wiki: false, plain: true });
            }
        }
        found
    }

    /// A wikilink's new target: of the kind that it was, a path, a file's name or a name; an alias stays.
    fn wiki(&self, site: &LinkSite, old: &Note, new: &NoteId, to: &str, from: &NoteId) -> Result<String, EditError> {
        let target = site.target.as_str();
        let (folder, last) = target.rsplit_once('/').map_or((None, target), |(folder, last)| (Some(folder), last));
        let (bare, extension) = last.strip_suffix(".md").map_or((last, ""), |bare| (bare, ".md"));
        let is_stem = fold(bare) == fold(old.id.stem());
        let is_name = name_key(last) == name_key(&old.person.name);
        let becomes = match (is_stem, is_name) {
            (true, _) => format!("{}{extension}", new.stem()),
            (_, true) if !to.contains(['|', '[', ']', '#', '/']) => to.to_owned(),
            (_, true) => new.stem().to_owned(),
            _ => return Ok(target.to_owned()),
        };
        let whole = folder.map_or(becomes.clone(), |folder| format!("{folder}/{becomes}"));
        let clear = self.is_clear(&whole, old, from)?;
        Ok(if clear { whole } else { NoteId::new(new.as_str()).without_extension().to_owned() })
    }

    /// Whether nobody else could be meant by a target.
    fn is_clear(&self, target: &str, old: &Note, from: &NoteId) -> Result<bool, EditError> {
        let asked = Select::PersonKey(keys(target, Some(LinkForm::Wiki), from));
        let others: Vec<Note> = self.workspace.notes(&asked)?.into_iter().filter(|note| note.id != old.id).collect();
        Ok(Links::new(&others).resolve(target, Some(LinkForm::Wiki), from) == Target::Nothing)
    }
}

/// What a name without brackets becomes: a file's name stays one, an alias stays as it is.
fn plain_name(target: &str, old: &Note, new: &NoteId, to: &str) -> String {
    let last = target.rsplit('/').next().unwrap_or(target);
    let folder = &target[..target.len() - last.len()];
    let bare = last.strip_suffix(".md").unwrap_or(last);
    match () {
        // Commas and the like stand between several people.
        () if name_key(target) == name_key(&old.person.name) && to.contains([',', ';', '&', '#']) => {
            new.stem().to_owned()
        }
        () if name_key(target) == name_key(&old.person.name) => to.to_owned(),
        () if fold(bare) == fold(old.id.stem()) => format!("{folder}{}{}", new.stem(), &last[bare.len()..]),
        () => target.to_owned(),
    }
}

/// Whether two ids differ in nothing that every file system keeps apart.
fn same_file(a: &NoteId, b: &NoteId) -> bool {
    a.as_str().to_lowercase() == b.as_str().to_lowercase()
}

/// Whether what stands behind a wikilink's target is this heading and no more.
fn leads_to(behind: &str, heading: &str) -> bool {
    behind.strip_prefix(heading).is_some_and(|rest| rest.starts_with([']', '|', '#']))
}

/// A markdown link's target with another file's name.
fn markdown(written: &str, new: &NoteId) -> String {
    let folder = written.rfind('/').map_or("", |at| &written[..=at]);
    let file = new.as_str().rsplit('/').next().unwrap_or(new.as_str());
    let angled = written.contains(' ');
    let escaped: String = file
        .chars()
        .map(|c| match c {
            ' ' if !angled => "%20".to_owned(),
            '(' | ')' | '%' | '#' | '?' | '<' | '>' | '"' => format!("%{:02X}", u32::from(c)),
            other => other.to_string(),
        })
        .collect();
    format!("{folder}{escaped}")
}

/// The changes that respell every link and name of a note, from its end to its start, so that places stay right.
fn changes(parsed: &Parsed, editor: &Editor<'_>, pairs: &[Respelling]) -> Vec<Change> {
    let layout = layout::read_text(&parsed.text, parsed.encoding, editor.workspace.settings());
    let mut sites = spans(&layout, parsed, pairs);
    sites.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    sites.dedup_by(|a, b| a.0 == b.0);
    sites.into_iter().map(|(span, with)| Change::Respell { span, with }).collect()
}

fn spans(layout: &Layout, parsed: &Parsed, pairs: &[Respelling]) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    for site in &layout.links {
        let (written, behind) = (&layout.text[site.written.clone()], &layout.text[site.written.end..]);
        let wiki = site.form == LinkForm::Wiki;
        let ours = pairs.iter().filter(|pair| !pair.plain && pair.wiki == wiki);
        let is_it = |pair: &&Respelling| {
            pair.old
                .strip_prefix(written)
                .is_some_and(|rest| rest.is_empty() || (rest.starts_with('#') && leads_to(behind, rest)))
        };
        let pair = ours.filter(is_it).max_by_key(|pair| pair.old.len());
        found.extend(pair.map(|pair| (site.written.start..site.written.start + pair.old.len(), pair.new.clone())));
    }
    let lines = LineIndex::new(&layout.text);
    for mention in parsed.note.mentions.iter().filter(|mention| mention.link.is_none()) {
        let Some(pair) = pairs.iter().find(|pair| pair.plain && pair.old == mention.target) else { continue };
        let near = lines.offset(&layout.text, mention.line, mention.column);
        let at = layout.text[near..].find(&pair.old).map(|at| near + at);
        found.extend(at.map(|at| (at..at + pair.old.len(), pair.new.clone())));
    }
    found
}
