//! The generated vault: so many people in nested folders, the same for everybody who has the repository.
//!
//! Owns where the notes go and what is known of them afterwards. Must not know what is measured.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::mixed;
use crate::note::{self, Note, World};
use crate::random::Random;
use crate::words;

/// Changes with every change of what is generated, so that a kept vault is not taken for a new one.
pub(crate) const EDITION: u32 = 1;

/// Above this, the folders are divided once more.
const MANY: usize = 20_000;
/// One note in so many holds the rare word.
const RARE: usize = 200;
/// The group asked for: not the best known, not the least.
const GROUP: usize = 10;

/// What is known of a generated vault.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) notes: usize,
    pub(crate) bytes: u64,
    pub(crate) median_bytes: u64,
    pub(crate) folders: usize,
    /// A word that few notes hold, and how many.
    pub(crate) word: String,
    pub(crate) word_notes: usize,
    /// A user group, how many were first met there, and how many notes name it at all.
    pub(crate) group: String,
    pub(crate) group_met: usize,
    pub(crate) group_notes: usize,
}

/// Writes the vault of so many people below `out`, which need not exist.
pub(crate) fn generate(out: &Path, people: usize, seed: u64, mixed: bool) -> io::Result<Facts> {
    let world = world(people, seed);
    let mut tally = Tally::of(&world);
    for index in 0..people {
        let mut random = Random::of(seed, 1_000 + index as u64);
        let folder = Shelf::draw(&mut random);
        let note = note::write(&world, index, index % RARE == RARE / 2, random);
        let folder = folder.path(index, &world.people[index].0, &note, people > MANY);
        put(&out.join(&folder), &world.people[index].0, &note.text)?;
        tally.add(folder, &note);
    }
    if mixed {
        mixed::generate(out, &world, seed)?;
    }
    Ok(tally.facts())
}

fn world(people: usize, seed: u64) -> World {
    let mut random = Random::of(seed, 2);
    let mut taken = HashSet::new();
    let people = (0..people).map(|_| words::new_name(&mut random, &mut taken)).collect();
    World { people, groups: words::groups(), vocabulary: words::vocabulary(20_000) }
}

fn put(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join(format!("{name}.md")), text)
}

/// The habits by which people file a note.
enum Shelf {
    Initial,
    Day,
    Company,
    Group,
    Inbox,
}

impl Shelf {
    fn draw(random: &mut Random) -> Shelf {
        match random.below(100) {
            0..35 => Shelf::Initial,
            35..55 => Shelf::Day,
            55..75 => Shelf::Company,
            75..90 => Shelf::Group,
            _ => Shelf::Inbox,
        }
    }

    fn path(self, index: usize, name: &str, note: &Note, many: bool) -> PathBuf {
        let drawer = if many { format!("{:02}", index % 24) } else { String::new() };
        let initial = name.chars().take(1).collect::<String>();
        match (self, &note.met, note.company, note.groups.first()) {
            (Shelf::Day, Some((_, day)), _, _) if many => day.strftime("met/%Y/%m/%d").to_string(),
            (Shelf::Day, Some((_, day)), _, _) => day.strftime("met/%Y/%m").to_string(),
            (Shelf::Company, _, Some(company), _) => format!("work/{company}/{drawer}"),
            (Shelf::Group, _, _, Some(group)) => format!("groups/{}", drawer_of(group)),
            (Shelf::Inbox, ..) => format!("inbox/{drawer}"),
            _ => format!("people/{initial}/{drawer}"),
        }
        .into()
    }
}

/// `.NET Circle Lyon` goes to `NET/Lyon`: a folder that begins with a dot would be hidden.
fn drawer_of(group: &str) -> String {
    group.trim_start_matches('.').replace(" Circle ", "/")
}

/// Counts while the notes are written.
struct Tally {
    facts: Facts,
    sizes: Vec<u64>,
    folders: HashSet<PathBuf>,
}

impl Tally {
    fn of(world: &World) -> Tally {
        let group = world.groups[GROUP].clone();
        let facts = Facts { word: words::RARE_WORD.to_owned(), group, ..Facts::default() };
        Tally { facts, sizes: Vec::new(), folders: HashSet::new() }
    }

    fn add(&mut self, folder: PathBuf, note: &Note) {
        let facts = &mut self.facts;
        let met_here = |(place, _): &(String, _)| *place == facts.group;
        facts.group_met += usize::from(note.met.as_ref().is_some_and(met_here));
        facts.word_notes += usize::from(note.text.contains(&facts.word));
        facts.group_notes += usize::from(note.text.contains(&facts.group));
        self.sizes.push(note.text.len() as u64);
        let inside = folder.ancestors().filter(|folder| *folder != Path::new(""));
        self.folders.extend(inside.map(Path::to_owned));
    }

    fn facts(mut self) -> Facts {
        self.sizes.sort_unstable();
        Facts {
            notes: self.sizes.len(),
            bytes: self.sizes.iter().sum(),
            median_bytes: self.sizes.get(self.sizes.len() / 2).copied().unwrap_or_default(),
            folders: self.folders.len(),
            ..self.facts
        }
    }
}
