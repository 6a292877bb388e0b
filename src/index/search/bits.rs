//! Sets of the documents of one segment.
//!
//! Owns set algebra on numbers. Must not know what the numbers are.

/// A set of numbers below a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Bits {
    words: Vec<u64>,
    limit: u32,
}

impl Bits {
    pub(in crate::index) fn none(limit: u32) -> Bits {
        Bits { words: vec![0; limit.div_ceil(64) as usize], limit }
    }

    pub(in crate::index) fn all(limit: u32) -> Bits {
        let mut bits = Bits { words: vec![u64::MAX; limit.div_ceil(64) as usize], limit };
        bits.trim();
        bits
    }

    /// Numbers from the limit on are ignored.
    pub(in crate::index) fn insert(&mut self, number: u32) {
        if number < self.limit {
            self.words[number as usize / 64] |= 1 << (number % 64);
        }
    }

    pub(in crate::index) fn contains(&self, number: u32) -> bool {
        number < self.limit && self.words[number as usize / 64] & 1 << (number % 64) != 0
    }

    pub(in crate::index) fn intersect(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(in crate::index) fn unite(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    pub(in crate::index) fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    pub(in crate::index) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// In ascending order.
    pub(in crate::index) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(i, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(i as u32 * 64 + bit)
            })
        })
    }

    fn trim(&mut self) {
        if let Some(last) = self.words.last_mut().filter(|_| !self.limit.is_multiple_of(64)) {
            *last &= (1 << (self.limit % 64)) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::index::search::bits::*;

    fn of(limit: u32, numbers: &[u32]) -> Bits {
        let mut bits = Bits::none(limit);
        numbers.iter().for_each(|number| bits.insert(*number));
        bits
    }

    #[test]
    fn sets_are_united_intersected_and_inverted_within_their_limit() {
        for limit in [0, 1, 63, 64, 65, 130] {
            assert_eq!(Bits::all(limit).iter().collect::<Vec<_>>(), (0..limit).collect::<Vec<_>>());
            let mut none = Bits::all(limit);
            none.invert();
            assert_eq!(none, Bits::none(limit));
        }
        let (mut a, b) = (of(130, &[0, 64, 129, 200]), of(130, &[64, 65]));
        let mut both = a.clone();
        both.intersect(&b);
        a.unite(&b);
        assert_eq!((a.iter().collect::<Vec<_>>(), both.count()), (vec![0, 64, 65, 129], 1));
    }
}
