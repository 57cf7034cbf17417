//! Two questions say nearly the same.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::diagnostic::Severity;
use crate::rules::clusters;
use crate::rules::index::{Entry, Index};
use crate::rules::likeness::Likeness;
use crate::rules::minhash::BANDS;
use crate::rules::words::mix;
use crate::rules::{Check, Rule, Sink, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Two questions say nearly the same.",
    why: "Learners meet one question twice, and a correction reaches only one of the two. Compared are runs of three words of title, stem, options and answer; what is quite the same is `corpus/exact-duplicate`.",
    severity: Severity::Warning,
    bad: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds while it runs bytecode; it is given up while the thread waits for a file or the network.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds while it runs bytecode; it is given up while the thread waits for a file or the user.
"#],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds while it runs bytecode.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is the GIL?
kind: flashcard
---

## Answer

What keeps two threads from running Python code at one moment.
"#],
    thresholds: &[Threshold {
        name: "alike",
        default: 0.8,
        help: "How alike the texts must be, 0 to 1; below 0.7 some are missed.",
    }],
    check: Check::Texts(check),
};

/// Questions that are each like the first of them, and how much.
type Cluster<'a> = Vec<((&'a Entry, &'a Likeness), f64)>;

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    for cluster in clusters_of(index, sink.threshold("alike")) {
        let nearest = cluster[1..].iter().map(|(_, alike)| *alike).fold(0.0, f64::max);
        // All are compared with the first.
        let alike = |at: usize| if at == 0 { nearest } else { cluster[at].1 };
        let message = |here: usize| match cluster.len() {
            2 => format!("this question and another are {:.2} alike", alike(here)),
            number => {
                format!("{} other questions are like this one, up to {nearest:.2}", number - 1)
            }
        };
        let places: Vec<_> = cluster.iter().map(|(place, _)| *place).collect();
        clusters::report(sink, index, &places, message, |at| format!("{:.2} alike", alike(at)))
            .help("keep one of them, or tell them apart");
    }
}

/// Each question with the first that it is like. One that shares a band with others is compared
/// with the first of them alone, so that ten thousand copies take ten thousand steps.
fn clusters_of<'a>(index: &Index<'a>, least: f64) -> Vec<Cluster<'a>> {
    // Most questions are like no other, and need no more than a place here.
    let mut firsts: Vec<(&Entry, &Likeness)> = Vec::new();
    let mut clusters: BTreeMap<usize, Cluster<'a>> = BTreeMap::new();
    let mut texts = HashSet::with_hasher(Mixed::default());
    let shared = Shared::of(index);
    let mut bands: HashMap<u32, u32, Mixed> = HashMap::default();
    let mut candidates = Vec::new();
    for (_, entry, likeness) in clusters::texts(index) {
        if likeness.whole.is_none_or(|whole| !texts.insert(whole)) {
            continue;
        }
        let keys = likeness.bands.iter().filter(|key| shared.may_hold(**key));
        candidates.clear();
        candidates.extend(keys.clone().filter_map(|key| bands.get(key).copied()));
        candidates.sort_unstable();
        candidates.dedup();
        let alike = candidates.iter().filter_map(|&place| {
            let first = firsts[place as usize].1;
            first.likeness(likeness, least).map(|alike| (place as usize, alike))
        });
        // Of two that are equally alike the first.
        let nearest = alike.reduce(|best, next| if next.1 > best.1 { next } else { best });
        match nearest {
            Some((place, alike)) => {
                let cluster = clusters.entry(place).or_insert_with(|| vec![(firsts[place], 1.0)]);
                cluster.push(((entry, likeness), alike));
            }
            None => {
                for key in keys {
                    bands.entry(*key).or_insert(firsts.len() as u32);
                }
                firsts.push((entry, likeness));
            }
        }
    }
    clusters.into_values().collect()
}

/// The bands that several questions have, and a few others that fall together with them: a bit for
/// each number of a band, many times as many as there are bands.
struct Shared {
    several: Vec<u64>,
    /// How much of a number is left out.
    shift: u32,
}

impl Shared {
    fn of(index: &Index<'_>) -> Shared {
        let likenesses = index.entries.iter().filter_map(|entry| entry.likeness.as_deref());
        let bands = likenesses.clone().count() * BANDS;
        let bits = (16 * bands).next_power_of_two().clamp(64, 1 << 32);
        let shift = 32 - bits.trailing_zeros();
        let mut once = vec![0_u64; bits / 64];
        let mut several = vec![0_u64; bits / 64];
        for key in likenesses.flat_map(|likeness| likeness.bands) {
            let (word, bit) = Shared::place(key, shift);
            several[word] |= once[word] & bit;
            once[word] |= bit;
        }
        Shared { several, shift }
    }

    /// The bit of a number.
    fn place(key: u32, shift: u32) -> (usize, u64) {
        let bit = key >> shift;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    fn may_hold(&self, key: u32) -> bool {
        let (word, bit) = Shared::place(key, self.shift);
        self.several[word] & bit != 0
    }
}

/// A hasher for numbers that are hashes already.
#[derive(Default)]
struct Hashed(u64);

type Mixed = BuildHasherDefault<Hashed>;

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = mix(self.0, number);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
