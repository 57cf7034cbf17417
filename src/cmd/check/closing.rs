//! What is said at the end: how much was looked at, so that looking at nothing is not taken for
//! success, what came of it, and which command mends it.

use std::collections::BTreeMap;
use std::time::Instant;

use super::mend::fixable;
use super::pass::Checked;
use crate::cmd::count;
use crate::cmd::table::Table;
use crate::diagnostic::{Applicability, Severity};
use crate::report::{Style, Summary};

/// `2 errors, 1 warning in 3 questions (3 files, 98 rules, 0.01 s)`.
pub(super) fn line(checked: &Checked, rules: usize, start: Instant) -> String {
    let Summary { files, questions, errors, warnings, infos } = checked.summary;
    let found = [(errors, "error"), (warnings, "warning"), (infos, "info")];
    let found: Vec<_> =
        found.iter().filter(|(n, _)| *n > 0).map(|(number, what)| count(*number, what)).collect();
    let found = if found.is_empty() { "nothing to mend".to_owned() } else { found.join(", ") };
    let known = match checked.known {
        0 => String::new(),
        known => format!(", {known} more in the baseline"),
    };
    format!(
        "{found}{known} in {} ({}, {}, {:.2} s)",
        count(questions, "question"),
        count(files, "file"),
        count(rules, "rule"),
        start.elapsed().as_secs_f64()
    )
}

/// Options that are not part of the command that mends.
const NOT_REPEATED: &[&str] = &["--fix", "--unsafe-fixes", "--diff", "--statistics", "--watch"];

/// A command of more bytes, which a shell wrote with names in place of a pattern, is not said again.
const LONGEST: usize = 200;

/// The command that would mend what can be mended: the one that was typed, and `--fix`.
pub(super) fn cure(checked: &Checked, done: Option<Applicability>) -> Option<String> {
    let (safe, uncertain) = fixable(&checked.diagnostics);
    // A path need not be text; what is shown of it is what the reports show.
    let typed = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let typed: Vec<String> = typed.collect();
    let with = |options: &str| match again(&typed, options) {
        command if command.len() <= LONGEST => format!("`qlint {command}`"),
        _ => format!("the same command with `{options}`"),
    };
    match (safe, uncertain, done) {
        (_, _, Some(Applicability::Unsafe)) | (0, 0, _) | (_, 0, Some(_)) => None,
        (_, uncertain, Some(Applicability::Safe)) | (0, uncertain, None) => Some(format!(
            "{uncertain} can be mended by {}; look at what it changes",
            with("--fix --unsafe-fixes")
        )),
        (safe, 0, None) => Some(format!("{safe} can be mended by {}", with("--fix"))),
        (safe, uncertain, None) => Some(format!(
            "{safe} can be mended by {}; {uncertain} more with `--unsafe-fixes`",
            with("--fix")
        )),
    }
}

/// A command line with other options for mending, which stand before `--`: behind it all are paths.
fn again(typed: &[String], options: &str) -> String {
    let end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    let (before, paths) = typed.split_at(end);
    let before = before.iter().filter(|word| !NOT_REPEATED.contains(&word.as_str()));
    let mut words: Vec<_> = before.map(|word| quoted(word)).collect();
    words.push(options.to_owned());
    words.extend(paths.iter().map(|word| quoted(word)));
    words.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=,:@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// How often each rule found something, the most frequent first.
pub(super) fn statistics(checked: &Checked, style: Style) -> String {
    let mut rules: BTreeMap<(&str, Severity), (usize, usize)> = BTreeMap::new();
    for one in &checked.diagnostics {
        let (number, mended) = rules.entry((one.rule, one.severity)).or_default();
        *number += 1;
        *mended += usize::from(one.fix.is_some());
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|((rule, severity), (number, _))| (usize::MAX - number, *rule, *severity));
    let mut table = Table::new(&["found", "severity", "rule", "fixes"], &[0, 3], 2);
    for ((rule, severity), (number, mended)) in rules {
        let mended = if mended == 0 { String::new() } else { mended.to_string() };
        table.row(vec![number.to_string(), severity.to_string(), rule.to_owned(), mended]);
    }
    table.render(style.width)
}

#[cfg(test)]
mod tests {
    use super::{again, quoted};

    #[test]
    fn what_was_typed_is_typed_again_with_other_options() {
        for (typed, expected) in [
            ("check", "check --fix"),
            ("check --diff a.md --unsafe-fixes", "check a.md --fix"),
            ("check --stdin-filename x.md -- -", "check --stdin-filename x.md --fix -- -"),
            ("check --fix -- --fix", "check --fix -- --fix"),
        ] {
            let typed: Vec<_> = typed.split(' ').map(str::to_owned).collect();
            assert_eq!(again(&typed, "--fix"), expected);
        }
    }

    #[test]
    fn words_are_quoted_for_a_shell() {
        for (word, expected) in [
            ("--select", "--select"),
            ("a b.md", "'a b.md'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
            ("$(x)", "'$(x)'"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
