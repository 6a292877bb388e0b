//! Lines of the shell on a terminal, and the judgement of what the terminal got: text, and colours and links of ours.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::hostile_text::{ESCAPED, INJECTED, evil};
use crate::sandbox::Sandbox;

/// A line of the shell, and what a terminal showed of it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) line: String,
    pub(crate) text: String,
}

/// A terminal in a folder that is the vault, with a hostile cache.
pub(crate) fn terminal(sandbox: &Sandbox, root: &Path, line: &str) -> Command {
    let shell = sandbox.shell("");
    // Only what hangs takes so long.
    let mut script = Command::new("timeout");
    script.args(["300", "script", "-qec", line, "/dev/null"]).current_dir(root).env_clear().stdin(Stdio::null());
    script.envs(shell.get_envs().filter_map(|(key, value)| Some((key, value?)))).env("TIES_VAULT", root);
    script.env("XDG_CACHE_HOME", sandbox.home().join(evil("qcache"))).env("TERM", "xterm").env("PAGER", "cat");
    script.env("EDITOR", "sh -c 'printf qedited >> \"$0\"'");
    script
}

/// Runs lines of the shell one after the other.
pub(crate) fn run(sandbox: &Sandbox, root: &Path, lines: &[String]) -> Vec<Shown> {
    const BETWEEN: &str = "@@@ next @@@\n";
    let text: String = lines.iter().map(|line| format!("{line}\nprintf '{BETWEEN}'\n")).collect();
    let file = sandbox.home().join("lines.sh");
    std::fs::write(&file, text.replace(BETWEEN, "@@@ next @@@\\n")).expect("a new file");
    let output = terminal(sandbox, root, "sh ../lines.sh </dev/null").output().expect("script starts");
    let shown = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
    let parts: Vec<&str> = shown.split(BETWEEN).collect();
    assert_eq!(parts.len(), lines.len() + 1, "{shown}");
    lines.iter().zip(parts).map(|(line, text)| Shown { line: line.clone(), text: text.to_owned() }).collect()
}

/// Runs one line to which something is typed.
pub(crate) fn run_typing(sandbox: &Sandbox, root: &Path, line: &str, typed: &str) -> Shown {
    let mut running = Session::begin(sandbox, root, line);
    running.send(typed);
    running.end()
}

/// A program that runs on a terminal while a test does.
pub(crate) struct Session {
    line: String,
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    output: String,
}

impl Session {
    pub(crate) fn begin(sandbox: &Sandbox, root: &Path, line: &str) -> Session {
        let mut script = terminal(sandbox, root, line);
        let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script starts");
        let out = BufReader::new(child.stdout.take().expect("a pipe"));
        Session { line: line.to_owned(), child, out, output: String::new() }
    }

    pub(crate) fn send(&mut self, typed: &str) {
        self.child.stdin.as_mut().expect("a pipe").write_all(typed.as_bytes()).expect("it is read");
    }

    /// Reads until a line holds this.
    pub(crate) fn wait_for(&mut self, text: &str) {
        let from = self.output.len();
        while !self.output[from..].contains(text) {
            let mut line = Vec::new();
            let read = self.out.read_until(b'\n', &mut line).expect("it is heard");
            assert!(read > 0, "{}: it ended before `{text}`: {:?}", self.line, self.output);
            self.output.push_str(&String::from_utf8_lossy(&line));
        }
    }

    /// Hears the rest.
    pub(crate) fn end(mut self) -> Shown {
        let mut rest = Vec::new();
        std::io::Read::read_to_end(&mut self.out, &mut rest).expect("it is heard");
        self.child.wait().expect("it ends");
        self.output.push_str(&String::from_utf8_lossy(&rest));
        Shown { line: self.line, text: self.output.replace("\r\n", "\n") }
    }
}

impl Shown {
    /// Whether the terminal showed what is hostile after a mark, escaped.
    pub(crate) fn has(&self, mark: &str) -> bool {
        ESCAPED.iter().any(|escaped| self.text.contains(&format!("{mark}{escaped}")))
    }

    /// Fails where nothing hostile was shown, or anything raw.
    pub(crate) fn assert_escaped(&self) {
        self.assert_harmless();
        assert!(self.has(""), "{self:?}");
    }

    /// Fails where the terminal got anything but text and what is ours.
    pub(crate) fn assert_harmless(&self) {
        let text = without_ours(&self.text);
        // What was asked for is between paths.
        let text = if self.line.ends_with(" -0") { text.replace('\0', "\n") } else { text };
        if let Some(at) = text.find(is_unsafe) {
            let from = text.floor_char_boundary(at.saturating_sub(80));
            panic!("{:?}: after {:?}: {:?}", self.line, &text[from..at], text[at..].chars().next());
        }
        let injected = text.lines().any(|line| line.to_lowercase().starts_with(&INJECTED.to_lowercase()));
        // A cell of CSV holds its line ends, in quotes.
        assert!(self.line.contains("--csv") || !injected, "{:?}: {text:?}", self.line);
    }
}

fn is_unsafe(c: char) -> bool {
    let is_control = c.is_control() && c != '\n';
    let is_mark = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_control || is_mark || c == '\u{feff}'
}

/// The text without colours and links of ours: nothing hostile looks like one.
fn without_ours(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        let len = colour(after).or_else(|| link(after));
        if len.is_none() {
            plain.push('\u{1b}');
        }
        rest = &after[len.unwrap_or(0)..];
    }
    plain + rest
}

/// How long a colour is after its ESC. Inverse is none of ours.
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix('[')?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    (numbers[end..].starts_with('m') && &numbers[..end] != "7").then_some(end + 2)
}

/// How long the begin or end of a link to a file is.
fn link(text: &str) -> Option<usize> {
    let (address, _) = text.strip_prefix("]8;;")?.split_once("\u{1b}\\")?;
    let is_ours = address.is_empty() || address.starts_with("file:///");
    (is_ours && address.bytes().all(|byte| byte.is_ascii_graphic())).then_some("]8;;".len() + address.len() + 2)
}

#[test]
fn what_is_hostile_is_distinguished_from_what_is_ours() {
    for ours in ["\u{1b}[1mAda\u{1b}[0m\n", "\u{1b}]8;;file:///a%1B\u{1b}\\a.md\u{1b}]8;;\u{1b}\\", "\\x1b[7m ↵ é 👩‍💻"]
    {
        Shown { line: String::new(), text: ours.to_owned() }.assert_harmless();
    }
    for hostile in [
        "\u{1b}[7m",
        "\u{1b}]0;x\u{7}",
        "\u{1b}]8;;http://x\u{1b}\\",
        "\u{1b}]8;;file:///\u{7}\u{1b}\\",
        "\u{9b}1m",
        "\r",
        "\t",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "a\ninjected",
    ] {
        let shown = Shown { line: String::new(), text: format!("x{hostile}") };
        assert!(std::panic::catch_unwind(|| shown.assert_harmless()).is_err(), "{hostile:?}");
    }
}
