//! Trouble with the environment: what stops the run with exit status 2.

use std::fmt;
use std::path::Path;

/// Why the run cannot go on: one line for the user. Faults of content are never this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub String);

/// A result whose error stops the run.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// What went wrong with a file or folder.
    pub fn io(action: &str, path: &Path, error: &std::io::Error) -> Failure {
        Failure(format!("cannot {action} `{}`: {}", path.display(), reason(error)))
    }

    /// What went wrong with a stream of the process.
    pub fn stream(action: &str, name: &str, error: &std::io::Error) -> Failure {
        Failure(format!("cannot {action} {name}: {}", reason(error)))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// The system's words without the error number.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
