//! The program as a user runs it: one file a command, each run shown whole.

#[path = "../sandbox/mod.rs"]
mod sandbox;

mod add;
mod bad_input;
mod birthdays;
mod brief;
mod check;
mod completions;
mod done;
mod edit;
mod elsewhere;
mod fields;
mod find;
mod formats;
mod gallery;
mod groups;
mod help;
mod index;
mod init;
mod list;
mod log;
mod met;
mod output;
mod overdue;
mod persons;
mod query;
mod rename;
mod reports;
mod set;
mod show;
mod snooze;
mod stats;
mod tag;
mod timeline;
mod today;
