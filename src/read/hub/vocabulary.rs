//! The words by which parts of a page are known.

use super::super::text::Excerpt;
use crate::question::section;

/// The section that every question begins with.
pub(super) const FIRST_HEADING: &str = section::ANSWER;

/// The headings of sections, of all native kinds.
pub(super) const HEADINGS: &[&str] = &[
    section::ANSWER,
    section::COMMON_MISTAKES,
    "Deep Explanation",
    "Example",
    section::EXPLANATION,
    section::FOLLOW_UPS,
    "Key Points",
    section::OPTIONS,
    "Production Scenario",
    section::QUESTION,
    "Real-World Example",
    "Red Flag Answer",
    section::ROLE,
    section::SCENARIO,
    "What Interviewers Are Really Testing",
];

/// What levels are called.
const LEVELS: &[&str] = &[
    "Advanced",
    "Basic",
    "Beginner",
    "Easy",
    "Entry-Level",
    "Expert",
    "Hard",
    "Intermediate",
    "Junior",
    "Medium",
    "Mid-Level",
    "Senior",
];

/// Technologies that interviews are about.
const TECHNOLOGIES: &[&str] = &[
    ".NET",
    "AI",
    "AWS",
    "Android",
    "Angular",
    "Ansible",
    "Apache Kafka",
    "Apache Spark",
    "Azure",
    "Bash",
    "C",
    "C#",
    "C++",
    "CSS",
    "Cassandra",
    "Clojure",
    "Dart",
    "Data Engineering",
    "Data Science",
    "DevOps",
    "Django",
    "Docker",
    "Elasticsearch",
    "Elixir",
    "Erlang",
    "Express",
    "FastAPI",
    "Flask",
    "Flutter",
    "GCP",
    "Git",
    "Go",
    "Google Cloud",
    "GraphQL",
    "HTML",
    "Haskell",
    "Java",
    "JavaScript",
    "Jenkins",
    "Kafka",
    "Kotlin",
    "Kubernetes",
    "Laravel",
    "Linux",
    "Machine Learning",
    "MongoDB",
    "MySQL",
    "Next.js",
    "Node.js",
    "NumPy",
    "Oracle",
    "PHP",
    "Perl",
    "PostgreSQL",
    "PyTorch",
    "Python",
    "R",
    "RabbitMQ",
    "React",
    "React Native",
    "Redis",
    "Ruby",
    "Ruby on Rails",
    "Rust",
    "SQL",
    "SQL Server",
    "SQLite",
    "Scala",
    "Snowflake",
    "Spark",
    "Spring",
    "Spring Boot",
    "Svelte",
    "Swift",
    "System Design",
    "TensorFlow",
    "Terraform",
    "TypeScript",
    "Vue",
    "Vue.js",
    "iOS",
    "pandas",
];

/// Whether a text is the name of a level.
pub(super) fn is_level(text: &str) -> bool {
    LEVELS.iter().any(|level| level.eq_ignore_ascii_case(text))
}

/// Whether a text is the name of a technology.
pub(super) fn is_technology(text: &str) -> bool {
    TECHNOLOGIES.iter().any(|technology| technology.eq_ignore_ascii_case(text))
}

/// The level at the end of a line. No level has a blank in its name.
pub(super) fn level(line: Excerpt<'_>) -> Option<Excerpt<'_>> {
    let start = line.text.rfind(char::is_whitespace)?;
    let word = line.cut(start..line.text.len()).trimmed();
    is_level(word.text).then_some(word)
}

/// The longest technology at the start of a line: one of the list, or of those that the page names.
pub(super) fn technology<'s>(
    line: Excerpt<'s>,
    named: impl Iterator<Item = Excerpt<'s>>,
) -> Option<Excerpt<'s>> {
    let begins = |name: &&str| {
        let head = line.text.get(..name.len());
        let rest = line.text.get(name.len()..).unwrap_or_default();
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
            && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let known = TECHNOLOGIES.iter().copied().chain(named.map(|name| name.text));
    let length = known.filter(begins).map(str::len).max()?;
    Some(line.cut(0..length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [HEADINGS, LEVELS, TECHNOLOGIES] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(LEVELS.iter().all(|level| !level.contains(' ')));
    }

    #[test]
    fn technologies_and_levels_are_whole_words() {
        let cases = [
            ("Python Core Python Intermediate", Some("Python"), Some("Intermediate")),
            ("JavaScript Basics Beginner", Some("JavaScript"), Some("Beginner")),
            ("Java Beginner", Some("Java"), Some("Beginner")),
            ("React Native Navigation Hard", Some("React Native"), Some("Hard")),
            ("Zig Comptime Advanced", Some("Zig"), Some("Advanced")),
            ("C++ Templates", Some("C++"), None),
            ("Pythonic Things Wizard", None, None),
            ("Beginner", None, None),
        ];
        for (text, tech, rank) in cases {
            let line = Excerpt { text, start: 0 };
            let named = [Excerpt { text: "Zig", start: 0 }];
            assert_eq!(technology(line, named.into_iter()).map(|t| t.text), tech, "{text}");
            assert_eq!(level(line).map(|level| level.text), rank, "{text}");
        }
    }
}
