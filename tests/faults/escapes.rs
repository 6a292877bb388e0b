//! Row 41: hostile text from every place that holds text, through everything that prints. On a terminal it is seen, escaped,
//! and nothing of it reaches the terminal raw.

use std::path::Path;

use crate::hostile_text::{filled, marks, put, vault};
use crate::needs::{self, Need};
use crate::pty::{Shown, run};
use crate::sandbox::{Run, Sandbox};

const QUESTIONS: [&str; 25] = [
    "today",
    "overdue",
    "overdue --explain",
    "due --within 4w --explain",
    "met",
    "find azure",
    "find qboby",
    "list",
    "list --type group",
    "list --type event",
    "list --type company",
    "timeline",
    "groups --verbose",
    "tags",
    "companies",
    "brief qgroup",
    "birthdays",
    "stats",
    "queries",
    "show qalias",
    "show qsecond",
    "check",
    "index --verbose",
    "index --status",
    "watch --status",
];

/// Each is first shown, and then done.
const CHANGES: [&str; 12] = [
    "log qalias 'call: <qlogged>' --at '<qat>'",
    "snooze qalias 2w",
    "follow-up qalias friday",
    "done qalias qpromise",
    "set qalias 'role=<qset>'",
    "set qalias '<qsetkey>=<qsetvalue>'",
    "tag qalias '+<qnewtag>'",
    "add New Person --company '<qaddcompany>' --note '<qaddnote>'",
    "edit qalias",
    "check --fix",
    "archive qalias",
    "rename qalias 'Another Name'",
];

/// What is not understood, or fails.
const FAULTS: [&str; 52] = [
    "show '<qtyped>'",
    "show qname",
    "show qnam 'qxlias'",
    "brief '<qtyped>'",
    "brief q",
    "brief qgrou",
    "list '<qtyped>:x'",
    "list 'tag:<qtyped> ('",
    "list 'has:<qtyped>'",
    "list 'is:<qtyped>'",
    "list 'met:<qtyped>'",
    "list '@<qtyped>'",
    "list @qqueryname",
    "list --sort '<qtyped>'",
    "list --sort 'name:<qtyped>'",
    "list --format '{{<qtyped>'",
    "list --format '{{<qtyped>}}'",
    "list --format '<qtyped>'",
    "list --limit '<qtyped>'",
    "list --type '<qtyped>'",
    "list '--<qtyped>'",
    "list --today '<qtyped>'",
    "list --vault '<qtyped>'",
    "'<qtyped>'",
    "completions '<qtyped>'",
    "man '<qtyped>/x'",
    "check '<qtyped>'",
    "overdue --within '<qtyped>'",
    "met --on '<qtyped>'",
    "met --at '<qtyped>'",
    "met --by '<qtyped>'",
    "timeline --kind '<qtyped>'",
    "log qalias x --kind qkind1b",
    "log qalias x --kind '<qtyped>'",
    "log qalias x --on '<qtyped>'",
    "done qalias",
    "done qalias '<qtyped>'",
    "set qalias '<qtyped>'",
    "set qalias 'birthday=<qtyped>'",
    "set qalias 'cadence=<qtyped>'",
    "set qalias 'tags:<qtyped>=x'",
    "snooze qalias '<qtyped>'",
    "tag qalias '<qtyped>'",
    "tag qalias '+,<qtyped>'",
    "rename qalias '<qtyped>'",
    "rename qalias 'Left Over'",
    "rename --continue",
    "add '<qtyped>'",
    "add Somebody --file '../<qtyped>'",
    "add Left Over",
    "edit '<qtyped>'",
    "init '../<qtyped>'",
];

const FORMATS: [&str; 7] = ["", "--json", "--jsonl", "--csv", "--paths", "-0", "--count"];

/// What no command shows: names of tiers, other words for a kind, and other keys for a field.
const UNSEEN: [&str; 3] = ["qkindword", "qfield", "qtier"];

/// A template that prints every field of a question's rows, keys of maps in loops too.
fn template(sandbox: &Sandbox, root: &Path, question: &str) -> String {
    let mut command = sandbox.shell(&format!("ties {question} --json"));
    let answer = Run::of(command.current_dir(root).env("TIES_VAULT", root));
    let answer: serde_json::Value =
        serde_json::from_str(&answer.stdout).unwrap_or_else(|_| panic!("{question}: {}", answer.stderr));
    let fields = answer["items"][0].as_object().into_iter().flatten().map(|(field, _)| field);
    let printed = fields.map(|field| {
        format!(
            "{{{{{field}}}}} {{% if {field} is mapping %}}{{% for key, value in {field}|items %}}{{{{key}}}}={{{{value}}}} \
             {{% endfor %}}{{% endif %}}"
        )
    });
    printed.collect()
}

fn questions(sandbox: &Sandbox, root: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for question in QUESTIONS {
        lines.extend(FORMATS.map(|format| format!("ties --color never {question} {format}")));
        let template = template(sandbox, root, question);
        if !template.is_empty() {
            lines.push(format!("ties --color never {question} --format '{template}'"));
        }
        lines.push(format!("FORCE_HYPERLINK=1 ties --color always {question}"));
        lines.push(format!("ties {question} >/dev/null"));
    }
    lines
}

