//! Comments that a template left behind.

/// With what an instruction to an author begins, in lower case.
const BEGINNINGS: &[&str] = &[
    "add ",
    "describe ",
    "enter ",
    "explain ",
    "fill ",
    "insert ",
    "list ",
    "optional",
    "provide ",
    "put ",
    "replace ",
    "whenever possible",
    "write ",
];

/// What instructions hold.
const PARTS: &[&str] = &["goes here", "here>", "your answer", "your question", "your text"];

/// Programs that comments speak to.
const PROGRAMS: &[&str] = &[
    "alex",
    "cspell",
    "endraw",
    "eslint",
    "lint",
    "markdownlint",
    "prettier",
    "qlint",
    "raw",
    "rumdl",
    "textlint",
    "toc",
    "vale",
    "{%",
];

/// What a comment says, between its marks.
pub fn inner(comment: &str) -> &str {
    let inner = comment.strip_prefix("<!--").unwrap_or(comment);
    inner.strip_suffix("-->").unwrap_or(inner).trim()
}

/// Whether a comment tells an author what to write.
pub fn is_instruction(comment: &str) -> bool {
    let text = inner(comment).to_lowercase();
    BEGINNINGS.iter().any(|begins| text.starts_with(begins))
        || PARTS.iter().any(|part| text.contains(part))
}

/// Whether a comment is for a program.
pub fn is_directive(comment: &str) -> bool {
    let text = inner(comment).to_lowercase();
    PROGRAMS.iter().any(|program| text.starts_with(program))
}
