//! Language.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "prose/":
    commas_missing,
    doubled_punctuation,
    missing_space,
}
