//! What qlint says about content: a rule, a place, words, perhaps a mend.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::plain::shortened;
use crate::source::{FileId, Span};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The rule does not run.
    Off,
    /// Shown, never fails.
    Info,
    /// Fails only under `--deny-warnings`.
    Warning,
    /// Exit status 1.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Severity::Off => "off",
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A finding about one place in one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// `group/name` of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// The file.
    pub file: FileId,
    /// The exact bytes.
    pub span: Span,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How to mend it.
    pub help: Option<String>,
    /// Edits that mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic with only the necessary.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        file: FileId,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let message = in_line(message.into());
        Diagnostic { rule, severity, message, file, span, related: vec![], help: None, fix: None }
    }

    /// Says something else.
    pub fn say(&mut self, message: String) -> &mut Diagnostic {
        self.message = in_line(message);
        self
    }

    /// Adds how to mend it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(shortened(help.into()));
        self
    }

    /// Adds a sentence to how to mend it.
    pub fn add_help(&mut self, more: &str) -> &mut Diagnostic {
        let help =
            self.help.take().map_or_else(|| more.to_owned(), |help| format!("{help}; {more}"));
        self.help = Some(help);
        self
    }

    /// Adds another place, with the words that stand at it.
    pub fn related(
        &mut self,
        file: FileId,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.related.push(Related { file, span, message: in_line(message.into()) });
        self
    }

    /// Adds one edit that mends it.
    pub fn fix(
        &mut self,
        applicability: Applicability,
        span: Span,
        text: impl Into<String>,
    ) -> &mut Diagnostic {
        self.fix = Some(Fix { applicability, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Adds edits that mend it together; none if there is none, or if one of them cannot be made.
    pub fn edits(
        &mut self,
        applicability: Applicability,
        edits: impl IntoIterator<Item = Option<Edit>>,
    ) -> &mut Diagnostic {
        let edits: Option<Vec<Edit>> = edits.into_iter().collect();
        let edits = edits.filter(|edits| !edits.is_empty());
        self.fix = edits.map(|edits| Fix { applicability, edits });
        self
    }

    /// Where it sorts in a report: by file, place, rule.
    pub fn order(&self) -> (FileId, Span, &'static str, &str) {
        (self.file, self.span, self.rule, &self.message)
    }
}

/// Values of the content stand in messages: one with a line end does not break the line, and one of a
/// megabyte does not fill the screen.
fn in_line(mut message: String) -> String {
    if message.contains(['\n', '\r', '\t']) {
        message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    shortened(message)
}

/// Another place that belongs to a diagnostic: the other end of a duplicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The file.
    pub file: FileId,
    /// The exact bytes.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// Whether a fix may be applied without a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Keeps the meaning.
    Safe,
    /// A likely guess.
    Unsafe,
}

/// Edits that mend a fault, all in the diagnostic's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// Whether it may be applied without a look.
    pub applicability: Applicability,
    /// The edits, not overlapping.
    pub edits: Vec<Edit>,
}

/// New text for some bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}
