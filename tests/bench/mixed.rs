//! What people write elsewhere than in a person's note: daily notes, meetings, pages of groups.
//!
//! Owns how many of them there are for so many people, and their form. Must not know what is measured.

use std::fs;
use std::io;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::note::{TODAY, World};
use crate::random::Random;
use crate::words::KINDS;

/// For each 10,000 people: daily notes of ten lines, meetings, and pages of groups.
const DAYS: usize = 2_000;
const MEETINGS: usize = 5_000;
const PAGES: usize = 200;
const OF: usize = 10_000;

/// Writes the other notes of a vault of these people below `out`, and returns how many.
pub(crate) fn generate(out: &Path, world: &World, seed: u64) -> io::Result<usize> {
    let share = |many: usize| (many * world.people.len()).div_ceil(OF);
    for day in 0..share(DAYS) {
        let date = earlier(day % DAYS);
        put(
            out,
            &format!("daily/{}/{date}{}.md", day / DAYS, letter(day / DAYS)),
            &daily(world, &mut Random::of(seed, 5_000_000 + day as u64)),
        )?;
    }
    for meeting in 0..share(MEETINGS) {
        let mut random = Random::of(seed, 6_000_000 + meeting as u64);
        let date = earlier(random.below(DAYS));
        put(out, &format!("meetings/{}/{date} sync {meeting}.md", meeting % 24), &event(world, date, &mut random))?;
    }
    for page in 0..share(PAGES) {
        put(
            out,
            &format!("circles/page-{page}.md"),
            &group(world, page, &mut Random::of(seed, 7_000_000 + page as u64)),
        )?;
    }
    Ok(share(DAYS) + share(MEETINGS) + share(PAGES))
}

fn put(out: &Path, path: &str, text: &str) -> io::Result<()> {
    let file = out.join(path);
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(file, text)
}

fn earlier(days: usize) -> Date {
    TODAY.saturating_sub((days as i64).days())
}

/// Two vaults' days would be one file.
fn letter(round: usize) -> &'static str {
    [""].get(round).copied().unwrap_or(" Mon")
}

fn name<'w>(world: &'w World, random: &mut Random) -> &'w str {
    &world.people[random.below(world.people.len())].0
}

fn prose(world: &World, random: &mut Random) -> String {
    (0..random.between(6, 14))
        .map(|_| world.vocabulary[random.ranked(world.vocabulary.len())].as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn daily(world: &World, random: &mut Random) -> String {
    let line = |random: &mut Random| match random.below(3) {
        0 => format!("- {} with [[{}]]: {}\n", random.word(KINDS), name(world, random), prose(world, random)),
        1 => format!("- [[{}]] {}\n", name(world, random), prose(world, random)),
        _ => format!("- {}\n", prose(world, random)),
    };
    (0..10).map(|_| line(random)).collect()
}

fn event(world: &World, date: Date, random: &mut Random) -> String {
    let people: Vec<String> =
        (0..random.between(2, 6)).map(|_| format!("  - \"[[{}]]\"\n", name(world, random))).collect();
    format!(
        "---\ntype: meeting\ndate: {date}\nattendees:\n{}---\n\n# Sync\n\n{}\n\n- [ ] send the notes to [[{}]] by {}\n",
        people.concat(),
        prose(world, random),
        name(world, random),
        date.saturating_add(7.days())
    )
}

fn group(world: &World, page: usize, random: &mut Random) -> String {
    let mut text = format!("---\ntype: group\nname: Evening Circle {page}\n---\n");
    for evening in 0..6 {
        text += &format!("\n## {}\n\n", earlier(30 * evening + random.below(20)));
        for _ in 0..random.between(2, 6) {
            text += &format!("- [[{}]]\n", name(world, random));
        }
    }
    text
}
