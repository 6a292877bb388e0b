//! `ties completions`: what a shell needs to complete a command line of ties.

use crate::cli::args::{CompletionsArgs, ShellArg};
use crate::cli::completion::VARIABLE;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::shells::SHELLS;

/// Prints the script that makes the shell ask ties itself for what may come next.
pub(in crate::cli) fn run(context: &Context, args: &CompletionsArgs) -> Result<u8, Failure> {
    let name = match args.shell {
        ShellArg::Bash => "bash",
        ShellArg::Zsh => "zsh",
        ShellArg::Fish => "fish",
        ShellArg::Elvish => "elvish",
        ShellArg::PowerShell => "powershell",
    };
    let shell = SHELLS.completer(name).expect("every shell of the command line is one of these");
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "ties", "ties", "ties", &mut script).map_err(Failure::output)?;
    context.output.print_bytes(&script)?;
    Ok(0)
}
