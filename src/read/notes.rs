//! What a reader has to say about one file.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Source, Span};

/// The diagnostics so far.
pub(super) struct Notes<'s> {
    /// The file.
    pub(super) source: &'s Source,
    /// In the order in which they were found.
    pub(super) list: Vec<Diagnostic>,
}

impl<'s> Notes<'s> {
    /// Nothing so far.
    pub(super) fn new(source: &'s Source) -> Notes<'s> {
        Notes { source, list: Vec::new() }
    }

    /// Adds a diagnostic.
    pub(super) fn add(
        &mut self,
        rule: &'static str,
        severity: Severity,
        span: impl Into<Span>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let at = self.list.len();
        self.list.push(Diagnostic::new(rule, severity, self.source.file, span.into(), message));
        &mut self.list[at]
    }

    /// Adds a warning: something was mended, or is doubtful.
    pub(super) fn warn(
        &mut self,
        rule: &'static str,
        span: impl Into<Span>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(rule, Severity::Warning, span, message)
    }

    /// Text that is in no question.
    pub(super) fn unread(
        &mut self,
        span: impl Into<Span>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add("import/unread-text", Severity::Error, span, message)
    }

    /// Two places that say different things of the same.
    pub(super) fn conflict(
        &mut self,
        what: &str,
        (first, said): (Span, &str),
        (second, says): (Span, &str),
    ) {
        let message = format!("{what} `{says}` here, but `{said}` before");
        let file = self.file();
        self.add("import/conflicting-metadata", Severity::Error, second, message)
            .related(file, first, format!("`{said}`"))
            .help("correct the one that is wrong");
    }

    /// The file that it is about.
    pub(super) fn file(&self) -> FileId {
        self.source.file
    }

    /// All of it, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| a.order().cmp(&b.order()));
        self.list
    }
}
