//! The program as a user runs it: one file a command, each run shown whole.

#[path = "../sandbox/mod.rs"]
mod sandbox;

mod bad_input;
mod check;
mod find;
mod gallery;
mod index;
mod list;
mod met;
mod output;
mod overdue;
mod show;
mod today;
