//! Headings moved to other levels.

use super::{Document, Heading};
use crate::diagnostic::Edit;

impl Document<'_> {
    /// Edits that move a heading to another level, and what is below it along with it. None where
    /// one of them is not written with `#`.
    pub fn moved_to(&self, heading: &Heading, level: usize) -> Option<Vec<Edit>> {
        let at = self.headings.iter().position(|one| one == heading)?;
        let old = heading.level as usize;
        let mut edits = vec![self.with_level(heading, level)?];
        // What is below the title of a page is the page.
        if old > 1 {
            edits.extend(self.closed_up(at + 1, (old, level))?);
        }
        Some(edits)
    }

    /// Edits that put the headings from `from` on, which stand below one of the level `top`, so that
    /// each is one level below the one that it belongs to. `top` is its level as it is and as it is to be.
    pub fn closed_up(&self, from: usize, top: (usize, usize)) -> Option<Vec<Edit>> {
        let mut above = vec![top];
        let mut edits = Vec::new();
        for heading in self.headings.get(from..)? {
            let old = heading.level as usize;
            if old <= top.0 {
                break;
            }
            above.retain(|(level, _)| *level < old);
            let new = above.last()?.1 + 1;
            above.push((old, new));
            if new != old {
                edits.push(self.with_level(heading, new)?);
            }
        }
        Some(edits)
    }

    fn with_level(&self, heading: &Heading, level: usize) -> Option<Edit> {
        let line = self.question.body.text().get(heading.line.clone())?;
        let start = heading.line.start + line.len() - line.trim_start().len();
        let old = heading.level as usize;
        line.trim_start().starts_with(&"#".repeat(old)).then_some(())?;
        self.edit(start..start + old, "#".repeat(level))
    }
}
