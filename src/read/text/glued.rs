//! Questions that ran together on one line, as web pages lose their lists.

use super::Excerpt;

/// One question of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Asked<'s> {
    /// The question, up to its question mark.
    pub text: Excerpt<'s>,
    /// The question marks, if there is more than one.
    pub doubled: Option<Excerpt<'s>>,
}

/// Cuts a line behind each question mark that ends a question.
///
/// A mark ends a question if it touches a word and a new sentence follows, or nothing. Marks in
/// brackets or quotes, and those that are an operator (`a ?? b`), do not. Text without a question
/// mark is one piece.
pub(in crate::read) fn split(line: Excerpt<'_>) -> Vec<Asked<'_>> {
    let depth = depths(line.text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut done = 0;
    while let Some(offset) = line.text[done..].find('?') {
        let mark = done + offset;
        done = mark + line.text[mark..].bytes().take_while(|&byte| byte == b'?').count();
        if depth[mark] == 0 && ends(&line.text[..mark], &line.text[done..]) {
            let text = line.cut(start..mark + 1).trimmed();
            let doubled = (done > mark + 1).then(|| line.cut(mark..done));
            found.push(Asked { text, doubled });
            start = done;
        }
    }
    let rest = line.cut(start..line.text.len()).trimmed();
    if !rest.text.is_empty() {
        found.push(Asked { text: rest, doubled: None });
    }
    found
}

/// Whether question marks between these texts end a question.
fn ends(before: &str, after: &str) -> bool {
    let touches = before.chars().next_back().is_some_and(|c| !c.is_whitespace());
    let next = after.trim_start();
    let apart = next.len() < after.len();
    touches && (next.is_empty() || apart && !next.starts_with(char::is_lowercase))
}

/// For each byte, how many pairs of brackets or quotes it stands in. What does not close is none.
pub(in crate::read) fn depths(text: &str) -> Vec<i32> {
    const PAIRS: [(char, char); 6] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('“', '”'), ('"', '"'), ('`', '`')];
    let mut open: [Vec<usize>; PAIRS.len()] = Default::default();
    let mut depth = vec![0; text.len() + 1];
    for (at, c) in text.char_indices() {
        for ((opening, closing), open) in PAIRS.into_iter().zip(&mut open) {
            if c == closing
                && let Some(start) = open.pop()
            {
                depth[start] += 1;
                depth[at] -= 1;
            } else if c == opening {
                open.push(at);
            }
        }
    }
    let mut sum = 0;
    for change in &mut depth {
        sum += *change;
        *change = sum;
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_ends_at_its_mark() {
        let cases: [(&str, &[&str]); 11] = [
            ("What is a? How does b work? Why c??", &["What is a?", "How does b work?", "Why c?"]),
            ("What is a (or b? C?) for? Why?", &["What is a (or b? C?) for?", "Why?"]),
            ("What does ?? do in C#? And ?.", &["What does ?? do in C#?", "And ?."]),
            ("What does String? mean? Why?", &["What does String? mean?", "Why?"]),
            ("Is \"Why? Me?\" a question? Yes?", &["Is \"Why? Me?\" a question?", "Yes?"]),
            ("What is `a? B`? Why?", &["What is `a? B`?", "Why?"]),
            ("A (never closed? B?", &["A (never closed?", "B?"]),
            ("Is /a?b=C a URL? 3 ways?", &["Is /a?b=C a URL?", "3 ways?"]),
            ("no question", &["no question"]),
            ("What? Tell us.", &["What?", "Tell us."]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let asked = split(Excerpt { text, start: 0 });
            let seen: Vec<_> = asked.iter().map(|asked| asked.text.text).collect();
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn doubled_marks_are_named() {
        let asked = split(Excerpt { text: "Is a?? B??? C?", start: 7 });
        let doubled: Vec<_> = asked.iter().map(|a| a.doubled.map(|d| (d.text, d.start))).collect();
        assert_eq!(doubled, [Some(("??", 11)), Some(("???", 15)), None]);
    }
}
