//! How long a user waits, from Enter to the answer, beside what ripgrep takes for the same question.
//!
//! Owns the run as a whole. Every row is a whole process on a vault of generated notes, read once before (warm); `ties`
//! and `rg` take turns, and medians are shown. Run it with
//!
//! ```text
//! cargo bench --bench vault                 all sizes, all rows; a vault of 100,000 notes takes a few minutes
//! cargo bench --bench vault -- find met     only the rows whose name contains one of these words
//! ```
//!
//! | variable               | meaning                                                             |
//! |------------------------|---------------------------------------------------------------------|
//! | `TIES_BENCH_SIZES`     | how many notes: `1000,10000,100000`                                 |
//! | `TIES_BENCH_MIXED`     | when set, also daily notes, meetings and groups' pages about them   |
//! | `TIES_BENCH_RUNS`      | how often each command runs: `7` (a cold index of many notes: 3)    |
//! | `TIES_BENCH_DIR`       | where the vaults are kept for the next run; else a temporary folder |
//! | `TIES_BENCH_VAULT`     | measure this vault instead; notes get a newline, then lose it again |
//! | `TIES_BENCH_WORD`      | the word to find there                                              |
//! | `TIES_BENCH_GROUP`     | the user group to ask for there                                     |
//! | `TIES_BENCH_BIN`       | another `ties` than the one just built                              |
//! | `TIES_BENCH_MARKDOWN`  | when set, also a table for the README                               |
//!
//! The questions are asked for 15 June 2026. Without `rg` on the `PATH` its columns stay empty. The last columns say
//! which figure is to be reached at that size, and whether it was.

#![expect(clippy::print_stdout, reason = "a benchmark's output is its answer")]
#![expect(clippy::print_stderr, reason = "and its progress and failure go beside it")]

mod folder;
mod measure;
mod mixed;
mod note;
mod process;
mod random;
mod reach;
mod rows;
mod settings;
mod subject;
mod table;
mod vault;
mod watched;
mod words;
mod written;

use std::io;
use std::process::ExitCode;

use measure::Bench;
use settings::Settings;
use subject::Subject;

fn main() -> ExitCode {
    match Settings::read().and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(settings: Settings) -> io::Result<()> {
    if let Some(vault) = &settings.vault {
        return show(&settings, &Subject::existing(vault, &settings)?);
    }
    for &people in &settings.sizes {
        eprintln!("a vault of {people} notes …");
        show(&settings, &Subject::generated(people, &settings)?)?;
    }
    Ok(())
}

fn show(settings: &Settings, subject: &Subject) -> io::Result<()> {
    let bench = Bench::new(settings, subject)?;
    println!("{}\n", bench.headline());
    let lines = bench.lines()?;
    println!("{}", table::aligned(&lines));
    if settings.markdown {
        println!("{}", table::markdown(&lines));
    }
    Ok(())
}
