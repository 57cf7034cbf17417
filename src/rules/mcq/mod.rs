//! Multiple choice.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "mcq/":
    no_correct_option,
}
