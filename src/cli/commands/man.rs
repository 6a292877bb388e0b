//! `ties man`: man pages, made from the definition of the command line and from the manual.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::cli::args::{ManArgs, definition};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::pages::{appendix, man_page, write};
use crate::manual::{Kind, of_kind};

/// Prints ties(1), or writes it and a page for every command and topic into a folder.
pub(in crate::cli) fn run(context: &Context, args: &ManArgs) -> Result<u8, Failure> {
    let mut definition = definition();
    definition.build();
    match &args.dir {
        Some(dir) => {
            for (name, page) in pages(&definition)? {
                write(&dir.join(name), page.as_bytes()).map_err(|error| Failure::manual(dir, error))?;
            }
            context.output.remark(&format!("manual pages are in {}", Path::display(dir)));
        }
        None => context.output.print(&overview(&definition)?)?,
    }
    Ok(0)
}

/// Every page with the name of its file.
fn pages(definition: &Command) -> Result<Vec<(String, String)>, Failure> {
    let mut pages = vec![("ties.1".to_owned(), overview(definition)?)];
    for page in of_kind(Kind::Command) {
        let Some(command) = definition.find_subcommand(page.name) else { continue };
        let own = generated(&command.clone().after_help(None))?;
        pages.push((format!("ties-{}.1", page.name), own + &appendix(&format!("## Manual\n\n{}", page.body()))));
    }
    for page in of_kind(Kind::Topic) {
        pages.push((format!("ties-{}.7", page.name), man_page(page.name, page.summary(), page.body())));
    }
    Ok(pages)
}

/// ties(1): the commands, and where the topics are.
fn overview(definition: &Command) -> Result<String, Failure> {
    let topics = of_kind(Kind::Topic).map(|page| format!("- **ties-{}**(7): {}\n", page.name, page.summary()));
    Ok(generated(definition)? + &appendix(&format!("## See also\n\n{}", topics.collect::<String>())))
}

fn generated(command: &Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).map_err(Failure::output)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
