//! The question text and its honesty with the metadata.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "question/":
    difficulty_level_mismatch, multi_part_question, question_leaks_answer, title_length,
    title_not_a_question, vague_question, yes_no_question,
}
