//! `sunboard status`: who has reported each quarter, what is provisional, and whether the public sees it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{EditionName, Format, StatusArguments, ViewArguments};
use super::build::request_for;
use super::diff::{evaluated, say};
use super::{CommandError, ExitStatus, MessageLanguage, waiting};
use crate::diagnostic::Message;
use crate::editor::status::{QuarterStatus, Release, Returns, status as stand, without_file};
use crate::language::{Language, Speaks};
use crate::model::Site;
use crate::units::{Quarter, Slug, Timestamp};
use crate::{Request, Waits};

pub(super) fn status(asked: &StatusArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    // The office's view: what the public does not see yet is what the question is about.
    let sight = ViewArguments { edition: EditionName::Internal, as_of: asked.as_of, drafts: false };
    let Some((site, evaluation)) = evaluated(&sight, &asked.content, speech)? else {
        return Ok(ExitStatus::Faulty);
    };
    speech.learn(site.config.language);
    let mut quarters = stand(&site, &evaluation);
    if let Some(quarter) = asked.quarter {
        let all: Vec<String> = quarters.iter().map(|one| one.quarter.to_string()).collect();
        quarters.retain(|one| one.quarter == quarter);
        if quarters.is_empty() {
            return Err(none(quarter, &site, &all.join(" ")));
        }
    }
    let public = Request { as_of: asked.as_of.map(Timestamp::end), ..request_for(&asked.content) };
    let dates = crate::build::content::dates(&public, None).map_err(|error| CommandError(error.message))?;
    let waits = dates.calendar.map(|(_, waits)| waits).unwrap_or_default();
    let told = StatusReport { site: &site, waits: &waits, language: speech.language() };
    match asked.format {
        Format::Json => say(&format!("{}\n", told.json(&quarters))),
        Format::Text if quarters.is_empty() => say(&told.none()),
        Format::Text => {
            let mut text = told.table(&quarters);
            if let Some(latest) = quarters.last() {
                told.detail(&mut text, latest);
            }
            if let Some(note) = waiting::note(&waits, speech.language(), waiting::IN_PUBLIC) {
                _ = writeln!(text, "\n{note}");
            }
            say(&text);
        }
    }
    Ok(ExitStatus::Done)
}

fn none(quarter: Quarter, site: &Site, all: &str) -> CommandError {
    let as_of = site.as_of;
    let Message { zh, en } = match all {
        "" => message!("还没有季度", "there is no quarter yet"),
        all => message!("已有：{all}", "there are: {all}"),
    };
    CommandError(if quarter.last_day() > as_of {
        message!("到{as_of}，{quarter} 尚未结束；{zh}", "on {as_of}, {quarter} is not over; {en}")
    } else {
        message!(
            "没有 quarters/{quarter}.yaml；{zh}。新建：sunboard new quarter {quarter}",
            "there is no quarters/{quarter}.yaml; {en}. To begin it: sunboard new quarter {quarter}"
        )
    })
}

struct StatusReport<'a> {
    site: &'a Site,
    waits: &'a Waits,
    language: Language,
}

impl Speaks for StatusReport<'_> {
    fn language(&self) -> Language {
        self.language
    }
}

