//! What a sound text says otherwise than it was meant: tails that are taken for notes, lines that are drawn into the value
//! above them, marks that stay in a text. Nothing is refused there, so it is told.

use std::ops::Range;
use std::path::Path;

use super::draft::Draft;
use super::node::{Node, NodeValue};
use super::slips::{self, Slip, YamlLine};
use super::syntax::Judge;
use crate::diagnostic::{Diagnostic, Message, Place};
use crate::units::{is_unseen, unseen, without_unseen};

/// Whether a text may hold any of it; most do not, and then nobody looks closer.
pub(super) fn may_hold(yaml: &str) -> bool {
    // The column of the entry above, where it has a value in its line; and of the entry whose text goes on below.
    let (mut above, mut block) = (None, None);
    yaml.split('\n').any(|text| {
        let line = YamlLine::read(text);
        if line.content == text.len() || text[line.indentation..].starts_with('#') {
            return text.contains(is_unseen);
        }
        block = block.filter(|column| line.indentation > *column);
        let said = line.said();
        let begins = slips::begins_entry(&text[line.indentation..]);
        let is_drawn_in = match (block, above) {
            (Some(_), _) => begins,
            (None, Some(column)) => line.indentation > column && (begins || text[line.indentation..].starts_with('-')),
            (None, None) => false,
        };
        if block.is_none() {
            let opens = line.key.is_some() && said.starts_with(['|', '>']);
            block = opens.then_some(line.content);
            above = (!said.is_empty() && !opens).then_some(line.content);
        }
        is_drawn_in
            || tail(text).is_some()
            || text.contains(is_unseen)
            || text.contains(":\\")
            || !said.starts_with(['[', '{']) && unopened(said)
            || said.trim_end_matches([',', ']', '}']).ends_with(['"', '\''])
                && !said.matches(['"', '\'']).count().is_multiple_of(2)
    })
}

/// Where words stand at the heels of a hash behind a blank.
fn tail(text: &str) -> Option<usize> {
    let hashes = text.match_indices('#').map(|(at, _)| at);
    hashes.into_iter().find(|at| (text[..*at].ends_with([' ', '\t'])) && !slips::is_note(&text[*at..]))
}

/// Whether a text ends in a bracket that closes none of it: `云窑]`. `公告[2022]` and `【龙窑]` hold what may be the other half.
fn unopened(text: &str) -> bool {
    const PAIRS: [(char, char); 8] =
        [('[', ']'), ('{', '}'), ('(', ')'), ('（', '）'), ('〔', '〕'), ('【', '】'), ('［', '］'), ('｛', '｝')];
    let Some(last) = text.chars().next_back().filter(|c| matches!(c, ']' | '}')) else { return false };
    let mut open: Vec<char> = Vec::new();
    for c in text[..text.len() - last.len_utf8()].chars() {
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == c) {
            open.push(*closing);
        } else if let Some(place) = open.iter().rposition(|closing| *closing == c) {
            open.truncate(place);
        }
    }
    open.is_empty()
}

/// What is told of a sound text. Places are those of the draft.
pub(super) fn look(path: &Path, draft: &Draft, root: &Node, judge: &dyn Judge) -> Vec<Diagnostic> {
    let mut scalars = Vec::new();
    gather(root, None, &mut scalars);
    let mut look = SilentLosses { path, draft, judge, scalars, faults: None, told: Vec::new() };
    let mut start = 0;
    for number in 0..draft.len() {
        let text = draft.line(number);
        look.hash(root, number, start, text);
        start += text.len() + 1;
    }
    look.values();
    look.told
}

/// A value that is no list or mapping.
struct Scalar<'n> {
    span: Range<usize>,
    text: &'n str,
    is_plain: bool,
    /// The keys of the mapping that holds it, where it is the last value of one.
    siblings: Option<Vec<&'n str>>,
}

fn gather<'n>(node: &'n Node, siblings: Option<Vec<&'n str>>, scalars: &mut Vec<Scalar<'n>>) {
    match &node.value {
        NodeValue::Scalar { text, plain } => {
            scalars.push(Scalar { span: node.span.clone(), text, is_plain: *plain, siblings });
        }
        NodeValue::Sequence(items) => items.iter().for_each(|item| gather(item, None, scalars)),
        NodeValue::Mapping(entries) => {
            let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
            for entry in entries {
                scalars.push(Scalar {
                    span: entry.key_span.clone(),
                    text: &entry.key,
                    is_plain: false,
                    siblings: None,
                });
                gather(&entry.node, Some(keys.clone()), scalars);
            }
        }
    }
}

