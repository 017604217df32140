//! `sunboard new quarter` and `sunboard release`: a quarter begun, and a quarter made public.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::amended::{self, Edited};
use super::args::{EditionName, QuarterArguments, ReleaseArguments, ViewArguments};
use super::build::request_for;
use super::diff::evaluated;
use super::new::{TargetSite, write_new};
use super::{CommandError, ExitStatus, MessageLanguage, show, waiting};
use crate::Request;
use crate::diagnostic::{Diagnostic, Message};
use crate::editor::status::{self, QuarterStatus};
use crate::editor::{begin, quarters};
use crate::language::Speaks as _;
use crate::load::{self, LONGEST_TEXT, read_regular};
use crate::model::Site;
use crate::units::{FromText as _, Quarter, Slug, Timestamp, narrow};

pub(super) fn new(asked: &QuarterArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let content = &asked.content;
    let place = TargetSite::of(content, speech)?;
    let errors: Vec<Diagnostic> = place.loaded.diagnostics.iter().filter(|one| one.is_error()).cloned().collect();
    if !errors.is_empty() {
        show::text(&errors, &place.loaded.files, speech.language());
        return Ok(ExitStatus::Faulty);
    }
    let quarter = asked.quarter;
    if quarter.first_day() > place.today {
        let first = quarter.first_day();
        return Err(CommandError(message!(
            "{quarter} 还没有开始（首日为 {first}），请核对年份和季度",
            "{quarter} has not begun (its first day is {first}): check the year and the quarter"
        )));
    }
    let tree = &place.loaded.tree;
    // Everything is worked out before anything is written.
    let mut edited = BTreeMap::new();
    for (slug, town) in &tree.towns {
        if !quarters::has_to_report(town, quarter, &tree.rules) {
            continue;
        }
        let path = file(content, "towns", &slug.0);
        let text = read(&content.join(&path))?;
        let with_row = quarters::with_row(&text, town, quarter).map_err(|reason| at(&path, &reason))?;
        edited.extend(with_row.map(|after| (path, Edited { before: text.into_bytes(), after })));
    }
    let has_file = tree.quarters.contains_key(&quarter);
    if !has_file {
        let name = quarter.to_string();
        let text = begin::quarter(&name, &place.schemas, place.language, place.today).map_err(CommandError)?;
        write_new(&content.join(format!("quarters/{name}.yaml")), &text)?;
    }
    let rows = edited.len();
    amended::write(content, &edited)?;
    println!(
        "{}",
        match (rows, has_file) {
            (0, true) =>
                say!(speech, "{quarter} 已经齐备，没有改动", "{quarter} has all its rows; nothing was changed"),
            (_, true) => say!(
                speech,
                "已为{rows}个小镇添加 {quarter} 的一行，待填报",
                "Added a row for {quarter} to {rows} towns, to be filled in"
            ),
            (0, false) => say!(
                speech,
                "已新建 quarters/{quarter}.yaml；没有要添加一行的小镇",
                "Made quarters/{quarter}.yaml; no town needs a row"
            ),
            (_, false) => say!(
                speech,
                "已新建 quarters/{quarter}.yaml，并为{rows}个小镇添加一行，待填报",
                "Made quarters/{quarter}.yaml and added a row to {rows} towns, to be filled in"
            ),
        }
    );
    Ok(ExitStatus::Done)
}

