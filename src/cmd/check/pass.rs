//! One look at a corpus: every file is read and judged, what is asked about is kept.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::baseline::Baseline;
use super::scope::Scope;
use crate::cmd::corpus::{Corpus, File};
use crate::cmd::disk::Disk;
use crate::cmd::ledger::Ledger;
use crate::cmd::misplaced;
use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Failure, Result};
use crate::fingerprint::Owner;
use crate::read::Reading;
use crate::report::{Findings, Summary};
use crate::rules::index::{Entry, Index, Published};
use crate::rules::{Judged, Plan, Variant, ignores};
use crate::source::{FileId, Source};

/// What is looked at, and how.
#[derive(Debug, Default)]
pub(in crate::cmd) struct View {
    /// Texts that stand for those on disk.
    pub(super) texts: BTreeMap<FileId, String>,
    /// What is reported.
    pub(super) scope: Scope,
    /// The ids that files had in the commit that they are compared with.
    pub(super) before: BTreeMap<FileId, String>,
    /// What is known and not reported.
    pub(super) baseline: Option<Baseline>,
    /// Whether what is found is to be mended: then every text is kept as it was read, for a file that
    /// is read again may have become another.
    pub(super) mends: bool,
}

impl View {
    /// The whole corpus with its baseline.
    pub(in crate::cmd) fn of(corpus: &Corpus) -> Result<View> {
        Ok(View { baseline: Baseline::of(corpus, None)?, ..View::default() })
    }
}

/// What a check found.
#[derive(Debug)]
pub(in crate::cmd) struct Checked {
    pub(in crate::cmd) diagnostics: Vec<Diagnostic>,
    pub(in crate::cmd) sources: BTreeMap<FileId, Source>,
    pub(in crate::cmd) summary: Summary,
    /// The questions, in the order of the files.
    pub(super) entries: Vec<Entry>,
    /// How many findings the baseline knows.
    pub(super) known: usize,
}

impl Checked {
    pub(in crate::cmd) fn findings(&self) -> Findings<'_> {
        let owners = self.entries.iter().map(|entry| {
            let Entry { file, span, .. } = *entry;
            Owner { file, span, name: entry.name() }
        });
        let owners = owners.collect();
        let (sources, summary) = (&self.sources, self.summary);
        Findings { diagnostics: &self.diagnostics, sources, summary, owners, rules: vec![] }
    }
}

/// The text of a file, as the view has it.
pub(super) fn text(
    corpus: &Corpus,
    view: &View,
    id: FileId,
) -> Result<(Source, Option<Diagnostic>)> {
    let file = corpus.file(id);
    match view.texts.get(&id) {
        Some(text) => {
            Ok((Source { file: id, path: file.entry.name().to_owned(), text: text.clone() }, None))
        }
        None => corpus.text(file, id),
    }
}

/// How many files are looked at before what came of them is put together: enough that no thread waits
/// for long, and few enough that what they came in takes no memory to speak of.
const AT_ONCE: usize = 4096;

/// Looks at a corpus once.
pub(in crate::cmd) fn look(corpus: &Corpus, plan: &Plan, view: &View) -> Result<Checked> {
    let one = |(at, file): (usize, &File)| {
        let (source, fault) = text(corpus, view, FileId(at as u32))?;
        // The baseline knows findings everywhere; else what is wrong where nobody asked is not reported.
        let asked = file.selected || view.baseline.is_some();
        let judged = match asked || fault.is_some() {
            true => judge(&source, fault, file, corpus, plan),
            false => brief(&source, file, corpus, plan),
        };
        // The text is let go unless something was found in it.
        let keep = view.mends || !judged.diagnostics.is_empty();
        Ok((judged, source.text.len(), keep.then_some(source)))
    };
    let (mut found, mut ignores, mut sources) = (Vec::new(), Vec::new(), BTreeMap::new());
    // As many as there are files: most hold one question.
    let mut entries = Vec::with_capacity(corpus.files.len());
    let mut lengths = Vec::with_capacity(corpus.files.len());
    for (at, files) in corpus.files.chunks(AT_ONCE).enumerate() {
        let numbered =
            files.par_iter().enumerate().map(|(place, file)| (at * AT_ONCE + place, file));
        let looked: Vec<_> = numbered.map(one).collect::<Result<_>>()?;
        for (judged, length, source) in looked {
            lengths.push(length);
            found.extend(judged.diagnostics);
            entries.extend(judged.entries);
            ignores.extend(judged.ignores);
            sources.extend(source.map(|source| (source.file, source)));
        }
    }
    let ledger = ledger(corpus, &mut sources)?;
    let (retired, files) = (corpus.retired(), Disk::new(&corpus.root.folder));
    let mut index = Index::new(&entries, &retired, &view.before).with_files(&files);
    index.published = ledger.as_ref();
    index.asked = corpus.files.iter().map(|file| file.selected).collect();
    plan.judge_all(&index, &mut found);
    found.extend(misplaced::find(corpus));
    let held = ledger.as_ref().map(|ledger| ledger.file);
    let variant = |file| match Some(file) == held {
        true => Variant::default(),
        false => corpus.file(file).variant,
    };
    let found = plan.finish(found, &ignores, variant);
    let mut checked =
        Checked { diagnostics: found, sources, summary: Summary::default(), entries, known: 0 };
    if let Some(baseline) = &view.baseline {
        load_missing(corpus, view, &lengths, &mut checked)?;
        baseline.take(&mut checked, plan);
    }
    let region = view.scope.region(corpus, view, &checked.entries)?;
    checked.diagnostics.retain(|one| region.reports(one));
    load_missing(corpus, view, &lengths, &mut checked)?;
    let asked = checked.entries.iter().filter(|entry| region.holds(entry.file, entry.span));
    let files = || asked.clone().map(|entry| entry.file).collect::<BTreeSet<FileId>>().len();
    checked.summary.files = region.files(corpus).unwrap_or_else(files);
    checked.summary.questions = asked.count();
    tally(&checked.diagnostics, &mut checked.summary);
    Ok(checked)
}

