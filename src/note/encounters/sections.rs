//! To which part of a note each line belongs: a dated entry, a section, a list of those who were there.
//!
//! Owns how far headings, items and names of lists reach. One pass over the lines. Must not know whom they name.

use std::ops::Range;

use super::label;
use super::label::Label;
use super::words::Presence;
use crate::note::body::Logged;
use crate::note::body::outline::{Line, LineKind};
use crate::note::layout::Shape;

/// A part of a note for which a list speaks: the note, what is below a heading, or an item with what is nested in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// The part around it; none around the note.
    pub parent: Option<usize>,
    pub is_heading: bool,
    /// The line that it begins with.
    pub line: Option<usize>,
}

/// Where a line belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The number of the dated entry, among the note's; none for what is outside of them.
    pub entry: Option<usize>,
    pub section: usize,
    /// The list that it is in, and for which section that speaks.
    pub list: Option<(Presence, usize)>,
    /// Where in the body the people of the list are; the line itself outside of lists.
    pub people: Range<usize>,
    /// The outermost item that it is in, or itself.
    pub block: usize,
    /// Whether it is in a task that is not done.
    pub is_undone: bool,
}

struct Heading {
    level: u8,
    section: usize,
    list: Option<(Presence, usize)>,
}

struct Item {
    depth: usize,
    section: usize,
    list: Option<(Presence, usize)>,
    is_undone: bool,
    block: usize,
}

/// The name of a list with nothing behind it: its people follow.
struct Pending {
    depth: usize,
    list: (Presence, usize),
    /// Whether a paragraph of them has come.
    is_used: bool,
}

/// The sections of a note, and where each of its lines belongs.
pub(super) struct Sections<'a> {
    src: &'a str,
    base: usize,
    logged: &'a [Logged],
    pub sections: Vec<Section>,
    headings: Vec<Heading>,
    items: Vec<Item>,
    pending: Option<Pending>,
    /// The entries around the line, and the first one that has not begun.
    entries: Vec<usize>,
    next: usize,
    /// Whether a list goes on in the next line of the paragraph.
    goes_on: Option<(Presence, usize)>,
}

/// Places every line.
pub(super) fn place(src: &str, base: usize, lines: &[Line], logged: &[Logged]) -> (Vec<Placed>, Vec<Section>) {
    let note = Section { parent: None, is_heading: true, line: None };
    let mut sections = Sections {
        src,
        base,
        logged,
        sections: vec![note],
        headings: Vec::new(),
        items: Vec::new(),
        pending: None,
        entries: Vec::new(),
        next: 0,
        goes_on: None,
    };
    let placed = lines.iter().enumerate().map(|(at, line)| sections.place(at, line)).collect();
    (placed, sections.sections)
}

/// Whether an entry of the log is one that other people's contact may be told in.
pub(super) fn is_entry(logged: &Logged) -> bool {
    let is_day = matches!(logged.interaction.date, crate::model::PartialDate::Day(_));
    is_day && !logged.is_title && matches!(logged.site.shape, Shape::Item | Shape::Heading | Shape::Row)
}

