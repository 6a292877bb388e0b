//! `ties watch --install-hint`: how the system starts the watch by itself, with the paths of this machine.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::escape;

/// Prints a systemd user unit and a launchd agent.
pub(super) fn print(context: &Context, root: &Path) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(Failure::own_path)?;
    context.output.print(&format!("{}\n{}", systemd(&program, root), launchd(&program, root)))
}

fn systemd(program: &Path, root: &Path) -> String {
    let (program, root) = (systemd_word(program), systemd_word(root));
    format!(
        "# Linux: save as ~/.config/systemd/user/ties-watch.service, then
#   systemctl --user daemon-reload && systemctl --user enable --now ties-watch
[Unit]
Description=Keep the index of {root} true

[Service]
ExecStart={program} --vault {root} watch --quiet
Restart=on-failure
RestartSec=10

[Install]
WantedBy=default.target
"
    )
}

/// A word of a unit file: in quotes, with its own escapes and specifiers.
fn systemd_word(path: &Path) -> String {
    let text = path.to_string_lossy();
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    match escaped.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c)) {
        true => escaped,
        false => format!("\"{}\"", without_controls(&escaped, bytes_in_hexadecimal)),
    }
}

/// What a terminal must not have and what would begin a new line, written as `written` says.
fn without_controls(text: &str, written: impl Fn(char) -> String) -> String {
    text.chars().map(|c| if escape::is_unsafe(c) { written(c) } else { c.to_string() }).collect()
}

fn bytes_in_hexadecimal(c: char) -> String {
    c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("\\x{byte:02x}")).collect()
}

fn launchd(program: &Path, root: &Path) -> String {
    let (program, root) = (xml(program), xml(root));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<!-- macOS: save from the line above on as ~/Library/LaunchAgents/ties.watch.plist, then
     launchctl bootstrap gui/$UID ~/Library/LaunchAgents/ties.watch.plist -->
<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">
<plist version=\"1.0\">
<dict>
    <key>Label</key>
    <string>ties.watch</string>
    <key>ProgramArguments</key>
    <array>
        <string>{program}</string>
        <string>--vault</string>
        <string>{root}</string>
        <string>watch</string>
        <string>--quiet</string>
    </array>
    <key>RunAtLoad</key>
    <true/>
    <key>KeepAlive</key>
    <true/>
</dict>
</plist>
"
    )
}

fn xml(path: &Path) -> String {
    let escaped = path.to_string_lossy().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    without_controls(&escaped, |c| format!("&#x{:x};", c as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plist_begins_with_its_declaration_or_no_parser_takes_it() {
        assert!(launchd(Path::new("/t"), Path::new("/v")).starts_with("<?xml "));
    }

    #[test]
    fn paths_are_written_as_each_system_reads_them() {
        for (path, unit, plist) in [
            ("/home/ada/notes", "/home/ada/notes", "/home/ada/notes"),
            ("/my notes/50%", "\"/my notes/50%%\"", "/my notes/50%"),
            ("/a\"b\\c$d", "\"/a\\\"b\\\\c$$d\"", "/a\"b\\c$d"),
            ("/r&d/<x>", "\"/r&d/<x>\"", "/r&amp;d/&lt;x&gt;"),
            ("/a\nUser=x\u{202e}", "\"/a\\x0aUser=x\\xe2\\x80\\xae\"", "/a&#xa;User=x&#x202e;"),
        ] {
            assert_eq!((systemd_word(Path::new(path)).as_str(), xml(Path::new(path)).as_str()), (unit, plist));
        }
    }
}
