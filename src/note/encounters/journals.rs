//! Who is in contact: journals, dated entries of any note, and the log of a person's own note.
//!
//! Owns which lines are read as sentences, and for which part of a note a list of attendees speaks. Must not know how a
//! sentence is read (`contact`).

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::about::{About, Gathered, Parts, Role, folder_people};
use super::attendees::{remark_behind, says_absent};
use super::lists::{Attendance, each_once};
use super::script::{Places, Script};
use super::sections::Placed;
use super::tokens::{Part, Token};
use super::{contact, day, kinds, label, places, tokens};
use crate::model::interaction::NOTE;
use crate::model::{Encounter, Mention, PartialDate};
use crate::note::body::outline::LineKind;
use crate::note::body::roles::LogRole;

/// A list of attendees: for which entry and section it speaks.
type ListKey = (Option<usize>, usize);

struct Reader<'a, 's, 'r, 'p> {
    about: &'a About<'a>,
    script: &'s Script<'a, 'r>,
    parts: &'p Parts<'p>,
    /// Each with the line that it begins with.
    lists: BTreeMap<ListKey, (usize, Attendance)>,
    /// For each section the entry whose list speaks for it.
    covered: Vec<Option<Option<usize>>>,
    /// The kinds that outer items name, by the depth of the items.
    outer_kinds: Vec<(usize, Cow<'static, str>)>,
    /// Who was found in the block already.
    seen: HashSet<Known>,
    block: (Option<usize>, usize),
    places: Places,
    found: Vec<Encounter>,
}

/// A link to others, with the words around it.
type Known = (String, bool);

/// Reads a note that is neither an event's nor a group's.
pub(super) fn read(about: &About<'_>, script: &Script<'_, '_>, parts: &Parts<'_>) -> Gathered {
    let mut reader = Reader {
        about,
        script,
        parts,
        lists: BTreeMap::new(),
        covered: Vec::new(),
        outer_kinds: Vec::new(),
        seen: HashSet::new(),
        block: (None, usize::MAX),
        places: Places::default(),
        found: Vec::new(),
    };
    if about.role == Role::Journal {
        reader.whole();
    }
    if about.role != Role::Person {
        reader.read_lists();
        reader.cover();
    }
    reader.read_lines();
    reader.add_lists();
    let Reader { mut found, .. } = reader;
    found.sort_by_key(|encounter| encounter.line);
    Gathered { encounters: found, ..Gathered::default() }
}

impl Reader<'_, '_, '_, '_> {
    /// The day of an entry, or of the note outside of entries.
    fn date(&self, entry: Option<usize>) -> Option<PartialDate> {
        let own = || self.about.day.as_ref().filter(|_| self.about.role == Role::Journal).map(|day| day.value);
        let of_entry = |entry: usize| {
            let logged = &self.about.logged[entry];
            let is_fact = matches!(logged.role, LogRole::Milestones | LogRole::Outside);
            (!is_fact || self.about.role != Role::Person).then_some(logged.interaction.date)
        };
        entry.map_or_else(own, of_entry)
    }

    /// The person in whose folder a journal is, and the lists of its front matter.
    fn whole(&mut self) {
        let Some(date) = &self.about.day else { return };
        let mut attendance = Attendance::default();
        attendance.read_front(self.about.entries, self.script.report);
        let listed = std::mem::take(&mut attendance.there);
        let mut people = folder_people(self.about);
        people.extend(attendance.without_absent(listed));
        if day::whole(date.value).is_some() && !people.is_empty() {
            let kind = self.about.kind.clone();
            self.found.push(Encounter { line: date.line, ..gathered(date.value, kind, None, 0..0, each_once(people)) });
        }
    }

    /// Reads the lists of attendees, each for the section that it speaks for.
    fn read_lists(&mut self) {
        let (script, parts) = (self.script, self.parts);
        for (at, (line, placed)) in script.outline.lines.iter().zip(parts.placed).enumerate() {
            if placed.is_undone || self.date(placed.entry).is_none() {
                continue;
            }
            if let Some((presence, section)) = placed.list {
                let (_, list) =
                    self.lists.entry((placed.entry, section)).or_insert_with(|| (at, Attendance::default()));
                list.read_body(script, &placed.people, presence, &mut self.places);
                continue;
            }
            let text = &script.src[line.range.clone()];
            for field in text.contains("::").then(|| label::fields(text)).into_iter().flatten() {
                let part = line.range.start + field.people.start..line.range.start + field.people.end;
                let key = (placed.entry, placed.section);
                let (_, list) = self.lists.entry(key).or_insert_with(|| (at, Attendance::default()));
                list.read_body(script, &part, field.presence, &mut self.places);
            }
        }
    }

