//! A typing error on a terminal: whoever may be meant is asked for, and nothing is written before.

use std::fs;

use crate::needs::{self, Need};
use crate::pty::run_typing;
use crate::sandbox::Sandbox;

#[test]
fn whoever_is_spelt_nearly_so_is_written_to_when_the_user_says_yes_and_not_before() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    for (answer, is_written) in [("y\n", true), ("yes\n", true), ("n\n", false), ("\n", false)] {
        let sandbox = Sandbox::with(&[("ties.toml", ""), ("marc.md", "# Marc Weber\n")]);
        let root = sandbox.vault();
        let shown = run_typing(&sandbox, &root, "ties log mark 'called him'", answer);
        assert!(shown.text.contains("did you mean Marc Weber (marc.md)? [y/N]"), "{shown:?}");
        let note = fs::read_to_string(root.join("marc.md")).expect("the note");
        assert_eq!(note.contains("called him"), is_written, "{answer:?}: {shown:?}");
    }
}
