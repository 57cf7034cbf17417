//! Trouble with the environment: one clear line, status 2, nothing half-written.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::io::ErrorKind;
use std::time::Duration;

use support::{Bank, Ran};

#[test]
fn a_missing_path_is_named() {
    let bank = Bank::new();
    bank.run(&["check", "nope"]).refuses("cannot read `nope`: no such file or directory");
    bank.run(&["export", "nope", "-o", "x.csv"])
        .refuses("cannot read `nope`: no such file or directory");
    bank.run(&["import", "nope", "-o", "x", "--from", "hub"])
        .refuses("cannot read `nope`: no such file or directory");
}

#[test]
fn broken_settings_are_named_with_their_place() {
    let bank = Bank::new().card("PY-ADV-001").file("qlint.toml", "\nexlude = []\n");
    bank.run(&["check"])
        .refuses("ROOT/qlint.toml:2:1: unknown field `exlude`: did you mean `exclude`?");
    let bank = bank.file("qlint.toml", "[rules]\nid-format = 'off'\n");
    bank.run(&["check"]).refuses(
        "ROOT/qlint.toml:2:1: unknown rule or group `id-format`: did you mean `id/id-format`?",
    );
    let bank = bank.file("qlint.toml", "exclude = ['a{']\n");
    assert_eq!(bank.run(&["check"]).status, 2);
    let bank = bank.file("qlint.toml", "").file("deck.toml", "nam = 'x'\n");
    bank.run(&["check"]).refuses("ROOT/deck.toml:1:1: unknown field `nam`: did you mean `name`?");
}

#[test]
fn an_export_needs_its_folder_and_a_known_ending() {
    let bank = Bank::new().card("PY-ADV-001");
    bank.run(&["export", "-o", "no/x.csv"])
        .refuses("cannot write `no/x.csv`: the folder `no` does not exist");
    bank.run(&["export", "-o", "x.docx"]).refuses(
        "the ending of `x.docx` means no format: it may be .apkg, .csv, .json, .md; or say --to FORMAT",
    );
    std::fs::create_dir(bank.path("y.csv")).unwrap();
    bank.run(&["export", "-o", "y.csv"])
        .refuses("`y.csv` is a folder, but this format is one file");
    assert_eq!(bank.names("."), ["PY-ADV-001.md", "y.csv"]);
}

#[test]
fn paths_of_two_corpora_are_refused() {
    let bank = Bank::new().file("a/qlint.toml", "").file("b/qlint.toml", "");
    bank.run(&["check", "a", "b"])
        .refuses("the paths belong to two corpora: `ROOT/a` and `ROOT/b`");
}

#[test]
fn a_build_without_targets_or_with_wrong_ones_says_so() {
    let bank = Bank::new().card("PY-ADV-001").file("qlint.toml", "");
    bank.run(&["build"]).refuses("there is nothing to build: `ROOT/qlint.toml` has no [[export]]");
    let bank = bank.file("qlint.toml", "[[export]]\nout = '../x.csv'\n");
    bank.run(&["build"]).refuses("ROOT/qlint.toml:2:7: `../x.csv` is not a path under `dist`");
    let bank = bank.file("qlint.toml", "[[export]]\nout = 'x'\nto = 'pdf'\n");
    let ran = bank.run(&["build"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.starts_with("error: ROOT/qlint.toml:3:6: unknown format `pdf`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn exports_that_would_overwrite_each_other_are_refused() {
    for (second, to) in [("a", "markdown"), ("a/index.md", "csv")] {
        let exports = format!(
            "[[export]]\nout = 'a'\nto = 'markdown'\n[[export]]\nout = '{second}'\nto = '{to}'\n"
        );
        let bank = Bank::new().card("PY-ADV-001").file("qlint.toml", exports);
        let reason = format!("ROOT/qlint.toml:5:7: `{second}` and `a` are in each other's way");
        bank.run(&["build"]).refuses(&reason);
    }
}

/// Runs `qlint` as somebody whom permissions bind, which root is not.
#[cfg(unix)]
fn run_bound(bank: &Bank, arguments: &[&str]) -> Ran {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    let folder = bank.path(".");
    let mut command = bank.command(arguments);
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|me| {
        use std::os::unix::fs::MetadataExt;
        me.uid() == 0
    });
    if is_root {
        // The program is copied to where nobody may run it from.
        let program = bank.path("qlint");
        std::fs::copy(env!("CARGO_BIN_EXE_qlint"), &program).unwrap();
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
        command = Command::new(program);
        command.current_dir(&folder).args(arguments).uid(65_534).gid(65_534);
    }
    // While another test forks, the copy is "busy": the fork holds the file it was written to.
    let output = loop {
        match command.output() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(10));
            }
            output => break output.unwrap(),
        }
    };
    Ran::of(output, &folder)
}

