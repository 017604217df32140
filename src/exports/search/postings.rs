//! Which documents hold which term, and how well: the body of the index, still in memory.

use rayon::prelude::*;

use super::documents::SearchDocument;
use super::fold::{Term, fold, pairs};
use super::syllables;

/// Characters within which a first occurrence counts as early.
const EARLY: usize = 100;
/// Documents that are looked through at once: as many as eight bits tell apart.
const AT_ONCE: usize = 256;
/// Parts of the body, by hash of the term: each is small enough to be sorted without much memory.
const PARTS: usize = 64;

/// A term in a field of a document. The order is by term, field and document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    /// The term.
    pub term: Term,
    /// Whether it stands in the text, else in the title.
    pub in_text: bool,
    /// The document's number.
    pub document: u32,
    /// How well the document fits, from 0 to 7: in a title 1 at its start; in a text by how often the term stands there,
    /// and how early.
    pub weight: u8,
}

impl Posting {
    /// The part that it belongs to.
    fn part(self) -> usize {
        self.term.hash() as usize % PARTS
    }
}

/// Everything that can be looked up, and what `take` makes of each part: all postings of some terms, by term, field and
/// document. Single characters are looked up in titles only.
pub(super) fn of<T: Send>(documents: &[SearchDocument], take: impl Fn(&[Posting]) -> T + Sync) -> Vec<T> {
    let numbered = documents.par_chunks(AT_ONCE).enumerate();
    // What is gathered in is used again: fresh memory costs more than all that is done in it.
    let found: Vec<PostingLists> =
        numbered.map_init(Vec::new, |all, (chunk, own)| PostingLists::of(own, chunk * AT_ONCE, all)).collect();
    let part = |all: &mut Vec<Posting>, number: usize| {
        all.clear();
        found.iter().for_each(|found| all.extend(found.part(number)));
        all.sort_unstable();
        take(all)
    };
    (0..PARTS).into_par_iter().map_init(Vec::new, part).collect()
}

/// A posting of one of the documents that are looked through at once, in half of the room: two characters of 21 bits (the
/// second one more, or nothing), the field, the document's place among them (8 bits), and the weight (3 bits).
///
/// All postings of a site are in memory at once. Plain ones take 6.7 % more of a whole build of 10,000 towns at its peak:
/// 961 MB, not 900.
#[derive(Clone, Copy, Debug, Default)]
struct Packed(u64);

impl Packed {
    /// Packs a posting of one of the documents from `first` on.
    fn new(posting: Posting, first: u32) -> Self {
        let Term(one, two) = posting.term;
        let two = two.map_or(0, |two| u64::from(two) + 1);
        let term = (u64::from(one) << 22 | two << 1) + u64::from(posting.in_text);
        Self(term << 11 | u64::from(posting.document - first) << 3 | u64::from(posting.weight))
    }

    /// The posting again.
    fn unpacked(self, first: u32) -> Posting {
        let bits = |from: u32, count: u32| (self.0 >> from) as u32 & ((1 << count) - 1);
        let read = |code| char::from_u32(code).expect("it was a character");
        Posting {
            term: Term(read(bits(33, 21)), bits(12, 21).checked_sub(1).map(read)),
            in_text: bits(11, 1) == 1,
            document: first + bits(3, 8),
            weight: bits(0, 3) as u8,
        }
    }
}

/// The postings of some documents, by part.
struct PostingLists {
    /// The number of the first document.
    first: u32,
    postings: Vec<Packed>,
    /// Where each part ends.
    ends: [usize; PARTS],
}

impl PostingLists {
    /// Looks through documents, of which the first has this number. `all` is room to gather in.
    fn of(documents: &[SearchDocument], first: usize, all: &mut Vec<Posting>) -> Self {
        all.clear();
        let first = u32::try_from(first).expect("documents were counted");
        let mut places = Vec::new();
        for (number, document) in (first..).zip(documents) {
            title(all, document, number);
            text(all, &document.text, number, &mut places);
        }
        let mut next = [0; PARTS];
        all.iter().for_each(|posting| next[posting.part()] += 1);
        let mut start = 0;
        for next in &mut next {
            start += std::mem::replace(next, start);
        }
        let mut postings = vec![Packed::default(); all.len()];
        for posting in all {
            let place = &mut next[posting.part()];
            postings[*place] = Packed::new(*posting, first);
            *place += 1;
        }
        Self { first, postings, ends: next }
    }

