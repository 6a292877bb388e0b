//! In which folders the system reports changes, and in which it does not.
//!
//! Owns `notify`'s watcher and the set of watched folders. A folder is watched before it is listed, or what is made in it
//! in between is never heard of; so whoever lists folders lists them again when [`Observer::cover`] says that some were
//! new. Must not know what is in the folders.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use notify::event::EventKindMask;
use notify::{Config, ErrorKind, PathOp, RecommendedWatcher, RecursiveMode, WatchPathConfig, Watcher};

use super::file_event::{FileEvent, Places};
use super::inbox::Inbox;
use crate::model::NoteId;
use crate::vault::{Medium, path_of};

/// Whether one watch covers all that is below it. On Linux each folder has its own, so that `.git` has none.
const RECURSIVE: bool = cfg!(not(target_os = "linux"));

/// Why some folders are not watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The system gives no more watches.
    Watches,
    /// The system gives no more watchers.
    Watchers,
    /// The file system does not report all changes.
    Medium,
    /// The caller wanted none.
    Asked,
    Other(String),
}

/// The watched folders of a vault.
pub(super) struct Observer {
    places: Places,
    inbox: Arc<Inbox>,
    watcher: Option<RecommendedWatcher>,
    /// Written as ids are.
    watched: BTreeSet<String>,
    /// What must be polled.
    polled: BTreeSet<String>,
    limit: Option<Limit>,
}

impl Observer {
    /// Watches nothing yet but the folder of the cookies.
    pub(super) fn new(places: Places, inbox: Arc<Inbox>, poll: bool) -> Observer {
        let (watched, polled) = (BTreeSet::new(), BTreeSet::new());
        let mut observer = Observer { places, inbox, watcher: None, watched, polled, limit: None };
        match poll {
            true => observer.limit = Some(Limit::Asked),
            false => observer.start(),
        }
        observer
    }

    fn start(&mut self) {
        let (places, inbox) = (self.places.clone(), Arc::clone(&self.inbox));
        let receive = move |event: notify::Result<notify::Event>| match event {
            Ok(event) => inbox.happened(places.read(&event)),
            Err(_) => inbox.happened(vec![FileEvent::Anything]),
        };
        let watcher = RecommendedWatcher::new(receive, config())
            .and_then(|mut watcher| watcher.watch(&self.places.cookies, RecursiveMode::NonRecursive).map(|()| watcher));
        match watcher {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => self.limit = Some(limit_of(&error)),
        }
    }

    /// Forgets everything and starts again: the folders may be others under the same names.
    pub(super) fn restart(&mut self) {
        let poll = self.limit == Some(Limit::Asked);
        *self = Observer::new(self.places.clone(), Arc::clone(&self.inbox), poll);
    }

    /// Watches these folders; with `all`, no others. `true` when some are new, so that they must be listed again.
    pub(super) fn cover(&mut self, folders: &[String], all: bool) -> bool {
        if all {
            self.keep_only(&folders.iter().map(String::as_str).collect());
        }
        let is_new = |folder: &&String| !self.watched.contains(*folder) && !self.polled.contains(*folder);
        let new: Vec<String> = folders.iter().filter(is_new).cloned().collect();
        let watched = self.watch_all(&new);
        let changed = !watched.is_empty();
        for folder in new {
            // What the system does not report in full must be polled as well.
            if !watched.contains(&folder) || !self.reports_all_changes(&folder) {
                self.polled.insert(folder);
            }
        }
        self.watched.extend(watched);
        changed
    }

    fn reports_all_changes(&mut self, folder: &str) -> bool {
        let reports_all = self.path(folder).is_some_and(|path| Medium::reports_all_changes(&path));
        if !reports_all {
            self.limit.get_or_insert(Limit::Medium);
        }
        reports_all
    }

