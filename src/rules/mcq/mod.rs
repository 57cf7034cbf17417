//! Multiple choice.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "mcq/":
    absolute_term_in_option, all_of_the_above, duplicate_option, multiple_correct_options,
    negative_stem, no_correct_option, none_of_the_above, option_count, option_length_cue,
    vague_term_in_option,
}
