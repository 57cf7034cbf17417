//! The index of the full-text search, made while the site is: what `minisearch.js` (version 7, its
//! `loadJS`, serialization version 2) loads, with the postings packed.

use std::collections::HashMap;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use serde_json::json;

use super::body::Body;
use super::data::script;
use super::entry::{Entry, Hub};
use super::terms;
use crate::failure::Result;
use crate::write::Artifact;

/// The fields, as the script names them: what is asked, what it is known by, what is said.
const FIELDS: [&str; 3] = ["title", "about", "text"];

/// The index.
pub(super) fn index(hub: &Hub<'_>, bodies: &[Body]) -> Result<Artifact> {
    let counted: Vec<_> = hub
        .entries
        .par_iter()
        .zip(bodies)
        .map(|(entry, body)| fields(entry, body).map(|text| terms::counts(&text)))
        .collect();
    let postings: Vec<_> = (0..FIELDS.len())
        .into_par_iter()
        .map(|field| {
            let mut postings: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
            for (at, fields) in counted.iter().enumerate() {
                for (term, count) in &fields[field] {
                    postings.entry(term).or_default().push((at, *count));
                }
            }
            let mut postings: Vec<_> = postings.into_iter().collect();
            postings.sort_unstable();
            postings
        })
        .collect();
    let lengths: Vec<_> = counted
        .iter()
        .map(|fields| {
            fields.each_ref().map(|counts| counts.iter().map(|(_, count)| count).sum::<u32>())
        })
        .collect();
    let packed: Vec<_> = postings.par_iter().map(|postings| pack(postings)).collect();
    script("data/search.js".to_owned(), "qlint.index", &json!([FIELDS, lengths, packed]))
}

/// The texts of the fields.
fn fields(entry: &Entry<'_>, body: &Body) -> [String; 3] {
    let about = [entry.identity(), entry.technology, entry.category, entry.level, entry.kind];
    let about: Vec<_> = about.into_iter().chain(entry.tags.iter().copied()).collect();
    [entry.plain_title.clone(), about.join(" "), body.text()]
}

/// The postings of a field: all terms, each on a line, and for each a line of the questions that have
/// it. A question is the distance from the one before, in base 36, and its count behind `*` if that is
/// not 1.
fn pack(postings: &[(&str, Vec<(usize, u32)>)]) -> [String; 2] {
    let terms: Vec<_> = postings.iter().map(|(term, _)| *term).collect();
    let mut lines = String::new();
    for (_, list) in postings {
        let mut last = 0;
        for (number, &(at, count)) in list.iter().enumerate() {
            if number > 0 {
                lines.push(' ');
            }
            base36(at - last, &mut lines);
            if count > 1 {
                lines.push('*');
                base36(count as usize, &mut lines);
            }
            last = at;
        }
        lines.push('\n');
    }
    [terms.join("\n"), lines]
}

fn base36(number: usize, out: &mut String) {
    if number >= 36 {
        base36(number / 36, out);
    }
    out.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_are_distances() {
        let postings = [("a", vec![(0, 1), (40, 2)]), ("b", vec![(36, 37)])];
        assert_eq!(pack(&postings), ["a\nb".to_owned(), "0 14*2\n10*11\n".to_owned()]);
    }
}
