//! Which asterisks, underscores and tildes are marks, and which belong to the text.
//!
//! The parser's own answer is taken back and given anew: its rules ask for blanks or letters beside a mark, as English has
//! them. In a Chinese text `**重点。**后文` is bold, `600*12*3` a product, `张**、李**` two names, `3~5天` a span of time.
//! Without Chinese the answer is that of CommonMark, but for products and for single tildes.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::products::{self, Stars};
use super::signs::{self, is_closing, is_opening};
use super::{Doubt, DoubtKind, Spanned};
use crate::units::han::{is_cjk, is_ideograph};

/// Decides anew about all marks of a text.
pub(super) fn pair_marks<'t>(
    text: &'t str,
    events: Vec<Spanned<'t>>,
    is_chinese: bool,
    doubts: &mut Vec<Doubt>,
) -> Vec<Spanned<'t>> {
    let mut out = Vec::with_capacity(events.len());
    let mut is_verbatim = false;
    let mut at = 0;
    while at < events.len() {
        let length = events[at..].iter().take_while(|(event, _)| !is_verbatim && is_inline(event)).count();
        if length > 0 {
            InlineText { text, is_chinese, doubts }.settle(&events[at..at + length], &mut out);
            at += length;
        }
        let Some(event) = events.get(at) else { break };
        match event.0 {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => is_verbatim = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => is_verbatim = false,
            _ => {}
        }
        out.push(event.clone());
        at += 1;
    }
    out
}

/// Whether an event stands within a line of text.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::FootnoteReference(_) => true,
        _ => false,
    }
}

/// What a line of text is made of.
enum Piece<'t> {
    /// What is no mark.
    Whole(Vec<Spanned<'t>>),
    /// The run of marks with this number.
    Run(usize),
}

/// Marks of one kind that stand side by side.
struct DelimiterRun {
    mark: u8,
    span: Range<usize>,
    /// The characters beside it; none for blanks and for the ends of the line of text.
    before: Option<char>,
    after: Option<char>,
    can_open: bool,
    can_close: bool,
    /// Whether it belongs to the text for certain.
    is_text: bool,
    /// How many of its marks are not paired.
    left: usize,
    /// How many marks of it each pair takes, that ends or begins here, innermost first for those that begin.
    closes: Vec<(usize, Range<usize>)>,
    opens: Vec<(usize, Range<usize>)>,
}

/// Two runs and how many marks of each belong together.
struct MarkPair {
    open: usize,
    close: usize,
    length: usize,
}

/// A paragraph, a heading, a cell, the words of a link: marks pair within it.
struct InlineText<'t, 'd> {
    text: &'t str,
    is_chinese: bool,
    doubts: &'d mut Vec<Doubt>,
}

