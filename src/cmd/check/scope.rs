//! Which findings are reported: those about the questions that the user asked about.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::pass::{View, text};
use crate::cmd::corpus::{Corpus, File};
use crate::cmd::git::{Changes, indexed, unstaged};
use crate::diagnostic::Diagnostic;
use crate::failure::Result;
use crate::read::Reading;
use crate::rules::index::Entry;
use crate::source::{FileId, Lines, Source, Span};

/// What the user asked about.
#[derive(Debug, Default)]
pub(in crate::cmd) enum Scope {
    /// The files that are selected.
    #[default]
    Selected,
    /// Of these, the questions in which lines changed. Of a file of questions one by one, any change
    /// is one of its question.
    Changed(BTreeMap<FileId, Vec<Range<usize>>>),
}

impl Scope {
    /// A view of what git says has changed.
    pub(super) fn changed(corpus: &Corpus, changes: &Changes, staged: bool) -> View {
        let folder = &corpus.root.folder;
        let unstaged = if staged { unstaged(folder) } else { Default::default() };
        let mut view = View::default();
        let mut lines = BTreeMap::new();
        for (at, file) in corpus.files.iter().enumerate() {
            let name = file.entry.name();
            let Some(changed) = changes.lines.get(name) else { continue };
            let id = FileId(at as u32);
            lines.insert(id, changed.clone());
            if unstaged.contains(name) {
                view.texts.extend(indexed(folder, name).map(|text| (id, text)));
            }
            let before = changes.before(folder, name);
            view.before
                .extend(before.and_then(|text| id_of(corpus, file, text)).map(|old| (id, old)));
        }
        View { scope: Scope::Changed(lines), ..view }
    }

    /// The scope as places in the texts.
    pub(super) fn region(&self, corpus: &Corpus, view: &View, entries: &[Entry]) -> Result<Region> {
        let files = corpus.files.iter().chain(&corpus.others);
        let selected = files.map(|file| file.selected).collect();
        let whole = corpus.whole && matches!(self, Scope::Selected);
        let Scope::Changed(changed) = self else {
            return Ok(Region { selected, whole, changed: None });
        };
        let mut spans: HashMap<FileId, Vec<Span>> = HashMap::new();
        for (&file, hunks) in changed {
            let (source, _) = text(corpus, view, file)?;
            let lines = Lines::new(&source.text);
            let place = |lines: &Lines<'_>, hunk: &Range<usize>| {
                let start = lines.line(hunk.start.max(1)).start;
                let end = lines.line(hunk.end.saturating_sub(1).max(1)).end;
                Span::from(start..end.max(start))
            };
            spans.insert(file, hunks.iter().map(|hunk| place(&lines, hunk)).collect());
            if corpus.origin(&corpus.files[file.0 as usize]).format == "question" {
                spans.insert(file, vec![Span { start: 0, end: u32::MAX }]);
            }
        }
        let mut questions: HashMap<FileId, Vec<Span>> = HashMap::new();
        for entry in entries {
            let hunks = spans.get(&entry.file).into_iter().flatten();
            if hunks.clone().any(|hunk| meets(*hunk, entry.span)) {
                questions.entry(entry.file).or_default().push(entry.span);
            }
        }
        for (file, more) in questions {
            spans.entry(file).or_default().extend(more);
        }
        Ok(Region { selected, whole, changed: Some(spans) })
    }
}

/// The id of the only question of an earlier state of a file.
fn id_of(corpus: &Corpus, file: &File, text: String) -> Option<String> {
    let source = Source { text, path: file.entry.name().to_owned(), ..Source::default() };
    let Reading { questions, .. } = corpus.origin(file).read(&source);
    match questions.as_slice() {
        [only] => only.id().map(str::to_owned),
        _ => None,
    }
}

fn meets(a: Span, b: Span) -> bool {
    a.start < b.end.max(b.start + 1) && b.start < a.end.max(a.start + 1)
}

/// The places about which findings are reported.
#[derive(Debug)]
pub(super) struct Region {
    selected: Vec<bool>,
    /// Whether that is the whole corpus.
    whole: bool,
    /// If only some places of the selected files are meant, those.
    changed: Option<HashMap<FileId, Vec<Span>>>,
}

impl Region {
    /// Whether a place is one of them.
    pub(super) fn holds(&self, file: FileId, span: Span) -> bool {
        // A file that is none of the corpus, its baseline, is a matter of the whole of it.
        let selected = self.selected.get(file.0 as usize).copied().unwrap_or(self.whole);
        let changed = |spans: &HashMap<FileId, Vec<Span>>| {
            spans.get(&file).into_iter().flatten().any(|one| meets(*one, span))
        };
        selected && self.changed.as_ref().is_none_or(changed)
    }

    /// Whether a finding is about one of them: with a duplicate, either end.
    pub(super) fn reports(&self, one: &Diagnostic) -> bool {
        self.holds(one.file, one.span)
            || one.related.iter().any(|place| self.holds(place.file, place.span))
    }

    /// How many files are looked at, unless it is only those that changed.
    pub(super) fn files(&self, corpus: &Corpus) -> Option<usize> {
        let selected = corpus.files.iter().filter(|file| file.selected).count();
        self.changed.is_none().then_some(selected)
    }
}
