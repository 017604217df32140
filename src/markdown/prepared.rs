//! A text that was changed in places before it is read, and where its bytes come from.

use std::borrow::Cow;
use std::ops::Range;

/// Bytes of a text and what stands in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub span: Range<usize>,
    pub new: String,
}

/// A text as it is read.
pub(super) struct PreparedText<'t> {
    pub text: Cow<'t, str>,
    /// Bytes of the text as it is read and those of the text as written that they stand for, in order, one round of
    /// changes after the other.
    rounds: Vec<Vec<(Range<usize>, Range<usize>)>>,
}

impl<'t> PreparedText<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text: text.into(), rounds: Vec::new() }
    }

    /// Makes changes, which are in order and do not overlap.
    pub fn edit(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len() + 16);
        let mut round = Vec::with_capacity(edits.len());
        let mut from = 0;
        for edit in edits {
            text.push_str(&self.text[from..edit.span.start]);
            let start = text.len();
            text.push_str(&edit.new);
            round.push((start..text.len(), edit.span.clone()));
            from = edit.span.end;
        }
        text.push_str(&self.text[from..]);
        self.text = text.into();
        self.rounds.push(round);
    }

    /// Where bytes of the text as it is read stand in the text as written.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let mut range = range.clone();
        for round in self.rounds.iter().rev() {
            let start = before(round, range.start, true);
            range = start..before(round, range.end, false).max(start);
        }
        range
    }
}

/// A place before a round of changes. What was put in has the place of what it stands for.
fn before(round: &[(Range<usize>, Range<usize>)], at: usize, is_start: bool) -> usize {
    let next = round.partition_point(|(new, _)| new.start < at || is_start && new.start == at);
    let Some((new, old)) = next.checked_sub(1).map(|last| &round[last]) else { return at };
    if at >= new.end {
        at - new.end + old.end
    } else if is_start {
        old.start
    } else {
        old.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text_as_written() {
        let mut prepared = PreparedText::new("＃＃甲\n乙丙");
        prepared.edit(&[Edit { span: 0..6, new: "## ".into() }, Edit { span: 10..10, new: "\n".into() }]);
        assert_eq!(prepared.text, "## 甲\n\n乙丙");
        prepared.edit(&[Edit { span: 3..3, new: "xx".into() }]);
        assert_eq!(prepared.text, "## xx甲\n\n乙丙");
        let origin = |word: &str| {
            let at = prepared.text.find(word).expect("there");
            prepared.origin(&(at..at + word.len()))
        };
        assert_eq!((origin("甲"), origin("乙"), origin("丙"), origin("## ")), (6..9, 10..13, 13..16, 0..6));
    }
}