/// The ids of the ledger, whose text is then one of the run; none where it is not about all that is
/// looked at.
fn ledger(corpus: &Corpus, sources: &mut BTreeMap<FileId, Source>) -> Result<Option<Published>> {
    let ledger = if corpus.whole { Ledger::of(&corpus.root)? } else { None };
    Ok(ledger.map(|ledger| {
        // Behind the files of the corpus and its baseline.
        let file = FileId((corpus.files.len() + corpus.others.len()) as u32 + 1);
        let published = ledger.published(file);
        let path = config::LEDGER.to_owned();
        sources.insert(file, Source { file, path, text: ledger.text });
        published
    }))
}

/// Reads one file that nobody asked about, for rules that compare it with others.
fn brief(source: &Source, file: &File, corpus: &Corpus, plan: &Plan) -> Judged {
    let origin = corpus.origin(file);
    let Reading { questions, .. } = origin.read(source);
    let judged = plan.brief(&questions, origin.format, corpus.schema_of(file));
    Judged { ignores: ignores(source, &questions, origin.is_editable()), ..judged }
}

/// Judges one file. A file with broken bytes is not given to a reader, but still holds the id in
/// its name.
pub(in crate::cmd) fn judge(
    source: &Source,
    fault: Option<Diagnostic>,
    file: &File,
    corpus: &Corpus,
    plan: &Plan,
) -> Judged {
    let origin = corpus.origin(file);
    if let Some(fault) = fault {
        let empty = Source { text: String::new(), ..source.clone() };
        let Reading { questions, .. } = origin.read(&empty);
        let entries = questions.iter().map(Entry::new).collect();
        return Judged { diagnostics: vec![fault], entries, ignores: Vec::new() };
    }
    let Reading { questions, mut diagnostics, .. } = origin.read(source);
    let schema = corpus.schema_of(file);
    let read = (questions.as_slice(), diagnostics.as_slice());
    let mut judged = plan.judge(read, origin.format, schema, file.variant);
    diagnostics.append(&mut judged.diagnostics);
    if !origin.is_editable() {
        diagnostics.iter_mut().for_each(|one| one.fix = None);
    }
    let ignores = ignores(source, &questions, origin.is_editable());
    Judged { diagnostics, ignores, ..judged }
}

/// Reads again the files that only cross-file rules have something to say about, of the same length
/// as before: places in them must be places in the text that is shown.
fn load_missing(
    corpus: &Corpus,
    view: &View,
    lengths: &[usize],
    checked: &mut Checked,
) -> Result<()> {
    let related = checked.diagnostics.iter().flat_map(|one| &one.related).map(|place| place.file);
    let own = checked.diagnostics.iter().map(|one| one.file);
    let named: BTreeSet<FileId> = own.chain(related).collect();
    for file in named {
        if let Slot::Vacant(slot) = checked.sources.entry(file) {
            let source = slot.insert(text(corpus, view, file)?.0);
            if lengths.get(file.0 as usize).is_some_and(|length| *length != source.text.len()) {
                let name = &source.path;
                return Err(Failure(format!("`{name}` changed while it was read: run again")));
            }
        }
    }
    Ok(())
}

/// Counts diagnostics by severity.
pub(in crate::cmd) fn tally(diagnostics: &[Diagnostic], summary: &mut Summary) {
    let number = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    summary.errors = number(Severity::Error);
    summary.warnings = number(Severity::Warning);
    summary.infos = number(Severity::Info);
}
