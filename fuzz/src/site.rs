//! The question hub: whatever a question says, no page of it runs or asks for anything of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use qlint::source::{FileId, Source};
use qlint::write::media::{Media, Missing, Shelf};
use qlint::write::{self, Artifact, Corpus, Item, Options, listing};

use super::bench::{self, SCHEMA};
use super::html;

/// A question beside it that leads to it.
const OTHER: &str = "---\nid: PY-ADV-002\ntitle: Other\nrelated: [PY-ADV-001]\n---\n\n## Answer\n\n[it](PY-ADV-001.md)\n";

/// A folder that has every picture and sound.
#[derive(Debug)]
struct Full;

impl Shelf for Full {
    fn file(&self, path: &str) -> Result<Arc<Media>, Missing> {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending);
        let plain = ending.filter(|ending| ending.bytes().all(|b| b.is_ascii_alphanumeric()));
        let name = format!("0123456789.{}", plain.unwrap_or("png"));
        Ok(Arc::new(Media { name, bytes: vec![0] }))
    }
}

/// A question as a hub.
pub(crate) fn holds(text: &str) {
    let source = |number, path: &str, text: &str| Source {
        file: FileId(number),
        path: path.to_owned(),
        ..bench::source(text)
    };
    let sources = [source(0, "PY-ADV-001.md", text), source(1, "PY-ADV-002.md", OTHER)];
    let questions: Vec<_> =
        sources.iter().flat_map(|source| bench::reading("question", source).questions).collect();
    let item = |at: usize| Item::new(&questions[at], questions[at].id().unwrap_or("PY-ADV-001"));
    let items: Vec<_> = (0..questions.len()).map(item).collect();
    if items.first().is_some_and(|one| one.identity == "PY-ADV-002") {
        return;
    }
    let corpus = Corpus { shelf: &Full, ..Corpus::new(items, SCHEMA.names(), SCHEMA.levels()) };
    let writer = write::find("html").unwrap();
    let options = Options { folder: true, ..Options::default() };
    let Ok(made) = (writer.write)(&corpus, &options) else { return };
    if !made.diagnostics.is_empty() {
        return;
    }
    for Artifact { path, bytes } in &made.artifacts {
        let path = path.to_str().unwrap();
        assert!(!path.contains("..") && !path.starts_with('/'), "{path}");
        let text = || std::str::from_utf8(bytes).unwrap();
        if path.ends_with(".html") {
            page(path, text());
        } else if path.starts_with("data/") && path != listing::PATH {
            data(path, text());
        }
    }
    listed(&made.artifacts);
}

/// The list of the files names them all, and nothing else.
fn listed(artifacts: &[Artifact]) {
    let list = artifacts.iter().find(|one| one.path.to_str() == Some(listing::PATH)).unwrap();
    let list = std::str::from_utf8(&list.bytes).unwrap();
    let named: BTreeSet<_> = listing::files(list).map(|(_, path)| path).collect();
    let made = artifacts.iter().filter_map(|one| one.path.to_str());
    assert_eq!(named, made.filter(|path| *path != listing::PATH).collect());
}

/// A page holds its own scripts, forms and links, each as its template has it, and of the question
/// nothing that runs.
fn page(path: &str, text: &str) {
    let root = if path.contains('/') { "../" } else { "" };
    let (mut scripts, mut ids) = (Vec::new(), BTreeSet::new());
    html::each(text, |name, attributes, element| {
        html::inert(attributes, text);
        let value = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
        if html::BARRED.contains(&name) {
            let own = is_own(name, attributes, root) || html::is_task(name, attributes);
            assert!(own, "{path}: <{name} {attributes:?}> in {text}");
        }
        if name == "script" {
            assert!(element.children.borrow().is_empty(), "{path}: {text}");
            scripts.push(value("src").unwrap().to_owned());
        }
        // The policy lets none count.
        assert!(value("style").is_none(), "{path}: {attributes:?}");
        for key in ["src", "poster"] {
            let here = value(key).is_none_or(|to| !to.contains(':') && !to.starts_with("//"));
            assert!(here, "{path}: {attributes:?}");
        }
        let fresh = value("id").is_none_or(|id| ids.insert(id.to_owned()));
        assert!(fresh, "{path}: {attributes:?} twice in {text}");
        if name == "body" {
            let children = element.children.borrow();
            let names: Vec<_> = children.iter().filter_map(html::name).collect();
            assert_eq!(names, ["a", "header", "main", "footer"], "{path}: {text}");
        }
    });
    let own: &[&str] = match path {
        "index.html" => &["assets/filter.js", "assets/hub.js"],
        "practice/index.html" => &["assets/filter.js", "assets/practice.js"],
        "all.html" => &[],
        _ => &["assets/filter.js", "assets/question.js"],
    };
    let all = ["assets/start.js", "data/site.js", "assets/site.js"].iter().chain(own);
    assert_eq!(scripts, all.map(|one| format!("{root}{one}")).collect::<Vec<_>>(), "{path}");
}

