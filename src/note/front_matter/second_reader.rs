//! `gray_matter` with its own engines reads what we read: every block that it accepts has the same keys and texts in ours.
//!
//! Owns the comparison. It types values (`1` is a number to it, `null` nothing) and keeps no order, so that only keys and
//! texts can be compared.

use std::path::PathBuf;

use gray_matter::engine::{TOML, YAML};
use gray_matter::{Matter, Pod};

use super::entry::{Entry, Value};
use super::{Format, read};
use crate::note::diagnostic::Report;
use crate::text::LineIndex;

/// How many keys and texts were compared, and of how many files.
#[derive(Debug, Default)]
struct Compared {
    files: usize,
    keys: usize,
    texts: usize,
}

/// The notes of the fixtures and of the sample vault.
fn notes() -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut found) = (vec![root.join("tests/fixtures/notes"), root.join("sample-vault")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            match path.extension().is_some_and(|extension| extension == "md") {
                // One note of the sample vault is in another encoding, which the other reader does not know.
                true => found.extend(std::fs::read_to_string(&path).ok().map(|text| (path, text))),
                false if path.is_dir() => folders.push(path),
                false => {}
            }
        }
    }
    found
}

/// What the other reader makes of the front matter, if it accepts it.
fn theirs(text: &str, format: Format) -> Option<Pod> {
    match format {
        Format::Yaml => Matter::<YAML>::new().parse::<Pod>(text).ok()?.data,
        Format::Toml => {
            let mut matter = Matter::<TOML>::new();
            matter.delimiter = "+++".to_owned();
            matter.parse::<Pod>(text).ok()?.data
        }
    }
}

fn compare_map(entries: &[Entry], pod: &Pod, compared: &mut Compared, place: &str) {
    let Pod::Hash(map) = pod else { panic!("{place}: a map to us, {pod:?} to the other reader") };
    let mut ours: Vec<&str> = entries.iter().filter(|entry| !entry.repeated).map(|entry| entry.key.as_str()).collect();
    let mut other: Vec<&str> = map.keys().map(String::as_str).collect();
    ours.sort_unstable();
    other.sort_unstable();
    assert_eq!(ours, other, "{place}");
    for entry in entries.iter().filter(|entry| !entry.repeated) {
        compared.keys += 1;
        compare(&entry.value, &map[&entry.key], compared, &format!("{place}: {}", entry.key));
    }
}

fn compare(value: &Value, pod: &Pod, compared: &mut Compared, place: &str) {
    match (value, pod) {
        (Value::Scalar(scalar), Pod::String(text)) => {
            compared.texts += 1;
            assert_eq!(scalar.text.trim_end(), text.trim_end(), "{place}");
        }
        (Value::List(items, _), Pod::Array(pods)) => {
            assert_eq!(items.len(), pods.len(), "{place}");
            items.iter().zip(pods).for_each(|(item, pod)| compare(item, pod, compared, place));
        }
        (Value::Map(entries, _), pod) => compare_map(entries, pod, compared, place),
        // What it types is a plain scalar to us, and what is nothing to it is nothing to us.
        (Value::Scalar(scalar), Pod::Integer(_) | Pod::Float(_) | Pod::Boolean(_)) => {
            assert!(!scalar.quoted, "{place}")
        }
        (Value::Absent, Pod::Null) => {}
        // What a template left is a text to us.
        (Value::Scalar(scalar), Pod::Hash(_)) if scalar.text.starts_with("{{") => {}
        // An unquoted link is a link to us, and a list in a list to YAML.
        (Value::Scalar(scalar), Pod::Array(_)) if scalar.text.starts_with("[[") && !scalar.quoted => {}
        (ours, theirs) => panic!("{place}: {ours:?} to us, {theirs:?} to the other reader"),
    }
}

#[test]
fn every_block_that_the_crates_own_engines_accept_means_the_same_to_us() {
    let mut compared = Compared::default();
    for (path, text) in notes() {
        let lines = LineIndex::new(&text);
        let front = read(&text, &mut Report::new(&text, &lines));
        let Some((format, _)) = front.block.filter(|_| front.is_sound) else { continue };
        let Some(pod) = theirs(&text, format) else { continue };
        compared.files += 1;
        compare_map(&front.entries, &pod, &mut compared, &path.display().to_string());
    }
    assert!(compared.files > 30 && compared.keys > 200 && compared.texts > 150, "{compared:?}");
}
