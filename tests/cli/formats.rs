use crate::sandbox::Sandbox;

/// Every listing, with arguments that give it rows on the sample vault.
const LISTINGS: [&str; 15] = [
    "today",
    "overdue",
    "due",
    "met --at montreal",
    "find rust",
    "list",
    "timeline --limit 9",
    "groups",
    "tags",
    "companies",
    "birthdays",
    "brief python",
    "stats",
    "queries",
    "check",
];

#[test]
fn every_listing_has_every_output() {
    let vault = Sandbox::sample();
    for line in LISTINGS {
        let json = Sandbox::ties(&vault, &format!("{line} --json -q"));
        let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
        let items = json["items"].as_array().expect("items");
        assert_eq!(json["count"], items.len(), "{line}");
        assert!(items.len() > 1 || line == "queries", "{line}");
        let output = |flag: &str| vault.ties(&format!("{line} {flag} -q")).stdout;
        let lines: Vec<serde_json::Value> =
            output("--jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(&lines, items, "{line}");
        assert_eq!(output("--count"), format!("{}\n", items.len()), "{line}");
        let mut csv = csv(&output("--csv"));
        assert_eq!(csv.len(), items.len() + 1, "{line}");
        let width = csv[0].len();
        assert!(csv.drain(..).all(|row| row.len() == width), "{line}");
        let field = items[0].as_object().expect("an object").keys().next().expect("a field").clone();
        assert_eq!(output(&format!("--format {{{{{field}}}}}")).lines().count(), items.len(), "{line}");
        assert_eq!(output(&format!("--sort {field}:desc --count")), format!("{}\n", items.len()), "{line}");
        let paths = output("--paths").lines().count();
        assert_eq!(paths, output("-0").matches('\0').count(), "{line}");
        assert!(output("").lines().count() >= items.len().min(2), "{line}");
    }
}

#[test]
fn a_single_answer_has_the_outputs_for_programs_too() {
    let vault = Sandbox::sample();
    assert_eq!(vault.ties("show ada lov --format {{name}} -q").clean(), "Ada Lovelace\n");
    assert_eq!(vault.ties("index --format {{notes}}").stdout, "58\n");
    assert_eq!(vault.ties("show ada lov --count -q").clean(), "1\n");
    assert_eq!(csv(&vault.ties("index --csv -q").clean()).len(), 2);
}

/// A reader of RFC 4180 that knows nothing of our writer.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => cell.extend(chars.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (c, _) => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "it ends with a line end");
    rows
}

#[test]
fn no_cell_is_run_by_a_spreadsheet() {
    let vault = Sandbox::with(&[
        (
            "a.md",
            "---\nname: \"=HYPERLINK(1)\"\nphone: +49 30 1\nrole: \"-2+3\"\ncity: \"@SUM(1)\"\ncompany: \"a, \\\"b\\\"\\nc\"\n---\n",
        ),
        ("b.md", "---\nname: \"\\tTab\"\nstatus: \"\\rx\"\n---\n"),
    ]);
    let rows = csv(&vault.ties("list --csv").clean());
    let column = |name: &str| rows[0].iter().position(|head| head == name).expect("a column");
    let cell = |row: usize, name: &str| rows[row][column(name)].as_str();
    for (name, expected) in [
        ("name", "'=HYPERLINK(1)"),
        ("phones", "'+49 30 1"),
        ("role", "'-2+3"),
        ("city", "'@SUM(1)"),
        ("company", "a, \"b\"\nc"),
    ] {
        assert_eq!(cell(1, name), expected);
    }
    assert_eq!(csv(&vault.ties("list --csv --raw").clean())[1][column("phones")], "+49 30 1");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{rows:?}");
}

#[test]
fn csv_has_a_column_for_every_field_whatever_the_rows() {
    let vault = Sandbox::with(&[("a.md", "# A\n")]);
    let rows = csv(&vault.ties("list --csv").clean());
    assert!(rows[0].iter().any(|head| head == "met.date"), "{:?}", rows[0]);
    assert_eq!(csv(&vault.ties("list nobody --csv").clean()), rows[..1]);
}

