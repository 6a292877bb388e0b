//! Who and what is meant by the words of a request: people, groups, days to come, periods.
//!
//! Owns how words are taken together. Must not know single changes.

use super::error::EditError;
use super::unclear::Unclear;
use super::user::User;
use crate::model::name::name_key;
use crate::model::word::fold;
use crate::model::{Cadence, Day, Note};
use crate::query::dates::{self, DayRange};
use crate::workspace::{Group, Person, Workspace, WorkspaceError};

/// The most words that are tried as one name without quotes: with no limit, many people in one command take quadratic time.
const LONGEST_NAME: usize = 8;

impl Workspace {
    /// The person that the typed words mean; a path counts as the face sees it, too.
    ///
    /// # Errors
    /// When they mean nobody or several.
    pub fn chosen(&self, typed: &str, user: &dyn User) -> Result<Note, EditError> {
        let path = user.path(typed).filter(|id| !id.as_str().is_empty());
        let mut found = self.person(path.as_ref().map_or(typed, |id| id.as_str()))?;
        if path.is_some() && matches!(found, Person::Nobody { .. }) {
            // A link among people may lead to a file that is not among them.
            found = self.person(typed)?;
        }
        match found {
            Person::One(note) => Ok(*note),
            Person::Several(mut people) => match user.which_person(typed, &people) {
                Some(which) if which < people.len() => Ok(people.swap_remove(which)),
                _ => Err(Unclear::Several { typed: typed.to_owned(), people }.into()),
            },
            Person::Close(people) => Ok(confirmed(typed, people, user)?),
            Person::Nobody { nearest } => Err(Unclear::Nobody { typed: typed.to_owned(), nearest }.into()),
        }
    }

    /// The people that some words mean: as many words as make one person, from the left. Each person once.
    pub(super) fn chosen_people(&self, words: &[String], user: &dyn User) -> Result<Vec<Note>, EditError> {
        let (mut found, mut named): (Vec<Note>, Vec<&[String]>) = (Vec::new(), Vec::new());
        let mut rest = words;
        while !rest.is_empty() {
            let (note, taken) = self.first_chosen(rest, user)?;
            let typed = &rest[..taken];
            match found.iter().position(|known| known.id == note.id) {
                None => {
                    found.push(note);
                    named.push(typed);
                }
                // A list may have the same word twice, and a file has several paths; another name was meant for somebody else.
                Some(at) if named[at] == typed || typed.iter().all(|word| is_path(word)) => {}
                Some(_) => return Err(Unclear::NamedAlready { typed: typed.join(" "), note: Box::new(note) }.into()),
            }
            rest = &rest[taken..];
        }
        if found.is_empty() { Err(Unclear::NoPerson.into()) } else { Ok(found) }
    }

    /// The person that the first words mean, as many of them as make one person, and how many they are. What was typed as
    /// one with a space in it is a person by itself.
    pub(super) fn first_chosen(&self, words: &[String], user: &dyn User) -> Result<(Note, usize), EditError> {
        let single = words.iter().take_while(|word| !word.trim().contains(char::is_whitespace));
        let single = single.take(LONGEST_NAME).count();
        for taken in (2..=single).rev() {
            let typed = words[..taken].join(" ");
            if let Some(Person::One(note)) = self.named(&typed)? {
                return match self.called_exactly(&words[..taken], &note)? {
                    Some(people) => Err(Unclear::OneOrSeveral { typed, people }.into()),
                    None => Ok((*note, taken)),
                };
            }
        }
        let first = words.first().ok_or(Unclear::NoPerson)?;
        Ok((self.chosen(first, user)?, 1))
    }

    /// A person, and those others whose whole names the words are, where each is somebody's.
    fn called_exactly(&self, words: &[String], one: &Note) -> Result<Option<Vec<Note>>, WorkspaceError> {
        let mut people = vec![one.clone()];
        for word in words {
            let found = match self.named(word)? {
                Some(Person::One(note)) => vec![*note],
                Some(Person::Several(notes)) => notes,
                Some(Person::Close(_) | Person::Nobody { .. }) | None => Vec::new(),
            };
            let exact = found.into_iter().find(|note| note.id != one.id && is_called(note, word));
            match exact {
                Some(note) => people.push(note),
                None => return Ok(None),
            }
        }
        Ok(Some(people))
    }

