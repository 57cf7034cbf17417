//! Sections.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "structure/":
    duplicate_section,
    empty_section,
    heading_level,
    kind_mismatch,
    missing_section,
    section_order,
    section_shape,
    section_too_long,
    section_too_short,
    unknown_section,
}
