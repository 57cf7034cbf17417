//! `qlint rules`, `explain`, `schema`: what qlint knows about itself.

use std::fmt::Write;

use super::Outcome;
use crate::failure::{Failure, Result};
use crate::output;
use crate::rules::{self, Rule};
use crate::schema;

/// Lists all rules with their severity.
pub(super) fn list() -> Result<Outcome> {
    let width = rules::all().map(|(name, _)| name.len()).max().unwrap_or_default();
    let line = |(name, rule): (&str, &Rule)| {
        format!("{name:width$}  {:7}  {}\n", rule.severity, rule.summary)
    };
    output::print(&rules::all().map(line).collect::<String>())?;
    Ok(Outcome::Clean)
}

/// Explains one rule.
pub(super) fn run(name: &str) -> Result<Outcome> {
    let Some(rule) = rules::find(name) else {
        return Err(Failure(match rules::known(name) {
            Err(words) => words,
            Ok(()) => format!("`{name}` is a group of rules: `qlint rules` lists them"),
        }));
    };
    output::print(&explanation(name, rule))?;
    Ok(Outcome::Clean)
}

/// Prints the default schema.
pub(super) fn schema() -> Result<Outcome> {
    output::print(schema::DEFAULT)?;
    Ok(Outcome::Clean)
}

fn explanation(name: &str, rule: &Rule) -> String {
    let mut text =
        format!("{name} ({})\n\n{}\n\n{}\n", rule.severity, rule.summary, wrapped(rule.why));
    for (title, examples) in [("Fires on", rule.bad), ("Silent on", rule.good)] {
        if let Some(example) = examples.first() {
            // Writing to a string cannot fail.
            _ = write!(text, "\n{title}:\n\n");
            for line in example.lines() {
                _ = writeln!(text, "{}", format!("    {line}").trim_end());
            }
        }
    }
    _ = write!(
        text,
        "\nIn qlint.toml:\n\n    [rules]\n    \"{name}\" = \"off\"  # or info, warning, error\n"
    );
    text
}

/// A paragraph in lines of at most 80 columns.
fn wrapped(paragraph: &str) -> String {
    let mut text = String::new();
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let width = word.chars().count();
        if column > 0 {
            let fits = column + 1 + width <= 80;
            text.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        text.push_str(word);
        column += width;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_fit_a_window_but_for_their_examples() {
        for (name, rule) in rules::all() {
            let text = explanation(name, rule);
            let prose = text.lines().filter(|line| !line.starts_with("    "));
            assert!(prose.clone().all(|line| line.chars().count() <= 80), "{text}");
        }
    }
}
