use super::*;
use crate::question::Body;
use crate::source::Source;

pub(super) fn with<T>(body: &str, look: impl Fn(&Document<'_>) -> T) -> T {
    let source = Source::default();
    let mut names = SectionNames::default();
    names.add("Answer", ["Ans"]);
    let question = Question::bare(&source, Body::verbatim(body, 0));
    look(&Document::new(&question, &names))
}

#[test]
fn sections_are_cut_exactly() {
    let text = "intro\n\n## Answer\n\n    code\n\ntext **b**\n\n### Sub `x`\n\nmore\n\n## Empty\n\n> ## not\n\n## Ans\n";
    with(text, |doc| {
        let cut: Vec<_> = doc.sections.iter().map(|s| (&*s.name, &text[s.body.clone()])).collect();
        let expected = [
            ("Answer", "    code\n\ntext **b**\n\n### Sub `x`\n\nmore"),
            ("Empty", "> ## not"),
            ("Answer", ""),
        ];
        assert_eq!(cut, expected);
        assert_eq!(&text[doc.preamble()], "intro");
        assert_eq!(doc.sections[0].subsections[0].name, "Sub x");
        assert_eq!(&text[doc.sections[0].heading.span.clone()], "Answer");
        assert_eq!(&text[doc.sections[0].subsections[0].body.clone()], "more");
    });
}

#[test]
fn facts_count_what_stands_there() {
    let text = "## A\n\nOne two `three` [four](x).\n\n- a\n  - b\n- c\n\n```sh\nnot words\n```\n\n你好 мир — ok\n";
    with(text, |doc| {
        let counts = Fact::ALL.map(|(name, fact)| (name, doc.count(&doc.sections[0], fact)));
        let expected =
            [("words", 11), ("paragraphs", 2), ("items", 2), ("code_blocks", 1), ("links", 1)];
        assert_eq!(counts, expected);
    });
}

#[test]
fn task_items_know_their_mark() {
    with("## O\n\n- [ ] one\n- [x] two\n  - inner\n- plain\n", |doc| {
        let section = &doc.sections[0];
        let items: Vec<_> =
            doc.items(section).into_iter().map(|i| (i.checked, doc.plain(i.events))).collect();
        let expected = [
            (Some(false), "one".to_owned()),
            (Some(true), "two inner".to_owned()),
            (None, "plain".to_owned()),
        ];
        assert_eq!(items, expected);
    });
    with("## O\n\n- [ ] one\n\n- [x] two\n", |doc| {
        let items = doc.items(&doc.sections[0]);
        assert_eq!(items[1].checked, Some(true));
    });
}
