//! What a target may be: a link, a pipe, a device, a file of somebody else.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

use super::{cards, faulty, is_littered, mounting, shell};
use crate::support::{card, tree};

#[test]
fn through_a_link_its_target_is_written() {
    let bank = cards(1).file("real/x.csv", "old\n");
    symlink("real/x.csv", bank.path("link.csv")).unwrap();
    assert_eq!(bank.run(&["export", "-o", "link.csv"]).status, 0);
    assert!(bank.path("link.csv").is_symlink());
    assert!(bank.read("real/x.csv").starts_with(b"path,"));
    assert_eq!(bank.names("real"), ["x.csv"]);
    symlink("nowhere", bank.path("dangling.csv")).unwrap();
    symlink("loop.csv", bank.path("loop.csv")).unwrap();
    for link in ["dangling.csv", "loop.csv"] {
        bank.run(&["export", "-o", link])
            .refuses(&format!("cannot write `{link}`: it is a link that leads nowhere"));
        assert!(bank.path(link).is_symlink());
    }
}

#[test]
fn pipes_and_devices_are_written_to() {
    let bank = cards(1);
    let csv = "path,id,title,kind,Answer\r\n";
    let ran =
        shell(&bank, "mkfifo pipe; cat pipe > got & $Q export --to csv -o pipe; wait; cat got");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with(csv), "{}", ran.stdout);
    for target in ["/dev/stdout", "/dev/stdout > into; cat into", "/dev/fd/3 3> into; cat into"] {
        let ran = shell(&bank, &format!("$Q export --to csv -o {target}"));
        assert!(ran.stdout.starts_with(csv), "{target}: {} {}", ran.stdout, ran.stderr);
    }
    assert_eq!(bank.names("."), ["PY-ADV-000.md", "got", "into", "pipe", "qlint.toml"]);
    // A reader that goes away is one to whom it could not be written.
    let ran = shell(&bank, "(exec 4< pipe; sleep 0.2) & $Q export --to apkg -o pipe 2>&1; echo $?");
    assert!(
        ran.stdout.ends_with("\n0\n") || ran.stdout.ends_with("broken pipe\n2\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_mended_file_keeps_its_mode_and_its_owner() {
    let bank = faulty(4);
    let modes = [0o600, 0o644, 0o666, 0o755];
    let path = |at| bank.path(&format!("PY-ADV-{at:03}.md"));
    for (at, mode) in modes.iter().enumerate() {
        fs::set_permissions(path(at), fs::Permissions::from_mode(*mode)).unwrap();
    }
    // Only root may give files away.
    let given = chown(path(1), Some(65_534), Some(65_534)).is_ok();
    // Another name of the first keeps the old text.
    fs::hard_link(path(0), bank.path("other-name")).unwrap();
    let ran = bank.run(&["check", "--fix"]);
    assert!(ran.stderr.contains("mended 4 findings in 4 files"), "{}", ran.stderr);
    for (at, mode) in modes.iter().enumerate() {
        let there = fs::metadata(path(at)).unwrap();
        assert_eq!(there.mode() & 0o7777, *mode, "{at}");
        assert_eq!(there.uid() == 65_534, at == 1 && given, "{at}");
    }
    assert!(bank.read("other-name").windows(6).any(|text| text == b"[a, a]"));
}

#[test]
fn a_file_system_that_is_read_only_is_named() {
    let bank = faulty(2).file("out/x.csv", "old\n");
    let before = tree(&bank.path("."));
    for (folder, arguments, target) in [
        ("out", "export -o out/x.csv", "out/x.csv"),
        ("out", "export -o out/new.csv", "out/new.csv"),
        (".", "check --fix", "ROOT/PY-ADV-000.md"),
        (".", "lock", "ROOT/qlint.lock"),
        (".", "check --write-baseline", "ROOT/qlint-baseline.jsonl"),
    ] {
        let lines = format!(
            "mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && cd \"$PWD\"
             $Q {arguments} > /dev/null"
        );
        let Some(ran) = mounting(&bank, &lines) else { return };
        let reason = format!("error: cannot write `{target}`: read-only file system");
        assert_eq!(ran.stderr.lines().last(), Some(&*reason), "{arguments}");
        assert_eq!(ran.status, 2);
        assert!(tree(&bank.path(".")) == before, "{arguments}");
    }
}

#[test]
fn names_as_long_as_they_may_be_can_be_written() {
    let name = format!("{}.csv", "n".repeat(251));
    let bank = cards(1);
    assert_eq!(bank.run(&["export", "-o", &name]).status, 0);
    assert!(bank.path(&name).is_file() && !is_littered(&bank, "."));
    let ran = bank.run(&["export", "-o", &format!("n{name}")]);
    ran.refuses(&format!("cannot write `n{name}`: file name too long"));
    assert!(!is_littered(&bank, "."));
}

#[test]
fn a_path_too_long_for_the_system_is_named() {
    let bank = cards(1).file("card", card("PY-ADV-009"));
    let name = "n".repeat(200);
    let lines = format!(
        "for at in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do mkdir {name} && cd -P {name}; done
         cp \"$OLDPWD/../card\" x.md 2>/dev/null; echo x > x.md"
    );
    shell(&bank, &lines);
    let ran = bank.run(&["check"]);
    assert!(ran.stderr.ends_with(": file name too long\n"), "{}", ran.stderr);
    assert_eq!(ran.status, 2);
}
