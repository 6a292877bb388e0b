//! A vault in which every text is hostile to a terminal: names, fields, own keys, services, tags, groups, log entries,
//! tasks, headings, files, folders, settings, the template. After a mark of its own each carries what no terminal may get.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::sandbox::Sandbox;

/// A title, colours, the one-byte introducer, direction marks, line and paragraph separators, DEL and backspace; and signs
/// of no width, which scripts and emoji need and which do nothing.
const RAW: &str = "\u{1b}]0;x\u{7}\u{1b}[7m\u{9b}7m\u{202e}\u{2066}\u{200f}\u{feff}\u{2028}\u{7f}\u{8}\u{200b}\u{200d}";

/// A line that only an unescaped line end can begin.
pub(crate) const INJECTED: &str = "INJECTED";

/// How the text after a mark begins when it is escaped, as text and as JSON.
pub(crate) const ESCAPED: [&str; 2] = ["\\x1b]0", "\\u001b]0"];

/// A mark with what is hostile, on one line.
pub(crate) fn evil(mark: &str) -> String {
    format!("{mark}{RAW}")
}

/// The same with an end of the line.
pub(crate) fn evil_lines(mark: &str) -> String {
    format!("{mark}{RAW}\r\n{INJECTED}")
}

/// That as it is written between the double quotes of YAML and TOML.
fn quoted(mark: &str) -> String {
    let sign = |c: char| if c.is_ascii_graphic() { c.to_string() } else { format!("\\u{:04x}", c as u32) };
    evil_lines(mark).chars().map(sign).collect()
}

/// A text in which `<mark>` stands for what is hostile: between double quotes written as they need it, else raw and on one
/// line.
pub(crate) fn filled(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, (mark, after))) = rest.split_once('<').and_then(|(b, r)| Some((b, r.split_once('>')?))) {
        filled.push_str(before);
        let line = filled.rsplit('\n').next().unwrap_or_default();
        let is_quoted = line.matches('"').count() % 2 == 1;
        filled.push_str(&if is_quoted { quoted(mark) } else { evil(mark) });
        rest = after;
    }
    filled + rest
}

const FULL: &str = "---
name: \"<qname>\"
aliases: [\"<qalias>\"]
company: \"<qcompany>\"
role: \"<qrole>\"
city: \"<qcity>\"
country: \"<qcountry>\"
emails: [\"<qemail>\"]
phones: [\"<qphone>\"]
tags: [\"<qtag>\", \"<qcadencetag>\"]
groups: [\"<qgroup>\"]
links: {\"<qservice>\": \"<qaddress>\"}
birthday: 1980-09-20
relationship: \"<qrelationship>\"
card: \"<qcard>\"
follow_up: 2014-09-01
met: {date: 2014-09-13, at: \"<qplace>\", event: \"<qevent>\", by: \"<qby>\", how: \"<qhow>\"}
\"<qkey>\": \"<qvalue>\"
---
# Heading <qheading>

azure <qbody>

## Log

- 2014-07-23 standup @ <qsaidat>: said <qsaid>
- 2014-07-24 <qownkind> @ <qsaidat>: said more
- [ ] send <qpromise> 📅 2014-09-15
- [ ] send <qother> 📅 2014-09-14
";

const TWIN: &str = "---
name: \"<qname>\"
aliases: [\"<qsecond>\"]
status: \"<qstatus>\"
cadence: \"<qtier>\"
emails: [\"<qemail>\"]
groups: [\"<qspelling>\"]
met: {date: 2014-08-01, at: \"<qplace>\"}
last_contact: 2014-08-10
---
azure [[<qname>]]
";

const WRONG: &str = "---
name: \"<qwrongname>\"
cadence: \"<qwrongcadence>\"
birthday: \"<qwrongbirthday>\"
met: {date: \"<qwrongdate>\", by: \"[[<qnobody>]]\"}
last_contact: 07/08/2014 <qwronglast>
city: {\"<qwrongmap>\": x}
introduced_by: \"[[<qnobody>]]\"
groups: [\"<qgrouq>\"]
---
azure
";

const OTHERS: [(&str, &str); 7] = [
    ("group.md", "---\ntype: group\nname: \"<qgroup>\"\naliases: [\"<qspelling>\"]\n---\nazure\n"),
    (
        "event.md",
        "---\ntype: event\nname: \"<qeventname>\"\ndate: 2014-09-02\nat: \"<qplace>\"\npeople: [\"[[full]]\"]\n---\nazure\n",
    ),
    ("company.md", "---\ntype: company\nname: \"<qcompanyname>\"\ntags: [\"<qtag>\"]\n---\nazure\n"),
    ("titled.md", "# <qtitle>\n\nmet:: <qinline>\nazure\n"),
    ("broken.md", "---\nname: [<qbroken>\n---\nazure <qbroken>\n"),
    ("toml.md", "+++\nname = \"<qtoml>\"\nx = <qbadtoml>\n+++\nazure\n"),
    ("template.md", "---\nname: Left Over\nbirthday: \"{{<qplaceholder>}}\"\n---\nazure\n"),
];

const SETTINGS: &str = "people = [\"**\"]
not_contact = [\"<qkind>\"]
[cadence]
\"<qtier>\" = \"3 weeks\"
\"tag:<qcadencetag>\" = \"2 weeks\"
default = \"6 months\"
[kinds]
\"<qkind>\" = [\"<qkindword>\"]
standup = [\"qownkind\"]
[groups]
\"<qgroup>\" = [\"<qspelling>\"]
[fields]
role = [\"<qfield>\"]
[queries]
qqueryname = \"<qquery>\"
";

const TEMPLATE: &str = "---
name: {{ name }}
company: {{ company }}
\"<qtemplate>\": 1
---
{{ note }}
";

/// Every mark that is in the vault.
pub(crate) fn marks() -> Vec<&'static str> {
    let texts = [FULL, TWIN, WRONG, SETTINGS, TEMPLATE].into_iter().chain(OTHERS.map(|(_, text)| text));
    let marks = texts.flat_map(|text| text.split('<').skip(1).filter_map(|rest| rest.split_once('>')));
    marks.map(|(mark, _)| mark).chain(["qvault", "qfolder", "qfile", "qlink"]).collect()
}

/// The vault's folder, which is hostile too.
pub(crate) fn vault(sandbox: &Sandbox) -> PathBuf {
    let root = sandbox.home().join(evil_lines("qvault"));
    let folder = root.join(evil_lines("qfolder"));
    fs::create_dir_all(root.join("templates")).expect("new folders");
    fs::create_dir_all(&folder).expect("a new folder");
    put(&root, "full.md", FULL);
    put(&folder, &format!("{}.md", evil_lines("qfile")), TWIN);
    put(&folder, &format!("{}.md", evil_lines("Qfile")), WRONG);
    OTHERS.iter().for_each(|(file, text)| put(&folder, file, text));
    put(&root, "ties.toml", SETTINGS);
    put(&root, "templates/person.md", TEMPLATE);
    symlink("/", root.join(evil_lines("qlink"))).expect("a link");
    root
}

/// Writes a file in which every mark is filled.
pub(crate) fn put(folder: &Path, file: &str, text: &str) {
    fs::write(folder.join(file), filled(text)).expect("a new file");
}
