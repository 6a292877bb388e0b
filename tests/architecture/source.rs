//! Reading of source files, as far as their paths go.
//!
//! Owns the cutting of code into words, without comments, texts and tests. Must not know what a path means.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file without its tests.
pub(crate) struct Source {
    /// Below `src`, with `/`.
    pub(crate) path: String,
    /// As it is in the file, but for lines that are comments.
    pub(crate) code: String,
    pub(crate) words: Vec<String>,
    /// Its first line.
    pub(crate) header: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Source {
        let text = without_tests(text);
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let header = text.lines().next().unwrap_or_default().to_owned();
        Source { path: path.to_owned(), code: code.join("\n"), words: without_inline_tests(words(text)), header }
    }

    /// The folder right below `src`, or the file there.
    pub(crate) fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether a word occurs in the code, and not as the end of a longer one.
    pub(crate) fn uses(&self, word: &str) -> bool {
        let joined = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).any(|(at, _)| !self.code[..at].ends_with(joined))
    }

    /// The path of the file's module: `cli::output` for `cli/output/mod.rs`.
    pub(crate) fn module(&self) -> Vec<String> {
        let mut names: Vec<String> = self.path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if names.last().is_some_and(|last| last == "mod") || names == ["lib"] || names == ["main"] {
            names.pop();
        }
        names
    }
}

/// All source files of the program that are no tests.
pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let below = |file: &Path| file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
    let files = files.into_iter().map(|file| (below(&file), file)).filter(|(path, _)| !is_test(path));
    files.map(|(path, file)| Source::new(&path, &fs::read_to_string(file).expect("a source file"))).collect()
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|extension| extension == "rs") => files.push(path),
            false => {}
        }
    }
    files.sort();
}

/// The text up to the tests at its end.
fn without_tests(text: &str) -> &str {
    let heads = ["mod tests {", "pub(crate) mod tests {"];
    let ends = heads.iter().filter_map(|head| {
        let at = text.find(&format!("\n{head}"))?;
        let attribute = text[..at].rfind("\n#[cfg(")?;
        text[attribute..at].contains("test").then_some(attribute)
    });
    &text[..ends.min().unwrap_or(text.len())]
}

/// The words without `#[cfg(test)]` and the item after it.
fn without_inline_tests(words: Vec<String>) -> Vec<String> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at..].iter().map(String::as_str).take(mark.len()).eq(mark) {
            at = end_of_item(&words, at + mark.len());
        } else {
            kept.push(words[at].clone());
            at += 1;
        }
    }
    kept
}

/// After the `;` or the `}` that ends the item.
fn end_of_item(words: &[String], from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(from) {
        match word.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && word == "}" {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    words.len()
}

/// Names, `::`, and every other sign alone.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = skipped(rest).unwrap_or_else(|| {
            let len = length(rest, c);
            if !c.is_whitespace() {
                words.push(rest[..len].to_owned());
            }
            len
        });
        rest = &rest[len..];
    }
    words
}

fn length(rest: &str, c: char) -> usize {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    match c {
        c if name(c) => rest.find(|c| !name(c)).unwrap_or(rest.len()),
        ':' if rest.starts_with("::") => 2,
        c => c.len_utf8(),
    }
}

/// How long a comment, text or character is that begins here, if one does.
fn skipped(rest: &str) -> Option<usize> {
    let until = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(until("*/", 2));
    }
    for (open, close) in [("r##\"", "\"##"), ("r#\"", "\"#"), ("r\"", "\""), ("br#\"", "\"#"), ("br\"", "\"")] {
        if rest.starts_with(open) {
            return Some(until(close, open.len()));
        }
    }
    match rest.strip_prefix('b').unwrap_or(rest).chars().next()? {
        '"' => Some(quoted(rest, '"')),
        '\'' => character(rest),
        _ => None,
    }
}

/// A character, and no lifetime.
fn character(rest: &str) -> Option<usize> {
    let start = rest.find('\'')? + 1;
    let mut inner = rest[start..].chars();
    match (inner.next()?, inner.next()?) {
        ('\\', _) => Some(quoted(rest, '\'')),
        (c, '\'') => Some(start + c.len_utf8() + 1),
        _ => None,
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let start = rest.find(quote).map_or(rest.len(), |at| at + 1);
    let mut escaped = false;
    for (at, c) in rest[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return start + at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_cut_into_words_without_comments_texts_and_tests() {
        let text = "//! use a::b;\nfn f<'a>(c: &'a str) { g(\"use x::y\", '\\'', 'é', r#\"\"z::z\"#); /* q */ }\n\
                    #[cfg(test)]\nuse p::q;\n#[cfg(test)]\nmod tests {\n use r::s;\n}\n";
        let words = Source::new("a.rs", text).words.join(" ");
        assert_eq!(words, "fn f < ' a > ( c : & ' a str ) { g ( , , , ) ; }");
    }

    #[test]
    fn the_module_of_a_file_is_that_of_its_place() {
        for (path, module) in [("lib.rs", ""), ("a/mod.rs", "a"), ("a/b.rs", "a::b"), ("a/b/mod.rs", "a::b")] {
            assert_eq!(Source::new(path, "").module().join("::"), module);
        }
    }
}
