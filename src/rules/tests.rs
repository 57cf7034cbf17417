use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::*;
use crate::cmd::example::Example;
use crate::diagnostic::Fix;
use crate::fix::{self, Mended};
use crate::read;
use crate::report::diff::unified_diff;
use crate::report::{self, Findings, Style, Summary};
use crate::source::Source;

/// 2026-01-01.
const TODAY: i64 = 20_454;

/// Tests one rule by the examples in its file.
pub(super) fn item(name: &str) {
    let rule = find(name).unwrap();
    well_said(name, rule);
    if rule.bad.is_empty() {
        return; // Nothing that a text example could show: the tests in tests/ do.
    }
    let mut shown = String::new();
    for bad in rule.bad {
        let (found, text) = judge(name, rule, bad);
        assert!(found.iter().any(|one| one.rule == name), "{name} is silent on\n{bad}\n{text}");
        shown.push_str(&text);
        shown.push_str(&mended(name, rule, bad));
    }
    for good in rule.good {
        let (found, text) = judge(name, rule, good);
        assert!(found.is_empty(), "something is said about the good example of {name}:\n{text}");
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/rules");
    insta::with_settings!({snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name.replace('/', "-"), shown);
    });
}

fn well_said(name: &str, rule: &Rule) {
    let Rule { summary, why, bad, .. } = rule;
    assert!(summary.ends_with('.') && summary.len() < 100, "{name}: {summary}");
    assert!(why.ends_with('.') && why.len() > 40, "{name}: {why}");
    assert!(
        !bad.is_empty()
            || matches!(rule.check, Check::Walk | Check::Writer | Check::Sweep | Check::History(_)),
        "{name} has no bad example"
    );
    for one in rule.thresholds {
        assert!(one.help.ends_with('.'), "{name}: {}", one.help);
    }
    for prefix in ["avoid-", "prefer-", "use-", "do-not-", "valid-", "require-"] {
        let (_, bare) = name.split_once('/').unwrap();
        assert!(!bare.starts_with(prefix), "{name} names a cure, not a defect");
    }
}

/// All that is said about an example, and how it looks in a window of 80 columns.
fn judge(name: &str, rule: &Rule, text: &str) -> (Vec<Diagnostic>, String) {
    let example = Example::new(text);
    let found = example.judge((name, rule), &Schema::embedded(names()), TODAY);
    let sources = example.sources.into_iter().map(|source| (source.file, source)).collect();
    let findings = Findings {
        diagnostics: &found,
        sources: &sources,
        summary: Summary::default(),
        owners: vec![],
        rules: vec![],
    };
    let style = Style { color: false, width: 80 };
    let text = (report::find("pretty").unwrap().render)(&findings, style);
    (found, text)
}

/// How the fixes of a rule change an example. When all are put in, the rule has no fix for what is
/// left, and no rule has an error that it had not before.
fn mended(name: &str, rule: &Rule, text: &str) -> String {
    let mut example = Example::new(text);
    let old = example.sources.clone();
    let schema = Schema::embedded(names());
    let before = example.judge((name, rule), &schema, TODAY);
    let mut left = before.clone();
    for round in 0.. {
        assert!(round < 10, "the fixes of {name} come to no end");
        let mut again = false;
        for source in &mut example.sources {
            let here = left.iter().filter(|one| one.rule == name && one.file == source.file);
            let fixes: Vec<&Fix> = here.filter_map(|one| one.fix.as_ref()).collect();
            let Mended { text, taken } = fix::apply(&source.text, &fixes);
            assert!(fixes.is_empty() || !taken.is_empty(), "{name} has fixes that do not fit");
            source.text = text;
            again |= !taken.is_empty();
        }
        left = example.judge((name, rule), &schema, TODAY);
        if !again {
            break;
        }
    }
    let own = |list: &[Diagnostic]| list.iter().filter(|one| one.rule == name).count();
    let without = before.iter().filter(|one| one.rule == name && one.fix.is_none()).count();
    assert!(own(&left) <= without, "{name} stays:\n{left:#?}\n{example:#?}");
    let errors = left.iter().filter(|one| one.severity == Severity::Error);
    for error in errors {
        assert!(before.iter().any(|one| one.rule == error.rule), "{name} makes {error:#?}");
    }
    let style = Style { color: false, width: 80 };
    let pairs = old.iter().zip(&example.sources);
    pairs.map(|(old, new)| unified_diff(&old.path, &old.text, &new.text, style)).collect()
}

fn set(name: &str, severity: Severity) -> Setting {
    Setting { selector: name.to_owned(), severity: Some(severity), ..Setting::default() }
}

#[test]
fn every_rule_file_is_listed_under_its_name() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules"));
    let mut files = BTreeSet::new();
    for group in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if !group.is_dir() {
            continue;
        }
        let group_name = group.file_name().unwrap().to_string_lossy().into_owned();
        for rule in std::fs::read_dir(&group).unwrap().map(|entry| entry.unwrap().path()) {
            let stem = rule.file_stem().unwrap().to_string_lossy().into_owned();
            if stem != "mod" {
                files.insert(format!("{group_name}/{stem}").replace('_', "-"));
            }
        }
    }
    let listed: Vec<_> = names().into_iter().map(str::to_owned).collect();
    assert_eq!(listed, files.into_iter().collect::<Vec<_>>());
}

