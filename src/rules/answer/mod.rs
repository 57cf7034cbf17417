//! Answers that nobody finished, or nobody read.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "answer/":
    answer_restates_question,
    llm_residue,
    placeholder_text,
    stale_review,
    template_comment,
}
