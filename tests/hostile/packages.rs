//! What a package may do to those who import it; what it may be, `anki/package/tests.rs` shows.

use crate::support::Bank;

/// A package that shows one picture in many places: each is a file of its own among the imported ones.
#[test]
fn one_picture_in_thousands_of_places_is_refused() {
    let mut text =
        "---\nid: PY-ADV-001\ntitle: What?\nkind: flashcard\n---\n\n## Answer\n\n".to_owned();
    let bank = Bank::new();
    let picture = vec![7; 4 << 20];
    for number in 0..100 {
        // They are one file; the package holds it once.
        bank.write(&format!("img/{number}.png"), &picture);
        text += &format!("![](img/{number}.png)\n");
    }
    bank.write("PY-ADV-001.md", text);
    let ran = bank.run(&["export", "-o", "x.apkg"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(bank.read("x.apkg").len() < 5_000_000);
    let ran = bank.run(&["import", "x.apkg", "-o", "out"]);
    let said = "has 4194304 bytes and would be copied to 100";
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("import/broken-package") && ran.stdout.contains(said),
        "{}",
        ran.stdout
    );
    assert_eq!(bank.names("out"), ["PY-ADV-001.md"]);
}
