//! What waits for its moment, in words.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use crate::Waits;
use crate::diagnostic::Message;
use crate::language::{Language, Pair};
use crate::load::{Coming, Due};
use crate::units::Timestamp;

/// Where what waits is not.
pub(super) const IN_BUILD: Pair = pair!("本次生成", "this build");
pub(super) const IN_SITE: Pair = pair!("网站", "the site");
pub(super) const IN_PUBLIC: Pair = pair!("公开版", "the public edition");

/// So many items are named in a note.
const NAMED: usize = 5;

/// A note of what waits and until when; none where nothing does.
pub(super) fn note(waits: &Waits, language: Language, place: Pair) -> Option<String> {
    let count = waits.count;
    if count == 0 {
        return None;
    }
    let pinned =
        waits.now.filter(|_| waits.is_pinned).map(|now| say!(language, "（截至{}）", " (as of {})", shown(now)));
    let pinned = pinned.unwrap_or_default();
    let items = in_words(&waits.items, language);
    let lists = match waits.items.is_empty() {
        true => pick!(language, "；是哪些见 sunboard next --all", "; sunboard next --all lists them").to_owned(),
        false => say!(language, "：{items}", ": {items}"),
    };
    Some(say!(
        language,
        "{count}项尚未到公开时间，不在{}中{pinned}{lists}"(place.zh),
        "{count} items wait for their time and are not in {}{pinned}{lists}"(place.en)
    ))
}

/// What waits, the nouns of the site first, then how many facts of towns and rules.
fn in_words(items: &[Due], language: Language) -> String {
    let is_noun = |due: &&Due| !matches!(due.what, Coming::Fact(..) | Coming::Rule(..));
    let nouns: Vec<&Due> = items.iter().filter(is_noun).collect();
    let others: Vec<&Due> = items.iter().filter(|due| !is_noun(due)).collect();
    let mut named: Vec<String> = nouns.iter().take(NAMED).map(|due| with_time(due, language)).collect();
    let left = nouns.len().saturating_sub(NAMED);
    let more = match others.as_slice() {
        [] => None,
        few if few.len() + named.len() <= NAMED && left == 0 => {
            named.extend(few.iter().map(|due| with_time(due, language)));
            None
        }
        [first, ..] => {
            let (count, at) = (others.len(), first.at);
            Some(say!(
                language,
                "小镇和规则中的{count}项（最早{at}）",
                "{count} facts of towns and rules (the first on {at})"
            ))
        }
    };
    if left > 0 {
        named.push(say!(language, "另外{left}项", "{left} more"));
    }
    named.extend(more);
    named.join(pick!(language, "、", ", "))
}

/// An item with its moment.
fn with_time(due: &Due, language: Language) -> String {
    let (what, at) = (name(&due.what), due.at);
    say!(language, "{}（{at}）"(what.zh), "{} ({at})"(what.en))
}

/// What an item is called.
pub(super) fn name(item: &Coming) -> Message {
    match item {
        Coming::Quarter(quarter) => message!("季度 {quarter}", "quarter {quarter}"),
        Coming::Analysis(quarter) => message!("{quarter} 分析", "analysis of {quarter}"),
        Coming::Story(_, title) => message!("故事《{title}》", "story `{title}`"),
        Coming::Policy(_, title) => message!("政策文件《{title}》", "policy document `{title}`"),
        Coming::Town(_, name) => message!("小镇“{name}”", "town `{name}`"),
        Coming::Fact(_, name, field) => {
            let words = field_in_words(field);
            message!("{name}的{}"(words.zh), "{} of `{name}`"(words.en))
        }
        Coming::Rule(list) => {
            let words = field_in_words(list);
            message!("规则：{}"(words.zh), "rules: {}"(words.en))
        }
    }
}

