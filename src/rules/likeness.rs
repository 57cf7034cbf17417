//! What is kept of a question's text to find others that say the same.

use super::minhash::{BANDS, Shingles, Sketch};
use super::words::{Words, mix};
use crate::document::Document;
use crate::question::{key, section};
use crate::source::Span;

/// Sections that belong to the question, not to its answer.
const STEM: &[&str] = &[section::QUESTION, section::SCENARIO];

/// Words of titles that leave the question to the code under them.
const ASKS_CODE: &[&str] = &[
    "code",
    "compile",
    "compiles",
    "display",
    "displayed",
    "displays",
    "evaluate",
    "evaluates",
    "execute",
    "executed",
    "happen",
    "happens",
    "log",
    "logged",
    "logs",
    "output",
    "outputs",
    "print",
    "printed",
    "prints",
    "program",
    "result",
    "return",
    "returned",
    "returns",
    "run",
    "runs",
    "snippet",
    "value",
    "values",
];

/// How alike the titles of two questions with different keys must be: "What is an `Arc`?" and "What
/// is a mutex?" have the same options.
const SAME_TITLE: f64 = 0.7;

/// How long a key may be in a message.
const KEY_LENGTH: usize = 60;

/// The text of a question in a few numbers: 800 bytes for a long one.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// Where the title stands.
    pub(super) place: Span,
    /// All that is asked and answered, in one number; none where there is only a title.
    pub(super) whole: Option<u64>,
    /// The title.
    pub(super) title: Sketch,
    /// Whether there is less prose than code under it.
    pub(super) is_code: bool,
    /// All of it, to be compared with texts that are not quite the same.
    pub(super) sketch: Sketch,
    /// Where a text that is alike is looked for.
    pub(super) bands: [u32; BANDS],
    /// What another question under nearly the same words has other: the code, the numbers, the
    /// pictures and the negations of title and stem.
    pub(super) details: u64,
    /// What there is to choose from, if anything.
    pub(super) choice: Option<Box<Choice>>,
}

/// The options of a question and what they are about.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The title and the options in one number, whatever their order.
    pub(super) topic: u64,
    /// The marked options in one number, whatever their order; 0 if none is.
    pub(super) marks: u64,
    /// The words of the marked options.
    pub(super) key: Box<str>,
    /// The stem.
    pub(super) stem: Sketch,
    /// Its code.
    pub(super) code: u64,
    /// Whether the code of the stem decides which option is right.
    pub(super) by_code: bool,
}

impl Likeness {
    /// What is kept of a question.
    pub(super) fn new(document: &Document<'_>) -> Likeness {
        let question = document.question;
        let title = Words::title(question.title());
        let mut shingles = Shingles::default();
        shingles.add(&title);
        let titles = shingles.sketch();
        let stem = stem(document);
        shingles.add(&stem);
        let choice = choice(document, &title, &stem, &mut shingles);
        let answer = match &choice {
            // The marked options are the answer; two people explain one key in two ways.
            Some(choice) => mix(choice.topic, choice.marks),
            None => answer(document, &mut shingles),
        };
        let said = answer != 0 || !stem.list.is_empty();
        Likeness {
            place: question.value(key::TITLE).map_or(question.opening, |title| title.span),
            whole: said.then(|| mix(mix(title.whole, stem.whole), answer)),
            title: titles,
            is_code: shingles.is_code(),
            sketch: shingles.sketch(),
            bands: shingles.bands(),
            details: [title.details, title.code, stem.details, stem.code].into_iter().fold(0, mix),
            choice: choice.map(Box::new),
        }
    }

    /// How alike two questions are, `least` to 1; none if it is less, or if they ask for different
    /// things in nearly the same words.
    pub(super) fn likeness(&self, other: &Likeness, least: f64) -> Option<f64> {
        let titles = |least| self.title.likeness(&other.title, least);
        let same = || match (&self.choice, &other.choice) {
            // One title and one set of options with two keys: they contradict each other, or the
            // stem makes the difference. Another title may ask for another of the same options.
            (Some(one), Some(two)) if one.marks != two.marks => {
                one.topic != two.topic && titles(SAME_TITLE) >= SAME_TITLE
            }
            // A translation leaves code as it is.
            _ => !(self.is_code && other.is_code) || titles(0.0) > 0.0,
        };
        if self.details != other.details || !same() {
            return None;
        }
        Some(self.sketch.likeness(&other.sketch, least)).filter(|alike| *alike >= least)
    }
}

impl Choice {
    /// Whether both ask the same of the same options, their stems at least `least` alike. Where the
    /// code differs, another option may well be right.
    pub(super) fn asks_same(&self, other: &Choice, least: f64) -> bool {
        let free = self.code == other.code || !(self.by_code || other.by_code);
        self.topic == other.topic && free && self.stem.likeness(&other.stem, least) >= least
    }
}

/// What stands between the title and the options or the answer.
fn stem(document: &Document<'_>) -> Words {
    let first = document.sections.first();
    let before = first.map_or(document.events.len(), |first| first.heading.events.start);
    let sections = document.sections.iter();
    let of = sections.filter(|section| STEM.contains(&section.name.as_str()));
    let parts = of.map(|section| &document.events[section.events.clone()]);
    Words::of(std::iter::once(&document.events[..before]).chain(parts))
}

/// The answer in one number, 0 if there is none: where no section is called so, all of them.
fn answer(document: &Document<'_>, shingles: &mut Shingles) -> u64 {
    let named = document.section(section::ANSWER);
    let words = match named {
        Some(section) => Words::of([&document.events[section.events.clone()]]),
        None => {
            let sections = document.sections.iter();
            let other = sections.filter(|section| !STEM.contains(&section.name.as_str()));
            Words::of(other.map(|section| &document.events[section.events.clone()]))
        }
    };
    shingles.add(&words);
    words.whole
}

fn choice(
    document: &Document<'_>,
    title: &Words,
    stem: &Words,
    shingles: &mut Shingles,
) -> Option<Choice> {
    let choices = document.choices();
    let (mut options, mut marks) = (Vec::new(), Vec::new());
    let mut key = Vec::new();
    let mut statements = true;
    for choice in choices {
        let words = Words::option(&document.events[choice.item.events.clone()]);
        shingles.add(&words);
        options.push(words.whole);
        if choice.marked {
            marks.push(words.whole);
            key.push(written(&document.markdown(choice.item.range.clone())));
            statements &= words.list.len() > 3;
        }
    }
    let asks = |word: &str| ASKS_CODE.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut stem_shingles = Shingles::default();
    stem_shingles.add(stem);
    (!options.is_empty()).then(|| Choice {
        topic: mix(mix(title.whole, stem.details), set(options)),
        marks: set(marks),
        key: short(&key.join("`, `")).into(),
        stem: stem_shingles.sketch(),
        code: stem.code,
        by_code: !statements
            || document.question.title().split(|c: char| !c.is_alphanumeric()).any(asks),
    })
}

/// One number for a set; 0 for none.
fn set(mut numbers: Vec<u64>) -> u64 {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().fold(0, mix)
}

/// An option as it is written, without its box and what marks code.
fn written(item: &str) -> String {
    let text = item.split_once(']').map_or(item, |(_, text)| text).replace('`', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    match text.char_indices().nth(KEY_LENGTH) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
