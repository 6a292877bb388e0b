//! Which file a path in the code leads to.
//!
//! Owns the modules with what they define, import and offer on, and the following of a path through them. Must not know
//! which arrows are allowed.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Source;

/// A path as it is written: names between `::`.
type Names = Vec<String>;

/// One import: what a name stands for.
#[derive(Clone, Debug)]
struct Import {
    path: Names,
    /// Offered to others, and not merely used.
    is_offer: bool,
}

#[derive(Debug, Default)]
struct Module {
    /// The file in which it is.
    file: usize,
    children: BTreeSet<String>,
    imports: BTreeMap<String, Import>,
    /// Modules of which all is imported.
    globs: Vec<Names>,
    /// Names that are in its code, apart from imports.
    names: BTreeSet<String>,
    items: BTreeSet<String>,
    /// Paths that are in its code.
    paths: Vec<Names>,
}

/// All modules, by their paths.
pub(crate) struct Modules<'s> {
    sources: &'s [Source],
    modules: BTreeMap<Names, Module>,
}

/// An arrow from one file to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: String,
    pub(crate) to: String,
    /// What is taken from there.
    pub(crate) name: String,
}

/// How often an import may lead to another.
const MOST_STEPS: usize = 16;

impl<'s> Modules<'s> {
    pub(crate) fn new(sources: &'s [Source]) -> Modules<'s> {
        let mut modules = Modules { sources, modules: BTreeMap::new() };
        for (file, source) in sources.iter().enumerate().filter(|(_, source)| source.path != "main.rs") {
            modules.add(source.module(), file);
            Reader { words: &source.words, at: 0, module: source.module(), file, modules: &mut modules }.read_all();
        }
        modules
    }

    fn add(&mut self, path: Names, file: usize) -> &mut Module {
        if let Some((name, parent)) = path.split_last() {
            self.modules.entry(parent.to_vec()).or_default().children.insert(name.clone());
        }
        let module = self.modules.entry(path).or_default();
        module.file = file;
        module
    }

    /// The paths in the code of each module, made absolute, with the file in which they are. What a module only offers
    /// on, without use for it, counts with `offers`.
    fn all_paths(&self, offers: bool) -> impl Iterator<Item = (usize, Names)> + '_ {
        self.modules.iter().flat_map(move |(at, module)| {
            let used = |(name, import): &(&String, &Import)| offers || !import.is_offer || module.names.contains(*name);
            let imported = module.imports.iter().filter(used).map(|(_, import)| &import.path);
            let globs = module.globs.iter().map(|path| path.iter().cloned().chain(["*".to_owned()]).collect());
            let all = imported.chain(&module.paths).cloned().chain(globs);
            all.filter_map(|path: Names| Some((module.file, self.absolute_path(at, &path)?))).collect::<Vec<_>>()
        })
    }

    /// A path as it is written in a module, from the root of the crate; `None` when it leads out of the crate.
    fn absolute_path(&self, module: &[String], path: &[String]) -> Option<Names> {
        let mut at = module.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (at, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {}
            first => {
                let here = self.modules.get(module)?;
                match here.imports.get(first) {
                    _ if here.children.contains(first) => {}
                    Some(import) if import.path.first().is_some_and(|name| name != first) => {
                        let path: Names = import.path.iter().chain(&path[1..]).cloned().collect();
                        return self.absolute_path(module, &path);
                    }
                    _ => return None,
                }
            }
        }
        while rest.first().is_some_and(|name| name == "super") {
            at.pop()?;
            rest = &rest[1..];
        }
        at.extend(rest.iter().cloned());
        Some(at)
    }

    /// The file that defines what the path leads to, and its name; `None` when it leads to a module as such.
    fn file_of(&self, path: &[String], steps: usize) -> Option<(usize, String)> {
        let depth = (0..=path.len()).rev().find(|depth| self.modules.contains_key(&path[..*depth]))?;
        let (at, rest) = path.split_at(depth);
        let module = &self.modules[at];
        let name = rest.first()?;
        if module.items.contains(name) || steps == 0 {
            return Some((module.file, name.clone()));
        }
        if let Some(import) = module.imports.get(name) {
            let on: Names = import.path.iter().chain(&rest[1..]).cloned().collect();
            return self.absolute_path(at, &on).and_then(|on| self.file_of(&on, steps - 1));
        }
        let through = |glob: &Names| {
            let on: Names = self.absolute_path(at, glob)?.into_iter().chain(rest.iter().cloned()).collect();
            self.file_of(&on, steps - 1)
        };
        module.globs.iter().find_map(through).or_else(|| Some((module.file, name.clone())))
    }

