//! The index on disk: where it lies, who may write it, and whether it can be trusted.
//!
//! Owns the cache folder's layout: `index-v<FORMAT>/` with the engine's files and the seal, `index-v<FORMAT>.building/`
//! while a new one is made, and `lock`. Must not know notes.

pub(super) mod directory;
pub(super) mod disk;
pub(super) mod folder;
pub(super) mod overlay;
pub(super) mod seal;
pub(super) mod writer;

use std::fs::{self, File, TryLockError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tantivy::index::IndexMeta;
use tantivy::store::Compressor;
use tantivy::{Directory, Index, IndexReader, ReloadPolicy};

use super::document::analyzer::tokenizers;
use super::error::IndexError;
use directory::{PrivateDirectory, copy_to_memory};

use super::document::schema::{FORMAT, fields};
use seal::Verdict;

/// How often a lock that is held is tried again.
const LOCK_STEP: Duration = Duration::from_millis(10);

/// What a commit says about itself. An index whose commit says nothing is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) format: u32,
    /// What the caller's answers depend on besides the notes.
    pub(super) fingerprint: String,
    /// When the reading of the notes began, in nanoseconds since 1970.
    pub(super) verified_at_ns: i64,
    pub(super) complete: bool,
}

/// An index that can be asked.
pub(super) struct Ready {
    pub(super) index: Index,
    /// Where its files are.
    pub(super) directory: Box<dyn Directory>,
    pub(super) reader: IndexReader,
    pub(super) payload: Payload,
    /// `None` in memory.
    pub(super) folder: Option<PathBuf>,
    /// `None` in memory.
    pub(super) seal: Option<seal::Seal>,
}

impl Ready {
    /// The moment before which the notes that it holds were read.
    pub(super) fn verified_at_ns(&self) -> i64 {
        self.seal.as_ref().map_or(self.payload.verified_at_ns, |seal| seal.verified_at_ns)
    }
}

/// Why there is no index that can be asked.
#[derive(Debug)]
pub(super) enum NotReady {
    Absent,
    /// It was made under other settings.
    OtherFingerprint {
        /// How many notes it holds.
        notes: usize,
        /// Device and inode of the folder that they were in, if the seal fits.
        root: Option<(u64, u64)>,
    },
    /// It cannot be trusted, or not without the lock.
    Suspect(String),
}

/// The lock on the cache folder. The system takes it back when the process ends, however that happens.
pub(super) struct StoreLock {
    _file: File,
}

/// The place of one vault's index.
#[derive(Clone, Debug)]
pub(super) struct Store {
    cache: PathBuf,
}

impl Store {
    /// The store in this cache folder, which is made if it is missing.
    pub(super) fn at(cache: &Path) -> Result<Store, IndexError> {
        folder::make_private(cache)?;
        Ok(Store { cache: cache.to_owned() })
    }

    /// The store in a cache folder of which nothing is expected.
    pub(super) fn existing(cache: &Path) -> Store {
        Store { cache: cache.to_owned() }
    }

    pub(super) fn index_folder(&self) -> PathBuf {
        self.cache.join(format!("index-v{FORMAT}"))
    }

