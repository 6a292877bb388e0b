//! The markdown below the front matter, in one pass.
//!
//! Owns the walk over markdown's events, and what is code, quoted or struck out. Which block may hold what is for
//! `headings` and `lines`, what a line says for `log`, `tasks`, `labels` and `tags`. Must not know front matter.

pub(super) mod dated;
pub(super) mod headings;
pub(super) mod labels;
pub(super) mod lines;
pub(super) mod linked;
pub(super) mod log;
pub(super) mod nested;
pub(super) mod outline;
pub(super) mod paragraphs;
pub(super) mod roles;
pub(super) mod tags;
pub(super) mod task_marks;
pub(super) mod tasks;
pub(super) mod unread;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::model::{Interaction, Link, ListField, Promise, Settings};

use super::diagnostic::Report;
use super::fields::keys::Key;
use super::front_matter::entry::Entry;
use super::layout::{Heading, LinkSite, Site, Task, ValueSite};
use headings::Section;
use lines::{Item, Row};
use outline::{LineKind, Outline, What};
use roles::{LogRole, Roles};

/// Longest first line of an entry that is checked.
const LINE: usize = 4096;

/// What a note's body says.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The first level-1 heading.
    pub title: Option<String>,
    pub title_at: Option<Range<usize>>,
    pub labels: Vec<Entry>,
    /// Labels that are written where none is read.
    pub unread: Vec<Entry>,
    pub interactions: Vec<Logged>,
    pub promises: Vec<Promised>,
    pub links: Vec<Link>,
    pub link_sites: Vec<LinkSite>,
    pub headings: Vec<Heading>,
    pub tags: Vec<ValueSite>,
    pub outline: Outline,
}

/// An entry, and whether it is the note's title.
#[derive(Debug)]
pub(super) struct Logged {
    pub interaction: Interaction,
    pub is_title: bool,
    /// What the heading above it makes of it.
    pub role: LogRole,
    pub site: Site,
}

/// A promise, and where it is.
#[derive(Debug)]
pub(super) struct Promised {
    pub promise: Promise,
    pub task: Task,
}

/// Reads the body that starts at an offset of the note's text, without its [comments](view::without_comments).
pub(super) fn read(src: &str, start: usize, settings: &Settings, report: &mut Report<'_>) -> Body {
    let mut walk = Walk::new(src, start, settings, report);
    let parser = Parser::new_ext(src, options());
    parser.reference_definitions().iter().for_each(|(_, found)| walk.definition(found.span.clone(), &found.dest));
    for (event, range) in parser.into_offset_iter() {
        walk.event(event, range);
    }
    walk.finish()
}

/// The markdown that notes are written in.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS
}

pub(super) struct Walk<'s, 'a, 'r> {
    pub src: &'s str,
    pub base: usize,
    pub settings: &'s Settings,
    pub report: &'r mut Report<'a>,
    pub body: Body,
    pub items: Vec<Item>,
    pub sections: Vec<Section>,
    /// Where the open lists and tables start.
    pub blocks: Vec<usize>,
    /// For each heading the one above it, of a higher level.
    pub parents: Vec<Option<usize>>,
    pub quotes: usize,
    pub links: usize,
    pub images: usize,
    pub strikethroughs: usize,
    /// What the open list items hold in code, in comments and struck out.
    pub ignored: Vec<Range<usize>>,
    pub in_code: bool,
    /// Whether labels are read here: before the first level-2 heading, and below one of a card.
    pub labels: bool,
    /// Whether a level-2 heading has come.
    pub past_head: bool,
    pub roles: Roles,
    /// The entry that a paragraph's line began, and whose text its next lines are.
    pub open_line: Option<usize>,
    /// Whether the table's head names columns by keys, so that no row of it is a label.
    pub columns: bool,
    pub title: Option<String>,
    /// Text that goes on without a break.
    pub run: Range<usize>,
}