    /// Decides for which sections lists speak: each for what is inside its own. In a daily note, what is above all headings
    /// speaks for none of them.
    fn cover(&mut self) {
        let is_daily = day::is_whole_stem(self.about.id, self.about.settings);
        let lists: HashMap<usize, Option<usize>> =
            self.lists.iter().filter(|(_, (_, list))| !list.there.is_empty()).map(|(key, _)| (key.1, key.0)).collect();
        for (at, section) in self.parts.sections.iter().enumerate() {
            let is_top = |parent: &usize| is_daily && section.is_heading && self.is_top(*parent);
            let outer = section.parent.filter(|parent| !is_top(parent)).and_then(|parent| self.covered[parent]);
            self.covered.push(lists.get(&at).copied().or(outer));
        }
    }

    /// Whether a section is the note itself, or below its title.
    fn is_top(&self, section: usize) -> bool {
        let line = self.parts.sections[section].line;
        line.is_none_or(|line| self.script.outline.lines[line].kind == LineKind::Heading(1))
    }

    fn is_covered(&self, placed: &Placed) -> bool {
        self.covered.get(placed.section).is_some_and(|covered| *covered == Some(placed.entry))
    }

    fn read_lines(&mut self) {
        let (lines, parts) = (&self.script.outline.lines, self.parts);
        let mut at = 0;
        while at < lines.len() {
            let mut end = at + 1;
            while end < lines.len() && lines[end].continues && belong_together(&parts.placed[at], &parts.placed[end]) {
                end += 1;
            }
            self.unit(at..end);
            at = end;
        }
    }

    /// Reads the text of an item, a paragraph, a heading or a row.
    fn unit(&mut self, lines: Range<usize>) {
        let placed = &self.parts.placed[lines.start];
        let first = &self.script.outline.lines[lines.start];
        let depth = if matches!(first.kind, LineKind::Item { .. }) { first.depth } else { first.depth + 1 };
        while self.outer_kinds.pop_if(|(outer, _)| *outer >= depth).is_some() {}
        if self.block != (placed.entry, placed.block) {
            self.block = (placed.entry, placed.block);
            self.seen.clear();
        }
        let Some(date) = self.date(placed.entry).filter(|date| day::whole(*date).is_some()) else { return };
        if placed.is_undone || placed.list.is_some() || self.is_covered(placed) {
            return;
        }
        self.sentences(date, placed, &lines, depth);
    }

    fn sentences(&mut self, date: PartialDate, placed: &Placed, lines: &Range<usize>, depth: usize) {
        let script = self.script;
        let mut ranges: Vec<Range<usize>> =
            script.outline.lines[lines.clone()].iter().map(|line| line.range.clone()).collect();
        self.skip_head(placed, &mut ranges[0]);
        let (start, end) = (ranges[0].start, ranges[ranges.len() - 1].end);
        let has_link = script.spans(&(start..end)).next().is_some();
        let mut own_kind = None;
        if has_link {
            let tokens = tokens::of_lines(script, &ranges);
            for sentence in tokens::sentences(&tokens, script.src) {
                own_kind = own_kind.or(self.sentence(date, placed, sentence, start..end));
            }
        } else if !is_person(self.about) {
            own_kind = kinds::in_text(&script.src[start..end], self.about.settings);
        }
        if let Some(kind) = own_kind {
            self.outer_kinds.push((depth, kind));
        }
    }

    /// Leaves out what begins an entry: its date and what separates it.
    fn skip_head(&self, placed: &Placed, first: &mut Range<usize>) {
        let Some(logged) = placed.entry.map(|entry| &self.about.logged[entry]) else { return };
        let site = &logged.site;
        let dated = site.dated.start.wrapping_sub(self.script.base);
        let text_at = site.content.wrapping_sub(self.script.base);
        if (first.start..=first.end).contains(&dated) && (first.start..=first.end).contains(&text_at) {
            first.start = text_at;
        }
    }

    /// Reads a sentence; the kind that it names.
    fn sentence(
        &mut self,
        date: PartialDate,
        placed: &Placed,
        sentence: &[Token<'_>],
        text: Range<usize>,
    ) -> Option<Cow<'static, str>> {
        let src = self.script.src;
        let of_word = |token: &Token<'_>| match &token.part {
            Part::Word(word) => kinds::of_word(&src[token.at..token.end], word, self.about.settings),
            _ => None,
        };
        // In the log of a person's own note the entry names it.
        let kind = if is_person(self.about) { None } else { sentence.iter().find_map(of_word) };
        let people = self.people(sentence, text.end);
        if !people.is_empty() {
            let kind = self.kind(kind.clone(), placed);
            let place = self.place(placed, sentence);
            let encounter = gathered(date, kind, place, self.script.span(&text), people);
            let line = self.script.line(sentence[0].at);
            self.push(Encounter { line, ..encounter }, placed);
        }
        kind
    }

