//! The language of code, by what it says.

use super::code::first_word;

/// The name of the shell's language behind a fence.
pub(super) const SHELL: &str = "bash";

/// What a title may name, and the language's name behind a fence.
const NAMED: &[(&str, &str)] = &[
    ("Python", "python"),
    ("JavaScript", "javascript"),
    ("TypeScript", "typescript"),
    ("Java", "java"),
    ("Kotlin", "kotlin"),
    ("Rust", "rust"),
    ("Go", "go"),
    ("Golang", "go"),
    ("C#", "csharp"),
    ("C++", "cpp"),
    ("Ruby", "ruby"),
    ("PHP", "php"),
    ("SQL", "sql"),
];

/// The language that a title names.
pub(super) fn named(title: &str) -> Option<&'static str> {
    let mut words = title.split(|c: char| c.is_whitespace() || "(),:/".contains(c));
    words.find_map(|word| NAMED.iter().find(|(name, _)| *name == word)).map(|(_, info)| *info)
}

/// The language of a piece of code on a page about `page`; none if that is in doubt.
///
/// `lines` are those at the left margin, `plain` whether one of them looks like code of any
/// language at all.
pub(super) fn of<'t>(
    lines: impl Iterator<Item = &'t str>,
    page: Option<&'static str>,
    plain: bool,
) -> Option<&'static str> {
    let mut found = lines.filter_map(of_line);
    let Some(first) = found.next() else { return page.filter(|_| plain) };
    found.all(|other| other == first).then_some(first)
}

/// Whether a line is of one language.
type Test = fn(&str) -> bool;

/// The language of a line at the left margin, if it can be no other.
pub(super) fn of_line(text: &str) -> Option<&'static str> {
    let tests: [(&str, Test); 7] = [
        ("python", is_python),
        (SHELL, is_shell),
        ("html", is_html),
        ("toml", is_toml),
        ("sql", is_sql),
        ("dockerfile", is_dockerfile),
        ("javascript", is_javascript),
    ];
    tests.into_iter().find(|(_, test)| test(text)).map(|(name, _)| name)
}

fn is_python(text: &str) -> bool {
    let text = text.strip_prefix("async ").unwrap_or(text);
    let rest = text[first_word(text).len()..].trim_start();
    let name = first_word(rest);
    let behind = &rest[name.len()..];
    match first_word(text) {
        "def" => !name.is_empty() && behind.starts_with('('),
        "class" => !name.is_empty() && behind.starts_with([':', '(']) && text.contains(':'),
        "from" => {
            let module = rest.split(' ').next().unwrap_or_default();
            rest[module.len()..].starts_with(" import ") && !text.ends_with([';', '.', ':'])
        }
        _ => false,
    }
}

fn is_shell(text: &str) -> bool {
    const COMMANDS: &[&str] = &[
        "apt", "apt-get", "brew", "cargo", "cd", "celery", "curl", "docker", "git", "gunicorn",
        "kubectl", "npm", "npx", "pip", "pip3", "poetry", "pytest", "python", "python3", "sudo",
        "uv", "uvicorn",
    ];
    let mut words = text.strip_prefix("$ ").unwrap_or(text).split_whitespace();
    let command = words.next().is_some_and(|word| COMMANDS.contains(&word));
    let prose = |word: &str| ["a", "an", "and", "are", "does", "is", "or", "the"].contains(&word);
    let argument =
        |word: &str| word.starts_with(|c: char| c.is_alphanumeric() || "-./\"'".contains(c));
    let begins = words.clone().next().is_some_and(argument);
    command && begins && !ends_sentence(text) && !words.any(prose)
}

fn is_html(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    let tag = rest.strip_prefix(['/', '!']).unwrap_or(rest);
    tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') && text.ends_with('>')
}

/// `[table]`, `[table.inner]`.
fn is_toml(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    inner.is_some_and(|name| name.starts_with(char::is_alphabetic) && name.chars().all(plain))
}

fn is_sql(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "SELECT ",
        "INSERT INTO ",
        "UPDATE ",
        "DELETE FROM ",
        "CREATE TABLE ",
        "CREATE INDEX ",
        "ALTER TABLE ",
        "DROP TABLE ",
        "WHERE ",
        "GROUP BY ",
        "ORDER BY ",
        "JOIN ",
        "LEFT JOIN ",
        "EXPLAIN ",
    ];
    VERBS.iter().any(|verb| text.starts_with(verb)) && !ends_sentence(text)
}

fn is_dockerfile(text: &str) -> bool {
    let (instruction, rest) = text.split_once(' ').unwrap_or((text, ""));
    match instruction {
        "FROM" => !rest.is_empty() && (!rest.contains(' ') || rest.contains(" AS ")),
        "COPY" | "RUN" | "CMD" | "WORKDIR" | "ENV" | "EXPOSE" | "ENTRYPOINT" => {
            !rest.is_empty() && (!ends_sentence(text) || rest.ends_with(" ."))
        }
        _ => false,
    }
}

fn is_javascript(text: &str) -> bool {
    let declares = ["const ", "let ", "var "].iter().any(|word| text.starts_with(word));
    let function = text.starts_with("function ") && text.ends_with('{');
    function || declares && text.contains(" = ") && !text.starts_with("let mut ")
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', ':', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let cases: [(&str, Option<&str>); 12] = [
            ("def f():", Some("python")),
            ("x = 1\ny(x)", Some("python")),
            ("# why\npip install x", Some("bash")),
            ("$ git log -1", Some("bash")),
            ("[a.b]\nc = 1", Some("toml")),
            ("SELECT a\nWHERE b", Some("sql")),
            ("FROM a:1\nRUN make", Some("dockerfile")),
            ("<!-- x -->\n<b>", Some("html")),
            ("const a = 1;", Some("javascript")),
            ("def f():\nSELECT a", None),
            ("let x = 1;\nf(x);", Some("javascript")),
            ("f(x)", Some("python")),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text.lines(), Some("python"), true), expected, "{text}");
        }
        assert_eq!(of(["f(x)"].into_iter(), None, true), None);
        assert_eq!(of(["f(x)"].into_iter(), Some("python"), false), None);
        assert_eq!(named("Go Interview Questions (50)"), Some("go"));
        assert_eq!(named("Questions about going"), None);
    }
}