    /// The arrows between files.
    pub(crate) fn arrows(&self) -> BTreeSet<Arrow> {
        let arrow = |(from, path): (usize, Names)| {
            let (to, name) = self.file_of(&path, MOST_STEPS)?;
            let path = |file: usize| self.sources[file].path.clone();
            (from != to).then(|| Arrow { from: path(from), to: path(to), name })
        };
        self.all_paths(false).filter_map(arrow).collect()
    }

    /// The rooms that each file names: the file, and the first name of a path from the root.
    pub(crate) fn rooms_named(&self) -> BTreeSet<(String, String)> {
        let room = |(from, path): (usize, Names)| {
            let source = &self.sources[from];
            let room = path.first()?.clone();
            (room != source.room()).then(|| (source.path.clone(), room))
        };
        self.all_paths(true).filter_map(room).collect()
    }
}

/// Reads the words of one file.
struct Reader<'r, 's> {
    words: &'r [String],
    at: usize,
    module: Names,
    file: usize,
    modules: &'r mut Modules<'s>,
}

/// Words after which a name is defined.
const DEFINE: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "const", "static", "union"];

impl Reader<'_, '_> {
    fn word(&self, ahead: usize) -> &str {
        self.words.get(self.at + ahead).map_or("", String::as_str)
    }

    fn here(&mut self) -> &mut Module {
        self.modules.modules.entry(self.module.clone()).or_default()
    }

    /// Reads a file, or what is in the braces of a module.
    fn read_all(&mut self) {
        let mut depth = 0_usize;
        let mut is_offer = false;
        while self.at < self.words.len() {
            match self.word(0) {
                "}" if depth == 0 => return,
                "}" => depth -= 1,
                "{" => depth += 1,
                "pub" => is_offer = true,
                "use" => self.read_use(is_offer),
                "mod" if self.word(2) == "{" => self.read_module(),
                "mod" | "." => self.at += 1,
                word if DEFINE.contains(&word) && depth == 0 => self.define(),
                _ => self.read_path(),
            }
            is_offer &= !matches!(self.word(0), ";" | "}" | "{");
            self.at += 1;
        }
    }

    fn define(&mut self) {
        let name = self.word(1).to_owned();
        self.here().items.insert(name);
    }

    fn read_module(&mut self) {
        let (outer, name) = (self.module.clone(), self.word(1).to_owned());
        self.module.push(name);
        let (module, file) = (self.module.clone(), self.file);
        self.modules.add(module, file);
        self.at += 3;
        self.read_all();
        self.module = outer;
    }

    /// A path in the code: names between `::`. The last word of it is left to be passed over.
    fn read_path(&mut self) {
        if !is_name(self.word(0)) {
            return;
        }
        let mut path = vec![self.word(0).to_owned()];
        self.here().names.insert(path[0].clone());
        while self.word(1) == "::" && is_name(self.word(2)) {
            path.push(self.word(2).to_owned());
            self.at += 2;
        }
        if path.len() > 1 {
            self.here().paths.push(path);
        }
    }

    /// Leaves the `;` to be passed over.
    fn read_use(&mut self, is_offer: bool) {
        self.at += 1;
        self.read_tree(Vec::new(), is_offer);
    }

    fn read_tree(&mut self, mut path: Names, is_offer: bool) {
        loop {
            match self.word(0) {
                "{" => return self.read_trees(&path, is_offer),
                "*" => {
                    self.here().globs.push(path);
                    self.at += 1;
                    return;
                }
                "::" => self.at += 1,
                name if is_name(name) && name != "as" => {
                    path.push(name.to_owned());
                    self.at += 1;
                }
                _ => return self.end_tree(path, is_offer),
            }
        }
    }

    /// What is in braces.
    fn read_trees(&mut self, path: &Names, is_offer: bool) {
        self.at += 1;
        while !matches!(self.word(0), "}" | "") {
            self.read_tree(path.clone(), is_offer);
            self.at += usize::from(self.word(0) != "}");
        }
        self.at += 1;
    }

    fn end_tree(&mut self, mut path: Names, is_offer: bool) {
        if path.len() > 1 {
            path.pop_if(|last| last == "self");
        }
        let mut alias = path.last().cloned();
        if self.word(0) == "as" {
            alias = Some(self.word(1).to_owned());
            self.at += 2;
        }
        if let Some(alias) = alias {
            self.here().imports.insert(alias, Import { path, is_offer });
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
