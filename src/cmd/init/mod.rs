//! `qlint init`: a corpus to begin with.

use std::path::Path;

use super::Outcome;
use crate::cli;
use crate::config::{self, Config};
use crate::failure::{Failure, Result};
use crate::output;
use crate::schema;
use crate::walk::{self, Root};

/// The settings, as they stand where the sample is.
const SETTINGS: &str = include_str!("files/qlint.toml");

/// What the settings say for the sample alone.
const SAMPLE_PREFIX: &str = "\nGIT = ";

/// What every corpus gets beside its settings.
const FILES: &[(&str, &str)] = &[
    ("schema/question.schema.json", schema::DEFAULT),
    ("schema/config.schema.json", include_str!("../../../schema/config.schema.json")),
    ("schema/deck.schema.json", include_str!("../../../schema/deck.schema.json")),
    (".pre-commit-config.yaml", include_str!("files/pre-commit-config.yaml")),
    (GITIGNORE, include_str!("files/gitignore")),
];

const GITIGNORE: &str = ".gitignore";

/// What a corpus gets that has no question yet.
const SAMPLE: &[(&str, &str)] = &[
    ("decks/sample/deck.toml", include_str!("files/deck.toml")),
    ("decks/sample/GIT-BEG-001.md", include_str!("files/GIT-BEG-001.md")),
    ("decks/sample/GIT-INT-001.md", include_str!("files/GIT-INT-001.md")),
    ("decks/sample/GIT-ADV-001.md", include_str!("files/GIT-ADV-001.md")),
];

/// Runs the command.
pub(super) fn run(args: &cli::Init) -> Result<Outcome> {
    let folder = &args.folder;
    let own = own_question(folder)?;
    let settings = match own {
        Some(_) => SETTINGS.replace(SAMPLE_PREFIX, &SAMPLE_PREFIX.replace('\n', "\n# ")),
        None => SETTINGS.to_owned(),
    };
    let sample = if own.is_some() { &[] } else { SAMPLE };
    let files: Vec<(&str, &str)> = std::iter::once((config::FILE, settings.as_str()))
        .chain(FILES.iter().chain(sample).copied())
        .collect();
    let (mut said, mut made) = (String::new(), Vec::new());
    for (name, text) in files {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            said.push_str(&kept(name, &path));
        } else {
            said.push_str(&format!("made {name}\n"));
            made.push((path, text.as_bytes()));
        }
    }
    output::write_all(&made)?;
    if let Some(name) = own {
        said.push_str(&format!("no sample deck: there are questions, such as {name}\n"));
    }
    output::print(&said)?;
    let go = match folder.as_path() {
        here if here == Path::new(".") => String::new(),
        folder => format!("cd {}\n  ", folder.display()),
    };
    output::note(&format!("next:\n  {go}qlint check\n  qlint build"));
    Ok(Outcome::Clean)
}

/// What is said of a file that is there.
fn kept(name: &str, path: &Path) -> String {
    let lacks = name == GITIGNORE
        && walk::text(path)
            .is_ok_and(|text| !text.lines().any(|line| line.contains(config::OUTPUT)));
    let lacks = if lacks { ": it lacks the line /dist/" } else { "" };
    format!("kept {name}{lacks}\n")
}

/// A question that is there and is not of the sample.
fn own_question(folder: &Path) -> Result<Option<String>> {
    if !folder.exists() {
        return Ok(None);
    }
    let root = if folder.join(config::FILE).is_file() {
        Root::find(&[folder.to_path_buf()])?
    } else {
        // Whatever corpus the folder is in, this is to be one of its own.
        let full = folder.canonicalize().map_err(|error| Failure::io("read", folder, &error))?;
        Root { folder: full, config: Config::default(), config_text: String::new() }
    };
    let others = root.walk()?.questions.into_iter().map(|entry| entry.name().to_owned());
    Ok(others.into_iter().find(|name| !SAMPLE.iter().any(|(sample, _)| sample == name)))
}
