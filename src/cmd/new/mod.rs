//! `qlint new`: the skeleton of a question, under the next free id.

mod draft;
mod place;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use self::draft::Draft;
use self::place::Known;
use super::corpus::Corpus;
use super::{Outcome, given};
use crate::cli;
use crate::failure::{Failure, Result};
use crate::output;
use crate::question::{key, level_code};
use crate::schema::Schema;
use crate::source::Span;
use crate::value::{Node, Value, yaml};

/// Runs the command.
pub(super) fn run(args: &cli::New) -> Result<Outcome> {
    let ask: Option<&Ask<'_>> = if output::can_ask() { Some(&output::ask) } else { None };
    let corpus = Corpus::open(&[nearest(args.folder.as_deref())], &cli::From { from: None })?;
    let known = Known::of(&corpus)?;
    let draft = draft(args, &corpus, &known, ask)?;
    let [technology, level] = [key::TECHNOLOGY, key::LEVEL].map(|key| draft.text(key));
    let folder = args.folder.clone().unwrap_or_else(|| known.folder(technology, level));
    let path = folder.join(format!("{}.md", draft.text(key::ID).unwrap_or_default()));
    if path.exists() {
        return Err(Failure(format!("`{}` is there already", path.display())));
    }
    output::write_new(&path, draft.file(&corpus.schema)?.as_bytes())?;
    let shown = shown(&path);
    output::print(&format!("{}\n", shown.display()))?;
    let path = path.canonicalize().unwrap_or(path);
    if corpus.root.walk()?.questions.iter().any(|entry| entry.path() == path) {
        output::note(&format!("write it, then: qlint check {}", shown.display()));
    } else {
        output::note("no other command sees it: qlint.toml or .gitignore leaves this place out");
    }
    Ok(Outcome::Clean)
}

/// How a person is asked for a line.
type Ask<'a> = dyn Fn(&str) -> Result<Option<String>> + 'a;

/// The folder that the corpus is looked for from: the one for the file may have to be made.
fn nearest(folder: Option<&Path>) -> PathBuf {
    let there = folder.into_iter().flat_map(Path::ancestors).find(|folder| folder.is_dir());
    there.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A path as it is shortest from the current folder.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_path_buf()
}

/// The question, complete but for the writing.
fn draft(
    args: &cli::New,
    corpus: &Corpus,
    known: &Known<'_>,
    ask: Option<&Ask<'_>>,
) -> Result<Draft> {
    let schema = &corpus.schema;
    let mut draft = said(args, known)?;
    let keys: Vec<_> = draft.keys().map(str::to_owned).collect();
    for key in keys {
        if let Some(fault) = draft.fault(&key, schema)? {
            return Err(Failure(fault));
        }
    }
    if let (Some(ask), None) = (ask, draft.text(key::KIND)) {
        ask_for_kind(&mut draft, known, schema, ask)?;
    }
    let mut missing = Vec::new();
    for key in draft.missing_keys(schema)? {
        match ask {
            Some(ask) => ask_for(&key, &mut draft, known, schema, ask)?,
            None => missing.push(option(&key)),
        }
    }
    if draft.text(key::ID).is_none() {
        let (prefix, track) = (prefix(args, &draft, known, ask)?, track(args, &draft, ask)?);
        // What follows from a key that is missing too is not named beside it.
        let mut lacks = |part: &Option<String>, key: &str, name: &str| {
            if part.is_none() && !missing.contains(&option(key)) {
                missing.push(name.to_owned());
            }
        };
        lacks(&prefix, key::TECHNOLOGY, "--prefix");
        lacks(&track, key::LEVEL, "--track");
        if let (Some(prefix), Some(track)) = (prefix, track) {
            contradiction(&prefix, draft.text(key::TECHNOLOGY), corpus)?;
            draft.set(key::ID, Value::String(known.next_id(&format!("{prefix}-{track}"))));
        }
    }
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(Failure(format!("missing: {missing}; on a terminal you are asked")));
    }
    let id = draft.text(key::ID).unwrap_or_default();
    // The file is named after it, and stays in its folder.
    if id.contains(['/', '\\']) {
        return Err(Failure(format!("the id `{id}` cannot be the name of a file")));
    }
    if known.uses(id) {
        return Err(Failure(format!("the id `{id}` is taken, or was once")));
    }
    if let Some(fault) = draft.fault(key::ID, schema)? {
        return Err(Failure(fault));
    }
    draft.complete(schema)?;
    Ok(draft)
}