pub(super) fn release(asked: &ReleaseArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let (content, quarter) = (&asked.content, asked.quarter);
    let sight = ViewArguments { edition: EditionName::Internal, as_of: asked.as_of, drafts: false };
    let Some((site, evaluation)) = evaluated(&sight, content, speech)? else { return Ok(ExitStatus::Faulty) };
    speech.learn(site.config.language);
    let today = site.as_of;
    if quarter.last_day() > today {
        return Err(CommandError(message!(
            "到{today}，{quarter} 尚未结束，不能公开",
            "on {today}, {quarter} is not over and cannot be released"
        )));
    }
    let all = status::status(&site, &evaluation);
    let Some(found) = all.iter().find(|one| one.quarter == quarter) else {
        return Err(CommandError(message!(
            "没有 quarters/{quarter}.yaml；请先运行 sunboard new quarter {quarter}",
            "there is no quarters/{quarter}.yaml; run sunboard new quarter {quarter} first"
        )));
    };
    let on = match &asked.on {
        Some(on) => Timestamp::from_text(&on.trim().chars().map(narrow).collect::<String>())
            .map_err(|Message { zh, en }| CommandError(message!("--on：{zh}", "--on: {en}")))?,
        None => Timestamp::from(today),
    };
    if let status::Release::Released(time) = found.release {
        return Err(CommandError(message!(
            "{quarter} 已于{time}公开；更正数据请用小镇文件的 history",
            "{quarter} was released {time}; figures are corrected in the town's history"
        )));
    }
    if on.day() < today {
        return Err(CommandError(message!(
            "公开时间{on}早于{today}；不能补记成过去的时间",
            "the release on {on} would lie before {today}; it cannot be dated back"
        )));
    }
    let complete = found.all.expected.len() == found.all.reported.len() && found.all.incomplete.is_empty();
    if !complete && asked.incomplete.is_none() {
        return Err(CommandError(lacking(&site, found)));
    }
    let reason = asked.incomplete.as_deref().filter(|_| !complete);
    set(content, quarter, on, reason, speech)?;
    for line in words(quarter, on, found, &ReleaseClock::of(asked, &site)?) {
        println!("{}", line.pick(speech));
    }
    Ok(ExitStatus::Done)
}

/// What counts as now, and what this machine's clock shows in the site's time zone.
struct ReleaseClock {
    now: NaiveDateTime,
    is_pinned: bool,
    shown: NaiveDateTime,
}

impl ReleaseClock {
    fn of(asked: &ReleaseArguments, site: &Site) -> Result<Self, CommandError> {
        let request = Request { as_of: asked.as_of.map(Timestamp::end), ..request_for(&asked.content) };
        let zone = site.config.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let shown = (request.clock)(zone);
        let dates = crate::build::content::dates(&request, None).map_err(|error| CommandError(error.message))?;
        let waits = dates.calendar.map(|(_, waits)| waits).unwrap_or_default();
        Ok(Self { now: waits.now.unwrap_or(shown), is_pinned: waits.is_pinned, shown })
    }
}

/// What was set, and what follows from it.
fn words(quarter: Quarter, on: Timestamp, found: &QuarterStatus, clock: &ReleaseClock) -> Vec<Message> {
    let mut lines = vec![match on.by(clock.now) {
        true => message!(
            "{quarter} 的公开时间定为{on}，已经到了：下一次生成即公开",
            "{quarter} is released {on}, which has come: the next build shows it to the public"
        ),
        false => message!(
            "{quarter} 定于{on}公开；在此之前，公开版不显示本季度的数据",
            "{quarter} will be released on {on}; the public edition shows none of its figures before"
        ),
    }];
    match found.release {
        status::Release::Embargoed(before) if before != on => {
            lines.push(message!("原定于{before}公开", "It was to be released {before}"))
        }
        status::Release::Internal => lines.push(message!(
            "原来只限内部版（internal: true），已改为公开",
            "It was internal (internal: true) and is not any more"
        )),
        _ => {}
    }
    if clock.is_pinned {
        let (now, shown) = (waiting::shown(clock.now), clock.shown.format("%Y-%m-%d %H:%M"));
        if !on.by(clock.now) {
            lines.push(message!("注意：数据截至时间固定为{now}（site.yaml 的 as_of 或 --as-of），到时不会自动公开", "Note: the as-of moment is pinned to {now} (as_of of site.yaml, or --as-of): it does not come out by itself"));
        }
        if on.day() < clock.shown.date() {
            lines.push(message!("注意：现在是{shown}，公开时间{on}已是过去；数据截至时间固定为{now}（site.yaml 的 as_of 或 --as-of）", "Note: it is {shown} now, and the release on {on} lies in the past; the as-of moment is pinned to {now} (as_of of site.yaml, or --as-of)"));
        }
    } else if on.by(clock.now) && on.moment() != clock.now.date().and_time(chrono::NaiveTime::MIN) {
        lines.push(message!(
            "注意：公开时间{on}早于现在（{}）",
            "Note: the release on {on} lies before now ({})",
            clock.now.format("%Y-%m-%d %H:%M")
        ));
    }
    let provisional = found.all.provisional.len();
    if provisional > 0 {
        lines.push(message!(
            "其中{provisional}个小镇的数据是初步数，公开时标明“初步数”",
            "The figures of {provisional} towns are provisional and will be marked so"
        ));
    }
    lines
}

