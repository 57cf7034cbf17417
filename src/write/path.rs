//! Names for files that every system takes.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use super::Corpus;

/// The longest name of a file or folder, in bytes, an ending and a number left room for; file
/// systems take 255.
const MAX_NAME: usize = 200;

/// The question's own file for each question of a corpus; empty if it shares its file with others.
pub(super) fn own_paths<'s>(corpus: &Corpus<'s>) -> Vec<&'s str> {
    let mut questions: HashMap<&str, usize> = HashMap::new();
    for item in &corpus.items {
        *questions.entry(&item.question.source.path).or_default() += 1;
    }
    let path = |item: &super::Item<'s>| {
        let source = item.question.source.path.as_str();
        let alone = questions.get(source) == Some(&1);
        item.question.path.as_deref().unwrap_or(if alone { source } else { "" })
    };
    corpus.items.iter().map(path).collect()
}

/// Paths that are all different, also where case does not count.
#[derive(Debug, Default)]
pub(super) struct Paths {
    taken: HashSet<String>,
}

impl Paths {
    /// A path of these parts and the ending, inside the target folder whatever the parts are.
    pub(super) fn add<'a>(
        &mut self,
        parts: impl IntoIterator<Item = &'a str>,
        ending: &str,
    ) -> PathBuf {
        let names: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).map(name).collect();
        let stem = if names.is_empty() { "_".to_owned() } else { names.join("/") };
        let numbers = (2..).map(|number| format!("{stem}-{number}.{ending}"));
        let mut paths = std::iter::once(format!("{stem}.{ending}")).chain(numbers);
        // There are more numbers than files.
        let path = paths.find(|path| self.taken.insert(path.to_lowercase())).unwrap_or_default();
        PathBuf::from(path)
    }
}

/// `part` as the name of a file or folder: nothing that Windows forbids, no way up.
fn name(part: &str) -> String {
    let allowed = |c: char| !c.is_control() && !r#"<>:"/\|?*"#.contains(c);
    let mut name: String = part.chars().map(|c| if allowed(c) { c } else { '-' }).collect();
    let end = (0..=MAX_NAME.min(name.len())).rev().find(|&end| name.is_char_boundary(end));
    name.truncate(end.unwrap_or_default());
    let kept = name.trim_end_matches(['.', ' ']).len();
    name.replace_range(kept.., &"_".repeat(usize::from(kept < name.len())));
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if is_device(stem) { format!("_{name}") } else { name }
}

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(&*stem, "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|number| {
            number.len() == 1 && number != "0" && number.parse::<u8>().is_ok()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        let cases = [
            ("PY-INT-001", "PY-INT-001"),
            ("..", "_"),
            (".", "_"),
            ("a/b\\c:d?", "a-b-c-d-"),
            ("C++ & C#", "C++ & C#"),
            ("nul", "_nul"),
            ("Com1.x", "_Com1.x"),
            ("computer", "computer"),
            ("end. ", "end_"),
            ("a\nb", "a-b"),
            ("日本", "日本"),
        ];
        for (part, expected) in cases {
            assert_eq!(name(part), expected, "{part:?}");
        }
        assert_eq!(name(&"é".repeat(300)).len(), MAX_NAME);
    }

    #[test]
    fn paths_differ_and_stay_inside() {
        let mut paths = Paths::default();
        let mut add = |identity: &str| paths.add(identity.split('/'), "md").display().to_string();
        assert_eq!(add("a/b"), "a/b.md");
        assert_eq!(add("A/B"), "A/B-2.md");
        assert_eq!(add("/etc/../passwd"), "etc/_/passwd.md");
        assert_eq!(add(""), "_.md");
        assert_eq!(add("a:b"), "a-b.md");
        assert_eq!(add("a?b"), "a-b-2.md");
    }
}
