//! What the page says about itself: how many questions it shows, and which.

use super::super::text::{Excerpt, Line};
use super::{Notes, vocabulary};
use crate::diagnostic::Severity;

/// What stands around the questions and can be compared with them.
#[derive(Debug, Default)]
pub(super) struct Facts<'s> {
    /// The number of `Showing 9 questions`.
    pub shown: Option<Excerpt<'s>>,
    /// The number of `54 Total Questions`, on one line or two.
    pub total: Option<Excerpt<'s>>,
    /// The values behind it: `· Intermediate · Python`.
    pub filters: Vec<Excerpt<'s>>,
}

impl<'s> Facts<'s> {
    /// The levels that the filter lets through.
    pub(super) fn levels(&self) -> impl Iterator<Item = Excerpt<'s>> {
        self.filters.iter().copied().filter(|value| vocabulary::is_level(value.text))
    }

    /// What the filter names, levels left out: technologies, or categories.
    pub(super) fn others(&self) -> impl Iterator<Item = Excerpt<'s>> {
        self.filters.iter().copied().filter(|value| !vocabulary::is_level(value.text))
    }

    /// The technologies that the filter lets through.
    pub(super) fn technologies(&self) -> impl Iterator<Item = Excerpt<'s>> {
        self.others().filter(|value| vocabulary::is_technology(value.text))
    }
}

/// Reads the lines around the questions.
pub(super) fn facts<'s>(around: &[&[Line<'s>]]) -> Facts<'s> {
    let mut facts = Facts::default();
    let mut before = None;
    for line in around.iter().copied().flatten().map(|line| line.excerpt) {
        let mut parts = line.split('·').map(Excerpt::trimmed);
        if let Some(number) = parts.next().and_then(|part| between(part, "Showing", "questions")) {
            facts.shown = Some(number);
            facts.filters = parts.filter(|part| !part.text.is_empty()).collect();
        } else if let Some(number) = between(line, "", "Total Questions") {
            facts.total = Some(number);
        } else if line.text.eq_ignore_ascii_case("Total Questions") {
            facts.total = before.and_then(|line| between(line, "", ""));
        }
        before = Some(line);
    }
    facts
}

/// The number that stands alone between two texts; `questions` may lack its `s`.
fn between<'s>(line: Excerpt<'s>, before: &str, behind: &str) -> Option<Excerpt<'s>> {
    let rest = line.text.strip_prefix(before)?;
    let end = rest.strip_suffix(behind).or_else(|| rest.strip_suffix(behind.strip_suffix('s')?))?;
    let number = line.cut(before.len()..before.len() + end.len()).trimmed();
    let digits = number.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    (digits && !number.text.is_empty()).then_some(number)
}

/// Compares the page's counts with the number of questions found.
pub(super) fn check(facts: &Facts<'_>, found: usize, notes: &mut Notes<'_>) {
    // With a filter, the total counts questions that are not on the page.
    let total = facts.total.filter(|_| facts.filters.is_empty());
    for stated in facts.shown.into_iter().chain(total) {
        if stated.text.replace(',', "").parse() != Ok(found) {
            let message = format!("the page states {} questions, found {found}", stated.text);
            notes.add("import/count-mismatch", Severity::Warning, stated.span(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::lines;
    use crate::source::Source;

    #[test]
    fn counts_and_filters_are_read() {
        let cases = [
            ("Showing 9 questions · Easy ·\u{a0}Go\n", Some("9"), None, vec!["Easy", "Go"]),
            ("54\nTotal Questions\n3\nLevels\n", None, Some("54"), vec![]),
            ("1,204 Total Questions\nShowing 1 question\n", Some("1"), Some("1,204"), vec![]),
            ("Showing the questions\nTotal Questions\n", None, None, vec![]),
        ];
        for (text, shown, total, filters) in cases {
            let source = Source { text: text.to_owned(), ..Source::default() };
            let facts = facts(&[&lines(&source)]);
            assert_eq!(facts.shown.map(|number| number.text), shown, "{text}");
            assert_eq!(facts.total.map(|number| number.text), total, "{text}");
            let seen: Vec<_> = facts.filters.iter().map(|value| value.text).collect();
            assert_eq!(seen, filters, "{text}");
        }
    }
}
