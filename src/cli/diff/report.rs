//! Changes in words: by table, what readers ask for first on top; then the files of the site.

use super::values::shortened;
use crate::datasets::Column;
use crate::editor::changes::{FileChange, FileChangeKind, Presence, RowChange, SiteFileKind, TableChange};
use crate::language::{Language, Speaks, many};
use crate::model::Site;

/// How many lines of a group are shown unless all are asked for.
const ROWS: usize = 10;
/// How many files of a kind are named.
const FILES: usize = 5;
/// How many columns of a row that came or went.
const COLUMNS: usize = 6;

/// What is told of two trees.
pub(in crate::cli) struct DiffReport<'a> {
    pub language: Language,
    pub before: &'a Site,
    pub after: &'a Site,
    pub tables: &'a [TableChange],
    /// The files that differ; none where they were not looked at.
    pub files: Option<&'a [FileChange]>,
    /// Whether groups are told in full.
    pub all: bool,
}

impl Speaks for DiffReport<'_> {
    fn language(&self) -> Language {
        self.language
    }
}

/// A change of a table as a line, in parts.
struct Line {
    /// Which row; empty where it is the whole table.
    row: String,
    /// What: a column with its values before and now, or words.
    told: Vec<ToldChange>,
    /// How many changes it is.
    count: usize,
}

enum ToldChange {
    Change { column: &'static str, before: String, after: String },
    Words(String),
}

/// The lines of a table that are shown, and how many changes the others are.
struct Group {
    heading: String,
    lines: Vec<Line>,
    left_out: usize,
}

impl DiffReport<'_> {
    fn groups(&self) -> Vec<Group> {
        self.tables.iter().map(|table| self.group(table)).collect()
    }

    fn group(&self, table: &TableChange) -> Group {
        let mut lines = self.of_whole(table);
        if table.presence == Presence::Kept {
            lines.extend(table.rows.iter().map(|row| self.line(table, row)));
        }
        let shown = if self.all { lines.len() } else { ROWS.min(lines.len()) };
        let left_out = lines.split_off(shown).iter().map(|line| line.count).sum();
        let count = many(self.language, table.count(), pair!("处", "change"));
        let title = table.title.pick(self);
        Group { heading: say!(self, "{title}（{count}）", "{title} ({count})"), lines, left_out }
    }

    /// What is told of a table as a whole.
    fn of_whole(&self, table: &TableChange) -> Vec<Line> {
        let line = |words: String| Line { row: String::new(), told: vec![ToldChange::Words(words)], count: 1 };
        let rows = many(self.language, table.rows.len(), pair!("行", "row"));
        let whole = match table.presence {
            Presence::Came => Some(say!(self, "整张表新公布，{rows}", "the whole table is new, with {rows}")),
            Presence::Went => Some(say!(self, "整张表不再公布，原有{rows}", "the whole table goes; it had {rows}")),
            Presence::Kept => None,
        };
        let column = |words: &str, column: &usize| {
            let title = self.column(&table.columns[*column]);
            say!(self, "{words}：{title}", "{words}: {title}")
        };
        let new = table.columns_new.iter().map(|own| column(pick!(self, "新增一列", "new column"), own));
        let gone = table.columns_gone.iter().map(|own| column(pick!(self, "不再有一列", "column gone"), own));
        let order = pick!(self, "各行的先后次序有变化", "the rows stand in another order").to_owned();
        let order = table.is_reordered.then_some(order);
        whole.into_iter().chain(new).chain(gone).chain(order).map(line).collect()
    }

    fn line(&self, table: &TableChange, row: &RowChange) -> Line {
        let told = match (&row.before, &row.after) {
            (None, _) => vec![ToldChange::Words(self.whole_row(table, row, pick!(self, "新增", "new")))],
            (_, None) => {
                vec![ToldChange::Words(self.whole_row(table, row, pick!(self, "不再列出，原为", "gone; it was")))]
            }
            _ => {
                let told = row.cells.iter().map(|&cell| {
                    let [before, after] = self.values(table, row, cell);
                    ToldChange::Change { column: self.column(&table.columns[cell]), before, after }
                });
                told.collect()
            }
        };
        Line { row: self.row(table, row), told, count: row.count() }
    }

