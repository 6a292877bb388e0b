//! Where everything stands in a note, for those who change it.
//!
//! Owns the spans of entries, labels, dated entries, promises, headings and links, all of them bytes of the text as decoded.
//! Must not know how anything is changed; it looks at a note through the same eyes as the reader.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::model::{LinkForm, PartialDate, Promise, Settings};
use crate::text::{Decoded, Encoding, LineIndex, decode};

use super::body::log;
use super::body::log::{Header, Shape};
use super::body::{self, Logged};
use super::diagnostic::Report;
use super::front_matter::entry::Entry;
use super::front_matter::{self, Format};
use super::{links, view};

/// A note's text with the places of what it says.
#[derive(Clone, Debug)]
pub struct Layout {
    /// As decoded.
    pub text: String,
    pub encoding: Encoding,
    pub front: Front,
    /// Facts written into the body.
    pub labels: Vec<Entry>,
    /// Dated entries, in the order of the body.
    pub log: Vec<Site>,
    pub promises: Vec<Task>,
    pub headings: Vec<Heading>,
    /// Links in front matter and body, in the order of the text.
    pub links: Vec<LinkSite>,
}

/// The front matter.
#[derive(Clone, Debug)]
pub struct Front {
    /// The language of the block and where it stands between its fences; `None` where there is no block.
    pub block: Option<(Format, Range<usize>)>,
    pub entries: Vec<Entry>,
    /// Whether all of the block could be read.
    pub is_sound: bool,
    /// Where the body starts.
    pub body: usize,
}

/// A dated entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    pub shape: Shape,
    pub date: PartialDate,
    pub kind: String,
    pub place: Option<String>,
    /// All that belongs to it, marker and nested blocks included.
    pub block: Range<usize>,
    /// The date with its emphasis, brackets and time.
    pub dated: Range<usize>,
    /// Where what stands behind the date and its separators starts.
    pub said: usize,
    /// Where the text behind date, kind and place starts.
    pub text: usize,
    /// The end of its first line.
    pub line_end: usize,
    /// The same for entries of one list, one table, or headings of one level under one heading.
    pub group: usize,
    /// Whether it has a box to tick, or is the title.
    pub is_other: bool,
}

/// An open dated task.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub promise: Promise,
    /// Where its box starts.
    pub at: usize,
}

/// A heading outside of lists and quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    pub span: Range<usize>,
    /// Its text as written.
    pub text: Range<usize>,
}

/// A link to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSite {
    pub form: LinkForm,
    /// As the model holds it.
    pub target: String,
    /// The bytes in which the target is written, without alias and heading; a superset where that cannot be told.
    pub written: Range<usize>,
}

/// Finds everything in a note.
pub fn read(bytes: &[u8], settings: &Settings) -> Layout {
    let Decoded { text, encoding } = decode(bytes);
    read_text(&text, encoding, settings)
}

/// The same of a text that was decoded already.
pub fn read_text(text: &str, encoding: Encoding, settings: &Settings) -> Layout {
    let text = text.to_owned();
    let lines = LineIndex::new(&text);
    let mut report = Report::new(&text, &lines);
    let view = view::of(&text, &mut report).into_owned();
    let front = front_matter::read(&view, &mut report);
    let body = body::read(&view, front.body, settings, &mut report);
    let src = view::without_comments(&view[front.body..]).into_owned();
    let marks = Marks::of(&src, front.body);
    let sites =
        body.interactions.iter().filter_map(|logged| site(logged, &src, front.body, &marks, settings)).collect();
    let task = |promised: body::Promised| Task { at: promised.at + front.body, promise: promised.promise };
    let promises = body.promises.into_iter().map(task).collect();
    let mut links = front_links(&front.entries, &text);
    links.extend(marks.links);
    let front = Front { block: front.block, entries: front.entries, is_sound: front.is_sound, body: front.body };
    let (labels, headings) = (body.labels, marks.headings);
    Layout { front, labels, log: sites, promises, headings, links, encoding, text }
}

fn site(logged: &Logged, src: &str, base: usize, marks: &Marks, settings: &Settings) -> Option<Site> {
    let line = body::first_line(&src[logged.start..]);
    let Header { date, kind, place, dated, said, text } = log::header(line, logged.shape, settings)?.ok()?;
    let start = base + logged.start;
    let before = &src[logged.block.start..logged.start];
    let group = match logged.shape {
        Shape::Heading => marks.parent(base + logged.block.start),
        Shape::Item | Shape::Row => marks.groups.get(&logged.block.start).copied().unwrap_or(logged.block.start),
    };
    Some(Site {
        shape: logged.shape,
        date,
        kind: kind.into_owned(),
        place,
        block: base + logged.block.start..base + logged.block.end,
        dated: start..start + dated,
        said: start + said,
        text: start + text,
        line_end: start + line.len(),
        group,
        is_other: logged.is_title || before.contains('['),
    })
}

/// What a second walk over the markdown finds: groups of items and rows, headings, links.
#[derive(Default)]
struct Marks {
    /// From where an item or row starts to where its list or table does, as offsets in the body.
    groups: HashMap<usize, usize>,
    headings: Vec<Heading>,
    /// For each heading the one above it, of a higher level.
    parents: Vec<Option<usize>>,
    links: Vec<LinkSite>,
}

