//! The fields of the index, and what each is for.
//!
//! Owns the engine's schema and its version. Must not know how a note's parts get into the fields (`document`).

use std::sync::LazyLock;

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::analyzer::{TERMS, WORDS};

/// Counts every change of the schema, of the record's encoding and of what a word is. It is part of the folder's name:
/// another version of the program leaves this one's index alone.
pub(in crate::index) const FORMAT: u32 = 11;

/// Names of the columns that are read for all notes at once.
pub(in crate::index) mod column {
    pub(in crate::index) const PATH_KEY: &str = "path_key";
    pub(in crate::index) const SIZE: &str = "size";
    pub(in crate::index) const MTIME: &str = "mtime";
    pub(in crate::index) const CTIME: &str = "ctime";
    pub(in crate::index) const INODE: &str = "inode";
    pub(in crate::index) const HASH: &str = "hash";
    pub(in crate::index) const PERSON_KEY: &str = "person_key";
    pub(in crate::index) const LINK_KEY: &str = "link_key";
    pub(in crate::index) const DUE: &str = "due";
    pub(in crate::index) const VALID_FROM: &str = "valid_from";
    pub(in crate::index) const VALID_UNTIL: &str = "valid_until";
    pub(in crate::index) const LAPSED: &str = "lapsed";
}

/// Terms of the field `flag`.
pub(in crate::index) mod flag {
    /// Followed by the type's name.
    pub(in crate::index) const TYPE: &str = "type:";
    /// Followed by the rule that decided the type.
    pub(in crate::index) const RULE: &str = "rule:";
    /// Followed by what the note has: a field, a service or a key (`presence`).
    pub(in crate::index) const HAS: &str = "has:";
    /// The note has an error: a value that could not be used.
    pub(in crate::index) const ERROR: &str = "error";
    /// The note records contact with others or promises to them.
    pub(in crate::index) const RECORDS: &str = "records";
    /// The note lies in a folder called as people are kept.
    pub(in crate::index) const PEOPLE_FOLDER: &str = "people-folder";
    /// The note is called as a copy of another, which lay beside it when it was read.
    pub(in crate::index) const BESIDE_ORIGINAL: &str = "copy:beside";
    /// The same, where no such note did.
    pub(in crate::index) const WITHOUT_ORIGINAL: &str = "copy:alone";
    /// The note has an error or a warning.
    pub(in crate::index) const PROBLEM: &str = "problem";
}

/// Every field, made once: the engine numbers them in the order of their making.
pub(in crate::index) struct Fields {
    pub(in crate::index) schema: Schema,
    /// A hash of the note's path: the term by which a note is replaced and deleted.
    pub(in crate::index) path_key: Field,
    /// The file's state when it was read.
    pub(in crate::index) size: Field,
    pub(in crate::index) mtime: Field,
    pub(in crate::index) ctime: Field,
    pub(in crate::index) inode: Field,
    /// Of the content.
    pub(in crate::index) hash: Field,
    /// See [`Columns`](crate::index::Columns).
    pub(in crate::index) due: Field,
    pub(in crate::index) valid_from: Field,
    pub(in crate::index) valid_until: Field,
    pub(in crate::index) lapsed: Field,
    /// The words of the note's latest interactions and its record, the only things that can be got back.
    pub(in crate::index) record: Field,
    /// The note's whole text, its name, the words of its path, and values that do not occur in the text as they are read.
    pub(in crate::index) text: Field,
    pub(in crate::index) name: Field,
    pub(in crate::index) alias: Field,
    /// Words of the fields that describe what somebody is, as `key:word`.
    pub(in crate::index) field: Field,
    /// What the note can be called by, for links and typed names: several numbers a note, read as a column.
    pub(in crate::index) person_key: Field,
    /// What the note calls others by.
    pub(in crate::index) link_key: Field,
    pub(in crate::index) flag: Field,
}

static FIELDS: LazyLock<Fields> = LazyLock::new(Fields::new);

/// The fields of [`FORMAT`].
pub(in crate::index) fn fields() -> &'static Fields {
    &FIELDS
}

impl Fields {
    fn new() -> Fields {
        let mut schema = Schema::builder();
        let b = &mut schema;
        let fast = || NumericOptions::default().set_fast();
        Fields {
            path_key: b.add_u64_field(column::PATH_KEY, fast().set_indexed()),
            size: b.add_u64_field(column::SIZE, fast()),
            mtime: b.add_i64_field(column::MTIME, fast()),
            ctime: b.add_i64_field(column::CTIME, fast()),
            inode: b.add_u64_field(column::INODE, fast()),
            hash: b.add_u64_field(column::HASH, fast()),
            due: b.add_i64_field(column::DUE, fast()),
            valid_from: b.add_i64_field(column::VALID_FROM, fast()),
            valid_until: b.add_i64_field(column::VALID_UNTIL, fast()),
            lapsed: b.add_i64_field(column::LAPSED, fast()),
            record: b.add_bytes_field("record", BytesOptions::default().set_stored()),
            text: words(b, "text", IndexRecordOption::WithFreqsAndPositions),
            name: names(b, "name"),
            alias: words(b, "alias", IndexRecordOption::Basic),
            field: terms(b, "field"),
            person_key: b.add_u64_field(column::PERSON_KEY, fast()),
            link_key: b.add_u64_field(column::LINK_KEY, fast()),
            flag: terms(b, "flag"),
            schema: schema.build(),
        }
    }
}

/// Folded words with what ranking needs. The length of a note says nothing about what it is worth, and to leave it out saves
/// a build a twentieth.
fn words(schema: &mut SchemaBuilder, name: &str, option: IndexRecordOption) -> Field {
    let indexing = TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(option).set_fieldnorms(false);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// Folded words of a name: one that has few others beside it is what somebody is called.
fn names(schema: &mut SchemaBuilder, name: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(WORDS)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(true);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// Exact terms, of which only the presence counts.
fn terms(schema: &mut SchemaBuilder, name: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TERMS)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}
