//! Code blocks.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "code/":
    inline_fence,
    missing_language,
    unclosed_fence,
}
