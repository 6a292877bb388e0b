//! The watch, as a process beside others: what it reports, what it proves, and what it survives.
//!
//! Nothing here waits for a time to pass. What the watch *reports* is waited for, line by line; what it *proves* needs no
//! waiting at all: a query right after a change must hold it. By the rows of the table of faults:
//!
//! | row | fault | here |
//! |---|---|---|
//! | 12 | a watch beside commands that write the index | `many_processes` |
//! | 13 | locks of processes that are gone | `life` |
//! | 14 | more events than the system keeps | `storms` |
//! | 15 | limits on watches and watchers | `limits` |
//! | 16 | nested folders with files already in them | `storms` |
//! | 17 | a vault that is renamed, replaced, unmounted | `medium` |
//! | 18 to 20 | editors' ways of saving, and what they leave beside | `editors` |
//! | 21 | a checkout of ten thousand notes | `storms` |
//! | 22, 40 | changes that keep size and time, times that lie | `fresh` |
//! | 55 | file systems that report nothing, polling | `limits`, `medium` |
#![cfg(target_os = "linux")]

#[path = "../sandbox/mod.rs"]
mod sandbox;

#[path = "../faults/needs.rs"]
#[allow(dead_code, reason = "each test binary uses a part of it")]
mod needs;
#[path = "../faults/oracle.rs"]
#[allow(dead_code, reason = "each test binary uses a part of it")]
mod oracle;

mod editors;
mod fresh;
mod life;
mod limits;
mod many_processes;
mod medium;
mod process;
mod storms;
mod written;