impl<'s, 'a, 'r> Walk<'s, 'a, 'r> {
    fn new(src: &'s str, base: usize, settings: &'s Settings, report: &'r mut Report<'a>) -> Walk<'s, 'a, 'r> {
        Walk {
            src,
            base,
            settings,
            report,
            body: Body::default(),
            items: Vec::new(),
            sections: Vec::new(),
            blocks: Vec::new(),
            parents: Vec::new(),
            quotes: 0,
            links: 0,
            images: 0,
            strikethroughs: 0,
            ignored: Vec::new(),
            in_code: false,
            labels: true,
            past_head: false,
            roles: Roles::new(settings),
            open_line: None,
            columns: false,
            title: None,
            run: 0..0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        self.note_ignored(&event, &range);
        match event {
            Event::Text(text) if !self.in_code => self.text(&text, range),
            Event::Start(tag) => {
                self.flush();
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.flush();
                self.end(tag, range);
            }
            Event::Code(code) => {
                self.flush();
                self.title.iter_mut().for_each(|title| title.push_str(&code));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.flush();
                self.break_line(range.clone());
                self.line(range.end);
            }
            _ => self.flush(),
        }
    }

    fn note_ignored(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let ignored = match event {
            Event::Code(_) | Event::Start(Tag::Strikethrough) => true,
            Event::InlineHtml(html) => html.starts_with("<!--"),
            _ => false,
        };
        if ignored || matches!(event, Event::InlineHtml(_) | Event::Start(Tag::Image { .. })) {
            self.body.outline.span(range.clone(), What::Ignored);
        }
        if ignored && !self.items.is_empty() {
            self.ignored.push(range.clone());
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(title) = &mut self.title {
            title.push_str(text);
        }
        if self.run.end == range.start && !self.run.is_empty() {
            self.run.end = range.end;
        } else {
            self.flush();
            self.run = range;
        }
    }

    /// Looks for tags in the text that has just ended.
    fn flush(&mut self) {
        let run = std::mem::replace(&mut self.run, 0..0);
        if run.is_empty() || self.links + self.images > 0 {
            return;
        }
        let (tags, base) = (&mut self.body.tags, self.base);
        tags::scan(self.src, run, |tag, at| {
            let span = base + at..base + at + tag.len();
            tags.push(ValueSite { key: Key::List(ListField::Tags), text: tag.to_owned(), span });
        });
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.heading(level, range),
            Tag::BlockQuote(_) => {
                self.end_line(range.start);
                self.quotes += 1;
            }
            Tag::Item => self.item(range),
            Tag::Paragraph => self.paragraph(range),
            Tag::CodeBlock(_) => {
                self.end_line(range.start);
                self.in_code = true;
            }
            Tag::TableHead => self.table_row(range, Row::Head),
            Tag::TableRow => self.table_row(range, Row::Body),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, range),
            Tag::Image { link_type, dest_url, .. } => self.image(link_type, &dest_url, range),
            Tag::Strikethrough => self.strikethroughs += 1,
            Tag::List(_) | Tag::Table(_) => {
                self.end_line(range.start);
                self.nested(range.start);
                self.blocks.push(range.start);
            }
            Tag::HtmlBlock => {
                self.end_line(range.start);
                self.nested(range.start);
            }
            _ => {}
        }
    }

    fn table_row(&mut self, range: Range<usize>, row_is: Row) {
        self.begin_line(LineKind::Row, range.start, false);
        self.row(range, row_is);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if matches!(tag, TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow) {
            self.end_line(range.end);
        }
        match tag {
            TagEnd::Heading(HeadingLevel::H1) => self.title_ends(),
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::Item => self.item_ends(range),
            TagEnd::Paragraph => self.end_dated_line(range.end),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Table => {
                self.columns = false;
                self.blocks.pop();
            }
            TagEnd::List(_) => drop(self.blocks.pop()),
            TagEnd::Link => self.links -= 1,
            TagEnd::Image => self.images -= 1,
            TagEnd::Strikethrough => self.strikethroughs -= 1,
            _ => {}
        }
    }

    fn finish(mut self) -> Body {
        self.flush();
        self.close_sections(HeadingLevel::H1, self.src.len());
        nested::cut(&mut self.body.interactions, self.src, self.base);
        self.body.promises.sort_by_key(|promised| promised.promise.line);
        self.body
    }
}

pub(super) fn first_line(text: &str) -> &str {
    let window = &text[..text.floor_char_boundary(LINE)];
    let end = memchr::memchr(b'\n', window.as_bytes()).unwrap_or(window.len());
    window[..end].trim_end_matches('\r')
}