    /// The people of a sentence that were not found in its block before.
    fn people(&mut self, sentence: &[Token<'_>], end: usize) -> Vec<Mention> {
        let contact = contact::of(sentence);
        let (role, settings) = (self.about.role, self.about.settings);
        let listed = role == Role::Person || settings.journal_links_are_mentions;
        let people = if listed { contact.with } else { contact.people() };
        let mut found = Vec::with_capacity(people.len());
        for token in people.into_iter().map(|at| &sentence[at]) {
            let Part::Link { link, .. } = token.part else { continue };
            let mention = self.script.mention(link, token.at, &mut self.places);
            let is_there = !says_absent(remark_behind(&self.script.src[token.end..end]));
            if is_there && self.seen.insert((mention.target.clone(), mention.link.is_some())) {
                found.push(mention);
            }
        }
        found
    }

    /// The kind of a sentence, else that of the entry, the item around it, or the note.
    fn kind(&self, own: Option<Cow<'static, str>>, placed: &Placed) -> Cow<'static, str> {
        let entry = placed.entry.map(|entry| self.about.logged[entry].interaction.kind.clone());
        let entry = entry.filter(|kind| *kind != NOTE).map(kinds::as_contact);
        if self.about.role == Role::Person {
            return entry.unwrap_or(NOTE.into());
        }
        let outer = || self.outer_kinds.last().map(|(_, kind)| kind.clone());
        own.or(entry).or_else(outer).unwrap_or_else(|| self.usual_kind(placed.entry))
    }

    fn usual_kind(&self, entry: Option<usize>) -> Cow<'static, str> {
        if entry.is_none() { self.about.kind.clone() } else { NOTE.into() }
    }

    fn place(&self, placed: &Placed, sentence: &[Token<'_>]) -> Option<String> {
        let own = if is_person(self.about) { None } else { places::of(sentence, self.script.src, self.about.settings) };
        let entry = || placed.entry.and_then(|entry| self.about.logged[entry].interaction.place.clone());
        own.or_else(entry)
    }

    /// Adds what a sentence says, to what the one before it said where that is of the same kind.
    fn push(&mut self, encounter: Encounter, placed: &Placed) {
        let entry = placed.entry.filter(|_| is_person(self.about)).map(|entry| &self.about.logged[entry].interaction);
        let encounter = match entry {
            Some(own) => Encounter { line: own.line, text: own.text.clone(), ..encounter },
            None => encounter,
        };
        let same = |last: &&mut Encounter| {
            last.text == encounter.text
                && last.date == encounter.date
                && last.kind == encounter.kind
                && last.place == encounter.place
                && (entry.is_some() || !encounter.text.is_empty())
        };
        match self.found.last_mut().filter(same) {
            Some(last) => last.people.extend(encounter.people),
            None => self.found.push(encounter),
        }
    }

    /// What the lists of attendees tell.
    fn add_lists(&mut self) {
        for ((entry, section), (line, mut list)) in std::mem::take(&mut self.lists) {
            let Some(date) = self.date(entry).filter(|date| day::whole(*date).is_some()) else { continue };
            let there = std::mem::take(&mut list.there);
            let people = list.without_absent(there);
            if people.is_empty() {
                continue;
            }
            let range = &self.script.outline.lines[line].range;
            let kind = self.kind_of_list(entry, section);
            let place = entry.and_then(|entry| self.about.logged[entry].interaction.place.clone());
            let encounter = gathered(date, kind, place, self.script.span(range), people);
            self.found.push(Encounter { line: self.script.line(range.start), ..encounter });
        }
    }

    /// The kind that the entry, or the line above its list, tells of.
    fn kind_of_list(&self, entry: Option<usize>, section: usize) -> Cow<'static, str> {
        let own = entry.map(|entry| self.about.logged[entry].interaction.kind.clone()).filter(|kind| *kind != NOTE);
        let above = || {
            let line = &self.script.outline.lines[self.parts.sections[section].line?];
            kinds::in_text(&self.script.src[line.range.clone()], self.about.settings)
        };
        own.map(kinds::as_contact).or_else(above).unwrap_or_else(|| self.usual_kind(entry))
    }
}

fn is_person(about: &About<'_>) -> bool {
    about.role == Role::Person
}

/// Whether two lines of one block are read as one text.
fn belong_together(first: &Placed, next: &Placed) -> bool {
    first.entry == next.entry && first.list.is_none() && next.list.is_none()
}

fn gathered(
    date: PartialDate,
    kind: Cow<'static, str>,
    place: Option<String>,
    text: Range<u32>,
    people: Vec<Mention>,
) -> Encounter {
    Encounter { date, kind, place, line: 1, text, people, of_group: false }
}
