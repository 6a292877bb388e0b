//! ties: people as markdown notes, follow-ups on the command line.
//!
//! # The house
//!
//! Arrows go down only; `tests/architecture` fails on any other. The middle is pure: text goes in, values come out.
//! Only `vault` touches the notes, only `index` its cache, only `cli` the terminal, the clock and the environment, and
//! `cli::pages` writes pages of the manual where it is asked to.
//!
//! | floor | room | what it knows |
//! |---|---|---|
//! | 5 | [`cli`] | words and terminal: flags, tables, messages, exit codes |
//! | 4 | [`watch`] | watching for changes, and the proof that nothing is missing |
//! | 3 | [`workspace`] | the one door: an index that is up to date, the rule, what several notes record together |
//! | 2 | [`vouch`] | asking a running watch whether the index is true: socket, protocol, lock |
//! | 2 | [`wire`] | what leaves the program: rows, their JSON of version 1, their columns, cells and explanations |
//! | 2 | [`index`] | the search engine: a disposable cache that proposes notes |
//! | 2 | [`edit`] | changes of a note as values, proven by reading it again; new notes |
//! | 1 | [`note`] | one note: text to values and diagnostics; never fails |
//! | 1 | [`query`] | what is asked: the language and its meaning, dates, groups, links, persons |
//! | 1 | [`vault`] | the folder: found, configured, walked, read, and written whole or not at all |
//! | 0 | [`manual`] | the pages of the manual, one for every command, topic and diagnostic code |
//! | 0 | [`model`] | values and rules: dates, persons, interactions, the follow-up rule |
//! | 0 | [`text`] | bytes to text, offsets to lines |
//!
//! # One command's way
//!
//! `ties overdue`: `cli` reads flags and clock, opens the `workspace` and asks it `ask::Due`, with the words as typed.
//! `index::sync` walks the vault, compares every file's state with what the index holds, reads what changed through `note`,
//! and commits documents and states at once.
//! The workspace asks the index for candidates (due before today, or not known without reading the note) and lets `model::follow_up`
//! decide. The answer is rows of `wire`, which `cli::output` draws.
//!
//! What other notes record of a person (`note::encounters` reads it) is joined by `workspace::elsewhere` into a table by
//! person, with the due days that follow. `index::elsewhere` keeps the table beside the index, with the list of notes that it
//! was made from: a later one reads again only what changed, and whoever calls somebody by a name that changed its meaning.
//!
//! A QUERY is read by `query` into an expression. `index::lower` makes conditions of it that select every note which may
//! answer, and `query::matches`, which is what the language means, decides on the notes in hand.
//!
//! Where a `watch` runs, the host of the workspace asks it first; if it vouches for the index, nothing is walked. Texts that
//! are open in an editor take the place of their files in every answer.
//!
//! `ties log`: `workspace::change` reads what was typed, reads the notes as they are now, and lets `edit` plan the change of
//! each: splices, a second reading, and the proof that nothing else moved. That is a proposal, which can be shown as a diff.
//! `workspace::proposal` checks all of it, and writes note after note through `vault`, each if it is still the same; of several,
//! a journal records what remains when that is interrupted.
//!
//! # What always holds
//!
//! - Notes are the truth, and only `vault::write` writes them, when asked to; the index may be deleted at any moment.
//! - An answer is complete and fresh, or reports that it is not.
//! - The index proposes and the pure rules decide: what it selects may be more than meant, never less.
//! - "Overdue" is never stored. The due day is, with the days between which it holds.
//! - What is wrong in a note is a diagnostic, what an operation cannot do is an error, what cannot be is a bug.
//!
//! # Glossary
//!
//! | word | means |
//! |---|---|
//! | vault | the folder of notes |
//! | interaction | something that happened with a person on a day: an entry of their log, or one that another note records |
//! | encounter | contact that a note records with people other than the one it is about |
//! | recorded in | the note that an interaction is written in, when it is not the person's own |
//! | elsewhere | what other notes record of a person: interactions and promises |
//! | contact | an interaction that counts: not in the future, and of a kind that is not in `not_contact` |
//! | follow-up | a reason to write to somebody, with the day on which it is due |
//! | promise | an open task with a date |
//! | standing | what the rule gives for a person on one day: last contact, cadence, follow-ups |
//! | cadence | how often to be in touch |
//! | phrase | the words of a query that must occur in this order |
//! | occurs | is in a text or a value: of words and phrases of a query |
//! | candidate | a note that the index proposes, before the rules decide whether it is a match |
//! | refresh | bringing the index up to date with the files |
//! | check | comparing what is known of a file with its state on the disk |
//! | report | what the program prints or returns of what happened; `Reporter` is who decides what is new |
//! | uncertain | of notes: may change without an event of the system |
//! | medium | what is under a vault: its folder, file systems and mounts |
//! | diagnostic | something wrong or doubtful in a note, with its place, a code and a hint |
//! | wording | the text of messages, apart from what decides about them |
//! | fix | a change that `check --fix` makes for a diagnostic |
//! | proposal | a change of notes that is planned and not written yet |
//! | fixture | a vault and a cache of a test |
//! | page | a text of the manual: of a command, a topic or the code of a diagnostic |

pub mod cli;
pub mod edit;
pub mod index;
pub mod manual;
pub mod model;
pub mod note;
pub mod query;
pub mod text;
pub mod vault;
pub mod vouch;
pub mod watch;
pub mod wire;
pub mod workspace;
