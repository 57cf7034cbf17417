//! Two questions say nearly the same.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Severity;
use crate::rules::clusters;
use crate::rules::index::{Entry, Index};
use crate::rules::likeness::Likeness;
use crate::rules::minhash::BANDS;
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
    let mut texts = HashMap::new();
    // A table that grows is there twice while it does.
    let bands = index.entries.iter().filter(|entry| entry.likeness.is_some()).count() * BANDS;
    let mut bands: HashMap<u32, u32> = HashMap::with_capacity(bands);
    for (at, entry, likeness) in clusters::texts(index) {
        let Some(whole) = likeness.whole else { continue };
        if *texts.entry(whole).or_insert(at) != at {
            continue;
        }
        let keys = likeness.bands.iter();
        let mut candidates: Vec<_> = keys.filter_map(|key| bands.get(key).copied()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let alike = candidates.iter().filter_map(|&place| {
            let place = place as usize;
            let first = firsts[place].1;
            first.likeness(likeness).filter(|alike| *alike >= least).map(|alike| (place, alike))
        });
        // Of two that are equally alike the first.
        let nearest = alike.reduce(|best, next| if next.1 > best.1 { next } else { best });
        match nearest {
            Some((place, alike)) => {
                let cluster = clusters.entry(place).or_insert_with(|| vec![(firsts[place], 1.0)]);
                cluster.push(((entry, likeness), alike));
            }
            None => {
                for key in likeness.bands {
                    bands.entry(key).or_insert(firsts.len() as u32);
                }
                firsts.push((entry, likeness));
            }
        }
    }
    clusters.into_values().collect()
}
