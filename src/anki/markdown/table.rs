//! Tables.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::block::Blocks;
use super::dom::Element;

/// Elements of which no cell of Markdown's tables can hold one.
const BLOCKS: &[&str] = &["table", "pre", "ul", "ol", "blockquote", "h1", "h2", "h3", "hr"];

/// The rows of a table, those of inner tables left out.
fn rows(table: &Element) -> Vec<Element> {
    let mut rows = Vec::new();
    for inner in table.elements() {
        match inner.name() {
            "tr" => rows.push(inner),
            "thead" | "tbody" | "tfoot" => rows.extend(self::rows(&inner)),
            _ => {}
        }
    }
    rows
}

fn cells(row: &Element) -> Vec<Element> {
    row.elements().filter(|cell| ["td", "th"].contains(&cell.name())).collect()
}

/// A table as events; none if it only puts things in their places, or Markdown has no such table.
pub(super) fn table(blocks: &mut Blocks<'_>, table: &Element) -> Option<Vec<Event<'static>>> {
    let rows: Vec<Vec<Element>> = rows(table).iter().map(cells).collect();
    let rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    let columns = rows.iter().map(Vec::len).max()?;
    let blocky = |cell: &Element| cell.find(&|inner| BLOCKS.contains(&inner.name())).is_some();
    // A head is no matter of looks.
    let has_head = table.elements().any(|inner| inner.name() == "thead");
    let is_small = rows.len() < 2 || columns < 2;
    if (is_small && !has_head) || rows.iter().flatten().any(blocky) {
        return None;
    }
    let alignments: Vec<_> =
        (0..columns).map(|at| rows[0].get(at).map_or(Alignment::None, alignment)).collect();
    let mut events = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let tag = if at == 0 { Tag::TableHead } else { Tag::TableRow };
        events.push(Event::Start(tag.clone()));
        for column in 0..columns {
            events.push(Event::Start(Tag::TableCell));
            if let Some(cell) = row.get(column) {
                events.extend(blocks.inline(cell).single());
            }
            events.push(Event::End(TagEnd::TableCell));
        }
        events.push(Event::End(tag.to_end()));
    }
    let tag = Tag::Table(alignments);
    events.insert(0, Event::Start(tag.clone()));
    events.push(Event::End(tag.to_end()));
    Some(events)
}

fn alignment(cell: &Element) -> Alignment {
    let style = cell.attribute("style").unwrap_or_default();
    let style = style.split(';').find_map(|part| part.trim().strip_prefix("text-align:"));
    let value = style.map(|value| value.trim().to_owned()).or_else(|| cell.attribute("align"));
    match value.as_deref() {
        Some("left") => Alignment::Left,
        Some("right") => Alignment::Right,
        Some("center") => Alignment::Center,
        _ => Alignment::None,
    }
}
