//! `ties.toml`: from its text to [`Settings`].
//!
//! Owns the file's keys and what their values may be. Must not know what the settings mean to notes.

mod follow_ups;
mod notes;
pub(super) mod people;
pub(super) mod queries;
pub(super) mod toml_file;
pub(super) mod user_config;

use std::ops::Range;
use std::path::Path;

use toml::de::DeValue;

use crate::model::period::Cadence;
use crate::model::settings::{CadenceRule, DateOrder};
use crate::model::{Key, NoteType, Settings};
use people::{GlobError, PeopleGlobs};
use queries::queries_of;
pub use toml_file::FILE_NAME;
use toml_file::{ConfigError, Document, Entry, Placed, Wrong, entries, nearest};

/// The keys at the top of the file.
pub const KEYS: [&str; 16] = [
    "people",
    "events",
    "groups",
    "companies",
    "journals",
    "first_follow_up",
    "first_follow_up_for",
    "date_order",
    "not_contact",
    "cadence",
    "kinds",
    "fields",
    "types",
    "journal",
    "log",
    "queries",
];

/// Our fields, as `[fields]` names them.
fn fields() -> Vec<&'static str> {
    Key::all().filter(|key| key.takes_own_names()).map(Key::spelling).collect()
}

const DATE_ORDERS: [&str; 3] = ["dmy", "mdy", "ymd"];
const CADENCE: &str = "a length of time such as \"3 weeks\", or \"never\"";

/// Reads the `ties.toml` of a vault. Without one the settings are the default.
///
/// # Errors
/// When the file cannot be read, is not TOML, or says what cannot be meant; with the place and the nearest right word.
pub fn read_settings(root: &Path) -> Result<Settings, ConfigError> {
    match Document::read(&root.join(FILE_NAME))? {
        Some(document) => settings_of(&document),
        None => Ok(Settings::default()),
    }
}

fn settings_of(document: &Document) -> Result<Settings, ConfigError> {
    let table = document.parse()?;
    let mut reader = Reader { document, settings: Settings::default(), not_contact: Vec::new(), follow_up_at: 0..0 };
    entries(table.get_ref()).iter().try_for_each(|entry| reader.entry(entry))?;
    reader.kinds_that_are_no_contact()?;
    reader.first_follow_up_lapses_later()?;
    Ok(reader.settings)
}

struct Reader<'d> {
    document: &'d Document,
    settings: Settings,
    /// As written: which kinds there are is known at the end.
    not_contact: Vec<Placed>,
    /// Where the last setting of the first follow-up is: whether they fit together is known at the end.
    follow_up_at: Range<usize>,
}

type Read = Result<(), ConfigError>;
type Lists = Vec<(String, Vec<String>)>;

