//! The hot pieces, each by itself, on the questions that ship: `cargo bench`, `cargo bench render`.

#![allow(clippy::unwrap_used, reason = "a bench may stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use divan::{Bencher, black_box};
use qlint::document::Document;
use qlint::question::Question;
use qlint::read;
use qlint::render::Renderer;
use qlint::rules::index::{Entry, Index};
use qlint::rules::{self, Facts, Judged, Plan, Selection, Variant};
use qlint::schema::Schema;
use qlint::source::{FileId, Source};

fn main() {
    divan::main();
}

/// The files of `decks/`, sorted.
fn sources() -> Vec<Source> {
    let decks = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
    let folders = fs::read_dir(decks).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let source = |(at, path): (usize, &std::path::PathBuf)| Source {
        file: FileId(at as u32),
        path: path.display().to_string(),
        text: fs::read_to_string(path).unwrap(),
    };
    paths.iter().enumerate().map(source).collect()
}

fn questions(sources: &[Source]) -> Vec<Question<'_>> {
    let read = read::find("question").unwrap().read;
    sources.iter().flat_map(|source| read(source, &read::Options::default()).questions).collect()
}

fn schema() -> Schema {
    Schema::embedded(rules::names())
}

/// Only these rules; all if there are none.
fn plan(select: &[&str]) -> Plan {
    let select = select.iter().map(|&name| name.to_owned()).collect();
    Plan::new(Selection { select, ..Selection::default() }, Facts::default()).unwrap()
}

fn judge(plan: &Plan, schema: &Schema, questions: &[Question<'_>]) -> Vec<Entry> {
    let one = |question| {
        plan.judge((std::slice::from_ref(question), &[]), "question", schema, Variant::default())
    };
    questions.iter().map(one).flat_map(|judged: Judged| judged.entries).collect()
}

/// Files to questions.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let sources = sources();
    bencher.bench_local(|| questions(black_box(&sources)).len());
}

/// Bodies to documents.
#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let (sources, schema) = (sources(), schema());
    let questions = questions(&sources);
    bencher.bench_local(|| {
        let documents = questions.iter().map(|one| Document::new(black_box(one), schema.names()));
        documents.map(|document| document.sections.len()).sum::<usize>()
    });
}

/// All rules on each question, its document included.
#[divan::bench]
fn rules_of_a_question(bencher: Bencher<'_, '_>) {
    let (sources, schema, plan) = (sources(), schema(), plan(&[]));
    let questions = questions(&sources);
    bencher.bench_local(|| judge(&plan, &schema, black_box(&questions)).len());
}

/// The sketches of all texts, their documents included.
#[divan::bench]
fn minhash(bencher: Bencher<'_, '_>) {
    let (sources, schema, plan) = (sources(), schema(), plan(&["corpus/near-duplicate"]));
    let questions = questions(&sources);
    bencher.bench_local(|| judge(&plan, &schema, black_box(&questions)).len());
}

/// All rules that compare questions, sketches made.
#[divan::bench]
fn rules_of_a_corpus(bencher: Bencher<'_, '_>) {
    let (sources, schema, plan) = (sources(), schema(), plan(&[]));
    let questions = questions(&sources);
    let entries = judge(&plan, &schema, &questions);
    let (retired, before) = (BTreeSet::new(), BTreeMap::new());
    bencher.bench_local(|| {
        let mut found = Vec::new();
        plan.judge_all(&Index::new(black_box(&entries), &retired, &before), &mut found);
        found.len()
    });
}

/// Documents to the HTML of cards, code coloured.
#[divan::bench]
fn render(bencher: Bencher<'_, '_>) {
    let (sources, schema) = (sources(), schema());
    let questions = questions(&sources);
    let documents = questions.iter().map(|one| Document::new(one, schema.names()));
    let documents: Vec<_> = documents.collect();
    bencher.bench_local(|| {
        let html = documents.iter().map(|document| Renderer::new(black_box(document)).whole());
        html.map(|html| html.len()).sum::<usize>()
    });
}
