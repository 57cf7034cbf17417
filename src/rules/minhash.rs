//! How alike two texts are, of which only a few numbers are kept.
//!
//! The likeness of two sets is the part of all their members that both have (Jaccard). A sketch
//! keeps the least numbers of a set: of a set no larger than that it is the set itself, and the
//! likeness exact; of two larger ones the least numbers of both are a fair sample, and the likeness
//! an estimate (±0.035 at 0.8). Bands find sets that may be alike: two that are 0.8 alike have one
//! in common but for 4 in 10,000.

use super::words::{Words, mix};

/// How many numbers a sketch keeps.
const LIMIT: usize = 128;
/// How many bands a text has.
pub(super) const BANDS: usize = 20;
/// How many least numbers make a band.
const ROWS: usize = 5;
const BINS: usize = BANDS * ROWS;

/// The shingles of a text: runs of three words.
#[derive(Debug, Default)]
pub(super) struct Shingles {
    hashes: Vec<u64>,
    code_words: usize,
}

/// The least numbers of a set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sketch(Box<[u32]>);

impl Shingles {
    /// Adds the runs of a part of a text. Those at its ends reach over them, so that each word is
    /// in three: the last word of a question is not its least.
    pub(super) fn add(&mut self, words: &Words) {
        self.code_words += words.code_words;
        if words.list.is_empty() {
            return;
        }
        let (mut before, mut last) = (0, 0);
        let mut run = |word| {
            let hash = mix(mix(before, last), word);
            (before, last) = (last, word);
            hash
        };
        self.hashes.reserve(words.list.len() + 2);
        self.hashes.extend(words.list.iter().map(|word| run(*word)));
        self.hashes.extend([0, 0].map(run));
    }

    /// Whether more of the words are of code than of prose.
    pub(super) fn is_code(&self) -> bool {
        self.code_words * 2 > self.hashes.len()
    }

    /// Their sketch.
    pub(super) fn sketch(&self) -> Sketch {
        // Hashes lie evenly: of a long text the least are below this, and the others need no order.
        let most = (3 * LIMIT as u64) << 31;
        let bound = u32::try_from(most / self.hashes.len().max(1) as u64).unwrap_or(u32::MAX);
        let mut numbers = self.least(bound);
        if numbers.len() < LIMIT && bound < u32::MAX {
            numbers = self.least(u32::MAX);
        }
        numbers.truncate(LIMIT);
        Sketch(numbers.into())
    }

    /// The numbers up to a bound, in order, each once.
    fn least(&self, bound: u32) -> Vec<u32> {
        // Each is written down, and the next one over it if it was too large.
        let mut numbers = vec![0; self.hashes.len()];
        let mut kept = 0;
        for number in self.hashes.iter().map(|hash| *hash as u32) {
            numbers[kept] = number;
            kept += usize::from(number <= bound);
        }
        numbers.truncate(kept);
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Their bands: the least number in each of a hundred bins, five bins to a band. An empty bin
    /// takes the number of another.
    pub(super) fn bands(&self) -> [u32; BANDS] {
        let mut bins = [u32::MAX; BINS];
        for hash in &self.hashes {
            let bin = ((hash >> 32) * BINS as u64) >> 32;
            let least = &mut bins[bin as usize];
            *least = (*least).min(*hash as u32);
        }
        let filled = bins;
        if !self.hashes.is_empty() {
            for (bin, least) in bins.iter_mut().enumerate().filter(|(_, least)| **least == u32::MAX)
            {
                let other = |turn: u64| filled[(mix(bin as u64, turn) % BINS as u64) as usize];
                // Enough turns to come upon the one bin of a hundred that is filled.
                let found = (1..2_000).map(other).find(|number| *number != u32::MAX);
                *least = found.unwrap_or(u32::MAX);
            }
        }
        std::array::from_fn(|band| {
            let rows = &bins[band * ROWS..(band + 1) * ROWS];
            rows.iter().fold(band as u64, |hash, row| mix(hash, u64::from(*row))) as u32
        })
    }
}

impl Sketch {
    /// How alike the sets are, 0 to 1; two empty ones are the same. Of sets that are less than
    /// `least` alike it is not found out how much: 0.
    pub(super) fn likeness(&self, other: &Sketch, least: f64) -> f64 {
        let (a, b) = (&*self.0, &*other.0);
        let (mut i, mut j) = (0, 0);
        let (mut seen, mut common) = (0, 0);
        let most = LIMIT - ((least * LIMIT as f64).ceil() as usize).min(LIMIT);
        // Without a branch on which is less, which nobody can foresee.
        while seen < LIMIT && i < a.len() && j < b.len() {
            let (x, y) = (a[i], b[j]);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
            common += usize::from(x == y);
            seen += 1;
            if seen - common > most {
                return 0.0;
            }
        }
        // What is left of one is not in the other.
        seen = LIMIT.min(seen + a.len() - i + b.len() - j);
        if seen == 0 { 1.0 } else { common as f64 / seen as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `length` words, of which one in `every` is its own.
    fn shingles(length: u64, every: u64) -> Shingles {
        let mut shingles = Shingles::default();
        let word = |at| if at % every == 0 { mix(at, every) } else { mix(at, 0) };
        let mut words = Words::default();
        words.list.extend((1..length).map(word));
        shingles.add(&words);
        shingles
    }

    #[test]
    fn likeness_is_exact_for_small_texts_and_near_for_large_ones() {
        let base = shingles(60, 1000);
        for (every, expected) in [(1000, 1.0), (59, 58.0 / 64.0), (20, 55.0 / 67.0)] {
            let alike = base.sketch().likeness(&shingles(60, every).sketch(), 0.0);
            assert!((alike - expected).abs() < 0.001, "{every}: {alike}");
        }
        let large = shingles(3000, 10_000).sketch();
        let alike = large.likeness(&shingles(3000, 30).sketch(), 0.0);
        assert!((alike - 0.818).abs() < 0.08, "{alike}");
        for least in [0.0, 0.5, 0.8, 1.0] {
            let bounded = large.likeness(&shingles(3000, 30).sketch(), least);
            assert!(bounded == if alike >= least { alike } else { 0.0 }, "{least}: {bounded}");
        }
        assert!(large.likeness(&shingles(3000, 2).sketch(), 0.0) < 0.05);
        assert!(Sketch::default().likeness(&Sketch::default(), 0.0) > 0.99);
        assert!(Sketch::default().likeness(&large, 0.0) < 0.01);
    }

    #[test]
    fn alike_texts_have_a_band_in_common() {
        for length in [6, 40, 150, 3000] {
            let base = shingles(length, 10_000).bands();
            let shares = |other: [u32; BANDS]| base.iter().zip(other).any(|(a, b)| *a == b);
            for every in [60, 45, 35] {
                assert!(shares(shingles(length, every).bands()), "{length} {every}");
            }
            assert!(!shares(shingles(length, 1).bands()));
        }
    }
}
