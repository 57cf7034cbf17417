//! `--fix` and `--diff`: rounds of mending until nothing is left to mend.

use std::collections::{BTreeMap, BTreeSet};

use super::pass::{Checked, View, look};
use crate::cmd::corpus::Corpus;
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::failure::Result;
use crate::fix;
use crate::rules::Plan;
use crate::source::FileId;

/// Two or three are what texts need. What is still to mend after so many goes in circles, or is more than the
/// thousand findings that a round is told of.
const ROUNDS: usize = 10;

/// What mending did.
#[derive(Debug)]
pub(super) struct Mended {
    /// What is found in the mended texts.
    pub(super) checked: Checked,
    /// The texts that are other than they were.
    pub(super) texts: BTreeMap<FileId, String>,
    /// Their names and what they were.
    pub(super) originals: BTreeMap<FileId, (String, String)>,
    /// How many fixes were put in.
    pub(super) count: usize,
}

/// Puts in fixes, up to those that are `least` sure, looks again, and so on.
pub(super) fn mend(
    corpus: &Corpus,
    plan: &Plan,
    view: &mut View,
    first: Checked,
    least: Applicability,
    held: &BTreeSet<FileId>,
) -> Result<Mended> {
    let (texts, originals) = (BTreeMap::new(), BTreeMap::new());
    let mut mended = Mended { checked: first, texts, originals, count: 0 };
    for _ in 0..ROUNDS {
        let changed = mended.round(least, held);
        if changed.is_empty() {
            break;
        }
        for (file, text) in changed {
            match view.baseline.take() {
                Some(baseline) if baseline.file == file => {
                    view.baseline = Some(baseline.with(text.clone())?);
                }
                baseline => {
                    view.baseline = baseline;
                    view.texts.insert(file, text.clone());
                }
            }
            mended.texts.insert(file, text);
        }
        mended.checked = look(corpus, plan, view)?;
    }
    Ok(mended)
}

impl Mended {
    /// Puts in the fixes that were found; the files that are other for it.
    fn round(&mut self, least: Applicability, held: &BTreeSet<FileId>) -> Vec<(FileId, String)> {
        let mut changed = Vec::new();
        for (file, fixes) in fixes(&self.checked.diagnostics, least) {
            let Some(source) = self.checked.sources.get(&file) else { continue };
            let fix::Mended { text, taken } = fix::apply(&source.text, &fixes);
            if !taken.is_empty() && !held.contains(&file) {
                let original = (source.path.clone(), source.text.clone());
                self.originals.entry(file).or_insert(original);
                self.count += taken.len();
                changed.push((file, text));
            }
        }
        changed
    }
}

/// The fixes of each file.
fn fixes(found: &[Diagnostic], least: Applicability) -> BTreeMap<FileId, Vec<&Fix>> {
    let mut fixes: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
    for one in found {
        let fix = one.fix.as_ref();
        if let Some(fix) = fix.filter(|fix| is_wanted(fix.applicability, least)) {
            fixes.entry(one.file).or_default().push(fix);
        }
    }
    fixes
}

fn is_wanted(applicability: Applicability, least: Applicability) -> bool {
    applicability == Applicability::Safe || least == Applicability::Unsafe
}

/// How many findings have a safe fix, and how many an unsafe one.
pub(super) fn fixable(found: &[Diagnostic]) -> (usize, usize) {
    let of = |wanted: Applicability| {
        let fixes = found.iter().filter_map(|one| one.fix.as_ref());
        fixes.filter(|fix| fix.applicability == wanted).count()
    };
    (of(Applicability::Safe), of(Applicability::Unsafe))
}
