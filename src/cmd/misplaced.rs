//! Files that hold a question and are not read: `corpus/misplaced-file`.

use rayon::prelude::*;

use super::corpus::{Corpus, File};
use crate::diagnostic::{Diagnostic, Severity};
use crate::question::{Question, key};
use crate::read::{self, Options};
use crate::source::{FileId, Source};
use crate::walk;

/// Keys of which every question has one, and pages of other programs have none.
const TELLING: &[&str] = &[key::KIND, key::TECHNOLOGY, key::LEVEL, key::DIFFICULTY];

/// Looks at the first bytes of each Markdown file that is not read.
pub(super) fn find(corpus: &Corpus) -> Vec<Diagnostic> {
    let first = corpus.files.len();
    let others = corpus.others.par_iter().enumerate().filter(|(_, file)| file.selected);
    others.filter_map(|(at, file)| judge(file, FileId((first + at) as u32))).collect()
}

fn judge(file: &File, id: FileId) -> Option<Diagnostic> {
    let text = walk::head(file.entry.path())?;
    let source = Source { file: id, path: file.entry.name().to_owned(), text };
    let reading = (read::find("question")?.read)(&source, &Options::default());
    let question = reading.questions.first().filter(|question| is_question(question))?;
    let (reason, help) = if walk::may_be_question(file.entry.path()) {
        (
            "no `include` covers the file",
            "add its folder to `include` in `qlint.toml`, or the file to `exclude`",
        )
    } else {
        (
            "a file of this name holds none",
            "call the file after the id of the question, or name it in `exclude`",
        )
    };
    let message = format!("this question is not read: {reason}");
    let (rule, span) = ("corpus/misplaced-file", question.opening);
    let mut found = Diagnostic::new(rule, Severity::Warning, id, span, message);
    found.help(help);
    Some(found)
}

fn is_question(question: &Question<'_>) -> bool {
    let has = |key: &&str| question.field(key).is_some();
    !question.unreadable && [key::ID, key::TITLE].iter().all(has) && TELLING.iter().any(has)
}
