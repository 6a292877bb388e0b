//! What the index is and holds, and what bringing it up to date did.

use std::collections::BTreeMap;
use std::path::Path;

use super::{AskError, Question};
use crate::index::{Rebuilt, Select, size_on_disk};
use crate::model::{NoteType, TypeRule};
use crate::wire::{LeftOutRow, StatusRow};
use crate::workspace::{Workspace, WorkspaceError};

/// Asks for the state of the index.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a> {
    /// The vault's cache folder; `None` where the index is in memory.
    pub cache: Option<&'a Path>,
}

impl Question for Index<'_> {
    type Answer = StatusRow;

    fn answer(&self, workspace: &Workspace) -> Result<StatusRow, AskError> {
        workspace.prepare()?;
        let report = &workspace.report;
        let left_out = report.left_out.iter();
        Ok(StatusRow {
            vault: workspace.vault.root.display().to_string(),
            cache: self.cache.map_or("in memory".to_owned(), |cache| cache.display().to_string()),
            notes: report.notes,
            people: workspace.count_people()?,
            types: workspace.counts(NoteType::ALL.map(|one| (one.as_str(), Select::Type(one))))?,
            rules: workspace.counts(TypeRule::ALL.map(|one| (one.as_str(), Select::Rule(one))))?,
            notes_with_errors: workspace.notes_with_errors()?,
            bytes: self.cache.map_or(0, size_on_disk),
            added: report.added(),
            modified: report.modified(),
            moved: report.moved(),
            removed: report.removed(),
            rebuilt: report.rebuilt.as_ref().map(rebuilt),
            left_out: left_out.map(|l| LeftOutRow { path: l.path.clone(), reason: l.reason.to_string() }).collect(),
        })
    }
}

impl Workspace {
    /// How many notes are of each kind, of those kinds that there are.
    fn counts<const N: usize>(
        &self,
        kinds: [(&'static str, Select); N],
    ) -> Result<BTreeMap<&'static str, usize>, WorkspaceError> {
        let mut counts = BTreeMap::new();
        for (name, select) in kinds {
            counts.insert(name, self.snapshot.count(&select)?);
        }
        counts.retain(|_, count| *count > 0);
        Ok(counts)
    }
}

/// Why an index was rebuilt.
pub fn rebuilt(why: &Rebuilt) -> String {
    match why {
        Rebuilt::First => "built for the first time".to_owned(),
        Rebuilt::Asked => "rebuilt".to_owned(),
        Rebuilt::Settings => "rebuilt, because ties.toml or ties itself changed".to_owned(),
        Rebuilt::Damaged(what) => format!("rebuilt, because it was damaged: {what}"),
        Rebuilt::Stuck(what) => format!("rebuilt, because it could not be updated: {what}"),
    }
}
