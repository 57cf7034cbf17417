//! The keys between the fences.

use super::Rule;
#[cfg(test)]
use super::tests;
pub use invalid_date::days;

table! { Rule in "front-matter/":
    duplicate_key,
    duplicate_list_value,
    invalid_date,
    invalid_toml,
    invalid_value,
    invalid_yaml,
    key_order,
    missing_front_matter,
    missing_key,
    unknown_key,
    unnormalised_value,
    wrong_type,
}
