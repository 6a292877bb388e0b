//! `ties archive`: people who are never due again.

use super::writing;
use crate::cli::args::PeopleArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::Failure;
use crate::edit::{Change, Field, Said};
use crate::note::Key;
use crate::wire::EditRow;

/// Takes people out of everything that is due.
pub(in crate::cli) fn run(context: &Context, args: &PeopleArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let people = writing::people(context, &workspace, &args.words)?;
    let change = Change::Set(Field::Known(Key::Status), Said::Text("archived".to_owned()));
    writing::change_all(context, &workspace, "archive", args.dry.dry_run, &people, |_| vec![change.clone()])
}
