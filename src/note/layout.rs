//! Where everything is in a note.
//!
//! Owns the spans of entries, labels, dated entries, promises, headings, links, mentions and values, all of them bytes of the
//! text as decoded. The reader fills them in while it reads. Must not know how anything is read or changed.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{LinkForm, ListField, PartialDate, TextField};

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
    /// The language of the block and where it is between its fences; `None` where there is no block.
    pub block: Option<(Format, Range<usize>)>,
    pub entries: Vec<Entry>,
    /// Whether all of the block could be read.
    pub is_sound: bool,
    /// Where the body starts.
    pub body: usize,
}

/// What a line is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Item,
    Heading,
    Row,
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
    /// Where the text after the date and its separators starts.
    pub content: usize,
    /// The word that says the kind; empty where none does.
    pub kind_at: Range<usize>,
    /// Where the text after date, kind and place starts.
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
    /// What follows the box, the date included.
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
    /// The bytes in which the target is written, without alias and heading; a superset where that is not known.
    pub written: Range<usize>,
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSite {
    pub key: Key,
    /// As the model holds it.
    pub text: String,
    /// The value without quotes and what else is around it; a superset where it is written in another form.
    pub span: Range<usize>,
}

impl Layout {
    /// Where this value of a field is written first.
    pub fn value<'l>(&'l self, key: Key, text: &str) -> Option<&'l Range<usize>> {
        let same = |value: &&ValueSite| value.key == key && value.text == text;
        self.values.iter().filter(same).map(|value| &value.span).min_by_key(|span| span.start)
    }

    /// Where a group is named first: as one that somebody belongs to, was met at or was seen at.
    pub fn group<'l>(&'l self, name: &str) -> Option<&'l Range<usize>> {
        let places = self.log.iter().filter_map(|site| site.place.as_ref()).filter(|place| place.name == name);
        let place = places.map(|place| &place.span).min_by_key(|span| span.start);
        let [group, met, event] =
            [Key::List(ListField::Groups), Key::MetAt, Key::MetEvent].map(|key| self.value(key, name));
        let named = [group, met, event, place];
        let first = named.into_iter().flatten().min_by_key(|span| span.start);
        // An event is where its town is, if nothing else says so.
        first.or_else(|| self.value(Key::Text(TextField::City), name))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{ListField, NoteId, Placement, Settings};
    use crate::note::{Key, Reading, read};

    fn read_text(name: &str, text: &str) -> Reading {
        read(&NoteId::new(name), text.as_bytes(), text.len() as u64, &Settings::default(), Placement::ANYWHERE)
    }

    /// Where a note's values, places, kinds, mentions and name are: each with the text that is there.
    #[test]
    fn what_a_note_records_is_found_where_it_is_written() {
        let text = "---\n# Ada, ada@x.org, FOSDEM\nfirst_name: Ada\nlast_name: \"Love\\u006cace\"\naliases: [Ada, \"[[x/Countess|Ada]]\"]\n\
            emails: Ada <ada@x.org>, xada@x.org\nmet: 2014-07-23 @ FOSDEM\nintroduced_by: \"[[Ada]], Bob\"\ntags: '#a #b/c'\n---\n# Not FOSDEM\n\
            #tag\n**Company:** [[Acme]]\n\n- 2014-07-24 call @ the pond: FOSDEM #c\n- [ ] mail her 📅 2014-08-01\n";
        let Reading { layout, text, note, .. } = read_text("a.md", text);
        let values: Vec<_> =
            layout.values.iter().map(|value| (value.text.as_str(), &text[value.span.clone()])).collect();
        assert_eq!(
            values,
            [
                ("Ada", "Ada"),
                ("Lovelace", "\"Love\\u006cace\""),
                ("Ada", "Ada"),
                ("Countess", "Countess"),
                ("ada@x.org", "ada@x.org"),
                ("xada@x.org", "xada@x.org"),
                ("FOSDEM", "FOSDEM"),
                ("Ada, Bob", "[[Ada]], Bob"),
                ("a", "a"),
                ("b/c", "b/c"),
                ("Acme", "Acme"),
                ("tag", "tag"),
                ("c", "c"),
            ]
        );
        assert_eq!(layout.values[4].span.start, text.rfind("<ada").expect("written") + 1);
        assert_eq!(layout.values[6].span.start, text.find("@ FOSDEM").expect("written") + 2);
        assert_eq!(layout.mentions.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(), ["[[Ada]]", "Bob"]);
        assert_eq!(note.person.name, "Ada Lovelace");
        assert_eq!(layout.name, Some(layout.values[0].span.clone()));
        let [entry] = &layout.log[..] else { panic!("one entry") };
        let place = entry.place.as_ref().map(|place| &text[place.span.clone()]);
        assert_eq!((&text[entry.kind_at.clone()], place), ("call", Some("the pond")));
        let tasks: Vec<_> = layout.promises.iter().map(|task| &text[task.text.clone()]).collect();
        assert_eq!(tasks, ["mail her 📅 2014-08-01"]);
    }

    #[test]
    fn values_in_another_form_are_not_taken_for_parts_of_others() {
        for (text, mails, targets, mentions) in [
            (
                "emails: >\n  bada@x.org,\n  ada@x.org\nintroduced_by: >\n  Annabel,\n  Ann\nrole: \"Annabel\\u002c \\\"[[Ann]]\\\"\"",
                &["bada@x.org", "ada@x.org"][..],
                &["[[Ann]]"][..],
                &["Annabel", "Ann"][..],
            ),
            (
                "role: 'Ann''s [[Ann]]'\nintroduced_by: '[[O''Ann]], Ann'",
                &[],
                &["[[Ann]]", "[[O''Ann]]"],
                &["[[O''Ann]]", "Ann"],
            ),
        ] {
            let text = format!("---\n{text}\n---\n");
            let Reading { layout, text, .. } = read_text("a.md", &text);
            let mails_at = layout
                .values
                .iter()
                .filter(|value| value.key == Key::List(ListField::Emails))
                .map(|value| value.span.clone());
            let starts = |words: &&str| text.rfind(words).expect("written");
            assert_eq!(
                mails_at.map(|span| (span.start, &text[span])).collect::<Vec<_>>(),
                mails.iter().map(|mail| (starts(mail), *mail)).collect::<Vec<_>>()
            );
            let targets_at =
                layout.links.iter().map(|link| (link.written.start - 2, text[link.written.clone()].len() + 4));
            let wanted = targets.iter().map(|link| (starts(link), link.len()));
            assert_eq!(targets_at.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{text}");
            let found: Vec<&str> = layout.mentions.iter().map(|span| &text[span.clone()]).collect();
            assert_eq!(found, mentions, "{text}");
        }
    }

    #[test]
    fn the_name_is_where_it_counts() {
        for (text, expected) in [
            ("---\n# Ada\naliases: Ada\nname: Ada\n---\n# Ada\n", Some("name: Ada")),
            ("---\nalias: Ada\nname: {first: Ada, last: Bob}\n---\n", Some("first: Ada")),
            ("---\nalias: Ada\n---\n> # Ada\n\n## Ada\n\n# Ada #\n", Some("\n# Ada")),
            ("---\nalias: Ada\nrole: b\ntitle: Ada\n---\nAda\n", Some("title: Ada")),
            ("Ada\n", None),
        ] {
            let Reading { layout, note, .. } = read_text("ada.md", text);
            let expected = expected.map(|context| text.rfind(context).expect("written") + context.len() - 3);
            assert_eq!(layout.name.map(|span| span.start), expected, "{text}: {}", note.person.name);
        }
    }
}