impl StatusReport<'_> {
    /// That there is no quarter yet, and how to begin one.
    fn none(&self) -> String {
        let as_of = self.site.as_of;
        let next = without_file(self.site).unwrap_or_else(|| Quarter::of(as_of).previous());
        say!(
            self.language,
            "数据截至{as_of}\n\n还没有季度。季度结束后新建：sunboard new quarter {next}\n",
            "As of {as_of}\n\nThere is no quarter yet. To begin one that is over: sunboard new quarter {next}\n"
        )
    }

    /// A line a quarter, in columns apart by tabs. Towns that are awaited although no day is set have a column only where
    /// there are any.
    fn table(&self, quarters: &[QuarterStatus]) -> String {
        let as_of = self.site.as_of;
        let mut text = say!(self.language, "数据截至{as_of}\n\n", "As of {as_of}\n\n");
        let is_undated = quarters.iter().any(|one| !one.all.undated.is_empty());
        let columns = [
            pair!("季度", "quarter"),
            pair!("应报", "expected"),
            pair!("已报", "reported"),
            pair!("未报送", "not reported"),
            pair!("未到期", "not due"),
            pair!("待报送（未定期限）", "awaited, no day set"),
            pair!("缺数", "incomplete"),
            pair!("初步数", "provisional"),
            pair!("公开情况", "release"),
        ];
        let columns = columns.into_iter().filter(|title| is_undated || !title.en.starts_with("awaited"));
        text.push_str(&columns.map(|title| title.pick(self)).collect::<Vec<_>>().join("\t"));
        text.push('\n');
        for one in quarters {
            let counts = counts(&one.all).into_iter().filter(|(name, _)| is_undated || *name != "undated");
            let counts = counts.map(|(_, count)| count.to_string()).collect::<Vec<_>>().join("\t");
            _ = writeln!(text, "{}\t{counts}\t{}", one.quarter, self.release(one.release));
        }
        if let Some(quarter) = without_file(self.site) {
            let words = pick!(self, "尚无季度文件，新建", "has no file yet; to begin it");
            _ = writeln!(text, "\n{quarter} {words}: sunboard new quarter {quarter}");
        }
        text
    }

    /// A quarter in full.
    fn detail(&self, text: &mut String, one: &QuarterStatus) {
        _ = writeln!(text, "\n## {}", one.quarter);
        if let Some(due) = one.due {
            _ = writeln!(text, "{}{due}", pick!(self, "报送期限：", "Returns due by: "));
        }
        _ = writeln!(text, "{}{}", pick!(self, "公开情况：", "Release: "), self.release(one.release));
        for (title, groups) in [
            (pick!(self, "按榜单", "By board"), one.boards.iter().map(|(_, name, returns)| (name, returns)).collect()),
            (
                pick!(self, "按县（市、区）", "By county"),
                one.counties.iter().map(|(_, name, returns)| (name, returns)).collect::<Vec<_>>(),
            ),
        ] {
            if groups.is_empty() {
                continue;
            }
            _ = writeln!(text, "\n{title}");
            for (name, returns) in groups {
                let name =
                    if name.is_empty() { pick!(self, "未注明县（市、区）", "without a county") } else { name };
                self.group(text, name, returns);
            }
        }
        if !one.all.provisional.is_empty() {
            let count = one.all.provisional.len();
            let names = self.names(&one.all.provisional);
            _ = writeln!(
                text,
                "{}",
                say!(self.language, "\n初步数（{count}个）：{names}", "\nProvisional figures ({count}): {names}")
            );
        }
    }

    fn group(&self, text: &mut String, name: &str, returns: &Returns) {
        let (expected, reported) = (returns.expected.len(), returns.reported.len());
        _ = writeln!(
            text,
            "{}",
            say!(
                self.language,
                "  {name}：应报{expected}个，已报{reported}个",
                "  {name}: {reported} of {expected} reported"
            )
        );
        for (title, towns) in [
            (pair!("未报送", "not reported"), &returns.not_reported),
            (pair!("尚未报送（未到期）", "not reported, not due yet"), &returns.awaited),
            (pair!("尚未报送（规则未定报送期限）", "not reported, and the rules set no day"), &returns.undated),
            (pair!("缺榜单所需数据", "without the figure of the board"), &returns.incomplete),
        ] {
            if !towns.is_empty() {
                _ = writeln!(text, "    {}{}{}", title.pick(self), pick!(self, "：", ": "), self.names(towns));
            }
        }
    }

    fn names(&self, towns: &[Slug]) -> String {
        let name = |slug: &Slug| {
            let name = self.site.towns.get(slug).map_or(slug.0.as_str(), |town| town.name.0.as_str());
            say!(self.language, "{name}（{slug}）", "{name} ({slug})")
        };
        towns.iter().map(name).collect::<Vec<_>>().join(pick!(self, "、", ", "))
    }

    fn release(&self, release: Release) -> String {
        match release {
            Release::Released(time) => say!(self, "已于{time}公开", "released {time}"),
            Release::Embargoed(time) => say!(self, "定于{time}公开", "embargoed until {time}"),
            Release::Unset => pick!(self, "未定公开时间", "no time of release").to_owned(),
            Release::Internal => pick!(self, "只限内部版（internal: true）", "internal (internal: true)").to_owned(),
        }
    }

    fn json(&self, quarters: &[QuarterStatus]) -> Value {
        let quarters: Vec<Value> = quarters.iter().map(|one| self.quarter_json(one)).collect();
        let lacking = without_file(self.site).map(|quarter| quarter.to_string());
        let waiting: Vec<Value> = self.waits.items.iter().map(waiting::json).collect();
        json!({
            "as_of": self.site.as_of.to_string(),
            "quarters": quarters,
            "without_file": lacking,
            "waiting": waiting,
        })
    }

    fn quarter_json(&self, one: &QuarterStatus) -> Value {
        let (state, time) = match one.release {
            Release::Released(time) => ("released", Some(time)),
            Release::Embargoed(time) => ("embargoed", Some(time)),
            Release::Unset => ("unset", None),
            Release::Internal => ("internal", None),
        };
        let boards: Vec<Value> = one
            .boards
            .iter()
            .map(|(id, name, returns)| json!({ "board": &**id, "name": name, "returns": towns(returns) }))
            .collect();
        let counties: Vec<Value> = one
            .counties
            .iter()
            .map(|(id, name, returns)| {
                let id = id.as_ref().map(|id| id.0.as_str());
                let name = Some(name).filter(|name| !name.is_empty());
                json!({ "county": id, "name": name, "returns": towns(returns) })
            })
            .collect();
        json!({
            "quarter": one.quarter.to_string(),
            "release": state,
            "released": time.map(|time| time.to_string()),
            "due": one.due.map(|due| due.to_string()),
            "counts": counts(&one.all).into_iter().collect::<std::collections::BTreeMap<_, _>>(),
            "returns": towns(&one.all),
            "boards": boards,
            "counties": counties,
        })
    }
}

/// The kinds of returns with their towns, in the order of the table.
fn kinds(returns: &Returns) -> [(&'static str, &[Slug]); 7] {
    [
        ("expected", &returns.expected),
        ("reported", &returns.reported),
        ("not_reported", &returns.not_reported),
        ("not_due", &returns.awaited),
        ("undated", &returns.undated),
        ("incomplete", &returns.incomplete),
        ("provisional", &returns.provisional),
    ]
}

fn counts(returns: &Returns) -> [(&'static str, usize); 7] {
    kinds(returns).map(|(name, towns)| (name, towns.len()))
}

fn towns(returns: &Returns) -> Value {
    let lists = kinds(returns).into_iter().map(|(name, towns)| {
        let slugs: Vec<&str> = towns.iter().map(|slug| slug.0.as_str()).collect();
        (name.to_owned(), json!(slugs))
    });
    Value::Object(lists.collect())
}