impl<'t> InlineText<'t, '_> {
    fn settle(&mut self, events: &[Spanned<'t>], out: &mut Vec<Spanned<'t>>) {
        let mut runs = Vec::new();
        let pieces = self.pieces(events, &mut runs);
        let within = events[0].1.start..events[events.len() - 1].1.end;
        let (first, last) =
            (matches!(pieces.first(), Some(Piece::Run(_))), matches!(pieces.last(), Some(Piece::Run(_))));
        let count = runs.len();
        for (place, run) in runs.iter_mut().enumerate() {
            self.look_around(run, first && place == 0, last && place + 1 == count);
        }
        self.spare_products(&mut runs, &within);
        let mut pairs = self.pair(&mut runs);
        if self.is_chinese {
            self.doubt(&runs, &mut pairs);
        }
        for pair in pairs {
            let end = runs[pair.close].span.start
                + runs[pair.close].closes.iter().map(|(length, _)| length).sum::<usize>()
                + pair.length;
            let start = runs[pair.open].span.end
                - runs[pair.open].opens.iter().map(|(length, _)| length).sum::<usize>()
                - pair.length;
            runs[pair.close].closes.push((pair.length, start..end));
            runs[pair.open].opens.push((pair.length, start..end));
        }
        for piece in pieces {
            match piece {
                Piece::Whole(events) => out.extend(events),
                Piece::Run(number) => self.write(&runs[number], out),
            }
        }
    }

    /// The marks and what stands between them. Links hold lines of their own.
    fn pieces(&mut self, events: &[Spanned<'t>], runs: &mut Vec<DelimiterRun>) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let mut at = 0;
        let mut told = 0;
        while at < events.len() {
            let (event, range) = &events[at];
            at += 1;
            let ends_before = std::mem::replace(&mut told, range.end);
            match event {
                Event::Text(words) if self.text.get(range.clone()) == Some(words) => {
                    let start = range.start;
                    let is_escaped = start > ends_before && self.text.as_bytes()[start - 1] == b'\\';
                    self.cut(range.clone(), usize::from(is_escaped), runs, &mut pieces);
                }
                Event::Start(tag @ (Tag::Emphasis | Tag::Strong | Tag::Strikethrough)) => {
                    let length = self.marks(tag.to_end(), range);
                    push(runs, &mut pieces, self.text.as_bytes()[range.start], range.start..range.start + length);
                    told = range.start + length;
                }
                Event::End(tag @ (TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)) => {
                    let length = self.marks(*tag, range);
                    push(runs, &mut pieces, self.text.as_bytes()[range.start], range.end - length..range.end);
                }
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    let end = at + close(&events[at..]);
                    let mut whole = vec![events[at - 1].clone()];
                    if end > at {
                        self.settle(&events[at..end], &mut whole);
                    }
                    whole.extend(events.get(end).cloned());
                    pieces.push(Piece::Whole(whole));
                    at = end + 1;
                }
                _ => pieces.push(Piece::Whole(vec![events[at - 1].clone()])),
            }
        }
        pieces
    }

    /// How many marks make a pair of the parser's.
    fn marks(&self, tag: TagEnd, range: &Range<usize>) -> usize {
        let words = &self.text[range.clone()];
        match tag {
            TagEnd::Strong => 2,
            TagEnd::Strikethrough if words.starts_with("~~") && words.ends_with("~~") => 2,
            _ => 1,
        }
    }

    /// Cuts words at their marks; the first `skip` bytes are no marks.
    fn cut(&self, range: Range<usize>, skip: usize, runs: &mut Vec<DelimiterRun>, pieces: &mut Vec<Piece<'t>>) {
        let text = self.text;
        let words = |span: Range<usize>| Piece::Whole(vec![(Event::Text(text[span.clone()].into()), span)]);
        let mut from = range.start;
        for at in range.start + skip..range.end {
            let mark = text.as_bytes()[at];
            if matches!(mark, b'*' | b'_' | b'~') {
                if from < at {
                    pieces.push(words(from..at));
                }
                push(runs, pieces, mark, at..at + 1);
                from = at + 1;
            }
        }
        if from < range.end {
            pieces.push(words(from..range.end));
        }
    }

    /// What a run can be, by what stands beside it.
    fn look_around(&self, run: &mut DelimiterRun, is_first: bool, is_last: bool) {
        let visible = |c: Option<char>| c.filter(|c| !c.is_whitespace());
        let (raw_before, raw_after) =
            (self.text[..run.span.start].chars().next_back(), self.text[run.span.end..].chars().next());
        let is_cell = |c: Option<char>| c == Some('|');
        let whole = self.is_chinese;
        run.before = visible(raw_before).filter(|_| !is_first || !(whole || is_cell(raw_before)));
        run.after = visible(raw_after).filter(|_| !is_last || !(whole || is_cell(raw_after)));
        let length = run.span.len();
        let digits = signs::is_digit(run.before) && signs::is_digit(run.after);
        let is_text = match run.mark {
            b'*' => length > 3 || digits,
            b'~' => length != 2 || self.is_chinese && (digits || signs::is_span(self.text, &run.span)),
            _ => length > 3 || self.is_chinese && length > 2,
        };
        let (open, close) = match run.mark {
            _ if is_text => (false, false),
            b'_' if self.is_chinese && length == 2 => double_underscore(run.before, run.after),
            b'_' => {
                let (open, close) = underscore(run.before, run.after);
                let ends_sentence = run.before.is_some_and(|c| "。！？；：，、”’".contains(c));
                (open, close || self.is_chinese && ends_sentence && run.after.is_some_and(is_ideograph))
            }
            _ if self.is_chinese => chinese(run.before, run.after),
            mark => latin(run.before, run.after, mark),
        };
        (run.can_open, run.can_close) = (open, close);
        run.is_text = is_text;
    }

    /// Stars that multiply are no marks.
    fn spare_products(&mut self, runs: &mut [DelimiterRun], within: &Range<usize>) {
        // By the clause they stand in, the stars that touch words on both sides.
        let mut clauses: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, run) in runs.iter_mut().enumerate() {
            if run.mark != b'*' || run.span.len() != 1 {
                continue;
            }
            let (head, tail) = (&self.text[within.start..run.span.start], &self.text[run.span.end..within.end]);
            if signs::multiplies(head, tail) {
                (run.can_open, run.can_close) = (false, false);
            } else if self.is_chinese && run.is_within_words() {
                clauses.entry(within.start + signs::clause_start(head)).or_default().push(place);
            }
        }
        for (start, stars) in clauses {
            let clause = start..start + signs::clause_end(&self.text[start..within.end]);
            let places: Vec<Range<usize>> = stars.iter().map(|star| runs[*star].span.clone()).collect();
            let judged = products::judge(self.text, &clause, &places);
            if judged == Stars::Unclear {
                self.doubts.push(Doubt { span: places[0].clone(), kind: DoubtKind::Product });
            }
            if judged != Stars::Marks {
                for star in stars {
                    (runs[star].can_open, runs[star].can_close) = (false, false);
                }
            }
        }
    }

    /// Pairs runs, as CommonMark does, innermost first.
    fn pair(&self, runs: &mut [DelimiterRun]) -> Vec<MarkPair> {
        let mut pairs = Vec::new();
        let mut stack: Vec<usize> = Vec::new();
        // Below these heights of the stack nothing pairs with such a run.
        let mut bounds: BTreeMap<(u8, usize, bool), usize> = BTreeMap::new();
        for place in 0..runs.len() {
            while runs[place].can_close && runs[place].left > 0 {
                let run = &runs[place];
                let key = (run.mark, run.span.len() % 3, run.can_open);
                let bound = bounds.get(&key).copied().unwrap_or_default().min(stack.len());
                let found = stack[bound..].iter().rposition(|&open| pairs_with(&runs[open], run));
                let Some(found) = found.map(|found| found + bound) else {
                    bounds.insert(key, stack.len());
                    break;
                };
                let open = stack[found];
                stack.truncate(found);
                bounds.values_mut().for_each(|bound| *bound = (*bound).min(found));
                if self.is_chinese && self.are_masks(&runs[open], &runs[place]) {
                    runs[place].can_open = false;
                    break;
                }
                let mut count = runs[open].left.min(runs[place].left);
                runs[open].left -= count;
                runs[place].left -= count;
                if runs[open].left > 0 {
                    stack.push(open);
                }
                while count > 0 {
                    let length = count.min(2);
                    pairs.push(MarkPair { open, close: place, length });
                    count -= length;
                }
            }
            if runs[place].can_open && runs[place].left > 0 {
                stack.push(place);
            }
        }
        pairs
    }

    /// Whether two runs stand for letters of names: `张**、李**`, `张*明、李*华`.
    fn are_masks(&self, open: &DelimiterRun, close: &DelimiterRun) -> bool {
        let inner = &self.text[open.span.end..close.span.start];
        let is_list = inner.contains(['、', '，', ',', '；', ';', '。', '：']);
        is_list
            && (open.is_mask(self.text) && close.is_mask(self.text)
                || open.mark == b'*' && open.span.len() == 1 && open.is_within_words() && close.is_within_words())
    }

    /// Tells of marks without a partner, and of bold within bold. Where there is doubt no words of the line are set by
    /// such marks: they might be the wrong ones.
    fn doubt(&mut self, runs: &[DelimiterRun], pairs: &mut Vec<MarkPair>) {
        for mark in [b'*', b'~'] {
            let is_double = |run: &&DelimiterRun| run.mark == mark && run.span.len() == 2;
            let loose: Vec<&DelimiterRun> =
                runs.iter().filter(is_double).filter(|run| run.left == 2 && !run.is_text).collect();
            let bold: Vec<&MarkPair> =
                pairs.iter().filter(|pair| runs[pair.open].mark == mark && pair.length == 2).collect();
            let has_lesser = runs.iter().any(|run| run.mark == mark && run.span.len() == 1);
            let could_be_text = |run: &&&DelimiterRun| {
                run.is_mask(self.text)
                    || bold.is_empty() && has_lesser && self.explains(run)
                    || bold.is_empty() && run.before.is_some_and(is_word) && !run.after.is_some_and(is_word)
            };
            let told: Vec<&DelimiterRun> = match mark {
                b'*' => {
                    let sure: Vec<&DelimiterRun> = loose.iter().filter(|run| !could_be_text(run)).copied().collect();
                    if sure.is_empty() { sure } else { loose }
                }
                _ if loose.len() > 1 => loose,
                _ => Vec::new(),
            };
            let inner =
                bold.iter().find(|pair| bold.iter().any(|other| other.open < pair.open && pair.close < other.close));
            let (span, kind) = match (told.first(), inner) {
                (Some(run), _) => (run.span.clone(), DoubtKind::Loose),
                (None, Some(pair)) => (runs[pair.open].span.clone(), DoubtKind::Nested),
                (None, None) => continue,
            };
            self.doubts.push(Doubt { span, kind });
            pairs.retain(|pair| runs[pair.open].mark != mark || pair.length != 2);
        }
    }

    /// Whether a sign is explained behind it: `*为快报数，**为调整数`.
    fn explains(&self, run: &DelimiterRun) -> bool {
        let rest = &self.text[run.span.end..];
        !run.before.is_some_and(is_word)
            && ["为", "表示", "指", "代表", "系", "：", "注"].iter().any(|cue| rest.starts_with(cue))
    }

    /// What pairs end and begin at a run, and what is left of it.
    fn write(&self, run: &DelimiterRun, out: &mut Vec<Spanned<'t>>) {
        let tag = |length: usize| match (run.mark, length) {
            (b'~', _) => Tag::Strikethrough,
            (_, 2) => Tag::Strong,
            _ => Tag::Emphasis,
        };
        let sum = |pairs: &[(usize, Range<usize>)]| pairs.iter().map(|(length, _)| length).sum::<usize>();
        for (length, span) in &run.closes {
            out.push((Event::End(tag(*length).to_end()), span.clone()));
        }
        let left = run.span.start + sum(&run.closes)..run.span.end - sum(&run.opens);
        if !left.is_empty() {
            out.push((Event::Text(self.text[left.clone()].into()), left));
        }
        for (length, span) in run.opens.iter().rev() {
            out.push((Event::Start(tag(*length)), span.clone()));
        }
    }
}

