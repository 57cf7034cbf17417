"""A bank of questions of every kind, in one table, and the folder it is written to."""

import pathlib
import shutil

TECHNOLOGIES = {"PY": "Python", "RS": "Rust", "SQL": "SQL", "OPS": "Operations"}
LEVELS = {"BEG": ("Beginner", 2), "INT": ("Intermediate", 5), "ADV": ("Advanced", 8)}


def question(id, kind, title, body, **keys):
    """The text of a question file in qlint's own canonical form."""
    technology, track, _ = id.split("-")
    level, difficulty = LEVELS[track]
    lines = [f"id: {id}", f"title: {title}"]
    if kind != "concept":
        lines.append(f"kind: {kind}")
    lines += [
        f"technology: {TECHNOLOGIES[technology]}",
        f"category: {keys.pop('category', 'Basics')}",
        f"level: {level}",
        f"difficulty: {difficulty}",
    ]
    lines += [f"{key}: {value}" for key, value in keys.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body.strip("\n") + "\n"


def concept(answer, deep="A **second** look, with `code` in it.", followups="- And what then?"):
    """The sections that the kind `concept` must have."""
    return f"""## Answer

{answer}

## Deep Explanation

{deep}

## Real-World Example

A shop keeps its prices in a dict and looks one up for each line of an order.

## Common Mistakes

- Taking the order of keys for an order of values.
- Changing a key while it is in use.

## Production Scenario

A cache grew by 40 entries a minute until the process ran out of memory.

## Follow-up Questions

{followups}
"""


# Path under the root, then the text. Written by hand; nothing here is anybody else's.
QUESTIONS = {
    "decks/python/PY-BEG-001.md": question(
        "PY-BEG-001", "concept", "What does `dict.get` return for a key that is missing?",
        concept(
            "`None`, or the *default* that is passed.",
            deep="""The method never raises `KeyError`.

```python
ages = {"ann": 31}
print(ages.get("bob"))      # None
print(ages.get("bob", 0))   # 0
if ages.get("ann") is not None and 1 < 2:
    print("<b>known</b> & found")
```

| call | result | raises |
|---|:---:|---:|
| `d[k]` | the value | `KeyError` |
| `d.get(k)` | the value or `None` | never |
""",
        ),
        tags="[dicts, basics]", related="[PY-INT-001, RS-BEG-001]",
    ),
    "decks/python/PY-INT-001.md": question(
        "PY-INT-001", "deep-dive", "Why is `a = a + b` not always `a += b`?",
        """## What Interviewers Are Really Testing

Whether the candidate knows that operators are methods.

## Answer

A list changes **in place** under `+=`, and so does every other name for it.

1. `__iadd__` is tried first.
2. Without it, `__add__` makes a new object.

   ```python
   a = b = [1]
   a += [2]
   assert b == [1, 2]
   ```

## Red Flag Answer

> They are the same thing.

## Follow-up Questions

- What does `t = ([],); t[0] += [1]` do? (It raises `TypeError`, and the list is changed all the same.)
""",
        category="Operators", tags="[operators]", related="[PY-BEG-001]",
    ),
    "decks/python/PY-INT-002.md": question(
        "PY-INT-002", "core", "How do you read a large file line by line?",
        """## Answer

Iterate over the file object; it reads a buffer at a time[^buffer].

[^buffer]: Eight kibibytes by default.

## Key Points

- `for line in file` keeps one line in memory.
- ~~`readlines()`~~ reads them all.

## Example

```python
with open("big.log") as file:
    errors = sum("ERROR" in line for line in file)
```

## Common Mistakes

- Forgetting the encoding.

## Follow-up Questions

- How would you read it backwards?
""",
        category="Files", previous_ids="[PY-INT-007, PY-INT-005]", reviewed="2026-01-31",
        **{"x-asked": "[Initech, Hooli]"},
    ),
    "decks/python/PY-ADV-001.md": question(
        "PY-ADV-001", "mcq", "Which of these calls block the event loop?",
        """## Question

Both run inside a coroutine:

```python
time.sleep(1)
await asyncio.sleep(1)
```

## Options

- [x] `time.sleep(1)`
- [ ] `await asyncio.sleep(1)`
- [x] `requests.get(url)`, for it knows nothing of the loop
- [ ] Neither, if $n < 10$

## Explanation

What does not `await` holds the thread, and with it the loop.
""",
        category="Concurrency", tags="[asyncio]",
    ),
    "decks/rust/RS-BEG-001.md": question(
        "RS-BEG-001", "flashcard", "What does `Option::take` leave behind?",
        """## Answer

`None`. The value moves out:

```rust
let mut name = Some("ann");
assert_eq!(name.take(), Some("ann"));
assert!(name.is_none());
```
""",
    ),
    "decks/rust/RS-BEG-002.md": question(
        "RS-BEG-002", "flashcard", "What does HTML make of `<b>`, `&amp;` and a bare & in 1 < 2?",
        """## Answer

Text is text: <kbd>Ctrl</kbd> is a key, `a && b < c` is code, and `[sound:none.mp3]` is not a sound.

```jinja
{{ page.title }} {{#list}}{{.}}{{/list}} [latex]x[/latex] [[type:Title]]
```
""",
        tags='["c++", templates]',
    ),
    "decks/rust/RS-INT-001.md": question(
        "RS-INT-001", "mock-interview", "Design a rate limiter",
        """## Role

You interview for a team that runs a public API.

## Scenario

Ten thousand clients call an API, and one of them calls it far too often.

## Clarify

### Interviewer

What would you ask first?

### Candidate

Whether the limit is for each client, and over which time.

### Key Points

- Asks before drawing.

## Choose an algorithm

### Interviewer

Which algorithm do you take?

### Candidate

A token bucket: $r$ tokens a second, at most $b$ of them.

```rust
let tokens = (self.tokens + elapsed * rate).min(burst);
```

### Red Flags

- Counts in a table with a lock on it.

## Scale

### Interviewer

And with three servers?

### Candidate

The buckets move to a shared store, or each server gets a third.
""",
        category="Design", tags="[design, limits]",
    ),
    "decks/rust/RS-ADV-001.md": question(
        "RS-ADV-001", "flashcard", "How long may a borrow last?",
        """A borrow ends at its {{c1::last use}}, not at the end of its {{c2::scope}}.

## Answer

Since the edition of {{c3::2018}}; this is called {{c1::non-lexical lifetimes}}.
""",
        category="Ownership",
    ),
    "decks/sql/SQL-BEG-001.md": question(
        "SQL-BEG-001", "flashcard", '"404"',
        """## Answer

The number of rows that a table with 404 rows has. A title that is a number sorts as one.
""",
    ),
    "decks/sql/SQL-INT-001.md": question(
        "SQL-INT-001", "concept", "How many comparisons does a B-tree of $n$ keys need?",
        concept(
            "About $\\log_2 n$, so $20$ for a million.",
            deep="""$$
\\sum_{i=0}^{h} 2^i = 2^{h+1} - 1
$$

A price of $5 and one of $6 is no formula.""",
        ),
        category="Indexes",
    ),
    "decks/sql/SQL-ADV-001.md": question(
        "SQL-ADV-001", "flashcard", "מהו אינדקס? 索引とは何ですか？",
        """## Answer

מבנה נתונים שמאיץ חיפוש, למשל `CREATE INDEX`.

索引とは、検索を速くするデータ構造です。**太字**。
""",
        tags="[アンキ, עברית]", source="https://example.org/index?a=1&b=2",
    ),
    "decks/sql/SQL-ADV-002.md": """+++
id = "SQL-ADV-002"
title = "What is a *phantom* row?"
kind = "flashcard"
technology = "SQL"
category = "Transactions"
level = "Advanced"
difficulty = 9
+++

## Answer

A row that appears in the second reading of a range.
""",
}

# Notes and cards of the questions that do not make one of each.
NOTES = {"RS-INT-001": 3}
CARDS = {"RS-INT-001": 3, "RS-ADV-001": 3}


class Bank:
    """A folder with questions in it; `day` is the day of its next release."""

    def __init__(self, folder, day):
        self.root = pathlib.Path(folder)
        self.day = day

    def fill(self, questions):
        """Writes settings and a table of questions."""
        self.write("qlint.toml", "")
        for path, text in questions.items():
            self.write(path, text)

    def write(self, path, text):
        """Puts a file there."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def read(self, path):
        """The text of a file."""
        return (self.root / path).read_text()

    def edit(self, path, old, new):
        """Puts `new` where `old` is; the first of it, which must be there."""
        text = self.read(path)
        assert old in text, f"{path} does not say {old!r}"
        self.write(path, text.replace(old, new, 1))

    def move(self, old, new):
        """Moves a file."""
        target = self.root / new
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self.root / old, target)

    def remove(self, path):
        """Deletes a file."""
        (self.root / path).unlink()
