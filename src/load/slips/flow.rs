//! What stands within brackets of one line, read with patience: the items, and how the brackets would close.

use std::ops::Range;

/// An item of a list or the value of an entry within brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FlowItem {
    /// The bytes of the key, where the item has one.
    pub key: Option<Range<usize>>,
    /// The bytes of the value, without blanks around it.
    pub value: Range<usize>,
    /// Whether it stands in braces.
    pub in_braces: bool,
}

/// What the brackets of a line say.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Items that hold no further items.
    pub items: Vec<FlowItem>,
    /// The line with the brackets that lack, and without those that are too many; none where they are in order.
    pub balanced: Option<(String, BracketRepair)>,
    /// The line with a bracket put in before the value that one closes which is not open.
    pub opened: Option<String>,
    /// Where the last bracket closes.
    end: Option<usize>,
}

/// What was done to the brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BracketRepair {
    /// One was put in that closes.
    Closed(char),
    /// One was taken out.
    Dropped(char),
}

/// Reads `line[from..]`, which begins with a bracket.
pub(super) fn read(line: &str, from: usize) -> Flow {
    let mut flow = Flow::default();
    let mut open: Vec<OpenBracket> = Vec::new();
    let mut text = line[..from].to_owned();
    let mut mend = None;
    let mut item = UnfinishedItem::default();
    let mut chars = line[from..].char_indices().map(|(at, c)| (at + from, c)).peekable();
    let mut end = line.len();
    while let Some((at, c)) = chars.next() {
        let at_start = item.start.is_none();
        match c {
            '[' | '{' if at_start => {
                open.push(OpenBracket { mark: c, at, key: item.key.take() });
                item = UnfinishedItem::default();
            }
            '[' | '{' => item.depth += 1,
            ']' | '}' if item.depth > 0 => item.depth -= 1,
            ']' | '}' => {
                flow.items.extend(item.end(line, at, &open));
                let wanted = open.last().map(|open| closing(open.mark));
                let closed = match wanted {
                    Some(wanted) if wanted == c => open.pop(),
                    // What is open further out is closed here: the inner one lacks its mark.
                    Some(wanted) if open.iter().any(|open| closing(open.mark) == c) => {
                        text.push(wanted);
                        mend.get_or_insert(BracketRepair::Closed(wanted));
                        open.pop();
                        open.pop()
                    }
                    _ => {
                        mend.get_or_insert(BracketRepair::Dropped(c));
                        item.was_collection = true;
                        let keyed = flow.items.iter().rev().find(|item| item.key.is_some());
                        flow.opened = keyed.map(|item| {
                            let (before, behind) = line.split_at(item.value.start);
                            format!("{before}{}{behind}", if c == ']' { '[' } else { '{' })
                        });
                        if open.is_empty() {
                            end = at + 1;
                        }
                        continue;
                    }
                };
                let (start, key) = closed.map_or((at, None), |open| (open.at, open.key));
                item = UnfinishedItem { start: Some(start), key, was_collection: true, ..UnfinishedItem::default() };
                text.push(c);
                if open.is_empty() {
                    end = at + 1;
                    flow.end = Some(end);
                    let rest = line[end..].trim_start();
                    // More brackets of the same kind behind the last one are too many.
                    if rest.starts_with([']', '}']) {
                        continue;
                    }
                    break;
                }
                continue;
            }
            ',' if item.depth == 0 => {
                flow.items.extend(item.end(line, at, &open));
                item = UnfinishedItem::default();
            }
            '"' | '\'' if at_start => {
                item.start = Some(at);
                text.push(c);
                while let Some((_, inner)) = chars.next() {
                    text.push(inner);
                    if inner == '\\' && c == '"' {
                        text.extend(chars.next().map(|(_, escaped)| escaped));
                    } else if inner == c {
                        match chars.next_if(|(_, next)| c == '\'' && *next == c) {
                            Some((_, next)) => text.push(next),
                            None => break,
                        }
                    }
                }
                continue;
            }
            ':' if item.key.is_none() && item.start.is_some() && !item.was_collection => {
                let is_colon = chars.peek().is_none_or(|(_, next)| matches!(next, ' ' | ',' | ']' | '}'));
                if is_colon {
                    item.key = item.start.map(|start| start..at);
                    item.start = None;
                }
            }
            '#' if line[..at].ends_with(' ') && super::is_note(&line[at..]) => {
                end = line[..at].trim_end().len();
                text.truncate(text.trim_end().len());
                break;
            }
            ' ' => {}
            _ if at_start => item.start = Some(at),
            _ => item.has_text = true,
        }
        text.push(c);
    }
    if !open.is_empty() {
        flow.items.extend(item.end(line, end, &open));
        text.truncate(text.trim_end().trim_end_matches(',').len());
        while let Some(open) = open.pop() {
            text.push(closing(open.mark));
            mend.get_or_insert(BracketRepair::Closed(closing(open.mark)));
        }
    }
    flow.balanced = mend.map(|mend| (text + &line[end..], mend));
    flow
}