fn changes() -> Vec<String> {
    let ways = |change: &str| {
        let dry = format!("ties --color never {change} --dry-run");
        [
            format!("ties --color never {change} --dry-run --json"),
            format!("ties --color always {change} --dry-run --jsonl"),
            format!("{dry} --format '{{{{path}}}} {{{{name}}}} {{{{done}}}} {{{{diff}}}}'"),
            format!("FORCE_HYPERLINK=1 ties --color always {change} --dry-run"),
            dry,
            format!("ties --color never {change}"),
        ]
    };
    CHANGES.iter().flat_map(|change| ways(&filled(change))).collect()
}

fn faults() -> Vec<String> {
    let failing = FAULTS.iter().map(|fault| format!("ties --color never {}", filled(fault)));
    let others = [
        "VISUAL='<qtyped>' ties edit qalias",
        "EDITOR='false <qtyped>' ties edit qalias",
        "ties init '../<qinit>'; ties init '../<qinit>'; ties init '../<qdry>' --dry-run",
        "ties watch --install-hint",
        "XDG_CACHE_HOME=\"$PWD/cache\" ties list",
        "XDG_CACHE_HOME=\"$PWD/full.md\" ties list",
    ];
    failing.chain(others.map(filled)).collect()
}

/// The commands that help names.
fn commands(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.ties("-h").ok();
    let listed = help.lines().skip_while(|line| *line != "Ask:").take_while(|line| !line.starts_with("Flags"));
    let named: Vec<String> =
        listed.filter_map(|line| Some(line.strip_prefix("  ")?.split_whitespace().next()?.to_owned())).collect();
    assert!(named.len() > 20, "{help}");
    named
}

/// Every command was asked, most of what was printed shows hostile text, and every mark of the vault was seen.
fn assert_seen(sandbox: &Sandbox, all: &[Shown]) {
    let asks = |line: &str, command: &str| line.split(['\'', ' ', ';']).any(|word| word == command);
    let all_but_help = commands(sandbox).into_iter().filter(|command| command != "help");
    let unasked: Vec<String> =
        all_but_help.filter(|command| !all.iter().any(|shown| asks(&shown.line, command))).collect();
    assert_eq!(unasked, [""; 0], "commands that nobody asked");
    let showing = all.iter().filter(|shown| shown.has("")).count();
    assert!(showing * 4 > all.len() * 3, "{showing} of {}", all.len());
    let is_unseen = |mark: &&str| !all.iter().any(|shown| shown.has(mark)) && !UNSEEN.contains(mark);
    let unseen: Vec<&str> = marks().into_iter().filter(is_unseen).collect();
    assert_eq!(unseen, [""; 0], "marks that nobody saw");
}

#[test]
fn hostile_text_in_every_place_is_seen_escaped_and_reaches_no_terminal_raw() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let sandbox = Sandbox::empty();
    let root = vault(&sandbox);
    let lines = [questions(&sandbox, &root), faults(), changes()].concat();
    let all = run(&sandbox, &root, &lines);
    all.iter().for_each(Shown::assert_harmless);
    assert_seen(&sandbox, &all);
}

#[test]
fn settings_that_are_wrong_are_reported_without_harm() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let sandbox = Sandbox::empty();
    let root = vault(&sandbox);
    for settings in [
        "\"<qwrong>\" = 1",
        "people = [\"[<qwrong>\"]",
        "people = [\"<qwrong>\"]",
        "date_order = \"<qwrong>\"",
        "not_contact = [\"<qwrong>\"]",
        "[cadence]\n\"<qwrong>\" = \"often\"",
        "[cadence]\nx = \"<qwrong>\"",
        "[cadence]\n\"tga:<qwrong>\" = \"1w\"",
        "[kinds]\n\"<qwrong>\" = 1",
        "[fields]\n\"<qwrong>\" = [\"x\"]",
        "[queries]\n\"<qwrong>\" = \"x\"",
        "[queries]\nx = \"(<qwrong>\"",
        "x = <qwrong>",
    ] {
        put(&root, "ties.toml", settings);
        let shown = run(&sandbox, &root, &["ties list @x".to_owned()]);
        shown[0].assert_escaped();
    }
}

#[test]
fn a_rename_that_was_interrupted_is_reported_without_harm() {
    if !needs::all(&[Need::Program("script")]) {
        return;
    }
    let sandbox = Sandbox::empty();
    let root = vault(&sandbox);
    let journal = "{\"version\": 1, \"from\": \"<qfrom>.md\", \"to\": \"<qto>.md\", \"old_name\": \"<qold>\", \
                   \"new_name\": \"<qnew>\", \"notes\": []}";
    put(&root, ".ties-rename.json", journal);
    let lines = ["ties list", "ties rename --continue", "ties rename qalias Other"].map(str::to_owned);
    run(&sandbox, &root, &lines).iter().for_each(Shown::assert_escaped);
}
