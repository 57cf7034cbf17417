//! One question of any kind, as the text of its file.

use crate::code;
use crate::random::{Random, Theme, capital};
use crate::words::{CATEGORIES, FOLLOW_UPS, MISTAKES, NOUNS, SENTENCES, STORIES, TITLES};

/// The name, the prefix of ids, the folder.
pub(crate) const TECHNOLOGIES: [(&str, &str, &str); 6] = [
    ("Python", "PY", "python"),
    ("Rust", "RS", "rust"),
    ("SQL", "SQL", "sql"),
    ("JavaScript", "JS", "javascript"),
    ("Go", "GO", "go"),
    ("Java", "JAVA", "java"),
];

/// The name, the part of ids, the range of difficulties.
const LEVELS: [(&str, &str, usize, usize); 3] =
    [("Beginner", "BEG", 1, 4), ("Intermediate", "INT", 4, 6), ("Advanced", "ADV", 6, 10)];

/// What of a hundred questions are of which kind.
const KINDS: [(usize, &str); 7] = [
    (50, "concept"),
    (10, "core"),
    (9, "deep-dive"),
    (15, "mcq"),
    (6, "mock-interview"),
    (6, "flashcard"),
    (4, "cloze"),
];

/// The id of a question by its number: technologies and levels take turns.
pub(crate) fn id(number: usize) -> String {
    let (_, prefix, _) = TECHNOLOGIES[number % 6];
    format!("{prefix}-{}-{:05}", LEVELS[number / 6 % 3].1, number / 18 + 1)
}

/// Where the file of a question lies; no folder has more than 200.
pub(crate) fn path(number: usize) -> String {
    let level = LEVELS[number / 6 % 3].0.to_lowercase();
    format!("decks/{}/{level}-{:02}/{}.md", TECHNOLOGIES[number % 6].2, number / 3600, id(number))
}

/// The text of the file of one of so many questions.
pub(crate) fn text(number: usize, count: usize, random: &mut Random) -> String {
    let theme = Theme::new(random);
    let kind = kind(random);
    let mut writer = Writer { theme, random, text: String::new() };
    writer.front_matter(number, count, kind);
    match kind {
        "core" => writer.core(),
        "deep-dive" => writer.deep_dive(),
        "mcq" => writer.choice(),
        "mock-interview" => writer.interview(),
        "flashcard" => writer.section("Answer", |it| it.paragraph(2, 4)),
        "cloze" => writer.section("Answer", Writer::gaps),
        _ => writer.concept(),
    }
    writer.text
}

fn kind(random: &mut Random) -> &'static str {
    let mut left = random.between(0, 99);
    for (share, kind) in KINDS {
        if left < share {
            return kind;
        }
        left -= share;
    }
    "concept"
}

struct Writer<'a> {
    theme: Theme,
    random: &'a mut Random,
    text: String,
}

