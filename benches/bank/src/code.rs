//! Code blocks: pieces of several languages, put one below the other.

use crate::random::{Random, Theme};

/// A language, as a fence names it, and pieces of it.
struct Language {
    name: &'static str,
    pieces: &'static [&'static str],
}

/// The name of a language and a block of it, of so many pieces.
pub(crate) fn block(theme: &Theme, random: &mut Random, pieces: usize) -> String {
    let languages: Vec<&Language> = LANGUAGES.iter().collect();
    let language = random.pick(&languages);
    let pieces = random.some(language.pieces, pieces);
    let pieces: Vec<_> =
        pieces.into_iter().map(|piece| theme.fill(piece.trim_matches('\n'), random)).collect();
    format!("```{}\n{}\n```\n", language.name, pieces.join("\n\n"))
}

/// Python by itself, for linters of it.
pub(crate) fn python(theme: &Theme, random: &mut Random, pieces: usize) -> String {
    let chosen = random.some(LANGUAGES[0].pieces, pieces);
    let parts: Vec<_> =
        chosen.into_iter().map(|piece| theme.fill(piece.trim_matches('\n'), random)).collect();
    parts.join("\n\n\n") + "\n"
}

const LANGUAGES: &[Language] = &[
    Language {
        name: "python",
        pieces: &[
            "
class ~C:
    \"\"\"A ~a ~1 that ~v its ~2.\"\"\"

    def __init__(self, ~2, limit=~d):
        self.~2 = ~2
        self.limit = limit
        self.seen = {}

    def ~i(self, key):
        if key not in self.seen:
            self.seen[key] = len(self.~2) % self.limit  # ~a
        return self.seen[key]",
            "
def ~i(~3, ~2=None):
    total = 0
    for at, value in enumerate(~3):
        if value is None or at > ~d:
            continue
        total += value * ~d
    return total, ~2",
            "
def ~F(path):
    with open(path, encoding=\"utf-8\") as ~4:
        lines = [line.strip() for line in ~4 if line]
    return {line: len(line) for line in lines[:~d]}",
            "
async def ~i(~1, timeout=~d):
    try:
        found = await ~1.fetch(\"~a-~2\", timeout=timeout)
    except TimeoutError:
        return f\"~n after {timeout} s\"
    else:
        return found or ~d",
            "
~i = {\"~a\": ~d, \"~n\": [~d, ~d, ~d]}
for key, value in ~i.items():
    print(f\"{key:>12} {value!r}\")  # -> ~a ~d",
        ],
    },
    Language {
        name: "rust",
        pieces: &[
            "
#[derive(Debug, Clone, PartialEq)]
struct ~C<'a> {
    ~2: &'a str,
    limit: usize,
}

impl<'a> ~C<'a> {
    fn ~i(&self) -> Option<&'a str> {
        (self.~2.len() < self.limit).then_some(self.~2)
    }
}",
            "
fn ~i(values: &[u64]) -> Result<u64, String> {
    let sum: u64 = values.iter().filter(|value| **value > ~d).sum();
    if sum == 0 {
        return Err(format!(\"no ~a ~n among {}\", values.len()));
    }
    Ok(sum / values.len() as u64) // ~a
}",
            "
fn main() {
    let mut ~i = vec![~d, ~d, ~d];
    ~i.sort_unstable();
    let ~F: Vec<String> = ~i.iter().map(|n| n.to_string()).collect();
    println!(\"{}\", ~F.join(\", \")); // -> ~d
}",
            "
enum ~T {
    ~C { at: usize },
    Empty,
}

impl From<usize> for ~T {
    fn from(at: usize) -> Self {
        match at {
            0 => ~T::Empty,
            _ => ~T::~C { at },
        }
    }
}",
        ],
    },
    Language {
        name: "sql",
        pieces: &[
            "
CREATE TABLE ~F (
    id INTEGER PRIMARY KEY,
    ~2 TEXT NOT NULL,
    ~3 INTEGER DEFAULT ~d
);",
            "
SELECT ~2, COUNT(*) AS total, MAX(~3) AS latest
FROM ~F
WHERE ~3 > ~d AND ~2 <> '~a ~n'
GROUP BY ~2
HAVING COUNT(*) > ~d
ORDER BY total DESC;",
            "
WITH ~i AS (
    SELECT id, ~3, ROW_NUMBER() OVER (PARTITION BY ~2 ORDER BY ~3) AS place
    FROM ~F -- ~a
)
SELECT * FROM ~i WHERE place <= ~d;",
            "
UPDATE ~F SET ~3 = ~3 + ~d
WHERE id IN (SELECT id FROM ~i LIMIT ~d);",
        ],
    },
    Language {
        name: "javascript",
        pieces: &[
            "
const ~F = new Map([[\"~a\", ~d], [\"~n\", ~d]]);

export async function load(~1) {
  const answer = await fetch(`/api/${~1}?limit=~d`);
  if (!answer.ok) throw new Error(`~a ~n: ${answer.status}`);
  return answer.json(); // ~v the ~2
}",
            "
function debounce(callback, delay = ~d) {
  let timer = null;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => callback(...values), delay);
  };
}",
            "
const totals = [~d, ~d, ~d].map((value) => value * 2).filter(Boolean);
console.log(totals.reduce((sum, value) => sum + value, 0), \"~n\");",
        ],
    },
    Language {
        name: "go",
        pieces: &[
            "
type ~C struct {
	mu    sync.Mutex
	items map[string]int // ~a
}

func (c *~C) Add(key string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[key] += ~d
	return c.items[key]
}",
            "
func main() {
	out := make(chan int, ~d)
	go func() {
		defer close(out)
		for i := 0; i < ~d; i++ {
			out <- i
		}
	}()
	for value := range out {
		fmt.Println(\"~n\", value)
	}
}",
        ],
    },
    Language {
        name: "java",
        pieces: &["
public final class ~C<K> {
    private final Map<K, Integer> seen = new HashMap<>();

    /** Counts a ~a ~n. */
    public int count(K key) {
        return seen.merge(key, 1, Integer::sum); // up to ~d
    }

    public List<K> above(int limit) {
        return seen.keySet().stream().filter(key -> seen.get(key) > limit).toList();
    }
}"],
    },
    Language {
        name: "bash",
        pieces: &[
            "
set -euo pipefail
for ~2 in /var/lib/~1/*.log; do
    gzip --keep \"$~2\" || echo \"~a: ${~2##*/}\" >&2
done",
            "
~1 --limit ~d --format json | jq '.~2[] | select(.~3 > ~d)' >~4.json
kill -USR1 \"$(cat /run/~1.pid)\" # ~v the ~n",
        ],
    },
    Language {
        name: "yaml",
        pieces: &["
~1:
  ~2: ~d
  ~3: [\"~a\", \"~n\"]
  ~4:
    - name: ~i # ~a
      limits: { cpu: ~d, memory: ~dMi }"],
    },
    Language {
        name: "json",
        pieces: &["
{
  \"~1\": { \"~2\": ~d, \"~a\": true },
  \"~3\": [\"~n\", null, ~d.5]
}"],
    },
    Language {
        name: "c",
        pieces: &["
struct ~F {
    size_t ~2;
    char name[~d];
};

static int ~i(const struct ~F *at, size_t count) {
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        if (at[i].~2 > ~d) found++; /* ~a */
    }
    return found;
}"],
    },
    Language {
        name: "text",
        pieces: &["
~d  ~a ~n
~d  ~F
total ~d in ~d ms"],
    },
];