/// Where the collection ends that begins at a byte of a line; none where it does not end in the line.
pub(super) fn end(line: &str, from: usize) -> Option<usize> {
    let flow = read(line, from);
    flow.end.filter(|_| flow.balanced.is_none())
}

/// The mark that closes a bracket.
fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// A bracket that is not closed yet.
struct OpenBracket {
    mark: char,
    at: usize,
    /// The key whose value it begins.
    key: Option<Range<usize>>,
}

/// An item that has not ended yet.
#[derive(Default)]
struct UnfinishedItem {
    start: Option<usize>,
    key: Option<Range<usize>>,
    /// Brackets opened within its text.
    depth: usize,
    /// It is a list or a mapping that ended.
    was_collection: bool,
    /// Text stands behind its first mark or behind the collection that it was.
    has_text: bool,
}

impl UnfinishedItem {
    fn end(&self, line: &str, at: usize, open: &[OpenBracket]) -> Option<FlowItem> {
        let start = self.start.filter(|_| !self.was_collection || self.has_text)?;
        let value = start..start + line[start..at].trim_end().len();
        let in_braces = open.last().is_some_and(|open| open.mark == '{');
        (!value.is_empty()).then(|| FlowItem { key: self.key.clone(), value, in_braces })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balanced(line: &str) -> Option<String> {
        read(line, line.find(['[', '{']).expect("a bracket")).balanced.map(|(line, _)| line)
    }

    #[test]
    fn items_are_found() {
        let line = "a: {b: 说明: 一, c: [x, 'y, z'], d: 2020-01-02 10:30, e: 云[2020]3号}  # 注";
        let flow = read(line, 3);
        let values: Vec<&str> = flow.items.iter().map(|item| &line[item.value.clone()]).collect();
        assert_eq!(values, ["说明: 一", "x", "'y, z'", "2020-01-02 10:30", "云[2020]3号"]);
        assert_eq!(flow.balanced, None);
        let line = "a: {b: [公告]小镇, c: [1]}";
        let flow = read(line, 3);
        let values: Vec<&str> = flow.items.iter().map(|item| &line[item.value.clone()]).collect();
        assert_eq!(values, ["公告", "[公告]小镇", "1"]);
    }

    #[test]
    fn brackets_are_closed_where_they_were_meant_to() {
        for (line, wanted) in [
            ("a: [b, c", "a: [b, c]"),
            ("a: [b, c  # 注", "a: [b, c]  # 注"),
            ("a: {b: c, d: [e}", "a: {b: c, d: [e]}"),
            ("a: {b: c, d: [e]", "a: {b: c, d: [e]}"),
            ("- {b: {c: 1, d: [2, 3]}", "- {b: {c: 1, d: [2, 3]}}"),
            ("a: [b, c]]", "a: [b, c]"),
            ("a: {b: c]", "a: {b: c}"),
            ("a: [b, ", "a: [b]"),
            ("a: {b: [x]y, c: d", "a: {b: [x]y, c: d}"),
        ] {
            assert_eq!(balanced(line).as_deref(), Some(wanted));
        }
        assert_eq!(balanced("a: [b, 'c]']  # ]"), None);
        let opened = read("- {a: x, b: y, z], c: 1}", 2).opened;
        assert_eq!(opened.as_deref(), Some("- {a: x, b: [y, z], c: 1}"));
    }
}