impl Marks {
    fn of(src: &str, base: usize) -> Marks {
        let mut marks = Marks::default();
        let mut open: Vec<usize> = Vec::new();
        let mut quotes = 0_usize;
        let parser = Parser::new_ext(src, body::options());
        let defined = parser.reference_definitions().iter();
        marks.links.extend(defined.filter_map(|(_, found)| definition(src, base, found.span.clone(), &found.dest)));
        for (event, range) in parser.into_offset_iter() {
            match event {
                Event::Start(Tag::List(_) | Tag::Table(_)) => open.push(range.start),
                Event::End(TagEnd::List(_) | TagEnd::Table) => drop(open.pop()),
                Event::Start(Tag::Item | Tag::TableRow | Tag::TableHead) => {
                    marks.groups.extend(open.last().map(|group| (range.start, *group)));
                }
                Event::Start(Tag::BlockQuote(_)) => quotes += 1,
                Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
                Event::Start(Tag::Heading { level, .. }) if quotes == 0 && open.is_empty() => {
                    marks.add_heading(heading(src, base, range, level as u8));
                }
                // What is embedded names a note as links do.
                Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                    marks.links.extend(link(src, base, range, link_type, &dest_url));
                }
                _ => {}
            }
        }
        marks
    }

    fn add_heading(&mut self, heading: Heading) {
        let mut above = self.headings.len().checked_sub(1);
        while let Some(at) = above.filter(|at| self.headings[*at].level >= heading.level) {
            above = self.parents[at];
        }
        self.parents.push(above);
        self.headings.push(heading);
    }

    /// The heading above one, of a higher level; the start of the body where there is none.
    fn parent(&self, start: usize) -> usize {
        let Ok(at) = self.headings.binary_search_by_key(&start, |heading| heading.span.start) else { return 0 };
        let above = self.parents[at].map_or(0, |above| self.headings[above].span.start);
        above * 8 + usize::from(self.headings[at].level)
    }
}

fn heading(src: &str, base: usize, range: Range<usize>, level: u8) -> Heading {
    let line = body::first_line(&src[range.clone()]);
    let bare = line.trim_start_matches('#').trim_start();
    let start = range.start + line.len() - bare.len();
    let shown = bare.trim_end().trim_end_matches('#').trim_end().len();
    Heading { level, span: base + range.start..base + range.end, text: base + start..base + start + shown }
}

fn link(src: &str, base: usize, range: Range<usize>, link_type: LinkType, written: &str) -> Option<LinkSite> {
    let raw = &src[range.clone()];
    let start = base + range.start;
    if let LinkType::WikiLink { .. } = link_type {
        let target = links::wiki_target(written);
        let at = raw.find(target).filter(|_| !target.is_empty())?;
        let (form, span) = (LinkForm::Wiki, start + at..start + at + target.len());
        return Some(LinkSite { form, target: target.to_owned(), written: span });
    }
    // Where a reference leads is written once, at its definition.
    if link_type != LinkType::Inline {
        return None;
    }
    let target = links::note_target(written)?;
    let written =
        links::inline_target(raw).map_or(start..start + raw.len(), |span| start + span.start..start + span.end);
    Some(LinkSite { form: LinkForm::Markdown, target, written })
}

/// The target of a reference: `[ada]: people/ada.md "Ada"`.
fn definition(src: &str, base: usize, range: Range<usize>, dest: &str) -> Option<LinkSite> {
    let target = links::note_target(dest)?;
    let path = dest.split(['#', '?']).next()?;
    let raw = &src[range.clone()];
    let from = raw.find("]:")? + 2;
    let at = range.start + from + raw[from..].find(path)?;
    Some(LinkSite { form: LinkForm::Markdown, target, written: base + at..base + at + path.len() })
}

/// The links in front matter, where the value is written as it reads.
fn front_links(entries: &[Entry], text: &str) -> Vec<LinkSite> {
    let mut found = Vec::new();
    for entry in entries {
        entry.value.scalars(&mut |scalar| {
            let Some(raw) = text.get(scalar.span.clone()) else { return };
            let mut from = 0;
            for link in links::scan(&scalar.text) {
                let Some(target) = link.target() else { continue };
                let inner = match link.form {
                    LinkForm::Wiki => links::wiki_target(link.written),
                    LinkForm::Markdown => link.written.split(['#', '?']).next().unwrap_or(link.written),
                };
                // Quotes are doubled in single quotes, and escaped in double ones.
                let written = [inner.to_owned(), inner.replace('\'', "''"), inner.replace('"', "\\\"")];
                let at = written.iter().find_map(|inner| Some((raw[from..].find(inner.as_str())?, inner.len())));
                let place = at.map(|(at, len)| from + at..from + at + len);
                from = place.as_ref().map_or(from, |place| place.end);
                let start = scalar.span.start;
                let written = place.map_or(scalar.span.clone(), |place| start + place.start..start + place.end);
                found.push(LinkSite { form: link.form, target, written });
            }
        });
    }
    found
}
