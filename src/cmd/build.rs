//! `qlint build`: check, then every artefact of `qlint.toml`.

use std::collections::BTreeSet;

use super::check::{View, look};
use super::corpus::Corpus;
use super::export::{Loaded, Target, line, refuse};
use super::{Outcome, count, former, lock, show};
use crate::cli;
use crate::config::{self, Export};
use crate::failure::{Failure, Result};
use crate::filter::Filter;
use crate::output;
use crate::report::Style;
use crate::walk::{self, Root};
use crate::write::{self, Written};

/// Runs the command.
pub(super) fn run(args: &cli::Build, style: Style) -> Result<Outcome> {
    let mut corpus = Corpus::open(&[], &cli::From { from: None })?;
    let plan = corpus.plan(&cli::Selection::default())?;
    let targets = targets(&corpus)?;
    corpus.demand_files(&[])?;
    let checked = look(&corpus, &plan, &View::of(&corpus)?)?;
    if checked.summary.errors > 0 {
        show(&checked.findings(), style)?;
        output::note(&format!("nothing was written: {}", count(checked.summary.errors, "error")));
        return Ok(Outcome::Faults);
    }
    let loaded = Loaded::read(&corpus)?;
    let readings = loaded.readings(&corpus);
    let mut bank = match loaded.bank(&corpus, &readings, &Filter::default()) {
        Ok(bank) => bank,
        Err(spoils) => return refuse(&spoils, &loaded.sources, style),
    };
    if targets.iter().any(|(_, target)| target.writer.dated) {
        lock::date(&mut bank, &corpus, &loaded, &readings)?;
    }
    // Everything is made before anything is written.
    let mut made: Vec<(&str, Target, Written)> = Vec::new();
    for (export, target) in targets {
        let name = export.out.get_ref().as_str();
        let Export { folded, anki, guard_formulas, .. } = *export;
        let shape = cli::Shape { folded, anki, guard_formulas };
        let written = (target.writer.write)(&bank, &target.options(&shape))?;
        if !written.diagnostics.is_empty() {
            return refuse(&written.diagnostics, &loaded.sources, style);
        }
        made.push((name, target, written));
    }
    if args.check {
        return compare(&corpus.root, &made);
    }
    let files = made.iter().flat_map(|(_, target, written)| target.files(&written.artifacts));
    output::write_all(&files.collect::<Vec<_>>())?;
    for (_, target, written) in &made {
        former::clear(&target.path, &written.artifacts)?;
    }
    for (name, _, written) in &made {
        let name = format!("{}/{name}", config::OUTPUT);
        output::print(&format!("{}\n", line(&name, bank.items.len(), written)))?;
    }
    Ok(Outcome::Clean)
}

/// The targets that `qlint.toml` names.
fn targets(corpus: &Corpus) -> Result<Vec<(&Export, Target)>> {
    let exports = &corpus.root.config.exports;
    if exports.is_empty() {
        let file = corpus.root.folder.join(config::FILE);
        return Err(Failure(format!(
            "there is nothing to build: `{}` has no [[export]]",
            file.display()
        )));
    }
    let mut targets: Vec<(&Export, Target)> = Vec::new();
    for export in exports {
        let target = target(corpus, export)?;
        // What one writes, another must not overwrite; nor can a file hold a folder.
        let meets = |(_, other): &&(&Export, Target)| {
            other.path.starts_with(&target.path) || target.path.starts_with(&other.path)
        };
        if let Some((other, _)) = targets.iter().find(meets) {
            let [out, other] = [export, other].map(|export| export.out.get_ref());
            let words = format!("`{out}` and `{other}` are in each other's way");
            return Err(corpus.root.failure_at(export.out.span().start, words));
        }
        targets.push((export, target));
    }
    Ok(targets)
}

fn target(corpus: &Corpus, export: &Export) -> Result<Target> {
    let out = export.out.get_ref();
    let at = |spanned: &toml::Spanned<String>, words: String| {
        corpus.root.failure_at(spanned.span().start, words)
    };
    let inside = std::path::Path::new(out)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    if out.is_empty() || !inside {
        return Err(at(&export.out, format!("`{out}` is not a path under `{}`", config::OUTPUT)));
    }
    if let Some(to) = &export.to
        && write::find(to.get_ref()).is_none()
    {
        let known = write::names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        return Err(at(to, format!("unknown format `{}`: it is one of {known}", to.get_ref())));
    }
    let path = corpus.root.folder.join(config::OUTPUT).join(out);
    let to = export.to.as_ref().map(|to| to.get_ref().as_str());
    Target::new(&path, to).map_err(|failure| at(&export.out, failure.0))
}

/// Names every artefact that is not what `build` would write, and what lies among them that it
/// would not write.
fn compare(root: &Root, made: &[(&str, Target, Written)]) -> Result<Outcome> {
    let mut stale = Vec::new();
    for (_, target, written) in made {
        let places: BTreeSet<_> =
            written.artifacts.iter().map(|artifact| target.place(artifact)).collect();
        for artifact in &written.artifacts {
            let place = target.place(artifact);
            if !walk::holds(&place, &artifact.bytes) {
                stale.push(format!("{} is not up to date", root.name(&place)));
            }
        }
        // Files of other endings may be what other programs made of the folder.
        let endings: BTreeSet<_> = places.iter().filter_map(|place| place.extension()).collect();
        let others = walk::list(&target.path).into_iter().filter(|place| {
            !places.contains(place) && place.extension().is_some_and(|e| endings.contains(e))
        });
        stale.extend(others.map(|place| format!("{} is left over", root.name(&place))));
    }
    for line in &stale {
        output::print(&format!("{line}\n"))?;
    }
    Ok(if stale.is_empty() { Outcome::Clean } else { Outcome::Faults })
}
