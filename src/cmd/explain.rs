//! `qlint rules`, `explain`, `schema`: what qlint knows about itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::corpus::now;
use super::example::Example;
use super::{Outcome, count};
use crate::cli;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::failure::{Failure, Result};
use crate::output;
use crate::report::Style;
use crate::rules::{self, Check, Rule};
use crate::schema::{self, Schema};
use crate::source::Lines;

/// Examples of more than a few lines would push the advice out of the window.
const MAX_EXAMPLES: usize = 2;

/// Lists all rules with their severity, group by group.
pub(super) fn list(format: cli::RulesFormat, style: Style) -> Result<Outcome> {
    match format {
        cli::RulesFormat::Json => output::print(&json()?)?,
        cli::RulesFormat::Table => {
            output::print(&table(rules::all(), style.width))?;
            output::note(&format!(
                "{}; `fix`: `qlint check --fix` mends it, `fix?`: only with --unsafe-fixes",
                count(rules::names().len(), "rule")
            ));
        }
    }
    Ok(Outcome::Clean)
}

/// Explains one rule, named in full or, where that is clear, without its group; or a group.
pub(super) fn run(name: &str, style: Style) -> Result<Outcome> {
    let of_group: Vec<_> = rules::all().filter(|(rule, _)| group(rule) == name).collect();
    let bare: Vec<_> = rules::all().filter(|(rule, _)| bare(rule) == name).collect();
    let width = style.width;
    let text = match (rules::find(name), bare.as_slice()) {
        (Some(rule), _) => explanation(name, rule, width),
        (None, [(full, rule)]) if of_group.is_empty() => explanation(full, rule, width),
        _ if !of_group.is_empty() => {
            table(of_group.into_iter(), width) + "\n" + &configuration(name, width)
        }
        _ => return Err(Failure(rules::known(name).err().unwrap_or_default())),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

/// Prints the default schema.
pub(super) fn schema() -> Result<Outcome> {
    output::print(schema::DEFAULT)?;
    Ok(Outcome::Clean)
}

fn group(rule: &str) -> &str {
    rule.split_once('/').map_or(rule, |(group, _)| group)
}

fn bare(rule: &str) -> &str {
    rule.split_once('/').map_or(rule, |(_, bare)| bare)
}

fn table<'r>(rules: impl Iterator<Item = (&'r str, &'r Rule)>, width: usize) -> String {
    // As wide as for all rules, so that the table of a group looks as it does among the others.
    let names = rules::all().map(|(name, _)| bare(name).len()).max().unwrap_or_default();
    let schema = Schema::embedded(rules::names());
    let mut text = String::new();
    let mut above = "";
    for (name, rule) in rules {
        if group(name) != above {
            text.push_str(if above.is_empty() { "" } else { "\n" });
            above = group(name);
            _ = writeln!(text, "{above}");
        }
        let fix = match fix(name, rule, &schema) {
            Some(Applicability::Safe) => "fix",
            Some(Applicability::Unsafe) => "fix?",
            None => "",
        };
        let front = format!("  {:names$}  {:7}  {fix:4}  ", bare(name), rule.severity);
        text.push_str(&wrapped(rule.summary, &front, &" ".repeat(front.len()), width));
    }
    text
}

/// Whether a rule's findings can be mended by the program: what its own examples show.
fn fix(name: &str, rule: &Rule, schema: &Schema) -> Option<Applicability> {
    let found = rule.bad.iter().flat_map(|bad| own(&Example::new(bad), (name, rule), schema));
    let fixes = found.filter_map(|one| one.fix).map(|fix| fix.applicability);
    fixes.min_by_key(|applicability| *applicability != Applicability::Safe)
}

/// A rule, for programs.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    group: &'static str,
    severity: String,
    fix: Option<Applicability>,
    summary: &'static str,
    why: &'static str,
    thresholds: BTreeMap<&'static str, f64>,
}

fn json() -> Result<String> {
    let schema = Schema::embedded(rules::names());
    let rows = rules::all().map(|(name, rule)| Row {
        name,
        group: group(name),
        severity: rule.severity.to_string(),
        fix: fix(name, rule, &schema),
        summary: rule.summary,
        why: rule.why,
        thresholds: rule.thresholds.iter().map(|one| (one.name, one.default)).collect(),
    });
    let text = serde_json::to_string_pretty(&rows.collect::<Vec<_>>());
    text.map(|text| text + "\n").map_err(|error| Failure(error.to_string()))
}

fn explanation(name: &str, rule: &Rule, width: usize) -> String {
    let mut text = format!("{name} ({} by default)\n\n", rule.severity);
    text.push_str(&wrapped(rule.summary, "", "", width));
    text.push_str("\nWhy\n");
    text.push_str(&wrapped(rule.why, "  ", "  ", width));
    let schema = Schema::embedded(rules::names());
    let mut remedies = BTreeSet::new();
    for (at, bad) in rule.bad.iter().enumerate() {
        let example = Example::new(bad);
        let found = own(&example, (name, rule), &schema);
        remedies.extend(found.iter().flat_map(remedy));
        if at < MAX_EXAMPLES {
            text.push_str("\nBad\n");
            text.push_str(&indented(bad));
            text.push_str(if found.is_empty() { "" } else { "\n" });
            for one in &found {
                text.push_str(&wrapped(&said(one, &example), "  ─ ", "    ", width));
            }
        }
    }
    for good in rule.good.iter().take(MAX_EXAMPLES) {
        text.push_str("\nGood\n");
        text.push_str(&indented(good));
    }
    if !remedies.is_empty() {
        text.push_str("\nHow to fix\n");
    }
    for (_, remedy) in remedies {
        text.push_str(&wrapped(&remedy, "  - ", "    ", width));
    }
    if matches!(rule.check, Check::Writer) {
        text.push_str(&wrapped("Found by `export` and `build`.", "\n  ", "  ", width));
    }
    text + "\n" + &configuration(name, width)
}

