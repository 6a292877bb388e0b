//! `ties init`: a new vault.

use std::path::Path;

use super::writing;
use crate::cli::args::InitArgs;
use crate::cli::context::Context;
use crate::cli::failure::{Failure, quoted};
use crate::cli::output::{Head, escape};
use crate::wire::EditRow;
use crate::workspace::{Proposal, propose_vault, start_vault};

pub(in crate::cli) fn run(context: &Context, args: &InitArgs) -> Result<u8, Failure> {
    let dry_run = args.several.dry.dry_run;
    if args.several.go_on {
        return writing::go_on(context, "init", dry_run);
    }
    context.output.check_fields::<EditRow>()?;
    let folder = args.dir.clone().map_or_else(|| std::env::current_dir().map_err(Failure::working_directory), Ok)?;
    let today = context.today_without_vault()?;
    let made = if dry_run { propose_vault(today) } else { start_vault(&folder, today)? };
    let output = &context.output;
    if output.wants_rows() {
        let head = Head { command: "init", today: today.to_string(), warnings: Vec::new(), remark: None };
        output.print_rows(head, made.rows())?;
    } else if dry_run {
        output.show(&writing::diffs(context, &made))?;
    } else {
        output.print(&summary(&folder, &made))?;
        output.remark(&format!("try it: ties --vault {} today", quoted(&folder.display().to_string())));
    }
    Ok(0)
}

fn summary(folder: &Path, made: &Proposal) -> String {
    let lines: String = made.notes.iter().map(|note| format!("  {}\n", note.id())).collect();
    format!("{}: new vault\n{lines}", escape::line(&folder.display().to_string()))
}
