//! Texts that are made to be slow, of any length.

/// A name, the format, and the text of about so many bytes.
pub(crate) type Case = (&'static str, &'static str, fn(usize) -> String);

/// The front matter of a question.
const FRONT: &str = "---\nid: PY-ADV-001\ntitle: What is a lock?\nkind: core\ntechnology: Python\n\
    category: Concurrency\nlevel: Advanced\ndifficulty: 7\n---\n\n";

/// One piece again and again.
fn fill(piece: &str, length: usize) -> String {
    piece.repeat(length / piece.len() + 1)
}

/// Pieces with numbers.
pub(crate) fn count(piece: impl Fn(usize) -> String, length: usize) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text.push_str(&piece(number));
    }
    text
}

/// The same, each longer than the one before: the length is that of all.
fn grow(piece: impl Fn(usize) -> String, length: usize) -> String {
    count(piece, length)
}

/// An answer.
fn answer(text: &str) -> String {
    format!("{FRONT}## Answer\n\n{text}\n")
}

/// Lines of front matter.
fn front(lines: &str) -> String {
    format!("---\nid: PY-ADV-001\ntitle: What?\n{lines}\n---\n\n## Answer\n\nA lock.\n")
}

/// The same in TOML.
fn toml(lines: &str) -> String {
    format!("+++\nid = 'PY-ADV-001'\ntitle = 'What?'\n{lines}\n+++\n\n## Answer\n\nA lock.\n")
}

