//! Somebody at the prompt of an interactive shell, in a terminal of their own.
//!
//! In these shells `ties` completes as always, but what is run is only written down.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::sandbox::Sandbox;

/// Shells that complete, with what they read at their start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shell {
    Bash,
    /// Bash that cuts words at blanks alone.
    BashWithoutColons,
    Zsh,
    Fish,
}

/// How long a shell may be silent before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a shell prints when it waits for a line, and what follows a run.
const READY: &str = "<ready>";
const RAN: &str = "<ran>";

pub(crate) struct Prompt {
    terminal: Child,
    output: Receiver<Vec<u8>>,
    /// What came so far, up to the last thing waited for.
    seen: String,
    ran: PathBuf,
}

impl Shell {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Shell::Bash | Shell::BashWithoutColons => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
        }
    }

    pub(crate) fn is_bash(self) -> bool {
        self.name() == "bash"
    }

    /// The file that it reads first, and what it reads there.
    fn settings(self) -> (&'static str, &'static str) {
        match self {
            Shell::Bash => ("bashrc", "PS1='<ready>'; source <(ties completions bash)\n"),
            Shell::BashWithoutColons => {
                ("bashrc", "PS1='<ready>'; COMP_WORDBREAKS=$' \\t\\n\"\\''; source <(ties completions bash)\n")
            }
            Shell::Zsh => {
                (".zshrc", "PS1='<ready>'; autoload -Uz compinit; compinit -u -D; source <(ties completions zsh)\n")
            }
            Shell::Fish => (
                "config/fish/config.fish",
                "function fish_prompt; printf '<ready>'; end; set -g fish_greeting; ties completions fish | source\n",
            ),
        }
    }

    fn command(self) -> &'static str {
        match self {
            Shell::Bash | Shell::BashWithoutColons => "bash --noprofile --rcfile \"$HOME/bashrc\" -i",
            Shell::Zsh => "zsh -d -i",
            Shell::Fish => "fish --private -i",
        }
    }
}

impl Prompt {
    pub(crate) fn open(shell: Shell, vault: &Sandbox) -> Prompt {
        let home = vault.home();
        let write = |path: &str, text: &str| {
            let file = home.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
            fs::write(&file, text).expect("a new file");
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("a file of ours");
        };
        let (settings, text) = shell.settings();
        write(settings, text);
        write("bin/ties", &stand_in());
        // Without these fish makes completions of every manual page when it starts for the first time.
        write(".local/share/fish/generated_completions/none", "");
        write("cache/fish/generated_completions/none", "");
        let line = format!("stty rows 50 cols 200; exec {}", shell.command());
        let mut terminal = in_terminal(vault, &line).spawn().expect("script starts");
        let output = chunks(terminal.stdout.take().expect("a pipe"));
        let mut prompt = Prompt { terminal, output, seen: String::new(), ran: home.join("ran") };
        prompt.wait_for(READY);
        prompt
    }

    /// The arguments with which `ties` runs when this is typed, then Tab, then Enter.
    pub(crate) fn completed(&mut self, typed: &str) -> Vec<String> {
        self.ran(&format!("{typed}\t\r"))
    }

    /// The arguments with which `ties` runs by these keys.
    pub(crate) fn ran(&mut self, keys: &str) -> Vec<String> {
        self.press(keys);
        self.wait_for(RAN);
        self.wait_for(READY);
        let ran = fs::read(&self.ran).expect("it was written down");
        let arguments: Vec<String> =
            ran.split(|byte| *byte == 0).map(|text| String::from_utf8_lossy(text).into_owned()).collect();
        arguments[..arguments.len() - 1].to_vec()
    }

    pub(crate) fn press(&mut self, keys: &str) {
        let keyboard = self.terminal.stdin.as_mut().expect("a pipe");
        keyboard.write_all(keys.as_bytes()).and_then(|()| keyboard.flush()).expect("it is read");
    }

    /// Everything up to this text, from where the last such question ended.
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.seen.find(text) {
                let rest = self.seen.split_off(at + text.len());
                return std::mem::replace(&mut self.seen, rest);
            }
            let Ok(chunk) = self.output.recv_timeout(PATIENCE) else { panic!("no {text} in {:?}", self.seen) };
            let chunk = String::from_utf8_lossy(&chunk).into_owned();
            if chunk.contains("\u{1b}[c") || chunk.contains("\u{1b}[0c") {
                // Which terminal this is; fish waits for the answer.
                self.press("\u{1b}[?1;2c");
            }
            self.seen.push_str(&chunk);
        }
    }
}

impl Drop for Prompt {
    fn drop(&mut self) {
        let _ = self.terminal.kill();
        let _ = self.terminal.wait();
    }
}

/// `ties` completes; other runs are written down, every argument ended with NUL.
fn stand_in() -> String {
    let program = env!("CARGO_BIN_EXE_ties");
    format!(
        "#!/bin/sh\n[ -n \"$TIES_COMPLETE\" ] || [ \"$1\" = completions ] && exec '{program}' \"$@\"\n\
        printf '%s\\0' \"$@\" > \"$HOME/ran\"\nprintf '{RAN}\\n'\n"
    )
}

fn in_terminal(vault: &Sandbox, line: &str) -> Command {
    let mut script = Command::new("script");
    script.args(["-qec", line, "/dev/null"]).current_dir(vault.vault()).env_clear();
    script.envs(vault.shell("").get_envs().filter_map(|(key, value)| Some((key, value?))));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(vault.home().join("bin")).chain(std::env::split_paths(&path));
    script.env("PATH", std::env::join_paths(folders).expect("folders of programs"));
    script.env("TERM", "xterm").env("LANG", "C.UTF-8").env("SHELL", "/bin/sh");
    script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    script
}

/// What a pipe brings, as it comes.
fn chunks(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (to, from) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(len @ 1..) = pipe.read(&mut buffer) {
            if to.send(buffer[..len].to_vec()).is_err() {
                break;
            }
        }
    });
    from
}