impl Writer<'_> {
    fn front_matter(&mut self, number: usize, count: usize, kind: &str) {
        let (technology, _, _) = TECHNOLOGIES[number % 6];
        let (level, _, easiest, hardest) = LEVELS[number / 6 % 3];
        let template = self.random.pick(TITLES);
        let title = self.theme.sentence(template, self.random);
        let category = self.random.pick(CATEGORIES);
        let difficulty = self.random.between(easiest, hardest);
        let tags = self.random.some(&NOUNS, 3).join(", ");
        self.line(&format!("---\nid: {}\ntitle: {title}", id(number)));
        match kind {
            "concept" => {}
            "cloze" => self.line("kind: flashcard"),
            kind => self.line(&format!("kind: {kind}")),
        }
        self.line(&format!("technology: {technology}\ncategory: {category}\nlevel: {level}"));
        self.line(&format!("difficulty: {difficulty}\ntags: [{tags}]"));
        if count > 100 && self.random.chance(60) {
            let near = number + self.random.between(1, 49);
            let next = near + self.random.between(1, 49);
            self.line(&format!("related: [{}, {}]", id(near % count), id(next % count)));
        }
        if number >= 18 && self.random.chance(20) {
            self.line(&format!("prerequisites: [{}]", id(number - 18)));
        }
        self.line("---");
    }

    fn concept(&mut self) {
        self.section("Answer", |it| it.paragraph(3, 5));
        self.section("Deep Explanation", |it| {
            it.paragraph(4, 6);
            it.code(1);
            match it.random.between(0, 3) {
                0 => it.table(),
                1 => it.steps(),
                _ => it.paragraph(2, 3),
            }
        });
        self.section("Real-World Example", |it| {
            it.paragraph(3, 4);
            if it.random.chance(60) {
                it.code(1);
            }
        });
        self.section("Common Mistakes", |it| it.items(MISTAKES, 4));
        self.section("Production Scenario", |it| {
            let story = it.random.pick(STORIES);
            let story = it.theme.sentence(story, it.random);
            let rest = it.sentences(4);
            it.line(&format!("{story} {rest}"));
        });
        self.section("Follow-up Questions", |it| it.follow_ups(3));
    }

    fn core(&mut self) {
        self.section("Answer", |it| it.paragraph(3, 5));
        if self.random.chance(70) {
            self.section("Example", |it| it.code(2));
        }
        self.section("Key Points", |it| it.items(SENTENCES, 5));
        self.section("Common Mistakes", |it| it.items(MISTAKES, 4));
        self.section("Follow-up Questions", |it| it.follow_ups(3));
    }

    fn deep_dive(&mut self) {
        self.section("What Interviewers Are Really Testing", |it| it.paragraph(2, 3));
        self.section("Answer", |it| {
            it.paragraph(4, 5);
            it.code(2);
            it.paragraph(2, 2);
        });
        self.section("Red Flag Answer", |it| it.paragraph(2, 3));
        self.section("Follow-up Questions", |it| it.follow_ups(4));
    }

    fn choice(&mut self) {
        if self.random.chance(60) {
            self.section("Question", |it| it.code(1));
        }
        let key = self.random.between(0, 3);
        self.section("Options", |it| {
            let template = "the ~a ~n ~v the ~a ~n";
            for at in 0..4 {
                let option = it.theme.sentence(template, it.random);
                it.line(&format!("- [{}] {option}", if at == key { 'x' } else { ' ' }));
            }
        });
        self.section("Explanation", |it| {
            it.paragraph(3, 5);
            if it.random.chance(40) {
                it.quote();
            }
            it.items(SENTENCES, 4);
        });
    }

    fn interview(&mut self) {
        self.section("Role", |it| it.paragraph(1, 1));
        self.section("Scenario", |it| it.paragraph(3, 4));
        for step in ["Opening", "Design", "Failure"] {
            self.section(step, |it| {
                it.line("### Interviewer\n");
                it.items_or_question();
                it.line("\n### Candidate\n");
                it.paragraph(3, 5);
                if it.random.chance(40) {
                    it.code(1);
                }
                it.line("\n### Red Flags\n");
                it.items(MISTAKES, 2);
            });
        }
    }

    /// What the interviewer asks.
    fn items_or_question(&mut self) {
        let question = self.random.pick(FOLLOW_UPS);
        let question = self.theme.sentence(question, self.random);
        self.line(&question);
    }

    fn gaps(&mut self) {
        let first = self.theme.fill("{{c1::~a ~1}}", self.random);
        let second = self.theme.fill("{{c2::`~i`}}", self.random);
        let rest = self.theme.fill("in the ~2 and ~v the ~3 after ~d ms", self.random);
        self.line(&format!("A {first} keeps {second} {rest}.\n"));
        self.paragraph(1, 2);
    }

    fn section(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.line(&format!("\n## {name}\n"));
        content(self);
    }

    /// A paragraph of sentences, behind what is there.
    fn paragraph(&mut self, least: usize, most: usize) {
        let count = self.random.between(least, most);
        let sentences = self.sentences(count);
        self.apart();
        self.line(&sentences);
    }

    fn sentences(&mut self, count: usize) -> String {
        let each = (0..count).map(|_| self.theme.prose(self.random));
        each.collect::<Vec<_>>().join(" ")
    }

    fn code(&mut self, pieces: usize) {
        let block = code::block(&self.theme, self.random, pieces);
        self.apart();
        self.text.push_str(&block);
    }

    fn items(&mut self, templates: &[&str], count: usize) {
        self.apart();
        for template in self.random.some(templates, count) {
            let item = match self.random.chance(60) {
                true => self.theme.prose(self.random),
                false => self.theme.sentence(template, self.random),
            };
            self.line(&format!("- {item}"));
        }
    }

    fn follow_ups(&mut self, count: usize) {
        for template in self.random.some(FOLLOW_UPS, count) {
            let item = self.theme.sentence(template, self.random);
            self.line(&format!("- {item}"));
        }
    }

    /// A numbered list with items inside one of them.
    fn steps(&mut self) {
        let mut sentences =
            ["the ~1 ~v the ~a ~n", "the ~2 is ~a, so the ~n ~v it", "the ~3 ~v `~i`"]
                .map(|it| self.theme.sentence(it, self.random))
                .into_iter();
        let inner = ["~a ~n", "~a ~n, up to ~d"].map(|it| self.theme.fill(it, self.random));
        let mut next = || sentences.next().unwrap_or_default();
        let [one, two] = inner.map(|it| capital(&it));
        let steps = format!("1. {}\n2. {}\n   - {one}\n   - {two}\n3. {}", next(), next(), next());
        self.apart();
        self.line(&steps);
    }

    fn quote(&mut self) {
        let sentence = self.sentences(1);
        self.apart();
        self.line(&format!("> {sentence}"));
    }

    fn table(&mut self) {
        let mut rows = self.theme.fill("| ~1 | ~2 | ~n |\n|---|---:|---|", self.random);
        for _ in 0..self.random.between(2, 5) {
            rows += &self.theme.fill("\n| ~a ~n | ~d | `~i` |", self.random);
        }
        self.apart();
        self.line(&rows);
    }

    /// A blank line, unless there is one.
    fn apart(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }
}
