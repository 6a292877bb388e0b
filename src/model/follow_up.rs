//! The follow-up rule (vault-format section 4): when is somebody due, and why.
//!
//! Owns the rule as one pure function of a note, what else is known of the person, today and the settings. Must not
//! know where notes come from; "overdue" is never stored, it is asked of a [`Standing`] on a given day.

use super::date::{Day, PartialDate};
use super::elsewhere::{Elsewhere, PromiseElsewhere};
use super::interaction::{Interaction, MET};
use super::name::words_begin;
use super::note::Note;
use super::note_id::NoteId;
use super::period::{Cadence, Period};
use super::person::State;
use super::places::places;
use super::settings::{CadenceRule, Settings};
use super::word::{fold, name_words};

/// Why somebody is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// `follow_up: DATE`, and no contact on or after that date.
    Planned,
    /// An unticked dated task.
    Promise,
    /// Met, and never written to since.
    First,
    /// The cadence has run out.
    Cadence,
}

impl Why {
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Planned => "planned",
            Why::Promise => "promise",
            Why::First => "first",
            Why::Cadence => "cadence",
        }
    }
}

/// Where a date or a period comes from, for `--explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A line (1-based) of the person's note.
    Note { line: u32 },
    /// A line of another note.
    Elsewhere { id: NoteId, line: u32 },
    /// A line of `ties.toml`, and what it was chosen by: `tag mentor`, `group Rust Montréal`, `default`.
    Settings { line: u32, by: String },
    /// A rule that nobody wrote down: the first follow-up's default period.
    Default,
}

/// A date as precisely as it was written, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub date: PartialDate,
    pub origin: Origin,
}

impl Dated {
    /// The day from which it counts.
    pub fn day(&self) -> Day {
        self.date.first_day()
    }
}

/// One reason to write to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// `None`: since always. Already moved by a snooze.
    pub due: Option<Day>,
    pub why: Why,
    /// What was promised, or how the date came about: `3 months after 2014-07-24`.
    pub text: String,
    /// The contact, the plan or the promise it counts from; `None` for a cadence without any contact.
    pub from: Option<Dated>,
    /// The period added, and who says so; for `first` and `cadence`.
    pub period: Option<(Period, Origin)>,
    /// The day from which a snooze moved it.
    pub snoozed_from: Option<Option<Day>>,
}

/// How often to be in touch, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectiveCadence {
    pub cadence: Cadence,
    pub origin: Origin,
}

/// What the rule gives for one person on one day.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Standing {
    /// The latest contact up to today.
    pub last_contact: Option<Dated>,
    pub cadence: Option<EffectiveCadence>,
    /// Earliest first; one without a date before all others.
    pub follow_ups: Vec<FollowUp>,
    /// Met, and no contact after that: whether or not it makes somebody due.
    pub unfollowed: bool,
    /// The same, so long ago that no first follow-up is asked for any more.
    pub lapsed: bool,
}

impl Standing {
    /// The follow-up that decides: the earliest.
    pub fn first(&self) -> Option<&FollowUp> {
        self.follow_ups.first()
    }

    /// Due before today, or since always.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.first().is_some_and(|first| first.due.is_none_or(|due| due < today))
    }

    /// Overdue, or due on `day` at the latest.
    pub fn is_due_by(&self, day: Day) -> bool {
        self.first().is_some_and(|first| first.due.is_none_or(|due| due <= day))
    }

    /// `None` when nothing is overdue, and when what is has no date.
    pub fn days_overdue(&self, today: Day) -> Option<i64> {
        let due = self.first()?.due?;
        (due < today).then(|| today.days_since(due))
    }
}

/// Which places are of a group, as group notes and `ties.toml` say; used for cadences by group.
pub trait Grouping {
    /// Whether a place is one that is meant by the name of a group, as `group:` in a query finds it; both as their
    /// [words](name_words).
    fn is_in_group(&self, place: &[String], group: &[String]) -> bool;
}

/// Groups distinguished by spelling alone.
pub struct BySpelling;

