//! Comments that keep rules quiet, and the baseline.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "suppression/":
    stale_baseline_entry,
    suppression_without_reason,
    unknown_suppression,
    unused_suppression,
}