/// All texts.
pub(crate) const CASES: &[Case] = &[
    ("sections", "question", |n| format!("{FRONT}{}", count(|at| format!("## S{at}\n\nx\n\n"), n))),
    ("one section again", "question", |n| format!("{FRONT}{}", fill("## Answer\n\n", n))),
    ("sections out of order", "question", |n| {
        format!("{FRONT}{}", fill("## Example\n\nx\n\n## Answer\n\nx\n\n", n))
    }),
    ("headings too deep", "question", |n| answer(&fill("### a\n\n##### b\n\n", n))),
    ("items", "question", |n| answer(&count(|at| format!("- item {at}\n"), n))),
    ("options", "question", |n| {
        let options = count(|at| format!("- [ ] option {at}\n"), n);
        format!("{}## Options\n\n{options}", FRONT.replace("core", "mcq"))
    }),
    ("the same option", "question", |n| {
        format!("{}## Options\n\n{}", FRONT.replace("core", "mcq"), fill("- [x] same\n", n))
    }),
    ("lists in lists", "question", |n| answer(&grow(|at| "  ".repeat(at) + "- x\n", n))),
    ("lists on a line", "question", |n| answer(&fill("- ", n))),
    ("quotes on a line", "question", |n| answer(&fill(">", n))),
    ("emphasis that opens", "question", |n| answer(&fill("**a _b ", n))),
    ("backticks that grow", "question", |n| answer(&grow(|at| "`".repeat(at) + " ", n))),
    ("brackets", "question", |n| answer(&fill("[", n))),
    ("links that open", "question", |n| answer(&fill("[a](", n))),
    ("pictures that open", "question", |n| answer(&fill("![a](", n))),
    ("links", "question", |n| answer(&count(|at| format!("[a](#b{at}) "), n))),
    ("links to files", "question", |n| answer(&count(|at| format!("[a](b{at}.md)\n"), n))),
    ("references", "question", |n| answer(&(fill("[a] ", n) + "\n\n[a]: b\n"))),
    ("definitions", "question", |n| answer(&count(|at| format!("[a{at}]: b\n"), n))),
    ("wide tables", "question", |n| {
        answer(&format!("{}\n{}\n{}\n", fill("|a", n / 3), fill("|-", n / 3), fill("|b", n / 3)))
    }),
    ("short rows of wide tables", "question", |n| {
        answer(&format!("{}\n{}\n{}\n", fill("|a", n / 8), fill("|-", n / 8), fill("|x\n", n / 8)))
    }),
    ("footnotes", "question", |n| answer(&count(|at| format!("a[^{at}]\n\n[^{at}]: b\n\n"), n))),
    ("footnotes in footnotes", "question", |n| {
        answer(&count(|at| format!("[^{at}]\n\n[^{at}]: a [^{}]\n\n", at + 1), n))
    }),
    ("one footnote", "question", |n| answer(&(fill("a[^1] ", n) + "\n\n[^1]: b\n"))),
    ("comments that open", "question", |n| answer(&fill("<!--\n\n", n))),
    ("comments in a line", "question", |n| answer(&fill("a <!-- add b --> ", n))),
    ("comments", "question", |n| answer(&fill("<!-- a -->\n\n", n))),
    ("colons of definitions", "question", |n| answer(&fill("[a]:", n))),
    ("lists between paragraphs", "question", |n| answer(&fill("x\n\n- a\n\n", n))),
    ("hidden letters", "question", |n| answer(&fill("a\u{202e}", n))),
    ("backslashes", "question", |n| answer(&fill("\\", n))),
    ("entities", "question", |n| answer(&fill("&amp;&#x;&a", n))),
    ("HTML in HTML", "question", |n| answer(&fill("<div>", n))),
    ("tags in deep quotes", "question", |n| answer(&(">".repeat(n / 2) + &fill("<b>", n / 2)))),
    ("bold in bold", "question", |n| answer(&fill("<b><i><p>", n))),
    ("angles", "question", |n| answer(&fill("a <a b=\"", n))),
    ("folds", "question", |n| answer(&fill("<details><summary>a</summary>\n\nb\n\n", n))),
    ("a long word", "question", |n| answer(&fill("a", n))),
    ("a long line", "question", |n| answer(&fill("the the word. Why? ", n))),
    ("marks on a letter", "question", |n| answer(&format!("a{}", fill("\u{301}\u{316}", n)))),
    ("line ends of all kinds", "question", |n| answer(&fill("a\r\nb\nc\rd\n", n))),
    ("math that opens", "question", |n| answer(&fill("$a $$b ", n))),
    ("math", "question", |n| answer(&fill("$\\foo$ ", n))),
    ("gaps that open", "question", |n| answer(&fill("{{c1::a ", n))),
    ("gaps", "question", |n| answer(&count(|at| format!("{{{{c{at}::a}}}} "), n))),
    ("fences that open", "question", |n| answer(&fill("```\n", n))),
    ("fences that grow", "question", |n| answer(&grow(|at| "~".repeat(at) + "\n", n))),
    ("code", "question", |n| answer(&format!("```js\n{}\n```\n", fill("`${/*", n)))),
    ("here documents", "question", |n| {
        answer(&format!("```sh\n{}\n```\n", count(|at| format!("cat <<E{at}\n"), n)))
    }),
    ("comments that keep quiet", "question", |n| {
        answer(&fill("<!-- qlint-ignore answer/placeholder-text: x -->\nTODO\n\n", n))
    }),
    ("comments that keep nothing quiet", "question", |n| {
        answer(&count(|at| format!("a <!-- qlint-ignore prose/x{at} --> "), n))
    }),
    ("placeholders", "question", |n| answer(&fill("TODO\n\n", n))),
    ("links to nowhere", "question", |n| answer(&fill("[a](#nope) ![](a.png) [b]()\n", n))),
    ("code without language", "question", |n| answer(&fill("```\nx\n```\n\n", n))),
    ("other letters", "question", |n| answer(&fill("don\u{2019}t a\u{200b}b \u{e3}\u{a9} ", n))),
    ("keys", "question", |n| front(&count(|at| format!("titel{at}: v\n"), n))),
    ("one key again", "question", |n| front(&fill("a: b\n", n))),
    ("anchors", "question", |n| front(&count(|at| format!("x-{at}: &a{at} v\n"), n))),
    ("aliases", "question", |n| front(&format!("x-a: &a [x]\nx-b: [{}]", fill("*a , ", n)))),
    ("anchors in anchors", "question", |n| {
        let opens = count(|at| format!("&a{at} ["), n.min(1_800));
        front(&format!("x-a: {opens}{}{}", fill("x,", n), "]".repeat(opens.matches('[').count())))
    }),
    ("flow in flow", "question", |n| front(&format!("x-a: {}", fill("[", n)))),
    ("lists in a line of YAML", "question", |n| front(&format!("x-a:\n  {}", fill("- ", n)))),
    ("tags", "question", |n| front(&format!("tags: [{}]", count(|at| format!("t{at}, "), n)))),
    ("one tag again", "question", |n| front(&format!("tags:\n{}", fill("- t\n", n)))),
    ("tags of another type", "question", |n| front(&format!("tags: [{}]", fill("1, ", n)))),
    ("related", "question", |n| {
        front(&format!("related: [{}]", count(|at| format!("PY-ADV-{at:03}, "), n)))
    }),
    ("a long title", "question", |n| {
        format!("---\nid: PY-ADV-001\ntitle: '{}'\n---\n\n## Answer\n\nx\n", fill("Why `x`? ", n))
    }),
    ("keys of TOML", "question", |n| toml(&count(|at| format!("k{at} = 1\n"), n))),
    ("one key of TOML again", "question", |n| toml(&fill("a = 1\n", n))),
    ("tables of TOML", "question", |n| toml(&count(|at| format!("[t{at}]\n"), n))),
    ("deep TOML", "question", |n| toml(&format!("a = {}", fill("[", n)))),
    ("keys in keys of TOML", "question", |n| toml(&format!("{}b = 1", fill("a.", n)))),
    ("questions and answers", "qa", |n| {
        count(|at| format!("### What is {at}?\n\n#### Answer\n\nIt is.\n\n"), n)
    }),
    ("answers", "qa", |n| format!("### What?\n\n{}", fill("#### Answer\n\n", n))),
    ("quizzes", "quiz", |n| count(|at| format!("#### Q{at}. a?\n\n- [x] b\n- [ ] c\n\n"), n)),
    ("boxes", "quiz", |n| format!("#### Q1. a?\n\n{}", fill("- [ ] b\n", n))),
    ("fences of quizzes", "quiz", |n| format!("#### Q1. a?\n\n{}", fill("- [ ] b\n```\n", n))),
    ("folds as questions", "details", |n| {
        fill("<details>\n<summary>What?</summary>\n\nb\n\n</details>\n\n", n)
    }),
    ("folds that open", "details", |n| fill("<details><summary>a</summary>\n", n)),
    ("the same row", "csv", |n| {
        format!("title,Answer\n{}", fill("What is it?,It is what it is\n", n))
    }),
    ("rows that are alike", "csv", |n| {
        let row =
            |at| format!("What is it {at}?,It is what it is and was in all of its words {at}\n");
        format!("title,Answer\n{}", count(row, n))
    }),
    ("cells", "csv", |n| format!("title,Answer\n{}\n", fill("a,", n))),
    ("columns", "csv", |n| format!("title,{}\na\n", count(|at| format!("c{at},"), n))),
    ("quotes of cells", "csv", |n| format!("title,Answer\na,{}\n", fill("\"", n))),
    ("faults in each cell", "csv", |n| {
        format!(
            "id,title,kind,level,difficulty,tags,Answer\n{}",
            fill("x y,a ,zz,foo,99,a b c,TODO the the\n", n)
        )
    }),
    ("objects", "json", |n| {
        count(
            |at| {
                format!(
                    "{{\"fields\":{{\"id\":\"A-B-{at:03}\",\"title\":\"a\"}},\"body\":\"b\"}}\n"
                )
            },
            n,
        )
    }),
    ("keys of objects", "json", |n| {
        format!("{{\"fields\":{{{}\"id\":\"a\"}}}}", count(|at| format!("\"k{at}\":1,"), n))
    }),
    ("lists in lists of JSON", "json", |n| format!("{{\"fields\":{}", fill("[", n))),
    ("chapters", "chapter", |n| {
        let one = "1. A\nQ: What?\nA: That.\nKey Points:\n- a\nFollow-up:\n- b?\n";
        format!("Core Interview Questions\n{}", fill(one, n))
    }),
    ("labels of chapters", "chapter", |n| fill("Q: a\nQ: b\nA:\n", n)),
    ("pages of a hub", "hub", |n| {
        fill(
            "GO-INT-001 What?\nGo A Intermediate\n5/10\nAnswer\n\na\n\nID: GO-INT-001  ·  Difficulty: 5/10  ·  Level: Intermediate\n",
            n,
        )
    }),
    ("annotated answers", "deep-dive", |n| {
        let one = "Answer:What interviewers are really testing: A.\nB.\nRed flag answer: “C.” D.Follow-up:\n  1. “E?” (F.)\n";
        format!("Go\n\n1. A\n\n{}", fill(one, n))
    }),
];