/// What the policy of every page says.
const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; media-src 'self' file:; base-uri 'none'; form-action 'none'";

/// Whether a template writes such an element.
fn is_own(name: &str, attributes: &[(String, String)], root: &str) -> bool {
    let pairs: Vec<_> =
        attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let only = |keys: &[&str]| pairs.iter().all(|(key, _)| keys.contains(key));
    match name {
        "script" => only(&["src", "defer"]),
        "link" => match pairs.as_slice() {
            [("rel", "icon"), ("href", to)] => *to == format!("{root}assets/icon.svg"),
            [("rel", "stylesheet"), ("href", to)] => *to == format!("{root}assets/site.css"),
            _ => false,
        },
        "meta" => matches!(
            pairs.as_slice(),
            [("charset", "utf-8")]
                | [("http-equiv", "Content-Security-Policy"), ("content", POLICY)]
                | [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]
        ),
        "form" => {
            pairs.contains(&("id", "filters")) && only(&["class", "id", "role", "aria-label"])
        }
        "button" => {
            pairs.first() == Some(&("type", "button"))
                && only(&["type", "id", "class", "hidden", "data-grade"])
        }
        "input" => is_input(&pairs),
        "noscript" => pairs.is_empty(),
        "math" => only(&["display", "xmlns"]),
        _ => false,
    }
}

/// Whether a page has such an input: a filter, or an option to choose.
fn is_input(pairs: &[(&str, &str)]) -> bool {
    match pairs {
        [("type", "checkbox"), ("name", name), ("value", _)] => {
            ["technology", "level", "kind", "category", "tag"].contains(name)
        }
        [("type", "radio" | "checkbox"), ("name", "option"), ("aria-labelledby", label)] => {
            label.strip_prefix("option-").is_some_and(|number| number.parse::<usize>().is_ok())
        }
        [("type", "search" | "number"), ("name", "q" | "from" | "to"), ..] => true,
        _ => false,
    }
}

/// A file of data hands one JSON value to one function; HTML in it, which pages show, is harmless.
fn data(path: &str, text: &str) {
    let functions = ["qlint.site", "qlint.questions", "qlint.texts", "qlint.index"];
    let (function, json) = text.split_once('(').unwrap();
    assert!(functions.contains(&function), "{path}: {text}");
    let json = json.strip_suffix(");\n").unwrap_or_else(|| panic!("{path}: {text}"));
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let shown: Vec<_> = match function {
        "qlint.texts" => value[1].as_array().unwrap().iter().flat_map(strings).collect(),
        "qlint.questions" => value["rows"].as_array().unwrap().iter().map(|row| &row[1]).collect(),
        _ => return,
    };
    for html in shown.into_iter().filter_map(serde_json::Value::as_str) {
        html::each(html, |name, attributes, _| {
            html::inert(attributes, html);
            let own = ["input", "math"].contains(&name) && is_own(name, attributes, "");
            let own = own || html::is_task(name, attributes);
            assert!(own || !html::BARRED.contains(&name), "{path}: <{name}> in {html:?}");
        });
    }
}

fn strings(value: &serde_json::Value) -> impl Iterator<Item = &serde_json::Value> {
    value.as_array().into_iter().flatten()
}
