//! How severe each rule is for a file, and the thresholds it compares with.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Check, Rule, all, find};
use crate::config::{RuleSetting, threshold};
use crate::diagnostic::Severity;
use crate::near::{nearest, unknown};

/// What the user asks for, by rule or group: `structure`, `id/id-gap`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// What the settings say of all files.
    pub settings: Vec<Setting>,
    /// What they say of some files; a later table outweighs an earlier one.
    pub overrides: Vec<Vec<Setting>>,
    /// If not empty, only these run.
    pub select: Vec<String>,
    /// These do not run.
    pub ignore: Vec<String>,
}

/// What the settings say of a rule or group.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// The rule or group.
    pub selector: String,
    /// How severe it is.
    pub severity: Option<Severity>,
    /// What a rule compares with, by the name of the threshold.
    pub thresholds: Vec<(String, f64)>,
}

impl Setting {
    /// What the settings say of the rule or group that they call `selector`.
    pub fn new(selector: &str, said: &RuleSetting) -> Setting {
        let thresholds = said.thresholds.iter();
        let thresholds = thresholds.filter_map(|(name, value)| {
            Some((name.get_ref().clone(), threshold(value.get_ref())?))
        });
        Setting {
            selector: selector.to_owned(),
            severity: said.severity,
            thresholds: thresholds.collect(),
        }
    }
}

/// How every rule is set for some files.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    /// In the order of [`all`].
    list: Vec<Level>,
    /// Those that run and look at one question: each question asks for them.
    of_questions: Vec<(usize, &'static str, &'static Rule)>,
}

/// How one rule is set.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) severity: Severity,
    /// Aligned with the rule's own list.
    pub(super) thresholds: Vec<f64>,
}

impl Levels {
    /// The levels of the files that the `overrides` of those numbers hold for.
    pub(super) fn new(selection: &Selection, overrides: &[usize]) -> Levels {
        let layers: Vec<&[Setting]> = std::iter::once(&selection.settings)
            .chain(overrides.iter().filter_map(|&at| selection.overrides.get(at)))
            .map(Vec::as_slice)
            .collect();
        let level = |(name, rule): (&str, &Rule)| Level {
            severity: severity(name, rule.severity, &layers, selection),
            thresholds: thresholds(name, rule, &layers),
        };
        let list: Vec<_> = all().map(level).collect();
        let runs = |(at, (name, rule)): (usize, (_, &'static Rule))| {
            let looks = matches!(rule.check, Check::Question(_));
            (looks && list[at].severity != Severity::Off).then_some((at, name, rule))
        };
        let of_questions = all().enumerate().filter_map(runs).collect();
        Levels { list, of_questions }
    }

    /// The rules that run and look at one question, with their places in the list of all.
    pub(super) fn of_questions(&self) -> &[(usize, &'static str, &'static Rule)] {
        &self.of_questions
    }

    /// The level of a rule by its place in the list of all.
    pub(super) fn at(&self, place: usize) -> &Level {
        &self.list[place]
    }

    /// The severity of a rule that runs.
    pub(super) fn runs(&self, name: &str) -> Option<Severity> {
        static PLACES: LazyLock<HashMap<&str, usize>> =
            LazyLock::new(|| all().enumerate().map(|(place, (name, _))| (name, place)).collect());
        let severity = self.list[*PLACES.get(name)?].severity;
        (severity != Severity::Off).then_some(severity)
    }

    /// Whether a rule that a selector names runs.
    pub(super) fn any_runs(&self, selector: &str) -> bool {
        let mut named = all().zip(&self.list).filter(|((name, _), _)| covers(selector, name));
        named.any(|(_, level)| level.severity != Severity::Off)
    }

    /// How many rules run.
    pub(super) fn count(&self) -> usize {
        self.list.iter().filter(|level| level.severity != Severity::Off).count()
    }
}

fn severity(
    name: &str,
    default: Severity,
    layers: &[&[Setting]],
    selection: &Selection,
) -> Severity {
    let set = |layer: &[Setting]| {
        let of = |found: &dyn Fn(&Setting) -> bool| {
            layer.iter().find(|one| found(one)).and_then(|one| one.severity)
        };
        // A rule's own line outweighs its group's.
        of(&|one| one.selector == name && one.severity.is_some())
            .or_else(|| of(&|one| covers(&one.selector, name) && one.severity.is_some()))
    };
    let (base, overrides) = layers.split_at(layers.len().min(1));
    let here = overrides.iter().rev().find_map(|layer| set(layer));
    let severity = here.or_else(|| base.iter().find_map(|layer| set(layer))).unwrap_or(default);
    let named = |list: &[String]| list.iter().any(|selector| covers(selector, name));
    match (selection.select.is_empty(), named(&selection.select)) {
        // Who asks for a rule does not ask for it where files are exempt.
        _ if named(&selection.ignore) || here == Some(Severity::Off) => Severity::Off,
        (true, _) => severity,
        // Asked for by name, it runs: as severe as it is where nobody turned it off.
        (false, true) if severity == Severity::Off => default.max(Severity::Info),
        (false, true) => severity,
        (false, false) => Severity::Off,
    }
}

fn thresholds(name: &str, rule: &Rule, layers: &[&[Setting]]) -> Vec<f64> {
    let set = |threshold: &str| {
        let settings = layers.iter().rev().flat_map(|layer| layer.iter());
        let mut values =
            settings.filter(|one| one.selector == name).flat_map(|one| &one.thresholds);
        values.find(|(named, _)| named == threshold).map(|(_, value)| *value)
    };
    rule.thresholds.iter().map(|one| set(one.name).unwrap_or(one.default)).collect()
}

/// Whether a selector is a rule or a group that exists; else the words that say so.
pub fn known(selector: &str) -> Result<(), String> {
    if is_known(selector) {
        return Ok(());
    }
    Err(match near_selector(selector) {
        Some(near) => format!("unknown rule or group `{selector}`: did you mean `{near}`?"),
        None => format!("unknown rule or group `{selector}`: `qlint rules` lists them"),
    })
}

/// Whether a rule or group has that name.
pub(super) fn is_known(selector: &str) -> bool {
    all().any(|(name, _)| covers(selector, name))
}

/// The rule or group that a misspelt selector means.
pub(super) fn near_selector(selector: &str) -> Option<&'static str> {
    let groups = all().filter_map(|(name, _)| name.split_once('/')).map(|(group, _)| group);
    let mut names: Vec<&str> = all().map(|(name, _)| name).chain(groups).collect();
    names.sort_unstable();
    names.dedup();
    // `missing-key` is near to `front-matter/missing-key` for a person, if not in letters.
    let bare = all().map(|(name, _)| name).find(|name| name.ends_with(&format!("/{selector}")));
    bare.or_else(|| nearest(selector, names))
}

/// Whether a rule has a threshold of that name; else the words that say so.
pub fn known_threshold(rule: &str, threshold: &str) -> Result<(), String> {
    let Some(found) = find(rule) else {
        return Err(format!("`{rule}` is a group: thresholds are set rule by rule"));
    };
    let names = found.thresholds.iter().map(|one| one.name);
    if names.clone().any(|name| name == threshold) {
        return Ok(());
    }
    Err(unknown(&format!("key of `{rule}`"), threshold, names.chain(["severity"])))
}

pub(super) fn covers(selector: &str, rule: &str) -> bool {
    rule.strip_prefix(selector).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
