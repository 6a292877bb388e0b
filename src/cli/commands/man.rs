//! `ties man`: manual pages, made from the definition of the command line.

use clap::CommandFactory;

use crate::cli::args::{Args, ManArgs};
use crate::cli::context::Context;
use crate::cli::failure::Failure;

/// Prints ties(1), or writes it and a page for every command into a folder.
pub(in crate::cli) fn run(context: &Context, args: &ManArgs) -> Result<u8, Failure> {
    match &args.dir {
        Some(dir) => {
            clap_mangen::generate_to(Args::command(), dir).map_err(|error| Failure::manual(dir, error))?;
            context.output.remark(&format!("manual pages are in {}", dir.display()));
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page).map_err(Failure::output)?;
            context.output.print_bytes(&page)?;
        }
    }
    Ok(0)
}