/// What the options say.
fn said(args: &cli::New, known: &Known<'_>) -> Result<Draft> {
    let mut draft = Draft::default();
    let texts = [
        (key::TITLE, &args.title),
        (key::KIND, &args.kind),
        (key::TECHNOLOGY, &args.technology),
        (key::CATEGORY, &args.category),
        (key::LEVEL, &args.level),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            draft.set(key, Value::String(known.spelled(key, text.trim())));
        }
    }
    if let Some(difficulty) = args.difficulty {
        draft.set(key::DIFFICULTY, Value::Integer(difficulty));
    }
    if !args.tags.is_empty() {
        let text = |tag: &String| Value::String(tag.trim().to_owned());
        let node = |value| Node { value, span: Span::default() };
        draft.set(key::TAGS, Value::List(args.tags.iter().map(text).map(node).collect()));
    }
    for (key, text) in &args.set {
        draft.set(key, value(text));
    }
    Ok(draft)
}

/// A value as the front matter reads it; what is no YAML is text.
fn value(text: &str) -> Value {
    match yaml::parse(text, 0) {
        Ok(parsed) => parsed.node.value,
        Err(_) => Value::String(text.to_owned()),
    }
}

/// The option that sets a key.
fn option(key: &str) -> String {
    let own = [key::TITLE, key::KIND, key::TECHNOLOGY, key::CATEGORY, key::LEVEL, key::DIFFICULTY];
    if own.contains(&key) { format!("--{key}") } else { format!("--set {key}=…") }
}

fn ask_for_kind(
    draft: &mut Draft,
    known: &Known<'_>,
    schema: &Schema,
    ask: &Ask<'_>,
) -> Result<()> {
    let Some(default) = schema.default_of(key::KIND) else { return Ok(()) };
    let kinds: Vec<_> = schema.allowed(key::KIND).collect();
    let prompt = format!("kind ({}) [{default}]", kinds.join(", "));
    loop {
        let line = ask(&prompt)?.unwrap_or_default();
        let kind =
            if line.is_empty() { default.to_owned() } else { known.spelled(key::KIND, &line) };
        draft.set(key::KIND, Value::String(kind));
        match draft.fault(key::KIND, schema)? {
            None => return Ok(()),
            Some(fault) => output::note(&fault),
        }
        draft.unset(key::KIND);
    }
}

/// Asks for a key until its value is one that the schema allows.
fn ask_for(
    key: &str,
    draft: &mut Draft,
    known: &Known<'_>,
    schema: &Schema,
    ask: &Ask<'_>,
) -> Result<()> {
    let allowed: Vec<_> = schema.allowed(key).collect();
    let about = schema.about_key(key).unwrap_or_default().trim_end_matches('.');
    let prompt = match (allowed.as_slice(), about) {
        ([], "") => key.to_owned(),
        ([], about) => format!("{key} ({about})"),
        (allowed, _) => format!("{key} ({})", allowed.join(", ")),
    };
    let text = [key::TITLE, key::KIND, key::TECHNOLOGY, key::CATEGORY, key::LEVEL].contains(&key);
    loop {
        let line = demand(ask, &prompt)?;
        let line = known.spelled(key, &line);
        draft.set(key, if text { Value::String(line) } else { value(&line) });
        match draft.fault(key, schema)? {
            None => return Ok(()),
            Some(fault) => output::note(&fault),
        }
    }
}

/// Asks until there is an answer.
fn demand(ask: &Ask<'_>, prompt: &str) -> Result<String> {
    loop {
        match ask(prompt)? {
            None => return Err(Failure("the input ended; nothing was written".to_owned())),
            Some(line) if line.is_empty() => {}
            Some(line) => return Ok(line),
        }
    }
}

