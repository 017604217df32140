//! A YAML text while it is being mended: line for line beside the text as it was written, so that whatever is found in
//! the mended text has its true place.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place};

/// The lines of a text, some of them changed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    lines: Vec<MendedLine>,
    /// The mended text.
    text: String,
    /// Whether anything was changed.
    is_changed: bool,
}

#[derive(Clone, Debug)]
struct MendedLine {
    /// Where the line as written begins, in bytes of the file.
    start: usize,
    written: String,
    mended: String,
}

impl Draft {
    /// The lines of `text[within]`, as they are.
    pub(super) fn new(text: &str, within: Range<usize>) -> Self {
        let mut start = within.start;
        let line = |written: &str| {
            let line = MendedLine { start, written: written.to_owned(), mended: written.to_owned() };
            start += written.len();
            line
        };
        let lines = text[within.clone()].split_inclusive('\n').map(line).collect();
        Self { lines, text: text[within].to_owned(), is_changed: false }
    }

    /// The mended text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it differs from the text as written.
    pub(super) fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A line as it is now, without its line break.
    pub(super) fn line(&self, number: usize) -> &str {
        self.lines.get(number).map_or("", |line| line.mended.trim_end_matches('\n'))
    }

    /// The number of the line that holds a byte of the mended text.
    pub(super) fn number(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        before.iter().filter(|&&byte| byte == b'\n').count().min(self.lines.len().saturating_sub(1))
    }

    /// The text with other lines in the place of some.
    pub(super) fn with(&self, lines: &[(usize, String)]) -> String {
        let mut text = String::with_capacity(self.text.len() + 64);
        for (number, line) in self.lines.iter().enumerate() {
            match lines.iter().find(|(other, _)| *other == number) {
                Some((_, new)) => {
                    text.push_str(new);
                    text.push_str(if line.written.ends_with('\n') { "\n" } else { "" });
                }
                None => text.push_str(&line.mended),
            }
        }
        text
    }

    /// Puts other lines in the place of some.
    pub(super) fn mend(&mut self, lines: &[(usize, String)]) {
        self.text = self.with(lines);
        for (number, new) in lines {
            let line = &mut self.lines[*number];
            line.mended = if line.written.ends_with('\n') { format!("{new}\n") } else { new.clone() };
        }
        self.is_changed = true;
    }

    /// The byte of the file for a byte of the mended text. Within what was changed it is the nearest one.
    pub(super) fn written(&self, at: usize) -> usize {
        let mut start = 0;
        for line in &self.lines {
            if at < start + line.mended.len() {
                return line.start + place(&line.written, &line.mended, at - start);
            }
            start += line.mended.len();
        }
        self.lines.last().map_or(0, |line| line.start + line.written.len())
    }

    /// A diagnostic of the mended text at its place in the text as written.
    pub(super) fn placed(&self, diagnostic: Diagnostic) -> Diagnostic {
        let place = match diagnostic.place {
            Place::Span { start, end } => {
                let start = self.written(start);
                Place::Span { start, end: self.written(end).max(start) }
            }
            place => place,
        };
        Diagnostic { place, ..diagnostic }
    }

    /// The bytes of the file for some of a line as it is now.
    pub(super) fn span(&self, number: usize, within: &Range<usize>) -> Range<usize> {
        let Some(line) = self.lines.get(number) else { return 0..0 };
        let start = line.start + place(&line.written, &line.mended, within.start);
        start..(line.start + place(&line.written, &line.mended, within.end)).max(start)
    }
}

/// The byte of a line as written for a byte of the line as mended.
fn place(written: &str, mended: &str, at: usize) -> usize {
    let same = |(one, other): &(char, char)| one == other;
    let head: usize = written.chars().zip(mended.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    if at <= head {
        return at;
    }
    let ends = written[head..].chars().rev().zip(mended[head..].chars().rev());
    let tail: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    if at >= mended.len() - tail {
        return at + written.len() - mended.len();
    }
    let mut at = at.min(written.len() - tail);
    while !written.is_char_boundary(at) {
        at -= 1;
    }
    at.max(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text_as_written() {
        let text = "---\na: [x]云\nb: 1\n";
        let mut draft = Draft::new(text, 4..text.len());
        draft.mend(&[(0, "a: \"[x]云\"".to_owned())]);
        assert_eq!(draft.text(), "a: \"[x]云\"\nb: 1\n");
        let of = |needle: &str| draft.written(draft.text().find(needle).expect("there"));
        assert_eq!(of("b: 1"), text.find("b: 1").expect("there"));
        assert_eq!(of("a: "), 4);
        assert_eq!(of("云"), text.find("云").expect("there"));
        assert_eq!(draft.number(draft.text().find('b').expect("there")), 1);
        assert_eq!(draft.span(1, &(3..4)), 17..18);
    }
}
