//! Settings of what notes are, and of what they record: `events` and its like, `[types]`, `[log]` and `[journal]`.
//!
//! Owns the shape of these entries. Must not know how notes are read.

use crate::model::NoteType;
use crate::model::word::fold;

use super::toml_file::{ConfigError, Entry, Placed, Wrong};
use super::{Read, Reader};

const LINKS: &str = "\"contact\" or \"mention\"";
const LOG_KEYS: [&str; 2] = ["not", "only"];

impl Reader<'_> {
    /// Globs of notes of another type than a person's.
    pub(super) fn globs(&mut self, note_type: NoteType, entry: &Entry) -> Read {
        let placed = self.document.texts(entry)?;
        for (glob, span) in &placed {
            self.try_globs(std::slice::from_ref(glob), span.clone())?;
        }
        let globs: Vec<String> = placed.into_iter().map(|(glob, _)| glob).collect();
        self.try_globs(&globs, entry.span.clone())?;
        self.settings.globs.push((note_type, globs));
        Ok(())
    }

    /// Words for types. One word for two types is an error that names both lines.
    pub(super) fn types(&mut self, entry: &Entry) -> Read {
        let mut seen: Vec<(String, NoteType, u32)> = Vec::new();
        for list in self.document.table(entry)? {
            let note_type = self.note_type(&list)?;
            let words = self.document.texts(&list)?;
            words.iter().try_for_each(|word| self.own_word(word, note_type, &mut seen))?;
            self.settings.types.push((note_type, words.into_iter().map(|(word, _)| word).collect()));
        }
        Ok(())
    }

    fn own_word(&self, (word, span): &Placed, note_type: NoteType, seen: &mut Vec<(String, NoteType, u32)>) -> Read {
        let normal = fold(word).replace(['-', '_', ' '], "");
        match seen.iter().find(|(known, other, _)| *known == normal && *other != note_type) {
            Some((_, _, line)) => {
                let wrong = Wrong::TwoTypes { word: word.clone(), line: *line };
                Err(self.document.fault(span.clone(), wrong, None))
            }
            None => {
                seen.push((normal, note_type, self.document.line(span)));
                Ok(())
            }
        }
    }

    fn note_type(&self, entry: &Entry) -> Result<NoteType, ConfigError> {
        let found = NoteType::ALL.into_iter().find(|known| known.as_str() == entry.key);
        found.ok_or_else(|| self.document.unknown_key(entry, "types", &NoteType::ALL.map(NoteType::as_str)))
    }

    pub(super) fn log(&mut self, entry: &Entry) -> Read {
        for list in self.document.table(entry)? {
            match list.key {
                "not" => self.settings.no_log = self.texts(&list)?,
                "only" => self.settings.only_log = self.texts(&list)?,
                _ => return Err(self.document.unknown_key(&list, "log", &LOG_KEYS)),
            }
        }
        Ok(())
    }

    pub(super) fn journal(&mut self, entry: &Entry) -> Read {
        for setting in self.document.table(entry)? {
            if setting.key != "links" {
                return Err(self.document.unknown_key(&setting, "journal", &["links"]));
            }
            self.settings.journal_links_are_mentions = match self.document.text(&setting, LINKS)? {
                "contact" => false,
                "mention" => true,
                _ => return Err(self.document.wrong_value(&setting, LINKS, &["contact", "mention"])),
            };
        }
        Ok(())
    }
}
