//! YAML edited in place: a value set, a key or a row put in, a key taken out, and every other byte left as it is.
//!
//! A [`YamlDocument`] finds the bytes by the positions of the loader's own tree. After each edit it reads the text anew and
//! compares what is there with what was meant; where they differ, or where the text cannot be edited safely, the edit is
//! refused and the document stays as it was. So comments, order, quoting, line ends and a byte order mark survive.

mod place;
mod tree;
mod write;

use crate::diagnostic::{KeyPath, Message, PathStep};
use crate::language::Pair;
use crate::load::node::{MappingEntry, Node, NodeValue};
use place::{TextLines, end_of, is_flow};
use tree::YamlValue;
pub use write::NewValue;

/// A file's text while it is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlDocument {
    /// The text without byte order mark.
    text: String,
    has_mark: bool,
}

/// What an edit leads to: the bytes to be replaced and what stands there then; later places first.
type TextEdits = Vec<(std::ops::Range<usize>, String)>;

impl YamlDocument {
    /// A file's text as it is on disk.
    ///
    /// # Errors
    /// Where it is no YAML that content files may hold.
    pub fn read(text: &str) -> Result<Self, Message> {
        let (has_mark, text) = text.strip_prefix('\u{feff}').map_or((false, text), |rest| (true, rest));
        let document = Self { text: text.to_owned(), has_mark };
        document.node()?;
        Ok(document)
    }

    /// The text as it is to be written.
    pub fn text(&self) -> String {
        if self.has_mark { format!("\u{feff}{}", self.text) } else { self.text.clone() }
    }