/// What a rule itself says about an example.
fn own(example: &Example, (name, rule): (&str, &Rule), schema: &Schema) -> Vec<Diagnostic> {
    let mut found = example.judge((name, rule), schema, now().unwrap_or_default() / 86_400);
    found.retain(|one| one.rule == name);
    found
}

/// What is said of an example, with the place where it says it.
fn said(one: &Diagnostic, example: &Example) -> String {
    let source = &example.sources[one.file.0 as usize];
    let line = Lines::new(&source.text).position(one.span.start).line;
    match example.sources.len() {
        1 => format!("line {line}: {}", one.message),
        _ => format!("{}:{line}: {}", source.path, one.message),
    }
}

/// What mends a finding: first by hand, then by which option.
fn remedy(one: &Diagnostic) -> impl Iterator<Item = (u8, String)> {
    let option = one.fix.as_ref().map(|fix| match fix.applicability {
        Applicability::Safe => "`qlint check --fix` does it",
        Applicability::Unsafe => "`qlint check --fix --unsafe-fixes` does it: read what it did",
    });
    let by_hand = one.help.clone().map(|help| (0, help));
    by_hand.into_iter().chain(option.map(|option| (1, option.to_owned())))
}

/// How to turn a rule or a group off, or another severity on.
fn configuration(name: &str, width: usize) -> String {
    let mut text = String::from("How to configure\n");
    let about = "For the corpus, in qlint.toml: off, info, warning or error.";
    text.push_str(&wrapped(about, "  ", "  ", width));
    _ = writeln!(text, "\n      [rules]\n      \"{name}\" = \"off\"\n");
    text.push_str(&thresholds(name, width));
    if name.contains('/') {
        text.push_str(&wrapped("For the block that follows, or a whole file:", "  ", "  ", width));
        _ = writeln!(text, "\n      <!-- qlint-ignore {name}: reason -->");
        _ = writeln!(text, "      <!-- qlint-ignore-file {name}: reason -->\n");
    }
    text.push_str(&wrapped("For one run:", "  ", "  ", width));
    _ = writeln!(text, "\n      qlint check --ignore {name}");
    text
}

/// What a rule compares with, and how to set it.
fn thresholds(name: &str, width: usize) -> String {
    let thresholds = rules::find(name).map_or(&[][..], |rule| rule.thresholds);
    let Some(first) = thresholds.first() else { return String::new() };
    let mut text = wrapped("What it compares with:", "  ", "  ", width) + "\n";
    for one in thresholds {
        let front = format!("  - {}, by default {}: ", one.name, one.default);
        text.push_str(&wrapped(one.help, &front, "    ", width));
    }
    let set = format!("{{ {} = {} }}", first.name, first.default);
    _ = writeln!(text, "\n      [rules]\n      \"{name}\" = {set}\n");
    text
}

fn indented(example: &str) -> String {
    let line = |line: &str| format!("{}\n", format!("      {line}").trim_end());
    format!("\n{}", example.trim_end().lines().map(line).collect::<String>())
}

/// A paragraph in lines of at most `width` columns: the first behind `front`, the others behind
/// `indent`.
fn wrapped(paragraph: &str, front: &str, indent: &str, width: usize) -> String {
    let mut text = front.to_owned();
    let mut column = front.width();
    let mut fresh = true;
    for word in paragraph.split_whitespace() {
        if !fresh && column + 1 + word.width() > width {
            text.push('\n');
            text.push_str(indent);
            (column, fresh) = (indent.width(), true);
        }
        if !fresh {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        (column, fresh) = (column + word.width(), false);
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_fit_a_window_but_for_what_they_quote() {
        for (name, rule) in rules::all() {
            let text = explanation(name, rule, 80);
            // A code span is one word, however long.
            let long = |line: &&str| line.width() > 80 && line.trim().contains(' ');
            let quoted = |line: &&str| line.starts_with("      ");
            let long: Vec<_> = text.lines().filter(long).filter(|line| !quoted(line)).collect();
            assert!(long.is_empty(), "{name}: {long:#?}");
        }
    }

    #[test]
    fn the_table_fits_a_window() {
        let text = table(rules::all(), 80);
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    }

    #[test]
    fn bad_examples_say_what_is_wrong_in_the_words_of_the_rule() {
        let schema = Schema::embedded(rules::names());
        for (name, rule) in rules::all() {
            for bad in rule.bad {
                let found = own(&Example::new(bad), (name, rule), &schema);
                assert!(!found.is_empty(), "{name} says nothing about\n{bad}");
            }
        }
    }
}
