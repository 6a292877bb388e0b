//! The settings of the first follow-up.
//!
//! Owns that it is due before it lapses. Must not know the follow-up rule (`model::follow_up`).

use super::toml_file::{ConfigError, Entry, Wrong};
use super::{Read, Reader};
use crate::model::period::Period;

const PERIOD: &str = "a length of time such as \"1 day\", or \"never\"";
const LENGTH: &str = "a length of time such as \"3 months\"";

impl Reader<'_> {
    /// How long after a meeting the first word is due.
    pub(super) fn first_follow_up(&mut self, entry: &Entry) -> Read {
        self.settings.first_follow_up = match self.duration(entry, PERIOD)?.as_str() {
            "never" => None,
            text => Some(self.period(entry, text, PERIOD, &["never"])?),
        };
        self.settings.first_follow_up_line = Some(self.document.line(&entry.key_span));
        self.follow_up_at = entry.span.clone();
        Ok(())
    }

    /// How long it is asked for.
    pub(super) fn first_follow_up_for(&mut self, entry: &Entry) -> Read {
        let text = self.duration(entry, LENGTH)?;
        self.settings.first_follow_up_for = self.period(entry, &text, LENGTH, &[])?;
        self.follow_up_at = entry.span.clone();
        Ok(())
    }

    fn period(&self, entry: &Entry, text: &str, expected: &'static str, known: &[&str]) -> Result<Period, ConfigError> {
        Period::parse(text).ok_or_else(|| self.document.wrong_value(entry, expected, known))
    }

    /// A first follow-up that lapses before it is due would never remind anybody.
    pub(super) fn first_follow_up_lapses_later(&self) -> Read {
        let (due, lapse) = (self.settings.first_follow_up, self.settings.first_follow_up_for);
        match due.filter(|due| due.rough_days() > lapse.rough_days()) {
            None => Ok(()),
            Some(due) => {
                let (due, lapse) = (due.to_string(), lapse.to_string());
                Err(self.document.fault(self.follow_up_at.clone(), Wrong::LapsesTooEarly { due, lapse }, None))
            }
        }
    }
}