#[test]
fn rows_are_sorted_by_any_field_and_ties_by_path() {
    let vault = Sandbox::with(&[
        ("d.md", "---\nname: Éric\nlast_contact: 2014-01-01\n---\n"),
        ("c.md", "---\nname: Dora\n---\n"),
        ("b.md", "---\nname: Fay\nlast_contact: 2014-02-01\ncadence: 1d\n---\n"),
        ("a.md", "---\nname: Dora\nlast_contact: 2014-01-01\ncadence: 2d\n---\n"),
    ]);
    for (sort, expected) in [
        ("name", "a c d b"),
        ("name:desc", "b d a c"),
        ("last", "a d b c"),
        ("last_contact:desc", "b a d c"),
        ("days_overdue:desc", "a b c d"),
        ("path:desc", "d c b a"),
    ] {
        let paths = vault.ties(&format!("list --sort {sort} --paths")).clean().replace(".md\n", " ");
        assert_eq!(paths.trim(), expected, "{sort}");
    }
    assert_eq!(vault.ties("list --sort name:desc --limit 1 --paths").stdout, "b.md\n");
}

#[test]
fn a_field_an_order_or_a_template_that_is_none_is_not_understood() {
    let vault = Sandbox::sample();
    let mut shown: Vec<String> = [
        "list --sort nam",
        "list --sort zzz",
        "list --sort name:down",
        "list nobody --sort nam",
        "groups --format {{nmae}}",
        "list --json --csv",
    ]
    .map(|line| vault.transcript(line))
    .into();
    for template in ["{{name", "{% for %}", "{{name|nofilter}}"] {
        let run = vault.run(&["list", "--format", template]);
        shown.push(run.transcript(&format!("list --format '{template}'"), vault.home()));
    }
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_template_has_the_fields_of_the_json() {
    let vault = Sandbox::sample();
    let printed = |template: &str| vault.run(&["list", "company:boréal", "-q", "--format", template]).clean();
    insta::assert_snapshot!(
        [
            "{{name}} <{{emails[0]}}>",
            "{{met.date}}\\t{{met.at}}",
            "{% if overdue %}{{name}} {{days_overdue}}{% endif %}",
            "{{tags|join(\" \")|upper}}",
        ]
        .map(printed)
        .join("--\n")
    );
}

#[test]
fn a_table_with_colours_fits_as_one_without() {
    let vault = Sandbox::sample();
    for line in ["overdue", "list", "timeline", "groups"] {
        let table = |color: &str| {
            let mut command = vault.command(&[line, "--table", "--color", color, "-q"]);
            crate::sandbox::Run::of(command.env("COLUMNS", "80")).clean()
        };
        let mut plain = String::new();
        let mut escape = false;
        for c in table("always").chars() {
            match (c, escape) {
                ('\u{1b}', _) => escape = true,
                ('m', true) => escape = false,
                (c, false) => plain.push(c),
                _ => {}
            }
        }
        let trimmed = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(trimmed(&plain), trimmed(&table("never")), "{line}");
        let wide = |line: &&str| unicode_width::UnicodeWidthStr::width(*line) > 80;
        assert_eq!(plain.lines().find(wide), None, "{line}");
    }
}

#[test]
fn a_template_that_would_go_too_deep_is_refused() {
    let run = Sandbox::sample().run(&["list", "--format", &format!("{{{{{}1}}}}", "-".repeat(30_000))]);
    assert_eq!((run.status, run.stderr.as_str()), (2, "error: the template is longer than 4096 bytes\n"));
}

#[test]
fn a_diff_in_a_row_has_no_colours() {
    let vault = Sandbox::sample();
    for line in ["tag \"ada lov\" +x --dry-run", "init new --dry-run"] {
        let answer = vault.ties(&format!("{line} --json --color always")).json();
        let diff = answer["items"][0]["diff"].as_str().expect("a diff");
        assert!(diff.contains("@@") && !diff.contains('\u{1b}'), "{line}: {diff}");
    }
}