/// A field of a town's file or of the rules in words.
fn field_in_words(field: &'static str) -> Pair {
    match field {
        "category_history" => pair!("类别", "category"),
        "scenic" => pair!("景区等级", "scenic grade"),
        "linked_leaders" => pair!("联系领导", "linked leader"),
        "highlights" => pair!("首屏数字", "highlight"),
        "figures" => pair!("公布数据", "published figure"),
        "plan" => pair!("年度计划", "plan"),
        "progress" => pair!("季度数据", "return"),
        "history" => pair!("更正", "correction"),
        "projects" => pair!("项目进展", "project"),
        "tasks" => pair!("攻坚任务", "task"),
        "indicators" => pair!("指标", "indicator"),
        "honours" => pair!("荣誉", "honour"),
        "warnings" => pair!("警告", "warning"),
        "support" => pair!("支持事项", "support"),
        "payments" => pair!("奖补兑付", "payment"),
        "scores" => pair!("评分", "score"),
        "assessments" => pair!("考核等次", "grade"),
        "interviews" => pair!("约谈", "interview"),
        "findings" => pair!("诊断意见", "finding"),
        "photos" => pair!("照片", "photo"),
        "rule_sets" => pair!("榜单和红黄牌", "boards and cards"),
        "standards" => pair!("达标标准", "standard"),
        "targets" => pair!("目标", "target"),
        "picks" => pair!("标杆推荐", "pick"),
        "assessment_methods" => pair!("考评办法", "assessment method"),
        "awards" => pair!("奖补政策", "award policy"),
        other => Pair { zh: other, en: other },
    }
}

/// An item that waits or has come, for programs.
pub(super) fn json(due: &Due) -> Value {
    let name = name(&due.what);
    let (at, kind, id) = (due.at.to_string(), kind(&due.what), id(&due.what));
    json!({ "at": at, "kind": kind, "id": id, "name": { "zh": name.zh, "en": name.en } })
}

/// A kind of item.
fn kind(item: &Coming) -> &'static str {
    match item {
        Coming::Quarter(_) => "quarter",
        Coming::Analysis(_) => "analysis",
        Coming::Story(..) => "story",
        Coming::Policy(..) => "policy",
        Coming::Town(..) => "town",
        Coming::Fact(..) => "fact",
        Coming::Rule(_) => "rule",
    }
}

/// The slug, the quarter or the list of an item.
fn id(item: &Coming) -> String {
    match item {
        Coming::Quarter(quarter) | Coming::Analysis(quarter) => quarter.to_string(),
        Coming::Story(slug, _) | Coming::Policy(slug, _) | Coming::Town(slug, _) => slug.to_string(),
        Coming::Fact(slug, _, field) => format!("{slug}.{field}"),
        Coming::Rule(list) => (*list).to_owned(),
    }
}

/// A present moment: the day alone where it is its end.
pub(super) fn shown(now: NaiveDateTime) -> String {
    let day = Timestamp::from(now.date());
    if day.end() == now { day.to_string() } else { now.format("%Y-%m-%d %H:%M").to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{FromText as _, Quarter, Slug, Text};

    fn waits(items: Vec<Due>) -> Waits {
        let now = "2022-02-15T23:59:59".parse().ok();
        Waits { now, is_pinned: true, count: items.len(), items, until: None, zone: None }
    }

    fn due(at: &str, what: Coming) -> Due {
        Due { at: Timestamp::from_text(at).expect("a time"), what }
    }

    #[test]
    fn nouns_are_named_and_facts_counted() {
        let slug = |text: &str| Slug::from_text(text).expect("a slug");
        let story = |at: &str, title: &str| due(at, Coming::Story(slug("a"), Text(title.into())));
        assert_eq!(note(&waits(Vec::new()), Language::Chinese, IN_BUILD), None);
        let one = waits(vec![story("2022-03-01 9:00", "三月的故事")]);
        let told = note(&one, Language::Chinese, IN_BUILD).expect("one waits");
        assert_eq!(told, "1项尚未到公开时间，不在本次生成中（截至2022-02-15）：故事《三月的故事》（2022-03-01 09:00）");
        let fact = |at: &str| due(at, Coming::Fact(slug("b"), Text("云窑小镇".into()), "plan"));
        let mut many: Vec<Due> = (1..=6).map(|day| fact(&format!("2022-03-0{day}"))).collect();
        many.push(due("2022-03-08 09:00", Coming::Quarter(Quarter { year: 2021, number: 4 })));
        let told = note(&waits(many), Language::Chinese, IN_SITE).expect("some wait");
        assert!(told.ends_with("：季度 2021Q4（2022-03-08 09:00）、小镇和规则中的6项（最早2022-03-01）"), "{told}");
        let kept = Waits { items: Vec::new(), ..one };
        assert!(note(&kept, Language::Chinese, IN_BUILD).is_some_and(|told| told.contains("sunboard next --all")));
    }
}
