//! Taking an item out of a list.

use std::ops::Range;

use super::{Change, Front};
use crate::diagnostic::Edit;
use crate::value::Node;

impl Front<'_> {
    /// An edit that takes an item out of a list and leaves every comment.
    pub fn without(&self, list: &Node, at: usize) -> Option<Edit> {
        let wanted = self.wanted(&Change::Item(list.span, at));
        let ways =
            [self.line_of(list, at), self.with_comma_before(list, at), self.with_comma(list, at)];
        ways.into_iter().flatten().find_map(|(range, text)| {
            let edit = Edit { span: range.into(), text };
            self.tried(vec![edit], &wanted)?.pop()
        })
    }

    /// The line that holds nothing but the item: all of it, or what stands before its comment.
    fn line_of(&self, list: &Node, at: usize) -> Option<(Range<usize>, String)> {
        let text = &self.question.source.text;
        let item = list.items().get(at)?.span.range();
        let line = text[..item.start].rfind(['\n', '\r'])? + 1;
        let lead = text.get(line..item.start)?;
        let blank = lead.len() - lead.trim_start().len();
        if !matches!(lead.trim(), "" | "-") {
            return None;
        }
        let rest = &text[item.end..];
        let end = item.end + rest.find(['\n', '\r'])?;
        let behind = text[item.end..end].trim_start();
        let behind = behind.strip_prefix(',').unwrap_or(behind).trim_start();
        if behind.starts_with('#') {
            return Some((line + blank..end - behind.len(), String::new()));
        }
        let end = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
        behind.is_empty().then(|| (line..end, String::new()))
    }

    /// `, item`, where nothing but the comma stands between it and the item before.
    fn with_comma_before(&self, list: &Node, at: usize) -> Option<(Range<usize>, String)> {
        let items = list.items();
        let start = items.get(at.checked_sub(1)?)?.span.range().end;
        let item = items.get(at)?.span.range();
        let between = self.question.source.text.get(start..item.start)?;
        (between.trim() == ",").then(|| (start..item.end, String::new()))
    }

    /// `item,`, with the blanks behind it.
    fn with_comma(&self, list: &Node, at: usize) -> Option<(Range<usize>, String)> {
        let item = list.items().get(at)?.span.range();
        let rest = self.question.source.text.get(item.end..)?;
        let behind = rest.trim_start().strip_prefix(',')?;
        let behind = behind.trim_start_matches([' ', '\t']);
        Some((item.start..item.end + rest.len() - behind.len(), String::new()))
    }
}