impl Grouping for BySpelling {
    fn is_in_group(&self, place: &[String], group: &[String]) -> bool {
        place.concat() == group.concat() || words_begin(place, group)
    }
}

/// What the rule looks at.
pub struct Facts<'a> {
    pub note: &'a Note,
    /// What other notes record of the person.
    pub elsewhere: &'a Elsewhere,
    pub settings: &'a Settings,
    pub groups: &'a dyn Grouping,
}

/// The rule. Contacts after `today` have not happened yet.
pub fn standing(facts: &Facts<'_>, today: Day) -> Standing {
    let contacts = Contacts::until(facts, today);
    let cadence = effective_cadence(facts);
    let (mut follow_ups, mut lapsed) = (Vec::new(), false);
    let state = facts.note.person.state();
    if state != State::Archived {
        let planned = planned(facts, &contacts);
        // Whoever has decided on a day is not reminded of another one.
        let is_open = !is_silent(facts, state) && planned.is_none();
        let first = if is_open { contacts.first_follow_up(facts.settings) } else { None };
        lapsed = first.is_some() && contacts.lapse(facts.settings).is_some_and(|lapse| lapse <= today);
        let first = first.filter(|_| !lapsed);
        let cadence = cadence.as_ref().filter(|_| is_open && first.is_none());
        let by_cadence = cadence.and_then(|cadence| contacts.by_cadence(cadence));
        follow_ups.extend(planned.into_iter().chain(first).chain(by_cadence).chain(promises(facts)));
    }
    snooze(facts, &mut follow_ups);
    follow_ups.sort_by_key(|follow_up| follow_up.due);
    Standing { unfollowed: contacts.unfollowed(), last_contact: contacts.last, cadence, follow_ups, lapsed }
}

/// Silenced by status, or by a `cadence: never` of the person's own. A `never` inherited from `ties.toml` only means
/// that there is no cadence: meeting somebody still asks for the first word.
fn is_silent(facts: &Facts<'_>, state: State) -> bool {
    let own = facts.note.person.cadence.as_ref().map(|own| own.value);
    state.is_silent() || own == Some(Cadence::Never)
}

/// The contacts of one person up to a day, as far as the rule needs them.
struct Contacts {
    last: Option<Dated>,
    /// The latest meeting of kind `met`.
    met: Option<Dated>,
}

impl Contacts {
    fn until(facts: &Facts<'_>, today: Day) -> Contacts {
        let mut contacts = Contacts { last: None, met: None };
        let interactions = facts.note.interactions.iter().chain(&facts.elsewhere.interactions);
        for interaction in interactions.filter(|interaction| interaction.day() <= today) {
            let dated = Dated { date: interaction.date, origin: origin(interaction) };
            if interaction.kind == MET {
                keep_latest(&mut contacts.met, &dated);
            }
            if facts.settings.is_contact(&interaction.kind) {
                keep_latest(&mut contacts.last, &dated);
            }
        }
        for last in facts.note.person.last_contact.iter().filter(|last| last.value.first_day() <= today) {
            let origin = Origin::Note { line: last.line };
            keep_latest(&mut contacts.last, &Dated { date: last.value, origin });
        }
        contacts
    }

    /// Met, and not in touch after that day.
    fn unfollowed(&self) -> bool {
        match (&self.met, &self.last) {
            (Some(met), Some(last)) => last.day() <= met.day(),
            (met, _) => met.is_some(),
        }
    }

    /// The first day on which it is too late for a first follow-up.
    fn lapse(&self, settings: &Settings) -> Option<Day> {
        self.met.as_ref().map(|met| met.day().plus(settings.first_follow_up_for).plus_days(1))
    }

    /// Whether or not it lapsed.
    fn first_follow_up(&self, settings: &Settings) -> Option<FollowUp> {
        let met = self.met.clone().filter(|_| self.unfollowed())?;
        let period = settings.first_follow_up?;
        let text = format!("{period} after meeting on {}", met.date);
        let due = Some(met.day().plus(period));
        let by = "first_follow_up".to_owned();
        let origin = settings.first_follow_up_line.map_or(Origin::Default, |line| Origin::Settings { line, by });
        let period = Some((period, origin));
        Some(FollowUp { due, why: Why::First, text, from: Some(met), period, snoozed_from: None })
    }