    /// Waits for the lock, but not for ever.
    pub(super) fn lock(&self, wait: Duration) -> Result<StoreLock, IndexError> {
        let path = self.cache.join("lock");
        let file = folder::open_private(&path).map_err(IndexError::file("open the lock", &path))?;
        let mut steps = wait.as_millis().div_ceil(LOCK_STEP.as_millis());
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(StoreLock { _file: file }),
                Err(TryLockError::Error(error)) => return Err(IndexError::file("lock", &path)(error)),
                Err(TryLockError::WouldBlock) if steps == 0 => return Err(IndexError::Busy { path }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_STEP),
            }
            steps -= 1;
        }
    }

    /// The index, if its files are as they were sealed. Needs no lock.
    pub(super) fn open(&self, fingerprint: &str) -> Result<Ready, NotReady> {
        let folder = self.index_folder();
        match seal::verdict(&folder) {
            Verdict::Sealed(seal) => open_at(&folder, fingerprint, Some(seal)),
            Verdict::Absent => Err(NotReady::Absent),
            other => Err(NotReady::Suspect(format!("{other:?}"))),
        }
    }

    /// The index, if its files are right, whatever their state. Reads every byte of those that are not as sealed. With
    /// the lock held, what looks like an update under way is what a killed one left.
    pub(super) fn open_checked(&self, fingerprint: &str) -> Result<Ready, NotReady> {
        let folder = self.index_folder();
        let sealed_at = match seal::verdict(&folder) {
            Verdict::Sealed(_) | Verdict::Absent => return self.open(fingerprint),
            Verdict::Touched(seal) => Some(seal.verified_at_ns),
            Verdict::Interrupted => None,
            Verdict::Broken => return Err(NotReady::Suspect("its files were changed".to_owned())),
        };
        let mut ready = open_at(&folder, fingerprint, None)?;
        ready.payload.verified_at_ns = sealed_at.unwrap_or(ready.payload.verified_at_ns);
        verify(&ready.index)?;
        Ok(ready)
    }

    /// An empty index beside the one in use, which stays as it is until [`Store::exchange`].
    pub(super) fn create(&self) -> Result<(Index, PathBuf), IndexError> {
        let folder = self.building_folder();
        folder::remove_all(&folder).map_err(IndexError::file("remove", &folder))?;
        folder::make_private(&folder)?;
        let directory = PrivateDirectory::open(&folder).map_err(IndexError::engine("make", &folder))?;
        let index = create_in(directory).map_err(IndexError::engine("make", &folder))?;
        Ok((index, folder))
    }

    /// Takes away what a build that failed has written, which may be much on a disk that is full.
    pub(super) fn discard(&self) {
        // Best effort: the next build starts with the same.
        let _ = folder::remove_all(&self.building_folder());
    }

    /// Puts the index that was built in the place of the one in use, and removes what no version needs any more.
    pub(super) fn exchange(&self) -> Result<(), IndexError> {
        let (folder, built, old) = (self.index_folder(), self.building_folder(), self.old_folder());
        folder::remove_all(&old).map_err(IndexError::file("remove", &old))?;
        if folder.exists() {
            fs::rename(&folder, &old).map_err(IndexError::file("set aside", &folder))?;
        }
        fs::rename(&built, &folder).map_err(IndexError::file("put in place", &built))?;
        self.remove_outdated();
        Ok(())
    }

    /// Best effort: what cannot be removed now will be after the next build. A newer version's index is not ours.
    fn remove_outdated(&self) {
        for entry in fs::read_dir(&self.cache).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(is_outdated) {
                let _ = folder::remove_all(&entry.path());
            }
        }
    }

    fn building_folder(&self) -> PathBuf {
        self.cache.join(format!("index-v{FORMAT}.building"))
    }

    fn old_folder(&self) -> PathBuf {
        self.cache.join(format!("index-v{FORMAT}.old"))
    }

    /// A copy of the index in memory, for when it cannot be written where it is; empty if it cannot be read either.
    pub(super) fn copy(&self, fingerprint: &str) -> Option<Ready> {
        let ready = self.open(fingerprint).or_else(|_| self.open_checked(fingerprint)).ok()?;
        let metas = ready.index.load_metas().ok()?;
        let mut files = segment_files(&metas, &self.index_folder());
        files.push(PathBuf::from(seal::META));
        let memory = copy_to_memory(&self.index_folder(), &files).ok()?;
        let directory: Box<dyn Directory> = Box::new(memory);
        let index = with_tokenizers(Index::open(directory.clone()).ok()?);
        let payload = Payload { verified_at_ns: ready.verified_at_ns(), ..ready.payload };
        let reader = reader(&index).ok()?;
        Some(Ready { index, directory, reader, payload, folder: None, seal: None })
    }
}

/// What distinguishes the state of the index in a cache folder from every other; `None` while it is being written.
pub fn stamp(cache: &Path) -> Option<String> {
    seal::stamp(&Store::existing(cache).index_folder())
}

/// The fingerprint under which the index in a cache folder was made, whether or not it can be trusted.
pub fn fingerprint_of(cache: &Path) -> Option<String> {
    let meta = fs::read(Store::existing(cache).index_folder().join(seal::META)).ok()?;
    let meta: serde_json::Value = serde_json::from_slice(&meta).ok()?;
    let payload: Payload = serde_json::from_str(meta.get("payload")?.as_str()?).ok()?;
    Some(payload.fingerprint)
}

/// Whether a name in the cache folder belongs to an older version or to a build that ended.
fn is_outdated(name: &str) -> bool {
    let Some(version) = name.strip_prefix("index-v") else { return false };
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    let number = version[..digits].parse::<u32>();
    number.is_ok_and(|number| number < FORMAT || (number == FORMAT && digits < version.len()))
}

