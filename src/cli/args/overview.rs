//! `ties --help` and the flags of one command: short, and in an order for people.
//!
//! Owns the headings that commands are listed under, and the examples on top. Must not know the pages of the manual.

use clap::Command;

/// Every command below its heading.
const HEADINGS: &[(&str, &[&str])] = &[
    (
        "Ask",
        &[
            "today",
            "overdue",
            "due",
            "met",
            "find",
            "list",
            "show",
            "timeline",
            "brief",
            "birthdays",
            "groups",
            "tags",
            "companies",
            "stats",
            "queries",
        ],
    ),
    ("Write", &["add", "log", "snooze", "follow-up", "done", "set", "tag", "archive", "rename", "edit"]),
    ("Vault", &["init", "check", "index", "watch"]),
    ("Shell", &["completions", "man", "help"]),
];

const EXAMPLES: &str = "  ties                                        what needs attention this morning
  ties met --at \"rust montreal\"               who was that, from the user group?
  ties log ada \"coffee: new job\" --next 2w    record a contact, and when to write next
";

const FLAGS: &str = "\
Flags of every command (more: ties help output):
  --vault DIR   --today DATE   --sort FIELD   --limit N   --color WHEN   --no-pager   -q, --quiet
  --json   --jsonl   --csv   --format TEMPLATE   --paths   -0   --count   --table   --raw

Flags of one command: ties COMMAND --help
The manual: ties help, ties help TOPIC
";

/// All of `ties --help`.
pub(super) fn text(definition: &Command) -> String {
    let about = definition.get_about().map(ToString::to_string).unwrap_or_default();
    format!("{about}\n\n{EXAMPLES}\nUsage: ties [OPTIONS] [COMMAND]\n\n{}\n{FLAGS}", commands(definition))
}

/// The commands under their headings, each with what it does.
pub(in crate::cli) fn commands(definition: &Command) -> String {
    let line = |name: &&str| {
        let about = definition.find_subcommand(name).and_then(Command::get_about);
        format!("  {name:<12} {}\n", about.map(ToString::to_string).unwrap_or_default())
    };
    let section =
        |(heading, names): &(&str, &[&str])| format!("{heading}:\n{}", names.iter().map(line).collect::<String>());
    HEADINGS.iter().map(section).collect::<Vec<_>>().join("\n")
}

/// The help of one command, without the flags that every command has.
pub(in crate::cli) fn own_help(definition: &mut Command, name: &str) -> Option<clap::builder::StyledStr> {
    definition.build();
    let command = definition.find_subcommand(name)?.clone().after_help(None);
    let mut command = command.mut_args(|argument| {
        let is_shared = argument.is_global_set() || argument.get_id() == "help";
        argument.hide(is_shared)
    });
    Some(command.render_help())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::definition;

    #[test]
    fn every_command_is_under_one_heading() {
        let mut listed: Vec<&str> = HEADINGS.iter().flat_map(|(_, names)| *names).copied().collect();
        let definition = definition();
        let mut defined: Vec<&str> = definition.get_subcommands().map(Command::get_name).collect();
        listed.sort_unstable();
        defined.sort_unstable();
        assert_eq!(listed, defined);
    }

    #[test]
    fn help_fits_on_a_screen_and_names_every_flag_of_every_command() {
        let definition = definition();
        let text = text(&definition);
        assert!(text.lines().count() < 60, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        for flag in definition.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(flag == "null" || text.contains(&format!("--{flag}")), "--{flag}: {text}");
        }
    }
}
