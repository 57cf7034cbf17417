"""Questions that show what cards have to cope with: every kind, wide tables, long lists, other scripts."""


def question(id, kind, title, body, **keys):
    lines = [f"id: {id}", f"title: {title!r}", f"kind: {kind}"]
    lines += [f"{key}: {value}" for key, value in keys.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body.strip("\n") + "\n"


RUST = {"technology": "Rust", "category": "Ownership", "level": "Intermediate", "difficulty": 5}
SQL = {"technology": "SQL", "category": "Indexes", "level": "Advanced", "difficulty": 8}

SAMPLES = {
    "RS-INT-901.md": question(
        "RS-INT-901", "flashcard", "What may exist beside a mutable borrow of a value?",
        """
A `&mut T` is {{c1::exclusive}}: while it lives there is {{c2::no other reference::how many?}} to the value.
Many shared borrows may live side by side, as {{c1::nobody can write through them}}.

```rust
let mut names = vec![String::from("Ada")];
let first = {{c3::&mut names[0]::a borrow}};
first.push('!');
println!("{}", names.len());
```

## Why

Without a second reference nobody sees a value half changed, and the compiler may keep it in a register.
""", **RUST, related="[RS-INT-902]", source="https://doc.rust-lang.org/book/"),
    "RS-INT-902.md": question(
        "RS-INT-902", "mcq", "Which of these compile?",
        """
## Question

```rust
let s = String::from("a");
let t = s;
```

## Options

- [x] `println!("{t}");`
- [ ] `println!("{s}");`
- [x] A block:

  ```rust
  let u = t.clone();
  println!("{t} {u}");
  ```

- [ ] Something long that goes over the end of the line on a phone, and even on a desktop it may need a second one to be read.

## Explanation

`s` was moved into `t`. A clone leaves its source where it was.
""", **RUST, related="[RS-INT-901]"),
    "RS-INT-903.md": question(
        "RS-INT-903", "mcq", "What does a `Box` own?",
        """
## Options

- [ ] A copy
- [ ] A borrow
- [ ] Both A and B
- [x] A value on the heap

## Explanation

Option D: the value, which is dropped with the box.
""", **RUST),
    "SQL-ADV-904.md": question(
        "SQL-ADV-904", "core", "How do B-tree, hash and BRIN indexes differ?",
        """
## Answer

By what they can answer, and by how large they are.

| index | answers | size for 100 million rows | kept in order | good for |
|---|---|---:|:-:|---|
| B-tree | `=`, `<`, `BETWEEN`, `ORDER BY` | 2.1 GB | yes | nearly everything |
| hash | `=` | 2.8 GB | no | long keys that are only compared |
| BRIN | ranges of blocks | 0.1 MB | no | append-only tables by time |

1. Measure with `EXPLAIN (ANALYZE, BUFFERS)`.
2. Look at the number of rows:
   - the estimate
   - the truth
     1. once
     2. per loop
3. Then decide.

> An index is a second table that somebody has to keep.

## Key Points

- A B-tree of $n$ rows is read in $\\log_b n$ steps.
- [x] measured
- [ ] guessed

## Common Mistakes

- An index on each column.
- No index on a foreign key, so that each delete of a parent reads all children.

## Follow-up Questions

- What does `INCLUDE` add? (Columns that are only carried along, for index-only scans.)
- When is a sequential scan the better plan?
  - When most rows are wanted.
- Why is `count(*)` slow?
""", **SQL, source="PostgreSQL 17, chapter 11"),
    "AR-BEG-905.md": question(
        "AR-BEG-905", "flashcard", "ما الفرق بين `list` و `tuple` في بايثون؟",
        """
## Answer

القائمة `list` قابلة للتعديل، أما `tuple` فلا يمكن تغييرها بعد إنشائها:

```python
numbers = [1, 2, 3]
numbers.append(4)  # يعمل
```

- الأولى للبيانات المتغيرة
- الثانية مفتاح في `dict`

## Notes

عناصر `tuple` نفسها قد تكون قابلة للتعديل.
""", technology="بايثون", category="أنواع البيانات", level="Beginner", difficulty=2),
    "HE-BEG-906.md": question(
        "HE-BEG-906", "mcq", "איזו פעולה סוגרת קובץ?",
        """
## Options

- [x] `f.close()`
- [ ] `f.flush()` כותב אבל לא סוגר
- [ ] אף פעולה

## Explanation

`close` סוגר את הקובץ ומשחרר את המשאב.
""", technology="Python", category="קבצים", level="Beginner", difficulty=1),
    "JA-INT-907.md": question(
        "JA-INT-907", "flashcard", "インデックスはなぜ{{c3::検索}}を速くするのですか？",
        """
## Answer

B木は{{c1::整列された}}構造なので、全件走査の代わりに{{c2::対数時間}}で目的の行を見つけられます。

| 方法 | 計算量 |
|---|---|
| 全件走査 | O(n) |
| B木 | O(log n) |

中文：索引让数据库不必逐行扫描。한국어: 인덱스는 전체 스캔을 피합니다.
""", technology="SQL", category="インデックス", level="Intermediate", difficulty=5),
    "PY-ADV-908.md": question(
        "PY-ADV-908", "mock-interview", "How would you find a leak?",
        """
## Role

Backend engineer.

## Scenario

A service grows by 40 MB an hour and is killed each night.

## 1. Look before you touch

### Interviewer

What do you look at first?

### Candidate

At the curve: does it grow with requests or with time? `tracemalloc` says where what grows was made.

```python
import tracemalloc
tracemalloc.start(25)
```

### Key Points

- Asks for the curve.

### Red Flags

- Restarts it each hour.

## 2. Mend it

### Interviewer

It is a cache. Now?

### Candidate

I bound it.

### Key Points

- A bound, and a metric of its size.
""", technology="Python", category="Memory", level="Advanced", difficulty=7),
}
