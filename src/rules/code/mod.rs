//! Code blocks.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "code/":
    missing_language,
    unclosed_fence,
}
