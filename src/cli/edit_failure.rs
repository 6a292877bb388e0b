//! How a command that writes fails.
//!
//! Owns the wording of what was not written, and what to do about it. Must not know how commands work.

use super::failure::{FAILED, Failure, chain, quoted};
use crate::workspace::{ApplyError, EditError, InitError, ReadError, Refusal, TEMPLATE, WriteError, WriteErrorKind};

impl From<EditError> for Failure {
    fn from(error: EditError) -> Failure {
        match error {
            EditError::Unclear(unclear) => unclear.into(),
            EditError::Refused(refusal) => refusal.into(),
            EditError::Read(error) => error.into(),
            EditError::Write(error) => error.into(),
            EditError::Apply(error) => error.into(),
            EditError::Workspace(error) => error.into(),
            EditError::PersonGone { ref from, file, .. } => Failure::new(FAILED, error.to_string())
                .hint(format!("put it back at {from} and continue, or finish by hand and delete {file}")),
            EditError::TooLarge { .. } => Failure::new(FAILED, error.to_string()).hint("change it in an editor"),
            EditError::Duplicate { ref name, ref id, why } => {
                Failure::new(FAILED, format!("{}: {id}", taken(why, name)))
                    .hint(format!("see them: ties show {}", quoted(id.without_extension())))
                    .hint("if that is somebody else, use --force")
            }
            EditError::Template { ref name, ref why, line } => {
                let place = line.map_or(String::new(), |line| format!(":{line}"));
                Failure::new(FAILED, format!("cannot create a note for `{name}` from {TEMPLATE}{place}: {why}"))
                    .hint("fix the template, or move it away to use the built-in one")
            }
        }
    }
}

impl From<ApplyError> for Failure {
    fn from(error: ApplyError) -> Failure {
        let failure = Failure::new(FAILED, error.to_string());
        match error {
            ApplyError::Read(error) => error.into(),
            ApplyError::Write(error) => error.into(),
            ApplyError::Unsaved { .. } => failure.hint("save it there first, or close it"),
            ApplyError::Twice { .. } => failure.hint("make one change at a time"),
            ApplyError::Unfinished(unfinished) => failure.hint(format!("finish it: {}", unfinished.continuation())),
            ApplyError::NothingToContinue => failure,
            ApplyError::BadJournal { file } => {
                failure.hint(format!("finish it by hand or with git, and delete {file}"))
            }
            ApplyError::Changed { file, .. } | ApplyError::Gone { file, .. } => failure
                .hint("nothing was written")
                .hint(format!("put the note back as it was and continue, or finish by hand and delete {file}")),
            ApplyError::Stopped { error, unfinished, .. } => Failure::from(*error)
                .instead_hint(format!("what was written so far is kept; continue: {}", unfinished.continuation())),
        }
    }
}

impl From<InitError> for Failure {
    fn from(error: InitError) -> Failure {
        let failure = Failure::new(FAILED, chain(&error));
        match error {
            InitError::Already(_) => failure.hint("its settings are in ties.toml; to add a person: ties add NAME"),
            InitError::Edit(error) => error.into(),
            InitError::Start(_) | InitError::Walk(_) => failure,
        }
    }
}

/// What somebody has already.
fn taken(why: &str, name: &str) -> String {
    match why {
        "name" => format!("there is already somebody called `{name}`"),
        why => format!("somebody already has the {why} `{name}`"),
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::new(FAILED, refusal.to_string()).hint(refusal.remedy).hint("nothing was written")
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::new(FAILED, chain(&error))
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        let message = match &error.kind {
            WriteErrorKind::Exists { path } if *path == error.path => format!("{error}: it already exists"),
            _ => chain(&error),
        };
        let failure = Failure::new(FAILED, message);
        match error.kind {
            WriteErrorKind::Changed => failure.hint("the other change was kept; run the command again"),
            WriteErrorKind::HardLinks => {
                failure.hint("change it in an editor that writes in place, or copy the file over its other names")
            }
            WriteErrorKind::ReadOnly => {
                failure.hint(format!("allow it first: chmod u+w {}", quoted(&error.path.to_string_lossy())))
            }
            WriteErrorKind::OutOfVault => failure.hint("ties writes inside the vault only"),
            WriteErrorKind::Busy => failure.hint("run the command again when the other one is done"),
            WriteErrorKind::Full => failure.hint("make room and run the command again; nothing was changed"),
            WriteErrorKind::Unconfirmed(_) => failure.hint("the change was made; check the health of the disk"),
            WriteErrorKind::Exists { .. } => failure.hint("choose another name for it"),
            _ => failure.hint("nothing was written"),
        }
    }
}
