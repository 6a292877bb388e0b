//! Row 5: a full disk under the cache. The answer is right or there is none; it is never an empty one.

use crate::mounts::script;
use crate::needs::{self, Need};
use crate::oracle;
use crate::sandbox::Sandbox;

/// Notes of which no two words are the same, so that the index is as large as they are.
fn large(notes: usize) -> Sandbox {
    let sandbox = Sandbox::empty();
    for i in 0..notes {
        sandbox.write(&format!("n{i}.md"), large_note(i));
    }
    sandbox
}

fn large_note(i: usize) -> String {
    let words: String = (0..600).map(|n| format!("{:x} ", (i * 600 + n).wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect();
    format!("---\ntype: person\nname: Person {i}\n---\nazure {words}\n")
}

const FULL: &str = "No space left on device";
const MOUNT: &str = "mount -t tmpfs -o size=1m none \"$CACHE\"\n";
/// Leaves so many kilobytes free.
const FILL: &str = "fill() { rm -f \"$CACHE/filler\"; cat /dev/zero >\"$CACHE/filler\" 2>/dev/null || true
size=$(stat -c %s \"$CACHE/filler\"); truncate -s $((size - $1 * 1024)) \"$CACHE/filler\"; }\n";

#[test]
fn a_first_build_that_does_not_fit_is_answered_from_memory() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = large(170);
    let runs = script(
        &vault,
        &format!(
            "{MOUNT}run list list --json\nrun again list --json\nrun find find azure --json\n\
        du -sk \"$CACHE\" | cut -f1 >\"$RUNS/used\""
        ),
    );
    let fresh = oracle::fresh(&vault);
    assert_eq!(fresh[0].as_array().map(Vec::len), Some(170));
    assert_eq!(runs.warned("list", FULL), fresh[0]);
    assert_eq!(runs.warned("again", FULL), fresh[0]);
    assert_eq!(runs.warned("find", FULL), fresh[3]);
    let used: u64 =
        std::fs::read_to_string(vault.home().join("runs/used")).expect("a size").trim().parse().expect("a size");
    assert!(used < 100, "{used} kB are left of a build that failed");
}

#[test]
fn a_first_build_on_a_disk_that_is_full_to_any_degree_is_never_an_empty_answer() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::sample();
    let steps = [0, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256];
    let rounds: String = steps
        .iter()
        .map(|free| format!("fill {free}; run a{free} list --json; run b{free} list --json; rm -rf \"$CACHE/ties\"\n"))
        .collect();
    let runs = script(&vault, &format!("{MOUNT}{FILL}{rounds}"));
    let people = oracle::fresh(&vault).swap_remove(0);
    for name in steps.iter().flat_map(|free| [format!("a{free}"), format!("b{free}")]) {
        let (items, stderr) = runs.answered(&name);
        assert_eq!(items, people, "{name}");
        assert!(!stderr.contains("damaged") && !stderr.contains("panicked"), "{name}: {stderr}");
    }
    assert!(runs.answered("a0").1.contains("answering from memory"));
    assert!(!runs.answered("a256").1.contains("answering from memory"));
}

#[test]
fn an_update_that_does_not_fit_is_answered_and_done_when_there_is_room() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::sample();
    let steps = [0, 4, 8, 12, 16, 24, 32, 48, 64, 96];
    let rounds: String = steps
        .iter()
        .map(|n| {
            format!(
                "rm \"$CACHE/filler\"; rm \"$VAULT/new.md\"; run clean{n} list --json; fill {n}
                cp ../new.md \"$VAULT/new.md\"; run a{n} list --json; run b{n} list --json\n"
            )
        })
        .collect();
    vault.write("new.md", "---\nname: New\n---\nazure\n");
    std::fs::copy(vault.vault().join("new.md"), vault.home().join("new.md")).expect("a copy");
    let with_new = oracle::fresh(&vault).swap_remove(0);
    let script_text = format!(
        "{MOUNT}{FILL}run list list --json; fill 0\n{rounds}rm \"$CACHE/filler\"; run last list --json; run idle list --json"
    );
    let runs = script(&vault, &script_text);
    vault.remove("new.md");
    let without = oracle::fresh(&vault).swap_remove(0);
    for n in steps {
        assert_eq!(runs.answered(&format!("clean{n}")).0, without, "{n}");
        assert_eq!(runs.answered(&format!("a{n}")).0, with_new, "{n}");
        assert_eq!(runs.answered(&format!("b{n}")).0, with_new, "{n}");
    }
    assert!(runs.answered("a0").1.contains(FULL));
    for n in ["last", "idle"] {
        assert!(!runs.answered(n).1.contains("memory"), "{n}");
    }
}

#[test]
fn a_large_update_on_a_disk_that_runs_full_leaves_the_old_index_to_answer() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = large(40);
    let more = vault.home().join("more");
    std::fs::create_dir(&more).expect("a new folder");
    (40..200).for_each(|i| std::fs::write(more.join(format!("n{i}.md")), large_note(i)).expect("a note"));
    let few = oracle::fresh(&vault).swap_remove(0);
    let runs = script(
        &vault,
        &format!(
            "{MOUNT}run few list --json; cp -r ../more \"$VAULT/\"; run more list --json; run again list --json
            rm -r \"$VAULT/more\"; run back list --json; cp -r ../more \"$VAULT/\""
        ),
    );
    assert_eq!(runs.quiet("few"), few);
    let all = oracle::fresh(&vault).swap_remove(0);
    assert_eq!(runs.warned("more", FULL), all);
    assert_eq!(runs.warned("again", FULL), all);
    assert_eq!(runs.quiet("back"), few);
}