/// Writes the release, unless the content would be faulty with it.
fn set(
    content: &Path,
    quarter: Quarter,
    on: Timestamp,
    incomplete: Option<&str>,
    speech: &MessageLanguage,
) -> Result<(), CommandError> {
    let path = file(content, "quarters", &quarter.to_string());
    let before = read(&content.join(&path))?;
    let after = quarters::released(&before, on, incomplete).map_err(|reason| at(&path, &reason))?;
    let loaded = load::load_edited(content, &BTreeMap::from([(path.clone(), after.clone())]));
    let mut errors = loaded.diagnostics.clone();
    errors.extend(crate::check::check(&loaded.tree, &loaded.known, &loaded.files));
    errors.retain(Diagnostic::is_error);
    if errors.is_empty() {
        return amended::write(content, &BTreeMap::from([(path, Edited { before: before.into_bytes(), after })]));
    }
    show::text(&errors, &loaded.files, speech.language());
    Err(CommandError(message!(
        "公开后内容会有以上错误；{} 没有改动",
        "released, the content would have these faults; {} is as it was",
        path.display()
    )))
}

/// Why a quarter is not complete: town by town, with the way out.
fn lacking(site: &Site, found: &QuarterStatus) -> Message {
    let names = |towns: &[&Slug], zh: bool| {
        let name = |slug: &&Slug| site.towns.get(*slug).map_or_else(|| slug.to_string(), |town| town.name.to_string());
        towns.iter().map(name).collect::<Vec<_>>().join(if zh { "、" } else { ", " })
    };
    let absent: Vec<&Slug> =
        found.all.not_reported.iter().chain(&found.all.awaited).chain(&found.all.undated).collect();
    let partial: Vec<&Slug> = found.all.incomplete.iter().collect();
    let mut zh = format!("{} 的数据不全：", found.quarter);
    let mut en = format!("{} is not complete:", found.quarter);
    for (towns, words) in [
        (&absent, pair!("没有报送的", "not reported")),
        (&partial, pair!("缺榜单所需数据的", "without the figure of their board")),
    ] {
        if !towns.is_empty() {
            let count = towns.len();
            zh.push_str(&format!("\n  {}{count}个：{}", words.zh, names(towns, true)));
            en.push_str(&format!("\n  {count} {}: {}", words.en, names(towns, false)));
        }
    }
    zh.push_str("\n仍要公开的，用 --incomplete 写明原因，例如 --incomplete \"百草小镇未在期限内报送\"");
    en.push_str("\nTo release it all the same, say why with --incomplete \"reason\"");
    Message::new(zh, en)
}

/// A noun's file under the ending that it has.
fn file(content: &Path, folder: &str, stem: &str) -> PathBuf {
    let other = PathBuf::from(format!("{folder}/{stem}.yml"));
    if content.join(&other).exists() { other } else { PathBuf::from(format!("{folder}/{stem}.yaml")) }
}

fn read(path: &Path) -> Result<String, CommandError> {
    let trouble = |reason: Message| {
        let path = path.display();
        CommandError(message!("无法读取 {path}：{}"(reason.zh), "cannot read {path}: {}"(reason.en)))
    };
    let bytes = read_regular(path, LONGEST_TEXT).map_err(|fault| trouble(fault.reason(LONGEST_TEXT)))?;
    String::from_utf8(bytes).map_err(|error| trouble(Message::from_joined(&error.to_string())))
}

fn at(path: &Path, reason: &Message) -> CommandError {
    let path = path.display();
    CommandError(message!("{path}：{}"(reason.zh), "{path}: {}"(reason.en)))
}
