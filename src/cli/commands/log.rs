//! `ties log`: an interaction, for one person or several.

use super::writing;
use crate::cli::args::LogArgs;
use crate::cli::context::Context;
use crate::cli::editor;
use crate::cli::failure::{FAILED, Failure};
use crate::cli::output::escape;
use crate::cli::piped;
use crate::text::{decode, lines};
use crate::workspace::{Log, Logging};

pub(in crate::cli) fn run(context: &Context, args: &LogArgs) -> Result<u8, Failure> {
    if args.several.go_on {
        return writing::go_on(context, "log", args.several.dry.dry_run);
    }
    let typed = Log {
        words: &args.words,
        on: args.on.as_deref(),
        kind: args.kind.as_deref(),
        at: args.at.as_deref(),
        next: args.next.as_deref(),
        again: args.again,
    };
    writing::edits_of(context, args.several.dry.dry_run, "log", |workspace, user| {
        let mut logging = workspace.log(typed, user)?;
        match logging.text.as_deref() {
            Some("-") => logging.text = Some(piped::text()?),
            None if piped::is_there() => logging.text = Some(piped::text()?),
            None => logging.text = Some(written(&logging)?),
            Some(_) => {}
        }
        Ok(logging.edits(workspace)?)
    })
}

/// A text from the user's editor.
fn written(logging: &Logging) -> Result<String, Failure> {
    let names: Vec<_> = logging.people.iter().map(|note| escape::line(&note.person.name)).collect();
    let help = format!(
        "\n# What happened with {} on {}? It may begin with a kind and a place:\n\
         # lunch @ FOSDEM: wants a demo\n\
         # Lines that begin with `# ` are ignored; an empty text logs nothing.\n",
        names.join(", "),
        logging.day
    );
    let asked = editor::write("LOG.md", &help);
    let text = decode(&asked.map_err(|failure| {
        failure.hint(format!("or give the text as the last argument: ties log {} \"call: …\"", names.join(" ")))
    })?)
    .text;
    let lines: Vec<&str> = lines::each(&text).filter(|line| !line.starts_with("# ")).collect();
    match lines.join("\n").trim() {
        "" => Err(Failure::new(FAILED, "the text is empty: nothing was logged")),
        text => Ok(text.to_owned()),
    }
}
