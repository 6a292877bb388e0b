//! Rows 6 and 7: a cache or a vault on a medium that cannot be written.

use crate::mounts::script;
use crate::needs::{self, Need};
use crate::oracle;
use crate::sandbox::Sandbox;

pub(crate) const FREEZE: &str = "freeze() { mount --bind \"$1\" \"$1\"; mount -o remount,ro,bind \"$1\"; }\n";

#[test]
fn a_cache_that_cannot_be_written_answers_all_the_same() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::sample();
    vault.ties("index").ok();
    let before = oracle::fresh(&vault);
    let runs = script(
        &vault,
        &format!(
            "{FREEZE}freeze \"$CACHE\"; run list list --json; run find find azure --json; run status index --status
            printf 'azure\\n' >\"$VAULT/people/new.md\"; run new list --json; run newer find azure --json
            run rebuild index --rebuild"
        ),
    );
    let after = oracle::fresh(&vault);
    let remark = "warning: 3 notes have values that could not be read; see `ties check`\n";
    assert_eq!(runs.answered("list"), (before[0].clone(), remark.to_owned()), "nothing changed, nothing to say");
    assert_eq!(runs.answered("find").0, before[3]);
    assert_eq!(runs.get("status").status, 0);
    for (name, expected) in [("new", &after[0]), ("newer", &after[3])] {
        let (items, stderr) = runs.answered(name);
        assert_eq!(&items, expected);
        assert!(
            stderr.contains("warning: ") && stderr.contains("Read-only file system") && stderr.contains("memory"),
            "{stderr}"
        );
    }
    assert!(runs.get("rebuild").stderr.contains("Read-only file system"));
}

#[test]
fn a_cache_that_cannot_be_made_answers_all_the_same() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::with(&[("a.md", "---\nname: Ann\n---\nazure\n")]);
    let runs = script(&vault, &format!("{FREEZE}freeze \"$CACHE\"; run list list --json; run check check"));
    assert_eq!(runs.warned("list", "Read-only file system"), oracle::fresh(&vault)[0]);
    assert_eq!(runs.get("check").status, 0);
}

#[test]
fn a_vault_that_cannot_be_written_is_indexed_and_answers() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::sample();
    let runs = script(
        &vault,
        &format!("{FREEZE}freeze \"$VAULT\"; run index index; run list list --json; run overdue overdue --json"),
    );
    assert_eq!(runs.get("index").status, 0);
    let fresh = oracle::fresh(&vault);
    assert_eq!((runs.answered("list").0, runs.answered("overdue").0), (fresh[0].clone(), fresh[2].clone()));
    oracle::assert_settled(&vault);
}
