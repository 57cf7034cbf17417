//! `qlint list`: which questions there are.

use serde::Serialize;

use super::corpus::Corpus;
use super::export::{Identified, Loaded};
use super::table::Table;
use super::{Outcome, count};
use crate::cli;
use crate::failure::{Failure, Result};
use crate::output;
use crate::question::{Question, key};
use crate::report::Style;

/// Runs the command.
pub(super) fn run(args: &cli::List, style: Style) -> Result<Outcome> {
    let corpus = Corpus::open(&args.paths, &args.from)?;
    corpus.demand_files(&args.paths)?;
    let loaded = Loaded::read(&corpus)?;
    let readings = loaded.readings(&corpus);
    let filter = args.filter.filter();
    let all: Vec<Identified<'_>> = loaded.identified(&corpus, &readings, Some);
    let rows: Vec<Row<'_>> = all
        .iter()
        .filter(|one| !one.question.unreadable && filter.matches(one.question))
        .map(|one| Row::new(one.question, &one.identity))
        .collect();
    output::print(&match args.format {
        cli::ListFormat::Table => table(&rows, style),
        cli::ListFormat::Json => json(&rows)?,
        cli::ListFormat::Csv => csv(&rows)?,
    })?;
    let unreadable = all.iter().filter(|one| one.question.unreadable).count();
    if unreadable > 0 {
        output::note(&format!(
            "{} could not be read: `qlint check` says why",
            count(unreadable, "file")
        ));
    }
    output::note(&format!("{} of {}", rows.len(), count(all.len(), "question")));
    Ok(Outcome::Clean)
}

/// A question, in brief.
#[derive(Debug, Serialize)]
struct Row<'q> {
    id: &'q str,
    title: &'q str,
    kind: &'q str,
    technology: Option<&'q str>,
    category: Option<&'q str>,
    level: Option<&'q str>,
    difficulty: Option<i64>,
    path: &'q str,
}

impl<'q> Row<'q> {
    fn new(question: &'q Question<'_>, identity: &'q str) -> Row<'q> {
        Row {
            id: identity,
            title: question.title(),
            kind: question.kind(),
            technology: question.text(key::TECHNOLOGY),
            category: question.text(key::CATEGORY),
            level: question.text(key::LEVEL),
            difficulty: question.difficulty(),
            path: &question.source.path,
        }
    }
}

fn table(rows: &[Row<'_>], style: Style) -> String {
    let mut table = Table::new(&["id", "title", "level", "n/10"], &[3], 1);
    for row in rows {
        table.row(vec![
            row.id.to_owned(),
            row.title.to_owned(),
            row.level.unwrap_or_default().to_owned(),
            row.difficulty.map(|number| number.to_string()).unwrap_or_default(),
        ]);
    }
    table.render(style.width)
}

fn json(rows: &[Row<'_>]) -> Result<String> {
    let text = serde_json::to_string_pretty(rows);
    text.map(|text| text + "\n").map_err(|error| Failure(error.to_string()))
}

fn csv(rows: &[Row<'_>]) -> Result<String> {
    let failed = |error: String| Failure(format!("cannot write CSV: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| failed(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}
