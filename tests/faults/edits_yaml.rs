//! Row 27: what is written into front matter is the same text to other readers of YAML, of version 1.1 and of 1.2.

use std::process::Command;

use crate::needs::{self, Need};
use crate::sandbox::Sandbox;

const PYTHON: &str = "/usr/bin/python3";

/// Prints the front matter of a note as two readers see it; dates as they are written.
const READ: &str = r#"
import io, json, sys, yaml
from ruamel.yaml import YAML
text = open(sys.argv[1], encoding="utf-8").read().split("---\n")[1]
old = yaml.safe_load(text)
new = YAML(typ="safe", pure=True).load(io.StringIO("%YAML 1.2\n---\n" + text))
print(json.dumps([old, new], default=str))
"#;

/// Texts that some reader of YAML takes for something else than text.
const TRAPS: [&str; 46] = [
    "yes",
    "No",
    "on",
    "OFF",
    "y",
    "n",
    "true",
    "False",
    "~x",
    "012",
    "0o17",
    "0x1F",
    "1_000",
    "1e3",
    "+1e3",
    ".5",
    "5.",
    "-.inf",
    ".NaN",
    "12:30:45",
    "190:20:30",
    "+4512345678",
    "0612345678",
    "1.10",
    "01234",
    "2014-02-30",
    "2014-07-23T18:30:00Z",
    "a: b",
    "a #b",
    "#b",
    "- a",
    "? a",
    "[[Ada]]",
    "[a, b]",
    "{a: b}",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "@ada",
    "`ada",
    "%a",
    "\"q\"",
    "it's",
    "\\d",
];

#[test]
fn what_is_written_is_the_same_text_to_every_reader_of_yaml() {
    if !needs::all(&[Need::Yaml]) {
        return;
    }
    let sandbox = Sandbox::with(&[("p.md", "---\nname: P\nquoted: 'x'\ndouble: \"x\"\nlist: [x]\n---\n")]);
    for (number, trap) in TRAPS.iter().enumerate() {
        let keys = ["role", "quoted", "double", &format!("own{number}")].map(|key| format!("{key}={trap}"));
        sandbox.run(&[&["set".to_owned(), "p".to_owned()], &keys[..]].concat()).ok();
        sandbox.run(&["tag", "p", &format!("+t{}{number}", trap.replace([',', ' ', '#'], ""))]).ok();
        let read = Command::new(PYTHON).args(["-c", READ]).arg(sandbox.vault().join("p.md")).output().expect("python");
        let errors = String::from_utf8_lossy(&read.stderr).into_owned();
        let both: serde_json::Value = serde_json::from_slice(&read.stdout).expect(&errors);
        for reader in both.as_array().expect("two readers") {
            for key in ["role", "quoted", "double"] {
                assert_eq!(reader[key], *trap, "{key} to {reader}");
            }
        }
        let own = &sandbox.ties("show p --json").json()["items"][0]["fields"][format!("own{number}")];
        assert_eq!(own, trap, "as ties itself reads it");
    }
}