    /// A group as it is called, where one is meant by what was typed; else as typed, with a remark.
    pub(super) fn chosen_group(&self, typed: &str) -> Result<(String, Option<String>), WorkspaceError> {
        let typed = typed.trim().to_owned();
        let remark = match self.group(&typed)? {
            Group::One(name) => return Ok((name, None)),
            Group::Several(names) => format!("new group `{typed}` (or did you mean {}?)", names.join(", ")),
            Group::Nothing { nearest } if nearest.is_empty() => format!("new group `{typed}`"),
            Group::Nothing { nearest } => format!("new group `{typed}` (did you mean {}?)", nearest.join(", ")),
        };
        Ok((typed, Some(remark)))
    }

    /// The same of several groups.
    pub(super) fn chosen_groups<'t>(
        &self,
        typed: impl IntoIterator<Item = &'t str>,
    ) -> Result<(Vec<String>, Vec<String>), WorkspaceError> {
        let chosen = typed.into_iter().map(|typed| self.chosen_group(typed)).collect::<Result<Vec<_>, _>>()?;
        let (names, remarks): (Vec<_>, Vec<_>) = chosen.into_iter().unzip();
        Ok((names, remarks.into_iter().flatten().collect()))
    }

    /// The words in front of the last ones that say when, and that day. `none` and `never` are no day.
    pub(super) fn when<'w>(&self, words: &'w [String]) -> Result<(&'w [String], Option<Day>), EditError> {
        let day_from = |from: usize| dates::parse_ahead(&words[from..].join(" "), self.today(), self.settings()).ok();
        let mut days = (1..words.len()).filter_map(|from| Some((from, day_from(from)?)));
        if let Some((from, day)) = days.next() {
            // `ada may 3`: in May, or Ada May in three days.
            for (later, _) in days {
                let name = words[..later].join(" ");
                if matches!(self.named(&name)?, Some(Person::One(_) | Person::Several(_))) {
                    return Err(Unclear::NameOrDay { name, day: words[from..].join(" ") }.into());
                }
            }
            return Ok((&words[..from], Some(day)));
        }
        let (last, people) = words.split_last().ok_or(Unclear::NoPerson)?;
        Ok((people, self.ahead(Some(last))?))
    }

    /// A day to come, as typed; `none` and `never` are no day, nor is what is not there.
    pub(super) fn ahead(&self, typed: Option<&str>) -> Result<Option<Day>, Unclear> {
        let parse = |typed: &str| dates::parse_ahead(typed, self.today(), self.settings());
        typed.filter(|typed| !is_never(typed)).map(parse).transpose().map_err(Unclear::When)
    }

    /// A date as typed.
    pub(super) fn days(&self, typed: Option<&str>) -> Result<Option<DayRange>, Unclear> {
        let parse = |typed: &str| dates::parse(typed, self.today(), self.settings());
        Ok(typed.map(parse).transpose()?)
    }

    /// How often to be in touch, as typed, where it can be read.
    pub(super) fn cadence<'t>(&self, typed: &'t str) -> Result<&'t str, Unclear> {
        match self.settings().tier(typed).or_else(|| Cadence::parse(typed)) {
            Some(_) => Ok(typed),
            None => Err(Unclear::NotAPeriod(typed.to_owned())),
        }
    }
}

fn is_path(word: &str) -> bool {
    word.contains('/') || [".md", ".markdown"].iter().any(|extension| word.ends_with(extension))
}

/// Whether a word is the whole name of somebody, or of their file.
fn is_called(note: &Note, word: &str) -> bool {
    let key = name_key(word);
    let mut names = std::iter::once(&note.person.name).chain(&note.person.aliases);
    names.any(|name| name_key(name) == key) || fold(note.id.stem()) == fold(word)
}

/// The person who is spelt nearly as typed, if the user says that they are meant: a guess never decides a write.
fn confirmed(typed: &str, mut people: Vec<Note>, user: &dyn User) -> Result<Note, Unclear> {
    let chosen = match &people[..] {
        [only] => user.is_meant(typed, only).filter(|is_meant| *is_meant).map(|_| 0),
        several => user.which_person(typed, several).filter(|which| *which < several.len()),
    };
    match chosen {
        Some(which) => Ok(people.swap_remove(which)),
        None => Err(Unclear::Close { typed: typed.to_owned(), people }),
    }
}

/// Whether a word says that there is to be no day.
pub(super) fn is_never(typed: &str) -> bool {
    matches!(typed.trim().to_lowercase().as_str(), "none" | "never")
}

/// What a list says that was typed with commas.
pub(super) fn items(typed: &str) -> impl Iterator<Item = String> {
    typed.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned)
}
