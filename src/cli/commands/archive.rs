//! `ties archive`: people who are never due again.

use super::writing;
use crate::cli::args::PeopleArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::Failure;
use crate::model::State;
use crate::wire::EditRow;
use crate::workspace::archive_changes;

/// Takes people out of everything that is due.
pub(in crate::cli) fn run(context: &Context, args: &PeopleArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let people = writing::people(context, &workspace, &args.words)?;
    for note in people.iter().filter(|note| note.person.state() == State::Deceased) {
        let name = &note.person.name;
        context.output.remark(&format!("{name} is deceased, which stays; to say archived instead, set the status"));
    }
    writing::change_all(context, &workspace, "archive", args.dry.dry_run, &people, archive_changes)
}
