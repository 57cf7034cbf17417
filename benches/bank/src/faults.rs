//! One fault in a question that has none.

/// What is replaced, and by what: each makes one finding.
const FAULTS: [(&str, &str); 8] = [
    ("\ncategory: ", "\ncategry: "),
    ("\n- [x] ", "\n- [ ] "),
    ("\ndifficulty: ", "\ndifficulty: 1"),
    ("## Answer\n", "## Answr\n"),
    ("\nrelated: [", "\nrelated: [NO-SUCH-001, "),
    ("```python\n", "```\n"),
    ("## Common Mistakes\n\n", "## Common Mistakes\n\n- TODO\n"),
    ("\nlevel: ", "\nlevel: Very "),
];

/// The text with the fault of this number, or the first after it that there is room for.
pub(crate) fn put(text: &str, number: usize) -> String {
    let turns = (0..FAULTS.len()).map(|turn| FAULTS[(number + turn) % FAULTS.len()]);
    let mut changed = turns.map(|(from, to)| text.replacen(from, to, 1));
    changed.find(|new| new != text).unwrap_or_default()
}