impl Sections<'_> {
    fn place(&mut self, at: usize, line: &Line) -> Placed {
        let entry = self.entry(line);
        match line.kind {
            LineKind::Heading(level) => self.heading(at, line, level, entry),
            LineKind::Item { undone } => self.item(at, line, undone, entry),
            LineKind::Text | LineKind::Row => self.text(at, line, entry),
        }
    }

    /// The innermost dated entry around a line. Entries are in the order of the body, each inside another or behind it.
    fn entry(&mut self, line: &Line) -> Option<usize> {
        let at = self.base + line.range.start;
        while let Some(next) = self.logged.get(self.next).filter(|next| next.site.block.start <= at) {
            if is_entry(next) {
                self.entries.push(self.next);
            }
            self.next += 1;
        }
        let logged = self.logged;
        while self.entries.pop_if(|entry| logged[*entry].site.block.end <= at).is_some() {}
        self.entries.last().copied()
    }

    fn label(&self, line: &Line) -> Option<Label> {
        label::of_line(&self.src[line.range.clone()], line.kind)
    }

    fn heading(&mut self, at: usize, line: &Line, level: u8, entry: Option<usize>) -> Placed {
        self.items.clear();
        self.pending = None;
        self.goes_on = None;
        while self.headings.pop_if(|heading| heading.level >= level).is_some() {}
        let around = self.headings.last();
        let (parent, inherited) = (around.map_or(0, |above| above.section), around.and_then(|above| above.list));
        let section = self.begin(parent, true, at);
        let label = self.label(line);
        let named = label.as_ref().map(|label| (label.presence, parent));
        self.headings.push(Heading { level, section, list: named.or(inherited) });
        placed(line, entry, section, label.zip(named).map(|(label, list)| (list, label.people)), at, false)
    }

    fn item(&mut self, at: usize, line: &Line, undone: bool, entry: Option<usize>) -> Placed {
        self.goes_on = None;
        while self.items.pop_if(|item| item.depth >= line.depth).is_some() {}
        self.pending = self.pending.take().filter(|pending| pending.depth < line.depth);
        self.pending.iter_mut().for_each(|pending| pending.is_used = true);
        let parent = self.around();
        let label = self.label(line);
        let named = label.as_ref().map(|label| (label.presence, parent));
        let inherited = self.list_around(line.depth);
        let section = self.begin(parent, false, at);
        let outer = self.items.last();
        let is_undone = undone || outer.is_some_and(|outer| outer.is_undone);
        let block = outer.map_or(at, |outer| outer.block);
        let list = named.or(inherited);
        self.items.push(Item { depth: line.depth, section, list, is_undone, block });
        let whole = 0..line.range.len();
        let people = label.map_or(whole, |label| label.people);
        placed(line, entry, section, list.map(|list| (list, people)), block, is_undone)
    }

    fn text(&mut self, at: usize, line: &Line, entry: Option<usize>) -> Placed {
        while self.items.pop_if(|item| item.depth > line.depth).is_some() {}
        let around = self.around();
        let label = self.label(line);
        let named = label.as_ref().map(|label| (label.presence, around));
        let list = named.or_else(|| self.list_of_text(line));
        if let (Some(list), Some(label)) = (named, &label) {
            let is_bare = label.people.is_empty();
            self.pending = is_bare.then_some(Pending { depth: line.depth, list, is_used: false });
        }
        self.goes_on = list.filter(|_| self.is_open(line));
        let people = label.map_or(0..line.range.len(), |label| label.people);
        let outer = self.items.last();
        let (block, is_undone) = outer.map_or((at, false), |outer| (outer.block, outer.is_undone));
        placed(line, entry, around, list.map(|list| (list, people)), block, is_undone)
    }

    /// The list that a line of text without a name of its own is in.
    fn list_of_text(&mut self, line: &Line) -> Option<(Presence, usize)> {
        let goes_on = self.goes_on.take().filter(|_| line.continues);
        if let Some(pending) = self.pending.as_mut().filter(|pending| pending.depth == line.depth) {
            let is_first = !std::mem::replace(&mut pending.is_used, true);
            if line.continues || is_first || line.kind == LineKind::Row {
                return Some(pending.list);
            }
            self.pending = None;
        }
        goes_on.or_else(|| self.list_around(usize::MAX))
    }

    /// Whether a list goes on behind the end of a line.
    fn is_open(&self, line: &Line) -> bool {
        let text = &self.src[line.range.clone()];
        text.ends_with([',', ';', '&']) || [" and", " et", " und"].iter().any(|word| text.ends_with(word))
    }

    /// The section around what is placed now.
    fn around(&self) -> usize {
        let heading = self.headings.last().map_or(0, |heading| heading.section);
        self.items.last().map_or(heading, |item| item.section)
    }

    /// The list around it: the outer item's, the one whose name is above the list of items, or the heading's.
    fn list_around(&self, depth: usize) -> Option<(Presence, usize)> {
        let pending = self.pending.as_ref().filter(|pending| pending.depth < depth && depth != usize::MAX);
        let inner = self.items.last().filter(|item| pending.is_none_or(|pending| pending.depth < item.depth));
        let item = inner.map(|item| item.list);
        item.unwrap_or_else(|| {
            pending.map(|pending| pending.list).or_else(|| self.headings.last().and_then(|heading| heading.list))
        })
    }

    fn begin(&mut self, parent: usize, is_heading: bool, line: usize) -> usize {
        self.sections.push(Section { parent: Some(parent), is_heading, line: Some(line) });
        self.sections.len() - 1
    }
}

fn placed(
    line: &Line,
    entry: Option<usize>,
    section: usize,
    list: Option<((Presence, usize), Range<usize>)>,
    block: usize,
    is_undone: bool,
) -> Placed {
    let start = line.range.start;
    let people = list.as_ref().map_or(line.range.clone(), |(_, people)| start + people.start..start + people.end);
    Placed { entry, section, list: list.map(|(list, _)| list), people, block, is_undone }
}