    fn part(&self, number: usize) -> impl Iterator<Item = Posting> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.postings[start..self.ends[number]].iter().map(|packed| packed.unpacked(self.first))
    }
}

/// The terms of a name and of how it is read, with their places.
fn terms<'n>(name: &'n str, spelled: &str) -> impl Iterator<Item = (usize, Term)> + 'n {
    let single = name.chars().map(fold).enumerate().filter(|(_, c)| *c != ' ');
    let single = single.map(|(place, c)| (place, Term(c, None)));
    single.chain(pairs(name)).chain(syllables::terms(spelled))
}

/// Other names are looked up as the title is; that one of them begins so weighs less.
fn title(found: &mut Vec<Posting>, SearchDocument { title, spelled, names, .. }: &SearchDocument, document: u32) {
    let others = names.iter().flat_map(|(name, spelled)| terms(name, spelled)).map(|(_, term)| (term, true));
    let mut places: Vec<(Term, bool)> =
        terms(title, spelled).map(|(place, term)| (term, place > 0)).chain(others).collect();
    // The one at the start goes first and stays.
    places.sort_unstable();
    places.dedup_by_key(|(term, _)| *term);
    found.extend(places.into_iter().map(|(term, later)| Posting {
        term,
        in_text: false,
        document,
        weight: u8::from(!later),
    }));
}

/// `places` is room to gather in: terms, and whether each stands late; no more of its place counts.
fn text(found: &mut Vec<Posting>, text: &str, document: u32, places: &mut Vec<(Term, bool)>) {
    places.clear();
    places.extend(pairs(text).map(|(place, term)| (term, place >= EARLY)));
    places.sort_unstable();
    found.extend(places.chunk_by(|(a, _), (b, _)| a == b).map(|run| {
        let often = match run.len() {
            0 | 1 => 0,
            2 => 1,
            3 | 4 => 2,
            _ => 3,
        };
        let (term, is_late) = run[0];
        Posting { term, in_text: true, document, weight: often * 2 + u8::from(!is_late) }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_counts_and_places_weigh() {
        let said = |put: &dyn Fn(&mut Vec<Posting>)| -> Vec<(String, u8)> {
            let mut found = Vec::new();
            put(&mut found);
            found.into_iter().map(|posting| (posting.term.text(), posting.weight)).collect()
        };
        let of = |pairs: &[(&str, u8)]| pairs.iter().map(|(text, weight)| ((*text).to_owned(), *weight)).collect();
        let expected: Vec<(String, u8)> = of(&[("云", 1), ("云窑", 1), ("云镇", 0), ("窑", 0), ("窑云", 0), ("镇", 0)]);
        let document = |spelled: &str| SearchDocument {
            kind: crate::pages::SearchKind::Town,
            title: "云窑云镇".to_owned(),
            url: String::new(),
            date: String::new(),
            text: String::new(),
            spelled: spelled.to_owned(),
            names: Vec::new(),
        };
        assert_eq!(said(&|found| title(found, &document(""), 0)), expected);
        // Three syllables, of which one stands twice, three pairs of them and two of initials.
        assert_eq!(said(&|found| title(found, &document("yun,yao,yun,zhen"), 0)).len(), expected.len() + 8);
        let expected: Vec<(String, u8)> = of(&[("火火", 5)]);
        assert_eq!(said(&|found| text(found, "火火火火", 0, &mut Vec::new())), expected);
        let late = format!("{}窑火", "火 ".repeat(50));
        let expected: Vec<(String, u8)> = of(&[("窑火", 0)]);
        assert_eq!(said(&|found| text(found, &late, 0, &mut Vec::new())), expected);
    }

    #[test]
    fn a_packed_posting_keeps_what_it_is_made_of() {
        let terms = [Term('a', None), Term('a', Some('\0')), Term('a', Some('\u{10ffff}')), Term('\u{10ffff}', None)];
        for term in terms {
            for in_text in [false, true] {
                for (document, weight) in [(0, 7), (255, 0), (u32::MAX, 7)] {
                    let posting = Posting { term, in_text, document, weight };
                    let first = document - document % 256;
                    assert_eq!(Packed::new(posting, first).unpacked(first), posting);
                }
            }
        }
    }
}
