use super::super::sample;
use super::*;

/// A chapter with everything that such pages do to their text.
const PAGE: &str = "\u{feff}Chapters / Queues
Introduction
This chapter is about queues.
Core Interview Questions
Read them aloud.
1. Queues and Stacks
Q: How does a queue differ from a stack?
A: A queue gives back first what came first.
A: B is no label here, and 2 * 3 * 4 is no emphasis.
Kinds:
- Bounded: it has a
maxsizeand blocks; see put()and get().
Priority queues: the smallest comes first.
stack:- Push: adds on top.
- Pop: takes from the top.
queue:- Put: adds behind with
putand returns. - Get: takes from the front.
from queue import Queue q = Queue() q.put(1) # Output: 1- Put: adds
Practical Example (a ring):
class Ring:
def __init__(self, size=(1 +
2)):
\"\"\"
A ring of cells.
Any text stands here.
\"\"\"
self.cells = [None] * size # ```
@property
def full(self):
return None not in self.cells
Key Points:
appendis fast at the end.
- Popping from the front of a list is slow.- Both ends of a deque are fast.
- A dash (such as this) - No item.
Common Mistakes:
- Using
list.pop(0)in a loop. - Forgetting
maxsize.
Follow-up:
- When does `put` block? And get?
- What is
LifoQueuefor? - How are threads woken?
2. Heaps
Q: What is a heap?
Is it sorted?
A:
- A tree in a list.
Example:
- Smallest first:
heap[0]is the smallest - Push: heappush(heap, 1)
Key Points:
- Half sorted.
- Cheap.
Common Mistakes:
- Sorting it.
- Searching it.
Follow-ups:
- Why a list?
- Why not?
3. Indentation
Q: What keeps its shape?
A: This does.
Example:
    if ready:
        go()
and this is prose.
Key Points:
- a
- b
MCQ Section
Choose one.
1. What is first out of a queue? A) The last in. B) What (A) or B) says. C) The first in. Correct Answer: C * Explanation: First in, first out. A) is wrong.
2. Which module has heaps
for lists?
A) heapq
B) deque,
of collections
Correct Answer: (A)
* Explanation: It has
heappushand more.
3. Which is a set?
A) {1}
B) {}
Correct Answer: D
Explanation: Braces alone are a dictionary.
4. Which two are lists?
A) [1]
B) (1,)
C) [*a]
Correct Answer: A and C
* Explanation: Square brackets.
5. Which has no answer?
A) This
B) That
Mock Interview
Role: Engineer Scenario: A shop has one till.
Interviewer: “Welcome. How do you model the line?”
Candidate's Thought Process:
Q1: Modelling
- Candidate: “I would take a
dequeand append.”
Q2: Closing time
this is said by nobody
- Interviewer: “What if
close()comes first?” - Candidate: “Nobody joins.”
- Key Points: Name a sentinel.
Q3: Two tills
- Interviewer: “And two?”
- Candidate: “One line.”
- Red Flags to Avoid: Two lines.
Interviewer (Concluding): “Thank you.”
Summary
Queues keep order.
References
- A book - 1. Queues
";

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), ..Source::default() }
}

/// Everything a reading holds, for people.
fn dump(source: &Source) -> String {
    sample::dump(source, &read(source, &Options::default()))
}

#[test]
fn a_chapter_is_read() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/read"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("chapter", dump(&source(PAGE)));
    });
}

#[test]
fn line_ends_do_not_matter() {
    let clean = |text: String| {
        text.replace("\\r", "\\n").replace("\\n\\n", "\\n").replace(['\r', '\u{feff}'], "")
    };
    let expected = clean(dump(&source(PAGE)));
    let variants = [
        PAGE.replace('\n', "\r\n"),
        PAGE.trim_end().to_owned(),
        PAGE.trim_start_matches('\u{feff}').to_owned(),
    ];
    for text in variants {
        assert_eq!(clean(dump(&source(&text))), expected);
    }
    let text = PAGE.replace('\n', "\r");
    let source = source(&text);
    let titles: Vec<_> = read(&source, &Options::default())
        .questions
        .iter()
        .map(|question| question.title().to_owned())
        .collect();
    assert_eq!(titles.len(), 9);
    assert_eq!(titles[1], "What is a heap? Is it sorted?");
}

#[test]
fn words_of_the_body_are_words_of_the_page() {
    let source = source(PAGE);
    for question in read(&source, &Options::default()).questions {
        let text = question.body.text();
        let words =
            text.match_indices(|c: char| c.is_alphanumeric()).map(|(at, c)| (at, at + c.len()));
        let mut headings = 0;
        for (start, end) in words {
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            // Headings, fences and marks of options stand for something else.
            if text[line..].starts_with(['#', '`'])
                || text[line..].starts_with("- [x") && start < line + 5
            {
                headings += 1;
                continue;
            }
            assert_eq!(source.slice(question.body.locate(start..end)), &text[start..end], "{text}");
        }
        assert!(headings > 0);
    }
}

#[test]
fn other_pages_say_so_once() {
    let pages = [
        "",
        "Home\nAbout\n",
        "# Quiz\n\n#### Q1. What?\n\n- [ ] a\n- [x] b\n",
        "Mock Interview Scenario\nNobody came.\n",
        "Answer:What interviewers are really testing: x\nRed flag answer: y\nFollow-up:1. z?\n",
        "1. Install it.\n2. Run it.\nA) a\n",
        "<details><summary>1. What?</summary>\n\nA: this\n</details>\n",
    ];
    for text in pages {
        let source = source(text);
        let reading = read(&source, &Options::default());
        assert!(reading.questions.is_empty(), "{text}");
        let rules: Vec<_> = reading.diagnostics.iter().map(|d| (d.rule, d.span)).collect();
        assert_eq!(rules, [("import/nothing-recognised", Span::at(0))], "{text}");
    }
}

#[test]
fn no_part_of_a_page_makes_it_panic() {
    let lines: Vec<_> = PAGE.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let without: String =
            lines.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, line)| *line).collect();
        for text in [lines[..at].concat(), lines[at..].concat(), without] {
            let source = source(&text);
            for diagnostic in read(&source, &Options::default()).diagnostics {
                assert!(source.text.get(diagnostic.span.range()).is_some(), "{text}");
            }
        }
    }
}
