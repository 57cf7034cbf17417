//! `qlint stats`: how many questions there are, and where they are missing.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::corpus::Corpus;
use super::export::Loaded;
use super::table::Table;
use super::{Outcome, count};
use crate::cli;
use crate::document::{Document, Fact};
use crate::failure::{Failure, Result};
use crate::output;
use crate::question::{Question, key};
use crate::report::Style;

/// What stands for a value that a question does not have.
const NONE: &str = "(none)";

/// Runs the command.
pub(super) fn run(args: &cli::List, style: Style) -> Result<Outcome> {
    let corpus = Corpus::open(&args.paths, &args.from)?;
    corpus.demand_files(&args.paths)?;
    let loaded = Loaded::read(&corpus)?;
    let readings = loaded.readings(&corpus);
    let filter = args.filter.filter();
    let questions: Vec<_> = readings
        .iter()
        .flat_map(|reading| &reading.questions)
        .filter(|question| !question.unreadable && filter.matches(question))
        .collect();
    let stats = Stats::new(&questions, &corpus);
    output::print(&match args.format {
        cli::ListFormat::Table => stats.tables(style),
        cli::ListFormat::Json => stats.json()?,
        cli::ListFormat::Csv => stats.csv()?,
    })?;
    Ok(Outcome::Clean)
}

/// The counts.
#[derive(Debug, Serialize)]
struct Stats {
    questions: usize,
    /// Words of all sections, code left out.
    words: usize,
    /// Questions by technology and level, each level that occurs or that the schema knows.
    matrix: BTreeMap<String, BTreeMap<String, usize>>,
    /// The levels in the order of the schema, others behind them.
    levels: Vec<String>,
    difficulties: BTreeMap<i64, usize>,
    kinds: BTreeMap<String, usize>,
    /// Technologies with a level that no question has.
    gaps: Vec<Gap>,
}

/// A level that a technology has no question of.
#[derive(Debug, Serialize)]
struct Gap {
    technology: String,
    level: String,
}

impl Stats {
    fn new(questions: &[&Question<'_>], corpus: &Corpus) -> Stats {
        let text = |question: &Question<'_>, key| question.text(key).unwrap_or(NONE).to_owned();
        let mut levels = corpus.schema.levels().to_vec();
        let mut matrix: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut difficulties = BTreeMap::new();
        let mut kinds = BTreeMap::new();
        for question in questions {
            let level = text(question, key::LEVEL);
            if !levels.contains(&level) {
                levels.push(level.clone());
            }
            let row = matrix.entry(text(question, key::TECHNOLOGY)).or_default();
            *row.entry(level).or_default() += 1;
            *kinds.entry(question.kind().to_owned()).or_default() += 1;
            if let Some(difficulty) = question.difficulty() {
                *difficulties.entry(difficulty).or_default() += 1;
            }
        }
        let gap = |technology: &String, level: &String| Gap {
            technology: technology.clone(),
            level: level.clone(),
        };
        let known = corpus.schema.levels();
        let gaps = matrix.iter().filter(|(technology, _)| *technology != NONE);
        let gaps = gaps.flat_map(|(technology, row)| {
            let missing = known.iter().filter(|level| !row.contains_key(*level));
            missing.map(move |level| gap(technology, level))
        });
        let gaps = gaps.collect();
        let words = questions.par_iter().map(|question| words(question, corpus)).sum();
        Stats { questions: questions.len(), words, matrix, levels, difficulties, kinds, gaps }
    }

    fn tables(&self, style: Style) -> String {
        let mut text =
            format!("{}, {}\n", count(self.questions, "question"), count(self.words, "word"));
        let mut parts = vec![self.matrix_table().render(style.width)];
        if !self.difficulties.is_empty() {
            parts.push(self.histogram(style.width));
        }
        parts.push(self.kinds_table().render(style.width));
        if !self.gaps.is_empty() {
            let gaps = self.gaps.iter().map(|gap| format!("  {} {}\n", gap.technology, gap.level));
            parts.push(format!("no question yet\n{}", gaps.collect::<String>()));
        }
        for part in parts {
            text.push('\n');
            text.push_str(&part);
        }
        text
    }

    fn matrix_table(&self) -> Table {
        let mut head = vec!["technology"];
        head.extend(self.levels.iter().map(String::as_str));
        head.push("all");
        let numbers: Vec<_> = (1..head.len()).collect();
        let mut table = Table::new(&head, &numbers, 0);
        let cell = |number: usize| if number == 0 { "-".to_owned() } else { number.to_string() };
        let line = |name: &str, numbers: Vec<usize>| {
            let all = numbers.iter().sum();
            let numbers = numbers.into_iter().chain([all]).map(cell);
            std::iter::once(name.to_owned()).chain(numbers).collect()
        };
        let of = |row: &BTreeMap<String, usize>, level: &String| {
            row.get(level).copied().unwrap_or_default()
        };
        for (technology, row) in &self.matrix {
            table.row(line(technology, self.levels.iter().map(|level| of(row, level)).collect()));
        }
        let total = |level: &String| self.matrix.values().map(|row| of(row, level)).sum();
        table.row(line("all", self.levels.iter().map(total).collect()));
        table
    }

    /// A bar for each difficulty, the longest as long as the window allows.
    fn histogram(&self, width: usize) -> String {
        let most = self.difficulties.values().copied().max().unwrap_or(1).max(1);
        let room = width.saturating_sub(24).clamp(10, 50);
        let bar = |(difficulty, number): (&i64, &usize)| {
            let bar = "█".repeat((number * room).div_ceil(most));
            format!("{difficulty:>10}  {number:>5}  {bar}\n")
        };
        format!("difficulty  count\n{}", self.difficulties.iter().map(bar).collect::<String>())
    }

    fn kinds_table(&self) -> Table {
        let mut table = Table::new(&["kind", "count"], &[1], 0);
        for (kind, number) in &self.kinds {
            table.row(vec![kind.clone(), number.to_string()]);
        }
        table
    }

    fn json(&self) -> Result<String> {
        let text = serde_json::to_string_pretty(self);
        text.map(|text| text + "\n").map_err(|error| Failure(error.to_string()))
    }

    /// One record for each count: what is counted, its value, the number.
    fn csv(&self) -> Result<String> {
        let failed = |error: String| Failure(format!("cannot write CSV: {error}"));
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut record = |cells: [&str; 4]| {
            writer.write_record(cells).map_err(|error| failed(error.to_string()))
        };
        record(["of", "value", "level", "questions"])?;
        for (technology, row) in &self.matrix {
            for (level, number) in row {
                record(["technology", technology, level, &number.to_string()])?;
            }
        }
        for (difficulty, number) in &self.difficulties {
            record(["difficulty", &difficulty.to_string(), "", &number.to_string()])?;
        }
        for (kind, number) in &self.kinds {
            record(["kind", kind, "", &number.to_string()])?;
        }
        let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
    }
}

fn words(question: &Question<'_>, corpus: &Corpus) -> usize {
    let document = Document::new(question, corpus.schema.names());
    document.sections.iter().map(|section| document.count(section, Fact::Words)).sum()
}