impl DelimiterRun {
    fn of(mark: u8, span: Range<usize>) -> Self {
        Self {
            mark,
            left: span.len(),
            span,
            before: None,
            after: None,
            can_open: false,
            can_close: false,
            is_text: false,
            closes: Vec::new(),
            opens: Vec::new(),
        }
    }

    fn is_within_words(&self) -> bool {
        self.before.is_some_and(is_word) && self.after.is_some_and(is_word)
    }

    /// Whether it may stand for letters of a name, behind a surname.
    fn is_mask(&self, text: &str) -> bool {
        let mut before = text[..self.span.start].chars().rev();
        before.next().is_some_and(is_ideograph)
            && before.next().is_none_or(|c| c.is_whitespace() || !is_word(c) && !matches!(c, '*' | '_' | '~'))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Adds marks to the run before them, else begins one.
fn push(runs: &mut Vec<DelimiterRun>, pieces: &mut Vec<Piece<'_>>, mark: u8, span: Range<usize>) {
    match (pieces.last(), runs.last_mut()) {
        (Some(Piece::Run(_)), Some(run)) if run.mark == mark && run.span.end == span.start => {
            run.span.end = span.end;
            run.left += span.len();
        }
        _ => {
            pieces.push(Piece::Run(runs.len()));
            runs.push(DelimiterRun::of(mark, span));
        }
    }
}

/// How many events lie before the end of the link that these follow.
fn close(events: &[Spanned<'_>]) -> usize {
    let mut depth = 0;
    let end = events.iter().position(|(event, _)| {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Link | TagEnd::Image) if depth == 0 => return true,
            Event::End(TagEnd::Link | TagEnd::Image) => depth -= 1,
            _ => {}
        }
        false
    });
    end.unwrap_or(events.len())
}

fn pairs_with(open: &DelimiterRun, close: &DelimiterRun) -> bool {
    let (a, b) = (open.span.len(), close.span.len());
    let both = open.can_open && open.can_close || close.can_open && close.can_close;
    open.mark == close.mark && (open.mark != b'~' || a == b) && (!both || (a + b) % 3 != 0 || b % 3 == 0)
}

/// A mark in a Chinese text touches the words that it sets; outside it may stand what will. What ends a phrase does not
/// begin one.
fn chinese(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let open = after.is_some_and(|c| before.is_none() || !is_closing(c));
    let close = before.is_some_and(|c| after.is_none() || !is_opening(c));
    (open, close)
}

/// Two underscores may be a place to write on: only signs beside them make marks of them.
fn double_underscore(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let (open, close) = chinese(before, after);
    let is_sign = |c: Option<char>| c.is_none_or(|c| !is_word(c));
    (open && (is_sign(before) || is_sign(after)), close && (is_sign(after) || is_sign(before)))
}

/// Left-flanking and right-flanking, as CommonMark has it.
fn flanks(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let is_sign = |c: Option<char>| c.is_none_or(is_punctuation);
    let left = after.is_some_and(|c| !is_punctuation(c)) || after.is_some() && is_sign(before);
    let right = before.is_some_and(|c| !is_punctuation(c)) || before.is_some() && is_sign(after);
    (left, right)
}

/// Tildes need no signs beside them.
fn latin(before: Option<char>, after: Option<char>, mark: u8) -> (bool, bool) {
    let (left, right) = flanks(before, after);
    let is_tilde = mark == b'~';
    (left || is_tilde && after.is_some(), right)
}

fn underscore(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let (left, right) = flanks(before, after);
    let is_sign = |c: Option<char>| c.is_none_or(is_punctuation);
    (left && (!right || is_sign(before)), right && (!left || is_sign(after)))
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && (is_cjk(c) || !c.is_control())
}
