//! `ties groups`, `ties tags`, `ties companies`: what people have in common, counted.

use std::borrow::Cow;

use super::asking::{Asked, listing};
use super::head;
use crate::cli::args::TallyArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Listed, Listing, Role};
use crate::model::{NoteId, PartialDate};
use crate::query::Query;
use crate::wire::TallyRow;
use crate::workspace::{Shared, Tally};

pub(in crate::cli) fn run(context: &Context, shared: Shared, args: &TallyArgs) -> Result<u8, Failure> {
    context.output.check_fields::<TallyRow>()?;
    let workspace = context.workspace()?;
    let ask = |query: &Query| Ok(workspace.tallies(shared, query)?);
    let Asked { answer, remark } = listing(context, &workspace, &args.query, ask)?;
    let items = answer.into_iter().map(|tally| Item { tally, verbose: args.verbose }).collect();
    let (command, noun) = match shared {
        Shared::Groups => ("groups", ("group", "groups")),
        Shared::Tags => ("tags", ("tag", "tags")),
        Shared::Companies => ("companies", ("company", "companies")),
    };
    let head = head(context, &workspace, command, remark)?;
    Listing { head, columns: COLUMNS, items, of: None, noun }.print(&context.output)?;
    Ok(0)
}

static COLUMNS: &[Column] = &[Column::name(), Column::whole("PEOPLE"), Column::whole("FIRST"), Column::whole("LAST")];

struct Item {
    tally: Tally,
    verbose: bool,
}

impl Listed for Item {
    type Row = TallyRow;

    fn id(&self) -> Option<&NoteId> {
        self.tally.note.as_ref()
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let day = |day: Option<PartialDate>| Cell::plain(day.map_or(String::new(), |day| day.to_string()));
        let Tally { name, people, first, last, .. } = &self.tally;
        vec![Cell::new(Role::Name, name), Cell::plain(people.to_string()), day(*first), day(*last)].into()
    }

    fn row(&self) -> TallyRow {
        TallyRow::new(&self.tally)
    }

    /// The other spellings.
    fn details(&self) -> Vec<String> {
        let others = self.tally.spellings.iter().filter(|spelling| **spelling != self.tally.name);
        if self.verbose { others.map(|spelling| format!("also {spelling}")).collect() } else { Vec::new() }
    }
}
