//! Time is bounded: four times the text, the settings or the HTML of a note takes about four times as long.
//!
//! `cargo test --release --test slow -- --ignored --nocapture` takes a megabyte of each, which may take a
//! second of a processor, and shows what takes longest.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

#[path = "support/fields.rs"]
mod fields;
#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/settings.rs"]
mod settings;

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use fields::PIECES;
use hostile::{CASES, Case};
use qlint::anki::markdown::{self, Headings, How};
use qlint::diagnostic::{Diagnostic, Fix};
use qlint::fix;
use qlint::read;
use qlint::report::{self, Findings, Style, Summary};
use qlint::rules::{self, Around, Facts, Plan, Selection};
use qlint::schema::Schema;
use qlint::source::{FileId, Source};
use qlint::write::{self, Corpus, Item, Options};
use settings::{SETTINGS, Setting};
use support::Bank;

/// How many bytes the smaller text has: few, for a debug build takes thirty times as long.
const SMALL: usize = 6_000;

/// A text of four times the length may take so many times as long.
const MOST: f64 = 6.5;

/// What is this quick is not compared: memory that is asked for the first time costs more.
const FREE: Duration = Duration::from_millis(40);

/// The time that this thread has been on a processor, so that others do not count.
fn now() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|text| text.split(' ').next()?.parse().ok());
    spent.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// What is done with a file: the commands `check` in every format, `--fix`, and `export`.
fn work(format: &str, text: &str) -> Vec<(String, Duration)> {
    let mut times = Vec::new();
    let mut start = now();
    let mut took = |what: &str| {
        let end = now();
        times.push((what.to_owned(), end - start));
        start = now();
    };
    let source =
        Source { text: text.to_owned(), path: "PY-ADV-001.md".into(), ..Source::default() };
    let schema = Schema::embedded(rules::names());
    let plan = Plan::new(Selection::default(), Facts::default()).unwrap();
    let read = || (read::find(format).unwrap().read)(&source, &read::Options::default());
    let reading = read();
    took("read");
    let files = [(&source, reading.questions, reading.diagnostics)].into_iter();
    let found = plan.judge_corpus(files, &Around::default(), format, &schema);
    took("check");
    let fixes: Vec<&Fix> = found.iter().filter_map(|one: &Diagnostic| one.fix.as_ref()).collect();
    fix::apply(&source.text, &fixes);
    took("fix");
    let sources = BTreeMap::from([(FileId::default(), source.clone())]);
    let (summary, style) = (Summary::default(), Style { color: false, width: 80 });
    let findings =
        Findings { diagnostics: &found, sources: &sources, summary, owners: vec![], rules: vec![] };
    for name in report::names() {
        (report::find(name).unwrap().render)(&findings, style);
        took(name);
    }
    let questions = read().questions;
    let items = questions.iter().enumerate();
    let items = items.map(|(at, question)| Item::new(question, format!("Q-{at}"))).collect();
    let corpus = Corpus::new(items, schema.names(), schema.levels());
    for name in write::names() {
        let writer = write::find(name).unwrap();
        let options = Options { folder: !writer.file, ..Options::default() };
        // What a format cannot hold is refused.
        _ = (writer.write)(&corpus, &options);
        took(&format!("to {name}"));
    }
    times
}

/// The shortest of some times.
fn shortest(times: &mut [(String, Duration)], others: Vec<(String, Duration)>) {
    for (one, other) in times.iter_mut().zip(others) {
        one.1 = one.1.min(other.1);
    }
}

/// What takes more than its share of a text four times as long.
fn too_slow((name, format, make): &Case) -> Vec<String> {
    let (small, large) = (make(SMALL), make(4 * SMALL));
    let (mut few, mut many) = (work(format, &small), work(format, &large));
    let mut slow = Vec::new();
    for _ in 0..3 {
        let pairs = few.iter().zip(&many);
        slow = pairs
            .filter(|((_, few), (_, many))| *many > few.mul_f64(MOST) + FREE)
            .map(|((what, few), (_, many))| format!("{name}: {what}: {few:?}, then {many:?}"))
            .collect();
        if slow.is_empty() {
            break;
        }
        // Once more, in case something else was in the way.
        shortest(&mut few, work(format, &small));
        shortest(&mut many, work(format, &large));
    }
    slow
}

