//! `ties help`: the pages of the manual.

use clap::Command;

use super::Failure;
use crate::cli::args::{HelpArgs, commands, definition, own_help};
use crate::cli::context::Context;
use crate::cli::output::Output;
use crate::cli::pages::render;
use crate::manual::{Found, Kind, Page, find, of_kind, pages};
use crate::model::nearest::nearest;

/// Shows the page that was asked for, or lists all of them.
pub(in crate::cli) fn run(context: &Context, args: &HelpArgs) -> Result<u8, Failure> {
    if let Some(flag) = context.flag_for_answers() {
        return Err(Failure::help_takes_no(flag));
    }
    let output = &context.output;
    let mut definition = definition();
    let text = match args.topic.join(" ") {
        topic if topic.trim().is_empty() => contents(&definition, output),
        topic => found(&mut definition, &topic, output)?,
    };
    output.show(&text)?;
    Ok(0)
}

/// What there is to read.
fn contents(definition: &Command, output: &Output) -> String {
    let topic = |page: &Page| format!("  {:<12} {}\n", page.name, page.summary());
    let codes: Vec<&str> = of_kind(Kind::Code).map(|page| page.name).collect();
    format!(
        "`ties help NAME` shows a page of the manual: a command, a topic or the code of a diagnostic.\n\
         The examples are from a vault of invented people, on 15 September 2014.\n\n\
         {}\nTopics:\n{}\nCodes that `ties check` prints:\n{}",
        commands(definition),
        of_kind(Kind::Topic).map(topic).collect::<String>(),
        render(&format!("- {}", codes.join(", ")), output.page_style()).replacen("- ", "  ", 1)
    )
}

/// The pages of a name; those of a command begin with its flags.
fn found(definition: &mut Command, typed: &str, output: &Output) -> Result<String, Failure> {
    // The definition knows other names of commands: `ls`, `search`.
    let typed = definition.find_subcommand(typed).map_or(typed, Command::get_name).to_owned();
    match find(&typed) {
        Found::Pages(pages) => {
            Ok(pages.iter().map(|page| whole(definition, page, output)).collect::<Vec<_>>().join("\n"))
        }
        Found::Several(names) => Err(Failure::several_pages(&typed, &names)),
        Found::Nothing => Err(Failure::no_page(&typed, &nearest(&typed, pages().map(|page| page.name)))),
    }
}

fn whole(definition: &mut Command, page: &Page, output: &Output) -> String {
    let flags = match page.kind {
        Kind::Command => own_help(definition, page.name),
        Kind::Topic | Kind::Code => None,
    };
    match flags {
        Some(flags) => {
            let flags = if output.color { flags.ansi().to_string() } else { flags.to_string() };
            format!("{}\n\n{}", flags.trim_end(), render(page.body(), output.page_style()))
        }
        None => render(page.text, output.page_style()),
    }
}