/// An empty index in memory.
pub(super) fn create_in_memory() -> Result<(Index, Box<dyn Directory>), IndexError> {
    let directory: Box<dyn Directory> = Box::new(tantivy::directory::RamDirectory::create());
    let index = create_in(directory.clone()).map_err(IndexError::engine("make", Path::new("memory")))?;
    Ok((index, directory))
}

fn create_in(directory: impl Into<Box<dyn Directory>>) -> tantivy::Result<Index> {
    Ok(with_tokenizers(Index::create(directory, fields().schema.clone(), settings())?))
}

fn settings() -> tantivy::IndexSettings {
    // A row of an answer costs the reading of a block, so blocks are small. To compress them would save a quarter of their
    // room, and cost a listing of many rows a twentieth of its time.
    tantivy::IndexSettings {
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: 1024,
        docstore_compression: Compressor::None,
        ..Default::default()
    }
}

pub(super) fn with_tokenizers(mut index: Index) -> Index {
    index.set_tokenizers(tokenizers());
    index.set_fast_field_tokenizers(tokenizers());
    index
}

/// Opens the files in a folder. The engine may panic over damaged ones.
fn open_at(folder: &Path, fingerprint: &str, seal: Option<seal::Seal>) -> Result<Ready, NotReady> {
    let opened = catch_unwind(AssertUnwindSafe(|| open_engine(folder)));
    let (index, directory, payload, reader) = match opened {
        Ok(Ok(opened)) => opened,
        Ok(Err(error)) => return Err(NotReady::Suspect(error.to_string())),
        Err(_) => return Err(NotReady::Suspect("the search engine cannot open it".to_owned())),
    };
    let payload = payload.filter(|payload| payload.complete && payload.format == FORMAT);
    match payload {
        None => Err(NotReady::Absent),
        Some(payload) if payload.fingerprint != fingerprint => Err(NotReady::OtherFingerprint {
            notes: reader.searcher().num_docs() as usize,
            root: seal.map(|seal| seal.root),
        }),
        Some(payload) => Ok(Ready { index, directory, reader, payload, folder: Some(folder.to_owned()), seal }),
    }
}

/// An index as the engine has it open, with what its last commit recorded about it.
type Opened = (Index, Box<dyn Directory>, Option<Payload>, IndexReader);

/// The payload is read before the segments: should another process commit in between, it is the older and safer one.
fn open_engine(folder: &Path) -> tantivy::Result<Opened> {
    let directory: Box<dyn Directory> = Box::new(PrivateDirectory::open(folder)?);
    let index = with_tokenizers(Index::open(directory.clone())?);
    // Another schema is no damage: a program of another day made it.
    let ours = index.schema() == fields().schema;
    let payload = index.load_metas()?.payload.filter(|_| ours).and_then(|text| serde_json::from_str(&text).ok());
    let reader = reader(&index)?;
    Ok((index, directory, payload, reader))
}

/// A reader of the last commit that never looks for later ones by itself.
pub(super) fn reader(index: &Index) -> tantivy::Result<IndexReader> {
    index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(4).try_into()
}

/// Compares every file's checksum.
fn verify(index: &Index) -> Result<(), NotReady> {
    let checked = catch_unwind(AssertUnwindSafe(|| -> tantivy::Result<bool> {
        let metas = index.load_metas()?;
        for file in all_segment_files(&metas) {
            let is_there = index.directory().exists(&file)?;
            if is_there && !index.directory().validate_checksum(&file)? || !is_there && !is_optional(&file) {
                return Ok(false);
            }
        }
        Ok(true)
    }));
    match checked {
        Ok(Ok(true)) => Ok(()),
        Ok(Err(error)) => Err(NotReady::Suspect(error.to_string())),
        Ok(Ok(false)) | Err(_) => Err(NotReady::Suspect("a checksum is wrong".to_owned())),
    }
}

/// A list of deleted documents or a draft. Where there should be such a list, the engine has missed it before.
fn is_optional(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "del" || extension == "temp")
}

/// The files that the engine may have made for the segments of a commit.
fn all_segment_files(metas: &IndexMeta) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = metas.list_segment_files().into_iter().collect();
    files.sort_unstable();
    files
}

/// Those that it did make.
pub(super) fn segment_files(metas: &IndexMeta, folder: &Path) -> Vec<PathBuf> {
    all_segment_files(metas).into_iter().filter(|file| folder.join(file).exists()).collect()
}