/// The first part of the id, as far as anything says it.
fn prefix(
    args: &cli::New,
    draft: &Draft,
    known: &Known<'_>,
    ask: Option<&Ask<'_>>,
) -> Result<Option<String>> {
    let technology = draft.text(key::TECHNOLOGY);
    let said = args.prefix.clone().or_else(|| known.prefix(technology?));
    let (None, Some(ask)) = (&said, ask) else { return Ok(said) };
    let Some(technology) = technology else {
        return demand(ask, "prefix, the first part of the id, such as PY").map(Some);
    };
    let default = given::prefix(technology, &BTreeMap::new());
    let line = ask(&format!("prefix, the first part of the ids of {technology} [{default}]"))?;
    Ok(Some(line.filter(|line| !line.is_empty()).unwrap_or(default)))
}

/// The second part of the id, as far as anything says it.
fn track(args: &cli::New, draft: &Draft, ask: Option<&Ask<'_>>) -> Result<Option<String>> {
    let said = args.track.clone().or_else(|| draft.text(key::LEVEL).map(level_code));
    match (said, ask) {
        (None, Some(ask)) => demand(ask, "track, the second part of the id, such as DS").map(Some),
        (said, _) => Ok(said),
    }
}

/// Refuses an id that says another technology than the question.
fn contradiction(prefix: &str, technology: Option<&str>, corpus: &Corpus) -> Result<()> {
    match (corpus.root.config.prefixes.get(prefix), technology) {
        (Some(means), Some(technology)) if means != technology => {
            Err(Failure(format!("the prefix `{prefix}` stands for {means}, not for {technology}")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    /// What comes of these answers; `Err` holds the failure.
    fn asked(args: &[&str], answers: &[&str]) -> (Result<String>, Vec<String>) {
        use clap::Parser;
        let folder = tempfile::tempdir().unwrap();
        let settings = b"[prefixes]\nPY = 'Python'\n";
        output::write(&folder.path().join("qlint.toml"), settings).unwrap();
        let all = ["qlint", "new"].iter().chain(args);
        let cli::Command::New(args) = cli::Cli::try_parse_from(all).unwrap().command else {
            panic!("another command");
        };
        let corpus =
            Corpus::open(&[folder.path().to_path_buf()], &cli::From { from: None }).unwrap();
        let known = Known::of(&corpus).unwrap();
        let prompts = RefCell::new(Vec::new());
        let answers = RefCell::new(answers.iter());
        let ask = |prompt: &str| {
            prompts.borrow_mut().push(prompt.to_owned());
            Ok(answers.borrow_mut().next().map(|&answer| answer.to_owned()))
        };
        let draft = draft(&args, &corpus, &known, Some(&ask));
        (draft.and_then(|draft| draft.file(&corpus.schema)), prompts.into_inner())
    }

    #[test]
    fn what_is_missing_is_asked_for_until_it_is_right() {
        let answers = ["", "What is a lock?", "python", "", "IO", "hard", "advanced", "3", "8"];
        let (file, prompts) = asked(&[], &answers);
        let head = "---\nid: PY-ADV-001\ntitle: What is a lock?\ntechnology: Python\ncategory: IO\nlevel: Advanced\ndifficulty: 8\n---\n";
        assert!(file.as_ref().is_ok_and(|file| file.starts_with(head)), "{file:?}");
        assert_eq!(
            prompts[0],
            "kind (concept, deep-dive, core, mcq, mock-interview, flashcard) [concept]"
        );
        assert_eq!(prompts[1], "title (The question itself)");
        assert_eq!(prompts[5], "level (Beginner, Intermediate, Advanced)");
        assert_eq!(prompts.len(), answers.len());
    }

    #[test]
    fn the_parts_of_an_id_are_asked_for_where_nothing_says_them() {
        let given = ["--kind", "flashcard", "--title", "Who?"];
        let (file, _) = asked(&given, &["GO", "DS"]);
        assert!(file.as_ref().is_ok_and(|file| file.contains("\nid: GO-DS-001\n")), "{file:?}");
        let given = [&given[..], &["--technology", "Zig", "--level", "Beginner"]].concat();
        let (file, prompts) = asked(&given, &[""]);
        assert!(file.as_ref().is_ok_and(|file| file.contains("\nid: ZIG-BEG-001\n")), "{file:?}");
        assert_eq!(prompts, ["prefix, the first part of the ids of Zig [ZIG]"]);
    }

    #[test]
    fn an_end_of_the_answers_is_an_end() {
        let (file, _) = asked(&["--kind", "core"], &["Who?", "Python"]);
        assert_eq!(file.unwrap_err().0, "the input ended; nothing was written");
    }
}
