//! What notes are by their paths when they do not say what they are.
//!
//! Owns the meaning of `people`, `events` and the like in `ties.toml`: patterns as in `.gitignore`, so that one without a slash holds at every
//! level, one that names a folder holds for all in it, and `!x` takes back. Must not know where the patterns come from.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::model::people_folder::is_in_people_folder;
use crate::model::{NoteId, NoteType, PeoplePlace};

/// The `people` globs, ready to be asked.
#[derive(Clone, Debug)]
pub struct PeopleGlobs(Gitignore);

/// A glob that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{glob}` is not a glob: {problem}")]
pub struct GlobError {
    pub glob: String,
    pub problem: String,
}

impl PeopleGlobs {
    /// Globs as `Settings::people` holds them; none means that every note may be a person.
    ///
    /// # Errors
    /// When a glob cannot be read.
    pub fn new(globs: &[String]) -> Result<PeopleGlobs, GlobError> {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        for glob in globs {
            let failed = |error: ignore::Error| GlobError { glob: glob.clone(), problem: problem(error) };
            builder.add_line(None, &pattern(glob)).map_err(failed)?;
        }
        let failed = |error| GlobError { glob: globs.join(", "), problem: problem(error) };
        builder.build().map(PeopleGlobs).map_err(failed)
    }

    /// Where a path lies; `has_people_folder` is whether the vault has a folder called as people are kept.
    pub fn place(&self, id: &NoteId, has_people_folder: bool) -> PeoplePlace {
        if !self.0.is_empty() {
            return if self.allows(id) { PeoplePlace::Matched } else { PeoplePlace::Unmatched };
        }
        match (has_people_folder, is_in_people_folder(id.as_str())) {
            (false, _) => PeoplePlace::NoFolder,
            (true, true) => PeoplePlace::InFolder,
            (true, false) => PeoplePlace::OutsideFolder,
        }
    }

    /// Whether a path fits one of the globs.
    fn fits(&self, id: &NoteId) -> bool {
        !self.0.is_empty() && self.allows(id)
    }

    fn allows(&self, id: &NoteId) -> bool {
        let path = Path::new(id.as_str());
        if self.0.is_empty() {
            return true;
        }
        // No note has such an id, and the matcher would panic.
        if path.has_root() {
            return false;
        }
        match self.0.matched_path_or_any_parents(path, false) {
            Match::Ignore(_) => true,
            Match::Whitelist(_) => false,
            // Where nothing is asked for, everything is that is not taken back.
            Match::None => self.0.num_ignores() == 0,
        }
    }
}

/// The globs of other types, ready to be asked.
#[derive(Clone, Debug)]
pub struct TypeGlobs(Vec<(NoteType, PeopleGlobs)>);

impl TypeGlobs {
    /// # Errors
    /// When a glob cannot be read.
    pub fn new(globs: &[(NoteType, Vec<String>)]) -> Result<TypeGlobs, GlobError> {
        let globs = globs.iter().map(|(note_type, globs)| Ok((*note_type, PeopleGlobs::new(globs)?)));
        globs.collect::<Result<_, _>>().map(TypeGlobs)
    }

    /// The type whose globs a path fits; of several the first in the file.
    pub fn of(&self, id: &NoteId) -> Option<NoteType> {
        self.0.iter().find(|(_, globs)| globs.fits(id)).map(|(note_type, _)| *note_type)
    }
}

/// A leading `#` is a comment to the matcher and a name here.
fn pattern(glob: &str) -> String {
    let glob = glob.trim().trim_start_matches("./");
    if glob.starts_with('#') { format!("\\{glob}") } else { glob.to_owned() }
}

fn problem(error: ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::vault::settings::people::*;

    #[test]
    fn globs_say_which_notes_are_people() {
        for (globs, people, others) in [
            (&[][..], &["a.md", "x/b.md"][..], &[][..]),
            (&["people/**"], &["people/a.md", "people/x/b.md"], &["a.md", "x/people/a.md", "people.md"]),
            (&["people"], &["people/a.md", "x/people/a.md"], &["a.md"]),
            (&["people/"], &["people/a.md"], &["people2/a.md"]),
            (&["./people/*.md"], &["people/a.md"], &["people/x/a.md"]),
            (&["*.md", "!log/**"], &["a.md", "x/a.md"], &["log/a.md"]),
            (&["!log/**"], &["a.md"], &["log/a.md"]),
            (&["#new/**"], &["#new/a.md"], &["a.md"]),
            (&["Ünï/**", "b/[ab].md"], &["Ünï/a.md", "b/a.md"], &["b/c.md", "/b/a.md"]),
        ] {
            let globs: Vec<String> = globs.iter().map(|glob| (*glob).to_owned()).collect();
            let matcher = PeopleGlobs::new(&globs).expect("good globs");
            let places = |wanted: PeoplePlace, ids: &[&str]| {
                for id in ids {
                    assert_eq!(matcher.place(&NoteId::new(*id), false), wanted, "{globs:?} {id}");
                }
            };
            places(if globs.is_empty() { PeoplePlace::NoFolder } else { PeoplePlace::Matched }, people);
            places(PeoplePlace::Unmatched, others);
        }
    }

    #[test]
    fn without_globs_a_folder_called_as_people_are_kept_decides_for_all() {
        let none = PeopleGlobs::new(&[]).expect("good globs");
        for (id, has, wanted) in [
            ("a.md", false, PeoplePlace::NoFolder),
            ("a.md", true, PeoplePlace::OutsideFolder),
            ("x/03 People/work/a.md", true, PeoplePlace::InFolder),
        ] {
            assert_eq!(none.place(&NoteId::new(id), has), wanted, "{id}");
        }
        let set = PeopleGlobs::new(&["crm/**".to_owned()]).expect("good globs");
        assert_eq!(set.place(&NoteId::new("People/a.md"), true), PeoplePlace::Unmatched);
    }

    #[test]
    fn globs_of_other_types_decide_in_the_order_of_the_file() {
        let lists = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
        let globs = [(NoteType::Event, lists(&["Meetings/**"])), (NoteType::Journal, lists(&["Meetings", "diary"]))];
        let globs = TypeGlobs::new(&globs).expect("good globs");
        for (id, expected) in [
            ("Meetings/a.md", Some(NoteType::Event)),
            ("x/Meetings/a.md", Some(NoteType::Journal)),
            ("diary/a.md", Some(NoteType::Journal)),
            ("a.md", None),
        ] {
            assert_eq!(globs.of(&NoteId::new(id)), expected, "{id}");
        }
        assert_eq!(TypeGlobs::new(&[]).expect("none").of(&NoteId::new("a.md")), None);
    }

    #[test]
    fn a_broken_glob_is_an_error_that_names_it() {
        for glob in ["a[", "a{b", "[z-a]"] {
            let error = PeopleGlobs::new(&["ok".to_owned(), glob.to_owned()]).expect_err("a broken glob");
            assert_eq!(error.glob, glob);
        }
    }
}