    fn by_cadence(&self, cadence: &EffectiveCadence) -> Option<FollowUp> {
        let Cadence::Every(period) = cadence.cadence else { return None };
        let text = match &self.last {
            Some(last) => format!("{period} after {}", last.date),
            None => format!("every {period}, never contacted"),
        };
        let due = self.last.as_ref().map(|last| last.day().plus(period));
        let period = Some((period, cadence.origin.clone()));
        Some(FollowUp { due, why: Why::Cadence, text, from: self.last.clone(), period, snoozed_from: None })
    }
}

/// Replaces an earlier day.
fn keep_latest(latest: &mut Option<Dated>, candidate: &Dated) {
    if latest.as_ref().is_none_or(|latest| latest.day() < candidate.day()) {
        *latest = Some(candidate.clone());
    }
}

fn origin(interaction: &Interaction) -> Origin {
    match &interaction.recorded_in {
        Some(id) => Origin::Elsewhere { id: id.clone(), line: interaction.line },
        None => Origin::Note { line: interaction.line },
    }
}

fn planned(facts: &Facts<'_>, contacts: &Contacts) -> Option<FollowUp> {
    let planned = facts.note.person.follow_up.as_ref()?;
    let day = planned.value.first_day();
    if contacts.last.as_ref().is_some_and(|last| last.day() >= day) {
        return None;
    }
    let from = Dated { date: planned.value, origin: Origin::Note { line: planned.line } };
    let text = format!("planned for {}", planned.value);
    Some(FollowUp { due: Some(day), why: Why::Planned, text, from: Some(from), period: None, snoozed_from: None })
}

fn promises<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = FollowUp> + 'a {
    let own = facts.note.promises.iter().map(|promise| (Origin::Note { line: promise.line }, promise));
    let recorded = facts.elsewhere.promises.iter().map(|PromiseElsewhere { note, promise }| {
        (Origin::Elsewhere { id: note.clone(), line: promise.line }, promise)
    });
    own.chain(recorded).map(|(origin, promise)| {
        let from = Dated { date: promise.due, origin };
        let text = promise.text.clone();
        FollowUp { due: Some(from.day()), why: Why::Promise, text, from: Some(from), period: None, snoozed_from: None }
    })
}

/// Moves every earlier due date to the day of the snooze; "since always" is earlier than any day.
fn snooze(facts: &Facts<'_>, follow_ups: &mut [FollowUp]) {
    let Some(until) = facts.note.person.snooze.as_ref().map(|snooze| snooze.value.first_day()) else { return };
    for follow_up in follow_ups.iter_mut().filter(|follow_up| follow_up.due.is_none_or(|due| due < until)) {
        follow_up.snoozed_from = Some(follow_up.due);
        follow_up.due = Some(until);
    }
}

/// The person's own cadence, else one by tag, by group (the shortest of several), or for everybody.
pub fn effective_cadence(facts: &Facts<'_>) -> Option<EffectiveCadence> {
    if let Some(own) = &facts.note.person.cadence {
        return Some(EffectiveCadence { cadence: own.value, origin: Origin::Note { line: own.line } });
    }
    let settings = facts.settings;
    by_tag(facts, &settings.cadence_by_tag)
        .or_else(|| by_group(facts, &settings.cadence_by_group))
        .or_else(|| settings.default_cadence.as_ref().map(|rule| inherited(rule, "default".to_owned())))
}

fn by_tag(facts: &Facts<'_>, rules: &[CadenceRule]) -> Option<EffectiveCadence> {
    let tags: Vec<_> = facts.note.person.tags.iter().map(|tag| fold(tag)).collect();
    let rules = rules.iter().filter(|rule| tags.iter().any(|tag| *tag == fold(rule.name.trim_start_matches('#'))));
    shortest(rules).map(|rule| inherited(rule, format!("tag {}", rule.name)))
}

