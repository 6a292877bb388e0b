//! One generated note: front matter with every common field, a story, a log.
//!
//! Owns the layout of a note. Must not touch the disk, nor know how many notes there are or where they go.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::random::Random;
use crate::words::{self, Language};

/// The day for which the generated vault is asked.
pub(crate) const TODAY: Date = date(2026, 6, 15);

/// What the notes speak of.
pub(crate) struct World {
    pub(crate) people: Vec<(String, &'static Language)>,
    pub(crate) groups: Vec<String>,
    pub(crate) vocabulary: Vec<String>,
}

/// A note and what must be found in it.
pub(crate) struct Note {
    pub(crate) text: String,
    pub(crate) company: Option<&'static str>,
    pub(crate) groups: Vec<String>,
    /// Where and when the two met.
    pub(crate) met: Option<(String, Date)>,
}

/// The note of the person at `index`; `rare` puts the rare word into it.
pub(crate) fn write(world: &World, index: usize, rare: bool, random: Random) -> Note {
    let mut writer = Writer::new(world, index, random);
    if writer.random.percent(8) {
        writer.brief();
    } else {
        writer.front_matter();
        writer.body();
    }
    if rare {
        writer.line(format!("\nPlays the {} on Sundays.", words::RARE_WORD));
    }
    writer.finish()
}

struct Writer<'w> {
    world: &'w World,
    random: Random,
    index: usize,
    lines: Vec<String>,
    /// Days on which they were in touch, latest first; the last is the day they met.
    days: Vec<Date>,
    place: String,
    company: Option<&'static str>,
    groups: Vec<String>,
}

impl<'w> Writer<'w> {
    fn new(world: &'w World, index: usize, mut random: Random) -> Writer<'w> {
        let groups = some_groups(world, &mut random);
        let (days, lines) = (days_in_touch(&mut random), Vec::new());
        let at_group = !groups.is_empty() && random.percent(70);
        let place = if at_group { &groups[0] } else { random.pick(words::PLACES) }.to_owned();
        let company = random.percent(80).then(|| random.pick(words::COMPANIES));
        Writer { world, random, index, lines, days, place, company, groups }
    }

    fn finish(mut self) -> Note {
        let met = self.days.last().map(|day| (self.place, *day));
        self.lines.push(String::new());
        let text = self.lines.join("\n");
        Note { text, company: self.company, groups: self.groups, met }
    }

    fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// A line that so many of a hundred notes have.
    fn maybe(&mut self, chance: usize, line: impl FnOnce(&mut Random) -> String) {
        if self.random.percent(chance) {
            let line = line(&mut self.random);
            self.line(line);
        }
    }

    fn name(&self) -> &'w str {
        &self.world.people[self.index].0
    }