/// Looks at every second case, so that two threads share them.
fn time_grows(first: usize) {
    // What writers do on several threads counts too.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(8 << 20).build().unwrap();
    let cases = CASES.iter().skip(first).step_by(2);
    let slow: Vec<String> = pool.install(|| cases.flat_map(too_slow).collect());
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn time_grows_with_the_text() {
    time_grows(0);
}

#[test]
fn time_grows_with_the_other_texts() {
    time_grows(1);
}

/// What a length and four times that take, if the one is more than its share of the other.
fn grows_too_fast(length: usize, take: impl Fn(usize) -> Duration) -> Option<(Duration, Duration)> {
    let times = || {
        let (few, many) = (take(length), take(4 * length));
        (many > few.mul_f64(MOST) + FREE).then_some((few, many))
    };
    // Once more, in case something else was in the way.
    times().and_then(|_| times())
}

/// What it takes to read a field of a note in every way.
fn of_field(piece: &str, length: usize) -> Duration {
    let html = piece.repeat(length / piece.len());
    let media = |name: &str| Some(name.to_owned());
    let start = now();
    for headings in [Headings::Ours, Headings::Below(2)] {
        let how = How { headings, media: &media };
        markdown::markdown(&html, how);
        markdown::pieces(&html, how);
    }
    markdown::line(&html);
    markdown::text(&html);
    now() - start
}

#[test]
fn time_grows_with_the_html_of_fields() {
    let slow = PIECES.iter().filter_map(|(name, piece)| {
        Some((name, grows_too_fast(SMALL, |length| of_field(piece, length))?))
    });
    let slow: Vec<_> = slow.collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

/// The time that processes which were started here have been on a processor, but not in the system: what
/// writing ten thousand files takes is not ours.
fn of_children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, in hundredths of a second: `cutime` of proc(5).
    let ticks: u64 = stat.rsplit_once(')')?.1.split_whitespace().nth(13)?.parse().ok()?;
    Some(Duration::from_millis(10 * ticks))
}

/// What a command on a corpus with such settings takes.
fn with_settings((name, file, make): &Setting, length: usize, command: &[&str]) -> Duration {
    let schema = if *file == "s.json" { "schema = 's.json'\n" } else { "" };
    let bank = Bank::new().file("qlint.toml", schema).file(file, make(length));
    let bank =
        bank.card("PY-ADV-001").file("PY-ADV-002.md", "---\nid: PY\nlevel: x\n---\n\n## Answer\n");
    timed(&bank, name, command)
}

/// What a command takes of a processor, whatever else runs; it must not break.
fn timed(bank: &Bank, name: &str, command: &[&str]) -> Duration {
    let (start, before) = (Instant::now(), of_children());
    let status = bank.run(command).status;
    let spent = of_children().zip(before).map(|(after, before)| after - before);
    assert!(status <= 2, "{name}: {command:?} ends with {status}");
    spent.unwrap_or_else(|| start.elapsed())
}

#[test]
fn time_grows_with_the_settings() {
    let runs = SETTINGS.iter().flat_map(|setting| [(setting, "check"), (setting, "lock")]);
    let slow = runs.filter_map(|(setting, command)| {
        let take = |length| with_settings(setting, length, &[command]);
        Some((setting.0, command, grows_too_fast(4 * SMALL, take)?))
    });
    let slow: Vec<_> = slow.collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
#[ignore = "for a release build"]
#[allow(clippy::print_stdout, reason = "with `--nocapture` it is a table")]
fn a_megabyte_takes_less_than_a_second() {
    let mut times = Vec::new();
    for (name, format, make) in CASES {
        let ending = read::find(format).unwrap().endings[0];
        let file = format!("PY-ADV-001.{ending}");
        for command in [
            &["check", "--from", format, &file][..],
            &["check", "--from", format, "--format", "sarif", &file],
            &["export", "--from", format, &file, "-o", "a.apkg"],
            &["export", "--from", format, &file, "-o", "a.csv"],
            &["export", "--from", format, &file, "-o", "a.md"],
            &["import", "--from", format, &file, "-o", "out"],
            &["check", "--from", format, "--fix", "--format", "json", &file],
            &["lock"],
        ] {
            let bank = Bank::new().file(&file, make(1_000_000));
            times.push((timed(&bank, name, command), format!("{name}: {command:?}")));
        }
    }
    for setting in SETTINGS {
        for command in [&["check"][..], &["check", "--fix"], &["lock"], &["export", "-o", "a.apkg"]]
        {
            let took = with_settings(setting, 1_000_000, command);
            times.push((took, format!("{}: {command:?}", setting.0)));
        }
    }
    times.sort();
    let slowest: Vec<_> = times.iter().rev().take(10).collect();
    println!("{slowest:#?}");
    let slow: Vec<_> =
        times.iter().rev().take_while(|(took, _)| *took > Duration::from_secs(1)).collect();
    assert!(slow.is_empty(), "{slow:#?}");
}