/// A cadence for a group reaches whoever `group:` finds.
fn by_group(facts: &Facts<'_>, rules: &[CadenceRule]) -> Option<EffectiveCadence> {
    if rules.is_empty() {
        return None;
    }
    let mut places: Vec<&str> = places(facts.note, facts.elsewhere).collect();
    // A log names the same few places again and again.
    places.sort_unstable();
    places.dedup();
    let places: Vec<Vec<String>> = places.into_iter().map(name_words).collect();
    let reaches = |rule: &&CadenceRule| places.iter().any(|place| facts.groups.is_in_group(place, &rule.words));
    shortest(rules.iter().filter(reaches)).map(|rule| inherited(rule, format!("group {}", rule.name)))
}

/// Whether the cadence of a person depends on what the groups are called elsewhere: a rule for a group may reach them, and
/// nothing that comes before it does.
pub fn depends_on_groups(facts: &Facts<'_>) -> bool {
    let settings = facts.settings;
    !settings.cadence_by_group.is_empty()
        && facts.note.person.cadence.is_none()
        && places(facts.note, facts.elsewhere).next().is_some()
        && by_tag(facts, &settings.cadence_by_tag).is_none()
}

fn shortest<'a>(rules: impl Iterator<Item = &'a CadenceRule>) -> Option<&'a CadenceRule> {
    rules.min_by_key(|rule| match rule.cadence {
        Cadence::Every(period) => period.rough_days(),
        Cadence::Never => u64::MAX,
    })
}

fn inherited(rule: &CadenceRule, by: String) -> EffectiveCadence {
    EffectiveCadence { cadence: rule.cadence, origin: Origin::Settings { line: rule.line, by } }
}

