//! The program under the faults of people's machines.
//!
//! The oracle behind nearly all of it: whatever happened, the index that is there answers like one built from nothing, the
//! next refresh works, and no note was changed. What a room's own tests show is not shown again, unless the whole program
//! must be seen. By the rows of the table of faults:
//!
//! | row | fault | here | in the rooms |
//! |---|---|---|---|
//! | 1 | killed at any call of a build or an update | `killed` | `index::tests::damage` |
//! | 2, 51 | killed at any call of a change of one note, or of several | `edits_killed`, `edits_renames`, `mixed_killed` | `vault::write`: leftovers |
//! | 3 | success that is reported too early | `edits_killed`: the order of the calls | |
//! | 4 | full or failing disk under a note | `edits_full` | |
//! | 5 | full disk under the cache | `full` | |
//! | 6, 7 | cache or vault that cannot be written | `read_only`, `edits_full` | `index::tests::locks` |
//! | 8 | damaged index files | `damage` | `index::tests::damage`: every file, every kind of damage |
//! | 9 | index of another version | `damage` | `index::tests::locks` |
//! | 10, 11 | many runs at once | `many_processes` | `index::tests::locks` |
//! | 13 | what a process that is gone has locked | `killed` | `index::tests::locks` |
//! | 22 | change that keeps size and time | `times` | `index::tests::syncs`, `vault::diff` |
//! | 23 | conflict markers | `hostile`, `edits_bytes` | `note::tests`: fixtures |
//! | 24 to 26 | broken front matter, encodings, line ends | `hostile`, `edits_bytes` | `note::tests`, `text::decode` |
//! | 27 | YAML traps | `hostile`, `edits_bytes` | `note::tests`, `model::date` |
//! | 28 | comments, anchors, quotes and styles under a change | `edits_bytes` | `edit::tests` |
//! | 29 | files of any size | `hostile` | `vault::read`, `note::tests` |
//! | 30 to 33 | what is no file, depth, links, names | `hostile`, `edits_names`: links | `vault::walk_tests`, `vault::read`, `vault::path` |
//! | 34 | what may not be read | `times` | `vault::walk_tests` |
//! | 35 | notes that come and go | `many_processes` | `vault::walk_tests`, `vault::read` |
//! | 36, 37 | bombs in YAML and markdown | `hostile` | `note::tests` |
//! | 38 | queries of any kind | `hostile` | |
//! | 39, 40 | time zones, calendars, times that lie | `times` | `model::follow_up`, `index::tests::syncs` |
//! | 41 | control characters on a terminal, names on the command line of a shell | `terminal`, `completion`; `escapes`, `escapes_live`: from every place through everything that prints | `cli::output::escape`, `cli::shells`, `tests/cli/output.rs` |
//! | 46 | names and paths that lead elsewhere | `edits_names` | `edit::file_name`, `vault::write` |
//! | 47 to 49 | who can read the cache, and where it lies | `damage` | `index::tests::locks`, `index::tests::syncs` |
//! | 50 | two who write at once | `edits_race` | `vault::write`: locks |
//! | 52 | hard links, notes that nobody may write, second names | `edits_names`, `edits_second_names` | `vault::write`: links |
//! | 53 | panic over a note | `words` | `note::reader` and `index::apply` catch it; `note::tests` and `model::word` look for one in any text |
//! | 54 | interrupted build | `killed` | `tests/cli/output.rs`: closed pipe, full device |
//! | 56 | no notes, empty notes | `hostile` | `tests/bench`: many notes |
#![cfg(target_os = "linux")]

#[path = "../sandbox/mod.rs"]
mod sandbox;

mod completion;
mod damage;
mod edits_bytes;
mod edits_full;
mod edits_killed;
mod edits_names;
mod edits_race;
mod edits_renames;
mod edits_second_names;
mod edits_yaml;
mod escapes;
mod escapes_live;
mod full;
mod hostile;
mod hostile_text;
mod injection;
mod killed;
mod many_processes;
mod mixed_killed;
mod mounts;
mod needs;
mod oracle;
mod prompt;
mod pty;
mod read_only;
mod terminal;
mod times;
mod typing;
mod words;