    /// The scalar at a path such as `progress[2].total`, as YAML reads it; none where nothing or no scalar is there.
    #[cfg(test)]
    fn scalar(&self, path: &str) -> Option<String> {
        let root = self.node().ok()??;
        match &follow(&root, &KeyPath::parse(path).0)?.value {
            NodeValue::Scalar { text, plain } if !(*plain && tree::is_null(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// How many rows or keys are at a path; 0 where nothing is.
    pub fn count(&self, path: &str) -> usize {
        let Ok(Some(root)) = self.node() else { return 0 };
        match follow(&root, &KeyPath::parse(path).0).map(|node| &node.value) {
            Some(NodeValue::Sequence(items)) => items.len(),
            Some(NodeValue::Mapping(entries)) => entries.len(),
            _ => 0,
        }
    }

    /// Sets the value at a path that ends with a key. Where the key is not there yet, it is put behind the last of the keys
    /// that stand before it in `order`, else at the end; mappings that the path leads through are made. A key at the margin
    /// takes the place of its sample, `#key: …`, where the file has one.
    ///
    /// # Errors
    /// Where the path leads elsewhere than into mappings and rows that are there, where a collection would be replaced,
    /// or where the text that came out would not say what was meant.
    pub fn set(&mut self, path: &str, value: impl Into<NewValue>, order: &[&str]) -> Result<(), Message> {
        let steps = KeyPath::parse(path).0;
        let value = value.into();
        let root = self.node()?;
        let Some((PathStep::Key(key), above)) = steps.split_last() else { return Err(refused(path, NO_PLACE)) };
        let Some(root) = root else {
            let given = NewValue::nested(&steps, value).ok_or_else(|| refused(path, NO_PLACE))?;
            return self.begin(given, path);
        };
        let splices = match follow(&root, above) {
            // The mapping itself is made first.
            None => {
                let above = KeyPath(above.to_vec()).to_string();
                return self.set(&above, NewValue::Map(vec![(key.clone(), value)]), order);
            }
            Some(parent) if parent.is_nothing() => {
                if above.is_empty() {
                    return Err(refused(path, NO_PLACE));
                }
                let above = KeyPath(above.to_vec()).to_string();
                return self.set(&above, NewValue::Map(vec![(key.clone(), value)]), order);
            }
            Some(parent) => match parent.entry(key) {
                Some(entry) if value.is_said_by(&entry.node) => return Ok(()),
                Some(entry) => self.replace(entry, parent, &value).ok_or_else(|| refused(path, COLLECTION))?,
                None => self.put(parent, key, &value, order).ok_or_else(|| refused(path, NO_PLACE))?,
            },
        };
        let mut meant = YamlValue::of(&root);
        meant.set(&steps, YamlValue::from(&value)).ok_or_else(|| refused(path, NO_PLACE))?;
        self.apply(splices, &meant, path)
    }

    /// Puts a row into the list at a path, before the row that is at `position` now; behind the last one where there are
    /// fewer rows. The row is written like its neighbours. A list that is not there is made.
    ///
    /// # Errors
    /// Where something else than a list is there, or the text that came out would not say what was meant.
    pub fn insert(
        &mut self,
        path: &str,
        position: usize,
        row: impl Into<NewValue>,
        order: &[&str],
    ) -> Result<(), Message> {
        let steps = KeyPath::parse(path).0;
        let row = row.into();
        let Some(root) = self.node()? else {
            let given = NewValue::nested(&steps, NewValue::List(vec![row])).ok_or_else(|| refused(path, NO_PLACE))?;
            return self.begin(given, path);
        };
        let Some(node) = follow(&root, &steps).filter(|node| !node.is_nothing()) else {
            return self.set(path, NewValue::List(vec![row]), order);
        };
        let NodeValue::Sequence(items) = &node.value else { return Err(refused(path, NO_LIST)) };
        let position = position.min(items.len());
        let splices = self.put_row(&root, &steps, node, position, &row).ok_or_else(|| refused(path, NO_PLACE))?;
        let mut meant = YamlValue::of(&root);
        meant.insert(&steps, position, YamlValue::from(&row)).ok_or_else(|| refused(path, NO_LIST))?;
        self.apply(splices, &meant, path)
    }

    /// Takes the key at the end of a path out of its mapping, with the rest of its lines. Where it is not there, nothing
    /// happens.
    ///
    /// # Errors
    /// Where it is the only key of a mapping that is no flow mapping, or comments would be lost.
    pub fn remove(&mut self, path: &str) -> Result<(), Message> {
        let steps = KeyPath::parse(path).0;
        let (Some(root), Some((PathStep::Key(key), above))) = (self.node()?, steps.split_last()) else { return Ok(()) };
        let Some(parent) = follow(&root, above) else { return Ok(()) };
        let NodeValue::Mapping(entries) = &parent.value else { return Ok(()) };
        let Some(position) = entries.iter().position(|entry| entry.key == *key) else { return Ok(()) };
        let span = self.span_to_remove(parent, entries, position).ok_or_else(|| refused(path, NO_PLACE))?;
        let mut meant = YamlValue::of(&root);
        meant.remove(&steps).ok_or_else(|| refused(path, NO_PLACE))?;
        self.apply(vec![(span, String::new())], &meant, path)
    }

    fn node(&self) -> Result<Option<Node>, Message> {
        Node::read(&self.text, 0).map_err(|_| {
            message!("文件本身有误，无法就地改写；请先用 sunboard check 查出并改正", "the file itself is faulty and cannot be edited in place; find and mend the fault with sunboard check first")
        })
    }

    fn lines(&self) -> TextLines<'_> {
        TextLines(&self.text)
    }

    /// The first content of a file that holds none.
    fn begin(&mut self, given: NewValue, path: &str) -> Result<(), Message> {
        let newline = self.lines().newline();
        let body = write::block(&given).join(newline);
        let gap = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { newline };
        let at = self.text.len();
        self.apply(vec![(at..at, format!("{gap}{body}{newline}"))], &YamlValue::from(&given), path)
    }

    /// A scalar or nothing, replaced.
    fn replace(&self, entry: &MappingEntry, parent: &Node, value: &NewValue) -> Option<TextEdits> {
        let in_flow = is_flow(&self.text, parent);
        let indentation = self.lines().column(entry.key_span.start);
        let nothing = entry.node.span.is_empty();
        if !nothing && !matches!(entry.node.value, NodeValue::Scalar { .. }) {
            let empty = matches!(&entry.node.value, NodeValue::Sequence(items) if items.is_empty());
            if !empty {
                return None;
            }
        }
        let behind_colon = self.behind_colon(entry.key_span.end);
        let header = behind_colon.and_then(|at| self.text[at..].trim_start().chars().next());
        let is_block_scalar =
            matches!((&entry.node.value, header), (NodeValue::Scalar { plain: false, .. }, Some('|' | '>')));
        if in_flow || (value.is_on_one_line() && !nothing && !is_block_scalar) {
            let written = if in_flow { write::flow(value) } else { write::after_key(value, indentation)[0].clone() };
            let written = written.trim_start().to_owned();
            return Some(match (nothing, behind_colon) {
                (false, _) => vec![(entry.node.span.clone(), written)],
                (true, Some(at)) => vec![(at..at, format!(" {written}"))],
                (true, None) => vec![(entry.key_span.end..entry.key_span.end, format!(": {written}"))],
            });
        }
        // What is written on the key's line goes before its comment, what is written below it behind the comment.
        let newline = self.lines().newline();
        let lines = write::after_key(value, indentation);
        let below: String = lines[1..].iter().map(|line| format!("{newline}{line}")).collect();
        let at = behind_colon?;
        let value_end = if nothing { at } else { entry.node.span.end };
        let end = self.lines().end(value_end);
        Some(vec![(end..end, below), (at..value_end, lines[0].clone())])
    }

    /// The byte behind the colon that follows a key.
    fn behind_colon(&self, key_end: usize) -> Option<usize> {
        let rest = &self.text[key_end..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[blanks..].starts_with(':').then_some(key_end + blanks + 1)
    }

    /// A key put into a mapping.
    fn put(&self, parent: &Node, key: &str, value: &NewValue, order: &[&str]) -> Option<TextEdits> {
        let NodeValue::Mapping(entries) = &parent.value else { return None };
        let before = order.iter().position(|name| *name == key).map_or(&[][..], |position| &order[..position]);
        let neighbour = entries.iter().rev().find(|entry| before.contains(&entry.key.as_str())).or(entries.last());
        if is_flow(&self.text, parent) {
            let written = format!("{}: {}", write::scalar_in_flow(key), write::flow(value));
            let Some(neighbour) = neighbour else {
                let inside = parent.span.start + 1;
                return Some(vec![(inside..inside, written)]);
            };
            let end = self.end_of_entry(neighbour);
            return Some(vec![(end..end, format!(", {written}"))]);
        }
        let neighbour = neighbour?;
        let column = self.lines().column(neighbour.key_span.start);
        let sample = if column == 0 { self.lines().starting(&format!("#{key}:")) } else { None };
        if let Some(sample) = sample {
            return Some(vec![(sample, write::entry(key, value).join(self.lines().newline()))]);
        }
        let end = self.lines().end(self.end_of_entry(neighbour));
        let newline = self.lines().newline();
        let padding = " ".repeat(column);
        let lines = write::entry(key, value);
        let written: String = lines.iter().map(|line| format!("{newline}{}", write::padded(line, &padding))).collect();
        Some(vec![(end..end, written)])
    }

    /// The end of an entry's value, or of its colon.
    fn end_of_entry(&self, entry: &MappingEntry) -> usize {
        end_of(&self.text, &entry.node)
            .unwrap_or_else(|| self.behind_colon(entry.key_span.end).unwrap_or(entry.key_span.end))
    }

    /// A row put into a list.
    fn put_row(
        &self,
        root: &Node,
        steps: &[PathStep],
        node: &Node,
        position: usize,
        row: &NewValue,
    ) -> Option<TextEdits> {
        let NodeValue::Sequence(items) = &node.value else { return None };
        let newline = self.lines().newline();
        if is_flow(&self.text, node) {
            let brackets = self.text[node.span.clone()].chars().all(|c| matches!(c, '[' | ']') || c.is_whitespace());
            if items.is_empty()
                && brackets
                && matches!(row, NewValue::Map(_))
                && let Some(splices) = self.unfold(root, steps, node, row)
            {
                return Some(splices);
            }
            let written = write::flow(row);
            return Some(match (position, items.first()) {
                (_, None) => vec![(node.span.start + 1..node.span.start + 1, written)],
                (0, Some(first)) => vec![(first.span.start..first.span.start, format!("{written}, "))],
                _ => {
                    let end = end_of(&self.text, &items[position - 1])?;
                    vec![(end..end, format!(", {written}"))]
                }
            });
        }
        let dashes: Vec<usize> = items.iter().filter_map(|item| self.dash(item)).collect();
        let column = self.lines().column(*dashes.first()?);
        let rows_in_flow = items.iter().any(|item| is_flow(&self.text, item))
            || !items.iter().any(|item| matches!(item.value, NodeValue::Mapping(_)));
        let lines = if rows_in_flow { vec![write::flow(row)] } else { write::block(row) };
        let padding = " ".repeat(column);
        let written: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(number, line)| match number {
                0 => format!("{padding}- {line}"),
                _ => write::padded(line, &format!("{padding}  ")),
            })
            .collect();
        let written = written.join(newline);
        if position == 0 {
            let start = self.lines().start(dashes[0]);
            return Some(vec![(start..start, format!("{written}{newline}"))]);
        }
        let last = &items[position - 1];
        let end = end_of(&self.text, last).unwrap_or(last.span.end);
        let end = self.lines().end(end);
        Some(vec![(end..end, format!("{newline}{written}"))])
    }

    /// `key: []` in a block mapping, or `[]` as the whole file: rows stand below instead.
    fn unfold(&self, root: &Node, steps: &[PathStep], node: &Node, row: &NewValue) -> Option<TextEdits> {
        let newline = self.lines().newline();
        let Some((PathStep::Key(key), above)) = steps.split_last() else {
            return steps.is_empty().then(|| vec![(node.span.clone(), format!("- {}", write::flow(row)))]);
        };
        let parent = follow(root, above).filter(|parent| !is_flow(&self.text, parent))?;
        let entry = parent.entry(key)?;
        let at = self.behind_colon(entry.key_span.end)?;
        let padding = " ".repeat(self.lines().column(entry.key_span.start) + 2);
        let end = self.lines().end(node.span.end);
        let written = format!("{newline}{padding}- {}", write::flow(row));
        Some(vec![(end..end, written), (at..node.span.end, String::new())])
    }

    /// The dash before an item of a block list.
    fn dash(&self, item: &Node) -> Option<usize> {
        let before = self.text[..item.span.start].trim_end();
        before.ends_with('-').then(|| before.len() - 1)
    }

    fn span_to_remove(
        &self,
        parent: &Node,
        entries: &[MappingEntry],
        position: usize,
    ) -> Option<std::ops::Range<usize>> {
        let entry = &entries[position];
        let (start, end) = (entry.key_span.start, self.end_of_entry(entry));
        let lines = self.lines();
        let next = entries.get(position + 1).map(|next| next.key_span.start);
        let until_next = next.filter(|&next| !self.text[end..next].contains('#')).map(|next| start..next);
        if is_flow(&self.text, parent) {
            let before = position.checked_sub(1).map(|before| self.end_of_entry(&entries[before])..end);
            return if next.is_some() { until_next } else { before.or(Some(start..end)) };
        }
        if self.text[lines.start(start)..start].trim().is_empty() && entries.len() > 1 {
            return Some(lines.start(start)..lines.behind(end));
        }
        // The first key of a row stands behind its dash: the next one takes its place.
        until_next
    }

    fn apply(&mut self, splices: TextEdits, meant: &YamlValue, path: &str) -> Result<(), Message> {
        let mut text = self.text.clone();
        for (span, written) in splices {
            text.replace_range(span, &written);
        }
        let edited = Self { text, has_mark: self.has_mark };
        match edited.node() {
            Ok(Some(node)) if YamlValue::of(&node).says(meant) => {
                *self = edited;
                Ok(())
            }
            _ => Err(refused(path, NOT_MEANT)),
        }
    }
}

/// The node at the end of a path.
fn follow<'n>(root: &'n Node, steps: &[PathStep]) -> Option<&'n Node> {
    steps.iter().try_fold(root, |node, step| match (step, &node.value) {
        (PathStep::Key(key), _) => node.entry(key).map(|entry| &entry.node),
        (PathStep::Index(index), NodeValue::Sequence(items)) => items.get(*index),
        _ => None,
    })
}

const NO_PLACE: Pair = pair!("这里的写法找不到可以安全改写的位置", "there is no place here that can be edited safely");
const NO_LIST: Pair = pair!("这里不是列表", "this is no list");
const COLLECTION: Pair = pair!("这里已有一组内容，不会整组替换", "a list or a mapping is here, which is not replaced");
const NOT_MEANT: Pair = pair!(
    "改写后的文件读出来与要写的不一致，因此没有改",
    "the edited file would not say what was meant, so it was left alone",
);

fn refused(path: &str, Pair { zh, en }: Pair) -> Message {
    message!("无法就地改写 {path}：{zh}；请手工修改", "{path} cannot be edited in place: {en}; edit it by hand")
}

#[cfg(test)]
mod tests;