/// The days between which [`standing`] gives the same follow-ups: from the latest contact before or on `today`, or the day
/// on which a first follow-up lapsed, to the day before the next of these. What is computed for `today` may be stored for
/// exactly these days.
pub fn validity(facts: &Facts<'_>, today: Day) -> (Option<Day>, Option<Day>) {
    let interactions = facts.note.interactions.iter().chain(&facts.elsewhere.interactions).map(Interaction::day);
    let last_contact = facts.note.person.last_contact.iter().map(|last| last.value.first_day());
    let lapse = Contacts::until(facts, today).lapse(facts.settings);
    let (mut from, mut until) = (None::<Day>, None::<Day>);
    for day in interactions.chain(last_contact).chain(lapse) {
        if day <= today {
            from = from.max(Some(day));
        } else {
            until = Some(until.map_or(day, |until| until.min(day)));
        }
    }
    (from, until.map(|day| day.plus_days(-1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NoteType, Promise, Sourced, TextField};

    fn date(text: &str) -> PartialDate {
        PartialDate::parse_iso(text).expect("a test date")
    }

    fn day(text: &str) -> Day {
        date(text).first_day()
    }

    fn sourced(text: &str) -> Option<Sourced<PartialDate>> {
        Some(Sourced::new(date(text), 1))
    }

    /// A note in a line: `met 2014-07-23; email 2014-07-24; cadence 3 months; promise 2014-07-30 article`.
    fn note(facts: &str) -> Note {
        let mut note = Note::empty(NoteId::new("ada.md"), NoteType::Person, "Ada");
        facts.split(';').map(str::trim).filter(|fact| !fact.is_empty()).for_each(|fact| add(&mut note, fact));
        note
    }

    fn add(note: &mut Note, fact: &str) {
        let (key, value) = fact.split_once(' ').expect("key and value");
        match key {
            "last" => note.person.last_contact = sourced(value),
            "plan" => note.person.follow_up = sourced(value),
            "snooze" => note.person.snooze = sourced(value),
            "status" => note.person.texts[TextField::Status] = Some(value.into()),
            "tag" => note.person.tags.push(value.into()),
            "group" => note.person.groups.push(value.into()),
            "cadence" => note.person.cadence = Cadence::parse(value).map(|cadence| Sourced::new(cadence, 1)),
            "promise" => {
                let (due, text) = value.split_once(' ').unwrap_or((value, ""));
                note.promises.push(Promise { due: date(due), text: text.into(), line: 1 });
            }
            kind => note.interactions.push(interaction(kind, value)),
        }
    }

    fn interaction(kind: &str, when: &str) -> Interaction {
        Interaction {
            date: date(when),
            kind: kind.to_owned().into(),
            place: None,
            line: 1,
            text: 0..0,
            recorded_in: None,
        }
    }

    /// `2014-10-24 cadence, always first`.
    fn answer(facts: &str, today: &str, settings: &Settings) -> String {
        let note = note(facts);
        let facts = Facts { note: &note, elsewhere: Elsewhere::NOTHING, settings, groups: &BySpelling };
        let standing = standing(&facts, day(today));
        let due = |f: &FollowUp| f.due.map_or("always".to_owned(), |due| due.to_string());
        standing.follow_ups.iter().map(|f| format!("{} {}", due(f), f.why.as_str())).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn each_reason_applies_when_section_4_says_so() {
        for (facts, today, expected) in [
            // first: the day after the meeting, until there is a contact after it
            ("met 2014-07-23", "2014-07-23", "2014-07-24 first"),
            ("met 2014-07-23", "2014-09-15", "2014-07-24 first"),
            ("met 2014-07-23; email 2014-07-23", "2014-09-15", "2014-07-24 first"),
            ("met 2014-07-23; email 2014-07-24", "2014-09-15", ""),
            ("met 2014-07-23; last 2014-07-24", "2014-09-15", ""),
            ("met 2014-07-23; last 2014-07-23", "2014-09-15", "2014-07-24 first"),
            ("email 2014-07-01; met 2014-07-23", "2014-09-15", "2014-07-24 first"),
            ("met 2014-07-23; email 2014-07-24; met 2014-09-10", "2014-09-15", "2014-09-11 first"),
            ("met 2014-07", "2014-09-15", "2014-07-02 first"),
            ("met 2014", "2014-03-15", "2014-01-02 first"),
            ("met 2014-12-31", "2015-01-01", "2015-01-01 first"),
            // contacts in the future have not happened
            ("met 2014-07-23; email 2014-10-01", "2014-09-15", "2014-07-24 first"),
            ("met 2014-07-23; email 2014-10-01", "2014-10-01", ""),
            ("met 2014-10-01", "2014-09-15", ""),
            ("cadence 1 month; last 2014-10-01; email 2014-08-01", "2014-09-15", "2014-09-01 cadence"),
            // cadence: counts from the last contact, silent while first or planned applies
            ("cadence 3 months; last 2014-07-24", "2014-09-15", "2014-10-24 cadence"),
            ("cadence 1 month; last 2014-01-31", "2014-09-15", "2014-02-28 cadence"),
            ("cadence 1 year; last 2012-02-29", "2014-09-15", "2013-02-28 cadence"),
            ("cadence 1 month; last 2012-01-30", "2014-09-15", "2012-02-29 cadence"),
            ("cadence 2 weeks", "2014-09-15", "always cadence"),
            ("cadence 2 weeks; met 2014-07-23", "2014-09-15", "2014-07-24 first"),
            ("cadence 2 weeks; last 2014-07-01; plan 2014-12-01", "2014-09-15", "2014-12-01 planned"),
            ("cadence 2 weeks; last 2014-12-01; plan 2014-11-01", "2014-12-05", "2014-12-15 cadence"),
            ("cadence 1 month; last 2014", "2014-09-15", "2014-02-01 cadence"),
            ("note 2014-09-01; cadence 10 days", "2014-09-15", "2014-09-11 cadence"),
            // planned: until a contact on or after that date
            ("plan 2014-09-01", "2014-09-15", "2014-09-01 planned"),
            ("plan 2014-09-01; call 2014-08-31", "2014-09-15", "2014-09-01 planned"),
            ("plan 2014-09-01; call 2014-09-01", "2014-09-15", ""),
            ("plan 2014-09", "2014-09-15", "2014-09-01 planned"),
            ("plan 2014-09-01; met 2014-07-23", "2014-09-15", "2014-09-01 planned"),
            ("plan 2014-07-25; met 2014-07-23", "2014-07-24", "2014-07-25 planned"),
            ("plan 2014-07-01; met 2014-07-23", "2014-09-15", "2014-07-24 first"),
            // first: lapses three months after the meeting
            ("met 2014-06-15", "2014-09-15", "2014-06-16 first"),
            ("met 2014-06-14", "2014-09-15", ""),
            ("met 2014-06-14; cadence 1 year", "2014-09-14", "2014-06-15 first"),
            ("met 2014-06-14; cadence 1 year", "2014-09-15", "2015-06-14 cadence"),
            ("met 2013-01-31; cadence 6 months", "2014-09-15", "2013-07-31 cadence"),
            ("met 2012-01-01; met 2014-09-01", "2014-09-15", "2014-09-02 first"),
            // promises: always
            ("promise 2014-07-30 article", "2014-09-15", "2014-07-30 promise"),
            ("promise 2014-10-30 a; promise 2014-07-30 b", "2014-09-15", "2014-07-30 promise, 2014-10-30 promise"),
            ("promise 2014-10-30 a; cadence 2 weeks", "2014-09-15", "always cadence, 2014-10-30 promise"),
            // nothing known, nothing due
            ("", "2014-09-15", ""),
        ] {
            assert_eq!(answer(facts, today, &Settings::default()), expected, "{facts} on {today}");
        }
    }

    #[test]
    fn a_snooze_moves_what_is_earlier_and_nothing_else() {
        for (facts, expected) in [
            ("met 2014-07-23; snooze 2014-10-01", "2014-10-01 first"),
            ("met 2014-07-23; snooze 2014-09-01", "2014-09-01 first"),
            ("met 2014-07-23; snooze 2014-07-01", "2014-07-24 first"),
            ("cadence 2 weeks; snooze 2014-10-01", "2014-10-01 cadence"),
            ("promise 2014-12-01 x; plan 2014-08-01; snooze 2014-10-01", "2014-10-01 planned, 2014-12-01 promise"),
            ("met 2014-07-23; snooze 2014-10", "2014-10-01 first"),
        ] {
            assert_eq!(answer(facts, "2014-09-15", &Settings::default()), expected, "{facts}");
        }
    }

    #[test]
    fn a_status_silences_what_nobody_planned_or_promised() {
        let all = "met 2014-07-23; plan 2014-08-01; promise 2014-08-02 x";
        let loud = "2014-08-01 planned, 2014-08-02 promise";
        let silent = "2014-08-01 planned, 2014-08-02 promise";
        for (facts, expected) in [
            ("status active", loud),
            ("status Prospect", loud),
            ("status inactive", silent),
            ("status Dormant", silent),
            ("status deceased", silent),
            ("status Deceased.", silent),
            ("status Paused", silent),
            ("status do-not-contact", silent),
            ("status do not contact", silent),
            ("cadence never", silent),
            ("status archived", ""),
            ("status Archive (2013)", ""),
        ] {
            assert_eq!(answer(&format!("{all}; {facts}"), "2014-09-15", &Settings::default()), expected, "{facts}");
        }
        assert_eq!(answer("status inactive; cadence 1 week; last 2014-01-01", "2014-09-15", &Settings::default()), "");
    }

    fn rule(name: &str, cadence: &str) -> CadenceRule {
        CadenceRule::new(name, Cadence::parse(cadence).expect("a test cadence"), 9)
    }

    #[test]
    fn a_cadence_is_inherited_by_tag_then_group_then_default() {
        let settings = Settings {
            cadence_by_tag: vec![rule("mentor", "3 months"), rule("Ami", "1 month"), rule("family", "never")],
            cadence_by_group: vec![rule("Montréal .NET User Group", "6 months")],
            default_cadence: Some(rule("", "1 year")),
            ..Settings::default()
        };
        for (facts, expected) in [
            ("last 2014-01-01; tag mentor", "2014-04-01 cadence"),
            ("last 2014-01-01; tag Mentor; tag ami", "2014-02-01 cadence"),
            ("last 2014-01-01; tag family", ""),
            ("last 2014-01-01; tag family; met 2014-07-01", "2014-07-02 first"),
            ("last 2014-01-01; tag mentor; group montreal .net user group", "2014-04-01 cadence"),
            ("last 2014-01-01; group montreal .net user group", "2014-07-01 cadence"),
            ("last 2014-01-01; group NET", "2015-01-01 cadence"),
            ("last 2014-01-01; group Groupe Montréal .NET User Group", "2014-07-01 cadence"),
            ("last 2014-01-01; group Montréal .NET", "2015-01-01 cadence"),
            ("last 2014-01-01", "2015-01-01 cadence"),
            ("last 2014-01-01; tag mentor; cadence 1 week", "2014-01-08 cadence"),
        ] {
            assert_eq!(answer(facts, "2014-09-15", &settings), expected, "{facts}");
        }
    }

    #[test]
    fn a_kind_that_is_no_contact_does_not_count_but_a_meeting_still_asks_for_the_first_word() {
        let not_contact = vec!["note".to_owned(), "met".to_owned()];
        let settings = Settings { not_contact, first_follow_up: Period::parse("3 days"), ..Settings::default() };
        assert_eq!(answer("met 2014-07-23; note 2014-07-30", "2014-09-15", &settings), "2014-07-26 first");
        assert_eq!(answer("met 2014-07-23; call 2014-07-30", "2014-09-15", &settings), "");
    }

    #[test]
    fn overdue_is_before_today_or_since_always_and_due_is_today() {
        for (facts, overdue, due, days) in [
            ("plan 2014-09-14", true, true, Some(1)),
            ("plan 2014-09-15", false, true, None),
            ("plan 2014-09-16", false, false, None),
            ("cadence weekly", true, true, None),
            ("", false, false, None),
        ] {
            let (note, settings, today) = (note(facts), Settings::default(), day("2014-09-15"));
            let facts_of =
                Facts { note: &note, elsewhere: Elsewhere::NOTHING, settings: &settings, groups: &BySpelling };
            let standing = standing(&facts_of, today);
            let got = (standing.is_overdue(today), standing.is_due_by(today), standing.days_overdue(today));
            assert_eq!(got, (overdue, due, days), "{facts}");
        }
    }

    #[test]
    fn events_that_name_the_person_count_as_contact() {
        let (note, settings) = (note("met 2014-07-23"), Settings::default());
        let interactions =
            vec![Interaction { recorded_in: Some(NoteId::new("events/x.md")), ..interaction("event", "2014-08-01") }];
        let elsewhere = Elsewhere { interactions, promises: Vec::new() };
        let facts = Facts { note: &note, elsewhere: &elsewhere, settings: &settings, groups: &BySpelling };
        let standing = standing(&facts, day("2014-09-15"));
        assert!(standing.follow_ups.is_empty());
        let origin = Origin::Elsewhere { id: NoteId::new("events/x.md"), line: 1 };
        assert_eq!(standing.last_contact, Some(Dated { date: date("2014-08-01"), origin }));
    }

    #[test]
    fn a_stored_answer_holds_from_the_last_contact_to_the_day_before_the_next() {
        let (note, settings) = (note("met 2014-07-23; email 2014-10-01; last 2014-08-02"), Settings::default());
        let facts = Facts { note: &note, elsewhere: Elsewhere::NOTHING, settings: &settings, groups: &BySpelling };
        for (today, from, until) in [
            ("2014-09-15", Some("2014-08-02"), Some("2014-09-30")),
            ("2014-07-01", None, Some("2014-07-22")),
            ("2014-10-01", Some("2014-10-01"), Some("2014-10-23")),
            ("2014-10-24", Some("2014-10-24"), None),
        ] {
            assert_eq!(validity(&facts, day(today)), (from.map(day), until.map(day)), "{today}");
        }
    }
}
