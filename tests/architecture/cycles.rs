//! Cycles among arrows.
//!
//! Owns the finding of them. Must not know what the arrows join.

use std::collections::{BTreeMap, BTreeSet};

/// The groups of more than one of which each leads to each other, every group and all of them in order.
pub(crate) fn cycles<'a>(arrows: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Vec<&'a str>> {
    let mut to: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, target) in arrows {
        to.entry(from).or_default().insert(target);
    }
    let reach: BTreeMap<&str, BTreeSet<&str>> = to.keys().map(|from| (*from, reached(from, &to))).collect();
    let together = |a: &str, b: &str| reach[a].contains(b) && reach.get(b).is_some_and(|reach| reach.contains(a));
    let group = |from: &&'a str| -> Vec<&'a str> {
        reach.keys().copied().filter(|other| other != from && together(from, other)).chain([*from]).collect()
    };
    let groups = reach.keys().map(group).filter(|group| group.len() > 1);
    let sorted = groups.map(|mut group| {
        group.sort_unstable();
        group
    });
    sorted.collect::<BTreeSet<_>>().into_iter().collect()
}

fn reached<'a>(from: &str, to: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = to.get(from).into_iter().flatten().copied().collect();
    while let Some(at) = next.pop() {
        if reached.insert(at) {
            next.extend(to.get(at).into_iter().flatten());
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_of_files_that_lead_to_each_other_is_found_once() {
        let arrows = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("f", "g"), ("g", "f")];
        assert_eq!(cycles(arrows.into_iter()), [vec!["a", "b", "c"], vec!["f", "g"]]);
        assert!(cycles([("a", "b"), ("b", "d"), ("a", "d")].into_iter()).is_empty());
    }
}