impl Reader<'_> {
    fn entry(&mut self, entry: &Entry) -> Read {
        match entry.key {
            "people" => self.people(entry)?,
            "events" => self.globs(NoteType::Event, entry)?,
            "companies" => self.globs(NoteType::Company, entry)?,
            "journals" => self.globs(NoteType::Journal, entry)?,
            // A list is of globs, a table of spellings.
            "groups" if entry.value.is_array() => self.globs(NoteType::Group, entry)?,
            "types" => self.types(entry)?,
            "log" => self.log(entry)?,
            "journal" => self.journal(entry)?,
            "first_follow_up" => self.first_follow_up(entry)?,
            "first_follow_up_for" => self.first_follow_up_for(entry)?,
            "date_order" => self.settings.date_order = Some(self.date_order(entry)?),
            "not_contact" => self.not_contact = self.document.texts(entry)?,
            "cadence" => self.cadences(entry)?,
            "kinds" => self.settings.kinds = self.lists(entry)?,
            "groups" => self.settings.groups = self.lists(entry)?,
            "fields" => self.settings.fields = self.fields(entry)?,
            // What they say changes no note: they are read when one is asked for.
            "queries" => queries_of(self.document, entry, Path::new(FILE_NAME)).map(drop)?,
            _ => return Err(self.document.unknown_key(entry, "", &KEYS)),
        }
        Ok(())
    }

    /// Each glob is tried alone, to point at the broken one, and then all together, as they will be used.
    fn people(&mut self, entry: &Entry) -> Read {
        for (glob, span) in self.document.texts(entry)? {
            self.try_globs(std::slice::from_ref(&glob), span)?;
            self.settings.people.push(glob);
        }
        self.try_globs(&self.settings.people, entry.span.clone())
    }

    fn try_globs(&self, globs: &[String], span: Range<usize>) -> Read {
        let wrong = |error: GlobError| Wrong::Glob { glob: error.glob, problem: error.problem };
        PeopleGlobs::new(globs).map(drop).map_err(|error| self.document.fault(span, wrong(error), None))
    }

    /// A bare number counts days, in TOML as in notes.
    fn duration(&self, entry: &Entry, expected: &'static str) -> Result<String, ConfigError> {
        match entry.value {
            DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str().to_owned()),
            _ => self.document.text(entry, expected).map(str::to_owned),
        }
    }

    fn date_order(&self, entry: &Entry) -> Result<DateOrder, ConfigError> {
        const EXPECTED: &str = "\"dmy\", \"mdy\" or \"ymd\"";
        match self.document.text(entry, EXPECTED)? {
            "dmy" => Ok(DateOrder::DayMonthYear),
            "mdy" => Ok(DateOrder::MonthDayYear),
            "ymd" => Ok(DateOrder::YearMonthDay),
            _ => Err(self.document.wrong_value(entry, EXPECTED, &DATE_ORDERS)),
        }
    }

    /// The canonical names of what `not_contact` names: one of everybody's kinds or of the vault's own, or a synonym.
    fn kinds_that_are_no_contact(&mut self) -> Read {
        for (word, span) in std::mem::take(&mut self.not_contact) {
            let kind = self.settings.kind(&word).ok_or_else(|| self.unknown_kind(&word, span))?;
            self.settings.not_contact.push(kind.into_owned());
        }
        Ok(())
    }

    fn unknown_kind(&self, word: &str, span: Range<usize>) -> ConfigError {
        let names = self.settings.kind_names();
        let known: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let (key, found) = ("not_contact".to_owned(), word.to_owned());
        let wrong = Wrong::WrongValue { key, expected: "a kind of interaction", found };
        self.document.fault(span, wrong, nearest(word, &known))
    }

    /// Tiers first, so that tags, groups and the default may name them wherever they are.
    fn cadences(&mut self, entry: &Entry) -> Read {
        let mut table = self.document.table(entry)?;
        table.sort_by_key(|rule| rule.key.contains(':') || rule.key == "default");
        table.iter().try_for_each(|rule| self.cadence(rule))
    }

    fn cadence(&mut self, entry: &Entry) -> Read {
        let rule = self.cadence_rule(entry)?;
        let kind = entry.key.split_once(':').map(|(kind, _)| kind);
        let rules = match (kind, entry.key) {
            (Some("tag"), _) => &mut self.settings.cadence_by_tag,
            (Some("group"), _) => &mut self.settings.cadence_by_group,
            (None, "default") => {
                self.settings.default_cadence = Some(rule);
                return Ok(());
            }
            _ => &mut self.settings.tiers,
        };
        let twice = rules.iter().any(|known| known.name.to_lowercase() == rule.name.to_lowercase());
        rules.push(rule);
        match twice {
            true => Err(self.document.fault(entry.key_span.clone(), Wrong::Twice { key: entry.key.into() }, None)),
            false => Ok(()),
        }
    }

    fn cadence_rule(&self, entry: &Entry) -> Result<CadenceRule, ConfigError> {
        let name = self.cadence_name(entry)?;
        let text = self.duration(entry, CADENCE)?;
        let cadence = Cadence::parse(&text).or_else(|| self.settings.tier(&text));
        let cadence = cadence.ok_or_else(|| self.document.wrong_value(entry, CADENCE, &[]))?;
        Ok(CadenceRule::new(name, cadence, self.document.line(&entry.key_span)))
    }

    /// What a key of `[cadence]` names: empty for `default`, else the tag, group or tier.
    fn cadence_name(&self, entry: &Entry) -> Result<String, ConfigError> {
        let name = match entry.key.split_once(':') {
            Some(("tag", tag)) => tag.trim().trim_start_matches('#'),
            Some(("group", group)) => group.trim(),
            None if entry.key == "default" => return Ok(String::new()),
            None if !entry.key.eq_ignore_ascii_case("default") => entry.key.trim(),
            _ => "",
        };
        if name.is_empty() { Err(self.unknown_cadence(entry)) } else { Ok(name.to_owned()) }
    }

    fn unknown_cadence(&self, entry: &Entry) -> ConfigError {
        let rest = entry.key.split_once(':').map_or("x", |(_, rest)| rest);
        let rest = if rest.trim().is_empty() { "x" } else { rest };
        let (tag, group) = (format!("tag:{rest}"), format!("group:{rest}"));
        self.document.unknown_key(entry, "cadence", &["default", &tag, &group])
    }

    fn fields(&self, entry: &Entry) -> Result<Lists, ConfigError> {
        let known = fields();
        let unknown = |field: &&Entry| !known.contains(&field.key);
        match self.document.table(entry)?.iter().find(unknown) {
            Some(field) => Err(self.document.unknown_key(field, "fields", &known)),
            None => self.lists(entry),
        }
    }

    fn lists(&self, entry: &Entry) -> Result<Lists, ConfigError> {
        let list = |entry: &Entry| Ok((entry.key.to_owned(), self.texts(entry)?));
        self.document.table(entry)?.iter().map(list).collect()
    }

    fn texts(&self, entry: &Entry) -> Result<Vec<String>, ConfigError> {
        Ok(self.document.texts(entry)?.into_iter().map(|(text, _)| text).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::period::Period;
    use std::fs;

    use crate::vault::settings::*;

    fn read(bytes: impl AsRef<[u8]>) -> Result<Settings, ConfigError> {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join(FILE_NAME), bytes).expect("written");
        read_settings(dir.path())
    }

    const EVERYTHING: &str = r#"
people = ["people/**"]            # which notes are people, default: all
events = ["Meetings/**"]
journals = ["Daily/**", "diary"]
first_follow_up = "2 days"
first_follow_up_for = "6 weeks"
date_order = "dmy"                # or "mdy", "ymd"; unset: ambiguous dates are diagnostics
not_contact = ["note"]
[cadence]                         # tiers, usable as `cadence: A`; and defaults
Z = "2 weeks"
A = "3 weeks"
"tag:mentor" = "3 months"
"tag:#friend" = 30
"group:Montréal .NET User Group" = "6 months"
default = "never"
[kinds]                           # more interaction kinds, with their synonyms
standup = ["daily"]
[groups]                          # other spellings
"Montréal .NET User Group" = ["MTL .NET", "Groupe .NET de Montréal"]
"Another" = "Other"
[fields]                          # your own key for one of ours
last_contact = ["zuletzt"]
[types]
event = ["sprint review"]
[journal]
links = "mention"
[log]
not = ["Side projects"]
"#;

    fn rule(name: &str, cadence: &str, line: u32) -> CadenceRule {
        CadenceRule::new(name, Cadence::parse(cadence).expect("a test cadence"), line)
    }

    fn list(name: &str, words: &[&str]) -> (String, Vec<String>) {
        (name.to_owned(), words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn kinds_may_be_named_by_synonyms_and_tiers_by_rules() {
        let text =
            "not_contact = ['Mail', 'daily']\n[kinds]\nstandup = ['daily']\n[cadence]\ndefault = 'A'\nA = '3 weeks'";
        let settings = read(text).expect("sound settings");
        assert_eq!(settings.not_contact, ["email", "standup"]);
        assert_eq!(settings.default_cadence.map(|rule| rule.cadence), Cadence::parse("3 weeks"));
    }

    #[test]
    fn every_setting_is_read_in_the_order_of_the_file() {
        let expected = Settings {
            people: vec!["people/**".to_owned()],
            first_follow_up: Period::parse("2 days"),
            first_follow_up_line: Some(5),
            first_follow_up_for: Period::parse("6 weeks").expect("a period"),
            date_order: Some(DateOrder::DayMonthYear),
            not_contact: vec!["note".to_owned()],
            tiers: vec![rule("Z", "2 weeks", 10), rule("A", "3 weeks", 11)],
            cadence_by_tag: vec![rule("mentor", "3 months", 12), rule("friend", "30", 13)],
            cadence_by_group: vec![rule("Montréal .NET User Group", "6 months", 14)],
            default_cadence: Some(rule("", "never", 15)),
            kinds: vec![list("standup", &["daily"])],
            groups: vec![
                list("Montréal .NET User Group", &["MTL .NET", "Groupe .NET de Montréal"]),
                list("Another", &["Other"]),
            ],
            globs: vec![
                (NoteType::Event, vec!["Meetings/**".to_owned()]),
                (NoteType::Journal, vec!["Daily/**".to_owned(), "diary".to_owned()]),
            ],
            types: vec![(NoteType::Event, vec!["sprint review".to_owned()])],
            no_log: vec!["Side projects".to_owned()],
            only_log: Vec::new(),
            journal_links_are_mentions: true,
            fields: vec![list("last_contact", &["zuletzt"])],
        };
        for text in [EVERYTHING.to_owned(), EVERYTHING.replace('\n', "\r\n"), format!("\u{FEFF}{EVERYTHING}")] {
            assert_eq!(read(text).expect("good settings"), expected);
        }
    }

    #[test]
    fn an_absent_or_empty_file_means_the_defaults() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(read_settings(dir.path()).expect("absent is fine"), Settings::default());
        for text in ["", "\u{FEFF}", "# nothing\n", "[cadence]\n"] {
            assert_eq!(read(text).expect("empty is fine"), Settings::default());
        }
    }

    #[test]
    fn a_wrong_setting_is_an_error_with_its_place_and_the_nearest_right_word() {
        for (text, place, message, nearest) in [
            ("poeple = []", "1:1", "unknown key `poeple`", Some("people")),
            ("\nfirst_followup = '1d'", "2:1", "unknown key `first_followup`", Some("first_follow_up")),
            ("wombat = 1", "1:1", "unknown key `wombat`", None),
            ("[cadance]", "1:2", "unknown key `cadance`", Some("cadence")),
            ("people = 5", "1:10", "`people` must be a list of texts, not a number", None),
            ("people = ['a', 5]", "1:16", "`people` must be a list of texts, not a number", None),
            ("people = ['ä', 'a[']", "1:16", "`a[` is not a glob: unclosed character class; missing ']'", None),
            ("people = ['']", "1:11", "`people` must be a list of texts that are not empty, not ``", None),
            ("not_contact = ['nte']", "1:16", "`not_contact` must be a kind of interaction, not `nte`", Some("note")),
            (
                "first_follow_up = 'soon'",
                "1:19",
                "`first_follow_up` must be a length of time such as \"1 day\", or \"never\", not `soon`",
                None,
            ),
            (
                "first_follow_up = 0",
                "1:19",
                "`first_follow_up` must be a length of time such as \"1 day\", or \"never\", not `0`",
                None,
            ),
            (
                "first_follow_up_for = 'never'",
                "1:23",
                "`first_follow_up_for` must be a length of time such as \"3 months\", not `never`",
                None,
            ),
            (
                "first_follow_up = '4 months'",
                "1:19",
                "`first_follow_up_for` (3 months) must not be shorter than `first_follow_up` (4 months)",
                None,
            ),
            (
                "first_follow_up = 8\nfirst_follow_up_for = '1 week'",
                "2:23",
                "`first_follow_up_for` (1 week) must not be shorter than `first_follow_up` (8 days)",
                None,
            ),
            ("date_order = 'dym'", "1:14", "`date_order` must be \"dmy\", \"mdy\" or \"ymd\", not `dym`", Some("dmy")),
            ("date_order = true", "1:14", "`date_order` must be \"dmy\", \"mdy\" or \"ymd\", not true or false", None),
            ("cadence = 'weekly'", "1:11", "`cadence` must be a table, not a text", None),
            ("[cadence]\n'tga:x' = '1w'", "2:1", "unknown key `tga:x` in [cadence]", Some("tag:x")),
            ("[cadence]\n'groups:Ü' = '1w'", "2:1", "unknown key `groups:Ü` in [cadence]", Some("group:Ü")),
            ("[cadence]\n'tag:' = '1w'", "2:1", "unknown key `tag:` in [cadence]", Some("tag:x")),
            ("[cadence]\nDefault = '1w'", "2:1", "unknown key `Default` in [cadence]", Some("default")),
            ("[cadence]\nA = '1w'\na = '2w'", "3:1", "`a` is set twice", None),
            (
                "[cadence]\nA = 'often'",
                "2:5",
                "`A` must be a length of time such as \"3 weeks\", or \"never\", not `often`",
                None,
            ),
            ("[fields]\nlast_contcat = ['x']", "2:1", "unknown key `last_contcat` in [fields]", Some("last_contact")),
            ("[fields]\nphone = ['x']", "2:1", "unknown key `phone` in [fields]", Some("phones")),
            ("events = ['a[']", "1:11", "`a[` is not a glob: unclosed character class; missing ']'", None),
            ("groups = 'x'", "1:10", "`groups` must be a table, not a text", None),
            ("[types]\nevnt = ['x']", "2:1", "unknown key `evnt` in [types]", Some("event")),
            (
                "[types]\nevent = ['Sprint review']\ngroup = ['a', 'sprint-review']",
                "3:15",
                "`sprint-review` is a word for another type in line 2",
                None,
            ),
            ("[log]\nnever = 1", "2:1", "unknown key `never` in [log]", None),
            ("[journal]\nlink = 1", "2:1", "unknown key `link` in [journal]", Some("links")),
            (
                "[journal]\nlinks = 'mentions'",
                "2:9",
                "`links` must be \"contact\" or \"mention\", not `mentions`",
                Some("mention"),
            ),
            ("[kinds]\nstandup = 1", "2:11", "`standup` must be a list of texts, not a number", None),
        ] {
            let fault = match read(text) {
                Err(ConfigError::Invalid(fault)) => fault,
                other => panic!("{text}: {other:?}"),
            };
            let found = (format!("{}:{}", fault.line, fault.column), fault.wrong.to_string());
            assert_eq!(found, (place.to_owned(), message.to_owned()), "{text}");
            assert_eq!(fault.nearest.as_deref(), nearest, "{text}");
            assert!(fault.text.get(fault.span.clone()).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_no_toml_or_no_text_is_an_error_and_never_a_panic() {
        for text in ["people = [", "=", "a = 1\na = 2", "[a]\n[a]", "\0", &"a=[".repeat(5000), &"[".repeat(9000)] {
            assert!(matches!(read(text), Err(ConfigError::Invalid(_))), "{}", &text[..text.len().min(20)]);
        }
        assert!(matches!(read(b"a = 1\nb\xC3\xA9 = '\xFF'"), Err(ConfigError::NotUtf8 { line: 2, column: 7, .. })));
        assert!(matches!(read(b"\xFF\xFEp\0"), Err(ConfigError::NotUtf8 { line: 1, column: 1, .. })));
        assert!(matches!(read(vec![b'#'; 2 << 20]), Err(ConfigError::TooLarge { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_settings_file_that_is_no_file_is_an_error_at_once() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(dir.path().join(FILE_NAME)).expect("created");
        assert!(matches!(read_settings(dir.path()), Err(ConfigError::Read { .. })));
        fs::remove_dir(dir.path().join(FILE_NAME)).expect("removed");
        mknodat(CWD, dir.path().join(FILE_NAME), FileType::Fifo, Mode::RUSR, 0).expect("a fifo");
        assert!(matches!(read_settings(dir.path()), Err(ConfigError::Read { .. })));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "[a-z_\\[\\]=\"'.,#:\n {}0-9é\u{FEFF}]{0,60}") {
            let document = Document::for_tests(&text);
            let _ = document.map(|document| settings_of(&document));
        }
    }
}