    fn anybody(&mut self) -> &'w str {
        &self.world.people[self.random.below(self.world.people.len())].0
    }

    /// Written in a hurry: a name and a sentence.
    fn brief(&mut self) {
        self.days.clear();
        self.groups.clear();
        self.company = None;
        self.line(format!("# {}\n", self.name()));
        let sentence = self.sentence(12, 30);
        self.line(sentence);
    }

    fn front_matter(&mut self) {
        self.line("---");
        self.line(format!("name: {}", self.name()));
        self.identity();
        self.reach();
        self.belonging();
        self.meeting();
        self.rhythm();
        self.line("---\n");
    }

    fn identity(&mut self) {
        if let Some((given, family)) = self.name().rsplit_once(' ') {
            self.maybe(50, |_| format!("aliases: [{family}, \"{family}, {given}\"]"));
        }
        if let Some(company) = self.company {
            self.line(format!("company: {company}"));
            self.maybe(90, |random| format!("role: {}", random.pick(words::ROLES)));
        }
        self.maybe(70, |random| format!("city: {}", random.pick(words::CITIES)));
    }

    fn reach(&mut self) {
        let handle = format!("person{:05}", self.index);
        match self.random.below(10) {
            0..5 => self.line(format!("emails: {handle}@example.org")),
            5..8 => self.line(format!("emails:\n  - {handle}@example.org\n  - me@{handle}.example")),
            _ => {}
        }
        self.maybe(55, |random| format!("phones: [\"+45{}\"]", random.between(10_000_000, 99_999_999)));
        let profile = format!("links:\n  linkedin: https://linkedin.example/in/{handle}");
        self.maybe(45, |_| format!("{profile}\n  website: https://{handle}.example/"));
    }

    fn belonging(&mut self) {
        let count = self.random.below(4);
        let tags: Vec<&str> = (0..count).map(|_| self.random.pick(words::TAGS)).collect();
        if !tags.is_empty() {
            self.line(format!("tags: [{}]", tags.join(", ")));
        }
        match (self.groups.len(), self.random.percent(50)) {
            (0, _) => {}
            (_, true) => self.line(format!("groups: [{}]", self.groups.join(", "))),
            (_, false) => self.line(format!("groups:\n  - {}", self.groups.join("\n  - "))),
        }
    }

    fn meeting(&mut self) {
        let Some(day) = self.days.last().copied() else { return };
        self.line(format!("met:\n  at: {}\n  date: {day}", self.place));
        let introducer = self.anybody();
        self.maybe(40, |_| format!("  by: \"[[{introducer}]]\""));
    }

    fn rhythm(&mut self) {
        let latest = self.days[0];
        self.maybe(65, |random| format!("cadence: {}", random.word(words::CADENCES)));
        self.maybe(60, |_| format!("last_contact: {latest}"));
        self.maybe(30, |random| format!("follow_up: {}", ahead(random.between(0, 240) as i64 - 120)));
        self.maybe(40, |random| format!("birthday: {}", ahead(-(random.between(8_000, 28_000) as i64))));
    }

    fn body(&mut self) {
        self.line(format!("# {}\n", self.name()));
        self.story();
        self.line("\n## Log\n");
        for at in 0..self.days.len() {
            self.entry(at);
        }
        if self.random.percent(6) {
            self.promise();
        }
        if self.random.percent(4) {
            self.memories();
        }
    }

    fn story(&mut self) {
        let (opening, more) = (self.sentence(8, 20), self.sentence(6, 20));
        self.line(format!("{opening} {more}"));
        let (friend, remark) = (self.anybody(), self.world.people[self.index].1.remark);
        self.maybe(35, |_| format!("Friend of [[{friend}]]."));
        self.maybe(35, |_| remark.to_owned());
        self.maybe(40, |random| format!("#{}", random.pick(words::TAGS)));
    }

    fn entry(&mut self, at: usize) {
        let (day, first) = (self.days[at], at + 1 == self.days.len());
        let mut text = self.sentence(7, 27);
        if self.random.percent(12) {
            text += &format!(" With [[{}]].", self.anybody());
        }
        let kind = self.random.word(words::KINDS);
        let head = match self.random.below(10) {
            _ if first => format!("- {day} met @ {}: ", self.place),
            0..6 => format!("- {day} {kind}: "),
            6..8 => format!("- **{day}** — {kind}: "),
            _ => format!("- {day}: "),
        };
        self.line(head + &text);
    }

    fn promise(&mut self) {
        let day = ahead(self.random.below(60) as i64 - 30);
        let text = self.sentence(3, 6);
        self.line(format!("- [ ] {} 📅 {day}", text.trim_end_matches('.')));
    }

    /// The few notes that grew long.
    fn memories(&mut self) {
        self.line("\n## Memories\n");
        for _ in 0..self.random.between(2, 30) {
            let paragraph: Vec<String> = (0..5).map(|_| self.sentence(8, 25)).collect();
            self.line(paragraph.join(" ") + "\n");
        }
    }

    fn sentence(&mut self, low: usize, high: usize) -> String {
        let vocabulary = &self.world.vocabulary;
        let count = self.random.between(low, high);
        let words: Vec<&str> = (0..count).map(|_| vocabulary[self.random.ranked(vocabulary.len())].as_str()).collect();
        let sentence = words.join(" ");
        sentence[..1].to_uppercase() + &sentence[1..] + "."
    }
}

fn some_groups(world: &World, random: &mut Random) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for _ in 0..random.below(4) {
        let group = &world.groups[random.leaning(world.groups.len())];
        if !groups.contains(group) {
            groups.push(group.clone());
        }
    }
    groups
}

fn days_in_touch(random: &mut Random) -> Vec<Date> {
    let mut day = ahead(-(random.ranked(900) as i64));
    let mut days = vec![day];
    for _ in 0..random.ranked(40) {
        day -= (random.between(1, 110) as i64).days();
        days.push(day);
    }
    days
}

fn ahead(days: i64) -> Date {
    TODAY + days.days()
}
