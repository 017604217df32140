//! `sunboard diff`: which figures, ranks, cards, grades and awards a change of the content changes.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::args::{DiffArguments, DiffFormat, ViewArguments};
use super::build::request_for;
use super::{CommandError, ExitStatus, MessageLanguage, names, show};
use crate::Request;
use crate::datasets::{Column, Kind, Value};
use crate::diagnostic::Diagnostic;
use crate::editor::changes::{ValueChange, changes};
use crate::evaluate::Evaluation;
use crate::figure::Figure;
use crate::language::{Language, Pair, Speaks};
use crate::model::Site;
use crate::units::{Number, Timestamp};

pub(super) fn diff(asked: &DiffArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let (old, new) = (&asked.old, asked.new.as_ref());
    let checkout;
    let (old, new) = match (&asked.git, new) {
        (None, Some(new)) => (old.clone().unwrap_or_default(), new.clone()),
        (Some(revision), None) => {
            let content = old.clone().unwrap_or_else(|| PathBuf::from("content"));
            checkout = checked_out(&content, revision)?;
            (checkout.path().join("tree"), content)
        }
        _ => {
            return Err(CommandError(message!(
                "请写两个内容文件夹，或写 --git 版本号",
                "name two content folders, or --git with a revision"
            )));
        }
    };
    let sight = &asked.sight;
    let (Some(before), Some(after)) = (evaluated(sight, &old, None, speech)?, evaluated(sight, &new, None, speech)?)
    else {
        return Ok(ExitStatus::Faulty);
    };
    speech.learn(after.0.config.language);
    let found = changes((&before.0, &before.1), (&after.0, &after.1));
    let told = DiffReport { language: speech.language(), before: &before.0, after: &after.0, found: &found };
    match asked.format {
        DiffFormat::Text => say(&told.text()),
        DiffFormat::Markdown => say(&told.markdown()),
        DiffFormat::Json => say(&format!("{}\n", told.json())),
    }
    Ok(ExitStatus::Done)
}

/// To the standard output; whoever reads it may stop before the end.
pub(super) fn say(text: &str) {
    _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// A tree as the asked edition sees it; none where it has errors, which are shown.
/// Another file may stand for its rules.
pub(super) fn evaluated(
    sight: &ViewArguments,
    content: &Path,
    rules: Option<&PathBuf>,
    speech: &MessageLanguage,
) -> Result<Option<(Site, Evaluation)>, CommandError> {
    let request = Request {
        edition: sight.edition.into(),
        as_of: sight.as_of.map(Timestamp::end),
        drafts: sight.drafts,
        ..request_for(content)
    };
    let evaluated = crate::build::content::evaluated(&request, rules.map(PathBuf::as_path))
        .map_err(|error| CommandError(error.message))?;
    if evaluated.site.is_none() {
        eprintln!("{}{}", pick!(speech, "内容有误：", "faults in the content: "), content.display());
        let errors: Vec<Diagnostic> = evaluated.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        show::text(&errors, &evaluated.files, speech.language());
    }
    Ok(evaluated.site)
}

/// The content folder as it was in a revision, in a folder that goes when it is dropped.
pub(super) fn checked_out(content: &Path, revision: &str) -> Result<tempfile::TempDir, CommandError> {
    let trouble = |Pair { zh, en }, why: &str| {
        let why = why.trim();
        CommandError(message!("{zh}“{revision}”：{why}", "{en} `{revision}`: {why}"))
    };
    let folder =
        tempfile::tempdir().map_err(|error| trouble(pair!("取不出版本", "cannot check out"), &error.to_string()))?;
    let git = |arguments: &[&str]| -> Result<String, CommandError> {
        let index = folder.path().join("index");
        let ran = Command::new("git").arg("-C").arg(content).args(arguments).env("GIT_INDEX_FILE", index).output();
        let ran = ran.map_err(|error| {
            trouble(pair!("无法运行 git 取出版本", "cannot run git to check out"), &error.to_string())
        })?;
        if !ran.status.success() {
            return Err(trouble(
                pair!("git 取不出版本", "git cannot check out"),
                &String::from_utf8_lossy(&ran.stderr),
            ));
        }
        Ok(String::from_utf8_lossy(&ran.stdout).trim().to_owned())
    };
    if revision.starts_with('-') {
        return Err(trouble(pair!("不是版本", "no revision"), "-"));
    }
    let prefix = git(&["rev-parse", "--show-prefix"])?;
    let root = git(&["rev-parse", "--show-toplevel"])?;
    // An index that holds the content folder alone, as if it were the root of the work tree.
    git(&["read-tree", &format!("{revision}:{prefix}")])?;
    let target = format!("--prefix={}/", folder.path().join("tree").display());
    git(&["-C", &root, "checkout-index", "--all", "--quiet", &target])?;
    Ok(folder)
}

/// Changes in words.
pub(super) struct DiffReport<'a> {
    pub language: Language,
    pub before: &'a Site,
    pub after: &'a Site,
    pub found: &'a [ValueChange],
}

impl Speaks for DiffReport<'_> {
    fn language(&self) -> Language {
        self.language
    }
}

