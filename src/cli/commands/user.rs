//! Whoever sits at the terminal, for questions that come up while a request is read.
//!
//! Owns how they are put. Must not know why they come up.

use std::path::Path;

use crate::cli::context::Context;
use crate::model::{Note, NoteId, Promise};
use crate::workspace::{User, Workspace};

pub(super) struct AtTerminal<'a> {
    pub(super) context: &'a Context,
    pub(super) workspace: &'a Workspace,
}

impl User for AtTerminal<'_> {
    fn path(&self, typed: &str) -> Option<NoteId> {
        path_below(self.workspace, Path::new(typed))
    }

    fn which_person(&self, typed: &str, people: &[Note]) -> Option<usize> {
        let lines = people.iter().map(|note| format!("{}  {}", note.person.name, note.id));
        self.which(&format!("`{typed}` may mean {} people; which one?", people.len()), lines)
    }

    fn is_meant(&self, typed: &str, person: &Note) -> Option<bool> {
        confirms(self.context, typed, person)
    }

    fn is_new_key(&self, key: &str, nearest: &[String]) -> Option<bool> {
        let nearest = nearest.join(" or ");
        self.context
            .output
            .confirms(&format!("no note has a key `{key}`, did you mean {nearest}? Write `{key}`? [y/N]"))
    }

    fn which_promise(&self, promises: &[Promise]) -> Option<usize> {
        let lines = promises.iter().map(|promise| format!("{}  {}", promise.due, promise.text));
        self.which(&format!("{} promises; which one did you keep?", promises.len()), lines)
    }
}

/// Whether this person is meant by a word that nobody is called by; `None` where nobody can be asked.
pub(super) fn confirms(context: &Context, typed: &str, person: &Note) -> Option<bool> {
    let person = format!("{} ({})", person.person.name, person.id);
    context.output.confirms(&format!("nobody is called `{typed}`; did you mean {person}? [y/N]"))
}

impl AtTerminal<'_> {
    /// A number from a list that begins with 1, as typed.
    fn which(&self, question: &str, lines: impl Iterator<Item = String>) -> Option<usize> {
        if !self.context.output.can_ask() {
            return None;
        }
        let numbered = lines.enumerate().map(|(i, line)| format!("{:3}  {line}", i + 1));
        let answer = self.context.output.ask(question, numbered).ok()?;
        answer.trim().parse::<usize>().ok()?.checked_sub(1)
    }
}

/// A path as typed, as a path below the vault; relative ones are tried from the working directory and from the vault.
pub(super) fn path_below(workspace: &Workspace, typed: &Path) -> Option<NoteId> {
    workspace.path_below(typed)
}
