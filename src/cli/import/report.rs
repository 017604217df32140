//! What an import would change or has changed, what it leaves out and what it stops at, in words.

use super::doubts::PlausibilityDoubts;
use crate::diagnostic::Message;
use crate::editor::returns::plausible::PlausibilityFinding;
use crate::editor::returns::reading::{Origin, Problem, ReadReturns};
use crate::editor::returns::shown;
use crate::editor::returns::update::{ChangedValue, ReturnChange};
use crate::language::{Language, Speaks};
use crate::model::{FigureStatus, Tree};
use crate::units::{FromText as _, Money};
use crate::words::terms;

/// How an import ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct ImportOutcome {
    /// Returns that were read.
    pub returns: usize,
    /// Projects' rows that were read.
    pub projects: usize,
    /// Values that change.
    pub changes: usize,
    /// Town files that change.
    pub files: usize,
    /// Whether they were written.
    pub is_written: bool,
}

/// Changes and problems in words.
pub(super) struct ImportReport<'a> {
    pub language: Language,
    pub tree: &'a Tree,
}

impl Speaks for ImportReport<'_> {
    fn language(&self) -> Language {
        self.language
    }
}

impl ImportReport<'_> {
    pub fn changes(&self, changes: &[ReturnChange]) -> String {
        let mut out = String::new();
        let mut last = None;
        for change in changes {
            if last.replace((&change.town, change.quarter)) != Some((&change.town, change.quarter)) {
                let name = self.tree.towns.get(&change.town).map_or("", |town| town.name.0.as_str());
                out.push_str(&format!("{name}{} {}\n", &say!(self, "（{}）", " ({})", change.town), change.quarter));
            }
            out.push_str(&self.change(change));
        }
        out
    }

    fn change(&self, change: &ReturnChange) -> String {
        let name = match &change.what {
            ChangedValue::Figure(field) => terms::name(*field, self.language),
            ChangedValue::Indicator(name, _) => name,
            ChangedValue::Status => pick!(self, "数据状态", "status"),
            ChangedValue::Reported => pick!(self, "报送日期", "reported on"),
            ChangedValue::Note => pick!(self, "情况说明", "the town's own word"),
            ChangedValue::Project { name, basis, .. } => {
                let basis = terms::name(*basis, self.language);
                &say!(self, "项目“{name}”{basis}完成", "project `{name}`, completed {basis}")
            }
            ChangedValue::ProjectState(name) => {
                &say!(self, "项目“{name}”形象进度", "project `{name}`, state of the works")
            }
        };
        let none = pick!(self, "（无）", "(none)").to_owned();
        let before = change.before.as_ref().map_or(none, |value| self.value(&change.what, value));
        let after = self.value(&change.what, &change.after);
        let unit = match &change.what {
            ChangedValue::Figure(_) | ChangedValue::Project { .. } => pick!(self, "万元", " (万元)"),
            ChangedValue::Indicator(_, unit) => unit,
            _ => "",
        };
        let kept = match change.is_revision {
            true => pick!(self, "（修订，旧值留在修订记录里）", " (a correction; the earlier value is kept)"),
            false => "",
        };
        let cell = change.origin.as_ref().map_or_else(String::new, |origin| format!("  [{origin}]"));
        format!("  {name}{}{before} → {after}{unit}{kept}{cell}\n", pick!(self, "：", ": "))
    }

    fn value(&self, what: &ChangedValue, value: &str) -> String {
        match what {
            ChangedValue::Figure(_) | ChangedValue::Project { .. } => {
                Money::from_text(value).map_or_else(|_| value.to_owned(), shown::wan)
            }
            ChangedValue::Status => {
                let status = match value {
                    "final" => FigureStatus::Final,
                    "revised" => FigureStatus::Revised,
                    _ => FigureStatus::Provisional,
                };
                terms::name(status, self.language).to_owned()
            }
            ChangedValue::Note | ChangedValue::ProjectState(_) => value.replace('\n', " "),
            ChangedValue::Reported | ChangedValue::Indicator(..) => value.to_owned(),
        }
    }

    /// Columns that were not taken: where a figure is missed, this tells why.
    pub fn passed(&self, reading: &ReadReturns) -> String {
        let mut out = String::new();
        for (sheet, headings) in &reading.passed {
            let zh = headings.iter().map(|heading| heading.zh.as_str()).collect::<Vec<_>>().join("、");
            let en = headings.iter().map(|heading| heading.en.as_str()).collect::<Vec<_>>().join(", ");
            out.push_str(&say!(
                self.language,
                "“{sheet}”中没有采用的列：{zh}\n",
                "columns of `{sheet}` that were not taken: {en}\n"
            ));
        }
        out
    }

    /// What is told of cells that were taken, left out or checked, but for what is found anyway.
    pub fn notes(&self, reading: &ReadReturns, found: &[PlausibilityFinding]) -> String {
        let notes = reading.notes.iter().map(|note| (note.origin.as_ref(), &note.message));
        let is_found = |origin: &Origin| found.iter().any(|finding| finding.origin.as_ref() == Some(origin));
        let contradictions = reading.contradictions.iter().filter(|one| !is_found(&one.origin));
        let contradictions = contradictions.map(|one| (Some(&one.origin), &one.message));
        notes.chain(contradictions).map(|(origin, message)| self.line(origin, message)).collect()
    }

    fn line(&self, origin: Option<&Origin>, message: &Message) -> String {
        let place = origin.map_or_else(String::new, |origin| format!("{origin}  "));
        format!("{place}{}\n", message.pick(self.language))
    }

    pub fn lines(&self, messages: &[Message]) -> String {
        messages.iter().map(|message| self.line(None, message)).collect()
    }

    /// What is to be looked at once more, each with the name by which it is accepted.
    pub fn doubts(&self, doubts: &PlausibilityDoubts) -> String {
        let mut out = String::new();
        for finding in &doubts.all {
            let accepted = match doubts.is_accepted(finding) {
                true => pick!(self, "，已用 --accept 接受", ", accepted"),
                false => "",
            };
            let message = finding.message.pick(self.language);
            let rule = finding.rule;
            let said = say!(self.language, "{message}（{rule}{accepted}）", "{message} ({rule}{accepted})");
            out.push_str(&self.line(finding.origin.as_ref(), &Message::new(said.clone(), said)));
        }
        for (rule, _) in doubts.accepted().into_iter().filter(|(_, times)| *times == 0) {
            out.push_str(&say!(
                self.language,
                "--accept {rule} 没有用到：这一次没有这样的情况\n",
                "--accept {rule} was not needed: there is nothing of the kind\n"
            ));
        }
        out
    }

    pub fn new_diagnostics(&self, is_faulty: bool) -> &'static str {
        match is_faulty {
            true => pick!(
                self,
                "照这张表改，内容会有下列错误，因此没有写入：",
                "with these changes the content would have the following faults, so nothing was written:"
            ),
            false => pick!(
                self,
                "照这张表改，检查时会多出下列警告：",
                "with these changes the check would give the following new warnings:"
            ),
        }
    }

    /// Why nothing was written, and how it is.
    pub fn stopped(&self, doubts: &PlausibilityDoubts) -> String {
        let (count, rules) = open(doubts);
        say!(
            self.language,
            "有{count}处要先核对，因此什么都没有写入；有误的请改正表格，核对无误的，这一次加 --accept {rules}\n",
            "{count} places are to be looked at first, so nothing was written; mend the table, or where it is right, add --accept {rules} this time\n"
        )
    }

    /// The last lines: what was written, or how to write it.
    pub fn end(&self, end: &ImportOutcome, doubts: &PlausibilityDoubts) -> String {
        let ImportOutcome { returns, projects, changes, files, is_written } = *end;
        let message = match (changes, is_written) {
            (0, _) if projects > 0 => message!(
                "读到{returns}个小镇、{projects}个项目的报送，与现有数据一致，没有变化",
                "{returns} returns and those of {projects} projects were read; they change nothing"
            ),
            (0, _) => message!(
                "读到{returns}个小镇的报送，与现有数据一致，没有变化",
                "{returns} returns were read; they change nothing"
            ),
            (_, true) => message!(
                "已写入{files}个小镇文件，共{changes}处变化",
                "{changes} changes were written to {files} town files"
            ),
            (_, false) => message!(
                "共{changes}处变化，涉及{files}个小镇文件；现在只是预览，确认后加 --write 写入",
                "{changes} changes in {files} town files; this is a preview: add --write to write them"
            ),
        };
        let (count, rules) = open(doubts);
        let open = match count {
            0 => String::new(),
            _ => say!(
                self,
                "。有{count}处写入时会停下（见上）；核对无误的，再加 --accept {rules}",
                ". {count} places would stop it (see above); where they are right, add --accept {rules}"
            ),
        };
        let accepted: Vec<String> = doubts
            .accepted()
            .into_iter()
            .filter(|(_, times)| *times > 0)
            .map(|(rule, times)| format!("{rule}{}", say!(self, "（{times}处）", " ({times})")))
            .collect();
        let accepted = match accepted.is_empty() {
            true => String::new(),
            false => say!(self, "；已接受：{}", "; accepted: {}", self.language.join(accepted)),
        };
        format!("{}{accepted}{open}\n", message.pick(self.language))
    }

    pub fn problems(&self, problems: &[Problem]) -> String {
        let mut out = String::new();
        for problem in problems {
            let place = problem.origin.as_ref().map_or_else(String::new, |origin| format!("{origin}  "));
            let why = problem.why.pick(self.language);
            let value = problem.value.replace('\n', " ");
            let is_named = why.contains(&format!("“{value}”")) || why.contains(&format!("`{value}`"));
            let meaning = problem.meaning.map_or_else(String::new, |amount| {
                let amount = shown::exact_money(amount, self.language);
                say!(self, "（{amount}）", " ({amount})")
            });
            let value = match value.is_empty() || is_named {
                true => String::new(),
                false => {
                    format!(
                        "{}{value}{}{meaning}{}",
                        pick!(self, "“", "`"),
                        pick!(self, "”", "`"),
                        pick!(self, "：", ": ")
                    )
                }
            };
            out.push_str(&format!("{place}{value}{why}\n"));
        }
        let count = problems.len();
        out + &say!(
            self.language,
            "有{count}处不能采用，因此什么都没有写入；请改正表格后重新导入\n",
            "{count} places cannot be taken, so nothing was written; mend the table and import it again\n"
        )
    }
}

/// How many findings stop the writing, and their rules as they are accepted.
fn open(doubts: &PlausibilityDoubts) -> (usize, String) {
    let mut rules: Vec<&str> = doubts.open().map(|finding| finding.rule).collect();
    let count = rules.len();
    rules.dedup();
    (count, rules.join(","))
}
