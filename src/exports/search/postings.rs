//! Which documents hold which term, and how well: the body of the index, still in memory.

use rayon::prelude::*;

use super::documents::Document;
use super::fold::{Term, fold, pairs};

/// Characters within which a first occurrence counts as early.
const EARLY: usize = 100;

/// A term in a field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    /// The term.
    pub term: Term,
    /// Whether it stands in the text, else in the title.
    pub in_text: bool,
    /// The document's number.
    pub document: u32,
    /// How well it fits, from 0 to 7: in a title 1 at its start; in a text by how often it stands there, and how early.
    pub weight: u8,
}

/// Everything that can be looked up, by term, field and document. Single characters are looked up in titles only.
pub(super) fn of(documents: &[Document]) -> Vec<Posting> {
    let mut all: Vec<Posting> = documents
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, document)| {
            let number = u32::try_from(number).expect("fewer than four billion documents");
            let mut own = title(&document.title, number);
            own.extend(text(&document.text, number));
            own
        })
        .collect();
    all.par_sort_unstable();
    all
}

fn title(title: &str, document: u32) -> Vec<Posting> {
    let single = title.chars().map(fold).enumerate().filter(|(_, c)| *c != ' ');
    let single = single.map(|(place, c)| (place, Term(c, None)));
    let posting = |(place, term)| Posting { term, in_text: false, document, weight: u8::from(place == 0) };
    let mut found: Vec<Posting> = single.chain(pairs(title)).map(posting).collect();
    // The one at the start goes first and stays.
    found.sort_unstable_by_key(|posting| (posting.term, std::cmp::Reverse(posting.weight)));
    found.dedup_by_key(|posting| posting.term);
    found
}

fn text(text: &str, document: u32) -> Vec<Posting> {
    let mut places: Vec<(Term, usize)> = pairs(text).map(|(place, term)| (term, place)).collect();
    places.sort_unstable();
    let of_term = |run: &[(Term, usize)]| {
        let often = match run.len() {
            0 | 1 => 0,
            2 => 1,
            3 | 4 => 2,
            _ => 3,
        };
        let (term, first) = run[0];
        Posting { term, in_text: true, document, weight: often * 2 + u8::from(first < EARLY) }
    };
    places.chunk_by(|a, b| a.0 == b.0).map(of_term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_counts_and_places_weigh() {
        let said = |found: Vec<Posting>| -> Vec<(String, u8)> {
            found.into_iter().map(|posting| (posting.term.text(), posting.weight)).collect()
        };
        let of = |pairs: &[(&str, u8)]| pairs.iter().map(|(text, weight)| ((*text).to_owned(), *weight)).collect();
        let expected: Vec<(String, u8)> = of(&[("云", 1), ("云窑", 1), ("云镇", 0), ("窑", 0), ("窑云", 0), ("镇", 0)]);
        assert_eq!(said(title("云窑云镇", 0)), expected);
        let expected: Vec<(String, u8)> = of(&[("火火", 5)]);
        assert_eq!(said(text("火火火火", 0)), expected);
        let late = format!("{}窑火", "火 ".repeat(50));
        let expected: Vec<(String, u8)> = of(&[("窑火", 0)]);
        assert_eq!(said(text(&late, 0)), expected);
    }
}
