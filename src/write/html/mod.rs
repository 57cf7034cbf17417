//! A question hub: a static site with an index to filter and search, a page for each question,
//! practice, and downloads.
//!
//! It needs no server and asks nobody for anything: every page opens from disk. Pages are whole
//! without scripts. What scripts need, they load as scripts (`data/*.js`), since from disk a page may
//! read no other file. `templates/` and `assets/` hold what the pages are made of.

mod assets;
mod body;
mod data;
mod entry;
mod index;
mod links;
mod math;
mod page;
mod search;
mod terms;
mod words;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::{Artifact, Corpus, Options, Writer, Written, listing};
use crate::diagnostic::Diagnostic;
use crate::failure::{Failure, Result};
use body::Body;
use entry::Hub;

/// See the module.
pub(super) const ITEM: Writer = Writer {
    help: "a question hub: a static site to filter, search and practise",
    extension: None,
    folder: true,
    file: false,
    dated: true,
    write,
};

/// The folder of the pages of questions.
const QUESTIONS: &str = "questions";
/// The folder of pictures and sounds.
const MEDIA: &str = "media";
/// The folder of what people take home.
const DOWNLOADS: &str = "downloads";

fn write(corpus: &Corpus<'_>, _options: &Options) -> Result<Written> {
    let mut hub = Hub::new(corpus);
    let (downloads, known) = rayon::join(|| downloads(corpus), || known(&hub));
    let (downloads, Known { bodies, data, search }) = (downloads?, known?);
    hub.downloads = downloads.iter().map(|(format, _)| *format).collect();
    let diagnostics: Vec<Diagnostic> =
        bodies.iter().flat_map(|body| body.diagnostics.iter().cloned()).collect();
    if !diagnostics.is_empty() {
        return Ok(Written { diagnostics, ..Written::default() });
    }
    let mut artifacts = assets::all(&hub);
    artifacts.push(index::index(&hub)?);
    artifacts.push(index::list(&hub)?);
    artifacts.push(index::practice(&hub)?);
    let pages: Result<Vec<_>> = (0..hub.entries.len())
        .collect::<Vec<_>>()
        .par_iter()
        .map(|&at| page::page(&hub, &bodies, at))
        .collect();
    artifacts.extend(pages?);
    artifacts.extend(data);
    artifacts.push(search);
    artifacts.extend(body::media(&bodies));
    artifacts.extend(downloads.into_iter().map(|(_, file)| file));
    artifacts.push(listing::of(&artifacts));
    Ok(Written { artifacts, ..Written::default() })
}

/// What needs to know nothing of the downloads, and is made while they are.
struct Known {
    bodies: Vec<Body>,
    data: Vec<Artifact>,
    search: Artifact,
}

fn known(hub: &Hub<'_>) -> Result<Known> {
    let bodies: Vec<_> = hub.entries.par_iter().map(|entry| body::body(entry, hub)).collect();
    let (data, search) = rayon::join(|| data::all(hub, &bodies), || search::index(hub, &bodies));
    Ok(Known { data: data?, search: search?, bodies })
}

/// The questions in other formats, each that can carry them.
fn downloads(corpus: &Corpus<'_>) -> Result<Vec<(&'static str, Artifact)>> {
    let mut files = Vec::new();
    for &(format, _) in index::DOWNLOADS {
        let writer = super::find(format).ok_or_else(|| Failure(format!("no format `{format}`")))?;
        let written = (writer.write)(corpus, &Options::default())?;
        if written.diagnostics.is_empty() {
            let path = format!("{DOWNLOADS}/questions.{format}");
            files.extend(written.artifacts.into_iter().map(|one| (format, file(&path, one.bytes))));
        }
    }
    Ok(files)
}

/// A file of text under the folder of the site.
fn file(path: impl Into<std::path::PathBuf>, text: impl Into<Vec<u8>>) -> Artifact {
    Artifact { path: path.into(), bytes: text.into() }
}

/// What a template makes.
fn filled(path: impl Into<std::path::PathBuf>, page: &impl askama::Template) -> Result<Artifact> {
    let html = page.render().map_err(|error| Failure(format!("cannot make a page: {error}")))?;
    Ok(file(path, html))
}

#[cfg(test)]
mod tests;
