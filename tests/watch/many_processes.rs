//! A watch beside commands that read and write at once.

use std::process::Command;
use std::thread;

use crate::oracle;
use crate::process::{Watch, assert_vouched};
use crate::sandbox::{Run, Sandbox};

#[test]
fn a_hundred_runs_of_index_beside_a_watch() {
    let sandbox = Sandbox::sample();
    let _watch = Watch::start(&sandbox, "--quiet");
    for i in 0..100 {
        sandbox.write("people/changing.md", format!("---\nname: Changing\n---\nround{i}\n"));
        // Every other one checks the files, and may be first to write what it finds.
        let line = if i % 2 == 0 { "index" } else { "index --verbose" };
        let run = sandbox.ties(line);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    }
    assert_vouched(&sandbox);
}

#[test]
fn many_at_once_all_succeed() {
    let sandbox = Sandbox::sample();
    let _watch = Watch::start(&sandbox, "--quiet");
    let lines = ["index --verbose", "overdue", "find azure", "index --rebuild", "met --at montreal", "list --json"];
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for i in 0..100 {
                sandbox.write(&format!("people/w{}.md", i % 7), format!("---\nname: W{i}\n---\nazure{i}\n"));
                if i % 5 == 4 {
                    sandbox.remove(&format!("people/w{}.md", i % 7));
                }
            }
        });
        let runs = lines.map(|line| {
            let mut commands: Vec<Command> = (0..8).map(|_| oracle::command(&sandbox, line)).collect();
            scope.spawn(move || commands.iter_mut().map(Run::of).collect::<Vec<_>>())
        });
        for (line, runs) in lines.iter().zip(runs) {
            for run in runs.join().expect("no panic") {
                assert_eq!(run.status, 0, "{line}: {}", run.stderr);
                assert!(!run.stderr.contains("error"), "{line}: {}", run.stderr);
            }
        }
        writer.join().expect("no panic");
    });
    assert_vouched(&sandbox);
    oracle::assert_right(&sandbox);
}
