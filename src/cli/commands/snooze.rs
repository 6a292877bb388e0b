//! `ties snooze` and `ties follow-up`: the day when somebody is due.

use super::writing;
use crate::cli::args::WhenArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::Failure;
use crate::edit::{Change, Field, Said};
use crate::model::PartialDate;
use crate::note::Key;
use crate::wire::EditRow;

/// Moves every earlier due date to a day.
pub(in crate::cli) fn snooze(context: &Context, args: &WhenArgs) -> Result<u8, Failure> {
    date(context, args, "snooze", Key::Snooze)
}

/// Plans a follow-up.
pub(in crate::cli) fn follow_up(context: &Context, args: &WhenArgs) -> Result<u8, Failure> {
    date(context, args, "follow-up", Key::FollowUp)
}

fn date(context: &Context, args: &WhenArgs, command: &'static str, key: Key) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let (words, day) = writing::when(&workspace, &args.words)?;
    let people = writing::people(context, &workspace, words)?;
    writing::remark_on_past(context, &workspace, day);
    let field = Field::Known(key);
    let change = match day {
        Some(day) => Change::Set(field, Said::from(PartialDate::Day(day))),
        None => Change::Clear(field),
    };
    writing::change_all(context, &workspace, command, args.dry.dry_run, &people, |_| vec![change.clone()])
}
