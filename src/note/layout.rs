//! Where everything stands in a note.
//!
//! Owns the spans of entries, labels, dated entries, promises, headings, links, mentions and values, all of them bytes of the
//! text as decoded. The reader fills them in while it reads. Must not know how anything is read or changed.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{LinkForm, PartialDate};

use super::body::log::Shape;
use super::fields::keys::Key;
use super::front_matter::Format;
use super::front_matter::entry::Entry;

/// The places of what a note says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub front: Front,
    /// Facts written into the body.
    pub labels: Vec<Entry>,
    /// Dated entries, in the order of the body.
    pub log: Vec<Site>,
    /// One for each of the note's promises, in their order.
    pub promises: Vec<Task>,
    pub headings: Vec<Heading>,
    /// Links in front matter and body, in the order of the text; a definition of links comes before the links of the body.
    pub links: Vec<LinkSite>,
    /// One for each of the note's mentions, in their order: the whole link, or the name.
    pub mentions: Vec<Range<usize>>,
    /// The values of fields that hold text, front matter first.
    pub values: Vec<ValueSite>,
    /// The name by which the note goes; `None` where its file's name is all there is.
    pub name: Option<Range<usize>>,
}

/// The front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub shape: Shape,
    pub date: PartialDate,
    pub kind: Cow<'static, str>,
    pub place: Option<Place>,
    /// All that belongs to it, marker and nested blocks included.
    pub block: Range<usize>,
    /// The date with its emphasis, brackets and time.
    pub dated: Range<usize>,
    /// Where what stands behind the date and its separators starts.
    pub said: usize,
    /// The word that says the kind; empty where none does.
    pub kind_at: Range<usize>,
    /// Where the text behind date, kind and place starts.
    pub text: usize,
    /// The end of its first line.
    pub line_end: usize,
    /// The same for entries of one list, one table, or headings of one level under one heading.
    pub group: usize,
    /// Whether it has a box to tick, or is the title.
    pub is_other: bool,
}

/// The place that a dated entry names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub name: String,
    /// The name; a superset where it is written in another form.
    pub span: Range<usize>,
}

/// An open dated task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Where its box starts.
    pub at: usize,
    /// What stands behind the box, the date included.
    pub text: Range<usize>,
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

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSite {
    pub key: Key,
    /// As the model holds it.
    pub text: String,
    /// The value without quotes and what else stands around it; a superset where it is written in another form.
    pub span: Range<usize>,
}

impl Layout {
    /// Where a value of one of these fields, or the place of an entry where places are asked for too, is written first.
    pub fn first(&self, keys: &[Key], places: bool, text: &str) -> Option<&Range<usize>> {
        let values = self.values.iter().filter(|value| keys.contains(&value.key) && value.text == text);
        let named = self.log.iter().filter_map(|site| site.place.as_ref()).filter(|place| places && place.name == text);
        values.map(|value| &value.span).chain(named.map(|place| &place.span)).min_by_key(|span| span.start)
    }
}
