//! Chance that is the same everywhere: a small generator of numbers (splitmix64) and the ways the vault draws from it.
//!
//! Owns every random choice of the bench. Must not depend on the machine, the clock or a hasher's seed.

/// A sequence of numbers that its seed determines.
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of one item (a note, the vocabulary) in the vault of this seed.
    pub(crate) fn of(seed: u64, item: u64) -> Random {
        let mut random = Random(seed.wrapping_mul(0xD1B5_4A32_D192_ED03) ^ item);
        random.0 = random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// At least 0, below 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in so many of a hundred draws.
    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// Every number below `count` equally often.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    /// Every number from `low` to `high` equally often.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Numbers below `count` as often as words are used: the first twice as often as the second, and so on.
    pub(crate) fn ranked(&mut self, count: usize) -> usize {
        let rank = ((count + 1) as f64).powf(self.unit()) as usize;
        rank.clamp(1, count) - 1
    }

    /// Numbers below `count`, low ones more often, but none hogs the draws.
    pub(crate) fn leaning(&mut self, count: usize) -> usize {
        let unit = self.unit();
        (unit * unit * count as f64) as usize
    }

    /// One of them, each equally often.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// One word of a line of words.
    pub(crate) fn word<'a>(&mut self, line: &'a str) -> &'a str {
        let count = line.split(' ').count();
        let chosen = self.below(count);
        line.split(' ').nth(chosen).unwrap_or(line)
    }
}