    /// Those of the folders that are watched now.
    fn watch_all(&mut self, folders: &[String]) -> BTreeSet<String> {
        let Some(watcher) = self.watcher.as_mut() else { return BTreeSet::new() };
        let mut watched: BTreeSet<String> = folders.iter().cloned().collect();
        if RECURSIVE {
            let root = watcher.watch(&self.places.root, RecursiveMode::Recursive);
            return if root.is_ok() { watched } else { BTreeSet::new() };
        }
        let path = |folder: &String| Some(PathOp::Watch(absolute(&self.places.root, folder)?, alone()));
        let mut waiting: Vec<PathOp> = folders.iter().filter_map(path).collect();
        while let Err(error) = watcher.update_paths(std::mem::take(&mut waiting)) {
            if let Some(PathOp::Watch(failed, _)) = error.origin {
                let id = crate::vault::id_of(failed.strip_prefix(&self.places.root).unwrap_or(&failed));
                watched.remove(id.as_str());
            }
            waiting = error.remaining;
            match error.source.kind {
                // It has gone meanwhile; that is an event of the folder above.
                ErrorKind::PathNotFound => {}
                _ => self.limit = Some(limit_of(&error.source)),
            }
            if self.limit == Some(Limit::Watches) {
                // No other folder will fare better.
                let unwatched: Vec<String> = waiting.iter().map(|op| self.id(op.as_path())).collect();
                watched.retain(|folder| !unwatched.contains(folder));
                break;
            }
        }
        watched
    }

    fn id(&self, path: &Path) -> String {
        crate::vault::id_of(path.strip_prefix(&self.places.root).unwrap_or(path)).as_str().to_owned()
    }

    fn keep_only(&mut self, folders: &BTreeSet<&str>) {
        let gone: Vec<String> =
            self.watched.iter().filter(|folder| !folders.contains(folder.as_str())).cloned().collect();
        gone.iter().for_each(|folder| self.unwatch(folder));
        self.polled.retain(|folder| folders.contains(folder.as_str()));
    }

    /// The folder's entry changed: what is there now, if anything, is another folder, and so is all below it. Whether
    /// it was known.
    pub(super) fn forget(&mut self, folder: &str) -> bool {
        let below = format!("{folder}/");
        let is_below = |known: &&String| *known == folder || known.starts_with(&below);
        let gone: Vec<String> = self.watched.iter().filter(is_below).cloned().collect();
        let polled = self.polled.len();
        self.polled.retain(|known| !is_below(&known));
        gone.iter().for_each(|folder| self.unwatch(folder));
        !gone.is_empty() || self.polled.len() < polled
    }

    fn unwatch(&mut self, folder: &str) {
        self.watched.remove(folder);
        if let (Some(watcher), Some(path), false) = (&mut self.watcher, absolute(&self.places.root, folder), RECURSIVE)
        {
            // The system may have taken it away with the folder.
            let _ = watcher.unwatch(&path);
        }
    }

    pub(super) fn polled(&self) -> &BTreeSet<String> {
        &self.polled
    }

    /// How many folders are known.
    pub(super) fn folders(&self) -> usize {
        self.watched.union(&self.polled).count()
    }

    /// Why some folders are polled, while any are.
    pub(super) fn limit(&self) -> Option<&Limit> {
        self.limit.as_ref().filter(|_| !self.polled.is_empty())
    }

    /// Whether a cookie that came back proves anything: on systems whose events come in the order of what happened.
    pub(super) fn keeps_order(&self) -> bool {
        cfg!(target_os = "linux") && self.watcher.is_some()
    }

    fn path(&self, folder: &str) -> Option<PathBuf> {
        absolute(&self.places.root, folder)
    }
}

fn absolute(root: &Path, folder: &str) -> Option<PathBuf> {
    match folder {
        "" => Some(root.to_owned()),
        folder => path_of(&NoteId::new(folder)).ok().map(|path| root.join(path)),
    }
}

/// Who only reads notes must not wake us.
fn config() -> Config {
    Config::default().with_event_kinds(EventKindMask::CORE | EventKindMask::ACCESS_CLOSE)
}

fn alone() -> WatchPathConfig {
    WatchPathConfig::new(RecursiveMode::NonRecursive).with_dereference_symlinks(false)
}

fn limit_of(error: &notify::Error) -> Limit {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Limit::Watches,
        ErrorKind::Io(error) if is_too_many(error) => Limit::Watchers,
        _ => Limit::Other(error.to_string()),
    }
}

#[cfg(unix)]
fn is_too_many(error: &std::io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::MFILE.raw_os_error())
}

#[cfg(not(unix))]
fn is_too_many(_: &std::io::Error) -> bool {
    false
}