    /// What a row says that came or went.
    fn whole_row(&self, table: &TableChange, row: &RowChange, word: &str) -> String {
        // The key says where it stands, and the town's name is in it already.
        let cells = row.cells.iter().filter(|&&cell| table.columns[cell].name != "town_name");
        let told = cells.filter_map(|&cell| {
            let value = self.value(table, row, cell, &row.latest()[cell])?;
            Some(format!("{} {}", self.column(&table.columns[cell]), shortened(&value, 0)))
        });
        let told: Vec<String> = told.collect();
        let shown = if self.all { told.len() } else { COLUMNS.min(told.len()) };
        let more = if shown < told.len() { "……" } else { "" };
        if told.is_empty() {
            return word.trim_end_matches("，原为").trim_end_matches("; it was").to_owned();
        }
        let told = told[..shown].join(pick!(self, "，", ", "));
        say!(self, "{word}：{told}{more}", "{word}: {told}{more}")
    }

    /// Which row: the town first.
    fn row(&self, table: &TableChange, row: &RowChange) -> String {
        let (town, others): (Vec<usize>, Vec<usize>) =
            table.key.iter().partition(|&&column| table.columns[column].name == "town");
        let words = town.into_iter().chain(others).filter_map(|column| {
            let value = &row.latest()[column];
            let word = self.value(table, row, column, value)?;
            Some(shortened(&word, 0))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// A column's title; where the values are told by their names, it speaks of no id.
    fn column(&self, column: &Column) -> &'static str {
        let title = column.title.pick(self);
        title.strip_suffix("代号").filter(|title| !title.is_empty()).unwrap_or(title)
    }

    /// How many changes, in how many towns.
    fn summary(&self) -> String {
        let day = match (self.before.as_of, self.after.as_of) {
            (before, after) if before == after => say!(self, "（数据截至{after}）", " (as of {after})"),
            (before, after) => {
                say!(self, "（数据截至{after}，此前截至{before}）", " (as of {after}, before as of {before})")
            }
        };
        let rows = self.tables.iter().flat_map(|table| table.rows.iter().map(move |row| table.town(row)));
        let mut towns: Vec<&str> = rows.flatten().collect();
        towns.sort_unstable();
        towns.dedup();
        let count: usize = self.tables.iter().map(TableChange::count).sum();
        let changes = many(self.language, count, pair!("处", "change"));
        let in_towns = many(self.language, towns.len(), pair!("个小镇", "town"));
        let Some(files) = self.files else {
            return match count {
                0 => say!(self, "这个小镇的数据没有变化{day}", "Nothing changes in the data of this town{day}"),
                _ => say!(
                    self,
                    "数据表共{changes}变化，涉及{in_towns}{day}",
                    "{changes} in the tables, about {in_towns}{day}"
                ),
            };
        };
        let of_kind = |kind| files.iter().filter(|file| file.kind == kind).count();
        let (data, pages) = (of_kind(SiteFileKind::Data), of_kind(SiteFileKind::Page));
        let others = files.len() - data - pages;
        let kinds = [
            (data, pair!("个数据文件", "data file")),
            (pages, pair!("个页面", "page")),
            (others, pair!("个其他文件", "other file")),
        ];
        let kinds = kinds.into_iter().filter(|(count, _)| *count > 0);
        let kinds: Vec<String> = kinds.map(|(count, unit)| many(self.language, count, unit)).collect();
        let kinds = kinds.join(pick!(self, "、", ", "));
        match (count, files.len()) {
            (0, 0) => say!(
                self,
                "没有变化：生成的网站每个文件都相同{day}",
                "No change: every file of the site stays the same{day}"
            ),
            (0, _) => say!(
                self,
                "数据表没有变化，但网站有变化（文字、图片、设置等）：{kinds}{day}",
                "No table changes, but words, pictures or settings of the site do: {kinds}{day}"
            ),
            _ if towns.is_empty() => {
                say!(
                    self,
                    "数据表共{changes}变化；网站有变化的：{kinds}{day}",
                    "{changes} in the tables; in the site: {kinds}{day}"
                )
            }
            _ => say!(
                self,
                "数据表共{changes}变化，涉及{in_towns}；网站有变化的：{kinds}{day}",
                "{changes} in the tables, about {in_towns}; in the site: {kinds}{day}"
            ),
        }
    }

    /// A line for each kind of file that differs: what it is, and which.
    fn files(&self) -> Vec<(String, String)> {
        let Some(files) = self.files else { return Vec::new() };
        let mut lines = Vec::new();
        for kind in SiteFileKind::ALL {
            if kind == SiteFileKind::Search && !self.all {
                // Its parts are named by what is in them, which tells people nothing.
                let count = files.iter().filter(|file| file.kind == kind).count();
                let told = || many(self.language, count, pair!("个文件", "file"));
                lines.extend((count > 0).then(|| (kind.name().pick(self).to_owned(), told())));
                continue;
            }
            for change in [FileChangeKind::Changed, FileChangeKind::Came, FileChangeKind::Went] {
                let own = files.iter().filter(|file| (file.kind, file.change) == (kind, change));
                let paths: Vec<&str> = own.map(|file| file.path.as_str()).collect();
                if paths.is_empty() {
                    continue;
                }
                let (name, count) = (kind.name().pick(self), paths.len());
                let head = match change {
                    FileChangeKind::Changed => say!(self, "{name}，{count}个有变化", "{name}, changed: {count}"),
                    FileChangeKind::Came => say!(self, "{name}，新增{count}个", "{name}, new: {count}"),
                    FileChangeKind::Went => say!(self, "{name}，不再有{count}个", "{name}, gone: {count}"),
                };
                let shown = if self.all { count } else { FILES.min(count) };
                let mut told = paths[..shown].join(pick!(self, "、", ", "));
                if shown < count {
                    let rest = count - shown;
                    told.push_str(&say!(
                        self,
                        "，还有{rest}个，用 --all 看全部",
                        ", and {rest} more (--all shows them)"
                    ));
                }
                lines.push((head, told));
            }
        }
        lines
    }

    fn more(&self, group: &Group) -> Option<String> {
        let rest = group.left_out;
        (rest > 0).then(|| say!(self, "还有 {rest} 处，用 --all 看全部", "{rest} more; --all shows them all"))
    }

    pub fn text(&self) -> String {
        let mut out = String::new();
        let colon = pick!(self, "：", ": ");
        for group in self.groups() {
            out.push_str(&format!("{}\n", group.heading));
            for line in &group.lines {
                let told = line.told.iter().map(|told| match told {
                    ToldChange::Change { column, before, after } => format!("{column}{colon}{before} → {after}"),
                    ToldChange::Words(words) => words.clone(),
                });
                let told = told.collect::<Vec<_>>().join(pick!(self, "；", "; "));
                let comma = if line.row.is_empty() { "" } else { pick!(self, "，", ", ") };
                out.push_str(&format!("  {}{comma}{told}\n", line.row));
            }
            out.extend(self.more(&group).map(|more| format!("  {more}\n")));
        }
        let files = self.files();
        if !files.is_empty() {
            out.push_str(pick!(self, "网站文件\n", "Files of the site\n"));
            out.extend(files.iter().map(|(head, told)| format!("  {head}{colon}{told}\n")));
        }
        out.push_str(&format!("{}\n", self.summary()));
        out
    }

    pub(super) fn markdown(&self) -> String {
        let mut out = format!("### {}\n", self.summary());
        // What editors wrote must not become markup.
        let cell =
            |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace(['\n', '\r'], " ");
        for group in self.groups() {
            out.push_str(&format!("\n#### {}\n\n", cell(&group.heading)));
            out.push_str(pick!(self, "| 对象 | 项目 | 原来 | 现在 |\n", "| row | item | before | now |\n"));
            out.push_str("| --- | --- | ---: | ---: |\n");
            for line in &group.lines {
                for told in &line.told {
                    let (column, before, after) = match told {
                        ToldChange::Change { column, before, after } => (*column, before.as_str(), after.as_str()),
                        ToldChange::Words(words) => (words.as_str(), "", ""),
                    };
                    let cells = [&line.row, column, before, after].map(cell);
                    out.push_str(&format!("| {} |\n", cells.join(" | ")));
                }
            }
            out.extend(self.more(&group).map(|more| format!("\n{more}\n")));
        }
        let files = self.files();
        if !files.is_empty() {
            out.push_str(pick!(self, "\n#### 网站文件\n\n", "\n#### Files of the site\n\n"));
            let colon = pick!(self, "：", ": ");
            out.extend(files.iter().map(|(head, told)| format!("- {head}{colon}{}\n", cell(told))));
        }
        out
    }
}