#[test]
fn selectors_choose_rules() {
    let plan = |severities: &[(&str, Severity)], select: &[&str], ignore: &[&str]| {
        let selection = Selection {
            settings: severities.iter().map(|(name, severity)| set(name, *severity)).collect(),
            overrides: Vec::new(),
            select: select.iter().map(|&name| name.to_owned()).collect(),
            ignore: ignore.iter().map(|&name| name.to_owned()).collect(),
        };
        Plan::new(selection, Facts::default())
    };
    let off = all().filter(|(_, rule)| rule.severity == Severity::Off).count();
    assert_eq!(plan(&[], &[], &[]).unwrap().count(), names().len() - off);
    assert_eq!(plan(&[], &["id/id-gap"], &[]).unwrap().count(), 1);
    let id = names().iter().filter(|name| name.starts_with("id/")).count();
    assert_eq!(plan(&[], &["id"], &["id/id-gap"]).unwrap().count(), id - 1);
    let only = plan(&[("id", Severity::Off), ("id/id-format", Severity::Info)], &["id"], &[]);
    assert_eq!(only.unwrap().count(), id);
    let groups: BTreeSet<_> = names().iter().map(|name| name.split_once('/').unwrap().0).collect();
    let groups: Vec<_> = groups.into_iter().filter(|group| *group != "id").collect();
    let only = plan(&[("id", Severity::Off), ("id/id-format", Severity::Info)], &[], &groups);
    assert_eq!(only.unwrap().count(), 1);
    let source = Source { text: "---\nid: PY-ADV-001\n---\n".to_owned(), ..Source::default() };
    let reading = (read::find("question").unwrap().read)(&source, &read::Options::default());
    let asked = plan(&[("front-matter", Severity::Off)], &["front-matter"], &[]).unwrap();
    let schema = Schema::embedded(names());
    let found =
        asked.judge((&reading.questions, &[]), "question", &schema, Variant::default()).diagnostics;
    let found = asked.finish(found, &[], |_| Variant::default());
    assert!(found.iter().all(|one| one.severity == Severity::Error) && !found.is_empty());
    for (name, expected) in [
        ("id-format", "unknown rule or group `id-format`: did you mean `id/id-format`?"),
        ("structur", "unknown rule or group `structur`: did you mean `structure`?"),
        ("spelling", "unknown rule or group `spelling`: `qlint rules` lists them"),
    ] {
        assert_eq!(plan(&[], &[name], &[]).unwrap_err().0, expected);
    }
}

#[test]
fn overrides_hold_for_their_files() {
    let max = |max| Setting {
        selector: "structure".to_owned(),
        severity: Some(max),
        ..Setting::default()
    };
    let selection = Selection {
        settings: vec![max(Severity::Info)],
        overrides: vec![
            vec![max(Severity::Error)],
            vec![set("structure/empty-section", Severity::Off)],
        ],
        ..Selection::default()
    };
    let mut plan = Plan::new(selection, Facts::default()).unwrap();
    let (first, both) = (plan.variant(&[0]), plan.variant(&[0, 1]));
    assert_eq!((first, plan.variant(&[])), (plan.variant(&[0]), Variant::default()));
    let finished = |variant| {
        let found =
            |rule| Diagnostic::new(rule, Severity::Error, FileId(0), Default::default(), "");
        let found = vec![found("structure/section-order"), found("structure/empty-section")];
        let found = plan.finish(found, &[], |_| variant);
        found.iter().map(|one| (one.rule, one.severity)).collect::<Vec<_>>()
    };
    let order = "structure/section-order";
    assert_eq!(finished(both), [(order, Severity::Error)]);
    assert_eq!(finished(first).len(), 2);
    assert!(finished(Variant::default()).contains(&(order, Severity::Info)));
}

#[test]
fn a_copy_repeats_no_fault() {
    let question = "#### Q1. What stages a file?\n\n- [x] `git add`\n- [ ] `git push`\n- [ ] None of these\n\n";
    let text = format!("{question}{}{question}", question.replace("push", "pull"));
    let source = Source { text, ..Source::default() };
    let reading = (read::find("quiz").unwrap().read)(&source, &read::Options::default());
    let plan = Plan::new(Selection::default(), Facts::default()).unwrap();
    let read = std::iter::once((&source, reading.questions, reading.diagnostics));
    let found = plan.judge_corpus(read, &Around::default(), "quiz", &Schema::embedded(names()));
    let number = |rule| found.iter().filter(|one| one.rule == rule).count();
    assert_eq!(number("corpus/exact-duplicate"), 1);
    assert_eq!(number("mcq/none-of-the-above"), 2, "{found:#?}");
}

#[test]
fn a_rule_that_does_not_run_hides_no_other() {
    let text = "---\nid: PY-ADV-001\ntitle: What is it?\nkind: core\ntechnology: Python\ncategory: IO\nlevel: Advanced\ndifficulty: 7\nrelated: [' PY-ADV-002']\n---\n\n## Options\n\n- [x] a\n- [ ] b\n";
    let source = Source { text: text.to_owned(), ..Source::default() };
    let reading = (read::find("question").unwrap().read)(&source, &read::Options::default());
    let found = |ignored: &str| {
        let selection = Selection { ignore: vec![ignored.to_owned()], ..Selection::default() };
        let plan = Plan::new(selection, Facts::default()).unwrap();
        let schema = Schema::embedded(names());
        let judged = plan.judge((&reading.questions, &[]), "question", &schema, Variant::default());
        let Judged { diagnostics: mut found, entries, .. } = judged;
        plan.judge_all(&Index::new(&entries, &BTreeSet::new(), &BTreeMap::new()), &mut found);
        plan.finish(found, &[], |_| Variant::default())
            .iter()
            .map(|one| one.rule)
            .collect::<Vec<_>>()
    };
    assert!(!found("id/id-gap").contains(&"structure/missing-section"));
    assert!(!found("id/id-gap").contains(&"id/unknown-reference"));
    assert!(found("front-matter/unnormalised-value").contains(&"id/unknown-reference"));
    assert!(found("structure/kind-mismatch").contains(&"structure/missing-section"));
}