impl DiffReport<'_> {
    /// Changes by town, what belongs to no town last.
    fn by_town(&self) -> Vec<(String, Vec<&ValueChange>)> {
        let mut towns: Vec<Option<&str>> = self.found.iter().map(ValueChange::town).collect();
        towns.sort_by_key(|town| (town.is_none(), *town));
        towns.dedup();
        let of = |town: Option<&str>| self.found.iter().filter(|change| change.town() == town).collect();
        towns.into_iter().map(|town| (self.heading(town), of(town))).collect()
    }

    fn heading(&self, town: Option<&str>) -> String {
        let Some(slug) = town else { return pick!(self, "全市", "The whole area").to_owned() };
        match self.after.towns.get(slug).or_else(|| self.before.towns.get(slug)) {
            Some(town) => say!(self, "{}（{slug}）", "{} ({slug})", town.name),
            None => slug.to_owned(),
        }
    }

    /// Which row, without the town: 2020Q3 overall.
    fn row(&self, change: &ValueChange) -> String {
        let others = change.key.iter().filter(|(column, value)| column.name != "town" && *value != Value::Missing);
        let words: Vec<String> = others.map(|(column, value)| self.name(column, &value.to_string())).collect();
        [change.title.pick(self)].into_iter().map(str::to_owned).chain(words).collect::<Vec<_>>().join(" ")
    }

    /// A column's title; where the values are told by their names, it speaks of no id.
    fn column(&self, column: &Column) -> &'static str {
        let title = column.title.pick(self);
        title.strip_suffix("代号").unwrap_or(title)
    }

    /// What an id stands for, by name; what is no id stays as it is.
    fn name(&self, column: &Column, id: &str) -> String {
        names::of([self.after, self.before], column.name, id).unwrap_or_else(|| id.to_owned())
    }

    fn value(&self, column: &Column, value: &Value) -> String {
        match (value, column.kind) {
            (Value::Missing, _) => pick!(self, "（无）", "(none)").to_owned(),
            (Value::Text(code), _) => {
                let known = column.codes.iter().find(|known| known.code == code);
                known.map_or_else(|| self.name(column, code), |known| known.name.pick(self).to_owned())
            }
            (Value::Number(number), kind) => {
                let figure = column.measure.map(|measure| Figure::of(measure, Number(*number)));
                let digits = figure.and_then(|figure| figure.as_stated()).unwrap_or_else(|| value.to_string());
                if kind == Kind::Rate { format!("{digits}%") } else { digits }
            }
            (value, _) => value.to_string(),
        }
    }

    fn summary(&self) -> String {
        let towns = self.by_town().iter().filter(|(_, changes)| changes[0].town().is_some()).count();
        let count = self.found.len();
        let days = (self.before.as_of, self.after.as_of);
        let day = match days {
            (before, after) if before == after => say!(self, "（数据截至{after}）", " (as of {after})"),
            (before, after) => {
                say!(self, "（数据截至{after}，此前截至{before}）", " (as of {after}, before as of {before})")
            }
        };
        match count {
            0 => say!(self, "数据、名次、红黄牌和奖补均无变化{day}", "No figure, rank, card or award changes{day}"),
            _ => say!(self, "{towns}个小镇，共{count}处变化{day}", "{count} changes in {towns} towns{day}"),
        }
    }

    pub fn text(&self) -> String {
        let mut out = String::new();
        for (heading, changes) in self.by_town() {
            out.push_str(&format!("{heading}\n"));
            for change in changes {
                let (was, is) = (self.value(&change.column, &change.before), self.value(&change.column, &change.after));
                let (row, column) = (self.row(change), self.column(&change.column));
                out.push_str(&format!(
                    "  {row}{}{column}{}{was} → {is}\n",
                    pick!(self, "，", ", "),
                    pick!(self, "：", ": ")
                ));
            }
        }
        out.push_str(&format!("{}\n", self.summary()));
        out
    }

    fn markdown(&self) -> String {
        let mut out = format!("### {}\n", self.summary());
        // What editors wrote must not become markup.
        let cell =
            |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace(['\n', '\r'], " ");
        for (heading, changes) in self.by_town() {
            out.push_str(&format!("\n#### {}\n\n", cell(&heading)));
            out.push_str(pick!(self, "| 表 | 项目 | 原来 | 现在 |\n", "| table | item | before | now |\n"));
            out.push_str("| --- | --- | ---: | ---: |\n");
            for change in changes {
                let (was, is) = (self.value(&change.column, &change.before), self.value(&change.column, &change.after));
                let cells = [self.row(change), self.column(&change.column).to_owned(), was, is].map(|text| cell(&text));
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        out
    }

    fn json(&self) -> String {
        let value = |value: &Value| match value {
            Value::Missing => serde_json::Value::Null,
            value => json!(value.to_string()),
        };
        let changes: Vec<_> = self
            .found
            .iter()
            .map(|change| {
                let key: serde_json::Map<String, serde_json::Value> =
                    change.key.iter().map(|(column, given)| (column.name.to_owned(), value(given))).collect();
                let (before, after) = (value(&change.before), value(&change.after));
                json!({ "table": change.table, "key": key, "column": change.column.name, "before": before, "after": after })
            })
            .collect();
        let days = [self.before.as_of, self.after.as_of].map(|day| day.to_string());
        let language = self.after.config.language.tag();
        json!({ "as_of": { "before": days[0], "after": days[1] }, "language": language, "changes": changes })
            .to_string()
    }
}