struct SilentLosses<'a, 'n> {
    path: &'a Path,
    draft: &'a Draft,
    judge: &'a dyn Judge,
    scalars: Vec<Scalar<'n>>,
    /// How many faults the text has as it is.
    faults: Option<usize>,
    told: Vec<Diagnostic>,
}

impl SilentLosses<'_, '_> {
    fn tell(&mut self, rule: &'static str, span: Range<usize>, message: Message, hint: Message) {
        let place = Place::Span { start: span.start, end: span.end };
        self.told.push(Diagnostic::warning(rule, self.path, place, message).with_hint(hint));
    }

    /// A value cut by a hash: told where the whole line could be the value. Behind a number or a date it is a note.
    fn hash(&mut self, root: &Node, number: usize, start: usize, text: &str) {
        let Some(at) = tail(text) else { return };
        // Behind an id, a number or a date it is a note.
        let value = text[..at].trim_end().rsplit([' ', ':']).next().unwrap_or_default();
        if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
            let alone = YamlLine::read(text[..at].trim_end());
            if alone.said() == value {
                return;
            }
        }
        let is_within = self.scalars.iter().any(|scalar| scalar.span.contains(&(start + at)));
        if is_within || text.trim_start().starts_with('#') {
            return;
        }
        let whole = slips::of(self.draft, number, self.judge.fields()).into_iter();
        let whole = whole.filter(|cure| matches!(cure.slip, Slip::Hash | Slip::Behind(_)));
        let faults = *self.faults.get_or_insert_with(|| self.judge.faults(self.draft.text(), root).len());
        for cure in whole {
            let mended = self.draft.with(&cure.lines);
            let Ok(Some(tree)) = Node::read(&mended, 0) else { continue };
            if self.judge.faults(&mended, &tree).len() > faults {
                continue;
            }
            let cut = &text[at..];
            let message = message!(
                "“{cut}”被当作说明，不会显示：空格后面的 # 起是说明",
                "`{cut}` is taken for a note and not shown: a note begins at a # behind a blank"
            );
            let hint = message!(
                "是文字的，请给整个值加英文引号；是说明的，请在 # 后面加空格。整个值加引号的写法",
                "if it is part of the text, put the whole value in quotes; if it is a note, put a blank behind the #. In quotes"
            );
            let hint = slips::copied(&hint, &cure.lines[0].1);
            self.tell("cut-value", start + at..start + text.trim_end().len(), message, hint);
            return;
        }
    }

    fn values(&mut self) {
        let scalars = std::mem::take(&mut self.scalars);
        for scalar in &scalars {
            self.zero_width(scalar);
            self.backslash(scalar);
            if scalar.is_plain {
                self.quote(scalar);
                self.bracket(scalar);
                self.drawn_in(scalar);
            }
            self.in_block(scalar);
        }
    }

    fn written(&self, scalar: &Scalar<'_>) -> &str {
        self.draft.text().get(scalar.span.clone()).unwrap_or_default()
    }

    fn zero_width(&mut self, scalar: &Scalar<'_>) {
        let written = self.written(scalar);
        let Some(Range { start: at, end }) = unseen(written).into_iter().next() else { return };
        let code = written[at..end].chars().next().map_or(0, u32::from);
        let message = message!(
            "文字中有看不见的零宽字符 U+{code:04X}",
            "the text holds the invisible character U+{code:04X}, which has no width"
        );
        let number = self.draft.number(scalar.span.start + at);
        let hint = message!("请删去后重新输入，这一行改为", "delete it and type the words again; write");
        let hint = slips::copied(&hint, &without_unseen(self.draft.line(number)));
        self.tell("zero-width", scalar.span.start + at..scalar.span.start + end, message, hint);
    }

    /// `"C:\new"`: the reader makes a line break of it.
    fn backslash(&mut self, scalar: &Scalar<'_>) {
        let written = self.written(scalar);
        let is_path = |at: usize| written[..at].ends_with(|c: char| c.is_ascii_alphabetic());
        let Some((at, _)) = written.match_indices(":\\").find(|(at, _)| is_path(*at)) else { return };
        if !written.starts_with('"') || written[at + 1..].starts_with("\\\\") {
            return;
        }
        let single = format!("'{}'", written.trim_matches('"').replace('\'', "''"));
        let start = scalar.span.start + at + 1;
        let number = self.draft.number(start);
        let line = self.draft.line(number).replace(written, &single);
        let message =
            message!("双引号里的反斜杠“\\”会改变后面的字", "a backslash in double quotes changes what follows it");
        let hint = slips::copied(&message!("请改用单引号，这一行改为", "use single quotes; write"), &line);
        self.tell("backslash", start..start + 1, message, hint);
    }

    /// `云窑小镇"`: a quotation mark without its partner stays in the text.
    fn quote(&mut self, scalar: &Scalar<'_>) {
        let mark = scalar.text.chars().next_back().filter(|c| matches!(c, '"' | '\''));
        let Some(mark) = mark.filter(|mark| scalar.text.matches(*mark).count() % 2 == 1) else { return };
        let (start, end) = (scalar.span.start, scalar.span.end);
        let number = self.draft.number(start);
        if self.draft.number(end) != number || scalar.text.ends_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let line = self.draft.text()[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let mut mended = self.draft.line(number).to_owned();
        mended.insert(start - line, mark);
        let message = message!(
            "引号没有配对：“{mark}”会显示在文字里",
            "a quotation mark lacks its partner: `{mark}` will be shown with the text"
        );
        let hint = slips::copied(&message!("这一行改为", "write"), &mended);
        self.tell("stray-quote", end - 1..end, message, hint);
    }

    /// `云窑小镇]`: a bracket without its partner stays in the text.
    fn bracket(&mut self, scalar: &Scalar<'_>) {
        let (start, end) = (scalar.span.start, scalar.span.end);
        let number = self.draft.number(start);
        if !unopened(scalar.text) || self.draft.number(end) != number || !self.written(scalar).ends_with([']', '}']) {
            return;
        }
        let line = self.draft.text()[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let mut mended = self.draft.line(number).to_owned();
        let mark = mended.remove(end - 1 - line);
        let message = message!(
            "括号没有配对：“{mark}”会显示在文字里",
            "a bracket lacks its partner: `{mark}` will be shown with the text"
        );
        let hint =
            slips::copied(&message!("请删去或补上前一半，这一行改为", "delete it or add its partner; write"), &mended);
        self.tell("stray-bracket", end - 1..end, message, hint);
    }

    /// Lines that look like entries or items and are drawn into the text above.
    fn drawn_in(&mut self, scalar: &Scalar<'_>) {
        let (first, last) = (self.draft.number(scalar.span.start), self.draft.number(scalar.span.end));
        for number in first + 1..=last {
            let text = self.draft.line(number);
            let content = text.trim_start();
            let entry = slips::begins_entry(content) && self.is_field(content);
            if entry || content.starts_with('-') {
                self.tell_drawn_in(number, self.draft.line(first).len() - self.draft.line(first).trim_start().len());
            }
        }
    }

    /// Lines of a text below `|` that look like the entries that its mapping lacks.
    fn in_block(&mut self, scalar: &Scalar<'_>) {
        let Some(siblings) = scalar.siblings.as_ref().filter(|_| !scalar.is_plain && scalar.text.contains('\n')) else {
            return;
        };
        if self.written(scalar).starts_with(['"', '\'']) {
            return;
        }
        let (first, last) = (self.draft.number(scalar.span.start), self.draft.number(scalar.span.end));
        let margin = |number: usize| self.draft.line(number).len() - self.draft.line(number).trim_start().len();
        let column = margin(first);
        let found = (first..=last).find(|number| {
            let content = self.draft.line(*number).trim_start();
            let key = content.split(':').next().unwrap_or_default();
            margin(*number) == column
                && slips::begins_entry(content)
                && self.is_field(content)
                && !siblings.contains(&key)
        });
        if let Some(number) = found {
            self.tell_drawn_in(number, column.saturating_sub(2));
        }
    }

    fn is_field(&self, content: &str) -> bool {
        content.split(':').next().is_some_and(|key| self.judge.fields().contains(key))
    }

    fn tell_drawn_in(&mut self, number: usize, column: usize) {
        let text = self.draft.line(number);
        let content = text.trim();
        let message = message!(
            "这一行比上一项缩进得多，被接到了上面的文字里",
            "this line is indented further than the entry above and is drawn into its text"
        );
        let spaced = match content.split_once(':') {
            Some((key, value)) if slips::begins_entry(content) => format!("{key}: {}", value.trim_start()),
            _ => content.strip_prefix('-').map_or(content.to_owned(), |item| format!("- {}", item.trim_start())),
        };
        let hint = message!(
            "若是单独的一项，行首应有{column}个空格，改为",
            "if it is an entry of its own, begin the line with {column} blanks; write"
        );
        let hint = slips::copied(&hint, &spaced);
        let start: usize = (0..number).map(|above| self.draft.line(above).len() + 1).sum();
        let start = start + text.len() - text.trim_start().len();
        self.tell("drawn-in", start..start + content.len(), message, hint);
    }
}