#[cfg(unix)]
fn set_mode(bank: &Bank, path: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(bank.path(path), PermissionsExt::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    let bank = Bank::new().card("a/PY-ADV-001").card("b/PY-ADV-002");
    set_mode(&bank, "b", 0o000);
    let ran = run_bound(&bank, &["check"]);
    set_mode(&bank, "b", 0o755);
    ran.refuses("cannot read `ROOT/b`: permission denied");
    set_mode(&bank, "b/PY-ADV-002.md", 0o000);
    let ran = run_bound(&bank, &["check"]);
    set_mode(&bank, "b/PY-ADV-002.md", 0o644);
    ran.refuses("cannot read `ROOT/b/PY-ADV-002.md`: permission denied");
}

#[cfg(unix)]
#[test]
fn fixes_are_written_to_all_files_or_to_none() {
    let faulty = support::card("PY-ADV-001").replace("kind:", "tags: [a, a]\nkind:");
    let other = faulty.replace("-001", "-002");
    let bank = Bank::new().file("a/PY-ADV-001.md", &faulty).file("z/PY-ADV-002.md", &other);
    for (path, closed, open) in [("z", 0o555, 0o777), ("z/PY-ADV-002.md", 0o444, 0o666)] {
        // Whoever runs it owns none of the files.
        set_mode(&bank, "a", 0o777);
        set_mode(&bank, "z", 0o777);
        set_mode(&bank, "a/PY-ADV-001.md", 0o666);
        set_mode(&bank, path, closed);
        let ran = run_bound(&bank, &["check", "--fix"]);
        set_mode(&bank, path, open);
        ran.refuses("cannot write `ROOT/z/PY-ADV-002.md`: permission denied");
        assert_eq!(bank.read("a/PY-ADV-001.md"), faulty.as_bytes());
        assert_eq!(bank.read("z/PY-ADV-002.md"), other.as_bytes());
        assert!(!bank.names("a").iter().any(|name| name.starts_with(".qlint")));
    }
}

#[test]
fn thresholds_are_numbers_that_something_can_be_counted_to() {
    for (table, column, words) in [
        ("{ max = -1 }", 35, "`max` must be a number from 0 on"),
        ("{ max = nan }", 35, "`max` must be a number from 0 on"),
        ("{ max = inf }", 35, "`max` must be a number from 0 on"),
        ("{ max = '9' }", 35, "`max` must be a number from 0 on"),
        (
            "{ severty = 'off' }",
            29,
            "unknown key of `question/title-length` `severty`: did you mean `severity`?",
        ),
    ] {
        let config = format!("[rules]\n'question/title-length' = {table}\n");
        let bank = Bank::new().card("PY-ADV-001").file("qlint.toml", config);
        bank.run(&["check"]).refuses(&format!("ROOT/qlint.toml:2:{column}: {words}"));
    }
    let bank = Bank::new().card("PY-ADV-001");
    let bank = bank.file("qlint.toml", "[[source]]\npath = ['*.csv']\nformat = 'cvs'\n");
    bank.run(&["check"]).refuses("ROOT/qlint.toml:3:10: unknown format `cvs`: did you mean `csv`?");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_keeps_its_old_file() {
    let bank = Bank::new().card("PY-ADV-001").file("out/x.csv", "old");
    set_mode(&bank, "out", 0o555);
    let ran = run_bound(&bank, &["export", "-o", "out/x.csv"]);
    set_mode(&bank, "out", 0o755);
    ran.refuses("cannot write `out/x.csv`: permission denied");
    assert_eq!(bank.read("out/x.csv"), b"old");
    assert_eq!(bank.names("out"), ["x.csv"]);
}
